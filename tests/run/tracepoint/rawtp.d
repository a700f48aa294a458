/* @@needs: tp_btf   @@trigger: sys getppid 9
      @@why: raw arguments, typed by BTF: args[0] is struct pt_regs *, args[1] the number */
rawtp:raw_syscalls::sys_enter
/pid == $target && arg1 == 110/
{
	@ = count();
	@same = sum(((struct pt_regs *)arg0)->orig_ax == 110);
}

/* >>> out

                9
                9
<<< */
