/*
 * insn.c - where an x86-64 instruction ends
 *
 * Zydis: 200 kB, no memory of its own, and complete, AVX-512 included. elfutils' libasm does not
 * know half of what today's compilers emit; capstone is 8 MB for the same answer.
 */
#include <Zydis/Zydis.h>
#include "lib/elf.h"

unsigned insn_length(const uint8_t *code, size_t max)
{
	ZydisDecoder decoder;
	ZydisDecodedInstruction insn;

	if (ZYAN_FAILED(ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64)))
		return 0;
	if (ZYAN_FAILED(ZydisDecoderDecodeInstruction(&decoder, NULL, code, max, &insn)))
		return 0;
	return insn.length;
}
