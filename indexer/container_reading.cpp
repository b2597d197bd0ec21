#include "indexer/container_reading.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/archive_members.hpp"
#include "indexer/container_names.hpp"

namespace byline {
namespace {

constexpr int kMaxDepth = 3;              // a container in a container in a container
constexpr std::size_t kMaxFolders = 256;  // of one path
constexpr std::uint64_t kMaxNestedBytes = 512u << 20;

/// What all that is inflated of a container and of what it holds may come to.
class SharedBudget {
 public:
  explicit SharedBudget(std::uint64_t container_bytes) {
    const ArchiveLimits limits;
    const double by_ratio = limits.max_ratio * static_cast<double>(container_bytes);
    left_ = by_ratio < static_cast<double>(limits.max_total_bytes)
                ? std::max<std::uint64_t>(static_cast<std::uint64_t>(by_ratio), 1u << 20)
                : limits.max_total_bytes;
  }
  void spend(std::uint64_t bytes) { left_ -= std::min(left_, bytes); }
  [[nodiscard]] ArchiveLimits limits() const {
    ArchiveLimits limits;
    limits.max_member_bytes = kMaxNestedBytes;
    limits.max_total_bytes = left_;
    return limits;
  }

 private:
  std::uint64_t left_ = 0;
};

/// Which folder of a container a member lies in. Members come folder by folder, so the way down is kept.
class FolderTrail {
 public:
  explicit FolderTrail(SelectedFolder top) : top_(std::move(top)) {}

  /// The folder, when it is taken; else null, and why.
  const SelectedFolder* go_to(const PathParts& folders, Choice& choice) {
    std::size_t same = 0;
    while (same < steps_.size() && same < folders.size() && steps_[same].name == folders[same]) ++same;
    steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(same), steps_.end());
    while (steps_.size() < folders.size() && (steps_.empty() || steps_.back().choice == Choice::Taken)) {
      const SelectedFolder& above = steps_.empty() ? top_ : steps_.back().folder;
      SelectedFolder inside = above;
      const Choice chosen = above.choose_folder(folders[steps_.size()], inside);
      steps_.push_back({std::string(folders[steps_.size()]), chosen, std::move(inside)});
    }
    choice = steps_.empty() ? Choice::Taken : steps_.back().choice;
    if (choice != Choice::Taken) return nullptr;
    return steps_.empty() ? &top_ : &steps_.back().folder;
  }

 private:
  struct Step {
    std::string name;
    Choice choice;
    SelectedFolder folder;
  };

  SelectedFolder top_;
  std::vector<Step> steps_;
};

/// One container, or one within it.
class ContainerReader {
 public:
  ContainerReader(InputPlace place, const SelectedFolder& members, int depth, const Root& root, SharedBudget& budget,
                  ContainerReading& reading, const MemberOutcomeSink& sink)
      : place_(std::move(place)),
        trail_(members),
        depth_(depth),
        root_(root),
        budget_(budget),
        reading_(reading),
        sink_(sink) {}

  std::string read_file() {
    return or_no_archive(for_each_member_of_file(place_.path, budget_.limits(), filter(), member_sink()));
  }
  std::string read_bytes(std::string_view bytes) {
    std::uint64_t inflated_bytes = 0;
    std::string failure = for_each_member(bytes, budget_.limits(), filter(), member_sink(), &inflated_bytes);
    budget_.spend(inflated_bytes);
    return or_no_archive(std::move(failure));
  }

 private:
  /// What is to be done with the member that the archive stands at.
  struct Member {
    InputPlace place;
    Packing packing = Packing::None;
    const Format* format = nullptr;
    std::optional<SelectedFolder> inside;  ///< of a container
  };

  MemberFilter filter() {
    return [this](ArchiveMember& member) { return wants(member); };
  }
  MemberSink member_sink() {
    return [this](const ArchiveMember& member, std::string&& bytes) { take(member, std::move(bytes)); };
  }

  /// A compressed file may be called an archive and be none.
  [[nodiscard]] std::string or_no_archive(std::string failure) const {
    return failure.empty() && is_bare_ ? "damaged: not an archive" : failure;
  }

  bool wants(ArchiveMember& member) {
    if (member.path.empty()) {
      is_bare_ = true;
      return false;
    }
    current_ = Member{};
    const Choice choice = look_up(member.path);
    if (choice == Choice::PassedOver) return false;
    if (current_.packing != Packing::Container && current_.format == nullptr) {
      ++reading_.ignored;
      return false;
    }
    if (choice == Choice::LeftOut) {
      ++reading_.left_out;
      return false;
    }
    current_.place = place_of(member.path);
    if (current_.packing == Packing::Container && depth_ >= kMaxDepth) {
      reject("a container in containers, more than " + std::to_string(kMaxDepth) + " deep");
      return false;
    }
    member.max_bytes = current_.format == nullptr ? kMaxNestedBytes : max_bytes_of(*current_.format);
    return true;
  }

  /// Finds out what the member is; one that is of no known type, or too deep in folders, has neither format nor
  /// packing.
  Choice look_up(const std::string& path) {
    PathParts folders = parts_of(path);
    const std::string name(folders.back());
    folders.pop_back();
    if (folders.size() > kMaxFolders) return Choice::Taken;
    current_.packing = packing_of(name);
    const std::string_view inner = current_.packing == Packing::Compressed ? without_packing(name) : name;
    if (current_.packing != Packing::Container) current_.format = format_of(inner, root_.options);
    Choice choice = Choice::Taken;
    const SelectedFolder* const folder = trail_.go_to(folders, choice);
    return folder == nullptr ? choice : choose(*folder, name);
  }

  Choice choose(const SelectedFolder& folder, const std::string& name) {
    if (current_.packing != Packing::Container) return folder.choose_file(name);
    current_.inside = folder;
    return folder.choose_container(name, *current_.inside);
  }

  [[nodiscard]] InputPlace place_of(const std::string& member) const {
    const std::string as_file = std::string(without_packing(place_.read_as)) + "/" + member;
    return {place_.path + "!" + member,
            packing_of(member) == Packing::Compressed ? std::string(without_packing(as_file)) : as_file,
            place_.container};
  }

  void reject(std::string reason) { sink_(current_.place, current_.format, Rejection{0, std::move(reason)}); }

  void take(const ArchiveMember& member, std::string&& bytes) {
    budget_.spend(bytes.size());
    if (!member.failure.empty()) return reject(member.failure);
    if (current_.packing == Packing::Container) return take_container(bytes);
    if (current_.packing == Packing::None) return read(bytes);
    FileBytes content = inflated(bytes, *current_.format);
    budget_.spend(content.bytes.size());
    if (!content.failure.empty()) return reject(content.failure);
    read(content.bytes);
    if (!content.damage.empty()) reject(content.damage);
  }

  void read(std::string_view bytes) {
    read_input(current_.place, bytes, *current_.format, root_,
               [this](ReadOutcome&& outcome) { sink_(current_.place, current_.format, std::move(outcome)); });
  }

  void take_container(std::string_view bytes) {
    ContainerReader within(current_.place, *current_.inside, depth_ + 1, root_, budget_, reading_, sink_);
    const std::string failure = within.read_bytes(bytes);
    if (!failure.empty()) reject(failure);
  }

  InputPlace place_;
  FolderTrail trail_;
  int depth_;
  const Root& root_;
  SharedBudget& budget_;
  ContainerReading& reading_;
  const MemberOutcomeSink& sink_;
  Member current_;
  bool is_bare_ = false;
};

}  // namespace

ContainerReading read_container(const std::string& path, const SelectedFolder& members, const Root& root,
                                const MemberOutcomeSink& sink) {
  ContainerReading reading;
  std::error_code error;
  SharedBudget budget(static_cast<std::uint64_t>(std::filesystem::file_size(path, error)));
  // The container stands for a folder of its name, also when it is itself the root.
  Root folder_root = root;
  if (root.path == path) folder_root.path = without_packing(path);
  ContainerReader reader({path, path, path}, members, 1, folder_root, budget, reading, sink);
  reading.failure = reader.read_file();
  return reading;
}

}  // namespace byline
