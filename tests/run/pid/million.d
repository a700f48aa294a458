/* @@needs: uprobe   @@trigger: calls 100000   @@timeout: 60
      @@why: 1,100,000 calls: eleven each round, six of them fact() */
pid$target:a.out:work:entry, pid$target:a.out:fact:entry, pid$target:a.out:inner:entry,
pid$target:a.out:middle:entry, pid$target:a.out:outer:entry, pid$target:a.out:walk:entry
{
	@ = count();
}

/* >>> out

          1100000
<<< */

/* >>> err
<<< */
