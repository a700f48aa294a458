pid42:a.out:main:shown { trace(args[0]->i_ino); }

/* >>> err
ARGS_XLATOR.d:1:32: error: there is no translator from int to struct inode * [ARGS_XLATOR]
    1 | pid42:a.out:main:shown { trace(args[0]->i_ino); }
      |                                ^^^^^^^
<<< */
