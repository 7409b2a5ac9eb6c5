#include "zhixing/party_query.hpp"

#include <algorithm>
#include <array>

#include "review/condition.hpp"
#include "value/json_writer.hpp"
#include "zhixing/kinds.hpp"
#include "zhixing/ledger.hpp"

namespace zhixing {
namespace {

// Areas of the catalogue whose events are measures; those of case money stand in the statement, requests apart.
constexpr std::array<std::string_view, 4> kMeasures{"seizure", "consumption", "dishonest", "sanction"};
constexpr std::array<std::string_view, 3> kElsewhere{"funds", "recording", "disclosure"};
constexpr std::array kEnds{kinds::seizure_released, kinds::preservation_lifted, kinds::consumption_lifted, kinds::dishonest_removed, kinds::exit_lifted, kinds::detention_released};

template <std::size_t size>
bool in(const std::array<std::string_view, size>& areas, std::string_view area) { return std::ranges::find(areas, area) != areas.end(); }

class CaseMaker {
public:
    CaseMaker(const Dossier& shown, const Rulebook& rulebook, std::vector<std::string> own, const ReviewOptions& options)
        : dossier_{shown}, rules_{rulebook.compiled()}, options_{options} {
        out_.number = shown.number();
        out_.own = own.empty() ? identified() : std::move(own);
        record_.load(shown, options);
    }

    PartyCase run() {
        for (const std::int32_t position : record_.dated()) take(position);
        put_money();
        put_periods();
        put_recordings();
        return std::move(out_);
    }

private:
    [[nodiscard]] const Event& event(std::int32_t position) const { return dossier_.events()[static_cast<std::size_t>(position)]; }
    [[nodiscard]] std::string id(std::int32_t position) const { return std::string{dossier_.event_id(event(position))}; }
    [[nodiscard]] std::vector<std::string> identified() const {
        std::vector<std::string> ids;
        for (const Party& party : dossier_.parties()) {
            if (party.identity_number.length != 0) ids.emplace_back(dossier_.text(party.id));
        }
        return ids;
    }
    [[nodiscard]] bool is_own(const Event& of) const { return of.party != 0 && std::ranges::find(out_.own, dossier_.party_id(of.party)) != out_.own.end(); }

    void take(std::int32_t position) {
        const Event& of = event(position);
        if (of.kind == Kind::unknown) return;
        const std::string_view area = Catalogue::bundled().kind(of.kind).area;
        if (in(kElsewhere, area)) return;
        PartyCase::Step step{of.on, of.until, of.kind, id(position), of.ref == 0 ? std::string{} : std::string{dossier_.ref_name(of.ref)},
                             of.party == 0 ? std::string{} : std::string{dossier_.party_id(of.party)},
                             of.outcome == 0 ? std::string{} : Catalogue::bundled().word(Vocabulary::outcome, of.outcome).id, kNoDate};
        const bool measure = in(kMeasures, area);
        if (measure) step.ended = end_of(of);
        (measure ? out_.measures : out_.progress).push_back(std::move(step));
    }
    // When a measure was lifted: the first later end of its area that is about the same instance, or party.
    [[nodiscard]] Date end_of(const Event& measure) const {
        const Catalogue& catalogue = Catalogue::bundled();
        Date ended = kNoDate;
        for (const Kind end : kEnds) {
            if (end == measure.kind || catalogue.kind(end).area != catalogue.kind(measure.kind).area) continue;
            for (std::int32_t position = record_.first(end); position != kNoEvent; position = record_.next(position)) {
                const Event& of = event(position);
                const bool same = of.ref != 0 || measure.ref != 0 ? of.ref == measure.ref : of.party == measure.party;
                if (same && of.on >= measure.on && (ended == kNoDate || of.on < ended)) ended = of.on;
            }
        }
        return ended;
    }

    void put_money() {
        const Ledger* const ledger = record_.ledger(options_.as_of);
        if (ledger == nullptr || ledger->entries.empty()) return;
        out_.received = ledger->received();
        out_.unreleased = ledger->unreleased();
        out_.statement = statement(*ledger, dossier_);
    }

    // The parties' own periods are those that a disclosure rule names as beginning with what is told.
    void put_periods() {
        std::vector<bool> rights(rules_.rules.size());
        for (const Rule& rule : rules_.rules) {
            for (const RuleVersion& version : rule.versions) {
                if (version.telling && version.telling->right) rights[*version.telling->right] = true;
            }
        }
        for (std::size_t rule = 0; rule < rights.size(); ++rule) {
            if (rights[rule]) put_periods_of(rules_.rules[rule]);
        }
        std::ranges::stable_sort(out_.periods, {}, &PartyCase::Period::until);
    }
    void put_periods_of(const Rule& rule) {
        for (const std::int32_t position : record_.dated()) {
            const Event& of = event(position);
            const RuleVersion* const version = is_own(of) ? rule.version_on(of.on) : nullptr;
            if (version == nullptr || version->stated || std::ranges::find(version->trigger.kinds, of.kind) == version->trigger.kinds.end()) continue;
            PartyCase::Period period{rule.info.id, id(position), rule.info.name, kNoDate, false, version->citations};
            const auto last = last_day_of(of.on, version->limit, Calendar::china(), {}, &period.provisional);
            if (!last) continue;
            period.until = *last;
            out_.periods.push_back(std::move(period));
        }
    }

    void put_recordings() {
        for (std::int32_t asked = record_.first(kinds::recording_access_asked); asked != kNoEvent; asked = record_.next(asked)) {
            if (!is_own(event(asked)) || event(asked).ref == 0) continue;
            PartyCase::RecordingPermission permission;
            permission.ref = dossier_.ref_name(event(asked).ref);
            permission.number = dossier_.text(event(asked), Column::number);
            if (event(asked).method != 0) permission.method = Catalogue::bundled().word(Vocabulary::method, event(asked).method).id;
            decide_on(permission);
            out_.recordings.push_back(std::move(permission));
        }
    }
    // What was decided last counts.
    void decide_on(PartyCase::RecordingPermission& permission) const {
        Date decided = kNoDate;
        for (const Kind kind : {kinds::recording_access_approved, kinds::recording_access_refused}) {
            for (std::int32_t position = record_.first(kind); position != kNoEvent; position = record_.next(position)) {
                const Event& of = event(position);
                if (permission.number.empty() || dossier_.text(of, Column::number) != permission.number || of.on < decided) continue;
                decided = of.on;
                permission.decided = true;
                permission.granted = kind == kinds::recording_access_approved;
                permission.until = of.until;
            }
        }
        permission.open = permission.granted && (permission.until == kNoDate || options_.as_of <= permission.until);
    }

    const Dossier& dossier_;
    const CompiledRules& rules_;
    const ReviewOptions& options_;
    Record record_;
    PartyCase out_;
};

class AnswerWriter {
public:
    explicit AnswerWriter(std::string& out) : json_{out} {}

    void write(const PartyAnswer& answer, Date as_of) {
        json_.open('{').member("schema", "zhixing.party-answer/1").name("as_of").word(to_string(as_of));
        if (answer.cases.empty()) json_.member("code", answer.code).name("reason").both(answer.reason).name("citations").raw(to_json(answer.citations));
        json_.name("cases").open('[');
        for (const PartyCase& one : answer.cases) write(one);
        json_.close(']').close('}');
    }

private:
    template <std::size_t size>
    void text(const char (&name)[size], std::string_view value) {
        if (!value.empty()) json_.member(name, value);
    }
    template <std::size_t size>
    void day(const char (&name)[size], Date date) {
        if (date != kNoDate) json_.name(name).word(to_string(date));
    }

    void write(const PartyCase& one) {
        json_.open('{').member("number", one.number).name("own").open('[');
        for (const std::string& party : one.own) json_.text(party);
        json_.close(']').name("progress").open('[');
        for (const PartyCase::Step& step : one.progress) write(step);
        json_.close(']').name("measures").open('[');
        for (const PartyCase::Step& step : one.measures) write(step);
        json_.close(']').name("money").open('{').member("received", one.received.to_string()).member("unreleased", one.unreleased.to_string());
        if (!one.statement.zh.empty()) json_.name("statement").both(one.statement);
        json_.close('}').name("periods").open('[');
        for (const PartyCase::Period& period : one.periods) {
            json_.open('{').member("rule", period.rule).member("event", period.event).name("name").both(period.name).name("until").word(to_string(period.until));
            json_.flag("provisional", period.provisional).name("citations").raw(to_json(period.citations)).close('}');
        }
        json_.close(']').name("recordings").open('[');
        for (const PartyCase::RecordingPermission& permission : one.recordings) write(permission);
        json_.close(']').close('}');
    }
    void write(const PartyCase::Step& step) {
        const KindInfo& kind = Catalogue::bundled().kind(step.kind);
        json_.open('{').member("event", step.event).name("on").word(to_string(step.on)).member("kind", kind.id).name("name").both({kind.zh, kind.en});
        text("ref", step.ref);
        text("party", step.party);
        text("outcome", step.outcome);
        day("until", step.until);
        day("ended", step.ended);
        json_.close('}');
    }
    void write(const PartyCase::RecordingPermission& permission) {
        json_.open('{').member("ref", permission.ref).member("number", permission.number);
        text("method", permission.method);
        json_.name("state").word(!permission.decided ? "asked" : permission.granted ? "granted" : "refused").flag("open", permission.open);
        day("until", permission.until);
        json_.close('}');
    }

    JsonWriter json_;
};

std::vector<std::string> ids_of(const std::vector<OwnParty>& own) {
    std::vector<std::string> ids;
    for (const OwnParty& party : own) ids.push_back(party.id);
    return ids;
}

}  // namespace

PartyCase party_case(const Dossier& shown, const Rulebook& rulebook, std::vector<std::string> own, const ReviewOptions& options) {
    return CaseMaker{shown, rulebook, std::move(own), options}.run();
}

PartyAnswer party_query(std::span<const Dossier> dossiers, const Rulebook& rulebook, const AccessPolicy& policy, const Reader& reader, const ReviewOptions& options) {
    PartyAnswer answer;
    // Asked about no case at all, the policy says what is wrong with the asker, or that nothing is theirs.
    const AccessDecision nothing = decide(policy, reader.actor, {}, Wish::read, reader.recorded);
    answer.code = nothing.code;
    answer.reason = nothing.reason;
    answer.citations = nothing.citations;
    if (nothing.allowed) answer.code = "access.role", answer.reason = {"本查询只供当事人及其代理人使用", "only parties and agents ask in this way"};
    for (const Dossier& dossier : dossiers) {
        const AccessDecision decision = decide(policy, reader.actor, case_facts(dossier, policy), Wish::read, reader.recorded);
        if (!decision.allowed || decision.own.empty()) continue;  // only as a party or an agent
        const Dossier shown = Dossier::from_json(mask(dossier, policy, decision.view, decision.own).json);
        answer.cases.push_back(party_case(shown, rulebook, ids_of(decision.own), options));
    }
    return answer;
}

std::string to_json(const PartyAnswer& answer, Date as_of) {
    std::string out;
    AnswerWriter{out}.write(answer, as_of);
    return out;
}

}  // namespace zhixing
