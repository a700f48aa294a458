/*
 * replay.c - runs a fuzz target over the files of a folder, as an ordinary test
 *
 * Built as a fuzzer (-Dfuzz=true with clang) a target gets libFuzzer's main instead. What it finds
 * becomes a file of the corpus.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* exactly as large as the file, so that a sanitizer sees a read past its end */
static int replay(int dir, const char *name)
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t n = -1;

	if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		if (fd >= 0)
			close(fd);
		return 0;
	}

	uint8_t *data = malloc(st.st_size ? st.st_size : 1);

	if (data)
		n = read(fd, data, st.st_size);
	close(fd);
	if (n == st.st_size)
		LLVMFuzzerTestOneInput(data, n);
	else
		fprintf(stderr, "cannot read %s\n", name);
	free(data);
	return n == st.st_size ? 1 : -1;
}

int main(int argc, char **argv)
{
	int failed = argc < 2, count = 0;

	for (int i = 1; i < argc; i++) {
		DIR *dir = opendir(argv[i]);
		struct dirent *d;

		if (!dir) {
			perror(argv[i]);
			failed = 1;
			continue;
		}
		while ((d = readdir(dir))) {
			int done = replay(dirfd(dir), d->d_name);

			failed |= done < 0;
			count += done > 0;
		}
		closedir(dir);
	}
	printf("%d inputs\n", count);
	return failed || !count;
}
