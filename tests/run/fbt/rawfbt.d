/* @@needs: kprobe   @@trigger: sys read 1000 512
   @@why: rawfbt is the same functions; both at once, each counts all */
rawfbt::vfs_read:entry, fbt::vfs_read:entry /pid == $target && arg2 == 512/ { @[probeprov, probename] = count(); }
rawfbt::vfs_read:return /pid == $target && arg1 == 512/ { @[probeprov, probename] = count(); }

/* >>> out

  fbt                                                 entry                                                          1000
  rawfbt                                              entry                                                          1000
  rawfbt                                              return                                                         1000
<<< */
