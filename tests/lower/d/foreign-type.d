/* a name that is no type, where only a type can stand */
BEGIN { x = (vnode_t *)arg0; }
BEGIN { y = 2; z = (y *(3)); }

/* >>> err
foreign-type.d:2:14: error: syntax error near ")": 'vnode_t' is not the name of a type [SYNTAX]
    2 | BEGIN { x = (vnode_t *)arg0; }
      |              ^^^^^^^^^
      = hint: another system's kernel may have it; with -Z a clause without probes does not need it
<<< */
