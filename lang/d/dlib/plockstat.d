/*
 * plockstat.d - the plockstat provider: locks of threads in the target (-c, -p), plockstat$target:::
 *
 * The lock functions of the C library, and futex() below them, which is called when somebody waits. A
 * lock is acquired when its function returns 0; it blocked when there was a futex() in between.
 * (Solaris, "plockstat Provider")
 */

/* ---- mutexes ---- */
probe plockstat$target:libc::mutex-acquire 
	= pid$target:libc:pthread_mutex_lock:return, pid$target:libc:pthread_mutex_trylock:return,
	  pid$target:libc:pthread_mutex_timedlock:return
	  / self->mutex && arg1 == 0 / { arg0 = self->mutex; arg1 = 0; arg2 = 0; }
	with pid$target:libc:pthread_mutex_lock:entry, pid$target:libc:pthread_mutex_trylock:entry,
	     pid$target:libc:pthread_mutex_timedlock:entry { self->mutex = arg0; self->waits = 0; }
	;

probe plockstat$target:libc::mutex-error 
	= pid$target:libc:pthread_mutex_lock:return, pid$target:libc:pthread_mutex_trylock:return,
	  pid$target:libc:pthread_mutex_timedlock:return
	  / self->mutex && (int)arg1 != 0 / { arg0 = self->mutex; arg1 = (int)arg1; }
	with pid$target:libc:pthread_mutex_lock:entry, pid$target:libc:pthread_mutex_trylock:entry,
	     pid$target:libc:pthread_mutex_timedlock:entry { self->mutex = arg0; self->waits = 0; }
	;

probe plockstat$target:libc::mutex-release 
	= pid$target:libc:pthread_mutex_unlock:entry { arg0 = arg0; arg1 = 0; }
	;

/* FUTEX_WAIT, FUTEX_LOCK_PI and their like: the commands that wait, without the flags beside them */
inline int futex_waits[int op] = (op & 0x7f) == 0 || (op & 0x7f) == 6 || (op & 0x7f) == 9 || (op & 0x7f) == 13;

probe plockstat$target:libc::mutex-block 
	= syscall::futex:entry
	  / self->mutex_in && pid == $target && futex_waits[(int)arg1] / { arg0 = self->mutex_in; }
	with pid$target:libc:pthread_mutex_lock:entry, pid$target:libc:pthread_mutex_timedlock:entry
	  { self->mutex_in = arg0; }
	with pid$target:libc:pthread_mutex_lock:return, pid$target:libc:pthread_mutex_timedlock:return
	  { self->mutex_in = 0; }
	;

probe plockstat$target:libc::mutex-blocked 
	= pid$target:libc:pthread_mutex_lock:return, pid$target:libc:pthread_mutex_timedlock:return
	  / self->mutex && self->waits / { arg0 = self->mutex; arg1 = (int)arg1 == 0; }
	with pid$target:libc:pthread_mutex_lock:entry, pid$target:libc:pthread_mutex_timedlock:entry
	  { self->mutex = arg0; self->waits = 0; }
	with syscall::futex:entry / pid == $target && futex_waits[(int)arg1] / { self->waits = 1; }
	;

/* ---- locks for readers and writers ---- */
probe plockstat$target:libc::rw-acquire 
	= pid$target:libc:pthread_rwlock_rdlock:return, pid$target:libc:pthread_rwlock_wrlock:return,
	  pid$target:libc:pthread_rwlock_tryrdlock:return, pid$target:libc:pthread_rwlock_trywrlock:return
	  / self->rw && arg1 == 0 / { arg0 = self->rw; arg1 = self->rw_write; }
	with pid$target:libc:pthread_rwlock_rdlock:entry, pid$target:libc:pthread_rwlock_tryrdlock:entry
	  { self->rw = arg0; self->rw_write = 0; }
	with pid$target:libc:pthread_rwlock_wrlock:entry, pid$target:libc:pthread_rwlock_trywrlock:entry
	  { self->rw = arg0; self->rw_write = 1; }
	;

probe plockstat$target:libc::rw-error 
	= pid$target:libc:pthread_rwlock_rdlock:return, pid$target:libc:pthread_rwlock_wrlock:return,
	  pid$target:libc:pthread_rwlock_tryrdlock:return, pid$target:libc:pthread_rwlock_trywrlock:return
	  / self->rw && (int)arg1 != 0 / { arg0 = self->rw; arg1 = self->rw_write; arg2 = (int)arg1; }
	with pid$target:libc:pthread_rwlock_rdlock:entry, pid$target:libc:pthread_rwlock_tryrdlock:entry
	  { self->rw = arg0; self->rw_write = 0; }
	with pid$target:libc:pthread_rwlock_wrlock:entry, pid$target:libc:pthread_rwlock_trywrlock:entry
	  { self->rw = arg0; self->rw_write = 1; }
	;

probe plockstat$target:libc::rw-release 
	= pid$target:libc:pthread_rwlock_unlock:entry { arg0 = arg0; arg1 = 0; }
	;

probe plockstat$target:libc::rw-block 
	= syscall::futex:entry
	  / self->rw_in && pid == $target && futex_waits[(int)arg1] / { arg0 = self->rw_in; arg1 = self->rw_write; }
	with pid$target:libc:pthread_rwlock_rdlock:entry { self->rw_in = arg0; self->rw_write = 0; }
	with pid$target:libc:pthread_rwlock_wrlock:entry { self->rw_in = arg0; self->rw_write = 1; }
	with pid$target:libc:pthread_rwlock_rdlock:return, pid$target:libc:pthread_rwlock_wrlock:return { self->rw_in = 0; }
	;

/* mutexes of the C library do not spin as a rule, and it does not say when: these never fire */
probe plockstat$target:libc::mutex-spin = pid$target:libc:pthread_mutex_lock:entry / 0 / { arg0 = arg0; };
probe plockstat$target:libc::mutex-spun = pid$target:libc:pthread_mutex_lock:entry / 0 / { arg0 = arg0; };

probe plockstat$target:libc::rw-blocked
	= pid$target:libc:pthread_rwlock_rdlock:return, pid$target:libc:pthread_rwlock_wrlock:return
	  / self->rwb && self->rw_waits / { arg0 = self->rwb; arg1 = self->rwb_write; arg2 = (int)arg1 == 0; }
	with pid$target:libc:pthread_rwlock_rdlock:entry { self->rwb = arg0; self->rwb_write = 0; self->rw_waits = 0; }
	with pid$target:libc:pthread_rwlock_wrlock:entry { self->rwb = arg0; self->rwb_write = 1; self->rw_waits = 0; }
	with syscall::futex:entry / pid == $target && futex_waits[(int)arg1] / { self->rw_waits = 1; }
	;
