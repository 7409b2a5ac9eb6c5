#include "zhixing/render_all.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "documents/file_name.hpp"
#include "documents/files.hpp"

namespace zhixing {
namespace {

namespace fs = std::filesystem;
using documents::file_step, documents::FileNames, documents::holds, documents::pack, documents::sha256, documents::write_whole;

constexpr std::size_t kQueuedForEachThread = 16;
constexpr std::chrono::milliseconds kTellEvery{200};

// A dossier that waits, and the folder that is its own.
struct Work {
    std::size_t position;
    std::string folder;
    Dossier dossier;
};

std::string place_of(const InputError& error) {
    const Place& place = error.place();
    return place.line == 0 ? place.file : place.file + ":" + std::to_string(place.line);
}

[[noreturn]] void refuse_target(const std::string& target, const std::error_code& why) {
    throw InputError{"document.target", {"不能使用输出位置“" + target + "”：" + why.message(), "the target '" + target + "' cannot be used: " + why.message()}};
}

void count(BulkProgress& progress, BulkState state) {
    switch (state) {
        case BulkState::written: ++progress.written; break;
        case BulkState::kept: ++progress.kept; break;
        case BulkState::refused: ++progress.refused; break;
        case BulkState::failed: ++progress.failed; break;
    }
}

// The documents of one case, one after another. One for each thread.
class CaseMaker {
public:
    CaseMaker(const Templates& templates, const BulkQuestion& question, const fs::path& root) : renderer_{templates}, question_{question}, asked_{question.question}, root_{root} {}

    std::vector<BulkEntry> make(const Work& work) {
        entries_.clear();
        names_ = {};
        for (const std::size_t index : question_.templates) {
            asked_.party.clear();
            asked_.ref.clear();
            const auto entry = [&](const std::string& subject) { return entry_of(work, index, subject); };
            try {
                for (const std::string& subject : renderer_.subjects(work.dossier, index, asked_)) guarded(entry(subject), [&](BulkEntry& one) { make_one(work, index, one); });
            } catch (const Error& error) {
                entries_.push_back(refused(entry({}), error, BulkState::failed));
            }
        }
        return std::move(entries_);
    }

private:
    BulkEntry entry_of(const Work& work, std::size_t index, const std::string& subject) const {
        BulkEntry entry;
        entry.position = work.position;
        entry.number = work.dossier.number();
        entry.template_id = renderer_.templates().info(index).id;
        entry.subject = subject;
        return entry;
    }

    static BulkEntry refused(BulkEntry entry, const Error& error, BulkState state) {
        entry.state = state;
        entry.code = error.code();
        entry.reason = error.message();
        entry.file.clear();
        return entry;
    }

    template <class Make>
    void guarded(BulkEntry entry, const Make& make) {
        try {
            make(entry);
            entries_.push_back(std::move(entry));
        } catch (const RenderError& error) {
            entry.missing = error.missing();
            entries_.push_back(refused(std::move(entry), error, BulkState::refused));
        } catch (const Error& error) {
            entries_.push_back(refused(std::move(entry), error, BulkState::failed));
        } catch (const std::system_error& error) {
            entries_.push_back(refused(std::move(entry), InputError{"document.write", {"不能写入文件：" + error.code().message(), "the file cannot be written: " + error.code().message()}}, BulkState::failed));
        }
    }

    void make_one(const Work& work, std::size_t index, BulkEntry& entry) {
        const TemplateInfo& info = renderer_.templates().info(index);
        const bool for_party = info.per.party_role != 0;
        (for_party ? asked_.party : asked_.ref) = entry.subject;
        if (for_party) entry.addressee = name_of(work.dossier, entry.subject);
        const Rendering rendering = renderer_.render(work.dossier, index, asked_);
        const std::string bytes = question_.format == RenderFormat::docx ? rendering.docx() : question_.format == RenderFormat::html ? rendering.html() : rendering.text();
        entry.missing = rendering.missing();
        entry.bytes = bytes.size();
        entry.digest = sha256(bytes);
        const std::string& whom = entry.addressee.empty() ? entry.subject : entry.addressee;
        entry.file = work.folder + "/" + names_.take(file_step(info.name.zh + (whom.empty() ? "" : "-" + whom))) + "." + std::string{to_string(question_.format)};
        entry.state = put(entry.file, bytes);
    }

    BulkState put(const std::string& file, const std::string& bytes) const {
        const fs::path path = root_ / fs::path{file};
        if (holds(path, bytes)) return BulkState::kept;
        fs::create_directory(path.parent_path());
        // A link that was put there must not lead elsewhere.
        if (!fs::is_directory(fs::symlink_status(path.parent_path()))) throw std::system_error{std::make_error_code(std::errc::not_a_directory)};
        write_whole(path, bytes);
        return BulkState::written;
    }

    static std::string name_of(const Dossier& dossier, const std::string& party) {
        const auto found = std::ranges::find_if(dossier.parties(), [&](const Party& one) { return dossier.text(one.id) == party; });
        return found == dossier.parties().end() ? std::string{} : std::string{dossier.text(found->name)};
    }

    Renderer renderer_;
    const BulkQuestion& question_;
    RenderQuestion asked_;
    fs::path root_;
    FileNames names_;  // in the folder of the case
    std::vector<BulkEntry> entries_;
};

}  // namespace

class BulkRenderer::Impl {
public:
    Impl(const Templates& templates, BulkQuestion question) : templates_{templates}, question_{std::move(question)} {
        const fs::path target{question_.target};
        packed_ = target.extension() == ".zip";
        root_ = packed_ ? fs::path{question_.target + ".partial"} : target;
        std::error_code error;
        fs::create_directories(root_, error);
        if (error) refuse_target(question_.target, error);
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        const unsigned threads = question_.threads == 0 ? cores : question_.threads;
        for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    }

    ~Impl() {
        {
            const std::lock_guard lock{mutex_};
            stopped_ = true;
        }
        end();
    }

    bool add(const Dossier& dossier) {
        std::unique_lock lock{mutex_};
        await(lock, [this] { return queue_.size() < kQueuedForEachThread * threads_.size(); });
        if (stopped_) return false;
        const std::string label = dossier.number().empty() ? "#" + std::to_string(progress_.added + 1) : std::string{dossier.number()};
        queue_.push_back({progress_.added, folders_.take(file_step(label)), dossier});
        made_.emplace_back();
        ++progress_.added;
        work_there_.notify_one();
        return true;
    }

    bool add(const InputError& error) {
        BulkEntry entry;
        const std::unique_lock lock{mutex_};
        entry.position = progress_.added++;
        entry.number = place_of(error);
        entry.code = error.code();
        entry.reason = error.message();
        made_.push_back({std::move(entry)});
        ++progress_.failed;
        ++progress_.cases;
        return !stopped_;
    }

    BulkResult finish() {
        {
            std::unique_lock lock{mutex_};
            await(lock, [this] { return progress_.cases == progress_.added; });
        }
        end();
        if (failure_) std::rethrow_exception(failure_);
        BulkResult result;
        for (auto& entries : made_) std::ranges::move(entries, std::back_inserter(result.entries));
        result.count = progress_;
        result.stopped = stopped_;
        try {
            write_index(result);
        } catch (const std::system_error& error) {
            refuse_target(question_.target, error.code());
        }
        return result;
    }

private:
    // Waits for a condition or for the end, and tells meanwhile how far it is.
    template <class Condition>
    void await(std::unique_lock<std::mutex>& lock, const Condition& condition) {
        for (;;) {
            const bool met = stopped_ || failure_ || done_.wait_for(lock, kTellEvery, condition);
            tell(lock);
            if (met || stopped_) return;
        }
    }

    void tell(std::unique_lock<std::mutex>& lock) {
        const auto now = std::chrono::steady_clock::now();
        const bool last = progress_.cases == progress_.added;
        if (!question_.progress || stopped_ || (now - told_ < kTellEvery && !last)) return;
        told_ = now;
        const BulkProgress progress = progress_;
        lock.unlock();
        const bool on = question_.progress(progress);
        lock.lock();
        if (!on) stopped_ = true;
    }

    void work() {
        try {
            CaseMaker maker{templates_, question_, root_};
            while (std::optional<Work> next = take()) put(next->position, maker.make(*next));
        } catch (...) {
            const std::lock_guard lock{mutex_};
            failure_ = std::current_exception();
            stopped_ = true;
        }
        done_.notify_all();
    }

    std::optional<Work> take() {
        std::unique_lock lock{mutex_};
        work_there_.wait(lock, [this] { return !queue_.empty() || ended_ || stopped_; });
        if (queue_.empty() || stopped_) return std::nullopt;
        std::optional<Work> work{std::move(queue_.front())};
        queue_.pop_front();
        return work;
    }

    void put(std::size_t position, std::vector<BulkEntry> entries) {
        const std::lock_guard lock{mutex_};
        for (const BulkEntry& entry : entries) count(progress_, entry.state);
        made_[position] = std::move(entries);
        ++progress_.cases;
        done_.notify_all();
    }

    void end() {
        {
            const std::lock_guard lock{mutex_};
            ended_ = true;
        }
        work_there_.notify_all();
        for (std::thread& thread : threads_) thread.join();
        threads_.clear();
    }

    void write_index(const BulkResult& result) const {
        for (const auto& [name, text] : {std::pair{"index.json", to_json(result)}, std::pair{"index.csv", to_csv(result)}}) {
            if (!holds(root_ / name, text)) write_whole(root_ / name, text);
        }
        if (!packed_ || result.stopped) return;
        std::vector<std::string> names{"index.json", "index.csv"};
        for (const BulkEntry& entry : result.entries) {
            if (!entry.file.empty()) names.push_back(entry.file);
        }
        pack(root_, names, question_.target);
        fs::remove_all(root_);
    }

    Templates templates_;
    BulkQuestion question_;
    bool packed_ = false;
    fs::path root_;

    std::mutex mutex_;  // of all that follows
    std::condition_variable work_there_, done_;
    std::deque<Work> queue_;
    std::vector<std::vector<BulkEntry>> made_;  // by position
    FileNames folders_;
    BulkProgress progress_;
    std::chrono::steady_clock::time_point told_{};
    bool ended_ = false, stopped_ = false;
    std::exception_ptr failure_;
    std::vector<std::thread> threads_;
};

BulkRenderer::BulkRenderer(const Templates& templates, BulkQuestion question) : impl_{std::make_unique<Impl>(templates, std::move(question))} {}
BulkRenderer::~BulkRenderer() = default;
BulkRenderer::BulkRenderer(BulkRenderer&&) noexcept = default;
BulkRenderer& BulkRenderer::operator=(BulkRenderer&&) noexcept = default;

bool BulkRenderer::add(const Dossier& dossier) { return impl_->add(dossier); }
bool BulkRenderer::add(const InputError& error) { return impl_->add(error); }
BulkResult BulkRenderer::finish() { return impl_->finish(); }

}  // namespace zhixing
