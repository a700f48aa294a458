fbt::vfs_read:entry {
	trace(args[0]->f_flags); trace(args[0]->f_path.dentry->d_inode->i_nlink); trace((&args[0]->f_path)->mnt);
	this->f = (struct file *)arg0; trace(this->f->f_inode->i_size); trace(*(int *)arg1); trace(((char *)arg1)[3]);
	trace(curthread->counters[2]); trace(curthread->comm); trace(stringof(arg1)); trace((this->f + 1) - this->f);
	this->b = (char *)copyin(arg1, 8); this->b[0] = 1; trace(this->b[0]);
}

/* >>> prog
this f struct file *
this b char *
clause 1 kernel
  probe fbt:vmlinux:vfs_read:entry
  defer trace arg0<struct file *, trusted>->f_flags
  defer trace arg0<struct file *, trusted>->f_path.dentry->d_inode->i_nlink
  defer trace &arg0<struct file *, trusted>->f_path->mnt
  this->f = (struct file *)arg0
  defer trace this->f->f_inode->i_size
  defer trace load<int>((int *)arg1)
  defer trace load<char>(((char *)arg1 + 3))
  defer trace curthread->counters[2]
  defer trace curthread->comm
  defer trace (string<256>)arg1
  defer trace (((long)(this->f + 40) - (long)this->f) / 40)
  this->b = (char *)copyin(arg1, 8u)
  load<char, scratch>((this->b + 0)) = 1
  defer trace load<char, scratch>((this->b + 0))
<<< */
