BEGIN {
	trace(nope); self->n = 1; trace(n); trace(this->m); pid = 3; trace(args); strlen = 2; trace(strlen); nofunc(1); x[1] = 1; trace(x); y = 1; trace(y[1]); trace(jiffies); trace(`nosuch); trace(`no_type);
}
