# 7 "made.d"
BEGIN { trace(1 +); }
#line 100
END { 08; }
