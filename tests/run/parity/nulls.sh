#!/bin/sh
# @@why: strings of D that were set to NULL, in both executors
cat > "$TMP/x.d" <<'END'
this string p; string g; string w[int]; this string o;
inline string pick[int n] = n > 3 ? "many" : lltostr(n);
BEGIN { this->p = "tab"; this->p = this->p; trace(toupper((this->p = this->p))); }
BEGIN { this->p = strrchr("7", '0'); trace(this->p == NULL); trace(strlen(this->p)); trace(this->p = this->p); }
BEGIN { this->p = "x"; trace(this->p == NULL); w[1] = "y"; w[1] = strstr("a", "b"); trace(w[1] == NULL); }
BEGIN { g = strstr("a", "b"); trace(g == NULL); trace(strlen(g)); trace(strlen(w[2])); }
BEGIN { trace(strstr("a", "b") == ""); trace(w[2] == substr("a", 0, 0)); trace(strstr("a", "b") < ""); trace("" < w[2]); }
BEGIN { w[3] = "z"; w[3] = strstr("a", "b"); trace(w[3]); }
BEGIN { w[1] = "y"; w[1] = strstr(strjoin("c", this->p = "d"), "b"); trace(w[1] == NULL); }
BEGIN { this->o = "o"; }
BEGIN /this->o == NULL/ { this->o = pick[g != NULL ? w[1] == NULL : 5]; trace(this->o); }
BEGIN { this->o = "keep"; }
BEGIN { this->o = json(json("0x1f", "a"), "b"); }
BEGIN { trace(this->o); }
BEGIN { this->p = NULL; trace(strlen(this->p)); trace(strlen(w[7] == NULL ? this->p : "a")); }
BEGIN { exit(0); }
END
for place in kernel user; do
	"$SONDE" -q -O place=$place "$TMP/x.d" 2>&1 | sed "s:$TMP/::"
	echo
done
# a thread's variables, in the kernel, are what elements of an array are in user space
cat > "$TMP/self.d" <<'END'
self string s; self string t; string w[int]; this string l; string g;
BEGIN { self->s = self->s; trace(self->s == NULL); self->s = "x"; self->s = self->s; trace(self->s); self->s = self->t; trace(self->s == NULL); }
BEGIN { self->s = "x"; self->s = w[1]; trace(self->s == NULL);  self->s = "x"; self->s = strchr("abc", 'x'); trace(self->s == NULL); }
BEGIN { self->s = "x"; self->s = NULL; self->t = self->s; trace(self->t == NULL); self->s = ""; trace(self->s == NULL); }
BEGIN { w[2] = self->t; trace(w[2] == NULL); g = self->t; trace(g == NULL); this->l = self->t; trace(this->l == NULL); }
BEGIN { self->s = w[1] != NULL ? "a" : self->t; trace(self->s == NULL); g = NULL; self->s = g; trace(self->s == NULL); exit(0); }
END
sed 's/self string \([st]\);/string self_\1[int];/g; s/self->\([st]\)/self_\1[0]/g' "$TMP/self.d" > "$TMP/elem.d"
"$SONDE" -q "$TMP/self.d"; echo
"$SONDE" -q -O place=user "$TMP/elem.d"; echo

# >>> out
# TAB1001x.d:6:80: error: invalid address (0x0) in probe dtrace:::BEGIN
#     6 | BEGIN { g = strstr("a", "b"); trace(g == NULL); trace(strlen(g)); trace(strlen(w[2])); }
#       |                                                                                ^^^^
# 1100x.d:8:52: error: invalid address (0x0) in probe dtrace:::BEGIN
#     8 | BEGIN { w[3] = "z"; w[3] = strstr("a", "b"); trace(w[3]); }
#       |                                                    ^^^^
# 1x.d:13:24: error: invalid address (0x0) in probe dtrace:::BEGIN
#    13 | BEGIN { this->o = json(json("0x1f", "a"), "b"); }
#       |                        ^^^^^^^^^^^^^^^^^
# keepx.d:15:62: error: invalid address (0x0) in probe dtrace:::BEGIN
#    15 | BEGIN { this->p = NULL; trace(strlen(this->p)); trace(strlen(w[7] == NULL ? this->p : "a")); }
#       |                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#
# TAB1001x.d:6:80: error: invalid address (0x0) in probe dtrace:::BEGIN
#     6 | BEGIN { g = strstr("a", "b"); trace(g == NULL); trace(strlen(g)); trace(strlen(w[2])); }
#       |                                                                                ^^^^
# 1100x.d:8:52: error: invalid address (0x0) in probe dtrace:::BEGIN
#     8 | BEGIN { w[3] = "z"; w[3] = strstr("a", "b"); trace(w[3]); }
#       |                                                    ^^^^
# 1x.d:13:24: error: invalid address (0x0) in probe dtrace:::BEGIN
#    13 | BEGIN { this->o = json(json("0x1f", "a"), "b"); }
#       |                        ^^^^^^^^^^^^^^^^^
# keepx.d:15:62: error: invalid address (0x0) in probe dtrace:::BEGIN
#    15 | BEGIN { this->p = NULL; trace(strlen(this->p)); trace(strlen(w[7] == NULL ? this->p : "a")); }
#       |                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#
# 1x1111010110
# 1x1111010110
# <<<
