// `zhixing.distribution-request/1` in, `zhixing.distribution/1` out.
#include <algorithm>

#include "law/node.hpp"
#include "law/rule.hpp"
#include "value/json_writer.hpp"
#include "zhixing/distribution.hpp"

namespace zhixing {
namespace {

Money needed_amount(const Node& row, const char* name) {
    const Node node = row.at(name);
    const std::string text = node.text();
    try {
        return Money::parse(text);
    } catch (const InputError& error) {
        throw InputError{error.code(), error.message(), {"request", 0, node.pointer()}};
    }
}

Money amount_at(const Node& row, const char* name) { return row.has(name) ? needed_amount(row, name) : Money{}; }

std::string text_at(const Node& row, const char* name) {
    const auto node = row.find(name);
    return node ? node->text() : std::string{};
}

Date day_at(const Node& row, const char* name) {
    const auto node = row.find(name);
    return node ? node->day() : kNoDate;
}

ClaimKind kind_at(const Node& row) {
    const std::string kind = row.has("kind") ? row.at("kind").text() : "ordinary";
    for (int i = 1; i <= static_cast<int>(ClaimKind::confiscation); ++i) {
        if (kind == to_string(static_cast<ClaimKind>(i))) return static_cast<ClaimKind>(i);
    }
    row.at("kind").fail("rule.word", "没有债权种类 " + kind, "there is no kind of claim \"" + kind + "\"");
}

DistributionStanding read_standing(const Node& row) {
    row.only({"asset", "since", "seized", "rank", "covered", "registered"});
    DistributionStanding standing{row.at("asset").text(), day_at(row, "since"), day_at(row, "seized")};
    if (const auto rank = row.find("rank")) standing.rank = rank->integer();
    if (row.has("covered")) standing.covered = amount_at(row, "covered");
    if (const auto registered = row.find("registered")) standing.registered = registered->boolean();
    return standing;
}

DistributionClaim read_claim(const Node& row) {
    row.only({"id", "creditor", "document", "kind", "principal", "doubled", "since", "seized", "rank", "asset", "covered", "registered", "disputed", "standings"});
    DistributionClaim claim{row.at("id").text(), row.has("creditor") ? row.at("creditor").text() : row.at("id").text()};
    claim.document = text_at(row, "document");
    claim.kind = kind_at(row);
    claim.principal = needed_amount(row, "principal");
    claim.doubled = amount_at(row, "doubled");
    claim.disputed = amount_at(row, "disputed");
    claim.since = day_at(row, "since");
    claim.seized = day_at(row, "seized");
    if (const auto rank = row.find("rank")) claim.rank = rank->integer();
    claim.asset = text_at(row, "asset");
    if (row.has("covered")) claim.covered = amount_at(row, "covered");
    if (const auto registered = row.find("registered")) claim.registered = registered->boolean();
    if (const auto standings = row.find("standings")) {
        for (const Node& standing : standings->list()) claim.standings.push_back(read_standing(standing));
    }
    return claim;
}

void read_words(const Node& node, std::map<std::string, std::string, std::less<>>& out) {
    node.must_be_object();
    for (const std::string& name : node.names()) out[name] = node.at(name.c_str()).text();
}

void read_facts(const Node& root, DistributionRequest& request) {
    const std::vector<std::pair<const char*, std::vector<std::string>>> words{
        {"debtor", {"natural", "organisation", "enterprise"}}, {"insolvent", {"yes", "no"}}, {"bankruptcy", {"none", "consented", "accepted"}}};
    for (const auto& [fact, known] : words) {
        const auto node = root.find(fact);
        if (!node) continue;
        const std::string word = node->text();
        if (std::find(known.begin(), known.end(), word) == known.end()) {
            node->fail("rule.word", "不认识的词：" + word, "\"" + word + "\" is none of the words of this fact");
        }
        request.facts[fact] = word;
    }
}

DistributionRequest read_request(const Node& root) {
    root.must_be_object();
    root.only({"schema", "as_of", "debtor", "insolvent", "bankruptcy", "regime", "fee", "assets", "claims", "options", "plan"});
    if (root.at("schema").text() != "zhixing.distribution-request/1") {
        root.at("schema").fail("rule.schema", "应为 zhixing.distribution-request/1", "zhixing.distribution-request/1 is expected");
    }
    DistributionRequest request;
    request.as_of = root.at("as_of").day();
    read_facts(root, request);
    request.regime = text_at(root, "regime");
    request.fee = amount_at(root, "fee");
    for (const Node& row : root.at("assets").list()) {
        row.only({"id", "proceeds", "costs", "turn"});
        request.assets.push_back({row.at("id").text(), needed_amount(row, "proceeds"), amount_at(row, "costs")});
        if (const auto turn = row.find("turn")) request.assets.back().turn = turn->integer();
    }
    for (const Node& row : root.at("claims").list()) request.claims.push_back(read_claim(row));
    if (const auto options = root.find("options")) read_words(*options, request.options);
    return request;
}

std::vector<PlanService> read_services(const Node& plan) {
    std::vector<PlanService> served;
    for (const Node& row : plan.at("served").list()) {
        row.only({"party", "on"});
        served.push_back({row.at("party").text(), day_at(row, "on")});
    }
    return served;
}

std::vector<PlanObjection> read_objections(const Node& plan) {
    std::vector<PlanObjection> objections;
    if (!plan.has("objections")) return objections;
    for (const Node& row : plan.at("objections").list()) {
        row.only({"party", "on", "notices", "opposition_told", "sued"});
        PlanObjection objection{row.at("party").text(), row.at("on").day()};
        if (const auto notices = row.find("notices")) {
            for (const Node& notice : notices->list()) {
                notice.only({"party", "told", "opposed"});
                objection.notices.push_back({notice.at("party").text(), day_at(notice, "told"), day_at(notice, "opposed")});
            }
        }
        objection.opposition_told = day_at(row, "opposition_told");
        objection.sued = day_at(row, "sued");
        objections.push_back(std::move(objection));
    }
    return objections;
}

// ---- Out

void write_day(JsonWriter& json, const char (&name)[4], Date day) {
    json.name(name);
    if (day == kNoDate) json.raw("null");
    else json.word(to_string(day));
}

void write_line(JsonWriter& json, const DistributionLine& line, const DistributionRequest& request, const Distribution& answer, const DistributionLaw& law) {
    const auto article = law.articles.find(line.tier);
    const auto name = law.names.find(line.tier);
    json.open('{').member("tier", line.tier).name("name").both(name == law.names.end() ? Text{line.tier, line.tier} : name->second);
    if (!line.from.empty()) json.member("from", line.from);
    if (line.asset >= 0) json.member("asset", request.assets[static_cast<std::size_t>(line.asset)].id);
    if (line.claim >= 0) {
        const DistributionClaim& claim = request.claims[static_cast<std::size_t>(line.claim)];
        json.member("claim", claim.id).member("creditor", claim.creditor);
        json.name("head").word(line.tier == "doubled" ? "doubled" : "principal");
    }
    json.member("claimed", line.claimed.to_string()).member("paid", line.paid.to_string());
    json.member("ratio", Distribution::ratio(line));
    json.name("citations").raw(to_json(article == law.articles.end() ? answer.regime->citations : article->second)).close('}');
}

void write_regime(JsonWriter& json, const Distribution& answer) {
    json.name("regime");
    if (answer.regime == nullptr) json.raw("null");
    else json.text(answer.regime->id);
    json.flag("named", answer.named).name("missing").open('[');
    for (const std::string& fact : answer.missing) json.text(fact);
    json.close(']');
    if (answer.regime == nullptr) return;
    json.name("rule").text(answer.regime->rule).name("name").both(answer.regime->name);
    json.name("because").open('{');
    for (const auto& [fact, words] : answer.regime->when) {
        json.key(fact).open('[');
        for (const std::string& word : words) json.text(word);
        json.close(']');
    }
    json.close('}').name("source").word(to_string(answer.regime->source)).name("citations").raw(to_json(answer.regime->citations));
}

void write_plan(JsonWriter& json, const PlanStatus& status) {
    json.name("plan").open('{').member("state", status.state).name("final_from");
    if (status.final_from == kNoDate) json.raw("null");
    else json.word(to_string(status.final_from));
    json.name("periods").open('[');
    for (const PlanPeriod& period : status.periods) {
        json.open('{').member("rule", period.rule).member("party", period.party).member("start", to_string(period.start));
        write_day(json, "due", period.due);
        json.name("done");
        if (period.done == kNoDate) json.raw("null");
        else json.word(to_string(period.done));
        json.member("state", period.state).flag("provisional", period.provisional).close('}');
    }
    json.close(']').close('}');
}

std::string answer_json(const DistributionRequest& request, const Distribution& answer, const DistributionLaw& law, const PlanStatus* status) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.distribution/1").member("as_of", to_string(request.as_of));
    write_regime(json, answer);
    json.name("options").open('{');
    for (const auto& [name, option] : law.options) {
        const auto given = request.options.find(name);
        json.key(name).text(given == request.options.end() ? option.value : given->second);
    }
    json.close('}').name("lines").open('[');
    for (const DistributionLine& line : answer.lines) write_line(json, line, request, answer, law);
    json.close(']').member("pool", answer.pool.to_string()).member("paid", answer.paid.to_string());
    json.member("reserved", answer.reserved.to_string()).member("surplus", answer.surplus.to_string()).member("held", answer.held.to_string());
    json.name("surplus_citations").raw(to_json(law.articles.at("surplus")));
    if (status != nullptr) write_plan(json, *status);
    json.close('}');
    return out;
}

}  // namespace

std::string distribute_json(std::string_view text, const Rulebook& rulebook) {
    try {
        const Json document = parse_json(text, "request");
        const Node root{document, "request", ""};
        const DistributionRequest request = read_request(root);
        std::optional<PlanStatus> status;
        if (const auto plan = root.find("plan")) {
            plan->only({"served", "objections"});
            status = plan_status(read_services(*plan), read_objections(*plan), rulebook, request.as_of);
        }
        const DistributionLaw law = DistributionLaw::of(rulebook, request.as_of);
        return answer_json(request, distribute(request, law), law, status ? &*status : nullptr);
    } catch (const RuleError& error) {
        if (error.place().file != "request") throw;
        // A request is read with the reader of rules; what is wrong in it is a mistake of the input.
        const std::string code = "input" + error.code().substr(error.code().find('.'));
        throw InputError{code, error.message(), error.place()};
    }
}

}  // namespace zhixing
