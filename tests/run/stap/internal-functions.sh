#!/bin/sh
# @@needs: raw_tp
# @@why: what the original's library keeps for itself and scripts call all the same
"$SONDE" -c "sh -c '/bin/echo a \"b c\" > /dev/null'" -e '
probe begin {
	println(_dfd_str(-100), " ", _dfd_str(0xffffff9c), " ", _dfd_str(3), " ", _signal_name(9), " ", __find_bdevname(0, 0))
	println(_sys_open_flag_str(02102), " ", _mprotect_prot_str(5), " ", _mmap_flags(0x22), " ", _access_mode_str(6), " ", _wait4_opt_str(0))
	ansi_set_color2(31, 40)
	ansi_set_color3(31, 40, 1)
	ansi_reset_color()
}
probe syscall.openat, syscall.open { if (pid() == target()) flags_differ += _sys_open_flag_str(flags) != flags_str }
probe syscall.mmap2 { if (pid() == target()) flags_differ += _mmap_flags(flags) != flags_str || _mprotect_prot_str(prot) != prot_str }
probe end { println(flags_differ) }
global flags_differ
probe syscall.execve { if (filename == "\"/bin/echo\"") println("\n", __get_argv(pointer_arg(2), 1), " ", __get_argv(pointer_arg(2), 0)) }
probe never {
	sk = $1
	println(__ip_sock_saddr(sk), __ip_sock_daddr(sk), __ip_sock_family(sk), __tcp_sock_sport(sk), __tcp_sock_dport(sk))
	ip = __get_skb_iphdr(sk)
	println(__ip_skb_proto(ip), __ip_skb_saddr(ip), __ip_skb_daddr(ip))
	tcp = __get_skb_tcphdr(sk)
	println(__tcp_skb_sport(tcp), __tcp_skb_dport(tcp), __tcp_skb_urg(tcp), __tcp_skb_ack(tcp), __tcp_skb_psh(tcp))
	println(__tcp_skb_rst(tcp), __tcp_skb_syn(tcp), __tcp_skb_fin(tcp))
	udp = __get_skb_udphdr(sk)
	println(__udp_skb_sport(udp), __udp_skb_dport(udp))
	println(__file_dev(sk), __file_ino(sk), __file_bdev(sk), __file_filename(sk))
	println(__address_inode(sk), __page_ino(sk), __page_dev(sk), __page_bdev(sk), __page_index(sk))
	println(_struct_timespec_u(sk, 1), _struct_timeval_u(sk, 2), _struct_sockaddr_u(sk, 16))
}' 0 | tr '\033' E
# returned values where something returns, where nothing does, and of modules that are not there
"$SONDE" -c "true" -e '
probe syscall.exit_group { if (pid() == target()) { try { println(returnstr(1)) } catch (e) { println(is_return(), e) } } }
probe syscall.brk.return { if (pid() == target() && !n++) println(is_return(), returnval() == retval, return_str(2, returnval()) == returnstr(2)) }
probe kernel.trace("sched_switch") ? { if (!m++) { try { x = returnval() } catch (e) { x = -7 } s = sprint(is_return(), x) } }
probe end { println(s) }
probe never { println(get_ip(1), NFS_I(5), addr_from_rqst_str(1), port_from_clnt(2), proc_from_msg(1), get_devstate_from_req(3)) }
global n, m, s'
# >>> out
# AT_FDCWD AT_FDCWD 3 SIGKILL N/A
# O_RDWR|O_CREAT|O_APPEND PROT_READ|PROT_EXEC MAP_PRIVATE|MAP_ANONYMOUS R_OK|W_OK 0
# E[40;31mE[1;40;31mE[0;0m
# "a" "b c" "/bin/echo" "a" "b c"
# 0
# 111
# 0cannot access CPU registers in this context
# 0-7
# <<<
