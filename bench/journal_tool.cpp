// journal_tool FILE DIRECTORY [DOSSIERS]: the journal beside plain SQLite, on the disk of DIRECTORY.
//
// FILE has dossiers as NDJSON. Every figure is printed as `name value`, times on the wall, the middle of several turns;
// the turns of the journal and of plain SQLite take turns with each other. Plain SQLite inserts the very rows that the
// journal keeps, of the entries alone (`plain`) or of the index too (`whole`), with the same indexes and pragmas, and computes nothing. With DOSSIERS the sweep and the review
// are measured over so many of them, told again under other numbers. Where ZHIXING_TEST_POSTGRESQL names a server, a database
// `journal_bench` is made there, measured and dropped.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <iostream>
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <sqlite3.h>
#include <unistd.h>
#include <zhixing/journal.hpp>

#include "input.hpp"

namespace {

using zhixing::Append;
using zhixing::AppendPart;
using zhixing::Date;
using zhixing::HashAlgorithm;
using zhixing::Journal;
using zhixing::Rulebook;

constexpr std::size_t kBatch = 1000;  // events
constexpr int kTurns = 5;
constexpr std::size_t kSingles = 1000;
const char* const kRecorded = "2024-09-01T08:00:00";

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>{std::chrono::steady_clock::now() - start}.count();
}

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// On the wall, and of the processor alone: the rest is waiting for the disk and for other programs.
struct Time {
    double wall = 0, cpu = 0;
};
Time time_of(const std::function<void()>& work) {
    const double start = cpu_seconds();
    const double wall = seconds_of(work);
    return {wall, cpu_seconds() - start};
}

double middle(std::vector<double> values) {
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

void print(const std::string& name, double value) { std::cout << name << ' ' << value << std::endl; }

// Rows a second on the wall, and microseconds of the processor for each.
void print_rows(const std::string& name, double rows, const std::vector<Time>& times) {
    std::vector<double> wall, cpu;
    for (const Time& time : times) wall.push_back(time.wall), cpu.push_back(time.cpu);
    print(name, rows / middle(wall));
    print(name + "_cpu_us", middle(cpu) / rows * 1e6);
}

// One dossier of the file, in pieces.
struct Told {
    std::string before, after;  // header around the serial of the number
    std::string number;
    std::vector<std::string> events;

    [[nodiscard]] AppendPart part(std::size_t serial) const {
        AppendPart part;
        const std::string own = std::to_string(serial);
        part.number = "（2023）豫1325执" + own + "号";
        part.header = before + own + after;
        part.events = events;
        return part;
    }
};

std::vector<Told> read_told(const std::string& file) {
    std::vector<Told> all;
    std::istringstream lines{bench::read_file(file)};
    for (std::string line; std::getline(lines, line);) {
        nlohmann::json json = nlohmann::json::parse(line);
        Told told;
        for (const auto& event : json["events"]) told.events.push_back(event.dump());
        json.erase("events");
        json["number"] = "（2023）豫1325执@号";
        const std::string header = json.dump();
        const std::size_t at = header.find('@');
        told.before = header.substr(0, at);
        told.after = header.substr(at + 1);
        all.push_back(std::move(told));
    }
    return all;
}

// Batches of some thousand events of new dossiers.
std::vector<Append> batches(const std::vector<Told>& told, std::size_t first, std::size_t count) {
    std::vector<Append> all;
    std::size_t events = kBatch;
    for (std::size_t i = first; i < first + count; ++i) {
        if (events >= kBatch) {
            all.push_back({{"importer", "豫1325", {"system"}}, {}, *zhixing::parse_date_time(kRecorded), true, {}});
            events = 0;
        }
        all.back().parts.push_back(told[i % told.size()].part(i + 1));
        events += all.back().parts.back().events.size();
    }
    return all;
}

Rulebook rules() { return Rulebook::bundled("neixiang"); }

class Folder {
public:
    explicit Folder(const std::string& parent) : path_{parent + "/journal-bench-" + std::to_string(getpid())} { std::filesystem::create_directories(path_); }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const {
        for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + "/" + name + end);
        return path_ + "/" + name;
    }

private:
    std::string path_;
};

// SQLite by itself.
class Plain {
public:
    explicit Plain(const std::string& file) {
        check(sqlite3_open(file.c_str(), &database_));
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536");
    }
    ~Plain() {
        for (const auto& [table, insert] : inserts_) sqlite3_finalize(insert);
        sqlite3_close(database_);
    }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;
    void run(const std::string& sql) { check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr)); }

    struct FreeValue {
        void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
    };
    using Row = std::vector<std::unique_ptr<sqlite3_value, FreeValue>>;
    struct Table {
        std::string name, schema;
        std::vector<Row> rows;
        std::vector<std::size_t> entries;  // of each row: the position of the entry with which it came
    };
    // A table as it stands in a journal, and what is in it. @param entry SQL of a row's entry
    [[nodiscard]] Table copy(const std::string& name, const std::string& entry) {
        Table table{name, {}, {}, {}};
        each("SELECT sql FROM sqlite_schema WHERE tbl_name = '" + name + "' AND sql IS NOT NULL ORDER BY type DESC", [&](sqlite3_stmt* row) {
            (table.schema += reinterpret_cast<const char*>(sqlite3_column_text(row, 0))) += ';';
        });
        each("SELECT " + entry + ", * FROM " + name + " ORDER BY 1", [&](sqlite3_stmt* row) {
            table.entries.push_back(static_cast<std::size_t>(sqlite3_column_int64(row, 0)));
            Row values;
            for (int i = 1; i < sqlite3_column_count(row); ++i) values.emplace_back(sqlite3_value_dup(sqlite3_column_value(row, i)));
            table.rows.push_back(std::move(values));
        });
        return table;
    }
    void insert(const Table& table, std::size_t row) {
        sqlite3_stmt*& insert = inserts_[&table];
        if (insert == nullptr) {
            std::string places;
            for (std::size_t i = 0; i < table.rows[row].size(); ++i) places += i == 0 ? "?" : ",?";
            check(sqlite3_prepare_v2(database_, ("INSERT INTO " + table.name + " VALUES (" + places + ")").c_str(), -1, &insert, nullptr));
        }
        int place = 0;
        for (const auto& value : table.rows[row]) bind(insert, ++place, value.get());
        check(sqlite3_step(insert) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR);
        sqlite3_reset(insert);
    }

private:
    // Without a copy, as the journal binds its own.
    static void bind(sqlite3_stmt* insert, int place, sqlite3_value* value) {
        switch (sqlite3_value_type(value)) {
            case SQLITE_INTEGER: sqlite3_bind_int64(insert, place, sqlite3_value_int64(value)); return;
            case SQLITE_TEXT: sqlite3_bind_text(insert, place, reinterpret_cast<const char*>(sqlite3_value_text(value)), sqlite3_value_bytes(value), SQLITE_STATIC); return;
            case SQLITE_BLOB: sqlite3_bind_blob(insert, place, sqlite3_value_blob(value), sqlite3_value_bytes(value), SQLITE_STATIC); return;
            default: sqlite3_bind_null(insert, place); return;
        }
    }
    void each(const std::string& sql, const std::function<void(sqlite3_stmt*)>& take) {
        sqlite3_stmt* select = nullptr;
        check(sqlite3_prepare_v2(database_, sql.c_str(), -1, &select, nullptr));
        while (sqlite3_step(select) == SQLITE_ROW) take(select);
        sqlite3_finalize(select);
    }
    void check(int code) {
        if (code != SQLITE_OK) throw std::runtime_error{sqlite3_errmsg(database_)};
    }
    sqlite3* database_ = nullptr;
    std::map<const Table*, sqlite3_stmt*> inserts_;
};

Plain::Table entries_of(Plain& journal) { return journal.copy("journal_entries", "position"); }

// The time of one commit to the disk: the floor under every durable append.
void measure_sync(const Folder& folder) {
    const int file = open(folder.file("sync").c_str(), O_CREAT | O_WRONLY, 0600);
    const std::string page(4096, 'x');
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        times.push_back(seconds_of([&] {
            if (write(file, page.data(), page.size()) < 0 || fdatasync(file) != 0) throw std::runtime_error{"the disk does not write"};
        }));
    }
    close(file);
    print("fdatasync_us", middle(times) * 1e6);
}

// A whole import into a new journal.
Time import_all(const std::string& url, HashAlgorithm hash, const std::vector<Append>& all) {
    Journal journal = Journal::create(url, rules(), {hash, "bench"});
    return time_of([&] {
        for (const Append& batch : all) (void)journal.append(batch);
    });
}

// @param sizes entries of each batch
Time insert_plain(const std::string& file, const std::vector<Plain::Table>& tables, const std::vector<std::size_t>& sizes) {
    Plain plain{file};
    for (const Plain::Table& table : tables) plain.run(table.schema);
    return time_of([&] {
        std::vector<std::size_t> next(tables.size());
        std::size_t end = 0;
        for (const std::size_t size : sizes) {
            end += size;
            plain.run("BEGIN IMMEDIATE");
            for (std::size_t t = 0; t < tables.size(); ++t) {
                while (next[t] < tables[t].rows.size() && tables[t].entries[next[t]] <= end) plain.insert(tables[t], next[t]++);
            }
            plain.run("COMMIT");
        }
    });
}

void measure_batches(const Folder& folder, const std::vector<Told>& told) {
    const std::vector<Append> all = batches(told, 0, std::min<std::size_t>(told.size(), 4000));
    std::vector<std::size_t> sizes;
    for (const Append& batch : all) {
        sizes.push_back(0);
        for (const AppendPart& part : batch.parts) sizes.back() += part.events.size() + 1;
    }
    std::string file = folder.file("first");
    (void)import_all("sqlite:" + file, HashAlgorithm::sm3, all);
    std::vector<Plain::Table> entries, tables;
    {
        Plain journal{file};
        entries.push_back(entries_of(journal));
        tables.push_back(entries_of(journal));
        for (const char* name : {"journal_parties", "journal_changed"}) tables.push_back(journal.copy(name, "dossier"));
        tables.push_back(journal.copy("journal_dossiers", "id"));
    }
    std::vector<Time> plain, whole, sm3, sha256;
    for (int turn = 0; turn < kTurns; ++turn) {
        plain.push_back(insert_plain(folder.file("plain"), entries, sizes));
        sm3.push_back(import_all("sqlite:" + folder.file("sm3"), HashAlgorithm::sm3, all));
        whole.push_back(insert_plain(folder.file("whole"), tables, sizes));
        sha256.push_back(import_all("sqlite:" + folder.file("sha256"), HashAlgorithm::sha256, all));
    }
    const auto count = static_cast<double>(entries[0].rows.size());
    print("batch_rows", count / static_cast<double>(all.size()));
    print_rows("batch_plain", count, plain);
    print_rows("batch_whole", count, whole);
    print_rows("batch_sm3", count, sm3);
    print_rows("batch_sha256", count, sha256);
}

// Sees everything, and is not recorded.
const zhixing::Reader& whole() {
    static const zhixing::Reader reader{{"sweeper", {}, {"system"}}, "bench", *zhixing::parse_date_time(kRecorded)};
    return reader;
}

// One event to a dossier that is there, durably: as an import, and with admission.
Append single(std::size_t n, bool import) {
    const std::string id = (import ? "s" : "a") + std::to_string(n);
    return {import ? zhixing::Actor{"importer", "豫1325", {"system"}} : zhixing::Actor{"h1", "豫1325", {"handler"}}, {}, *zhixing::parse_date_time(kRecorded), import,
            {{"（2023）豫1325执" + std::to_string(n % kSingles + 1) + "号", {}, {}, {R"({"id":")" + id + R"(","kind":"visit.onsite","on":"2024-08-30","party":"p2","note":"到住所地查看"})"}}}};
}

void measure_singles(const Folder& folder, const std::vector<Told>& told) {
    const std::string file = folder.file("singles");
    Journal journal = Journal::create("sqlite:" + file, rules(), {HashAlgorithm::sm3, "bench"});
    for (const Append& batch : batches(told, 0, kSingles)) (void)journal.append(batch);
    Plain::Table entries;
    {
        Plain other{file};
        entries = entries_of(other);
    }
    Plain plain{folder.file("plain")};
    plain.run(entries.schema);
    plain.run("BEGIN");
    const std::size_t there = entries.rows.size() - kSingles;
    for (std::size_t i = 0; i < there; ++i) plain.insert(entries, i);
    plain.run("COMMIT");
    std::vector<double> plain_times, import_times, admitted_times;
    for (std::size_t i = 0; i < kSingles; ++i) {
        plain_times.push_back(seconds_of([&] {
            plain.run("BEGIN IMMEDIATE");
            plain.insert(entries, there + i);
            plain.run("COMMIT");
        }));
        import_times.push_back(seconds_of([&] { (void)journal.append(single(i, true)); }));
        admitted_times.push_back(seconds_of([&] { (void)journal.append(single(i, false)); }));
    }
    print("single_plain", 1 / middle(plain_times));
    print("single_import", 1 / middle(import_times));
    print("single_admitted", 1 / middle(admitted_times));
}

void measure_sweep(Journal& journal) {
    std::uint64_t size = journal.index_state().dossiers;
    print("dossiers", static_cast<double>(size));
    const Date day = bench::as_of();
    zhixing::Sweep done;
    double time = seconds_of([&] { done = journal.sweep(day); });
    print("first_sweep_dossiers_per_s", static_cast<double>(done.reviewed) / time);
    std::vector<double> quiet;
    for (int i = 0; i < kTurns; ++i) quiet.push_back(seconds_of([&] { done = journal.sweep(day); }));
    print("sweep_nothing_ms", middle(quiet) * 1e3);
    for (int i = 1; i <= 4; ++i) {
        time = seconds_of([&] { done = journal.sweep(day + date::days{i}); });
        print("sweep_day" + std::to_string(i) + "_reviewed", static_cast<double>(done.reviewed));
        print("sweep_day" + std::to_string(i) + "_changed", static_cast<double>(done.changed.size()));
        print("sweep_day" + std::to_string(i) + "_ms", time * 1e3);
    }
    for (std::size_t i = 0; i < 100; ++i) (void)journal.append(single(i, true));
    time = seconds_of([&] { done = journal.sweep(day + date::days{4}); });
    print("sweep_100_changed_ms", time * 1e3);
    const auto page = [&](const std::string& name, const zhixing::Query& query) {
        std::vector<double> times;
        std::size_t found = 0;
        for (int i = 0; i < kTurns; ++i) times.push_back(seconds_of([&] { found = journal.query(query, whole()).dossiers.size(); }));
        print(name + "_ms", middle(times) * 1e3);
        print(name + "_found", static_cast<double>(found));
    };
    const Date today = day + date::days{4};
    page("query_due_30_days", {.as_of = today, .due_from = today, .due_to = today + date::days{30}});
    page("query_number_scope", {.as_of = today, .scope = zhixing::QueryScope{{}, {"（2023）豫1325执7号"}}});
    page("query_party", {.as_of = today, .party = "张某甲"});
    page("query_rule", {.as_of = today, .rule = "notice.issue"});
}

void measure_review(Journal& journal) {
    std::size_t count = 0, findings = 0;
    const double read = seconds_of([&] {
        for (zhixing::DossierCursor cursor = journal.dossiers(whole()); cursor.next();) count += cursor.dossier().parties().empty() ? 0U : 1U;
    });
    zhixing::Reviewer reviewer{journal.rulebook()};
    zhixing::Review review;
    const double reviewed = seconds_of([&] {
        for (zhixing::DossierCursor cursor = journal.dossiers(whole()); cursor.next();) {
            reviewer.review(cursor.dossier(), {.as_of = bench::as_of()}, review);
            findings += review.findings.size();
        }
    });
    print("read_dossiers_per_s", static_cast<double>(count) / read);
    print("review_dossiers_per_s", static_cast<double>(count) / reviewed);
    print("findings", static_cast<double>(findings));
}

void measure_docket(const Folder& folder, const std::vector<Told>& told, std::size_t count) {
    Journal journal = Journal::create("sqlite:" + folder.file("docket"), rules(), {HashAlgorithm::sm3, "bench"});
    constexpr std::size_t kAtOnce = 20'000;
    double time = 0;
    for (std::size_t first = 0; first < count; first += kAtOnce) {
        const auto some = batches(told, first, std::min(kAtOnce, count - first));
        time += seconds_of([&] {
            for (const Append& batch : some) (void)journal.append(batch);
        });
    }
    print("import_rows_per_s", static_cast<double>(journal.head().size) / time);
    measure_sweep(journal);
    measure_review(journal);
}

void on_server(const std::string& server, const std::string& sql) {
    PGconn* const connection = PQconnectdb((server + "/postgres").c_str());
    PGresult* const result = PQexec(connection, sql.c_str());
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    PQfinish(connection);
    if (!done) throw std::runtime_error{"PostgreSQL refuses: " + sql};
}

void measure_postgresql(const std::string& server, const std::vector<Told>& told) {
    on_server(server, "CREATE DATABASE journal_bench");
    {
        const std::vector<Append> all = batches(told, 0, std::min<std::size_t>(told.size(), 2000));
        const double time = import_all(server + "/journal_bench", HashAlgorithm::sm3, all).wall;
        Journal journal = Journal::open(server + "/journal_bench", rules());
        print("postgresql_batch", static_cast<double>(journal.head().size) / time);
        std::vector<double> times;
        for (std::size_t i = 0; i < kSingles; ++i) times.push_back(seconds_of([&] { (void)journal.append(single(i, true)); }));
        print("postgresql_single", 1 / middle(times));
    }
    on_server(server, "DROP DATABASE journal_bench");
}

}  // namespace

int main(int argc, char** argv) try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 2) throw std::runtime_error{"usage: journal_tool FILE DIRECTORY [DOSSIERS]"};
    const std::vector<Told> told = read_told(arguments[0]);
    const Folder folder{arguments[1]};
    measure_sync(folder);
    measure_batches(folder, told);
    measure_singles(folder, told);
    if (const char* server = std::getenv("ZHIXING_TEST_POSTGRESQL")) measure_postgresql(server, told);
    if (arguments.size() > 2) measure_docket(folder, told, std::stoul(arguments[2]));
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
