#include "indexer/external_program.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

using namespace byline;
using Ending = ProgramRun::Ending;

namespace {

ProgramRun run_shell(const std::string& script, const std::string& input = {}, const ProgramLimits& limits = {}) {
  return run_program("sh", {"-c", script}, input, limits);
}

/// One that nobody has waited for yet is dead all the same.
bool is_alive(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/stat");
  std::string id;
  std::string name;
  std::string state;
  return status >> id >> name >> state && state != "Z" && state != "X";
}

bool ends_soon(pid_t process) {
  for (int i = 0; i < 200 && is_alive(process); ++i) usleep(10'000);
  return !is_alive(process);
}

}  // namespace

TEST_CASE("external program: input, output, complaint and exit code") {
  const ProgramRun run = run_shell("cat; echo done; echo 'a word\nmore' >&2; exit 3", "one\0two\n" + std::string("x"));
  CHECK(run.ending == Ending::Exited);
  CHECK(run.exit_code == 3);
  CHECK(run.output == "onexdone\n");
  CHECK(run.complaint == "a word\nmore\n");
  CHECK_FALSE(run.succeeded());
  CHECK(failure_of("sh", run) == "sh failed: a word");
}

TEST_CASE("external program: arguments are no shell's") {
  CHECK(run_program("printf", {"%s|", "a b", "$HOME", "`id`", "", "*"}, {}, {}).output == "a b|$HOME|`id`||*|");
}

TEST_CASE("external program: input is bytes and can be read from any place") {
  const std::string bytes("a\0b\xff", 4);
  CHECK(run_program("cat", {}, bytes, {}).output == bytes);
  CHECK(run_program("cat", {"/dev/stdin"}, bytes, {}).output == bytes);
  CHECK(run_program("tail", {"-c", "2"}, bytes, {}).output == std::string("b\xff"));
}

TEST_CASE("external program: input that is not read holds nobody up") {
  const ProgramRun run = run_program("true", {}, std::string(20u << 20, 'x'), {});
  CHECK(run.succeeded());
  CHECK(run.output.empty());
}

TEST_CASE("external program: one that is missing") {
  const ProgramRun run = run_program("byline-no-such-program", {}, {}, {});
  CHECK(run.ending == Ending::NotFound);
  CHECK_FALSE(find_program("byline-no-such-program"));
  CHECK(failure_of("pandoc", run) == "pandoc is not installed");
  CHECK(find_program("sh")->front() == '/');
}

TEST_CASE("external program: the time it takes is limited") {
  ProgramLimits limits;
  limits.time = std::chrono::milliseconds(200);
  const auto start = std::chrono::steady_clock::now();
  const ProgramRun run = run_shell("echo begun; sleep 60", {}, limits);
  CHECK(run.ending == Ending::TimedOut);
  CHECK(run.output == "begun\n");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  CHECK(failure_of("pandoc", run) == "pandoc took too long");
}

TEST_CASE("external program: the processor's time is limited") {
  ProgramLimits limits;
  limits.processor_seconds = 1;
  const ProgramRun run = run_shell("while :; do :; done", {}, limits);
  CHECK(run.ending == Ending::TimedOut);
}

TEST_CASE("external program: output is limited") {
  ProgramLimits limits;
  limits.output_bytes = 100'001;
  const ProgramRun run = run_program("yes", {}, {}, limits);
  CHECK(run.ending == Ending::TooMuchOutput);
  CHECK(run.output.size() == 100'001);
  CHECK(run.output.substr(0, 4) == "y\ny\n");
  limits.output_bytes = 4;
  CHECK(run_shell("printf abcd", {}, limits).succeeded());
  CHECK(run_shell("printf abcde", {}, limits).ending == Ending::TooMuchOutput);
}

TEST_CASE("external program: a flood of complaints is cut and holds nobody up") {
  const ProgramRun run = run_shell("yes | head -c 5000000 >&2; echo ok");
  CHECK(run.succeeded());
  CHECK(run.output == "ok\n");
  CHECK(run.complaint.size() == 1024);
}

TEST_CASE("external program: memory is limited") {
  ProgramLimits limits;
  limits.address_space_bytes = 100u << 20;
  // dd takes a buffer of the size it is told.
  CHECK(run_program("dd", {"bs=200M", "count=1", "if=/dev/zero", "of=/dev/null"}, {}, {}).succeeded());
  CHECK_FALSE(run_program("dd", {"bs=200M", "count=1", "if=/dev/zero", "of=/dev/null"}, {}, limits).succeeded());
}

TEST_CASE("external program: limits hold from the first instruction") {
  ProgramLimits limits;
  limits.address_space_bytes = 123'000u << 10;
  limits.processor_seconds = 7;
  CHECK(run_shell("ulimit -v; ulimit -t; ulimit -c", {}, limits).output == "123000\n7\n0\n");
}

TEST_CASE("external program: a crash is told from an exit") {
  const ProgramRun run = run_shell("kill -SEGV $$");
  CHECK(run.ending == Ending::Killed);
  CHECK(run.signal == SIGSEGV);
  CHECK(failure_of("pdftohtml", run) == "pdftohtml crashed (signal 11)");
}

TEST_CASE("external program: what it started does not outlive it, and is not waited for") {
  const auto start = std::chrono::steady_clock::now();
  SUBCASE("silent") {
    const ProgramRun run = run_shell("sleep 60 & echo $!");
    CHECK(run.succeeded());
    CHECK(ends_soon(std::stoi(run.output)));
  }
  SUBCASE("talking on the program's output") {
    const ProgramRun run = run_shell("yes >&2 & echo $!");
    CHECK(run.succeeded());
    CHECK(ends_soon(std::stoi(run.output)));
  }
  SUBCASE("of a program that is ended") {
    ProgramLimits limits;
    limits.time = std::chrono::milliseconds(300);
    const ProgramRun run = run_shell("sleep 60 & echo $!; wait", {}, limits);
    CHECK(run.ending == Ending::TimedOut);
    CHECK(ends_soon(std::stoi(run.output)));
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("external program: it knows little of us") {
  REQUIRE(setenv("BYLINE_SECRET", "x", 1) == 0);
  const int leaking = open("/dev/null", O_RDONLY);
  const ProgramRun run = run_shell(
      "env | cut -d= -f1 | sort | tr '\\n' ' '; pwd; ls /proc/self/fd | wc -l; "
      "test -e /proc/$$/fd/" +
      std::to_string(leaking) + " && echo leak");
  close(leaking);
  unsetenv("BYLINE_SECRET");
  // ls has one more open: the folder that it lists.
  CHECK(run.output == "HOME LC_ALL PATH PWD TZ /\n4\n");
}

TEST_CASE("external program: signals that we ignore are not ignored by it") {
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, &before);
  const ProgramRun run = run_shell("yes | head -n 1; sh -c 'kill -PIPE $$; echo survived'");
  sigaction(SIGPIPE, &before, nullptr);
  CHECK(run.output == "y\n");
}

TEST_CASE("external program: several at once") {
  std::vector<std::thread> threads;
  std::vector<std::string> outputs(8);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    threads.emplace_back([&outputs, i] {
      for (int round = 0; round < 5; ++round) {
        outputs[i] = run_program("cat", {}, std::string(200'000, static_cast<char>('a' + i)), {}).output;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    CHECK(outputs[i] == std::string(200'000, static_cast<char>('a' + i)));
  }
}
