/* subject.h - what the two files of subject share */
int other(int value);
