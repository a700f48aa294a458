/* @@args: -O aggzoom */
/* the longest bar is as long as there is room */
BEGIN { @ = quantize(1); @ = quantize(1); @ = quantize(4); exit(0); }

/* >>> out


           value  ------------- Distribution ------------- count    
               0 |                                         0        
               1 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 2        
               2 |                                         0        
               4 |@@@@@@@@@@@@@@@@@@@@                     1        
               8 |                                         0        
<<< */
