/*
 * vminfo.d - the vminfo provider: what Solaris counts of virtual memory, where Linux has the same event
 *
 * args[0] is by how much the statistic grows, arg1 the address of its counter: Linux has none, so 0.
 * Faults are software events of perf; pages in and out are those of requests to devices.
 */
probe vminfo:vmlinux::as_fault (int64_t) = cpc:::page-faults-all-1 { args[0] = 1; };
probe vminfo:vmlinux::maj_fault (int64_t) = cpc:::major-faults-all-1 { args[0] = 1; };
probe vminfo:vmlinux::hat_fault (int64_t) = cpc:::minor-faults-all-1 { args[0] = 1; };

/* requests for pages, and how many */
inline uint64_t rq_pages[struct request *r] = (r->__data_len + 4095) / 4096;

probe vminfo:vmlinux::pgin (int64_t)
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 0 / { args[0] = 1; };
probe vminfo:vmlinux::pgpgin (int64_t)
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 0 / { args[0] = rq_pages[(struct request *)args[0]]; };
probe vminfo:vmlinux::pgout (int64_t)
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 1 / { args[0] = 1; };
probe vminfo:vmlinux::pgpgout (int64_t)
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 1 / { args[0] = rq_pages[(struct request *)args[0]]; };

/* pages that a file system asks for, REQ_META aside; anonymous ones go to swap, REQ_SWAP (bit 22, 24 ...) differs */
probe vminfo:vmlinux::fspgin (int64_t)
	= rawtp:block::block_rq_issue
	  / (args[0]->cmd_flags & 0xff) == 0 && args[0]->bio != NULL && args[0]->bio->bi_io_vec != NULL &&
	    args[0]->bio->bi_io_vec->bv_page->mapping != NULL && ((uint64_t)args[0]->bio->bi_io_vec->bv_page->mapping & 1) == 0 /
	  { args[0] = rq_pages[(struct request *)args[0]]; };
probe vminfo:vmlinux::fspgout (int64_t)
	= rawtp:block::block_rq_issue
	  / (args[0]->cmd_flags & 0xff) == 1 && args[0]->bio != NULL && args[0]->bio->bi_io_vec != NULL &&
	    args[0]->bio->bi_io_vec->bv_page->mapping != NULL && ((uint64_t)args[0]->bio->bi_io_vec->bv_page->mapping & 1) == 0 /
	  { args[0] = rq_pages[(struct request *)args[0]]; };
probe vminfo:vmlinux::anonpgin (int64_t)
	= rawtp:block::block_rq_issue
	  / (args[0]->cmd_flags & 0xff) == 0 && args[0]->bio != NULL && args[0]->bio->bi_io_vec != NULL &&
	    ((uint64_t)args[0]->bio->bi_io_vec->bv_page->mapping & 3) == 1 /
	  { args[0] = rq_pages[(struct request *)args[0]]; };
probe vminfo:vmlinux::anonpgout (int64_t)
	= rawtp:block::block_rq_issue
	  / (args[0]->cmd_flags & 0xff) == 1 && args[0]->bio != NULL && args[0]->bio->bi_io_vec != NULL &&
	    ((uint64_t)args[0]->bio->bi_io_vec->bv_page->mapping & 3) == 1 /
	  { args[0] = rq_pages[(struct request *)args[0]]; };

/* the page scanner: kswapd wakes, pages looked at, pages given back */
probe vminfo:vmlinux::pgrrun (int64_t) = rawtp:vmscan::mm_vmscan_kswapd_wake { args[0] = 1; };
probe vminfo:vmlinux::scan (int64_t) = sdt:vmscan::mm_vmscan_lru_isolate { args[0] = 1; };
probe vminfo:vmlinux::dfree (int64_t) = rawtp:kmem::mm_page_free { args[0] = (int64_t)1 << args[1]; };
probe vminfo:vmlinux::swapin (int64_t) = fbt:vmlinux:do_swap_page:entry { args[0] = 1; };
probe vminfo:vmlinux::cow_fault (int64_t)
	= fbt:vmlinux:wp_page_copy:entry { args[0] = 1; } | fbt:vmlinux:do_wp_page:entry { args[0] = 1; };
/* where that one is inlined: every page that becomes a process's own, copies of shared ones as well */
probe vminfo:vmlinux::zfod (int64_t)
	= fbt:vmlinux:do_anonymous_page:entry { args[0] = 1; }
	| fbt:vmlinux:page_add_new_anon_rmap:entry, fbt:vmlinux:folio_add_new_anon_rmap:entry { args[0] = 1; }
	;

/* what the processor says of a fault: bit 0 of its code: the page is there, the access is not allowed */
probe vminfo:vmlinux::prot_fault (int64_t) = rawtp:exceptions::page_fault_user / args[2] & 1 / { args[0] = 1; };
probe vminfo:vmlinux::kernel_asflt (int64_t) = rawtp:exceptions::page_fault_kernel { args[0] = 1; };
probe vminfo:vmlinux::pgswapin (int64_t) = fbt:vmlinux:do_swap_page:entry { args[0] = 1; };
probe vminfo:vmlinux::swapout (int64_t)
	= rawtp:vmscan::mm_vmscan_write_folio { args[0] = 1; } | rawtp:vmscan::mm_vmscan_writepage { args[0] = 1; };
probe vminfo:vmlinux::pgswapout (int64_t)
	= rawtp:vmscan::mm_vmscan_write_folio { args[0] = 1; } | rawtp:vmscan::mm_vmscan_writepage { args[0] = 1; };

/*
 * What Linux does not tell apart: pages of executables are a file's, reclaims are minor faults, and frees
 * are counted as dfree. These are there for the scripts that list them, and never fire.
 */
probe vminfo:vmlinux::execpgin (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe vminfo:vmlinux::execpgout (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe vminfo:vmlinux::execfree (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe vminfo:vmlinux::anonfree (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe vminfo:vmlinux::fsfree (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe vminfo:vmlinux::pgrec (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe vminfo:vmlinux::pgfrec (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe vminfo:vmlinux::rev (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe vminfo:vmlinux::softlock (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
