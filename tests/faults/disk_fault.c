/* A library to preload that lets the disk fail at one chosen call, to see what a program leaves behind.
 *
 *   DISK_FAULT_ROOT   only calls on files in this folder count
 *   DISK_FAULT_KIND   full: the call finds the disk full, and so does every later one that needs room
 *                     error: the call fails with an error of the device, once
 *                     kill: the process is killed just before the call
 *                     torn: a write is cut in half, then the process is killed; another call as with kill
 *                     count: nothing fails
 *   DISK_FAULT_AT     which call, from 1
 *   DISK_FAULT_LOG    a file to which each call is appended as a line: its name and the path
 *
 * Counted is what changes files or makes changes durable. Every function is its bare system call: looking up the next
 * one of its name would allocate memory, and the allocator of the program opens files itself. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum fault_kind { FAULT_COUNT, FAULT_FULL, FAULT_ERROR, FAULT_KILL, FAULT_TORN };

/* Whether a call may find the disk full, and whether it does once the disk is. */
enum room_need { NEEDS_NONE, NEEDS_SOME, NEEDS_MORE };

static char root[PATH_MAX];
static enum fault_kind kind;
static long fault_at;
static int log_descriptor = -1;
static atomic_long calls;

static enum fault_kind kind_of(const char* name) {
  if (strcmp(name, "full") == 0) return FAULT_FULL;
  if (strcmp(name, "error") == 0) return FAULT_ERROR;
  if (strcmp(name, "kill") == 0) return FAULT_KILL;
  if (strcmp(name, "torn") == 0) return FAULT_TORN;
  return FAULT_COUNT;
}

__attribute__((constructor)) static void read_environment(void) {
  const char* const folder = getenv("DISK_FAULT_ROOT");
  const char* const name = getenv("DISK_FAULT_KIND");
  const char* const at = getenv("DISK_FAULT_AT");
  const char* const log = getenv("DISK_FAULT_LOG");
  if (log != NULL) {
    log_descriptor = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  }
  kind = name != NULL ? kind_of(name) : FAULT_COUNT;
  fault_at = at != NULL ? atol(at) : 0;
  if (folder != NULL) snprintf(root, sizeof root, "%s", folder);
}

static void die(void) {
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  for (;;) pause();
}

static void note(const char* call, const char* path) {
  char line[PATH_MAX + 32];
  const int length = snprintf(line, sizeof line, "%s %s\n", call, path);
  if (log_descriptor >= 0 && syscall(SYS_write, log_descriptor, line, (size_t)length) < 0) die();
}

/* 0, or the error with which the call is to fail. `half`: where a write learns that it is to be torn; else NULL. */
static int fault(const char* call, const char* path, enum room_need need, int* half) {
  const size_t length = strlen(root);
  if (length == 0 || strncmp(path, root, length) != 0 || (path[length] != '/' && path[length] != 0)) return 0;
  note(call, path);
  const long number = atomic_fetch_add(&calls, 1) + 1;
  if (kind == FAULT_FULL && fault_at > 0) {
    if (number == fault_at && need != NEEDS_NONE) return ENOSPC;
    return number > fault_at && need == NEEDS_MORE ? ENOSPC : 0;
  }
  if (number != fault_at) return 0;
  if (kind == FAULT_ERROR) return EIO;
  if (kind == FAULT_TORN && half != NULL) {
    *half = 1;
  } else if (kind == FAULT_KILL || kind == FAULT_TORN) {
    die();
  }
  return 0;
}

static int descriptor_fault(const char* call, int descriptor, enum room_need need, int* half) {
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fault(call, path, need, half);
}

static int path_fault(const char* call, int folder, const char* name, enum room_need need) {
  char path[PATH_MAX] = "";
  if (name[0] != '/') {
    char link[64] = "/proc/self/cwd";
    if (folder != AT_FDCWD) snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    const ssize_t length = readlink(link, path, sizeof path / 2);
    if (length < 0) return 0;
    path[length] = '/';
    path[length + 1] = 0;
  }
  snprintf(path + strlen(path), sizeof path - strlen(path), "%s", name);
  return fault(call, path, need, NULL);
}

static int fail_with(int error) {
  errno = error;
  return -1;
}

ssize_t write(int descriptor, const void* bytes, size_t count) {
  int half = 0;
  const int error = descriptor_fault("write", descriptor, NEEDS_MORE, &half);
  if (error != 0) return fail_with(error);
  const ssize_t written = syscall(SYS_write, descriptor, bytes, half ? count / 2 : count);
  if (half) die();
  return written;
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset) {
  int half = 0;
  const int error = descriptor_fault("pwrite", descriptor, NEEDS_MORE, &half);
  if (error != 0) return fail_with(error);
  const ssize_t written = syscall(SYS_pwrite64, descriptor, bytes, half ? count / 2 : count, offset);
  if (half) die();
  return written;
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
  return pwrite64(descriptor, bytes, count, offset);
}

ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  const int error = descriptor_fault("writev", descriptor, NEEDS_MORE, NULL);
  return error != 0 ? fail_with(error) : syscall(SYS_writev, descriptor, parts, count);
}

ssize_t sendfile64(int to, int from, off64_t* offset, size_t count) {
  const int error = descriptor_fault("sendfile", to, NEEDS_MORE, NULL);
  return error != 0 ? fail_with(error) : syscall(SYS_sendfile, to, from, offset, count);
}

ssize_t sendfile(int to, int from, off_t* offset, size_t count) { return sendfile64(to, from, offset, count); }

ssize_t copy_file_range(int from, off64_t* from_offset, int to, off64_t* to_offset, size_t count, unsigned flags) {
  const int error = descriptor_fault("copy_file_range", to, NEEDS_MORE, NULL);
  if (error != 0) return fail_with(error);
  return syscall(SYS_copy_file_range, from, from_offset, to, to_offset, count, flags);
}

int ftruncate64(int descriptor, off64_t length) {
  const int error = descriptor_fault("ftruncate", descriptor, NEEDS_SOME, NULL);
  return error != 0 ? fail_with(error) : (int)syscall(SYS_ftruncate, descriptor, length);
}

int ftruncate(int descriptor, off_t length) { return ftruncate64(descriptor, length); }

int fsync(int descriptor) {
  const int error = descriptor_fault("fsync", descriptor, NEEDS_SOME, NULL);
  return error != 0 ? fail_with(error) : (int)syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor) {
  const int error = descriptor_fault("fdatasync", descriptor, NEEDS_SOME, NULL);
  return error != 0 ? fail_with(error) : (int)syscall(SYS_fdatasync, descriptor);
}

/* Only a file that is not there yet is a change. */
static int open_at(int folder, const char* path, int flags, mode_t mode) {
  if ((flags & O_CREAT) != 0 && syscall(SYS_faccessat, folder, path, F_OK) != 0) {
    const int error = path_fault("open", folder, path, NEEDS_MORE);
    if (error != 0) return fail_with(error);
  }
  return (int)syscall(SYS_openat, folder, path, flags, mode);
}

static mode_t mode_among(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_among(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_among(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_among(flags, arguments);
  va_end(arguments);
  return open_at(folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_among(flags, arguments);
  va_end(arguments);
  return open_at(folder, path, flags, mode);
}

int creat(const char* path, mode_t mode) { return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int mkdirat(int folder, const char* path, mode_t mode) {
  const int error = path_fault("mkdir", folder, path, NEEDS_MORE);
  return error != 0 ? fail_with(error) : (int)syscall(SYS_mkdirat, folder, path, mode);
}

int mkdir(const char* path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  const int error = path_fault("rename", to_folder, to, NEEDS_SOME);
  return error != 0 ? fail_with(error) : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
}

int rename(const char* from, const char* to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int unlinkat(int folder, const char* path, int flags) {
  const int error = path_fault("unlink", folder, path, NEEDS_NONE);
  return error != 0 ? fail_with(error) : (int)syscall(SYS_unlinkat, folder, path, flags);
}

int unlink(const char* path) { return unlinkat(AT_FDCWD, path, 0); }

int rmdir(const char* path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int remove(const char* path) {
  const int result = unlink(path);
  return result != 0 && errno == EISDIR ? rmdir(path) : result;
}
