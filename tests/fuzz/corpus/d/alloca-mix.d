BEGIN { this->p = (char *)alloca(8); this->p = (char *)arg0; *(char *)arg0 = 1; }
