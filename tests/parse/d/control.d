#line
#line abc
#line 5 abc
#pragma D option libdir=x
#pragma D option define=x
$nobody:::x { }

/* >>> err
control.d:1:2: error: #line takes a number and a file's name in quotes [PRAGMA_MALFORM]
    1 | #line
      |  ^^^^
control.d:2:2: error: #line takes a number and a file's name in quotes [PRAGMA_MALFORM]
    2 | #line abc
      |  ^^^^
control.d:3:9: error: a file's name in quotes has to follow the line [PRAGMA_MALFORM]
    3 | #line 5 abc
      |         ^^^
control.d:4:18: error: option 'libdir' cannot be used from within a D program: give it on the command line [PRAGMA_OPTSET]
    4 | #pragma D option libdir=x
      |                  ^^^^^^^^
control.d:5:18: error: option 'define' cannot be used from within a D program: give it on the command line [PRAGMA_OPTSET]
    5 | #pragma D option define=x
      |                  ^^^^^^^^
control.d:6:1: error: Undefined macro variable in probe description: $nobody [PDESC_INVAL]
    6 | $nobody:::x { }
      | ^^^^^^^
<<< */
