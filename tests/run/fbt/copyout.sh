# @@why: copyout, copyoutstr; not where the kernel is locked down
# @@needs: fentry

"$SONDE" dtrace -wq -c "$TRIGGERS/sys read 3 4" -n '
syscall::read:entry /pid == $target && arg2 == 4/ { self->to = arg1; }
syscall::read:return /pid == $target && self->to/ { this->b = (char *)alloca(8); this->b[0] = 65; this->b[1] = 66; copyout(this->b, self->to, 2);
	copyoutstr("CDEF", self->to + 2, 2); printf("%s\n", copyinstr(self->to, 5)); self->to = 0; exit(0); }' 2>&1

# >>> out
# ABCD
# <<<
