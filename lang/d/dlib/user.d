/*
 * user.d - types that scripts of other systems take for granted: of user space, to look at what a pointer
 * of a system call leads to, as the C library of x86-64 has them; and locks and threads of Solaris, which
 * are asked for what the same ones here can answer (mutex_owned(), pr_pid of a thread)
 */
typedef unsigned char u_char;
typedef unsigned long u_long;
typedef uint32_t socklen_t;
typedef uint32_t in_addr_t;
typedef uint16_t in_port_t;
typedef int64_t off64_t;
typedef int64_t offset_t;
typedef uint_t major_t;
typedef uint_t minor_t;
typedef int boolean_t;

typedef struct timespec { long tv_sec; long tv_nsec; } timespec_t;
struct timeval { long tv_sec; long tv_usec; };
struct itimerval { struct timeval it_interval; struct timeval it_value; };
struct utsname { char sysname[65]; char nodename[65]; char release[65]; char version[65]; char machine[65]; char domainname[65]; };
struct sockaddr_storage { unsigned short ss_family; char ss_padding[118]; unsigned long ss_align; };
struct addrinfo {
	int ai_flags;
	int ai_family;
	int ai_socktype;
	int ai_protocol;
	socklen_t ai_addrlen;
	struct sockaddr *ai_addr;
	char *ai_canonname;
	struct addrinfo *ai_next;
};
struct hostent { char *h_name; char **h_aliases; int h_addrtype; int h_length; char **h_addr_list; };
struct passwd { char *pw_name; char *pw_passwd; uint_t pw_uid; uint_t pw_gid; char *pw_gecos; char *pw_dir; char *pw_shell; };
struct dirent { unsigned long d_ino; long d_off; unsigned short d_reclen; unsigned char d_type; char d_name[256]; };

typedef struct mutex kmutex_t;
typedef struct rw_semaphore krwlock_t;
typedef struct task_struct kthread_t;
typedef struct task_struct proc_t;
typedef struct file file_t;
