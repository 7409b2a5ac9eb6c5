#include "journal/stored.hpp"


#include "zhixing/case_number.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {
namespace {

// Later than any time that is recorded.
constexpr std::string_view kEver = "9999";
// Entries of one page when all dossiers are read.
constexpr std::int64_t kPage = 4096;

void append_events_head(std::string& json, std::string_view header) {
    json = header.substr(0, header.size() - 1);
    json += header.size() > 2 ? ",\"events\":[" : "\"events\":[";
}

}  // namespace

std::string number_key(std::string_view number) {
    while (number.starts_with(' ')) number.remove_prefix(1);
    while (number.ends_with(' ')) number.remove_suffix(1);
    if (number.empty()) throw JournalError{"journal.number", {"日志中的卷宗必须有案号或编号", "a dossier of a journal needs a number"}};
    try {
        return CaseNumber::parse(number).to_string();
    } catch (const InputError&) {
        return std::string{number};  // matters without a case number have numbers of their own
    }
}

std::optional<DossierRow> find_dossier(Database& database, std::string_view key) {
    const auto rows = database.query("SELECT id, size FROM journal_dossiers WHERE number = $1", {key});
    if (!rows->next()) return std::nullopt;
    return DossierRow{rows->integer(0), static_cast<std::uint64_t>(rows->integer(1))};
}

DossierRow require_dossier(Database& database, std::string_view key) {
    if (const auto found = find_dossier(database, key)) return *found;
    const std::string number{key};
    throw JournalError{"journal.no_dossier", {"日志中没有“" + number + "”", "the journal has no dossier '" + number + "'"}};
}

std::string StoredDossier::json() const {
    std::string text;
    append_events_head(text, header);
    for (const std::string& event : events) {
        if (&event != &events.front()) text += ',';
        text += event;
    }
    return text += "]}";
}

StoredDossier load_dossier(Database& database, std::int64_t id, std::string_view until) {
    StoredDossier dossier;
    const auto rows = database.query("SELECT what, body FROM journal_entries WHERE dossier = $1 AND seq > 0 AND recorded <= $2 ORDER BY seq",
                                     {id, until.empty() ? kEver : until});
    while (rows->next()) {
        if (rows->text(0) == "header") dossier.header = rows->text(1);
        else dossier.events.emplace_back(rows->text(1));
    }
    return dossier;
}

void each_stored(Database& database, std::string_view until, const std::function<bool(std::int64_t id, std::string_view text)>& take) {
    StoredDossier dossier;
    std::int64_t current = 0, seq = 0;
    const auto give = [&] { return dossier.header.empty() || take(current, dossier.json()); };
    for (bool more = true; more;) {
        const auto rows = database.query("SELECT dossier, seq, what, body FROM journal_entries WHERE (dossier, seq) > ($1, $2) "
                                         "AND seq > 0 AND recorded <= $3 ORDER BY dossier, seq LIMIT $4",
                                         {current, seq, until.empty() ? kEver : until, kPage});
        more = false;
        while (rows->next()) {
            more = true;
            if (rows->integer(0) != current) {
                if (!give()) return;
                current = rows->integer(0);
                dossier = {};
            }
            seq = rows->integer(1);
            if (rows->text(2) == "header") dossier.header = rows->text(3);
            else dossier.events.emplace_back(rows->text(3));
        }
    }
    give();
}

}  // namespace zhixing::journal
