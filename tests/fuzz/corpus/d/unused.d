BEGIN { }
/* @@args: -- one */
