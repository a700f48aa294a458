syscall::nosuch:entry { trace(args[0]); }
BEGIN { }
/* @@args: -x zdefs */
fbt:zfs:zio_done:entry { this->z = (zio_t *)arg0; @z[this->z->io_type, ((vnode_t *)arg1)->v_path] = count(); }

/* >>> prog
this z long
global z[long, long] stat count
clause 1 kernel
  probe dtrace:::BEGIN
  default
<<< */
