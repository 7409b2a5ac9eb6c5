// zhixing.review/1 and zhixing.explanation/1.
#include "review/evaluation.hpp"
#include "review/report_to.hpp"
#include "value/json_writer.hpp"
#include "zhixing/review.hpp"

namespace zhixing {
namespace {

void write_day(JsonWriter& json, Date day) {
    if (day == kNoDate) json.raw("null");
    else json.word(to_string(day));
}

class ReviewWriter {
public:
    ReviewWriter(std::string& out, const Dossier& dossier, const Rulebook& rulebook)
        : json_{out}, dossier_{dossier}, rulebook_{rulebook} {}

    void write(const Review& review) {
        json_.open('{').member("schema", "zhixing.review/1");
        if (!dossier_.number().empty()) json_.member("number", dossier_.number());
        json_.member("as_of", to_string(review.as_of));
        json_.name("rulebook").open('{').member("id", rulebook_.id()).member("version", rulebook_.version()).member("digest", rulebook_.digest()).close('}');
        json_.name("obligations").open('[');
        for (const Obligation& obligation : review.obligations) write(obligation);
        json_.close(']').name("findings").open('[');
        for (const Finding& finding : review.findings) write(finding);
        json_.close(']').name("unknown").open('[');
        for (const Unknown& unknown : review.unknown) write(unknown);
        json_.close(']').name("next_change");
        write_day(json_, review.next_change.value_or(kNoDate));
        json_.close('}');
    }

private:
    [[nodiscard]] std::string_view event_id(std::int32_t event) const {
        return dossier_.event_id(dossier_.events()[static_cast<std::size_t>(event)]);
    }
    [[nodiscard]] const RuleVersion& version(std::uint16_t rule, std::uint16_t number) const {
        return rulebook_.compiled().rules[rule].versions[number];
    }

    [[nodiscard]] static const std::string& item_id(const RuleVersion& version, std::uint16_t item) {
        return version.process ? version.process->states[item - 1U].id : version.items[item - 1U].id;
    }

    void write_subject(std::uint16_t rule, std::uint16_t party, std::int32_t trigger) {
        json_.name("rule").word(rulebook_.rule(rule).id);
        if (trigger != kNoEvent) json_.member("trigger", event_id(trigger));
        if (party != 0) json_.member("party", dossier_.party_id(party));
    }

    void write(const Obligation& obligation) {
        json_.open('{');
        write_subject(obligation.rule, obligation.party, obligation.trigger);
        if (obligation.round != 0) json_.member("round", obligation.round);
        json_.name("due");
        write_day(json_, obligation.due);
        json_.name("state").word(to_string(obligation.state));
        if (obligation.met_by != kNoEvent) json_.member("met_by", event_id(obligation.met_by));
        if (obligation.provisional) json_.flag("provisional", true);
        if (obligation.bounded) json_.flag("bounded", true);
        json_.close('}');
    }

    void write(const Finding& finding) {
        json_.open('{');
        if (finding.rule == kNoRule) json_.member("rule", "record");
        else write_subject(finding.rule, finding.party, kNoEvent);
        if (finding.item != 0) json_.member("item", item_id(version(finding.rule, finding.version), finding.item));
        if (finding.round != 0) json_.member("round", finding.round);
        json_.name("severity").word(to_string(finding.severity)).name("outcome").word(to_string(finding.outcome));
        if (finding.due != kNoDate) json_.name("due").word(to_string(finding.due)).member("days", finding.days);
        json_.name("events").open('[');
        if (finding.trigger != kNoEvent) json_.text(event_id(finding.trigger));
        if (finding.other != kNoEvent && finding.other != finding.trigger) json_.text(event_id(finding.other));
        json_.close(']').name("holds").open('[');
        write_day(json_, finding.holds_from);
        write_day(json_, finding.holds_to);
        json_.close(']');
        if (finding.provisional) json_.flag("provisional", true);
        if (finding.bounded) json_.flag("bounded", true);
        if (finding.rule != kNoRule) write_report_to(json_, rulebook_.rule(finding.rule));
        json_.name("message").open('{');
        json_.name("zh").prose([&](std::string& out) { append_message(out, Language::zh, finding, dossier_, rulebook_); });
        json_.name("en").prose([&](std::string& out) { append_message(out, Language::en, finding, dossier_, rulebook_); });
        json_.close('}');
        write_citations_of(finding);
        json_.close('}');
    }

    void write_citations_of(const Finding& finding) {
        if (finding.rule == kNoRule) return;
        const RuleVersion& of = version(finding.rule, finding.version);
        json_.name("citations").raw(finding.item != 0 && !of.process ? of.items[finding.item - 1U].citations_json : of.citations_json);
    }

    void write(const Unknown& unknown) {
        json_.open('{');
        write_subject(unknown.rule, unknown.party, unknown.trigger);
        if (unknown.item != 0) json_.member("item", item_id(version(unknown.rule, unknown.version), unknown.item));
        const Doubt doubt{unknown.missing, unknown.column, unknown.index, true};
        missing_.clear();
        append_missing(missing_, Language::en, doubt, dossier_);
        json_.member("missing", missing_).name("message").open('{');
        json_.name("zh").prose([&](std::string& out) { append_missing(out, Language::zh, doubt, dossier_); });
        json_.member("en", missing_).close('}').close('}');
    }

    JsonWriter json_;
    const Dossier& dossier_;
    const Rulebook& rulebook_;
    std::string missing_;  // working memory
};

}  // namespace

std::string to_json(const Review& review, const Dossier& dossier, const Rulebook& rulebook) {
    std::string out;
    out.reserve(1024 + 640 * review.findings.size() + 128 * review.obligations.size() + 256 * review.unknown.size());
    ReviewWriter{out, dossier, rulebook}.write(review);
    return out;
}

std::string to_json(const Explanation& explanation, const Dossier& dossier) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.explanation/1").member("rule", explanation.rule);
    json.name("summary").both(explanation.summary);
    json.name("instances").open('[');
    for (const Explanation::Instance& instance : explanation.instances) {
        json.open('{');
        if (instance.trigger != kNoEvent) json.member("trigger", dossier.event_id(dossier.events()[static_cast<std::size_t>(instance.trigger)]));
        if (instance.party != 0) json.member("party", dossier.party_id(instance.party));
        if (instance.state) json.member("state", to_string(*instance.state));
        json.name("steps").open('[');
        for (const Text& step : instance.steps) json.both(step);
        json.close(']');
        json.name("citations").raw(to_json(instance.citations));
        json.close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
