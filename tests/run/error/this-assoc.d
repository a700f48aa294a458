BEGIN { this->a["x"] = 1; }

/* >>> out
<<< */

/* >>> err like
...
this-assoc\.d:1:\d+: error: .* \[ARR_LOCAL\]
...
<<< */

/* >>> exit
1
<<< */
