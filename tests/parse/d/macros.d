BEGIN { trace($1); trace($$1); trace($2); trace($$2); trace($3); trace($4); trace($target); trace($5); }
/* @@args: -x defaultargs -- -12 name "a b" 0x10 */

/* >>> ast
clause BEGIN
  trace(-12)
  trace("-12")
  trace(name)
  trace("name")
  trace("a b")
  trace(16)
  trace($target)
  trace(0)
<<< */
