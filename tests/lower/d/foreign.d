/* probes of other systems: system calls with the same arguments are taken, the rest is explained */
syscall::read_nocancel:entry { n++; }
syscall::exece:entry { n++; }
syscall::open64:return { n++; }
syscall::so_socket:entry { n++; }
syscall::*lwp_create:entry { n++; }
fbt::fop_read:entry { n++; }
nfsv4:::op-read-start { n++; }
sdt:::callout-start { n++; }
hotspot123:::gc-begin { n++; }
syscall:::x { n++; }
fbt::dnlc_lookup:return { n++; }
fbt::no_such_thing:entry { n++; }
BEGIN { n = curthread->t_cid + curthread->p_zone; n = `freemem; trace(zonename); trace(jid); }

/* >>> err
foreign.d:3:1: error: probe description syscall::exece:entry does not match any probes [PDESC_ZERO]
    3 | syscall::exece:entry { n++; }
      | ^^^^^^^^^^^^^^^^^^^^
      = hint: on Linux that system call is syscall::execve:
foreign.d:4:1: error: probe description syscall::open64:return does not match any probes [PDESC_ZERO]
    4 | syscall::open64:return { n++; }
      | ^^^^^^^^^^^^^^^^^^^^^^
      = hint: on Linux that system call is syscall::open:
foreign.d:5:1: error: probe description syscall::so_socket:entry does not match any probes [PDESC_ZERO]
    5 | syscall::so_socket:entry { n++; }
      | ^^^^^^^^^^^^^^^^^^^^^^^^
      = hint: on Linux that system call is syscall::socket:
foreign.d:6:1: error: probe description syscall::*lwp_create:entry does not match any probes [PDESC_ZERO]
    6 | syscall::*lwp_create:entry { n++; }
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^
      = hint: that is Solaris' name of a system call; on Linux: syscall::clone:, or proc:::lwp-create
foreign.d:7:1: error: probe description fbt::fop_read:entry does not match any probes [PDESC_ZERO]
    7 | fbt::fop_read:entry { n++; }
      | ^^^^^^^^^^^^^^^^^^^
      = hint: that is Solaris' name of a kernel function; on Linux: fbt::vfs_read:
foreign.d:8:1: error: probe description nfsv4:::op-read-start does not match any probes [PDESC_ZERO]
    8 | nfsv4:::op-read-start { n++; }
      | ^^^^^^^^^^^^^^^^^^^^^
      = hint: the provider nfsv4 is Solaris'; on Linux: sdt:nfsd:: and sdt:sunrpc::
foreign.d:9:1: error: probe description sdt:::callout-start does not match any probes [PDESC_ZERO]
    9 | sdt:::callout-start { n++; }
      | ^^^^^^^^^^^^^^^^^^^
      = hint: on Linux: sdt:timer::
foreign.d:10:1: error: probe description hotspot123:::gc-begin does not match any probes [PDESC_ZERO]
   10 | hotspot123:::gc-begin { n++; }
      | ^^^^^^^^^^^^^^^^^^^^^
      = hint: a Java machine offers these marks when it was built with them and runs (with -Z the script does without)
foreign.d:11:1: error: probe description syscall:::x does not match any probes [PDESC_ZERO]
   11 | syscall:::x { n++; }
      | ^^^^^^^^^^^
      = hint: 'sonde -l syscall:::' lists what there is; with -Z a script runs without the rest
foreign.d:12:1: error: probe description fbt::dnlc_lookup:return does not match any probes [PDESC_ZERO]
   12 | fbt::dnlc_lookup:return { n++; }
      | ^^^^^^^^^^^^^^^^^^^^^^^
      = hint: that is Solaris' name of a kernel function; on Linux: fbt::lookup_fast: and fbt::d_lookup:
foreign.d:13:1: error: probe description fbt::no_such_thing:entry does not match any probes [PDESC_ZERO]
   13 | fbt::no_such_thing:entry { n++; }
      | ^^^^^^^^^^^^^^^^^^^^^^^^
      = hint: the kernel has no such function (or it is inlined everywhere); sonde -l 'fbt::*WORD*:entry' lists those with WORD in their names
foreign.d:14:24: error: 't_cid' is not a member of struct task_struct [TYPE_MEMBER]
   14 | BEGIN { n = curthread->t_cid + curthread->p_zone; n = `freemem; trace(zonename); trace(jid); }
      |                        ^^^^^
      = hint: that is Solaris' thread: on Linux curlwpsinfo->pr_clname
foreign.d:14:43: error: 'p_zone' is not a member of struct task_struct [TYPE_MEMBER]
   14 | BEGIN { n = curthread->t_cid + curthread->p_zone; n = `freemem; trace(zonename); trace(jid); }
      |                                           ^^^^^^
      = hint: that is Solaris' process: Linux has one zone, zonename
foreign.d:14:55: error: the kernel has no symbol 'freemem', or its address cannot be seen [IDENT_UNDEF]
   14 | BEGIN { n = curthread->t_cid + curthread->p_zone; n = `freemem; trace(zonename); trace(jid); }
      |                                                       ^^^^^^^^
      = hint: that is Solaris' variable: on Linux *(long *)&`vm_zone_stat, in pages
<<< */
