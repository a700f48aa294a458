/* a program may use names that our libraries have among themselves; they do not notice */
BEGIN { ip_next = 4; dlib_cpu = 5; trace(ip_next + dlib_cpu); trace(curlwpsinfo->pr_onpro == cpu); dlib_state[1] = 3; trace(dlib_state[1]); trace(curlwpsinfo->pr_state); exit(0); }

/* >>> out
9132
<<< */
