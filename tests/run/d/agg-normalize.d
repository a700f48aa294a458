/* @@why: printed values only; undone by denormalize */
BEGIN
{
	@a["k"] = sum(1000); @q = quantize(8, 100);
	normalize(@a, 10); normalize(@q, 10);
	printa("%s %@d\n", @a);
	printa(@q);
	denormalize(@a);
	printa("%s %@d\n", @a);
	exit(0);
}

/* >>> out
k 100


           value  ------------- Distribution ------------- count    
               4 |                                         0        
               8 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 10       
              16 |                                         0        

k 1000
<<< */
