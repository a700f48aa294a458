/*
 * throws.cpp - functions that return, and that an exception goes through; N: rounds
 *
 * tail() ends in a jump to leaf(), says() in one to puts(), table() is a jump by a table.
 */
#include <cstdio>
#include <cstdlib>
#include <string>

#define FUNCTION extern "C" __attribute__((noinline))

FUNCTION int leaf(int x) { if (x % 3 == 0) throw x; return x * 2; }
FUNCTION int mid(int x) { std::string s(40, 'x'); return leaf(x) + (int)s.size(); }
FUNCTION int tail(int x) { return leaf(x + 1); }
FUNCTION int says(int x) { return x == 2 ? 7 : puts("said"); }
FUNCTION int nest(int n, int x)
{
	volatile int kept = n;

	if (n == 1)
		return tail(x);
	if (n == 3) {
		try {
			nest(1, 2);
		} catch (int) {
		}
	}
	return nest(n - 1, x) + kept;
}
FUNCTION int table(int x)
{
	switch (x) {
	case 1: return leaf(7) + 1;
	case 2: puts("two"); return 20;
	case 3: return leaf(3);
	case 4: puts("four"); return leaf(5) - 1;
	case 5: return 50;
	case 6: return nest(1, 4);
	default: return -1;
	}
}

template <typename F> static void run(const char *name, F f)
{
	try {
		printf("%s %d\n", name, f());
	} catch (int e) {
		printf("%s threw %d\n", name, e);
	}
}

int main(int argc, char **argv)
{
	for (int i = 1; i <= (argc > 1 ? atoi(argv[1]) : 6); i++) {
		run("mid", [i] { return mid(i); });
		run("tail", [i] { return tail(i); });
		run("says", [i] { return says(i); });
		run("nest", [i] { return nest(3, i); });
		run("table", [i] { return table(i); });
	}
}
