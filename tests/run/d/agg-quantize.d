/* @@why: rows, bars and columns of quantize; D, Histogram layout */
BEGIN
{
	@ = quantize(0); @ = quantize(1); @ = quantize(5); @ = quantize(5); @ = quantize(5); @ = quantize(16);
	exit(0);
}

/* >>> out


           value  ------------- Distribution ------------- count    
              -1 |                                         0        
               0 |@@@@@@@                                  1        
               1 |@@@@@@@                                  1        
               2 |                                         0        
               4 |@@@@@@@@@@@@@@@@@@@@                     3        
               8 |                                         0        
              16 |@@@@@@@                                  1        
              32 |                                         0        

<<< */
