// SPDX-License-Identifier: Apache-2.0
// A disk that can be told to fail, as a library that is loaded before the C library (LD_PRELOAD). It stands between a
// program and the files of one folder; README.md beside it says what it models and what it does not.
//
// DISK_ROOT     the folder; nothing else is touched
// DISK_LOG      where every change and every fsync of it is written down, in the order in which they happened
// DISK_CONTROL  a file of at least sizeof(struct control), mapped: what is to fail, and what did
//
// A record of the log, in the machine's byte order:
//   u32 kind   u32 length   u64 file (inode)   u64 offset   then so many bytes: what was written, or names
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum kind { WRITTEN = 1, SYNCED, SYNC_FAILED, CUT_TO, MADE, REMOVED, RENAMED, FOLDER_SYNCED };

struct record {
    uint32_t kind, length;
    uint64_t file, offset;
};

// Written by both sides, a word at a time.
struct control {
    uint32_t full;         // 1: no file may grow, none may be made
    uint32_t bad_writes;   // so many of 10,000 writes fail with EIO, half of them after a part was written
    uint32_t bad_syncs;    // so many of 10,000 fsyncs fail with EIO
    uint32_t sync_micros;  // how long an fsync takes
    uint32_t seed;
    uint32_t refused_full, failed_writes, failed_syncs, writes, syncs;
};

static struct control no_control;
static struct control *control = &no_control;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static uint32_t dice_state = 1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("DISK_ROOT"), *log = getenv("DISK_LOG"), *told = getenv("DISK_CONTROL");
    if (!folder || !log || !told || strlen(folder) >= sizeof root) {
        return;
    }
    int fd = (int) syscall(SYS_openat, AT_FDCWD, told, O_RDWR | O_CLOEXEC, 0);
    void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped != MAP_FAILED) {
        control = mapped;
    }
    dice_state = control->seed ^ (uint32_t) getpid() * 2654435761u;
    log_fd = (int) syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    strcpy(root, folder);
    root_length = strlen(root);
}

static uint32_t dice(uint32_t sides) { // xorshift; called with the turn taken
    dice_state = dice_state ? dice_state : 1;
    dice_state ^= dice_state << 13;
    dice_state ^= dice_state >> 17;
    dice_state ^= dice_state << 5;
    return dice_state % sides;
}

static int ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

// The shared index beside an SQLite journal is memory, not data: SQLite makes it anew from the log.
static int is_ours(const char *path) {
    return log_fd >= 0 && path && strncmp(path, root, root_length) == 0 && path[root_length] == '/'
        && !ends_with(path, "-shm");
}

static int is_our_file(int fd, struct stat *about) {
    char link[64], path[PATH_MAX];
    if (log_fd < 0 || fd == log_fd || fstat(fd, about) != 0 || !S_ISREG(about->st_mode)) {
        return 0;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) {
        return 0;
    }
    path[length] = 0;
    return is_ours(path);
}

static void note(enum kind kind, uint64_t file, uint64_t offset, const void *bytes, size_t length) {
    struct record record = {kind, (uint32_t) length, file, offset};
    struct iovec parts[] = {{&record, sizeof record}, {(void *) bytes, length}};
    syscall(SYS_writev, log_fd, parts, length ? 2 : 1);
}

static ssize_t refuse(int why) {
    errno = why;
    return -1;
}

// One write, with the turn taken. offset < 0: where the file stands.
static ssize_t put(int fd, const void *bytes, size_t length, off_t offset, const struct stat *about) {
    int flags = fcntl(fd, F_GETFL);
    off_t place = offset >= 0 ? offset : flags & O_APPEND ? about->st_size : lseek(fd, 0, SEEK_CUR);
    int part = 0;
    control->writes++;
    if (control->full && place + (off_t) length > about->st_size) {
        control->refused_full++;
        if (length < 2 || place >= about->st_size || dice(2)) {
            return refuse(ENOSPC);
        }
        length = (size_t) (about->st_size - place); // what fits, as a disk does; the rest fails
    } else if (control->bad_writes && dice(10000) < control->bad_writes) {
        control->failed_writes++;
        if (length < 2 || dice(2)) {
            return refuse(EIO);
        }
        length = 1 + dice((uint32_t) (length - 1));
        part = 1;
    }
    note(WRITTEN, about->st_ino, (uint64_t) place, bytes, length);
    ssize_t done = offset >= 0 ? syscall(SYS_pwrite64, fd, bytes, length, offset)
                               : syscall(SYS_write, fd, bytes, length);
    if (flags & (O_SYNC | O_DSYNC)) {
        note(SYNCED, about->st_ino, 0, NULL, 0);
    }
    return part ? refuse(EIO) : done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    struct stat about;
    if (!is_our_file(fd, &about)) {
        return syscall(SYS_write, fd, bytes, length);
    }
    pthread_mutex_lock(&turn);
    ssize_t done = fstat(fd, &about) ? -1 : put(fd, bytes, length, -1, &about);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    struct stat about;
    if (!is_our_file(fd, &about)) {
        return syscall(SYS_pwrite64, fd, bytes, length, offset);
    }
    pthread_mutex_lock(&turn);
    ssize_t done = fstat(fd, &about) ? -1 : put(fd, bytes, length, offset, &about);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return pwrite64(fd, bytes, length, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    struct stat about;
    if (count < 1 || !is_our_file(fd, &about)) {
        return syscall(SYS_writev, fd, parts, count);
    }
    return write(fd, parts[0].iov_base, parts[0].iov_len); // fewer bytes than asked for is allowed
}

static int sync_file(int fd) {
    struct stat about;
    if (log_fd < 0 || fstat(fd, &about) != 0) {
        return (int) syscall(SYS_fsync, fd);
    }
    int folder = S_ISDIR(about.st_mode);
    if (!folder && !is_our_file(fd, &about)) {
        return (int) syscall(SYS_fsync, fd);
    }
    if (control->sync_micros) {
        struct timespec pause = {control->sync_micros / 1000000, control->sync_micros % 1000000 * 1000L};
        nanosleep(&pause, NULL);
    }
    pthread_mutex_lock(&turn);
    control->syncs++;
    int fails = control->bad_syncs && dice(10000) < control->bad_syncs;
    if (fails) {
        control->failed_syncs++;
    }
    if (folder) {
        char link[64], path[PATH_MAX];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = fails ? -1 : readlink(link, path, sizeof path);
        if (length > 0) {
            note(FOLDER_SYNCED, 0, 0, path, (size_t) length);
        }
    } else {
        note(fails ? SYNC_FAILED : SYNCED, about.st_ino, 0, NULL, 0);
    }
    pthread_mutex_unlock(&turn);
    return fails ? (int) refuse(EIO) : 0; // the real disk needs no flush: it is not the one that is cut off
}

int fsync(int fd) { return sync_file(fd); }

int fdatasync(int fd) { return sync_file(fd); }

int ftruncate64(int fd, off64_t length) {
    struct stat about;
    if (!is_our_file(fd, &about)) {
        return (int) syscall(SYS_ftruncate, fd, length);
    }
    pthread_mutex_lock(&turn);
    note(CUT_TO, about.st_ino, (uint64_t) length, NULL, 0);
    int done = (int) syscall(SYS_ftruncate, fd, length);
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int open_file(int folder, const char *path, int flags, mode_t mode) {
    if (!is_ours(path) || !(flags & (O_CREAT | O_TRUNC))) {
        return (int) syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
    }
    struct stat about;
    pthread_mutex_lock(&turn);
    int known = stat(path, &about) == 0;
    int fd;
    if (!known && control->full) {
        control->refused_full++;
        fd = (int) refuse(ENOSPC);
    } else {
        fd = (int) syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
    }
    int why = errno;
    if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        if (!known) {
            note(MADE, about.st_ino, 0, path, strlen(path));
        } else if (flags & O_TRUNC) {
            note(CUT_TO, about.st_ino, 0, NULL, 0);
        }
    }
    pthread_mutex_unlock(&turn);
    errno = why;
    return fd;
}

#define MODE_OF(flags, mode) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_file(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_file(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_file(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_file(folder, path, flags, mode);
}

int unlink(const char *path) {
    struct stat about;
    if (!is_ours(path) || stat(path, &about) != 0) {
        return (int) syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    }
    pthread_mutex_lock(&turn);
    note(REMOVED, about.st_ino, 0, path, strlen(path));
    int done = (int) syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_unlock(&turn);
    return done;
}

int remove(const char *path) {
    struct stat about;
    return lstat(path, &about) == 0 && S_ISDIR(about.st_mode) ? rmdir(path) : unlink(path);
}

int rename(const char *from, const char *to) {
    struct stat about;
    if (!is_ours(from) || !is_ours(to) || stat(from, &about) != 0) {
        return (int) syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    }
    char both[2 * PATH_MAX];
    int length = snprintf(both, sizeof both, "%s\n%s", from, to);
    pthread_mutex_lock(&turn);
    note(RENAMED, about.st_ino, 0, both, (size_t) length);
    int done = (int) syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_unlock(&turn);
    return done;
}

// How much room there is: none, when it is full.
static void no_room(struct statvfs *about) {
    if (control->full) {
        about->f_bavail = about->f_bfree = 0;
    }
}

int statvfs64(const char *path, struct statvfs64 *about) {
    static int (*real)(const char *, struct statvfs64 *);
    real = real ? real : dlsym(RTLD_NEXT, "statvfs64");
    int done = real(path, about);
    if (done == 0 && strncmp(path, root, root_length ? root_length : 1) == 0) {
        no_room((struct statvfs *) about);
    }
    return done;
}
