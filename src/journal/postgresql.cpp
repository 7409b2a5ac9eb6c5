#include <charconv>
#include <cstdlib>
#include <libpq-fe.h>
#include <map>
#include <unistd.h>
#include <vector>

#include "journal/sql.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {
namespace {

// One INSERT of so many rows costs one way to the server and back; PostgreSQL takes up to 65,535 parameters.
constexpr std::size_t kRowsPerInsert = 200;

struct Clear {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

std::string line(const char* message) {
    std::string text = message == nullptr ? "" : message;
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

// Empty if the server did not say: then the connection is broken.
std::string_view state_of(const PGresult* result) {
    const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state == nullptr ? "" : state;
}

[[noreturn]] void fail(PGconn* connection, const PGresult* result) {
    const std::string_view state = state_of(result);
    const std::string detail = line(result == nullptr ? PQerrorMessage(connection) : PQresultErrorMessage(result));
    if (state == "57014") throw JournalError{"journal.interrupted", {"操作已被中断", "the call was interrupted"}};
    if (state == "53100") throw JournalError{"journal.full", {"磁盘已满，未写入任何内容", "the disk is full; nothing was written"}};
    // Serialization failure, deadlock, no lock in time.
    if (state == "40001" || state == "40P01" || state == "55P03") throw JournalError{"journal.busy", {"数据库被其他写入占用，请稍后重试", "another writer holds the database; try again"}};
    if (PQstatus(connection) != CONNECTION_OK || state.empty()) throw JournalError{"journal.connection", {"与数据库的连接中断：" + detail, "the connection to the database broke: " + detail}};
    throw JournalError{"journal.database", {"数据库出错：" + detail, "the database failed: " + detail}};
}

class PostgresqlRows final : public Rows {
public:
    explicit PostgresqlRows(Result result) : result_{std::move(result)} {}
    bool next() override { return ++row_ < PQntuples(result_.get()); }
    std::int64_t integer(int column) override {
        const std::string_view digits = text(column);
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    std::string_view text(int column) override { return {PQgetvalue(result_.get(), row_, column), static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))}; }
    std::string_view bytes(int column) override {
        const std::string_view hexadecimal = text(column);  // \x…
        bytes_.clear();
        for (std::size_t i = 2; i + 1 < hexadecimal.size(); i += 2) {
            unsigned byte = 0;
            std::from_chars(hexadecimal.data() + i, hexadecimal.data() + i + 2, byte, 16);
            bytes_ += static_cast<char>(byte);
        }
        return bytes_;
    }

private:
    Result result_;
    int row_ = -1;
    std::string bytes_;
};

// The parameters as libpq takes them: numbers as text, bytes as they are.
class Parameters {
public:
    explicit Parameters(std::span<const Value> values) {
        numbers_.reserve(values.size());
        for (const Value& value : values) std::visit([this](const auto& one) { add(one); }, value);
    }
    [[nodiscard]] int count() const noexcept { return static_cast<int>(texts_.size()); }
    [[nodiscard]] const char* const* texts() const noexcept { return texts_.data(); }
    [[nodiscard]] const int* lengths() const noexcept { return lengths_.data(); }
    [[nodiscard]] const int* formats() const noexcept { return formats_.data(); }

private:
    static constexpr int kText = 0, kBinary = 1;
    void add(const char* text, std::size_t length, int format) {
        texts_.push_back(text);
        lengths_.push_back(static_cast<int>(length));
        formats_.push_back(format);
    }
    void add(std::nullptr_t) { add(nullptr, 0, kText); }
    void add(std::int64_t value) { add(numbers_.emplace_back(std::to_string(value)).c_str(), 0, kText); }
    // As bytes of the text type, for the text need not end with a NUL.
    void add(std::string_view value) { add(value.empty() ? "" : value.data(), value.size(), kBinary); }
    void add(Bytes value) { add(value.data.empty() ? "" : value.data.data(), value.data.size(), kBinary); }

    std::vector<std::string> numbers_;
    std::vector<const char*> texts_;
    std::vector<int> lengths_, formats_;
};

class Postgresql final : public Database {
public:
    explicit Postgresql(PGconn* connection) : connection_{connection}, cancel_{PQgetCancel(connection)} {}
    ~Postgresql() override {
        if (connection_ == nullptr) return;
        PQfreeCancel(cancel_);
        PQfinish(connection_);
    }

    using Database::query;
    std::unique_ptr<Rows> query(std::string_view sql, std::span<const Value> values) override {
        check_interrupted();
        auto found = statements_.find(sql);
        if (found == statements_.end()) found = statements_.emplace(std::string{sql}, prepare(sql)).first;
        const Parameters parameters{values};
        Result result{PQexecPrepared(connection_, found->second.c_str(), parameters.count(), parameters.texts(), parameters.lengths(), parameters.formats(), 0)};
        check(result.get());
        return std::make_unique<PostgresqlRows>(std::move(result));
    }
    void run_script(std::string_view sql) override {
        const Result result{PQexec(connection_, std::string{sql}.c_str())};
        check(result.get());
    }

    // A writer that waited for another must see what that one wrote: READ COMMITTED, whatever the server's settings.
    void begin(Access access) override {
        run_script(access == Access::write ? "BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE" : "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }
    void commit() override {
        const Result result{PQexec(connection_, "COMMIT")};
        const bool failed = PQresultStatus(result.get()) != PGRES_COMMAND_OK;
        if (failed && (PQstatus(connection_) != CONNECTION_OK || state_of(result.get()).empty())) {
            broken_ = true;
            fail_uncertain(line(PQerrorMessage(connection_)));
        }
        check(result.get());
        // In a transaction that failed, COMMIT is a ROLLBACK that succeeds.
        if (std::string_view{PQcmdStatus(result.get())} != "COMMIT") fail(connection_, result.get());
    }
    void rollback() noexcept override { PQclear(PQexec(connection_, "ROLLBACK")); }

    std::size_t rows_per_insert() const noexcept override { return kRowsPerInsert; }
    std::string_view key_type() const noexcept override { return "BIGINT"; }
    std::string_view bytes_type() const noexcept override { return "BYTEA"; }
    void label(std::int64_t, std::int64_t) override {}
    std::optional<std::pair<std::int64_t, std::int64_t>> label() override { return std::nullopt; }
    bool has_table(std::string_view name) override {
        return query("SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1", {name})->next();
    }
    std::string damage(bool) override { return {}; }  // the server looks after its own files
    void back_up(const std::string& file) override {
        throw JournalError{"journal.backup", {"PostgreSQL 数据库请用其自带工具（pg_dump）备份", "back up a PostgreSQL database with its own tools (pg_dump)"}, {file, 0, {}}};
    }
    bool usable() const noexcept override { return !broken_ && PQstatus(connection_) == CONNECTION_OK && PQtransactionStatus(connection_) == PQTRANS_IDLE; }
    void abandon() noexcept override {
        close(PQsocket(connection_));  // the child's copy of the socket; the parent's stays open
        connection_ = nullptr;
    }

private:
    void stop() noexcept override {
        char error[256];
        PQcancel(cancel_, error, sizeof error);
    }
    void check(const PGresult* result) {
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
        broken_ = broken_ || state_of(result).empty();
        fail(connection_, result);
    }
    std::string prepare(std::string_view sql) {
        std::string name = "s" + std::to_string(statements_.size() + 1);
        const Result result{PQprepare(connection_, name.c_str(), std::string{sql}.c_str(), 0, nullptr)};
        check(result.get());
        return name;
    }

    PGconn* connection_;
    PGcancel* cancel_;
    bool broken_ = false;
    std::map<std::string, std::string, std::less<>> statements_;  // by SQL: the name of what was prepared
};

}  // namespace

std::unique_ptr<Database> open_postgresql(const std::string& target) {
    // What the session needs is said here and not left to the server's settings.
    const char* const names[] = {"dbname", "client_encoding", "options", "application_name", nullptr};
    const char* const values[] = {target.c_str(), "UTF8", "-c synchronous_commit=on -c lock_timeout=30s -c bytea_output=hex -c DateStyle=ISO", "zhixing", nullptr};
    PGconn* const connection = PQconnectdbParams(names, values, 1);
    PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);  // libpq would print them
    if (PQstatus(connection) == CONNECTION_OK) return std::make_unique<Postgresql>(connection);
    const std::string detail = line(PQerrorMessage(connection));
    PQfinish(connection);
    throw JournalError{"journal.open", {"无法连接数据库：" + detail, "no connection to the database: " + detail}};
}

}  // namespace zhixing::journal
