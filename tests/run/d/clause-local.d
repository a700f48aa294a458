/* @@why: this-> is shared by the clauses of one firing */
BEGIN { this->x = 5; this->s = "text"; }
BEGIN { this->x += 2; }
BEGIN { printf("%d %s\n", this->x, this->s); exit(0); }
END { printf("%d\n", this->x); }

/* >>> out
7 text
0
<<< */
