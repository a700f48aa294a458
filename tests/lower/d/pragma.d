#pragma D attributes Evolving/Evolving/Common x
#pragma D attributes Stable/Stable/Common provider app provider
#pragma D attributes Stable/Stable
#pragma D attributes Good/Stable/Common x
#pragma D attributes Stable/Stable/Common provider app part
#pragma D attributes Stable/Stable/Common `jiffies
#pragma D binding "1.0" x
#pragma D binding "1.6.2" x
#pragma D binding 1.0 x
#pragma D binding "one" x
#pragma D binding "1.0"
#pragma D depends_on provider syscall
#pragma D depends_on library process.d
#pragma D depends_on library process
#pragma D depends_on module vmlinux
#pragma D depends_on provider nothere
#pragma D depends_on library nothere
#pragma D depends_on module nothere
#pragma D depends_on kernel 6
#pragma D option
#pragma D option nothere
#pragma D option strsize=-1
#pragma D
#pragma D nothere
#pragma STDC whatever
#pragma ident "who"
#ident "who"
   #   pragma   D   option   quiet
#
#error these   words
#pragma error and these
#nothere
#define X
BEGIN { }
#pragma D option quiet

/* >>> err
pragma.d:3:2: error: #pragma D attributes takes N/D/C and a name, or N/D/C provider NAME PART [PRAGMA_MALFORM]
    3 | #pragma D attributes Stable/Stable
      |  ^^^^^^
pragma.d:4:22: error: 'Good/Stable/Common' is no stability: name/data/class, as in Evolving/Evolving/Common [PRAGMA_MALFORM]
    4 | #pragma D attributes Good/Stable/Common x
      |                      ^^^^^^^^^^^^^^^^^^
pragma.d:5:56: error: 'part' is no part of a provider: provider, module, function, name, args [PRAGMA_MALFORM]
    5 | #pragma D attributes Stable/Stable/Common provider app part
      |                                                        ^^^^
pragma.d:6:43: error: '`jiffies' is not D's to describe [PRAGMA_SCOPE]
    6 | #pragma D attributes Stable/Stable/Common `jiffies
      |                                           ^^^^^^^^
pragma.d:9:19: error: 1.0 is no version: "1.2" is one [PRAGMA_MALFORM]
    9 | #pragma D binding 1.0 x
      |                   ^^^
pragma.d:10:19: error: "one" is no version: "1.2" is one [PRAGMA_MALFORM]
   10 | #pragma D binding "one" x
      |                   ^^^^^
pragma.d:11:2: error: #pragma D binding takes "VERSION" and a name [PRAGMA_MALFORM]
   11 | #pragma D binding "1.0"
      |  ^^^^^^
pragma.d:16:31: error: provider 'nothere' is not available [PRAGMA_DEPEND]
   16 | #pragma D depends_on provider nothere
      |                               ^^^^^^^
pragma.d:17:30: error: library 'nothere' is not available [PRAGMA_DEPEND]
   17 | #pragma D depends_on library nothere
      |                              ^^^^^^^
pragma.d:18:29: error: module 'nothere' is not available [PRAGMA_DEPEND]
   18 | #pragma D depends_on module nothere
      |                             ^^^^^^^
pragma.d:19:22: error: 'kernel' is no kind of dependency; these are: provider, module, library [PRAGMA_MALFORM]
   19 | #pragma D depends_on kernel 6
      |                      ^^^^^^
pragma.d:20:11: error: #pragma D option takes one option: name or name=value [PRAGMA_MALFORM]
   20 | #pragma D option
      |           ^^^^^^
pragma.d:21:18: error: there is no option 'nothere' [PRAGMA_OPTSET]
   21 | #pragma D option nothere
      |                  ^^^^^^^
pragma.d:22:18: error: '-1' is not a value for option 'strsize' [PRAGMA_OPTSET]
   22 | #pragma D option strsize=-1
      |                  ^^^^^^^^^^
pragma.d:23:2: error: #pragma D needs a word [PRAGMA_MALFORM]
   23 | #pragma D
      |  ^^^^^^
pragma.d:24:11: error: unknown #pragma D nothere [PRAGMA_INVAL]
   24 | #pragma D nothere
      |           ^^^^^^^
      = hint: known are: option, attributes, binding, depends_on
pragma.d:30:1: error: #error: these   words [PRAGERR]
   30 | #error these   words
      | ^^^^^^^^^^^^^^^^^^^^
pragma.d:31:1: error: #error: and these [PRAGERR]
   31 | #pragma error and these
      | ^^^^^^^^^^^^^^^^^^^^^^^
pragma.d:32:2: error: unknown control line #nothere [PRAGCTL_INVAL]
   32 | #nothere
      |  ^^^^^^^
      = hint: known are: #pragma, #line, #ident, #error; #define and #include need the preprocessor (-C)
pragma.d:33:2: error: unknown control line #define [PRAGCTL_INVAL]
   33 | #define X
      |  ^^^^^^
      = hint: known are: #pragma, #line, #ident, #error; #define and #include need the preprocessor (-C)
further errors are not shown
<<< */
