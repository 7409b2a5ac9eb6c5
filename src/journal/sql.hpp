/// @file
/// The little of SQL that the journal needs, the same for SQLite and for databases that speak PostgreSQL's protocol.
/// The journal's SQL is what both understand; what differs is in the two files that implement this one.
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace zhixing::journal {

/// Bytes that are no text.
struct Bytes {
    std::string_view data;
};
/// What a parameter `$1`, `$2`, … stands for. Texts need to live until the call returns.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, Bytes>;
/// A text that is stored as NULL where it is empty.
[[nodiscard]] inline Value text_or_null(std::string_view text) { return text.empty() ? Value{nullptr} : Value{text}; }

/// The rows of a query, one at a time. What a column gives is valid until the next row.
/// @throws JournalError `journal.damaged` where a column holds something of another type than is asked for.
class Rows {
public:
    virtual ~Rows() = default;
    Rows() = default;
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    /// Goes to the next row; false behind the last.
    [[nodiscard]] virtual bool next() = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) = 0;
    [[nodiscard]] virtual std::string_view text(int column) = 0;  ///< empty for NULL
    [[nodiscard]] virtual std::string_view bytes(int column) = 0;
};

/// A connection. One thread at a time, but for interrupt().
class Database {
public:
    virtual ~Database() = default;
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Runs a query. Its statement is prepared once and kept; a query must not be run again while its rows are read.
    /// @throws JournalError `journal.database`, `journal.busy`, `journal.full`, `journal.interrupted`.
    [[nodiscard]] virtual std::unique_ptr<Rows> query(std::string_view sql, std::span<const Value> values) = 0;
    /// Several statements without parameters, of the schema.
    virtual void run_script(std::string_view sql) = 0;

    enum class Access : std::uint8_t {
        read,  ///< a snapshot: what others write meanwhile is not seen, and nobody waits
        write  ///< keeps other writers out from the first statement that writes
    };
    virtual void begin(Access access) = 0;
    /// Durable when it returns. @throws JournalError `journal.uncertain` if it cannot be told, anything else if nothing was written.
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;

    /// How many rows one INSERT should take.
    [[nodiscard]] virtual std::size_t rows_per_insert() const noexcept = 0;
    /// The words of the dialect for a 64-bit key and for bytes.
    [[nodiscard]] virtual std::string_view key_type() const noexcept = 0;
    [[nodiscard]] virtual std::string_view bytes_type() const noexcept = 0;
    /// Writes into the file itself whose it is and of which version, where the database is a file.
    virtual void label(std::int64_t application, std::int64_t version) = 0;
    /// What label() wrote, or empty. @return application and version
    [[nodiscard]] virtual std::optional<std::pair<std::int64_t, std::int64_t>> label() = 0;
    /// Whether a table of that name is there.
    [[nodiscard]] virtual bool has_table(std::string_view name) = 0;
    /// What the database itself finds wrong with its file; empty: nothing. @param whole whether indexes are compared with their tables too.
    [[nodiscard]] virtual std::string damage(bool whole) = 0;
    /// Copies the whole database to a new file while it is in use. @throws JournalError `journal.backup` where the database has its own tools for that.
    virtual void back_up(const std::string& file) = 0;
    /// Ends what runs now, from another thread, and refuses what would follow, until resume().
    void interrupt() noexcept {
        interrupted_ = true;
        stop();
    }
    void resume() noexcept { interrupted_ = false; }
    [[nodiscard]] bool interrupted() const noexcept { return interrupted_; }
    /// @throws JournalError `journal.interrupted`.
    void check_interrupted() const {
        if (interrupted_) fail_interrupted();
    }
    /// Whether the connection still works, as far as is known.
    [[nodiscard]] virtual bool usable() const noexcept = 0;
    /// In a forked child: gives up the connection without a word to the other side.
    virtual void abandon() noexcept = 0;

    [[nodiscard]] std::unique_ptr<Rows> query(std::string_view sql, std::initializer_list<Value> values = {}) {
        return query(sql, std::span{values.begin(), values.size()});
    }
    /// Runs a statement to its end.
    virtual void execute(std::string_view sql, std::span<const Value> values) {
        const auto rows = query(sql, values);
        while (rows->next()) {}
    }
    void execute(std::string_view sql, std::initializer_list<Value> values = {}) { execute(sql, std::span{values.begin(), values.size()}); }

private:
    /// Ends the statement that runs now, if one does; from another thread.
    virtual void stop() noexcept = 0;
    [[noreturn]] static void fail_interrupted();
    std::atomic<bool> interrupted_ = false;
};

/// A transaction: what is not committed is undone.
class Transaction {
public:
    Transaction(Database& database, Database::Access access) : database_{database} { database.begin(access); }
    ~Transaction() {
        if (open_) database_.rollback();
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() {
        database_.check_interrupted();
        open_ = false;
        database_.commit();
    }

private:
    Database& database_;
    bool open_ = true;
};

/// A commit of which it is not known whether it was done. @throws JournalError `journal.uncertain`.
[[noreturn]] void fail_uncertain(const std::string& detail);

/// Where a journal lives.
struct Address {
    enum class Driver : std::uint8_t { sqlite, postgresql };
    Driver driver = Driver::sqlite;
    std::string target;  ///< a file, or what libpq connects to
};
/// `sqlite:FILE`, `postgresql://…`. @throws JournalError `journal.url`.
[[nodiscard]] Address parse_address(std::string_view url);

/// @param create whether a file that is not there is made. @throws JournalError `journal.open`.
[[nodiscard]] std::unique_ptr<Database> open_sqlite(const std::string& file, bool create);
[[nodiscard]] std::unique_ptr<Database> open_postgresql(const std::string& target);
[[nodiscard]] std::unique_ptr<Database> open_database(const Address& address, bool create);

}  // namespace zhixing::journal
