#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byline {

/// What a program may use before it is ended.
struct ProgramLimits {
  std::chrono::milliseconds time{60'000};        ///< by the clock on the wall
  unsigned processor_seconds = 60;               ///< rounded as the kernel does
  std::uint64_t address_space_bytes = 2u << 30;  ///< of each of its processes
  std::size_t output_bytes = 128u << 20;         ///< on its standard output
};

/// How a run ended, and what the program said.
struct ProgramRun {
  enum class Ending : std::uint8_t {
    Exited,         ///< by itself, with `exit_code`
    NotFound,       ///< no such program in PATH
    NotStarted,     ///< it is there but could not be started; `complaint` says why
    TimedOut,       ///< it took longer than a limit allows
    TooMuchOutput,  ///< `output` is what came before
    Killed,         ///< by `signal`: it crashed
  };

  Ending ending = Ending::NotFound;
  int exit_code = 0;
  int signal = 0;
  std::string output;     ///< standard output, whatever the ending
  std::string complaint;  ///< the first KB of standard error

  [[nodiscard]] bool succeeded() const { return ending == Ending::Exited && exit_code == 0; }
};

/// The absolute path of a program in PATH, or nothing. Looked up once a process for each name; entries of PATH that
/// are no absolute paths do not count.
std::optional<std::string> find_program(const std::string& name);

/// Runs a program from PATH on `input` and waits for its end. The one way in which readers start programs.
///
/// No shell is involved. The program finds `input` as its standard input, which is a file in memory that can be read
/// from any place and needs no temporary file; what it writes to standard output is returned. It runs in `/`, knows no
/// home and no environment of ours but PATH, has no descriptor of ours open, and may write to no file longer than
/// 1 MiB. It and whatever it has started are gone when this returns, unless a process of it has left its process group.
/// Safe to call from several threads at once.
ProgramRun run_program(const std::string& name, const std::vector<std::string>& arguments, std::string_view input,
                       const ProgramLimits& limits);

/// Why a run gave nothing usable, for people: "pandoc took too long", "pandoc crashed (signal 11)",
/// "pandoc failed: couldn't unpack docx container".
std::string failure_of(const std::string& name, const ProgramRun& run);

}  // namespace byline
