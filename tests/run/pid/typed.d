/* @@needs: uprobe   @@trigger: subject 1
   @@why: args[] of functions of programs with debug info: types, what pointers lead to, results; kept in variables */
pid$target:a.out:work:entry
{
	printf("%d %d %s %s\n", args[0]->a, args[1], stringof(args[2]), args[0]->name);
	printf("%d %d %d\n", args[0]->in.x, args[0]->list[2], sizeof (args[0]->list));
	printf("%d\n", args[0]->next == NULL ? -1 : args[0]->next->a);
	self->rec = args[0];
	recs[0] = args[0];
}
pid$target:a.out:work:return { printf("%d then %d %s\n", args[1], self->rec->a, recs[0]->name); }
pid$target:a.out:flags:entry { printf("%d %d %d %d\n", args[0]->one, args[0]->three, args[0]->neg, args[0]->last); }
pid$target:a.out:shapes:entry { printf("%d %d\n", args[0]->box.h, args[1]); }
pid$target:a.out:many:entry { printf("%d %d %d\n", args[0], args[5], args[7]); }
pid$target:a.out:twice:entry { @[args[0] < 0, sizeof (args[0])] = count(); }

/* >>> out
1 10 message first
5 3 10
2
90 then 22 first
1 5 -7 200
7 1
1 6 68719476736

        0                4                3
<<< */
