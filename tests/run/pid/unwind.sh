#!/bin/sh
# @@needs: uprobe unwind
# Frames of code that keeps no frame pointer, through the C library, a signal and a frame whose size is
# not known; names of a process that has exited. How many frames are the library's is its own matter.
cat > $TMP/a.d <<'X'
pid$target:a.out:leaf:entry,
pid$target:a.out:leaf_of_*:entry
{
	printf("%s", probefunc);
	ustack();
}

pid$target:a.out:leaf:entry
{
	@keys[ustack(3)] = count();
	printf("caller %d depth %d\n", ucaller != 0, ustackdepth > 8);
}

/* its returns are bent to the kernel's page; the stack shows where they go */
pid$target:a.out:deep:return,
pid$target:a.out:odd:return
{
	returns++;
}
X
"$SONDE" -q -c "$TRIGGERS/frames 1" $TMP/a.d 2>&1 | sed '/ libc\.so/d'

# >>> out like
# leaf
#  {14}frames`leaf
#  {14}frames`deep\+0x[0-9a-f]+
#  {14}frames`deep\+0x[0-9a-f]+
#  {14}frames`deep\+0x[0-9a-f]+
#  {14}frames`deep\+0x[0-9a-f]+
#  {14}frames`main\+0x[0-9a-f]+
#  {14}frames`_start\+0x[0-9a-f]+
# caller 1 depth 1
# leaf_of_qsort
#  {14}frames`leaf_of_qsort
#  {14}frames`compare\+0x[0-9a-f]+
#  {14}frames`by_libc\+0x[0-9a-f]+
#  {14}frames`main\+0x[0-9a-f]+
#  {14}frames`_start\+0x[0-9a-f]+
# leaf_of_signal
#  {14}frames`leaf_of_signal
#  {14}frames`on_signal\+0x[0-9a-f]+
#  {14}frames`interrupted\+0x[0-9a-f]+
#  {14}frames`main\+0x[0-9a-f]+
#  {14}frames`_start\+0x[0-9a-f]+
# leaf_of_odd
#  {14}frames`leaf_of_odd
#  {14}frames`odd\+0x[0-9a-f]+
#  {14}frames`main\+0x[0-9a-f]+
#  {14}frames`_start\+0x[0-9a-f]+
#
#
#  {14}frames`leaf
#  {14}frames`deep\+0x[0-9a-f]+
#  {14}frames`deep\+0x[0-9a-f]+
#  {16}1
# <<<
