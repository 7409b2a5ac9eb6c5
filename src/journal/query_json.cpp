// The parameters of a question, and zhixing.dossiers/1.
#include <nlohmann/json.hpp>

#include "money/params.hpp"
#include "value/json_writer.hpp"
#include "zhixing/query.hpp"

namespace zhixing {
namespace {

using money::Fields;
using money::Json;

std::vector<std::string> texts(const Fields& fields, const char* name) {
    std::vector<std::string> found;
    if (!fields.has(name)) return found;
    const Json& list = fields.json(name);
    if (!list.is_array()) money::refuse("input.type", {"应为数组", "a list is expected"}, fields.at(name));
    for (const Json& one : list) {
        if (!one.is_string()) money::refuse("input.type", {"应为文字", "texts are expected"}, fields.at(name));
        found.push_back(one.get<std::string>());
    }
    return found;
}

}  // namespace

Query parse_query(std::string_view text) {
    const Json json = money::parse_params(text);
    const Fields fields{json, "", {"as_of", "known_at", "scope", "party", "identity", "role", "court", "case_type", "kind", "team", "handler", "open", "filed_from",
                                   "filed_to", "rule", "severity", "due_from", "due_to", "after", "limit"}};
    Query query;
    const auto put = [&](std::string& to, const char* name) {
        if (fields.has(name)) to = fields.text(name);
    };
    put(query.party, "party"), put(query.identity, "identity"), put(query.role, "role"), put(query.court, "court"), put(query.case_type, "case_type");
    put(query.kind, "kind"), put(query.team, "team"), put(query.handler, "handler"), put(query.rule, "rule"), put(query.after, "after");
    const auto put_day = [&](std::optional<Date>& to, const char* name) {
        if (fields.has(name)) to = fields.day(name);
    };
    put_day(query.filed_from, "filed_from"), put_day(query.filed_to, "filed_to"), put_day(query.due_from, "due_from"), put_day(query.due_to, "due_to");
    if (fields.has("as_of")) query.as_of = fields.day("as_of");
    if (fields.has("known_at")) {
        query.known_at = parse_date_time(fields.text("known_at"));
        if (!query.known_at) money::refuse("input.date", {"不是时间", "not a time (YYYY-MM-DDThh:mm:ss)"}, fields.at("known_at"));
    }
    if (fields.has("open")) query.open = fields.flag("open", true);
    if (fields.has("severity")) query.severity = fields.word<Severity>("severity", {"breach", "overdue", "blocked", "missing", "anomaly", "warning", "note"});
    if (fields.has("limit")) query.limit = static_cast<std::uint32_t>(std::max(0, fields.number("limit")));
    if (fields.has("scope")) {
        const Fields scope{fields.json("scope"), fields.at("scope"), {"courts", "numbers"}};
        query.scope = QueryScope{texts(scope, "courts"), texts(scope, "numbers")};
    }
    return query;
}

std::string to_json(const Page& page) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.dossiers/1").name("dossiers").open('[');
    for (const Summary& dossier : page.dossiers) {
        json.open('{').member("number", dossier.number).member("court", dossier.court).member("case_type", dossier.case_type).member("kind", dossier.kind);
        json.member("team", dossier.team).member("handler", dossier.handler).flag("open", dossier.open);
        if (dossier.filed) json.member("filed", to_string(*dossier.filed));
        json.member("recorded", dossier.recorded).member("seq", static_cast<std::int64_t>(dossier.seq)).name("parties").open('[');
        for (const Summary::Party& party : dossier.parties) json.open('{').member("id", party.id).member("role", party.role).member("name", party.name).close('}');
        json.close(']');
        if (dossier.standing) json.name("standing").raw(to_json(*dossier.standing));
        json.close('}');
    }
    json.close(']');
    if (!page.next.empty()) json.member("next", page.next);
    json.member("reviewed", static_cast<std::int64_t>(page.reviewed)).close('}');
    return out;
}

}  // namespace zhixing
