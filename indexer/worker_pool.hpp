#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/analysis.hpp"

namespace byline {

/// Threads that each own the analysers they need. Tasks start in the order in which they were submitted.
class WorkerPool {
 public:
  explicit WorkerPool(unsigned threads);
  /// Waits for the tasks that have been submitted.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  [[nodiscard]] std::size_t size() const { return threads_.size(); }

  /// Runs `task(AnalyserPool&)` on some thread; what it returns or throws comes out of the future.
  template <typename Task>
  auto submit(Task task) -> std::future<std::invoke_result_t<Task&, AnalyserPool&>> {
    using Result = std::invoke_result_t<Task&, AnalyserPool&>;
    auto packaged = std::make_shared<std::packaged_task<Result(AnalyserPool&)>>(std::move(task));
    std::future<Result> result = packaged->get_future();
    push([packaged](AnalyserPool& analysers) { (*packaged)(analysers); });
    return result;
  }

 private:
  using Job = std::function<void(AnalyserPool&)>;

  void push(Job job);
  void work();

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace byline
