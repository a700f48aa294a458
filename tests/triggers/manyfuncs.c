/* manyfuncs.c - "manyfuncs N": N rounds of calls of a thousand functions, many_000 to many_999 */
#include <stdlib.h>

volatile long sink;

#define F(n) void many_##n(void); void many_##n(void) { sink += 1##n; }
#define TEN(n) F(n##0) F(n##1) F(n##2) F(n##3) F(n##4) F(n##5) F(n##6) F(n##7) F(n##8) F(n##9)
#define HUNDRED(n) TEN(n##0) TEN(n##1) TEN(n##2) TEN(n##3) TEN(n##4) TEN(n##5) TEN(n##6) TEN(n##7) \
	TEN(n##8) TEN(n##9)
#define THOUSAND HUNDRED(0) HUNDRED(1) HUNDRED(2) HUNDRED(3) HUNDRED(4) HUNDRED(5) HUNDRED(6) \
	HUNDRED(7) HUNDRED(8) HUNDRED(9)
THOUSAND

#undef F
#define F(n) many_##n,
static void (*const all[])(void) = { THOUSAND };

int main(int argc, char **argv)
{
	for (long n = argc > 1 ? atol(argv[1]) : 1; n > 0; n--)
		for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
			all[i]();
	return 0;
}
