#!/bin/sh
# @@only: host 6.1
# @@timeout: 90
# @@why: functions of the library and names of numbers in both executors
cat > "$TMP/text.stp" <<'END'
probe begin {
	println(bytes_to_string(512), "|", bytes_to_string(4089446), "|", bytes_to_string(122683392), "|", pages_to_string(3))
	println(msecs_to_string(3723004), " ", usecs_to_string(3723000004), " ", nsecs_to_string(3723000000004), " ",
		cputime_to_string(4000000), " ", cputime_to_msecs(4000000), " ", cputime_to_usecs(4000000))
	println(ip_ntop(0x0100007f), " ", format_ipaddr(0x0100007f, AF_INET()), " ", format_ipaddr(1, 3))
}
probe begin {
	println(tcp_sockstate_str(1), " ", sock_state_num2str(3), sock_state_str2num("FREE"), " ", sock_fam_num2str(2),
		sock_fam_str2num("INET6"), " ", sock_type_num2str(1), " ", sock_prot_num2str(6), " ", msg_flags_num2str(0x4040))
}
probe begin {
	println(WIFEXITED(0x100), WEXITSTATUS(0x100), WTERMSIG(9), " ", MKDEV(8, 1) == 0x800001, MAJOR(0x800001), MINOR(0x800001),
		" ", ftype(0100644), " ", describe_data_direction(1), " ", describe_device_state(2), " ", nfsderror(2))
	println(errno_str(2), errno_str(-13), "|", errno_str(0), "|", errno_str(999), "|", signal_str(9), " ", signal_str(33))
}
probe begin {
	println(syscall_name(0), " ", syscall_name(435), " ", syscall_num("openat"), " ", syscall_num("rt_sigreturn"), syscall_num("nix"))
	println(return_str(1, -2), " ", return_str(2, 255), " ", return_str(3, 8), " ", return_str(1, -999999), " ", return_str(1, 5))
}
probe begin {
	println(thread_indent_depth(1), thread_indent_depth(1), thread_indent_depth(-1), thread_indent_depth(-1), thread_indent_depth(-1),
		" ", indent_depth(2), indent_depth(-2), " ", isinstr(thread_indent(2), sprintf(" %s(%d): ", execname(), tid())), isinstr(indent(4), " :   "))
}
probe begin {
	start_stopwatch("a"); stop_stopwatch("a")
	n = read_stopwatch_ns("a")
	println(n >= 0, n == read_stopwatch_ns("a"), read_stopwatch_s("nix")); delete_stopwatch("a")
	qsq_start("q"); qs_wait("q"); qs_run("q"); qs_done("q")
	println(qsq_utilization("q", 100) <= 100, qsq_throughput("q", 1000000000) > 0); qsq_print("q")
}
probe begin {
	println(rlimit_from_str("RLIMIT_NOFILE"), remote_id(), remote_uri(), arch_bytes(), mem_page_size())
}
END
# a program each: all of them in one are too much work for the 6.1 verifier
awk -v to="$TMP/part" '/^probe begin/ { n++ } { print > (to n ".stp") }' "$TMP/text.stp"
for place in kernel user; do
	for i in 1 2 3 4 5 6 7; do
		"$SONDE" -O place=$place -E 'probe begin(9) { exit() }' "$TMP/part$i.stp"
	done | sed '/^q:/s/[0-9][0-9]*/N/g' > "$TMP/$place"
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same

# >>> out
#   512|3.89M| 117M|12.0K
# 62m3.004s 62m3.000004s 62m3.000000004s 0m0.004s 4 4000
# 127.0.0.1 127.0.0.1 *unknown address family*
# TCP_ESTABLISHED CONNECTED0 INET10 STREAM TCP DONTWAIT|NOSIGNAL
# 119 181 0100644 (ISREG) TO_DEVICE RUNNING NFSERR_NOENT
# ENOENTEACCES||999|KILL RTMIN+1
# read clone3 257 15-1
# -2 (ENOENT) 0xff 010 -999999 5
# 12210 22 11
# 110
# 11
# q: N.N ops/s, N.N qlen, N await, N svctm, N% wait, N% util
# 7-184096
# same
# <<<
