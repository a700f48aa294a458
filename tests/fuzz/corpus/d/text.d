BEGIN, END
/* @@args: -n */
