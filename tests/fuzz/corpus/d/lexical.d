BEGIN { a = ''; b = 09; c = 99999999999999999999; d = 1.5; e = "open
; f = `; $nope; # }
#frobnicate
#pragma D nonsense
#pragma D option nonsense
} /* never ends
