/*
 * srcline.c - one libdwfl for each object that was asked for
 */
#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include "lib/map.h"
#include "lib/srcline.h"
#include "lib/vec.h"

struct object {
	Dwfl	    *dwfl;
	Dwfl_Module *module;	/* NULL: it cannot be read */
};

struct srclines {
	struct map *objects;	/* path -> struct object */
	VEC(struct object *) all;
};

static const Dwfl_Callbacks callbacks = {
	.find_elf = dwfl_build_id_find_elf,
	.find_debuginfo = dwfl_standard_find_debuginfo,
	.section_address = dwfl_offline_section_address,
};

struct srclines *srclines_new(void)
{
	struct srclines *s = xcalloc(1, sizeof(*s));

	s->objects = map_new();
	return s;
}

void srclines_free(struct srclines *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->all.n; i++) {
		if (s->all.v[i]->dwfl)
			dwfl_end(s->all.v[i]->dwfl);
		free(s->all.v[i]);
	}
	vec_fini(&s->all);
	map_free(s->objects);
	free(s);
}

static struct object *object_get(struct srclines *s, const char *path)
{
	struct object *o = map_get(s->objects, path);

	if (o)
		return o;
	o = xcalloc(1, sizeof(*o));
	o->dwfl = dwfl_begin(&callbacks);
	if (o->dwfl) {
		dwfl_report_begin(o->dwfl);
		o->module = dwfl_report_offline(o->dwfl, path, path, -1);
		dwfl_report_end(o->dwfl, NULL, NULL);
	}
	map_put(s->objects, path, o);
	vec_push(NULL, &s->all, o);
	return o;
}

bool srclines_find(struct srclines *s, const char *path, uint64_t addr, const char **file, unsigned *line)
{
	struct object *o = object_get(s, path);
	GElf_Addr bias = 0;
	Dwfl_Line *at;
	int n = 0;

	if (!o->module || !dwfl_module_getelf(o->module, &bias))
		return false;
	at = dwfl_module_getsrc(o->module, addr + bias);
	*file = at ? dwfl_lineinfo(at, NULL, &n, NULL, NULL, NULL) : NULL;
	*line = n > 0 ? (unsigned)n : 0;
	return *file != NULL;
}
