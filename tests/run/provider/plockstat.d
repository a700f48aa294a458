/* @@needs: uprobe raw_tp   @@trigger: locks 3
   @@why: locks of the target's threads: who waited, who tried in vain, readers and writers */
plockstat$target:::mutex-block { @block[probename] = count(); lock = arg0; }
plockstat$target:::mutex-blocked { @blocked[probename, arg0 == lock] = count(); }
plockstat$target:::mutex-error /arg0 == lock/ { @["error", arg1 == EBUSY] = count(); }
plockstat$target:::mutex-acquire, plockstat$target:::mutex-release /arg0 == lock/ { @got[probename] = count(); }
plockstat$target:::rw-acquire { @[probename, arg1] = count(); }
plockstat$target:::rw-release { @[probename, 0] = count(); }

/* >>> out

  mutex-block                                                       3
  mutex-blocked                                             1                3
  error                                                     1                3
  rw-acquire                                                0                3
  rw-acquire                                                1                3
  rw-release                                                0                6
  mutex-acquire                                                     5
  mutex-release                                                     6
<<< */
