BEGIN { trace($1); trace($$1); trace($2); trace($$2); trace($3); trace($4); trace($target); trace($5); }
/* @@args: -x defaultargs -- -12 name "a b" 0x10 */
