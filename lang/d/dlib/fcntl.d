/*
 * fcntl.d - flags of open(2) and mmap(2) on x86-64, in octal as the headers have them
 */
inline int O_ACCMODE = 03;
inline int O_RDONLY = 0;
inline int O_WRONLY = 01;
inline int O_RDWR = 02;
inline int O_CREAT = 0100;
inline int O_EXCL = 0200;
inline int O_NOCTTY = 0400;
inline int O_TRUNC = 01000;
inline int O_APPEND = 02000;
inline int O_NONBLOCK = 04000;
inline int O_NDELAY = 04000;
inline int O_DSYNC = 010000;
inline int O_SYNC = 04010000;
inline int O_FSYNC = 04010000;
inline int O_RSYNC = 04010000;
inline int O_ASYNC = 020000;
inline int O_DIRECT = 040000;
inline int O_DIRECTORY = 0200000;
inline int O_NOFOLLOW = 0400000;
inline int O_NOATIME = 01000000;
inline int O_CLOEXEC = 02000000;
inline int O_PATH = 010000000;

inline int PROT_NONE = 0x0;
inline int PROT_READ = 0x1;
inline int PROT_WRITE = 0x2;
inline int PROT_EXEC = 0x4;
inline int MAP_SHARED = 0x01;
inline int MAP_PRIVATE = 0x02;
inline int MAP_FIXED = 0x10;
inline int MAP_ANONYMOUS = 0x20;
inline int MAP_ANON = 0x20;
inline int MAP_GROWSDOWN = 0x00100;
inline int MAP_LOCKED = 0x02000;
inline int MAP_NORESERVE = 0x04000;
inline int MAP_POPULATE = 0x08000;
inline int MAP_HUGETLB = 0x40000;

inline int S_IFMT = 0170000;
inline int S_IFSOCK = 0140000;
inline int S_IFLNK = 0120000;
inline int S_IFREG = 0100000;
inline int S_IFBLK = 060000;
inline int S_IFDIR = 040000;
inline int S_IFCHR = 020000;
inline int S_IFIFO = 010000;
