/*
 * format.c - tracefs' format files: which tracepoints there are, their fields and the fields' C types
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "bpf/provider/format.h"
#include "bpf/tracefs.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/glob.h"
#include "lib/type.h"

/* ---- C types as text ---- */
struct known { const char *text; const struct type *type; };

static const struct type *known_row(const struct known *rows, size_t n, const char *words)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].text, words))
			return rows[i].type;
	return NULL;
}

static const struct type *known_int(struct arena *a, const char *words)
{
	static const struct known ints[] = {
		{ "char", &type_char }, { "signed char", &type_int8 }, { "unsigned char", &type_uint8 },
		{ "bool", &type_bool }, { "_Bool", &type_bool },
		{ "short", &type_int16 }, { "unsigned short", &type_uint16 }, { "short int", &type_int16 },
		{ "int", &type_int32 }, { "unsigned int", &type_uint32 }, { "unsigned", &type_uint32 },
		{ "long", &type_int64 }, { "unsigned long", &type_uint64 }, { "long int", &type_int64 },
		{ "long long", &type_int64 }, { "unsigned long long", &type_uint64 },
	};
	static const struct known typedefs[] = {	/* a listing shows them as they are written */
		{ "s8", &type_int8 }, { "u8", &type_uint8 }, { "s16", &type_int16 }, { "u16", &type_uint16 },
		{ "s32", &type_int32 }, { "u32", &type_uint32 }, { "s64", &type_int64 }, { "u64", &type_uint64 },
		{ "__u8", &type_uint8 }, { "__u16", &type_uint16 }, { "__u32", &type_uint32 },
		{ "__u64", &type_uint64 }, { "__s32", &type_int32 }, { "__s64", &type_int64 },
		{ "pid_t", &type_int32 }, { "uid_t", &type_uint32 }, { "gid_t", &type_uint32 },
		{ "size_t", &type_uint64 }, { "ssize_t", &type_int64 }, { "umode_t", &type_uint16 },
		{ "off_t", &type_int64 }, { "loff_t", &type_int64 }, { "dev_t", &type_uint32 },
		{ "sector_t", &type_uint64 }, { "uintptr_t", &type_uint64 }, { "qid_t", &type_uint32 },
	};

	const struct type *t = known_row(ints, sizeof(ints) / sizeof(*ints), words);

	if (t)
		return t;
	t = known_row(typedefs, sizeof(typedefs) / sizeof(*typedefs), words);
	return t ? type_typedef(a, arena_intern(a, words, strlen(words)), t) : NULL;
}

static const struct type *known_name(struct world *w, const char *words)
{
	const struct type *t = known_int(w->arena, words);

	if (t || !strcmp(words, "void"))
		return t ? t : &type_void;
	if (!w->kernel || !w->kernel->find)
		return NULL;
	if (!strncmp(words, "struct ", 7))
		return w->kernel->find(w->kernel, TY_STRUCT, words + 7);
	if (!strncmp(words, "union ", 6))
		return w->kernel->find(w->kernel, TY_UNION, words + 6);
	if (!strncmp(words, "enum ", 5))
		return w->kernel->find(w->kernel, TY_ENUM, words + 5);
	return w->kernel->find(w->kernel, TY_TYPEDEF, words);
}

static bool is_qualifier(const char *s, size_t n)
{
	return (n == 5 && !strncmp(s, "const", 5)) || (n == 8 && !strncmp(s, "volatile", 8)) ||
	       (n == 6 && !strncmp(s, "__user", 6));
}

/* "const char *", "unsigned int", "struct file *", "pid_t"; NULL: not understood */
static const struct type *ctype_parse(struct world *w, const char *text)
{
	struct buf words = BUF_INIT;
	const struct type *t;
	unsigned stars = 0;

	for (const char *p = text; *p;) {
		size_t n = 0;

		if (*p == '*')
			stars++;
		while (isalnum((unsigned char)p[n]) || p[n] == '_')
			n++;
		if (n && !is_qualifier(p, n)) {
			if (words.len)
				buf_putc(&words, ' ');
			buf_add(&words, p, n);
		}
		p += n ? n : 1;
	}
	t = known_name(w, buf_str(&words));
	if (!t && stars)
		t = &type_void;
	buf_fini(&words);
	while (t && stars--)
		t = type_ptr(w->arena, t);
	return t;
}

/* ---- format files ---- */
static unsigned number_after(const char *line, const char *word)
{
	const char *p = strstr(line, word);

	return p ? (unsigned)strtoul(p + strlen(word), NULL, 10) : 0;
}

/* "\tfield:char prev_comm[16];\toffset:8;\tsize:16;\tsigned:0;" */
static bool parse_field(struct world *w, const char *line, struct event_field *ret)
{
	const char *decl = strstr(line, "field:"), *end = decl ? strchr(decl, ';') : NULL;

	if (!end)
		return false;
	decl += strlen("field:");
	*ret = (struct event_field){ .offset = number_after(line, "offset:"),
				     .size = number_after(line, "size:") };

	char *text = arena_strndup(w->arena, decl, (size_t)(end - decl));
	char *array = strrchr(text, '[');
	uint64_t n = 0;
	bool is_array = false;

	if (!strncmp(text, "__data_loc ", 11) || !strncmp(text, "__rel_loc ", 10)) {
		ret->data_loc = true;
		text = strchr(text, ' ') + 1;
		array = strchr(text, '[');	/* __data_loc char[] name */
		if (array && strchr(array, ']'))
			memset(array, ' ', (size_t)(strchr(array, ']') - array) + 1);
		array = NULL;
	}
	if (array && array[1] != ']' && text[strlen(text) - 1] == ']') {
		n = strtoull(array + 1, NULL, 10);
		is_array = true;
		*array = 0;
	}

	size_t len = strlen(text);

	while (len && (isalnum((unsigned char)text[len - 1]) || text[len - 1] == '_'))
		len--;
	ret->name = arena_intern(w->arena, text + len, strlen(text + len));
	text[len] = 0;
	ret->is_pointer = strchr(text, '*') != NULL;
	ret->type = ctype_parse(w, text);
	if (ret->data_loc)
		ret->type = type_array(w->arena, &type_char, 0);
	else if (is_array && ret->type)
		ret->type = type_array(w->arena, ret->type,
				       n ? n : ret->type->size ? ret->size / ret->type->size : 0);
	return ret->name[0] && strncmp(ret->name, "common_", 7);
}

int event_format_read(struct world *w, const char *group, const char *name, struct event_format *ret)
{
	struct buf text = BUF_INIT, path = BUF_INIT;
	int dir = tracefs_open(), err;

	if (dir < 0)
		return dir;
	buf_printf(&path, "events/%s/%s/format", group, name);
	err = buf_read_file(&text, dir, path.s);
	close(dir);
	buf_fini(&path);
	for (char *line = text.s, *end; !err && line && *line; line = end) {
		struct event_field f;

		end = strchr(line, '\n');
		if (end)
			*end++ = 0;
		if (strstr(line, "field:") && parse_field(w, line, &f))
			vec_push(w->arena, &ret->fields, f);
	}
	buf_fini(&text);
	return err;
}

static int each_in_group(int dir, const char *group, const char *pattern,
			 int (*fn)(const char *, const char *, void *), void *ctx)
{
	struct buf path = BUF_INIT;
	int err = 0;

	if (pattern[0] && !glob_is_pattern(pattern)) {	/* one name: reading the folder takes longer */
		buf_printf(&path, "events/%s/%s/format", group, pattern);
		err = faccessat(dir, path.s, F_OK, 0) ? 0 : fn(group, pattern, ctx);
		buf_fini(&path);
		return err;
	}
	buf_printf(&path, "events/%s", group);

	int fd = openat(dir, path.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;

	buf_fini(&path);
	if (!d)
		return 0;
	for (struct dirent *de; !err && (de = readdir(d));)
		if (de->d_type == DT_DIR && de->d_name[0] != '.' &&
		    (!pattern[0] || glob_match(pattern, de->d_name)))
			err = fn(group, de->d_name, ctx);
	closedir(d);
	return err;
}

int event_each(const char *group_pattern, const char *name_pattern,
	       int (*fn)(const char *group, const char *name, void *ctx), void *ctx)
{
	int dir = tracefs_open(), err = 0;

	if (dir < 0)
		return dir;
	if (group_pattern[0] && !glob_is_pattern(group_pattern)) {
		err = each_in_group(dir, group_pattern, name_pattern, fn, ctx);
		close(dir);
		return err;
	}

	int fd = openat(dir, "events", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;

	if (!d) {
		close(dir);
		return -ENOENT;
	}
	for (struct dirent *de; !err && (de = readdir(d));)
		if (de->d_type == DT_DIR && de->d_name[0] != '.' &&
		    (!group_pattern[0] || glob_match(group_pattern, de->d_name)))
			err = each_in_group(dir, de->d_name, name_pattern, fn, ctx);
	closedir(d);
	close(dir);
	return err;
}
