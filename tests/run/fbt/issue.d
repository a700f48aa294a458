/* @@needs: kprobe   @@trigger: sys read 100 4096
      @@why: the one-liner of the promise, ended by the command instead of a tick */
fbt::vfs_read:entry
/execname == "sys" && args[2] == 4096/
{
	@[execname] = quantize(args[2]);
}

/* >>> out

  sys                                               
           value  ------------- Distribution ------------- count    
            2048 |                                         0        
            4096 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 100      
            8192 |                                         0        

<<< */
