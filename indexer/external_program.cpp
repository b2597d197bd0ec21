#include "indexer/external_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
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
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Only our end: the program shall wait when it is faster than we are.
bool never_wait_for(const Descriptor& read_end) { return fcntl(read_end.get(), F_SETFL, O_NONBLOCK) == 0; }

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

/// Everything that a child needs between fork and exec, where nothing may be allocated.
struct Launch {
  std::string path;
  std::vector<char*> arguments;
  std::vector<std::string> variables;
  std::vector<char*> environment;
  ProgramLimits limits;
  int in = -1;
  int out = -1;
  int err = -1;
  int status = -1;  ///< closed by a successful exec, else told what went wrong

  Launch(std::string program, const std::vector<std::string>& argv, const ProgramLimits& allowed)
      : path(std::move(program)), limits(allowed) {
    arguments.push_back(path.data());
    for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const char* search = std::getenv("PATH");
    variables = {"LC_ALL=C.UTF-8", "HOME=/nonexistent", "TZ=UTC",
                 std::string("PATH=") + (search == nullptr ? "" : search)};
    for (std::string& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);
  }
  Launch(const Launch&) = delete;
  Launch& operator=(const Launch&) = delete;
};

bool set_limit(__rlimit_resource what, rlim_t soft, rlim_t hard) {
  const rlimit both{soft, hard};
  return setrlimit(what, &both) == 0;
}

bool set_limits(const ProgramLimits& limits) {
  return set_limit(RLIMIT_CORE, 0, 0) && set_limit(RLIMIT_FSIZE, kLargestFileBytes, kLargestFileBytes) &&
         set_limit(RLIMIT_AS, limits.address_space_bytes, limits.address_space_bytes) &&
         set_limit(RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + 1);
}

/// No signal shall be ignored or held back only because it is in us.
bool reset_signals() {
  struct sigaction by_default {};
  by_default.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) sigaction(signal, &by_default, nullptr);  // some cannot be changed
  sigset_t none;
  sigemptyset(&none);
  return sigprocmask(SIG_SETMASK, &none, nullptr) == 0;
}

/// Makes `from` the descriptor `to`, to stay open over exec.
bool place(int from, int to) { return from == to ? fcntl(to, F_SETFD, 0) == 0 : dup2(from, to) == to; }

/// In the child, which has our memory until exec, so nothing but system calls. The limits are set before exec, as
/// Haskell's run-time system asks for them once, at its start, and reserves memory accordingly.
[[noreturn]] void become_program(const Launch& launch) {
  constexpr int kStatus = STDERR_FILENO + 1;
  const bool is_ready = setpgid(0, 0) == 0 && reset_signals() && place(launch.in, STDIN_FILENO) &&
                        place(launch.out, STDOUT_FILENO) && place(launch.err, STDERR_FILENO) &&
                        (launch.status == kStatus || dup3(launch.status, kStatus, O_CLOEXEC) == kStatus) &&
                        close_range(kStatus + 1, ~0U, 0) == 0 && chdir("/") == 0 && set_limits(launch.limits);
  if (is_ready) execve(launch.path.c_str(), launch.arguments.data(), launch.environment.data());
  const int error = errno;
  [[maybe_unused]] const ssize_t told = write(kStatus, &error, sizeof error);
  _exit(127);
}

/// The child's id, or -1. A fork that copies nothing (vfork): our thread stands still until exec, and no signal may run
/// a handler of ours in the child. With 500 MB in use a plain fork took 65 ms where this takes 1.
pid_t start_child(const Launch& launch) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t id = vfork();
  if (id == 0) become_program(launch);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return id;
}

/// 0 once the program runs, or the errno of what kept it from that.
int wait_for_exec(int status) {
  int error = 0;
  ssize_t got = 0;
  while ((got = read(status, &error, sizeof error)) < 0 && errno == EINTR) {
  }
  return got == sizeof error ? error : 0;
}

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
  std::optional<Pipe> status = make_pipe();
  const bool is_open = in.is_open() && out && err && status;
  if (!is_open || !never_wait_for(out->read_end) || !never_wait_for(err->read_end)) {
    return not_started(std::strerror(errno));
  }

  Launch launch(*path, arguments, limits);
  launch.in = in.get();
  launch.out = out->write_end.get();
  launch.err = err->write_end.get();
  launch.status = status->write_end.get();
  const pid_t id = start_child(launch);
  if (id < 0) return not_started(std::strerror(errno));
  Process process(id);
  in.close();
  out->write_end.close();
  err->write_end.close();
  status->write_end.close();
  if (const int error = wait_for_exec(status->read_end.get()); error != 0) return not_started(std::strerror(error));
  if (process.handle() < 0) return not_started(std::strerror(errno));

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
