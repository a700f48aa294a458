/* @@needs: uprobe   @@trigger: threads 4 50
      @@why: threads of the process at the same time, none lost */
pid$target:a.out:work:entry
{
	@[arg0] = count();
	@all = count();
}

/* >>> out

                1               50
                2              100
                3              150
                4              200
              500
<<< */
