/*
 * marks.h - a mark is a no-operation and a note that says where it is and where its arguments are
 *
 * The format is that of SystemTap's sys/sdt.h, which needs a package; these few lines do not.
 */
#ifndef MARKS_H
#define MARKS_H

#define SEMAPHORE_OF(prov, name) prov##_##name##_semaphore
#define SEMAPHORE(prov, name) \
	__attribute__((section(".probes"), used)) volatile unsigned short SEMAPHORE_OF(prov, name)

#define SEMAPHORE_0(prov, name) "0"
#define SEMAPHORE_1(prov, name) #prov "_" #name "_semaphore"

/* args: operands as the note has them, for the inputs that follow */
#define MARK(prov, name, has_semaphore, args, ...)						\
	__asm__ volatile("990: nop\n"								\
		".pushsection .note.stapsdt,\"?\",\"note\"\n"					\
		".balign 4\n"									\
		".4byte 992f-991f, 994f-993f, 3\n"						\
		"991: .asciz \"stapsdt\"\n"							\
		"992: .balign 4\n"								\
		"993: .8byte 990b\n"								\
		".8byte _.stapsdt.base\n"							\
		".8byte " SEMAPHORE_##has_semaphore(prov, name) "\n"				\
		".asciz \"" #prov "\"\n"							\
		".asciz \"" #name "\"\n"							\
		".asciz \"" args "\"\n"								\
		"994: .balign 4\n"								\
		".popsection\n"									\
		".ifndef _.stapsdt.base\n"							\
		".pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n"		\
		".weak _.stapsdt.base\n"							\
		".hidden _.stapsdt.base\n"							\
		"_.stapsdt.base: .space 1\n"							\
		".size _.stapsdt.base, 1\n"							\
		".popsection\n"									\
		".endif\n"									\
		:: __VA_ARGS__)

#endif
