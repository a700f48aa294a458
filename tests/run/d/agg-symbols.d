/* @@why: what is one symbol or one module is one entry, whatever the addresses */
BEGIN
{
	this->a = (uintptr_t)`vfs_read;
	@s[sym(this->a)] = sum(1); @s[sym(this->a + 1)] = sum(2); @s[func((uintptr_t)`vfs_write)] = sum(9);
	@m[mod(this->a)] = max(4); @m[mod((uintptr_t)`vfs_open)] = max(5);
	@q[1, sym(this->a + 4)] = quantize(3); @q[1, sym(this->a)] = quantize(3);
	trace(mod(this->a)); trace("|");
	printa(@s);
	trunc(@s, 1);
	printa("%a %@d\n", @s);
	trunc(@s, -1);
	exit(0);
}

/* >>> out
  vmlinux                                           |
  vmlinux`vfs_read                                                  3
  vmlinux`vfs_write                                                 9
vmlinux`vfs_write 9

  vmlinux                                                           5
        1  vmlinux`vfs_read                                  
           value  ------------- Distribution ------------- count    
               1 |                                         0        
               2 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 2        
               4 |                                         0        

<<< */
