fbt::vfs_read:entry {
	trace(args[0]->f_flags); trace(args[0]->f_path.dentry->d_inode->i_nlink); trace((&args[0]->f_path)->mnt);
	this->f = (struct file *)arg0; trace(this->f->f_inode->i_size); trace(*(int *)arg1); trace(((char *)arg1)[3]);
	trace(curthread->counters[2]); trace(curthread->comm); trace(stringof(arg1)); trace((this->f + 1) - this->f);
	this->b = (char *)copyin(arg1, 8); this->b[0] = 1; trace(this->b[0]);
}
