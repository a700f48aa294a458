/* @@why: negative values below zero; the bars need no second half as counts are positive */
BEGIN
{
	@ = quantize(-1); @ = quantize(-5); @ = quantize(3); @ = quantize(-300);
	exit(0);
}

/* >>> out


           value  ------------- Distribution ------------- count    
            -512 |                                         0        
            -256 |@@@@@@@@@@                               1        
            -128 |                                         0        
             -64 |                                         0        
             -32 |                                         0        
             -16 |                                         0        
              -8 |                                         0        
              -4 |@@@@@@@@@@                               1        
              -2 |                                         0        
              -1 |@@@@@@@@@@                               1        
               0 |                                         0        
               1 |                                         0        
               2 |@@@@@@@@@@                               1        
               4 |                                         0        

<<< */
