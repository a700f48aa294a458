#pragma D option amin=Stable/Stable/Common
#pragma D attributes Evolving/Stable/Common mine
inline int mine = 3;
int plain;
BEGIN { trace(curthread); trace(curpsinfo->pr_pid); @[pid, execname] = count(); }
BEGIN { trace(mine); plain = 1; trace(plain); trace(mutex_owned(NULL)); }
BEGIN { trace(sizeof(struct task_struct)); trace(arg0); }
syscall::read:entry { trace(arg0); trace(probefunc); }

/* >>> err
ATTR_MIN.d:5:15: error: attributes for curthread (Stable/Private/Common) are less than predefined minimum [ATTR_MIN]
    5 | BEGIN { trace(curthread); trace(curpsinfo->pr_pid); @[pid, execname] = count(); }
      |               ^^^^^^^^^
      = hint: the option amin asks for Stable/Stable/Common
ATTR_MIN.d:6:15: error: attributes for mine (Evolving/Stable/Common) are less than predefined minimum [ATTR_MIN]
    6 | BEGIN { trace(mine); plain = 1; trace(plain); trace(mutex_owned(NULL)); }
      |               ^^^^
      = hint: the option amin asks for Stable/Stable/Common
ATTR_MIN.d:6:53: error: attributes for mutex_owned (Evolving/Evolving/Common) are less than predefined minimum [ATTR_MIN]
    6 | BEGIN { trace(mine); plain = 1; trace(plain); trace(mutex_owned(NULL)); }
      |                                                     ^^^^^^^^^^^
      = hint: the option amin asks for Stable/Stable/Common
ATTR_MIN.d:7:15: error: attributes for struct task_struct (Private/Private/Unknown) are less than predefined minimum [ATTR_MIN]
    7 | BEGIN { trace(sizeof(struct task_struct)); trace(arg0); }
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^
      = hint: the option amin asks for Stable/Stable/Common
ATTR_MIN.d:8:1: error: attributes for syscall::read:entry (Private/Private/Unknown) are less than predefined minimum [ATTR_MIN]
    8 | syscall::read:entry { trace(arg0); trace(probefunc); }
      | ^^^^^^^^^^^^^^^^^^^
      = hint: the option amin asks for Stable/Stable/Common
ATTR_MIN.d:8:29: error: attributes for arg0 (Private/Private/ISA) are less than predefined minimum [ATTR_MIN]
    8 | syscall::read:entry { trace(arg0); trace(probefunc); }
      |                             ^^^^
      = hint: the option amin asks for Stable/Stable/Common
<<< */
