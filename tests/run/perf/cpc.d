/* @@needs: perf_clock   @@trigger: marks 10
   @@why: every page fault is one; arg0 is the kernel's pc, arg1 the program's; names in all spellings */
cpc:::page-faults-user-1, cpc:::page_faults-user-1, cpc:::faults-user-1, cpc:::PERF_COUNT_SW_PAGE_FAULTS-user-1
/pid == $target/
{
	@faults[probename] = count();
	@pcs[probename, arg0 != 0, arg1 != 0] = count();
}
cpc:::page-faults-all-1 /pid == $target && probename == "page-faults-all-1"/ { self->n++; }
syscall::exit_group:entry
/pid == $target/
{
	printf("%s\n", self->n > 20 ? "some" : "none");
}
END
{
	denormalize(@faults);
	printa("%s\n", @faults);
	printa("%s %d %d\n", @pcs);
	clear(@faults);
	trunc(@faults);
	trunc(@pcs);
}

/* >>> out
some
PERF_COUNT_SW_PAGE_FAULTS-user-1
faults-user-1
page-faults-user-1
page_faults-user-1
PERF_COUNT_SW_PAGE_FAULTS-user-1 0 1
faults-user-1 0 1
page-faults-user-1 0 1
page_faults-user-1 0 1
<<< */
