BEGIN
{
	@["key"] = quantize(4);
	exit(0);
}

/* >>> out

  key                                               
           value  ------------- Distribution ------------- count    
               2 |                                         0        
               4 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 1        
               8 |                                         0        

<<< */
