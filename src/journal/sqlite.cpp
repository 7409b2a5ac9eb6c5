#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <sqlite3.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "journal/sql.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {
namespace {

// How long a writer waits for another before it gives up.
constexpr std::chrono::seconds kBusyTime{30};
// More of them are hardly quicker.
constexpr std::size_t kRowsPerInsert = 8;

[[noreturn]] void fail(sqlite3* connection, int code) {
    const std::string detail = connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection);
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw JournalError{"journal.busy", {"数据库被其他写入占用，请稍后重试", "another writer holds the database; try again"}};
        case SQLITE_FULL: throw JournalError{"journal.full", {"磁盘已满，未写入任何内容", "the disk is full; nothing was written"}};
        case SQLITE_INTERRUPT: throw JournalError{"journal.interrupted", {"操作已被中断", "the call was interrupted"}};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: throw JournalError{"journal.damaged", {"数据库文件已损坏：" + detail, "the database file is damaged: " + detail}};
        default: throw JournalError{"journal.database", {"数据库出错：" + detail, "the database failed: " + detail}};
    }
}

class Statement {
public:
    Statement(sqlite3* connection, std::string_view sql) : connection_{connection} {
        const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
        if (code != SQLITE_OK) fail(connection, code);
        for (int i = 1; i <= sqlite3_bind_parameter_count(handle_); ++i) places_.push_back(sqlite3_bind_parameter_index(handle_, ("$" + std::to_string(i)).c_str()));
    }
    ~Statement() { sqlite3_finalize(handle_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // The values are not copied: they live as long as the call, and rows that outlive it have been stepped to.
    void bind(std::span<const Value> values, bool copy) {
        sqlite3_reset(handle_);
        if (values.size() != places_.size()) throw JournalError{"journal.database", {"参数个数不符", "the number of parameters is wrong"}};
        const sqlite3_destructor_type keep = copy ? SQLITE_TRANSIENT : SQLITE_STATIC;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int code = std::visit([&](const auto& value) { return bind_one(places_[i], value, keep); }, values[i]);
            if (code != SQLITE_OK) fail(connection_, code);
        }
    }
    [[nodiscard]] bool step() {
        const int code = sqlite3_step(handle_);
        if (code == SQLITE_ROW) return true;
        sqlite3_reset(handle_);
        if (code != SQLITE_DONE) fail(connection_, code);
        return false;
    }
    void reset() noexcept { sqlite3_reset(handle_); }
    [[nodiscard]] sqlite3_stmt* handle() const noexcept { return handle_; }

private:
    int bind_one(int place, std::nullptr_t, sqlite3_destructor_type) { return sqlite3_bind_null(handle_, place); }
    int bind_one(int place, std::int64_t value, sqlite3_destructor_type) { return sqlite3_bind_int64(handle_, place, value); }
    int bind_one(int place, std::string_view value, sqlite3_destructor_type keep) {
        return sqlite3_bind_text64(handle_, place, value.empty() ? "" : value.data(), value.size(), keep, SQLITE_UTF8);
    }
    int bind_one(int place, Bytes value, sqlite3_destructor_type keep) {
        return sqlite3_bind_blob64(handle_, place, value.data.empty() ? "" : value.data.data(), value.data.size(), keep);
    }

    sqlite3* connection_;
    sqlite3_stmt* handle_ = nullptr;
    std::vector<int> places_;
};

class SqliteRows final : public Rows {
public:
    SqliteRows(Statement& statement, bool first) : statement_{statement}, first_{first}, more_{first} {}
    ~SqliteRows() override { statement_.reset(); }

    bool next() override {
        if (first_) return first_ = false, true;
        return more_ = more_ && statement_.step();
    }
    std::int64_t integer(int column) override {
        expect(column, SQLITE_INTEGER);
        return sqlite3_column_int64(statement_.handle(), column);
    }
    std::string_view text(int column) override {
        expect(column, SQLITE_TEXT);
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.handle(), column));
        return text == nullptr ? std::string_view{} : std::string_view{text, size(column)};
    }
    std::string_view bytes(int column) override {
        expect(column, SQLITE_BLOB);
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.handle(), column));
        return bytes == nullptr ? std::string_view{} : std::string_view{bytes, size(column)};
    }

private:
    // SQLite stores anything in any column, and compares a text otherwise than the same bytes as BLOB.
    void expect(int column, int type) const {
        const int found = sqlite3_column_type(statement_.handle(), column);
        if (found == type || found == SQLITE_NULL) return;
        const std::string name = sqlite3_column_name(statement_.handle(), column);
        throw JournalError{"journal.damaged", {"列 " + name + " 的值类型不符", "a value of the column " + name + " is not of its type"}};
    }
    [[nodiscard]] std::size_t size(int column) const { return static_cast<std::size_t>(sqlite3_column_bytes(statement_.handle(), column)); }
    Statement& statement_;
    bool first_;  // was stepped to already, and not taken yet
    bool more_;
};

// The files that this process has open. SQLite keeps a list of its own by which a forked child takes the locks of its
// parent for its own: what it then writes is lost when the parent closes. So it may not open them at all.
class OpenFiles {
public:
    using Key = std::pair<dev_t, ino_t>;
    /// @throws JournalError `journal.forked`.
    void check(const std::string& file) {
        const std::lock_guard lock{mutex_};
        const auto found = open_.find(key(file));
        if (found == open_.end() || found->second.process == getpid()) return;
        throw JournalError{"journal.forked", {"父进程在派生本进程时已打开该日志文件；请先派生再打开，或另起新进程", "the parent process had this file open when it forked: fork first and open then, or start a new program"}, {file, 0, {}}};
    }
    [[nodiscard]] Key add(const std::string& file) {
        const std::lock_guard lock{mutex_};
        const Key added = key(file);
        ++open_.try_emplace(added, Uses{getpid(), 0}).first->second.count;
        return added;
    }
    void remove(const Key& file) noexcept {
        const std::lock_guard lock{mutex_};
        const auto found = open_.find(file);
        if (found != open_.end() && --found->second.count == 0) open_.erase(found);
    }

private:
    struct Uses {
        pid_t process;
        std::size_t count;
    };
    static Key key(const std::string& file) noexcept {
        struct stat about {};
        return stat(file.c_str(), &about) == 0 ? Key{about.st_dev, about.st_ino} : Key{};
    }
    std::mutex mutex_;
    std::map<Key, Uses> open_;
};

OpenFiles& open_files() {
    static OpenFiles files;
    return files;
}

class Sqlite final : public Database {
public:
    Sqlite(sqlite3* connection, const std::string& file) : connection_{connection}, file_{open_files().add(file)} { sqlite3_busy_handler(connection, wait_more, this); }
    ~Sqlite() override {
        statements_.clear();
        if (connection_ == nullptr) return;
        sqlite3_close_v2(connection_);
        open_files().remove(file_);
    }

    using Database::execute;
    using Database::query;
    void execute(std::string_view sql, std::span<const Value> values) override {
        Statement& statement = prepared(sql);
        statement.bind(values, false);
        while (statement.step()) {}
    }
    std::unique_ptr<Rows> query(std::string_view sql, std::span<const Value> values) override {
        Statement& statement = prepared(sql);
        const bool reads = sqlite3_stmt_readonly(statement.handle()) != 0;
        statement.bind(values, reads);  // a statement that writes is done when this call returns
        const bool row = statement.step();
        return std::make_unique<SqliteRows>(statement, row);
    }
    void run_script(std::string_view sql) override {
        const int code = sqlite3_exec(connection_, std::string{sql}.c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) fail(connection_, code);
    }

    void begin(Access access) override {
        try {
            execute(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
        } catch (const JournalError&) {
            check_interrupted();  // it may have been the wait that was
            throw;
        }
        // A snapshot begins with the first read.
        if (access == Access::read) execute("SELECT 1 FROM sqlite_schema LIMIT 1");
    }
    void commit() override {
        const int code = sqlite3_exec(connection_, "COMMIT", nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return;
        const std::string detail = sqlite3_errmsg(connection_);
        rollback();  // a COMMIT that fails leaves the transaction open
        // All of it may stand in the log already, and be found there after a crash.
        if ((code & 0xFF) == SQLITE_IOERR) fail_uncertain(detail);
        fail(nullptr, code);
    }
    void rollback() noexcept override {
        if (sqlite3_get_autocommit(connection_) == 0) sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
    }

    std::size_t rows_per_insert() const noexcept override { return kRowsPerInsert; }
    std::string_view key_type() const noexcept override { return "INTEGER"; }
    std::string_view bytes_type() const noexcept override { return "BLOB"; }
    void label(std::int64_t application, std::int64_t version) override {
        run_script("PRAGMA application_id = " + std::to_string(application) + "; PRAGMA user_version = " + std::to_string(version));
    }
    std::optional<std::pair<std::int64_t, std::int64_t>> label() override { return std::pair{number("PRAGMA application_id"), number("PRAGMA user_version")}; }
    bool has_table(std::string_view name) override { return query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", {name})->next(); }
    std::string damage(bool whole) override {
        const auto rows = query(whole ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
        if (!rows->next()) return "no answer";
        const std::string answer{rows->text(0)};
        return answer == "ok" ? std::string{} : answer;
    }
    void back_up(const std::string& file) override;
    bool usable() const noexcept override { return sqlite3_get_autocommit(connection_) != 0; }
    void abandon() noexcept override { connection_ = nullptr; }  // closing it would drop the parent's locks

private:
    Statement& prepared(std::string_view sql) {
        check_interrupted();
        if (last_ != statements_.end() && last_->first == sql) return last_->second;  // rows are inserted in a row
        last_ = statements_.find(sql);
        if (last_ == statements_.end()) last_ = statements_.try_emplace(std::string{sql}, connection_, sql).first;
        return last_->second;
    }
    void stop() noexcept override { sqlite3_interrupt(connection_); }
    // Waits for another writer, a little longer each time. @return 0: no longer
    static int wait_more(void* self, int times) {
        auto& database = *static_cast<Sqlite*>(self);
        const auto now = std::chrono::steady_clock::now();
        if (times == 0) database.waits_since_ = now;
        if (database.interrupted() || now - database.waits_since_ > kBusyTime) return 0;
        std::this_thread::sleep_for(std::chrono::milliseconds{std::min(times + 1, 25)});
        return 1;
    }
    std::int64_t number(std::string_view pragma) {
        const auto rows = query(pragma);
        return rows->next() ? rows->integer(0) : 0;
    }
    sqlite3* connection_;
    OpenFiles::Key file_;
    std::chrono::steady_clock::time_point waits_since_;
    std::map<std::string, Statement, std::less<>> statements_;
    std::map<std::string, Statement, std::less<>>::iterator last_ = statements_.end();  // that was asked for
};

sqlite3* connect(const std::string& file, int flags) {
    open_files().check(file);
    sqlite3* connection = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code == SQLITE_OK) return connection;
    const std::string detail = connection == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(connection);
    sqlite3_close_v2(connection);
    throw JournalError{"journal.open", {"无法打开日志文件：" + detail, "the journal's file cannot be opened: " + detail}, {file, 0, {}}};
}

void Sqlite::back_up(const std::string& file) {
    if (std::filesystem::exists(file)) throw JournalError{"journal.backup", {"备份文件已存在", "the file of the backup exists already"}, {file, 0, {}}};
    const Sqlite copy{connect(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE), file};
    sqlite3_backup* const backup = sqlite3_backup_init(copy.connection_, "main", connection_, "main");
    if (backup == nullptr) fail(copy.connection_, sqlite3_errcode(copy.connection_));
    const int done = sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (done != SQLITE_DONE || code != SQLITE_OK) fail(copy.connection_, code != SQLITE_OK ? code : done);
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& file, bool create) {
    auto database = std::make_unique<Sqlite>(connect(file, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0)), file);
    // With synchronous = FULL a commit is on the disk when it returns, in WAL mode too.
    database->run_script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536");
    return database;
}

}  // namespace zhixing::journal
