/* @@needs: uprobe   @@trigger: calls 1
      @@why: frames of our own program, by name; a walk by frame pointers may miss the
      caller of a function that has not set its own up yet */
pid$target:a.out:inner:entry
{
	ustack(4);
}

/* >>> out like

 {14}calls`inner
...
 {14}calls`outer\+0x[0-9a-f]+
 {14}calls`main\+0x[0-9a-f]+
...
<<< */
