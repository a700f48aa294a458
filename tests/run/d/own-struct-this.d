/* enumerations used again; structures and arrays in this-> */
enum color { RED, GREEN = 5, BLUE, };
enum color c;
inline int MAGIC = BLUE * 2;
struct in { int q[2]; };
struct s { int x; char c[8]; struct in i; uint8_t b : 3; };
this struct s ls, lt;
this int arr[4];
BEGIN { c = GREEN; printf("%d %d %d %d %d\n", c, RED, BLUE, MAGIC, c == GREEN); }
BEGIN { this->ls.x = 4; this->ls.i.q[1] = 9; this->ls.b = 5; this->ls.c[0] = 'a'; this->arr[2] = 6; this->lt = this->ls; this->lt.x++; }
BEGIN { printf("%d %d %d %s %d %d %d\n", this->ls.x, this->ls.i.q[1], this->ls.b, stringof(this->ls.c), this->arr[2], this->lt.x, this->lt.i.q[1]); exit(0); }
END { printf("%d %d\n", this->ls.x, this->arr[2]); }

/* >>> out
5 0 6 12 1
4 9 5 a 6 5 9
0 0
<<< */
