#!/bin/sh
# @@needs: uprobe tool:setsid
# -f: what belongs to the target's process fires in its children, too; three of them run born() once each.
count() { "$SONDE" "$@" -c "$TRIGGERS/forks 3" | awk 'NF { n++ } END { print n + 0 }'; }
echo "without $(count -e 'pid$target:a.out:born:entry { printf("hit\n"); }')"
echo "with $(count -f -e 'pid$target:a.out:born:entry /pid != $target/ { printf("hit\n"); }')"
echo "offset $(count -f -e 'pid$target:a.out:born:0 { printf("hit\n"); }')"
echo "option $(count dtrace -x follow -qn 'pid$target:a.out:born:return { printf("hit\n"); }')"
echo "stap $(count -f -e 'probe process.function("born") { println("hit") }')"

# a daemon has let go of its parent: it was born in the tree all the same
cd "$TMP" || exit 1
cat > daemon.sh <<END
setsid -f sh -c 'sleep 0.3; exec $TRIGGERS/forks child'
until [ -e done ]; do sleep 0.1; done
END
timeout 15 "$SONDE" -c "sh daemon.sh" -e 'probe process("'"$TRIGGERS"'/forks").function("born") { println("daemon ", ppid() != target()) exit() }'
touch done

# >>> out
# without 0
# with 3
# offset 3
# option 3
# stap 3
# daemon 1
# <<<
