/*
 * insn.c - x86-64 instructions: where one ends, how it is encoded
 *
 * Zydis: 200 kB, no memory of its own, and complete, AVX-512 included. elfutils' libasm does not
 * know half of what today's compilers emit; capstone is 8 MB for the same answer.
 */
#include <Zydis/Zydis.h>
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
