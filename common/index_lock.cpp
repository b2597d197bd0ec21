#include "common/index_lock.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "common/error.hpp"

namespace byline {
namespace {

struct flock whole_file(short type) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

IndexLock::IndexLock(const std::filesystem::path& lock_file)
    : descriptor_(open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0) {
    throw Error(ErrorKind::Io, "cannot write '" + lock_file.string() + "': " + std::strerror(errno),
                "check that you may write into the index's folder");
  }
  struct flock lock = whole_file(F_WRLCK);
  if (fcntl(descriptor_, F_OFD_SETLK, &lock) == 0) return;
  const int error = errno;
  close(descriptor_);
  if (error == EAGAIN || error == EACCES) {
    throw Error(ErrorKind::IndexLocked, "index '" + lock_file.parent_path().string() + "' is being written",
                "wait for the other byline-index to finish");
  }
  throw Error(ErrorKind::Io, "cannot lock '" + lock_file.string() + "': " + std::strerror(error));
}

IndexLock::~IndexLock() { close(descriptor_); }

bool IndexLock::is_held(const std::filesystem::path& lock_file) {
  const int descriptor = open(lock_file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock lock = whole_file(F_RDLCK);
  const bool held = fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(descriptor);
  return held;
}

}  // namespace byline
