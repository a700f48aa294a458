/*
 * lockstat.d - the lockstat provider: locks that were waited for (D reference, 10.11)
 *
 * Stock kernels tell of a lock when somebody has to wait for it (lock:contention_begin and _end). Who
 * gets it at once is seen of mutexes only, where functions can be probed: spin locks are too many, every
 * CPU takes thousands a second. Else an acquire is the end of a wait. Sleeping and spinning waits are
 * kept apart: an interrupt may spin while its thread waits for a mutex. Releases need functions.
 */
inline int RW_WRITER = 0;
inline int RW_READER = 1;

/* LCB_F_*: include/trace/events/lock.h. What spins and is no mutex is a spin lock or a rwlock_t */
inline int lcb_spin = 1;
inline int lcb_read = 2;
inline int lcb_write = 4;
inline int lcb_mutex = 32;
inline int lcb_spins[int flags] = (flags & 33) == 1;

/* ---- mutexes ---- */
probe lockstat:vmlinux::adaptive-acquire (struct mutex *)
	= rawtp:lock::contention_end
	  / self->lock == (uint64_t)args[0] && self->flags & 32 && args[1] == 0 /
	  { args[0] = (struct mutex *)args[0]; }
	with rawtp:lock::contention_begin
	  / !lcb_spins[args[1]] / { self->lock = (uint64_t)args[0]; self->flags = args[1]; self->at = timestamp; }
	;

/* those that were not waited for; mutex_trylock() returns 1 when it has the lock, others that may fail 0 */
probe lockstat:vmlinux::adaptive-acquire (struct mutex *)
	= fbt:vmlinux:mutex_lock:return
	  / self->mutex && self->mutex != self->waited / { args[0] = (struct mutex *)self->mutex; }
	with fbt:vmlinux:mutex_lock:entry { self->mutex = arg0; self->waited = 0; }
	with rawtp:lock::contention_end { self->waited = (uint64_t)args[0]; }
	;
probe lockstat:vmlinux::adaptive-acquire (struct mutex *)
	= fbt:vmlinux:mutex_lock_interruptible:return, fbt:vmlinux:mutex_lock_killable:return
	  / self->mutex && self->mutex != self->waited && (int)arg1 == 0 / { args[0] = (struct mutex *)self->mutex; }
	with fbt:vmlinux:mutex_lock_interruptible:entry | fbt:vmlinux:mutex_lock_killable:entry
	  { self->mutex = arg0; self->waited = 0; }
	with rawtp:lock::contention_end { self->waited = (uint64_t)args[0]; }
	;
probe lockstat:vmlinux::adaptive-acquire (struct mutex *)
	= fbt:vmlinux:mutex_trylock:return
	  / self->mutex && (int)arg1 == 1 / { args[0] = (struct mutex *)self->mutex; }
	with fbt:vmlinux:mutex_trylock:entry { self->mutex = arg0; }
	;

probe lockstat:vmlinux::adaptive-acquire-error (struct mutex *, int)
	= rawtp:lock::contention_end
	  / self->lock == (uint64_t)args[0] && self->flags & 32 && args[1] != 0 /
	  { args[0] = (struct mutex *)args[0]; args[1] = (int)args[1]; }
	with rawtp:lock::contention_begin
	  / !lcb_spins[args[1]] / { self->lock = (uint64_t)args[0]; self->flags = args[1]; self->at = timestamp; }
	;

probe lockstat:vmlinux::adaptive-block (struct mutex *, uint64_t)
	= rawtp:lock::contention_end
	  / self->lock == (uint64_t)args[0] && (self->flags & 33) == 32 /
	  { args[0] = (struct mutex *)args[0]; args[1] = (uint64_t)(timestamp - self->at); }
	with rawtp:lock::contention_begin
	  / !lcb_spins[args[1]] / { self->lock = (uint64_t)args[0]; self->flags = args[1]; self->at = timestamp; }
	;

probe lockstat:vmlinux::adaptive-spin (struct mutex *, uint64_t)
	= rawtp:lock::contention_end
	  / self->lock == (uint64_t)args[0] && (self->flags & 33) == 33 /
	  { args[0] = (struct mutex *)args[0]; args[1] = (uint64_t)(timestamp - self->at); }
	with rawtp:lock::contention_begin
	  / !lcb_spins[args[1]] / { self->lock = (uint64_t)args[0]; self->flags = args[1]; self->at = timestamp; }
	;

probe lockstat:vmlinux::adaptive-release (struct mutex *)
	= fbt:vmlinux:mutex_unlock:entry { args[0] = (struct mutex *)arg0; }
	;

/* ---- spin locks ---- */
probe lockstat:vmlinux::spin-acquire (spinlock_t *)
	= rawtp:lock::contention_end
	  / self->spin == (uint64_t)args[0] && (self->spin_flags & 6) == 0 /
	  { args[0] = (spinlock_t *)args[0]; }
	with rawtp:lock::contention_begin
	  / lcb_spins[args[1]] / { self->spin = (uint64_t)args[0]; self->spin_flags = args[1]; self->spin_at = timestamp; }
	;

probe lockstat:vmlinux::spin-spin (spinlock_t *, uint64_t)
	= rawtp:lock::contention_end
	  / self->spin == (uint64_t)args[0] && (self->spin_flags & 6) == 0 /
	  { args[0] = (spinlock_t *)args[0]; args[1] = (uint64_t)(timestamp - self->spin_at); }
	with rawtp:lock::contention_begin
	  / lcb_spins[args[1]] / { self->spin = (uint64_t)args[0]; self->spin_flags = args[1]; self->spin_at = timestamp; }
	;

/* ---- locks for readers and writers: those that spin, and semaphores, which block ---- */
probe lockstat:vmlinux::rw-acquire (rwlock_t *, int)
	= rawtp:lock::contention_end
	  / self->spin == (uint64_t)args[0] && (self->spin_flags & 6) != 0 /
	  { args[0] = (rwlock_t *)args[0]; args[1] = self->spin_flags & 2 ? 1 : 0; }
	with rawtp:lock::contention_begin
	  / lcb_spins[args[1]] / { self->spin = (uint64_t)args[0]; self->spin_flags = args[1]; self->spin_at = timestamp; }
	;

probe lockstat:vmlinux::rw-spin (rwlock_t *, uint64_t, int)
	= rawtp:lock::contention_end
	  / self->spin == (uint64_t)args[0] && (self->spin_flags & 6) != 0 /
	  { args[0] = (rwlock_t *)args[0]; args[1] = (uint64_t)(timestamp - self->spin_at); args[2] = self->spin_flags & 2 ? 1 : 0; }
	with rawtp:lock::contention_begin
	  / lcb_spins[args[1]] / { self->spin = (uint64_t)args[0]; self->spin_flags = args[1]; self->spin_at = timestamp; }
	;

probe lockstat:vmlinux::rw-block (struct rw_semaphore *, uint64_t, int)
	= rawtp:lock::contention_end
	  / self->lock == (uint64_t)args[0] && (self->flags & 32) == 0 && (self->flags & 6) != 0 /
	  { args[0] = (struct rw_semaphore *)args[0]; args[1] = (uint64_t)(timestamp - self->at); args[2] = self->flags & 2 ? 1 : 0; }
	with rawtp:lock::contention_begin
	  / !lcb_spins[args[1]] / { self->lock = (uint64_t)args[0]; self->flags = args[1]; self->at = timestamp; }
	;

/* ---- releases ---- */
probe lockstat:vmlinux::spin-release (spinlock_t *)
	= fbt:vmlinux:_raw_spin_unlock:entry, fbt:vmlinux:_raw_spin_unlock_irqrestore:entry,
	  fbt:vmlinux:_raw_spin_unlock_irq:entry, fbt:vmlinux:_raw_spin_unlock_bh:entry
	  { args[0] = (spinlock_t *)arg0; }
	;

probe lockstat:vmlinux::rw-release (rwlock_t *, int)
	= fbt:vmlinux:_raw_read_unlock:entry, fbt:vmlinux:_raw_read_unlock_irqrestore:entry,
	  fbt:vmlinux:_raw_read_unlock_irq:entry, fbt:vmlinux:_raw_read_unlock_bh:entry
	  { args[0] = (rwlock_t *)arg0; args[1] = RW_READER; }
	;
probe lockstat:vmlinux::rw-release (rwlock_t *, int)
	= fbt:vmlinux:_raw_write_unlock:entry, fbt:vmlinux:_raw_write_unlock_irqrestore:entry,
	  fbt:vmlinux:_raw_write_unlock_irq:entry, fbt:vmlinux:_raw_write_unlock_bh:entry
	  { args[0] = (rwlock_t *)arg0; args[1] = RW_WRITER; }
	;

/* Solaris has these beside them; they never fire */
probe lockstat:vmlinux::rw-upgrade (struct rw_semaphore *) = dtrace:::END / 0 / { args[0] = (struct rw_semaphore *)NULL; };
probe lockstat:vmlinux::rw-downgrade (struct rw_semaphore *) = dtrace:::END / 0 / { args[0] = (struct rw_semaphore *)NULL; };
probe lockstat:vmlinux::thread-spin (struct task_struct *, uint64_t)
	= dtrace:::END / 0 / { args[0] = (struct task_struct *)NULL; args[1] = (uint64_t)0; };
