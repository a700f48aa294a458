syscall::read:*, syscall::*:entry { @[probefunc, probename] = count(); }
BEGIN, BEGIN { }
pid$target::work:entry { @u[ustack()] = count(); }
