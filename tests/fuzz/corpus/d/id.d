1
/* @@args: -i */
