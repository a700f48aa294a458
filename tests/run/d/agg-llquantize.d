/* @@why: three decades in ten steps; the row below the first is that of |v| < 1, labelled 0 */
BEGIN
{
	@ = llquantize(1, 10, 0, 2, 10); @ = llquantize(5, 10, 0, 2, 10); @ = llquantize(15, 10, 0, 2, 10);
	@ = llquantize(99, 10, 0, 2, 10); @ = llquantize(100, 10, 0, 2, 10); @ = llquantize(250, 10, 0, 2, 10);
	@ = llquantize(5000, 10, 0, 2, 10);
	exit(0);
}

/* >>> out


           value  ------------- Distribution ------------- count    
               0 |                                         0        
               1 |@@@@@@                                   1        
               2 |                                         0        
               3 |                                         0        
               4 |                                         0        
               5 |@@@@@@                                   1        
               6 |                                         0        
               7 |                                         0        
               8 |                                         0        
               9 |                                         0        
              10 |@@@@@@                                   1        
              20 |                                         0        
              30 |                                         0        
              40 |                                         0        
              50 |                                         0        
              60 |                                         0        
              70 |                                         0        
              80 |                                         0        
              90 |@@@@@@                                   1        
             100 |@@@@@@                                   1        
             200 |@@@@@@                                   1        
             300 |                                         0        
             400 |                                         0        
             500 |                                         0        
             600 |                                         0        
             700 |                                         0        
             800 |                                         0        
             900 |                                         0        
         >= 1000 |@@@@@@                                   1        

<<< */
