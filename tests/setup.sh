# setup.sh - install packages and build; sourced by ./try and ./check at the top of the tree
#
# Everything goes to stderr, so that stdout belongs to what is run afterwards.

# names of the packages of the lists given
packages_of() {
	for list; do
		awk -v list="$list" '$1 == list { print $2 }' tests/packages
	done
}

packages_missing() {
	for package in $(packages_of "$@"); do
		dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
			echo "$package"
	done
}

# install what is missing of the lists given (try, check); 0 when all is there
setup_packages() {
	missing=$(packages_missing "$@" | tr '\n' ' ')
	[ -n "$missing" ] || return 0
	if [ "$(id -u)" != 0 ]; then
		echo "missing packages, install them as root: apt-get install $missing" >&2
		return 1
	fi
	echo "installing: $missing" >&2
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -q >&2 &&
		# shellcheck disable=SC2086 # a list of words
		apt-get install -q -y --no-install-recommends $missing >&2
}

# setup_build DIR [MESON OPTION...]: configure when new or when other options are asked for, then build
setup_build() {
	dir=$1
	shift
	if [ ! -f "$dir/build.ninja" ]; then
		meson setup "$dir" "$@" >&2 || return 1
		echo "$*" > "$dir/.options"
	elif [ $# -gt 0 ] && [ "$*" != "$(cat "$dir/.options" 2>/dev/null)" ]; then
		# ./try may have built it before the tests' packages were there
		meson setup --reconfigure "$dir" "$@" >&2 || return 1
		echo "$*" > "$dir/.options"
	fi
	ninja -C "$dir" >&2
}
