/* @@why: the weight may be negative: two halves, or bars on the left only */
BEGIN
{
	@a = quantize(8, 10); @a = quantize(16, -5);
	printa(@a);
	@b = quantize(8, -3);
	printa(@b);
	exit(0);
}

/* >>> out


           value  ------------- Distribution ------------- count    
               4                     |                     0        
               8                     |@@@@@@@@@@@@@        10       
              16              @@@@@@@|                     -5       
              32                     |                     0        



           value  ------------- Distribution ------------- count    
               4                                         | 0        
               8 @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@| -3       
              16                                         | 0        

<<< */
