/* @@needs: uprobe   @@trigger: calls 1000 */
pid$target:a.out:outer:entry
{
	self->ts = timestamp;
}

pid$target:a.out:outer:return
/self->ts/
{
	@n = count();
	@bad = sum(timestamp <= self->ts);
	self->ts = 0;
}

/* >>> out

             1000
                0
<<< */
