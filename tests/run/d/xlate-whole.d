/* @@mask: addr
   a translated value as a whole: what has a conversion, in a structure of its own */
typedef struct in { int a; } in_t;
typedef struct t { int pid; char name[8]; string text; in_t i; uint8_t bits : 3; long never; } t_t;
translator in_t < struct task_struct *p > { a = 6; };
translator t_t < struct task_struct *p > { pid = 42; name = "abc"; text = "some text"; i = xlate <in_t> (p); bits = 5; };
this t_t x; t_t g;
BEGIN { this->x = xlate <t_t> (curthread); printf("%d %s %s %d %d\n", this->x.pid, stringof(this->x.name), this->x.text, this->x.i.a, this->x.bits);
 g = *(xlate <t_t *> (curthread)); g.pid++; printf("%d %s\n", g.pid, g.text);
 this->fresh = xlate <t_t> (curthread); printf("%d\n", this->fresh.i.a);
 if (1) print(xlate <t_t *> (curthread)); }
BEGIN { @[g.text] = count(); exit(0); }

/* >>> out
42 abc some text 6 5
43 some text
6
0xADDR = *
                                            (t_t) {
                                             .pid = (int)42,
                                             .name = (char [8]) [
                                              (char)'a',
                                              (char)'b',
                                              (char)'c',
                                             ],
                                             .text = (string)"some text",
                                             .i = (in_t) {
                                              .a = (int)6,
                                             },
                                             .bits = (uint8_t)5,
                                            }

  some text                                                         1
<<< */
