/* @@why: addresses of networks as text, in all the forms that they have */


BEGIN
{
	this->a = (uint8_t *)alloca(20);
	this->a[0] = 0x20; this->a[1] = 1; this->a[2] = 0xd; this->a[3] = 0xb8; this->a[15] = 1;
	printf("%s %s\n", inet_ntoa6((in6_addr_t *)this->a), inet_ntop(AF_INET6, this->a));
	this->a[0] = this->a[1] = this->a[2] = this->a[3] = 0;
	printf("%s\n", inet_ntoa6((in6_addr_t *)this->a));
	this->a[15] = 0;
	printf("%s\n", inet_ntoa6((in6_addr_t *)this->a));
	this->a[12] = 127; this->a[15] = 1;
	printf("%s %s\n", inet_ntoa6((in6_addr_t *)this->a), inet_ntoa6((in6_addr_t *)this->a, 1));
	this->a[10] = this->a[11] = 255;
	printf("%s %s %s\n", inet_ntoa6((in6_addr_t *)this->a), inet_ntop(AF_INET6, this->a), inet_ntop(AF_INET, this->a + 12));
	printf("%s\n", link_ntop(ARPHRD_ETHER, this->a + 10));
	printf("%s\n", link_ntop(ARPHRD_INFINIBAND, this->a));
	this->a[0] = 0xfe; this->a[1] = 0x80; this->a[10] = this->a[11] = this->a[12] = this->a[15] = 0;
	printf("%s\n", inet_ntoa6((in6_addr_t *)this->a));
	this->a[9] = 1;
	printf("%s\n", inet_ntoa6((in6_addr_t *)this->a));
}
BEGIN { this->a = (uint8_t *)alloca(20); printf("%s", link_ntop(7, this->a)); }
BEGIN { exit(0); }

/* >>> out
2001:db8::1 2001:db8::1
::1
::
127.0.0.1 ::127.0.0.1
127.0.0.1 ::ffff:127.0.0.1 127.0.0.1
ff:ff:7f:00:00:01
00:00:00:00:00:00:00:00:00:00:ff:ff:7f:00:00:01:00:00:00:00
fe80::
fe80::1:0:0:0
<<< */

/* >>> err like
.*illegal operation.*
...
<<< */
