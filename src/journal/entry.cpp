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

void each_entry(Database& database, std::uint64_t from, const std::function<bool(const Entry&)>& take) {
    constexpr std::int64_t kPage = 4096;
    std::string sql = "SELECT ";
    sql += kEntryColumns;
    sql += " FROM journal_entries e LEFT JOIN journal_dossiers d ON d.id = e.dossier WHERE e.position >= $1 ORDER BY e.position LIMIT $2";
    for (bool more = true; more;) {
        const auto rows = database.query(sql, {static_cast<std::int64_t>(from), kPage});
        more = false;
        while (rows->next()) {
            const Entry entry = entry_at(*rows);
            if (!take(entry)) return;
            from = entry.position + 1;
            more = true;
        }
    }
}

void append_line(std::string& out, const Entry& entry) {
    std::string line;
    JsonWriter json{line};
    json.open('{').member("position", static_cast<std::int64_t>(entry.position)).member("dossier", entry.number);
    if (entry.seq != 0) json.member("seq", static_cast<std::int64_t>(entry.seq));
    json.member("what", entry.what).member("recorded", entry.recorded).member("actor", entry.actor);
    json.member("office", entry.office).member("court", entry.court).member("mark", entry.mark);
    json.name("body").raw(entry.body).close('}');
    out += line;
}

}  // namespace zhixing::journal
