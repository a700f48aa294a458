BEGIN { trace('a'); trace('ab'); trace('\n'); trace(017 + 0x1f + 5uLL); trace("q\"\x41\101\t"); }
