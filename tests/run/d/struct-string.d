struct t { int pid; string text; char c[4]; };
struct t g; this struct t x; 
BEGIN { g.text = "abc"; printf("[%s] %d\n", g.text, strlen(g.text)); this->x.text = "def"; printf("[%s]\n", this->x.text); this->x = g; printf("[%s]\n", this->x.text); trace(this->x.text == "abc"); @[g.text] = count(); exit(0); }

/* >>> out
[abc] 3
[def]
[abc]
1
  abc                                                               1
<<< */
