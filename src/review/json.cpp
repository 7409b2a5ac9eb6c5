// zhixing.review/1 and zhixing.explanation/1.
#include "review/evaluation.hpp"
#include "value/json_writer.hpp"
#include "value/text_buffer.hpp"
#include "zhixing/review.hpp"

namespace zhixing {
namespace {

// Written by hand and not through JsonWriter: a docket has millions of these rows.
class ReviewWriter {
public:
    ReviewWriter(TextBuffer& out, const Dossier& dossier, const Rulebook& rulebook)
        : out_{out}, dossier_{dossier}, rulebook_{rulebook}, rules_{rulebook.compiled().rules.data()} {}

    void write(const Review& review) {
        out_.put("{\"schema\":\"zhixing.review/1\"");
        if (!dossier_.number().empty()) out_.put(",\"number\":\"").text(dossier_.number()).put("\"");
        out_.put(",\"as_of\":\"").day(review.as_of);
        out_.put("\",\"rulebook\":{\"id\":\"").text(rulebook_.id()).put("\",\"version\":\"").text(rulebook_.version());
        out_.put("\",\"digest\":\"").text(rulebook_.digest()).put("\"},\"obligations\":[");
        write_rows(review.obligations);
        out_.put("],\"findings\":[");
        write_rows(review.findings);
        out_.put("],\"unknown\":[");
        write_rows(review.unknown);
        out_.put("],\"next_change\":");
        write_day(review.next_change.value_or(kNoDate));
        out_.put("}");
    }

private:
    template <class Rows>
    void write_rows(const Rows& rows) {
        bool first = true;
        for (const auto& row : rows) {
            if (!first) out_.put(",");
            first = false;
            write(row);
        }
    }

    void write(const Obligation& obligation) {
        write_subject(obligation.rule, obligation.party, obligation.trigger);
        if (obligation.round != 0) out_.put(",\"round\":").number(obligation.round);
        out_.put(",\"due\":");
        write_day(obligation.due);
        out_.put(",\"state\":\"").put(to_string(obligation.state)).put("\"");
        if (obligation.met_by != kNoEvent) out_.put(",\"met_by\":\"").text(event_id(obligation.met_by)).put("\"");
        write_doubtful(obligation.provisional, obligation.bounded);
        out_.put("}");
    }

    void write(const Finding& finding) {
        if (finding.rule == kNoRule) out_.put("{\"rule\":\"record\"");
        else write_subject(finding.rule, finding.party, kNoEvent);
        write_item(finding.rule, finding.version, finding.item);
        if (finding.round != 0) out_.put(",\"round\":").number(finding.round);
        out_.put(",\"severity\":\"").put(to_string(finding.severity)).put("\",\"outcome\":\"").put(to_string(finding.outcome)).put("\"");
        if (finding.due != kNoDate) out_.put(",\"due\":\"").day(finding.due).put("\",\"days\":").number(finding.days);
        write_events(finding);
        out_.put(",\"holds\":[");
        write_day(finding.holds_from);
        out_.put(",");
        write_day(finding.holds_to);
        out_.put("]");
        write_doubtful(finding.provisional, finding.bounded);
        if (finding.rule != kNoRule) write_report_to(rulebook_.rule(finding.rule));
        out_.put(",\"message\":{\"zh\":\"");
        write_message(out_, Language::zh, finding, dossier_, rulebook_);
        out_.put("\",\"en\":\"");
        write_message(out_, Language::en, finding, dossier_, rulebook_);
        out_.put("\"}");
        if (finding.rule != kNoRule) out_.put(",\"citations\":").put(citations(finding));
        out_.put("}");
    }

    void write(const Unknown& unknown) {
        const Doubt doubt{unknown.missing, unknown.column, unknown.index, true};
        write_subject(unknown.rule, unknown.party, unknown.trigger);
        write_item(unknown.rule, unknown.version, unknown.item);
        out_.put(",\"missing\":\"");
        write_missing(out_, Language::en, doubt, dossier_);
        out_.put("\",\"message\":{\"zh\":\"");
        write_missing(out_, Language::zh, doubt, dossier_);
        out_.put("\",\"en\":\"");
        write_missing(out_, Language::en, doubt, dossier_);
        out_.put("\"}}");
    }

    // What every row begins with.
    void write_subject(std::uint16_t rule, std::uint16_t party, std::int32_t trigger) {
        out_.put("{\"rule\":\"").put(rules_[rule].info.id).put("\"");
        if (trigger != kNoEvent) out_.put(",\"trigger\":\"").text(event_id(trigger)).put("\"");
        if (party != 0) out_.put(",\"party\":\"").text(dossier_.party_id(party)).put("\"");
    }

    void write_item(std::uint16_t rule, std::uint16_t number, std::uint16_t item) {
        if (item == 0) return;
        const RuleVersion& of = version(rule, number);
        out_.put(",\"item\":\"").text(of.process ? of.process->states[item - 1U].id : of.items[item - 1U].id).put("\"");
    }

    void write_events(const Finding& finding) {
        const bool other = finding.other != kNoEvent && finding.other != finding.trigger;
        out_.put(",\"events\":[");
        if (finding.trigger != kNoEvent) out_.put("\"").text(event_id(finding.trigger)).put("\"");
        if (finding.trigger != kNoEvent && other) out_.put(",");
        if (other) out_.put("\"").text(event_id(finding.other)).put("\"");
        out_.put("]");
    }

    void write_doubtful(bool provisional, bool bounded) {
        if (provisional) out_.put(",\"provisional\":true");
        if (bounded) out_.put(",\"bounded\":true");
    }

    void write_report_to(const RuleInfo& rule) {
        if (rule.report_to.empty()) return;
        out_.put(",\"report_to\":[\"");
        for (const std::string& role : rule.report_to) out_.put(&role == rule.report_to.data() ? "" : "\",\"").put(role);
        out_.put("\"]");
    }

    void write_day(Date day) {
        if (day == kNoDate) out_.put("null");
        else out_.put("\"").day(day).put("\"");
    }

    [[nodiscard]] const std::string& citations(const Finding& finding) const {
        const RuleVersion& of = version(finding.rule, finding.version);
        return finding.item != 0 && !of.process ? of.items[finding.item - 1U].citations_json : of.citations_json;
    }
    [[nodiscard]] std::string_view event_id(std::int32_t event) const {
        return dossier_.event_id(dossier_.events()[static_cast<std::size_t>(event)]);
    }
    [[nodiscard]] const RuleVersion& version(std::uint16_t rule, std::uint16_t number) const { return rules_[rule].versions[number]; }

    TextBuffer& out_;
    const Dossier& dossier_;
    const Rulebook& rulebook_;
    const Rule* rules_;
};

}  // namespace

std::string to_json(const Review& review, const Dossier& dossier, const Rulebook& rulebook) {
    TextBuffer out{TextBuffer::Of::json, 1024 + 800 * review.findings.size() + 160 * review.obligations.size() + 256 * review.unknown.size()};
    ReviewWriter{out, dossier, rulebook}.write(review);
    return out.take_text();
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
