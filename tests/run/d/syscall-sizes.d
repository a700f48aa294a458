/* @@trigger: sys sizes 1000
      @@why: sizes 1 to 1000, one write of each */
syscall::write:entry
/pid == $target/
{
	@q = quantize(arg2);
	@l = lquantize(arg2, 0, 1000, 250);
	@s = stddev(arg2);
	@a = avg(arg2);
}

/* >>> out


           value  ------------- Distribution ------------- count    
               0 |                                         0        
               1 |                                         1        
               2 |                                         2        
               4 |                                         4        
               8 |                                         8        
              16 |@                                        16       
              32 |@                                        32       
              64 |@@@                                      64       
             128 |@@@@@                                    128      
             256 |@@@@@@@@@@                               256      
             512 |@@@@@@@@@@@@@@@@@@@@                     489      
            1024 |                                         0        


           value  ------------- Distribution ------------- count    
             < 0 |                                         0        
               0 |@@@@@@@@@@                               249      
             250 |@@@@@@@@@@                               250      
             500 |@@@@@@@@@@                               250      
             750 |@@@@@@@@@@                               250      
         >= 1000 |                                         1        

              289
              500
<<< */
