/* a byte order mark in front */
BEGIN { exit(0); }

/* >>> ast
clause BEGIN
  exit(0)
<<< */
