#include "journal/transfer.hpp"

#include <deque>
#include <map>
#include <simdjson.h>

#include "journal/log.hpp"
#include "journal/outbox_rows.hpp"
#include "journal/policy_in_force.hpp"
#include "journal/projection.hpp"
#include "journal/stored.hpp"
#include "value/json_writer.hpp"

namespace zhixing::journal {
namespace {

[[noreturn]] void refuse(Text text, std::string_view file, std::size_t line) { throw InputError{"input.export", std::move(text), {std::string{file}, line, {}}}; }

// Reads entries from lines and records each as it is.
class Restorer {
public:
    Restorer(Database& database, const Identity& identity, Digest& digest, std::string_view file)
        : database_{database}, identity_{identity}, digest_{digest}, file_{file}, log_{database, digest} {
        if (log_.end().size != 0) throw JournalError{"journal.exists", {"日志已有内容，只能导入空日志", "the journal has entries; only an empty one is restored"}};
    }

    void run(const NextLine& next) {
        std::string_view line;
        while (next(line)) {
            ++number_;
            if (closed_) refuse({"日志头之后不应再有内容", "nothing stands behind the head"}, file_, number_);
            simdjson::dom::element element;
            if (line.empty() || parser_.parse(line.data(), line.size()).get(element) != simdjson::SUCCESS || !element.is_object()) refuse({"不是 JSON 对象", "no JSON object"}, file_, number_);
            if (element["schema"].error() == simdjson::SUCCESS) close(line);
            else add(element, line);
        }
        if (!closed_) refuse({"缺少日志头，文件不完整", "the head is missing: the file is not whole"}, file_, number_ + 1);
    }

private:
    // A text of the line, for as long as the restorer lives.
    std::string_view keep(simdjson::dom::element line, const char* name) {
        std::string_view text;
        if (line[name].get(text) != simdjson::SUCCESS) refuse({std::string{"缺少 "} + name, std::string{name} + " is missing"}, file_, number_);
        return texts_.emplace_back(text);
    }

    void add(simdjson::dom::element line, std::string_view given) {
        Entry entry;
        entry.number = keep(line, "dossier");
        if (std::uint64_t seq = 0; line["seq"].get(seq) == simdjson::SUCCESS) entry.seq = seq;
        entry.what = keep(line, "what");
        entry.actor = keep(line, "actor");
        entry.office = keep(line, "office");
        entry.court = keep(line, "court");
        entry.mark = keep(line, "mark");
        const std::size_t body = given.find(",\"body\":");
        entry.body = body == std::string_view::npos ? std::string_view{} : texts_.emplace_back(given.substr(body + 8, given.size() - body - 9));
        if (std::string_view id; line["body"]["id"].get(id) == simdjson::SUCCESS && entry.what == "event") entry.event = texts_.emplace_back(id);
        const auto recorded = parse_date_time(keep(line, "recorded"));
        if (!recorded) refuse({"recorded 不是时间", "recorded is no time"}, file_, number_);
        log_.set_recorded(*recorded);
        entry.dossier = place_of(entry);
        (void)log_.add(entry);
        if (log_.last_line() != given) refuse({"不是日志导出的条目", "this is no entry as a journal exports it"}, file_, number_);
        if (texts_.size() > kMostTexts) flush();
    }

    // The dossier's row; its numbers must follow one another.
    std::int64_t place_of(const Entry& entry) {
        if (entry.number.empty() && entry.seq == 0) return 0;  // that all dossiers were read
        const auto [found, fresh] = dossiers_.try_emplace(std::string{entry.number}, DossierRow{static_cast<std::int64_t>(log_.next_position()), 0});
        if (entry.seq != 0 && entry.seq != ++found->second.size) refuse({"卷宗内序号不连续", "the number in the dossier does not follow"}, file_, number_);
        (void)fresh;
        return found->second.id;
    }

    void flush() {
        log_.flush();
        texts_.clear();
    }

    void close(std::string_view line) {
        const Head head = parse_head(line);
        log_.finish();
        ProjectionWriter writer{database_};
        Projection projection;  // as of an empty dossier, until all are made anew
        for (const auto& [number, row] : dossiers_) {
            projection.size = row.size;
            writer.insert(row.id, number, projection);
        }
        writer.finish();
        rebuild_projections(database_);
        if (head != head_of(database_, identity_, digest_)) refuse({"条目与日志头不符：有改动、缺失或增加", "the entries are not those of the head: something was changed, left out or added"}, file_, number_);
        closed_ = true;
    }

    static constexpr std::size_t kMostTexts = 65'536;
    Database& database_;
    const Identity& identity_;
    Digest& digest_;
    std::string_view file_;
    LogWriter log_;
    simdjson::dom::parser parser_;
    std::map<std::string, DossierRow> dossiers_;
    std::deque<std::string> texts_;
    std::size_t number_ = 1;  // of the line
    bool closed_ = false;
};

}  // namespace

Head head_of(Database& database, const Identity& identity, Digest& digest) {
    const LogEnd end = log_end(database);
    return {identity.id, identity.hash, end.size, end.recorded, end.link, root(digest, end.size, subtrees(database, digest))};
}

bool ExportLines::next() {
    line_.clear();
    if (part_ == Part::first) {
        JsonWriter{line_}.open('{').member("schema", "zhixing.journal/1").member("journal", identity_.id).member("hash", to_string(identity_.hash)).close('}');
        part_ = Part::entries;
        return true;
    }
    if (part_ == Part::end) return false;
    if (entries_.next()) {
        append_line(line_, entries_.entry());
        return true;
    }
    Digest digest{identity_.hash};
    line_ = to_json(head_of(database_, identity_, digest));
    part_ = Part::end;
    return true;
}

Identity parse_first_line(std::string_view line) {
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    std::string_view schema, id, hash;
    const bool read = !line.empty() && parser.parse(line.data(), line.size()).get(element) == simdjson::SUCCESS && element["schema"].get(schema) == simdjson::SUCCESS &&
                      element["journal"].get(id) == simdjson::SUCCESS && element["hash"].get(hash) == simdjson::SUCCESS;
    if (!read || schema != "zhixing.journal/1") refuse({"首行不是日志导出（zhixing.journal/1）", "the first line is not that of an export (zhixing.journal/1)"}, {}, 1);
    return {std::string{id}, parse_hash_algorithm(hash)};
}

void restore_lines(Database& database, const Identity& identity, Digest& digest, const NextLine& next, std::string_view file) {
    Restorer{database, identity, digest, file}.run(next);
    rebuild_outbox(database);
    rebuild_policy_in_force(database);
}

}  // namespace zhixing::journal
