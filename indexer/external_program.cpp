#include "indexer/external_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <utility>

#include "common/utf8.hpp"

namespace byline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kComplaintBytes = 1024;
constexpr rlim_t kLargestFileBytes = 1u << 20;
/// Of 64 KiB. No pipe holds more at once, so what was in it when the program ended is read whole, and one that never
/// empties keeps nobody.
constexpr int kReadsAtOnce = 32;

/// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

struct Pipe {
  Descriptor read_end;
  Descriptor write_end;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  Pipe pipe{Descriptor(ends[0]), Descriptor(ends[1])};
  // Only our end: the program shall wait when it is faster than we are.
  if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) return std::nullopt;
  return pipe;
}

/// A file in memory that holds `bytes`, to be read from its start.
Descriptor file_in_memory(std::string_view bytes) {
  Descriptor file(memfd_create("byline", MFD_CLOEXEC));
  while (file.is_open() && !bytes.empty()) {
    const ssize_t written = write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Descriptor();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file.is_open() && lseek(file.get(), 0, SEEK_SET) != 0) return Descriptor();
  return file;
}

bool is_program(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && access(path.c_str(), X_OK) == 0;
}

std::optional<std::string> search_path(const std::string& name) {
  const char* variable = std::getenv("PATH");
  std::string_view rest = variable == nullptr ? "" : variable;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    if (folder.empty() || folder.front() != '/') continue;
    std::string path = std::string(folder) + "/" + name;
    if (is_program(path)) return path;
  }
  return std::nullopt;
}

/// The attributes and actions that posix_spawn takes; freed on every way out.
class SpawnPlan {
 public:
  SpawnPlan() {
    posix_spawnattr_init(&attributes_);
    posix_spawn_file_actions_init(&actions_);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  /// A group of its own, so that all of it can be ended at once; no signal ignored or held back as it may be in us.
  int prepare(int in, int out, int err) {
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    const std::array<int, 9> results = {
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK),
        posix_spawnattr_setpgroup(&attributes_, 0),
        posix_spawnattr_setsigdefault(&attributes_, &all),
        posix_spawnattr_setsigmask(&attributes_, &none),
        posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO),
        posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO),
        posix_spawn_file_actions_adddup2(&actions_, err, STDERR_FILENO),
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1),
        posix_spawn_file_actions_addchdir_np(&actions_, "/"),
    };
    const auto* failed = std::find_if(results.begin(), results.end(), [](int result) { return result != 0; });
    return failed == results.end() ? 0 : *failed;
  }

  /// 0, or why there is no process.
  int spawn(pid_t& process, const std::string& path, const std::vector<std::string>& arguments) {
    std::vector<char*> argv = {const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    const char* variable = std::getenv("PATH");
    std::vector<std::string> environment = {"LC_ALL=C.UTF-8", "HOME=/nonexistent", "TZ=UTC",
                                            std::string("PATH=") + (variable == nullptr ? "" : variable)};
    std::vector<char*> envp;
    for (std::string& entry : environment) envp.push_back(entry.data());
    envp.push_back(nullptr);
    return posix_spawn(&process, path.c_str(), &actions_, &attributes_, argv.data(), envp.data());
  }

 private:
  posix_spawnattr_t attributes_{};
  posix_spawn_file_actions_t actions_{};
};

/// A program that runs, and its end: nothing of its process group outlives this object.
class Process {
 public:
  explicit Process(pid_t id) : id_(id), handle_(static_cast<int>(syscall(SYS_pidfd_open, id, 0))) {}
  ~Process() {
    if (id_ > 0) end();
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Readable once the program has ended.
  [[nodiscard]] int handle() const { return handle_.get(); }

  /// From outside, as nothing of ours can run between the program's birth and its first instruction. It has had a few
  /// microseconds by then, but limits count what was used before as well.
  [[nodiscard]] bool limit(const ProgramLimits& limits) const {
    const auto set = [this](__rlimit_resource what, rlim_t soft, rlim_t hard) {
      const rlimit both{soft, hard};
      return prlimit(id_, what, &both, nullptr) == 0 || errno == ESRCH;
    };
    return set(RLIMIT_CORE, 0, 0) && set(RLIMIT_FSIZE, kLargestFileBytes, kLargestFileBytes) &&
           set(RLIMIT_AS, limits.address_space_bytes, limits.address_space_bytes) &&
           set(RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + 1);
  }

  /// Ends whatever still runs of it and gives the program's status, as waitpid does. The group is ended while the
  /// program's id is still its own, that is before the program is waited for.
  int end() {
    kill(-id_, SIGKILL);
    kill(id_, SIGKILL);  // whose group may not be there yet
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status;
  }

 private:
  pid_t id_;
  Descriptor handle_;
};

int milliseconds_until(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

/// What comes out of one end of a pipe: up to `limit` bytes are kept, the rest is dropped.
struct Stream {
  Descriptor end;
  std::size_t limit = 0;
  std::string bytes{};
  bool has_overflowed = false;

  /// Reads what is there now; closes the end when there will be no more.
  void read_now() {
    std::array<char, 1 << 16> buffer;
    for (int reads = 0; end.is_open() && reads < kReadsAtOnce; ++reads) {
      const ssize_t got = read(end.get(), buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && errno == EAGAIN) return;
      if (got <= 0) return end.close();
      const std::size_t kept = std::min(static_cast<std::size_t>(got), limit - bytes.size());
      bytes.append(buffer.data(), kept);
      has_overflowed = has_overflowed || kept < static_cast<std::size_t>(got);
    }
  }
};

/// Takes what the program says until it ends, and ends it when it may not go on.
ProgramRun follow(Process& process, Stream& output, Stream& complaint, Clock::time_point deadline) {
  using Ending = ProgramRun::Ending;
  ProgramRun run;
  run.ending = Ending::Exited;
  bool has_ended = false;
  while (!has_ended && run.ending == Ending::Exited) {
    // Negative descriptors, of streams that are closed, are passed over by poll.
    std::array<pollfd, 3> waiting = {
        {{output.end.get(), POLLIN, 0}, {complaint.end.get(), POLLIN, 0}, {process.handle(), POLLIN, 0}}};
    const int ready = poll(waiting.data(), waiting.size(), milliseconds_until(deadline));
    output.read_now();
    complaint.read_now();
    has_ended = ready > 0 && waiting[2].revents != 0;
    if (output.has_overflowed) run.ending = Ending::TooMuchOutput;
    if (!has_ended && Clock::now() >= deadline) run.ending = Ending::TimedOut;
  }
  const int status = process.end();
  output.read_now();
  complaint.read_now();
  if (run.ending != Ending::Exited) return run;
  if (output.has_overflowed) run.ending = Ending::TooMuchOutput;
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) {
    run.signal = WTERMSIG(status);
    run.ending = run.signal == SIGXCPU || run.signal == SIGKILL ? Ending::TimedOut : Ending::Killed;
  }
  return run;
}

ProgramRun not_started(std::string why) {
  ProgramRun run;
  run.ending = ProgramRun::Ending::NotStarted;
  run.complaint = std::move(why);
  return run;
}

}  // namespace

std::optional<std::string> find_program(const std::string& name) {
  static std::mutex mutex;
  static std::map<std::string, std::optional<std::string>> known;
  const std::lock_guard lock(mutex);
  const auto found = known.find(name);
  return found != known.end() ? found->second : known.emplace(name, search_path(name)).first->second;
}

ProgramRun run_program(const std::string& name, const std::vector<std::string>& arguments, std::string_view input,
                       const ProgramLimits& limits) {
  const Clock::time_point deadline = Clock::now() + limits.time;
  const std::optional<std::string> path = find_program(name);
  if (!path) return {};
  Descriptor in = file_in_memory(input);
  std::optional<Pipe> out = make_pipe();
  std::optional<Pipe> err = make_pipe();
  if (!in.is_open() || !out || !err) return not_started(std::strerror(errno));

  SpawnPlan plan;
  pid_t id = 0;
  int error = plan.prepare(in.get(), out->write_end.get(), err->write_end.get());
  if (error == 0) error = plan.spawn(id, *path, arguments);
  if (error != 0) return not_started(std::strerror(error));
  Process process(id);
  in.close();
  out->write_end.close();
  err->write_end.close();
  if (process.handle() < 0 || !process.limit(limits)) return not_started(std::strerror(errno));

  Stream output{std::move(out->read_end), limits.output_bytes};
  Stream complaint{std::move(err->read_end), kComplaintBytes};
  ProgramRun run = follow(process, output, complaint, deadline);
  run.output = std::move(output.bytes);
  run.complaint = std::move(complaint.bytes);
  return run;
}

std::string failure_of(const std::string& name, const ProgramRun& run) {
  switch (run.ending) {
    case ProgramRun::Ending::NotFound: return name + " is not installed";
    case ProgramRun::Ending::NotStarted: return name + " could not be started: " + run.complaint;
    case ProgramRun::Ending::TimedOut: return name + " took too long";
    case ProgramRun::Ending::TooMuchOutput: return name + " made too much of it";
    case ProgramRun::Ending::Killed: return name + " crashed (signal " + std::to_string(run.signal) + ")";
    case ProgramRun::Ending::Exited: break;
  }
  const std::string line = single_spaced(repair_utf8(run.complaint.substr(0, run.complaint.find('\n'))).text);
  return name + " failed" + (line.empty() ? " with code " + std::to_string(run.exit_code) : ": " + line);
}

}  // namespace byline
