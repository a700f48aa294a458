/* @@why: keys of all sizes beside strings: what is copied by words has to be aligned */
int declared[int, int, int, int, int, int, int, string];
BEGIN
{
	@a[0, execname] = count();
	@b[(char)1, execname, (short)2, execname] = count();
	@c[execname, (int)3, "x", (char)4, execname] = count();
	self->x[(char)5, execname] = 6;
	y[(short)7, execname] = 8;
	printf("%d %d\n", self->x[(char)5, execname], y[(short)7, execname]);
}
BEGIN
{
	/* eight are the most */
	many[1, 2, 3, 4, 5, 6, 7, "ten"] = 11;
	declared[1, 2, 3, 4, 5, 6, 7, "ten"] = 12;
	@m[1, 2, 3, 4, 5, 6, "ten", many[1, 2, 3, 4, 5, 6, 7, "ten"]] = sum(declared[1, 2, 3, 4, 5, 6, 7, "ten"]);
	exit(0);
}

/* >>> out
6 8

        0  sonde                                                             1
   1  sonde                                                  2  sonde                                                             1
  sonde                                                     3  x                                                    4  sonde                                                             1
        1        2        3        4        5        6  ten                                                      11               12
<<< */
