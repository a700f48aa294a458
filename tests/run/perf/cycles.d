/* @@needs: perf_cycles   @@trigger: waits spin 300
   @@why: counters of the processor */
cpc:::cycles-user-1000000, cpc:::instructions-user-1000000 /pid == $target/ { @[probename] = count(); }
END { printa("%s\n", @); trunc(@); }

/* >>> out
cycles-user-1000000
instructions-user-1000000
<<< */
