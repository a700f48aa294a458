# beside_gdb.sh - for cases that run a program under sonde and once more under gdb, with everything at the same addresses
beside=$(realpath "$(dirname "$0")/../../tools")
under_gdb() {
	env -i "$1" gdb -nx -batch -ex "unset environment ${1%%=*}" -x "$2" --args "$3" 2 2>&1 |
		grep 'equal\|differ\|sonde\|gdb  \|Error\|shows\|hits'
}
# PROGRAM LEAST [WHEN]: its variables at every line of its sources (subject*); as many as LEAST have to be compared
variables() {
	printf 'probe process("%s").statement("*@subject*:*") { printf("%%x|%%s|%%s\\n", uaddr(), ppfunc(), $$vars$$) }\n' \
		"$TMP/$1" > x.stp
	sed -i "s/{ printf/{ if (${3:-1}) printf/" x.stp
	"$SONDE" -O strsize=2000 -c "setarch -R env -i $TMP/$1 2" x.stp > "$1.places"
	under_gdb PLACES="$1.places" "$beside/gdb_places.py" "$TMP/$1" |
		awk -v n="$1" -v least="$2" '/^places/ { print n, ($4 >= least ? "equal" : $0); next } { print }'
}
