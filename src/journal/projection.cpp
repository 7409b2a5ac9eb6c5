#include "journal/projection.hpp"

#include <simdjson.h>

#include "journal/stored.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/identity.hpp"
#include "zhixing/kinds.hpp"

namespace zhixing::journal {
namespace {

static_assert(kPartyPlaces > static_cast<std::int64_t>(kMaxParties));

std::string word(Vocabulary vocabulary, Word word, std::string_view given) {
    return word == 0 ? std::string{given} : Catalogue::bundled().word(vocabulary, word).id;
}

// A text among unknown members, `"name":value,…`.
std::string member(std::string_view members, std::string_view name) {
    if (members.find(name) == std::string_view::npos) return {};
    std::string object{"{"};
    (object += members) += '}';
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    std::string_view text;
    if (parser.parse(object).get(element) != simdjson::SUCCESS || element[name].get(text) != simdjson::SUCCESS) return {};
    return std::string{text};
}

// A matter that stands in a case's dossier does not close the case.
bool closes(Closes what, const Projection& dossier) { return what != Closes::nothing && (what != Closes::matter || dossier.case_type.empty()); }

// Events in their order say who has it and whether it is open.
void follow(const Dossier& dossier, const Event& event, Projection& projection) {
    const auto take = [](std::string& to, std::string text) {
        if (!text.empty()) to = std::move(text);
    };
    if (event.kind == kinds::case_assigned) {
        const std::string_view extra = dossier.extra(event);
        take(projection.team, member(extra, "team"));
        // With an office told, `by` is who assigned it.
        if (dossier.text(event, Column::role).empty()) take(projection.handler, std::string{dossier.text(event, Column::by)});
        take(projection.handler, member(extra, "handler"));
    } else if (event.kind == kinds::case_received_by_handler) {
        take(projection.handler, std::string{dossier.text(event, Column::by)});
    } else if (event.kind == kinds::case_filed) {
        if (projection.filed.empty() && event.has_date()) projection.filed = to_string(event.on);
        projection.open = true;
    } else if (event.kind == kinds::case_resumed) {
        projection.open = true;
    } else if (closes(Catalogue::bundled().kind(event.kind).closes, projection)) {
        projection.open = false;
    }
}

Projection load_projection(Database& database, std::int64_t dossier) {
    static const std::string kSql = "SELECT " + std::string{kProjectionColumns} + " FROM journal_dossiers d WHERE d.id = $1";
    Projection projection;
    {
        const auto rows = database.query(kSql, {dossier});
        if (!rows->next()) return projection;
        projection = projection_at(*rows, 0);
    }
    projection.parties = load_parties(database, dossier);
    return projection;
}

}  // namespace

std::string identity_key(std::string_view number) {
    if (number.empty()) return {};
    try {
        return Identity::parse(number).to_18();
    } catch (const InputError&) {
        return std::string{number};  // wrong ones are found as they were written
    }
}

Projection projection_of(const Dossier& dossier, std::uint64_t size, std::string_view recorded) {
    Projection projection;
    projection.size = size;
    projection.recorded = recorded;
    projection.court = dossier.court();
    projection.kind = word(Vocabulary::dossier_kind, dossier.kind(), dossier.kind_text());
    try {
        projection.case_type = CaseNumber::parse(dossier.number()).type();
    } catch (const InputError&) {
        // matters have numbers of their own
    }
    projection.team = member(dossier.extra(), "team");
    projection.handler = member(dossier.extra(), "handler");
    for (const std::uint32_t index : dossier.by_date()) {
        if (const Event& event = dossier.events()[index]; !event.duplicate) follow(dossier, event, projection);
    }
    for (const Party& party : dossier.parties()) {
        projection.parties.push_back({std::string{dossier.text(party.id)}, word(Vocabulary::party_role, party.role, dossier.text(party.role_text)),
                                      std::string{dossier.text(party.name)}, identity_key(dossier.text(party.identity_number))});
    }
    return projection;
}

Projection projection_at(Rows& rows, int column) {
    Projection projection;
    for (std::string* text : {&projection.court, &projection.case_type, &projection.kind, &projection.team, &projection.handler}) *text = rows.text(column++);
    projection.open = rows.integer(column++) != 0;
    projection.filed = rows.text(column++);
    projection.size = static_cast<std::uint64_t>(rows.integer(column++));
    projection.recorded = rows.text(column);
    return projection;
}

std::vector<ProjectedParty> load_parties(Database& database, std::int64_t dossier) {
    std::vector<ProjectedParty> parties;
    const auto rows = database.query("SELECT party, role, name, identity FROM journal_parties WHERE id >= $1 AND id < $2 ORDER BY id",
                                     {dossier * kPartyPlaces, (dossier + 1) * kPartyPlaces});
    while (rows->next()) parties.push_back({std::string{rows->text(0)}, std::string{rows->text(1)}, std::string{rows->text(2)}, std::string{rows->text(3)}});
    return parties;
}

std::optional<std::pair<std::int64_t, Projection>> find_projection(Database& database, std::string_view number) {
    static const std::string kSql = "SELECT d.id, " + std::string{kProjectionColumns} + " FROM journal_dossiers d WHERE d.number = $1";
    const auto rows = database.query(kSql, {number});
    if (!rows->next()) return std::nullopt;
    return std::pair{rows->integer(0), projection_at(*rows, 1)};
}

ProjectionWriter::ProjectionWriter(Database& database)
    : database_{database}, dossiers_{database, "INSERT INTO journal_dossiers (id, number, size, recorded, court, case_type, kind, team, handler, is_open, filed)", 11},
      parties_{database, "INSERT INTO journal_parties (id, dossier, party, role, name, identity)", 6},
      changed_{database, "INSERT INTO journal_changed (dossier)", 1, "ON CONFLICT (dossier) DO NOTHING"} {}

void ProjectionWriter::insert(std::int64_t id, std::string_view number, const Projection& p) {
    dossiers_.add({id, number, static_cast<std::int64_t>(p.size), p.recorded, p.court, p.case_type, p.kind, p.team, text_or_null(p.handler),
                   static_cast<std::int64_t>(p.open), text_or_null(p.filed)});
    insert_parties(id, p);
    changed_.add({id});
}

void ProjectionWriter::update(std::int64_t id, const Projection& p, const Projection& before) {
    changed_.add({id});
    database_.execute("UPDATE journal_dossiers SET size = $1, recorded = $2 WHERE id = $3", {static_cast<std::int64_t>(p.size), p.recorded, id});
    Projection grown = before;
    grown.size = p.size;
    grown.recorded = p.recorded;
    if (p == grown) return;  // what is not touched need not be found again in the indexes
    database_.execute("UPDATE journal_dossiers SET court = $1, case_type = $2, kind = $3, team = $4, handler = $5, is_open = $6, filed = $7 WHERE id = $8",
                      {p.court, p.case_type, p.kind, p.team, text_or_null(p.handler), static_cast<std::int64_t>(p.open), text_or_null(p.filed), id});
    if (p.parties == before.parties) return;
    database_.execute("DELETE FROM journal_parties WHERE id >= $1 AND id < $2", {id * kPartyPlaces, (id + 1) * kPartyPlaces});
    insert_parties(id, p);
}

void ProjectionWriter::insert_parties(std::int64_t id, const Projection& projection) {
    std::int64_t place = id * kPartyPlaces;
    for (const ProjectedParty& party : projection.parties) parties_.add({place++, id, party.id, party.role, party.name, text_or_null(party.identity)});
}

void ProjectionWriter::finish() {
    for (Insert* const insert : {&dossiers_, &parties_, &changed_}) insert->finish();
}

void check_projections(Database& database, const std::function<bool(std::int64_t, const Projection&, const Projection&)>& differs) {
    DossierReader reader;
    for (StoredCursor cursor{database}; cursor.next();) {
        const Projection expected = projection_of(reader.read(cursor.text()), cursor.size(), cursor.recorded());
        const Projection found = load_projection(database, cursor.id());
        if (expected != found && !differs(cursor.id(), expected, found)) return;
    }
}

void rebuild_projections(Database& database) {
    ProjectionWriter writer{database};
    check_projections(database, [&](std::int64_t id, const Projection& expected, const Projection& found) {
        writer.update(id, expected, found);
        writer.finish();
        return true;
    });
}

}  // namespace zhixing::journal
