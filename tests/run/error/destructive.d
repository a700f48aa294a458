/* @@why: what changes the system has to be allowed by -g */
BEGIN { system("echo hello"); exit(0); }

/* >>> out
<<< */

/* >>> err
destructive.d:2:9: error: destructive actions not allowed: system() changes the system [DESTRUCTIVE]
    2 | BEGIN { system("echo hello"); exit(0); }
      |         ^^^^^^^^^^^^^^^^^^^^
      = hint: allow it with -g
<<< */

/* >>> exit
1
<<< */
