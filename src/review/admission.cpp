#include "zhixing/admission.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <nlohmann/json.hpp>

#include "law/rule.hpp"
#include "review/evaluation.hpp"
#include "value/json_writer.hpp"

namespace zhixing {
namespace {

using Reason = Admission::Reason;

std::string_view code_of(Remark::Code code) {
    switch (code) {
        case Remark::Code::unknown_kind: return "unknown_kind";
        case Remark::Code::unknown_word: return "unknown_word";
        case Remark::Code::missing_column: return "missing_column";
        case Remark::Code::no_date: return "no_date";
        case Remark::Code::unknown_party: return "unknown_party";
        case Remark::Code::wrong_role: return "wrong_role";
        case Remark::Code::unexpected_column:
        case Remark::Code::duplicate: break;  // no reason
    }
    return {};
}

std::string id_at(const Dossier& dossier, std::int32_t event) { return std::string{dossier.event_id(dossier.events()[static_cast<std::size_t>(event)])}; }

// What a reason of the record or of the ledger rests on; a rulebook may be silent about it.
void cite(Reason& reason, const std::string& rule, const Rulebook& rulebook, Date as_of) {
    const auto number = rulebook.find(rule);
    const RuleVersion* const version = number ? rulebook.compiled().rules[*number].version_on(as_of) : nullptr;
    if (version == nullptr) return;
    reason.rule = rule;
    reason.citations = version->citations;
}

// The dossier with the event, asked what is new with it.
class Question {
public:
    Question(const Dossier& before, const Dossier& after, const Rulebook& rulebook, const ReviewOptions& options)
        : before_{before}, after_{after}, rulebook_{rulebook}, options_{options}, event_{static_cast<std::int32_t>(before.events().size())} {}

    [[nodiscard]] std::vector<Reason> answer() {
        ask_record();
        for (Reason& reason : reasons_) cite(reason, "ledger.record", rulebook_, options_.as_of);
        if (ask_ledger()) ask_rules();
        return std::move(reasons_);
    }

private:
    Reason& add(Reason::By by, std::string code, Text text, std::int32_t event) {
        return reasons_.emplace_back(Reason{by, std::move(code), std::move(text), id_at(after_, event)});
    }

    void ask_record() {
        for (const Remark& remark : after_.remarks()) {
            const std::string_view code = code_of(remark.code);
            if (static_cast<std::int32_t>(remark.event) != event_ || code.empty()) continue;
            Finding finding;
            finding.outcome = Outcome::record;
            finding.remark = remark.code;
            finding.column = remark.column;
            finding.trigger = event_;
            add(Reason::By::record, std::string{code}, message(finding, after_, rulebook_), event_);
        }
        const Event& event = after_.events()[static_cast<std::size_t>(event_)];
        if (event.has_date() && event.on > options_.as_of) {
            const std::string on = to_string(event.on), as_of = to_string(options_.as_of);
            add(Reason::By::record, "dated_later", {"日期" + on + "晚于" + as_of, "dated " + on + ", which is after " + as_of}, event_);
        }
    }

    using Flaws = std::map<std::pair<std::int32_t, LedgerFault>, Money>;
    static Flaws flaws_of(const Ledger& ledger) {
        Flaws flaws;
        for (const LedgerFlaw& flaw : ledger.flaws) flaws[{flaw.event, flaw.fault}] += flaw.amount;
        return flaws;
    }

    // False: there are no books with it, which rules would ask too.
    [[nodiscard]] bool ask_ledger() {
        const LedgerOptions options{options_.as_of, options_.known_at};
        const Flaws before = flaws_of(Ledger::of(before_, options));
        Flaws after;
        try {
            after = flaws_of(Ledger::of(after_, options));
        } catch (const InputError& error) {  // amounts that no account can hold
            cite(add(Reason::By::ledger, error.code(), error.message(), event_), "ledger.fault.overflow", rulebook_, options_.as_of);
            return false;
        }
        for (const auto& [place, amount] : after) {
            const auto known = before.find(place);
            if (known != before.end() && known->second >= amount) continue;
            const std::string fault{to_string(place.second)};
            Reason& reason = add(Reason::By::ledger, fault, message(LedgerFlaw{place.first, place.second, amount}, after_), place.first);
            reason.amount = amount;
            cite(reason, "ledger.fault." + fault, rulebook_, options_.as_of);
        }
        return true;
    }

    [[nodiscard]] const RuleVersion* refusing(std::uint16_t rule, std::uint16_t number) const {
        if (rule == kNoRule) return nullptr;
        const RuleVersion& version = rulebook_.compiled().rules[rule].versions[number];
        return version.refuses ? &version : nullptr;
    }

    void add_rule(const RuleVersion& version, std::uint16_t rule, Text text, std::int32_t event, bool unknown) {
        Reason& reason = add(Reason::By::rule, rulebook_.rule(rule).id, std::move(text), event == kNoEvent ? event_ : event);
        reason.unknown = unknown;
        reason.rule = rulebook_.rule(rule).id;
        reason.citations = version.citations;
    }

    void ask_rules() {
        const auto key = [](const Finding& f) {
            const int item = f.outcome == Outcome::illegal_step ? 0 : f.item;  // not allowed in whatever state
            return std::tuple{f.rule, item, f.party, f.round, f.outcome, f.trigger, f.other};
        };
        std::set<decltype(key(Finding{}))> known;
        for (const Finding& finding : review(before_, rulebook_, options_).findings) known.insert(key(finding));
        const Review after = review(after_, rulebook_, options_);
        for (const Finding& finding : after.findings) {
            const RuleVersion* version = refusing(finding.rule, finding.version);
            if (version == nullptr || known.contains(key(finding)) || !is_broken_by_event(finding, *version)) continue;
            add_rule(*version, finding.rule, message(finding, after_, rulebook_), finding.trigger, false);
        }
        // What cannot be told about the event is not allowed.
        for (const Unknown& unknown : after.unknown) {
            const RuleVersion* version = refusing(unknown.rule, unknown.version);
            if (version != nullptr && is_about_event(unknown)) add_rule(*version, unknown.rule, message(unknown, after_, rulebook_), event_, true);
        }
    }

    // What is found with another event is the doing of this one only if this one moves money or is an act that the rule
    // names, and if the rule asked about the other before. A fact that comes to light does not undo what was done, nor does
    // a rule that applies only now.
    [[nodiscard]] bool is_broken_by_event(const Finding& finding, const RuleVersion& version) const {
        if (finding.trigger == event_ || finding.trigger == kNoEvent) return true;
        const Kind kind = after_.events()[static_cast<std::size_t>(event_)].kind;
        const bool is_act = Catalogue::bundled().kind(kind).moves_money || std::ranges::find(version.refused_acts, kind) != version.refused_acts.end();
        return is_act && was_asked_before(finding);
    }

    [[nodiscard]] bool was_asked_before(const Finding& finding) const {
        Record record;
        record.load(before_, options_);
        const Evaluation evaluation{rulebook_.compiled(), Calendar::china(), record};
        const Rule& rule = rulebook_.compiled().rules[finding.rule];
        const Instance instance{&rule, &rule.versions[finding.version], finding.rule, finding.version, finding.trigger, finding.party};
        const Date day = rule.form == Form::check ? options_.as_of : evaluation.trigger(instance).on;
        return evaluation.judge().judge(instance.version->when, evaluation.context(instance, day)).truth == Truth::yes;
    }

    [[nodiscard]] bool is_about_event(const Unknown& unknown) const {
        const bool of_event = unknown.missing == Unknown::Missing::date || unknown.missing == Unknown::Missing::column || unknown.missing == Unknown::Missing::time;
        return unknown.trigger == event_ || (of_event && static_cast<std::int32_t>(unknown.index) == event_);
    }

    const Dossier& before_;
    const Dossier& after_;
    const Rulebook& rulebook_;
    const ReviewOptions& options_;
    std::int32_t event_;
    std::vector<Reason> reasons_;
};

// The event's own id, and the event without it: two events are equal or not whatever their ids.
struct Named {
    std::string id, nameless;
};

Named take_id(std::string_view event_json) {
    Named named;
    auto json = nlohmann::ordered_json::parse(event_json, nullptr, false);
    if (!json.is_object()) return named;  // Dossier::with says what is wrong
    for (const char* name : {"id", "编号", "事件编号"}) {
        const auto id = json.find(name);
        if (id == json.end()) continue;
        if (id->is_string()) named.id = id->get<std::string>();
        json.erase(id);
    }
    named.nameless = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    return named;
}

// The event on record that the last one repeats in every column; the one of that id, if it is among them.
std::int32_t repeated(const Dossier& dossier, std::string_view id) {
    const auto events = dossier.events();
    const auto order = dossier.by_date();
    const auto last = static_cast<std::uint32_t>(events.size() - 1);
    const auto place = std::ranges::find(order, last);
    auto first = place, end = place + 1;
    while (first != order.begin() && events[*first].duplicate) --first;
    while (end != order.end() && events[*end].duplicate) ++end;
    std::int32_t found = kNoEvent;
    for (auto at = first; at != end; ++at) {
        if (*at == last) continue;
        if (found == kNoEvent || dossier.event_id(events[*at]) == id) found = static_cast<std::int32_t>(*at);
    }
    return found;
}

}  // namespace

std::string_view to_string(Reason::By by) noexcept {
    switch (by) {
        case Reason::By::record: return "record";
        case Reason::By::ledger: return "ledger";
        case Reason::By::rule: return "rule";
    }
    return {};
}

Admission admit(const Dossier& dossier, std::string_view event_json, const Rulebook& rulebook, const ReviewOptions& options, Dossier* with) {
    const Named named = take_id(event_json);
    const auto events = dossier.events();
    const bool taken = !named.id.empty() && std::ranges::any_of(events, [&](const Event& event) { return dossier.event_id(event) == named.id; });
    Dossier after = dossier.with(taken ? std::string_view{named.nameless} : event_json);
    Admission admission;
    admission.event = taken ? named.id : id_at(after, static_cast<std::int32_t>(events.size()));
    const std::int32_t twin = repeated(after, named.id);
    admission.replay = twin != kNoEvent && (!taken || id_at(after, twin) == named.id);
    if (!admission.replay && taken) {
        admission.reasons.push_back({Reason::By::record, "id_taken",
                                     {"编号“" + named.id + "”已用于内容不同的事件", "the id " + named.id + " is that of an event with other contents"}, named.id});
        cite(admission.reasons.back(), "ledger.record", rulebook, options.as_of);
    } else if (!admission.replay) {
        admission.reasons = Question{dossier, after, rulebook, options}.answer();
    }
    if (with != nullptr && admission.admitted()) *with = std::move(after);
    return admission;
}

std::string to_json(const Admission& admission) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.admission/1").member("event", admission.event);
    json.flag("admitted", admission.admitted()).flag("replay", admission.replay).name("reasons").open('[');
    for (const Reason& reason : admission.reasons) {
        json.open('{').name("by").word(to_string(reason.by)).member("code", reason.code).member("event", reason.event);
        if (reason.amount != Money{}) json.name("amount").word(reason.amount.to_string());
        if (reason.unknown) json.flag("unknown", true);
        json.name("message").both(reason.text);
        if (!reason.rule.empty()) json.member("rule", reason.rule);
        json.name("citations").raw(to_json(reason.citations)).close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
