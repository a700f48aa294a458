/* @@why: a probe that two descriptions of a clause match fires it twice; read_nocancel is another system's read
      @@trigger: sys getppid 3 */
BEGIN, dtrace:::B*, BEG*, END
{
	x++;
	printf("%s %d\n", probename, x);
}

syscall::getppid:entry, syscall::getpp*:entry
/pid == $target/
{
	@["getppid"] = count();
}

/* >>> out
BEGIN 1
BEGIN 2
BEGIN 3
END 4

  getppid                                                           6
<<< */
