BEGIN { this->p = (char *)alloca(8); this->p = (char *)arg0; *(char *)arg0 = 1; }

/* >>> err
alloca-mix.d:1:48: error: 'p' holds alloca() pointers and cannot hold ordinary ones [ALLOCA_INCOMPAT]
    1 | BEGIN { this->p = (char *)alloca(8); this->p = (char *)arg0; *(char *)arg0 = 1; }
      |                                                ^^^^^^^^^^^^
alloca-mix.d:1:62: error: the kernel's and the probed program's memory is read-only [OP_WRITE]
    1 | BEGIN { this->p = (char *)alloca(8); this->p = (char *)arg0; *(char *)arg0 = 1; }
      |                                                              ^^^^^^^^^^^^^
      = hint: memory of your own comes from alloca()
<<< */
