/* @@why: an unknown option is an error on its line */
#pragma D option nosuchoption
BEGIN { exit(0); }

/* >>> out
<<< */

/* >>> err like
.*option-unknown\.d:2:\d+: error: .*\[PRAGMA_OPTSET\]
...
<<< */

/* >>> exit
1
<<< */
