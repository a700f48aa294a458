BEGIN {
	x = 1; x += 2; y = x++; ++x; n++;
	z = w = 3; m[x, "k"] = 4; m[rand(), "j"]--; t = m[1, "k"] = 5;
	self->s = execname; self->s = 0; g = "abc"; g = NULL; self->p = 1; self->p = 0;
	this->c = (x, y);
}
syscall:::entry /self->s != NULL && self->s == "cat"/ { trace(self->s); }
