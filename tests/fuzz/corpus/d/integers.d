BEGIN {
	trace(1 << 33); trace(-1 > 0u); trace(7 / -2); trace(-7 % 3); trace((char)300);
	i = (int)arg0; u = (unsigned)arg1;
	trace(i > 1L); trace(u > i); trace(i / 2u); trace(u >> 1); trace(i >> 1); trace((char)arg0 + (short)arg1);
}
