/* @@args: -O strsize=32 */
/* a string that was set to NULL is NULL and not "", however it is kept; but for a global */
/* NULL as a branch of ?: */
BEGIN
{
	this->no = pid - pid;
	this->b = this->no ? "x" : NULL;
	this->c = this->no ? NULL : "yes";
	self->b = this->no ? "x" : NULL;
	self->c = pid ? "set" : 0;
	byno[1] = this->no ? execname : NULL;
	printf("%d %d %s %d %d %s %d\n", this->b == NULL, this->c == NULL, this->c, self->b == NULL, self->c == NULL, self->c,
	       byno[1] == NULL);
	printf("%s\n", pid ? "there" : NULL);
}
BEGIN /(this->f = strtok(",a,b", ",")) == NULL/ { exit(1); }
BEGIN { printf("[%s]", this->f); }
BEGIN /(this->f = strtok(NULL, ",")) == NULL/ { exit(2); }
BEGIN { printf("[%s]", this->f); }
BEGIN /(this->f = strtok(NULL, ",")) != NULL/ { exit(3); }
BEGIN /this->f == NULL/ { printf("end\n"); }
BEGIN { this->f = ""; }
BEGIN /this->f == NULL/ { exit(4); }
BEGIN { this->f = NULL; }
BEGIN /this->f != NULL/ { exit(5); }
BEGIN { self->s = strchr("abc", 'b'); self->t = strchr("abc", 'z'); a[1] = strchr("abc", 'z'); a[2] = strchr("abc", 'c'); }
BEGIN /self->s == NULL || self->t != NULL || a[1] != NULL || a[2] == NULL/ { exit(6); }
BEGIN { this->g = self->t; this->h = 1 ? a[1] : "x"; this->f = "x"; this->f = strjoin(this->f, "y"); }
BEGIN /this->g != NULL || this->h != NULL || this->f == NULL || this->f != "xy"/ { exit(7); }
BEGIN { this->f = strchr(this->f, 'q'); }
BEGIN /this->f != NULL/ { exit(8); }
BEGIN { self->s = strtok(",", ","); a[2] = strtok("", ","); this->g = strtok(strjoin(",", ""), ","); }
BEGIN /self->s != NULL || a[2] != NULL || this->g != NULL/ { exit(9); }
BEGIN { self->s = strchr("abc", 'b'); }
BEGIN { x = strchr("abc", 'z'); printf("%s|%d|the format is longer than a string may be\n", self->s, x == NULL); exit(0); }

/* >>> out
1 0 yes 1 0 set 1
there
[a][b]end
bc|0|the format is longer than a string may be
<<< */
