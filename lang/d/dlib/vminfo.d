/*
 * vminfo.d - the vminfo provider: what Solaris counts of virtual memory, where Linux has the same event
 *
 * arg0 is by how much the statistic grows, arg1 the address of its counter: Linux has none, so 0.
 * Faults are software events of perf; pages in and out are those of requests to devices.
 */
probe vminfo:vmlinux::as_fault () = cpc:::page-faults-all-1 { arg0 = 1; };
probe vminfo:vmlinux::maj_fault () = cpc:::major-faults-all-1 { arg0 = 1; };
probe vminfo:vmlinux::hat_fault () = cpc:::minor-faults-all-1 { arg0 = 1; };

/* requests for pages, and how many */
inline uint64_t rq_pages[struct request *r] = (r->__data_len + 4095) / 4096;

probe vminfo:vmlinux::pgin ()
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 0 / { arg0 = 1; };
probe vminfo:vmlinux::pgpgin ()
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 0 / { arg0 = rq_pages[(struct request *)args[0]]; };
probe vminfo:vmlinux::pgout ()
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 1 / { arg0 = 1; };
probe vminfo:vmlinux::pgpgout ()
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 1 / { arg0 = rq_pages[(struct request *)args[0]]; };

/* pages that a file system asks for, REQ_META aside; anonymous ones go to swap, REQ_SWAP (bit 22, 24 ...) differs */
probe vminfo:vmlinux::fspgin ()
	= rawtp:block::block_rq_issue
	  / (args[0]->cmd_flags & 0xff) == 0 && args[0]->bio != NULL && args[0]->bio->bi_io_vec != NULL &&
	    args[0]->bio->bi_io_vec->bv_page->mapping != NULL && ((uint64_t)args[0]->bio->bi_io_vec->bv_page->mapping & 1) == 0 /
	  { arg0 = rq_pages[(struct request *)args[0]]; };
probe vminfo:vmlinux::fspgout ()
	= rawtp:block::block_rq_issue
	  / (args[0]->cmd_flags & 0xff) == 1 && args[0]->bio != NULL && args[0]->bio->bi_io_vec != NULL &&
	    args[0]->bio->bi_io_vec->bv_page->mapping != NULL && ((uint64_t)args[0]->bio->bi_io_vec->bv_page->mapping & 1) == 0 /
	  { arg0 = rq_pages[(struct request *)args[0]]; };
probe vminfo:vmlinux::anonpgin ()
	= rawtp:block::block_rq_issue
	  / (args[0]->cmd_flags & 0xff) == 0 && args[0]->bio != NULL && args[0]->bio->bi_io_vec != NULL &&
	    ((uint64_t)args[0]->bio->bi_io_vec->bv_page->mapping & 3) == 1 /
	  { arg0 = rq_pages[(struct request *)args[0]]; };
probe vminfo:vmlinux::anonpgout ()
	= rawtp:block::block_rq_issue
	  / (args[0]->cmd_flags & 0xff) == 1 && args[0]->bio != NULL && args[0]->bio->bi_io_vec != NULL &&
	    ((uint64_t)args[0]->bio->bi_io_vec->bv_page->mapping & 3) == 1 /
	  { arg0 = rq_pages[(struct request *)args[0]]; };

/* the page scanner: kswapd wakes, pages looked at, pages given back */
probe vminfo:vmlinux::pgrrun () = rawtp:vmscan::mm_vmscan_kswapd_wake { arg0 = 1; };
probe vminfo:vmlinux::scan () = sdt:vmscan::mm_vmscan_lru_isolate { arg0 = 1; };
probe vminfo:vmlinux::dfree () = rawtp:kmem::mm_page_free { arg0 = (int64_t)1 << args[1]; };
probe vminfo:vmlinux::swapin () = fbt:vmlinux:do_swap_page:entry { arg0 = 1; };
probe vminfo:vmlinux::cow_fault () = fbt:vmlinux:wp_page_copy:entry { arg0 = 1; };
/* where that one is inlined: every page that becomes a process's own, copies of shared ones as well */
probe vminfo:vmlinux::zfod ()
	= fbt:vmlinux:do_anonymous_page:entry { arg0 = 1; }
	| fbt:vmlinux:page_add_new_anon_rmap:entry, fbt:vmlinux:folio_add_new_anon_rmap:entry { arg0 = 1; }
	;
