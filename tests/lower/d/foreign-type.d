/* a name that is no type, where only a type can stand */
BEGIN { x = (vnode_t *)arg0; }
BEGIN { y = 2; z = (y *(3)); }
self vnode_t *v;
vnode_t *w;
struct s { vnode_t *a; };
typedef vnode_t own_t;

/* >>> err
foreign-type.d:4:6: error: syntax error near "vnode_t": it is not the name of a type [SYNTAX]
    4 | self vnode_t *v;
      |      ^^^^^^^
      = hint: the kernel has none of this name; another system's may
foreign-type.d:5:1: error: expected predicate and/or actions following probe description [SYNTAX]
    5 | vnode_t *w;
      | ^^^^^^^
      = hint: if it is to be a declaration: 'vnode_t' is not the name of a type
foreign-type.d:6:12: error: syntax error near "vnode_t": it is not the name of a type [SYNTAX]
    6 | struct s { vnode_t *a; };
      |            ^^^^^^^
      = hint: the kernel has none of this name; another system's may
foreign-type.d:7:9: error: syntax error near "vnode_t": it is not the name of a type [SYNTAX]
    7 | typedef vnode_t own_t;
      |         ^^^^^^^
      = hint: the kernel has none of this name; another system's may
<<< */
