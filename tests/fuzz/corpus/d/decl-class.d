static int st;
self this int b;
BEGIN { }
