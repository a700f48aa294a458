BEGIN {
	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
}

/* >>> err
names.d:2:8: error: failed to resolve nope: Unknown variable name [IDENT_UNDEF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	      ^^^^
names.d:2:34: error: failed to resolve n: Unknown variable name [IDENT_UNDEF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                ^
      = hint: there is a thread-local self->n
names.d:2:44: error: this->m has not yet been declared or assigned [VAR_UNDEF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                          ^^^^^^^
names.d:2:54: error: built-in variables are read-only [OP_WRITE]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                    ^^^
names.d:2:69: error: 'args' cannot be used without an index [IDENT_BADREF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                   ^^^^
names.d:2:76: error: 'strlen' cannot be used without arguments [IDENT_BADREF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                          ^^^^^^
names.d:2:94: error: 'strlen' cannot be used without arguments [IDENT_BADREF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                                            ^^^^^^
names.d:2:103: error: unknown function nofunc() [FUNC_UNDEF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                                                     ^^^^^^
      = hint: similar functions: func, ufunc
names.d:2:130: error: 'x' is an associative array: a key is needed [ARR_BADREF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                                                                                ^
names.d:2:147: error: int is not an array and has no elements [ARR_BADREF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                                                                                                 ^^^^
names.d:2:160: error: failed to resolve jiffies: Unknown variable name [IDENT_UNDEF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                                                                                                              ^^^^^^^
      = hint: the kernel's symbol is written `jiffies
names.d:2:176: error: the kernel has no symbol 'nosuch', or its address cannot be seen [IDENT_UNDEF]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                                                                                                                              ^^^^^^^
      = hint: /proc/kallsyms says what there is; data are in it if the kernel has CONFIG_KALLSYMS_ALL
names.d:2:192: error: the type of the kernel's symbol 'no_type' is not known [SYM_NOTYPES]
    2 | 	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
      | 	                                                                                                                                                                                              ^^^^^^^^
      = hint: the kernel's BTF describes functions and per-CPU data; say the type: *(int *)&`no_type
<<< */
