/*
 * pid.c - functions and instructions of user programs: pidN:MODULE:FUNCTION:NAME
 *
 * NAME is entry, return, or the offset of an instruction in the function in hexadecimal.
 * Semantics: D, "pid Provider"; reference d-language 10.6. SystemTap's process() is process.c.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bpf/provider/objects.h"
#include "bpf/provider/process.h"
#include "bpf/provider/replaced.h"
#include "bpf/provider/uprobe.h"
#include "lang/option.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"
#include "lib/elf.h"
#include "lib/glob.h"
#include "lib/ldso.h"

extern const struct provider provider_pid;

struct search {
	struct world *w;
	const struct probe_desc *d;
	found_fn *found;
	void	*ctx;
	const char *prov;		/* "pid123" */
	pid_t	 pid;
	const char *name;		/* pattern of the last field */
	bool	 offsets;		/* name may be one */
	bool	 exact;			/* name is one offset, */
	uint64_t offset;		/* this */
	int	 n;			/* found */
	size_t	 nmodules, nfuncs;	/* that matched so far: for what to complain about */
	bool	 saw_exe;		/* function -, and the executable was among the modules */
	struct object *stripped;	/* of those, one that has lost its local functions' names */
	bool	 stop;
};

static int refuse(const struct search *s, enum diag_tag tag, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* -Z lets a description match nothing */
static int refuse(const struct search *s, enum diag_tag tag, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	if (s->w->options && s->w->options->zdefs)
		return 0;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	diag_error(s->w->diag, s->d->span, tag, "%s", text);
	return -EINVAL;
}

static int cannot_grab(const struct search *s)
{
	char exe[64], path[1];

	if (!refuse(s, ERR_PROC_GRAB, "failed to grab process %d", (int)s->pid))
		return 0;
	snprintf(exe, sizeof(exe), "/proc/%d/exe", (int)s->pid);
	if (readlink(exe, path, sizeof(path)) >= 0)
		diag_hint(s->w->diag, "its mappings name no file that can be read");
	else if (errno == ENOENT && !kill(s->pid, 0))
		diag_hint(s->w->diag, "it is a thread of the kernel and has no program");
	else
		diag_hint(s->w->diag, "/proc says: %s", strerror(errno));
	return -EINVAL;
}

static bool parse_hex(const char *s, uint64_t *ret)
{
	char *end;

	if (!isxdigit((unsigned char)*s) || strlen(s) > 16)
		return false;
	*ret = strtoull(s, &end, 16);
	return !*end;
}

static int report(struct search *s, struct object *o, const char *func, const char *name,
		  enum site_kind kind, uint64_t offset, uint64_t addr)
{
	/* what has no return address: a return probe would overwrite argc */
	if (kind == SITE_RETURN && addr == elf_entry(o->elf))
		return 0;

	struct probe *p = probe_new(s->w, &provider_pid, s->prov, o->base, func, name);
	struct site *site = arena_new_of(s->w->arena, struct site);

	*site = (struct site){ .kind = kind, .path = o->open_path, .offset = offset };
	site->pid = uprobe_whose(s->w, s->pid, &site->target_tree);
	p->data = site;
	p->key = offset;
	p->addr = addr;
	p->program = o->open_path;
	p->is_return = kind == SITE_RETURN;
	p->saves_entry = p->is_return && object_unwound(o);
	s->n++;
	s->stop = s->found(p, s->ctx);
	return s->stop;
}

static int one_offset(struct search *s, struct object *o, const struct elf_sym *sym)
{
	uint64_t size = elf_func_size(o->elf, sym);
	const uint8_t *code = elf_code(o->elf, sym->addr, size);

	if (s->offset >= size || !code)
		return refuse(s, ERR_PROC_OFF, "offset 0x%llx is beyond %s, which has 0x%llx bytes",
			      (unsigned long long)s->offset, sym->name, (unsigned long long)size);
	if (!insn_starts_at(code, size, s->offset))
		return refuse(s, ERR_PROC_ALIGN, "offset 0x%llx of %s is not at the start of an instruction",
			      (unsigned long long)s->offset, sym->name);
	return report(s, o, sym->name, s->name, SITE_OFFSET, sym->offset + s->offset, 0);
}

static int all_offsets(struct search *s, struct object *o, const struct elf_sym *sym)
{
	uint64_t size = elf_func_size(o->elf, sym), at = 0;
	const uint8_t *code = elf_code(o->elf, sym->addr, size);
	int err = 0;

	while (code && at < size && !err) {
		const char *name = arena_printf(s->w->arena, "%llx", (unsigned long long)at);
		unsigned len = insn_length(code + at, size - at);

		if (!len)
			break;		/* data between instructions: what follows cannot be told */
		if (!*s->name || glob_match(s->name, name))
			err = report(s, o, sym->name, name, SITE_OFFSET, sym->offset + at, 0);
		at += len;
	}
	return err;
}

static bool name_fits(const struct search *s, const char *name)
{
	return !*s->name || glob_match(s->name, name);
}

static int one_func(struct object *o, const struct elf_sym *sym, void *ctx)
{
	struct search *s = ctx;
	int err = 0;

	s->nfuncs++;
	if (s->exact)
		return one_offset(s, o, sym);
	if (name_fits(s, "entry"))
		err = report(s, o, sym->name, "entry", SITE_ENTRY, sym->offset, sym->addr);
	if (!err && name_fits(s, "return"))
		err = report(s, o, sym->name, "return", SITE_RETURN, sym->offset, sym->addr);
	return !err && s->offsets ? all_offsets(s, o, sym) : err;
}

/* FUNCTION "-": NAME is an address in the executable */
static int absolute(struct search *s, struct object *o)
{
	struct elf_file *f = object_elf(o);
	uint64_t offset;

	if (!s->exact)
		return refuse(s, ERR_PROC_NAME, "%s: an address in hexadecimal is expected for function -", s->d->name);
	if (!f || !elf_addr_to_offset(f, s->offset, &offset))
		return refuse(s, ERR_PROC_OFF, "0x%llx is not in the code of %s", (unsigned long long)s->offset, o->path);
	if (elf_insn_at(f, s->offset) == INSN_NO_CODE)
		return refuse(s, ERR_PROC_OFF, "0x%llx is not in the code of %s", (unsigned long long)s->offset, o->path);
	if (elf_insn_at(f, s->offset) == INSN_INSIDE)
		return refuse(s, ERR_PROC_ALIGN, "0x%llx is not at the start of an instruction",
			      (unsigned long long)s->offset);
	return report(s, o, "-", s->name, SITE_OFFSET, offset, 0);
}

static bool is_any(const char *pattern)
{
	return !*pattern || !strcmp(pattern, "*");
}

static int one_object(struct search *s, struct object *o)
{
	if (!object_matches(o, s->d->mod))
		return 0;
	s->nmodules++;
	if (!s->stripped && object_elf(o) && !elf_has_symtab(o->elf) && (o->is_exe || !is_any(s->d->mod)))
		s->stripped = o;
	if (!strcmp(s->d->func, "-")) {
		s->saw_exe |= o->is_exe;
		return o->is_exe ? absolute(s, o) : 0;
	}
	return object_each_func(o, s->d->func, one_func, s);
}

/* ---- a library that the process may load later ---- */

/* text that names the library, by a path that is seen from where the process is */
static bool is_its_path(const struct search *s, const char *text, char path[PATH_MAX])
{
	const char *base = strrchr(text, '/');
	char seen[PATH_MAX];
	int n;

	if (!base || strcmp(base + 1, s->d->mod))
		return false;
	n = snprintf(seen, sizeof(seen), "/proc/%d/%s/%s", (int)s->pid, *text == '/' ? "root" : "cwd", text);
	return n > 0 && (size_t)n < sizeof(seen) && realpath(seen, path) && !access(path, R_OK);
}

/* of texts that end in NUL, the first that names it */
static bool in_texts(const struct search *s, const char *at, size_t size, char path[PATH_MAX])
{
	const char *end = at + size;

	while (at < end) {
		size_t n = strnlen(at, (size_t)(end - at));

		if (at + n < end && is_its_path(s, at, path))
			return true;
		at += n + 1;
	}
	return false;
}

/* what plugins are loaded by: an argument of the command, or a constant of the program */
static bool named_by_process(const struct search *s, struct object *exe, char path[PATH_MAX])
{
	char name[32];
	size_t size = 0;
	uint64_t addr;
	const uint8_t *texts = object_elf(exe) ? elf_section(exe->elf, ".rodata", &size, &addr) : NULL;
	struct buf args = BUF_INIT;

	snprintf(name, sizeof(name), "/proc/%d/cmdline", (int)s->pid);
	buf_read_file(&args, AT_FDCWD, name);

	bool found = in_texts(s, buf_str(&args), args.len, path) || (texts && in_texts(s, (const char *)texts, size, path));

	buf_fini(&args);
	return found;
}

/* -Z: it is looked for where its loader would, and where the process speaks of it */
static int not_loaded(struct search *s, const struct objects *objects)
{
	char path[PATH_MAX];
	struct object *o = NULL;

	if (s->nmodules || !s->w->options || !s->w->options->zdefs || is_any(s->d->mod) || glob_is_pattern(s->d->mod))
		return 0;
	if (*s->d->mod == '/' && !access(s->d->mod, R_OK))
		o = object_of_file(world_objects(s->w), s->d->mod);
	for (size_t i = 0; i < objects->list.n && !o; i++)
		if (objects->list.v[i]->is_exe && (ldso_find(objects->list.v[i]->open_path, s->d->mod, path) ||
						   named_by_process(s, objects->list.v[i], path)))
			o = object_of_file(world_objects(s->w), path);
	if (o && object_elf(o))
		return one_object(s, o);
	diag_warn(s->w->diag, s->d->span, "process %d has not loaded %s, and its loader would not find it: nothing there is traced",
		  (int)s->pid, s->d->mod);
	if (*s->d->mod != '/')
		diag_hint(s->w->diag, "one that is loaded later from elsewhere is named by its path: %s:/PATH/%s:%s:%s", s->prov,
			  s->d->mod, s->d->func, s->d->name);
	return 0;
}

/* a name without a pattern that was not found is a mistake worth naming */
static int nothing_found(struct search *s)
{
	if (!s->nmodules && !is_any(s->d->mod) && !glob_is_pattern(s->d->mod)) {
		int err = refuse(s, ERR_PROC_LIB, "process %d has no object %s", (int)s->pid, s->d->mod);

		if (err && *s->d->mod == '/')
			diag_hint(s->w->diag, "one that is loaded later: with -Z");
		else if (err)
			diag_hint(s->w->diag, "one that is loaded later: with -Z, by its name where ld.so finds it, else by "
				  "its path, %s:/PATH/%s:%s:%s", s->prov, s->d->mod, s->d->func, s->d->name);
		return err;
	}
	if (!strcmp(s->d->func, "-") && !s->saw_exe)
		return refuse(s, ERR_PROC_LIB, "function - is an address of the executable: the module is a.out, not %s",
			      s->d->mod);
	if (!s->nfuncs && strcmp(s->d->func, "-") && !is_any(s->d->func) && !glob_is_pattern(s->d->func)) {
		int err = refuse(s, ERR_PROC_FUNC, "no function %s in %s", s->d->func,
				 is_any(s->d->mod) ? "any object of the process" : s->d->mod);

		if (err && s->stripped)
			diag_hint(s->w->diag, "%s has only symbols for the linker; %s", s->stripped->path,
				  process_hint(s->w, s->stripped));
		return err;
	}
	return 0;
}

/* false after complaining */
static bool parse_name(struct search *s)
{
	const char *name = s->d->name;

	s->name = name;
	if (is_any(name) || glob_is_pattern(name)) {
		s->offsets = true;
		return true;
	}
	if (!strcmp(name, "entry") || !strcmp(name, "return"))
		return true;
	s->exact = parse_hex(name, &s->offset);
	if (!s->exact)
		refuse(s, ERR_PROC_NAME, "pid probes are named entry, return or an offset in hexadecimal, not %s", name);
	return s->exact;
}

/* "pid" and a number; patterns are not expanded, they match nothing */
static bool parse_pid(struct search *s)
{
	const char *digits = s->d->prov + 3;
	char *end;
	unsigned long long n;

	if (strncmp(s->d->prov, "pid", 3) || !isdigit((unsigned char)*digits))
		return false;
	errno = 0;
	n = strtoull(digits, &end, 10);
	if (*end)
		return false;
	if (errno || !n || n > INT_MAX) {
		bool said = refuse(s, ERR_PROC_BADPID, "'%s' does not contain a valid pid", s->d->prov);

		if (said && !n)
			diag_hint(s->w->diag, "$target is the process of -c, -x or dtrace's -p; none was given");
		return false;
	}
	s->prov = s->d->prov;
	s->pid = (pid_t)n;
	return true;
}

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	struct search s = { .w = w, .d = d, .found = found, .ctx = ctx };
	unsigned errors = w->diag->errors;
	const struct objects *objects;
	int err = 0;

	if (d->form)
		return process_match(w, d, found, ctx);
	if (!parse_pid(&s) || !parse_name(&s))
		return w->diag->errors > errors ? -EINVAL : 0;
	objects = objects_of(world_objects(w), s.pid);
	if (!objects || !objects->list.n)
		return cannot_grab(&s);
	for (size_t i = 0; i < objects->list.n && !err && !s.stop; i++)
		err = one_object(&s, objects->list.v[i]);
	if (err >= 0)
		err = not_loaded(&s, objects);
	if (err < 0)
		return err;
	if (!s.n)
		err = nothing_found(&s);
	return err < 0 ? err : s.n;
}

const struct provider provider_pid = {
	.name = "pid[0-9]*",
	.type = "uprobe",
	.return_type = "uretprobe",
	.entry_values = true,
	.entry_frames = true,
	.forms = process_forms,
	.where = IN_KERNEL,
	.help = "functions and instructions of user programs: pidN:MODULE:FUNCTION:entry|return|OFFSET",
	.raw_args = true,
	.match = match,
	.args = process_args,
	.var = process_var,
	.types = process_types,
	.entry = process_entry,
	.emit = uprobe_emit,
	.prepare = uprobe_prepare,
	.attach = uprobe_attach,
	.detach = replaced_stop,
};
