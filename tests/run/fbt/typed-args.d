/* @@needs: fentry btf   @@trigger: sys read 5 512
      @@why: args[] by BTF; members through pointers: the file is the one that is read */
fbt:vmlinux:vfs_read:entry
/pid == $target && args[2] == 512/
{
	@[probemod, stringof(args[0]->f_path.dentry->d_name.name), args[2]] = count();
	@mode = sum((args[0]->f_mode & 1) != 0);
}

/* >>> out

  vmlinux                                             zero                                                            512                5
                5
<<< */
