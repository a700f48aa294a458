/* @@why: %@d prints a histogram in full */
BEGIN
{
	@["k"] = quantize(4);
	printa("%s:%@d", @);
	exit(0);
}

/* >>> out
k:
           value  ------------- Distribution ------------- count    
               2 |                                         0        
               4 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 1        
               8 |                                         0        
<<< */
