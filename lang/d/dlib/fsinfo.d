/*
 * fsinfo.d - the fsinfo provider: operations on files (Solaris, "fsinfo Provider")
 *
 * Seen at the system calls, behind which they are done: args[0] is the file, args[1] the number that
 * belongs to it, bytes of a read or write. What has no file by then fires with none.
 */
probe fsinfo:vmlinux::open (fileinfo_t *, int)
	= syscall::open:return, syscall::openat:return, syscall::openat2:return, syscall::creat:return
	  / arg1 >= 0 /
	  { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg1]); args[1] = xlate <fileinfo_t *> (dlib_file[(int)arg1])->fi_oflags; }
	;
probe fsinfo:vmlinux::close (fileinfo_t *, int)
	= syscall::close:entry { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = 0; }
	;
probe fsinfo:vmlinux::read (fileinfo_t *, int)
	= syscall::read:return, syscall::readv:return, syscall::pread64:return, syscall::preadv:return
	  / self->reads && arg1 >= 0 /
	  { args[0] = xlate <fileinfo_t *> (dlib_file[self->fd]); args[1] = (int)arg1; }
	with syscall::read:entry, syscall::readv:entry, syscall::pread64:entry, syscall::preadv:entry
	  { self->reads = 1; self->fd = (int)arg0; }
	after { self->reads = 0; }
	;
probe fsinfo:vmlinux::write (fileinfo_t *, int)
	= syscall::write:return, syscall::writev:return, syscall::pwrite64:return, syscall::pwritev:return
	  / self->writes && arg1 >= 0 /
	  { args[0] = xlate <fileinfo_t *> (dlib_file[self->wfd]); args[1] = (int)arg1; }
	with syscall::write:entry, syscall::writev:entry, syscall::pwrite64:entry, syscall::pwritev:entry
	  { self->writes = 1; self->wfd = (int)arg0; }
	after { self->writes = 0; }
	;
probe fsinfo:vmlinux::ioctl (fileinfo_t *, int)
	= syscall::ioctl:entry { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = (int)arg1; }
	;
probe fsinfo:vmlinux::seek (fileinfo_t *, int)
	= syscall::lseek:entry { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = (int)arg1; }
	;
probe fsinfo:vmlinux::fsync (fileinfo_t *, int)
	= syscall::fsync:entry, syscall::fdatasync:entry
	  { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = 0; }
	;
probe fsinfo:vmlinux::getattr (fileinfo_t *, int)
	= syscall::newfstat:entry { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = 0; }
	;
probe fsinfo:vmlinux::setattr (fileinfo_t *, int)
	= syscall::ftruncate:entry, syscall::fchmod:entry, syscall::fchown:entry
	  { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = 0; }
	;
probe fsinfo:vmlinux::readdir (fileinfo_t *, int)
	= syscall::getdents64:entry, syscall::getdents:entry
	  { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = 0; }
	;
probe fsinfo:vmlinux::map (fileinfo_t *, int)
	= syscall::mmap:entry / (int)arg4 >= 0 /
	  { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg4]); args[1] = (int)arg1; }
	;
probe fsinfo:vmlinux::frlock (fileinfo_t *, int)
	= syscall::flock:entry { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = (int)arg1; }
	;

/* F_GETLK, F_SETLK, F_SETLKW, and the same of open files */
probe fsinfo:vmlinux::frlock (fileinfo_t *, int)
	= syscall::fcntl:entry / (arg1 >= 5 && arg1 <= 7) || (arg1 >= 36 && arg1 <= 38) /
	  { args[0] = xlate <fileinfo_t *> (dlib_file[(int)arg0]); args[1] = (int)arg1; }
	;

/* by name: there is no open file, and args[0] says <none> */
probe fsinfo:vmlinux::lookup (fileinfo_t *, int)
	= syscall::open:entry, syscall::openat:entry, syscall::openat2:entry, syscall::newstat:entry,
	  syscall::newlstat:entry, syscall::newfstatat:entry, syscall::statx:entry, syscall::access:entry,
	  syscall::faccessat:entry, syscall::faccessat2:entry, syscall::unlink:entry, syscall::unlinkat:entry,
	  syscall::rename:entry, syscall::renameat2:entry, syscall::execve:entry, syscall::readlink:entry,
	  syscall::readlinkat:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::access (fileinfo_t *, int)
	= syscall::access:entry, syscall::faccessat:entry, syscall::faccessat2:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::create (fileinfo_t *, int)
	= syscall::creat:entry, syscall::mknod:entry, syscall::mknodat:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::create (fileinfo_t *, int)
	= syscall::openat:entry / arg2 & O_CREAT /
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = (int)arg2; }
	;
probe fsinfo:vmlinux::create (fileinfo_t *, int)
	= syscall::open:entry / arg1 & O_CREAT /
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = (int)arg1; }
	;
probe fsinfo:vmlinux::remove (fileinfo_t *, int)
	= syscall::unlink:entry, syscall::unlinkat:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::rename (fileinfo_t *, int)
	= syscall::rename:entry, syscall::renameat:entry, syscall::renameat2:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::link (fileinfo_t *, int)
	= syscall::link:entry, syscall::linkat:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::symlink (fileinfo_t *, int)
	= syscall::symlink:entry, syscall::symlinkat:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::readlink (fileinfo_t *, int)
	= syscall::readlink:entry, syscall::readlinkat:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::mkdir (fileinfo_t *, int)
	= syscall::mkdir:entry, syscall::mkdirat:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::rmdir (fileinfo_t *, int)
	= syscall::rmdir:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
probe fsinfo:vmlinux::poll (fileinfo_t *, int)
	= syscall::poll:entry, syscall::ppoll:entry, syscall::select:entry, syscall::pselect6:entry
	  { args[0] = xlate <fileinfo_t *> ((struct file *)NULL); args[1] = 0; }
	;
