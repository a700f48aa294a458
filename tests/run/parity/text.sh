#!/bin/sh
# @@timeout: 60
# @@why: functions on strings in both executors; what bpf_snprintf does not know is put together piece by piece
cat > "$TMP/t.stp" <<'END'
function first(s) { return tokenize(s, ",") }
probe begin
{
	s = "hello, world"
	println(str_replace(s, "o", "00"), "|", str_replace(s, "", "x"), "|", str_replace("aaa", "aa", "b"), "|",
		str_replace("the long haystack has a needle in it", "a needle", "nothing"))
	println(str_replace("0123456789abcdef0123456789abcde", "0123456789abcdef", "<>"))
	println(tokenize("a,b;;c", ",;"), "|", tokenize("", ",;"), "|", tokenize(",;"), "|", tokenize(",;"), "|", tokenize(",;"))
	println(first("one,two"), "|", tokenize("", ","), "|", tokenize(" "), ".")
	println(text_str("tab\tquote\"back\\bell\a\001\377 \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80"))
	println(text_strn("0123456789", 10, 1), text_strn("0123456789", 12, 1), text_strn("0123456789", 4, 0))
	println(text_strn("ab\ncd\nef\ngh", 10, 1), text_strn("a\nb", 2, 0), "|", string_quoted("q\"q"), string_quoted(""))
	println(sprintf("%5d|%-5d|%05d|%+d|% d|%.3d|%5.3d|%-5.3d|", 42, 42, 42, 42, 42, 7, 7, 7))
	println(sprintf("%x|%#x|%X|%#X|%o|%#o|%#x|%#o|%p|", 255, 255, 255, 255, 8, 8, 0, 0, 0))
	println(sprintf("%#d|", -5), sprintf("%#u|%s|", 5, s))
	println(sprintf("%o|%o|%x|%u|%d|", -1, 1 << 63, -1, -1, 1 << 63))
	println(sprintf("%s|%5s|%-5s|%.2s|%5.1s|%.0s|%*s|%-*s|%*d|%.*s|", s, "ab", "ab", "abc", "abc", "abc", 4, "x", 4, "x", -4, 5, 2, "xyz"))
	println(sprintf("%c%c%3c|%-3c|%#c%#c%#c%#c%%|%08x|%#10x|%-10x|", 65, 66, 67, 68, 10, 0, 39, 34, 255, 255, 255))
	println(sprint(1, "a", -2), "|", sprintd(":", 1, "b", 3), "|", sprint("solo"), sprint(-5))
	print(sprintln("l", 1), sprintdln("-", 1, 2))
	exit()
}
END
for place in kernel user; do
	"$SONDE" -O place=$place "$TMP/t.stp" > "$TMP/$place" 2>&1
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same

# >>> out
# hell00, w00rld|hello, world|ba|the long haystack has nothing in it
# <>0123456789abcde
# a|b|c||
# one|two|.
# tab\tquote\"back\\bell\a\001\377 \u00e9 \u20ac \U0001f600
# "01234"..."0123456789"0123
# "ab\nc"...a|"q\"q"""
#    42|42   |00042|+42| 42|007|  007|007  |
# ff|0xff|FF|0XFF|10|010|0x0|00|0x0|
# -5|5|hello, world|
# 1777777777777777777777|1000000000000000000000|ffffffffffffffff|18446744073709551615|-9223372036854775808|
# hello, world|   ab|ab   |ab|    a||   x|x   |5|xy|
# AB  C|D  |\n\000\'"%|000000ff|      0xff|ff        |
# 1a-2|1:b:3|solo-5
# l1
# 1-2
# same
# <<<
