/*
 * insn.c - x86-64 instructions: where one ends, how it is encoded
 *
 * Zydis: 200 kB, no memory of its own, and complete, AVX-512 included. elfutils' libasm does not
 * know half of what today's compilers emit; capstone is 8 MB for the same answer.
 */
#include <Zydis/Zydis.h>
#include <string.h>
#include "lib/elf.h"

static bool decode(const uint8_t *code, size_t max, ZydisDecodedInstruction *ret)
{
	ZydisDecoder decoder;

	return ZYAN_SUCCESS(ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64)) &&
	       ZYAN_SUCCESS(ZydisDecoderDecodeInstruction(&decoder, NULL, code, max, ret));
}

unsigned insn_length(const uint8_t *code, size_t max)
{
	ZydisDecodedInstruction insn;

	return decode(code, max, &insn) ? insn.length : 0;
}

bool insn_is_vector(const uint8_t *code, size_t max)
{
	ZydisDecodedInstruction insn;

	return decode(code, max, &insn) && insn.encoding != ZYDIS_INSTRUCTION_ENCODING_LEGACY &&
	       insn.encoding != ZYDIS_INSTRUCTION_ENCODING_3DNOW;
}

/* arch/x86/kernel/uprobes.c, is_prefix_bad(): lock, and segments that mean nothing in 64 bits */
bool insn_is_refused(const uint8_t *code, size_t max)
{
	ZydisDecodedInstruction insn;

	if (!decode(code, max, &insn))
		return false;
	for (unsigned i = 0; i < insn.raw.prefix_count; i++)
		if (insn.raw.prefixes[i].value && strchr("\x26\x2e\x36\x3e\xf0", insn.raw.prefixes[i].value))
			return true;
	return false;
}

static bool has_index(const ZydisDecodedInstruction *i)
{
	bool sib = (i->attributes & ZYDIS_ATTRIB_HAS_SIB) && i->raw.modrm.mod != 3;

	return sib && (i->raw.sib.index != 4 || (i->raw.rex.X));
}

/* movslq (table,index,4), reg; add reg, reg; mov (table,index,8), reg */
static bool prepares_jump(const ZydisDecodedInstruction *i)
{
	return has_index(i) || (i->mnemonic == ZYDIS_MNEMONIC_ADD && i->raw.modrm.mod == 3);
}

static enum insn_flow flow_of(const ZydisDecodedInstruction *i)
{
	if (i->meta.category == ZYDIS_CATEGORY_RET)
		return INSN_RET;
	if (i->meta.category != ZYDIS_CATEGORY_UNCOND_BR && i->meta.category != ZYDIS_CATEGORY_COND_BR)
		return INSN_ON;
	if (i->raw.imm[0].is_relative)
		return INSN_JUMP;
	/* compilers mark jumps by a table where calls have to land on marks */
	return has_index(i) || (i->attributes & ZYDIS_ATTRIB_HAS_NOTRACK) ? INSN_ON : INSN_JUMP_SOMEWHERE;
}

bool insn_read(const uint8_t *code, size_t max, struct insn *ret)
{
	ZydisDecodedInstruction insn;

	if (!decode(code, max, &insn))
		return false;
	*ret = (struct insn){ .length = insn.length, .flow = flow_of(&insn), .indexes = prepares_jump(&insn) };
	if (ret->flow == INSN_JUMP)
		ret->target = insn.length + insn.raw.imm[0].value.s;
	return true;
}

bool insn_starts_at(const uint8_t *code, uint64_t size, uint64_t offset)
{
	uint64_t at = 0;

	while (at < offset) {
		unsigned len = insn_length(code + at, size - at);

		if (!len)
			return false;
		at += len;
	}
	return at == offset;
}
