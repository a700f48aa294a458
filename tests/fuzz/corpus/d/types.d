BEGIN {
	trace(*arg0); trace(arg0->x); trace(curthread.pid); trace(curthread->nope); trace("a" + 1); trace(!execname); x = 1; x = "s"; trace(*(void *)arg0); trace((void *)arg0 + 1); trace(1 / 0); trace(&x); curthread->pid = 1; 3 = 4;
	trace(arg0 == "x"); trace((struct file)1); trace(sizeof (void)); trace(curthread->counters[4]); m[curthread->rt] = 1; s = execname; s++; m2[1] = 2; m2["a"] = 3; m2[1, 2] = 3;
}
END /execname/ { }
