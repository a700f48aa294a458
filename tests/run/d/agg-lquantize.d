/* @@why: the ends of the range, and a step that does not divide it */
BEGIN
{
	@a = lquantize(-1, 0, 10, 2); @a = lquantize(0, 0, 10, 2); @a = lquantize(1, 0, 10, 2);
	@a = lquantize(9, 0, 10, 2); @a = lquantize(10, 0, 10, 2); @a = lquantize(100, 0, 10, 2);
	printa(@a);
	@b = lquantize(9, 0, 10, 3); @b = lquantize(8, 0, 10, 3);
	printa(@b);
	@c = lquantize(2, 0, 4);
	printa(@c);
	exit(0);
}

/* >>> out


           value  ------------- Distribution ------------- count    
             < 0 |@@@@@@@                                  1        
               0 |@@@@@@@@@@@@@                            2        
               2 |                                         0        
               4 |                                         0        
               6 |                                         0        
               8 |@@@@@@@                                  1        
           >= 10 |@@@@@@@@@@@@@                            2        



           value  ------------- Distribution ------------- count    
               3 |                                         0        
               6 |@@@@@@@@@@@@@@@@@@@@                     1        
            >= 9 |@@@@@@@@@@@@@@@@@@@@                     1        



           value  ------------- Distribution ------------- count    
               1 |                                         0        
               2 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 1        
               3 |                                         0        

<<< */
