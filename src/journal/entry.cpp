#include "journal/entry.hpp"

#include "value/json_writer.hpp"

namespace zhixing::journal {

Entry entry_at(Rows& rows) {
    Entry entry;
    entry.position = static_cast<std::uint64_t>(rows.integer(0));
    entry.dossier = rows.integer(1);
    entry.number = rows.text(2);
    entry.seq = static_cast<std::uint64_t>(rows.integer(3));
    int column = 4;
    for (std::string_view* text : {&entry.what, &entry.event, &entry.recorded, &entry.actor, &entry.office, &entry.court, &entry.mark, &entry.body}) *text = rows.text(column++);
    return entry;
}

EntryInfo info(const Entry& entry) {
    return {entry.position, std::string{entry.number}, entry.seq, std::string{entry.what}, std::string{entry.event}, std::string{entry.recorded},
            std::string{entry.actor}, std::string{entry.office}, std::string{entry.court}, std::string{entry.mark}};
}

bool EntryCursor::next() {
    constexpr std::int64_t kPage = 4096;
    static const std::string kSql = "SELECT " + std::string{kEntryColumns} +
                                    " FROM journal_entries e LEFT JOIN journal_dossiers d ON d.id = e.dossier WHERE e.position >= $1 ORDER BY e.position LIMIT $2";
    const bool fresh = !rows_ || !rows_->next();
    if (fresh) {
        rows_.reset();
        rows_ = database_.query(kSql, {static_cast<std::int64_t>(from_), kPage});
        if (!rows_->next()) return false;
    }
    entry_ = entry_at(*rows_);
    from_ = entry_.position + 1;
    return true;
}

void each_entry(Database& database, std::uint64_t from, const std::function<bool(const Entry&)>& take) {
    for (EntryCursor cursor{database, from}; cursor.next() && take(cursor.entry());) {}
}

void append_line(std::string& out, const Entry& entry) {
    JsonWriter json{out};
    json.open('{').member("position", static_cast<std::int64_t>(entry.position)).member("dossier", entry.number);
    if (entry.seq != 0) json.member("seq", static_cast<std::int64_t>(entry.seq));
    json.member("what", entry.what).member("recorded", entry.recorded).member("actor", entry.actor);
    json.member("office", entry.office).member("court", entry.court).member("mark", entry.mark);
    json.name("body").raw(entry.body).close('}');
}

}  // namespace zhixing::journal
