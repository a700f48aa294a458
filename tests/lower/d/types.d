BEGIN {
	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
}
END /execname/ { }

/* >>> err
types.d:2:9: error: cannot dereference long, which is no pointer [DEREF_NONPTR]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	       ^^^^
      = hint: cast it first, for example *(int *)arg0
types.d:2:22: error: left side of -> must be a pointer to a struct or union, not long [OP_PTR]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                    ^^^^
types.d:2:38: error: left side of . must be a struct or union, not struct task_struct * [OP_SOU]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                    ^^^^^^^^^
      = hint: members of what a pointer points to are reached by ->
types.d:2:71: error: 'nope' is not a member of struct task_struct [TYPE_MEMBER]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                     ^^^^
types.d:2:84: error: operands of + do not fit together: string and int [OP_INCOMPAT]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                  ^^^^^^^
      = hint: for text at an address use stringof() or copyinstr()
types.d:2:101: error: operand of ! must be a scalar, not string [OP_SCALAR]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                                   ^^^^^^^^
      = hint: to see whether a string is set, compare it: != NULL, or with ""
types.d:2:123: error: cannot assign string to 'x', which is int [OP_INCOMPAT]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                                                         ^^^
types.d:2:135: error: cannot dereference void * [DEREF_VOID]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                                                                     ^^^^^^^^^^^^
types.d:2:156: error: no arithmetic on void * [OP_VFPTR]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                                                                                          ^^^^^^^^^^^^
      = hint: cast it to uintptr_t or to a pointer to a type with a size
types.d:2:185: error: division by zero [DIV_ZERO]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                                                                                                                       ^
types.d:2:195: error: cannot take address of dynamic variable [ADDROF_VAR]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                                                                                                                                 ^^
types.d:2:200: error: the kernel's and the probed program's memory is read-only [OP_WRITE]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                                                                                                                                      ^^^^^^^^^^^^^^
      = hint: memory of your own comes from alloca()
types.d:2:220: error: cannot assign to this: it is not a variable [OP_LVAL]
    2 | 	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
      | 	                                                                                                                                                                                                                          ^
types.d:3:8: error: operands of == do not fit together: long and string [OP_INCOMPAT]
    3 | 	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
      | 	      ^^^^^^^^^^^
      = hint: for text at an address use stringof() or copyinstr()
types.d:3:28: error: cannot cast int to struct file [CAST_INVAL]
    3 | 	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
      | 	                          ^^^^^^^^^^^^^^
types.d:3:51: error: the size of void is not known [SIZEOF_TYPE]
    3 | 	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
      | 	                                                 ^^^^^^^^^^^^^
types.d:3:93: error: index 4 is outside the array long [4] [ARR_BOUNDS]
    3 | 	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
      | 	                                                                                           ^
types.d:3:100: error: struct list_head cannot be a key [KEY_TYPE]
    3 | 	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
      | 	                                                                                                  ^^^^^^^^^^^^^
      = hint: keys are integers, pointers, strings
types.d:3:134: error: operand of ++ must be a scalar, not string [OP_SCALAR]
    3 | 	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
      | 	                                                                                                                                    ^
types.d:3:153: error: key 1 of 'm2' must be int, not string [PROTO_ARG]
    3 | 	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
      | 	                                                                                                                                                       ^^^
further errors are not shown
<<< */
