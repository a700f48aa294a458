BEGIN { this->a[1] = 2; }

/* >>> err
ARR_LOCAL.d:1:9: error: this-> cannot be an associative array [ARR_LOCAL]
    1 | BEGIN { this->a[1] = 2; }
      |         ^^^^^^^^^^
      = hint: use self->a[...] or a global array
<<< */
