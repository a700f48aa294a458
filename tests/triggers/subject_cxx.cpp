/* subject_cxx.cpp - "subject_cxx N": names and types of C++ */
#include <cstdlib>

volatile long total;

namespace shop {
struct base { int id; explicit base(int i) : id(i) {} };

class item : public base {
public:
	item(int i, long p) : base(i), price(p) {}
	__attribute__((noinline)) long cost(int amount) const;
	static int made;
	long price;
};
int item::made = 3;

__attribute__((noinline)) long item::cost(int amount) const
{
	total = total + price + id;
	return price * amount;
}

__attribute__((noinline)) long add(int a, int b) { total = total + a; return a + b; }
__attribute__((noinline)) long add(const item &it, long b) { total = total + 1; return it.price + b; }

template <typename T> __attribute__((noinline)) T larger(T a, T b)
{
	total = total + 1;
	return a > b ? a : b;
}

inline __attribute__((always_inline)) long twice(int n)
{
	long sum = add(n, n);

	total = total + sum;	/* or the call were the last that it does */
	return sum;
}

item *chosen;
struct reader { int &n; };
__attribute__((noinline)) long refer(int (&all)[3], item *&p, item (&two)[2], int &&n, const item &it, reader r)
{
	total = total + 1;
	return all[1] + p->price + two[1].id + n + it.id + r.n;
}
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 1;
	auto longer = [](int by) __attribute__((noinline)) {
		return total + by;
	};

	for (int i = 0; i < n; i++) {
		shop::item it(40 + i, 250);

		total = total + it.cost(4) + shop::add(1, 2) + shop::add(it, 5) + shop::larger(3, i) +
			shop::larger(10L, 20L) + shop::twice(i);
		shop::item::made++;
		total = longer(i);
		int all[3] = { 7, 8, 9 };
		shop::item two[2] = { shop::item(1, 2), shop::item(3, 4) };

		shop::chosen = two;
		total = total + shop::refer(all, shop::chosen, two, 44, it, shop::reader{ all[2] });
	}
	return 0;
}
