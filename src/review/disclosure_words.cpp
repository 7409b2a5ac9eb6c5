// The words of messages: fields filled from the dossier, and the JSON documents.
#include <algorithm>
#include <array>

#include "law/node.hpp"
#include "review/evaluation.hpp"
#include "value/json_writer.hpp"
#include "value/utf8.hpp"
#include "zhixing/chinese.hpp"
#include "zhixing/court.hpp"
#include "zhixing/disclosure.hpp"
#include "zhixing/kinds.hpp"
#include "zhixing/masking.hpp"

namespace zhixing {
namespace {

using State = Disclosure::State;

// Kinds of the events that record that a message arrived.
constexpr std::string_view kSent = "disclosure.sent", kCorrected = "disclosure.corrected", kWithdrawn = "disclosure.withdrawn";

// What nobody sees and what turns the direction of writing have no place in a message.
bool is_shown(char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool invisible = (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
    return !control && !invisible && c != kMalformed;
}
// A text of the dossier as a message may hold it: without what is not shown, and without numbers that tell a person.
std::string plain(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const Glyph glyph = take_glyph(text);
        if (is_shown(glyph.code)) shown += glyph.bytes;
    }
    return scan(shown, {});
}

std::string length(PeriodRule limit) {
    constexpr std::array<std::string_view, 6> kUnits{"", "小时", "日", "个工作日", "个月", "年"};
    const auto unit = static_cast<std::size_t>(limit.unit) < kUnits.size() ? static_cast<std::size_t>(limit.unit) : 0;
    return chinese_number(limit.n) + std::string{kUnits[unit]};
}

// Values of the fields for one message.
class Fields {
public:
    Fields(const Dossier& dossier, const Rulebook& rulebook, const Disclosure& item, const DisclosureValues& given)
        : dossier_{dossier}, rulebook_{rulebook}, item_{item}, event_{dossier.events()[static_cast<std::size_t>(item.event)]}, given_{given} {}

    [[nodiscard]] std::string value(std::string_view name) const {
        if (name == "message") return message_;
        if (const auto found = given_.find(name); found != given_.end()) return found->second;
        if (name == "number") return plain(dossier_.number());
        if (name == "court.name") return court();
        if (name == "addressee.name") return item_.party == 0 ? std::string{} : name_of(item_.party);
        if (name == "event.name") return kind_name();
        if (name == "event.date") return day(event_.on);
        if (name == "event.until") return event_.has_until() ? day(event_.until) : std::string{};
        if (name == "event.document") return word(Vocabulary::document, event_.document);
        if (name == "event.outcome") return word(Vocabulary::outcome, event_.outcome);
        if (name == "event.ground") return word(Vocabulary::ground, event_.ground);
        if (name == "event.amount") return event_.has_amount ? event_.amount.to_string() : std::string{};
        if (name == "event.party") return event_.party == 0 ? std::string{} : name_of(event_.party);
        if (name == "handler") return handler();
        if (name == "applicants") return names("applicant");
        if (name == "respondents") return names("respondent");
        if (name == "right.days") return right();
        if (name == "due") return item_.due == kNoDate ? std::string{} : day(item_.due);
        return {};
    }
    void put_message(std::string text) { message_ = std::move(text); }

private:
    static std::string day(Date date) {
        const date::year_month_day ymd{date};
        return std::to_string(static_cast<int>(ymd.year())) + "年" + std::to_string(static_cast<unsigned>(ymd.month())) + "月" + std::to_string(static_cast<unsigned>(ymd.day())) + "日";
    }
    static std::string word(Vocabulary vocabulary, Word of) { return of == 0 ? std::string{} : Catalogue::bundled().word(vocabulary, of).zh; }

    // Without what stands in brackets at its end, which is for clerks.
    [[nodiscard]] std::string kind_name() const {
        const std::string& name = Catalogue::bundled().kind(event_.kind).zh;
        return name.ends_with("）") ? name.substr(0, name.find("（")) : name;
    }
    [[nodiscard]] std::string court() const {
        const std::string_view given = dossier_.court();
        const std::string code = given.empty() ? code_of_number() : std::string{given};
        const auto found = find_court(code);
        return found ? std::string{found->name} : plain(given);
    }
    [[nodiscard]] std::string code_of_number() const {
        try {
            return CaseNumber::parse(dossier_.number()).court();
        } catch (const InputError&) {
            return {};  // a matter without a case number
        }
    }
    [[nodiscard]] std::string name_of(std::uint16_t party) const {
        return party <= dossier_.parties().size() ? plain(dossier_.text(dossier_.parties()[party - 1U].name)) : std::string{};
    }
    [[nodiscard]] std::string names(std::string_view role) const {
        const Word word = Catalogue::bundled().find_word(Vocabulary::party_role, role);
        std::string all;
        for (const Party& party : dossier_.parties()) {
            const std::string name = plain(dossier_.text(party.name));
            if (party.role == word && !name.empty()) all += (all.empty() ? "" : "、") + name;
        }
        return all;
    }
    // Whom the latest assignment up to the event names.
    [[nodiscard]] std::string handler() const {
        std::string named;
        for (const std::uint32_t position : dossier_.by_date()) {
            const Event& event = dossier_.events()[position];
            if (event.kind == kinds::case_assigned && event.has_date() && event.on <= event_.on) named = plain(dossier_.text(event, Column::by));
        }
        return named;
    }
    // The party's own period that begins with what is told, by the law of that day.
    [[nodiscard]] std::string right() const {
        const auto& rules = rulebook_.compiled().rules;
        const auto& number = rules[item_.rule].versions[item_.version].telling->right;
        const RuleVersion* const version = number ? rules[*number].version_on(event_.on) : nullptr;
        return version == nullptr || version->stated ? std::string{} : length(version->limit);
    }

    const Dossier& dossier_;
    const Rulebook& rulebook_;
    const Disclosure& item_;
    const Event& event_;
    const DisclosureValues& given_;
    std::string message_;
};

std::string fill(const Words& words, const Fields& fields, std::vector<std::string>& missing) {
    std::string text;
    for (std::size_t i = 0; i < words.parts.size(); ++i) {
        const Words::Part& part = words.parts[i];
        const std::string value = part.names_field() ? fields.value(part.text) : std::string{};
        switch (part.kind) {
            case Token::Kind::text:
            case Token::Kind::newline: text += part.text; break;
            case Token::Kind::value:
                if (value.empty()) missing.push_back(part.text);
                text += value;
                break;
            case Token::Kind::open:
                if (value.empty()) i = part.partner;
                break;
            case Token::Kind::inverted:
                if (!value.empty()) i = part.partner;
                break;
            case Token::Kind::close: break;
        }
    }
    return text;
}

class MessageMaker {
public:
    MessageMaker(const Dossier& dossier, const Rulebook& rulebook, const Disclosures& disclosures, const DisclosureValues& values)
        : dossier_{dossier}, rulebook_{rulebook}, disclosures_{disclosures}, values_{values} {}

    std::vector<DisclosureMessage> run() {
        for (std::size_t i = 0; i < disclosures_.items.size(); ++i) {
            const Disclosure& item = disclosures_.items[i];
            if (item.rule == kNoRule || !item.waits()) continue;
            for (const DisclosureChannel* const channel : telling(item).channels) {
                if (goes_by(item, *channel)) out_.push_back(make(i, *channel));
            }
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] const Telling& telling(const Disclosure& item) const { return *rulebook_.compiled().rules[item.rule].versions[item.version].telling; }
    [[nodiscard]] const Event& event(std::int32_t position) const { return dossier_.events()[static_cast<std::size_t>(position)]; }
    static bool takes_back(const Disclosure& item) { return item.state == State::to_correct || item.state == State::to_withdraw; }

    // What was told by one channel is corrected by that one.
    [[nodiscard]] bool goes_by(const Disclosure& item, const DisclosureChannel& channel) const {
        if (!takes_back(item)) return true;
        const Word told = event(item.told_by).method;
        const bool known = std::ranges::any_of(telling(item).channels, [told](const DisclosureChannel* each) { return each->method == told; });
        return !known || channel.method == told;
    }

    [[nodiscard]] DisclosureMessage make(std::size_t position, const DisclosureChannel& channel) const {
        const Disclosure& item = disclosures_.items[position];
        const RuleInfo& rule = rulebook_.rule(item.rule);
        DisclosureMessage made;
        made.item = position;
        Fields fields{dossier_, rulebook_, item, values_};
        if (takes_back(item)) {
            const DisclosureLaw& law = DisclosureLaw::bundled();
            fields.put_message(rule.name.zh);
            fields.put_message(fill(item.state == State::to_correct ? law.correct : law.withdraw, fields, made.missing));
        } else {
            fields.put_message(fill(channel.brief ? telling(item).brief : telling(item).full, fields, made.missing));
        }
        made.text = fill(channel.frame, fields, made.missing);
        made.message.channel = channel.id;
        if (!telling(item).open_to_all()) made.message.to = dossier_.party_id(item.party);
        made.message.subject = rule.name.zh;
        made.message.body = body(made.text, rule.id, item.state);
        made.message.cause = dossier_.event_id(event(takes_back(item) ? item.told_by : item.event));
        made.result = disclosure_result(made.message, kNoDate);
        return made;
    }

    static std::string body(std::string_view text, std::string_view rule, State state) {
        const std::string_view kind = state == State::to_correct ? kCorrected : state == State::to_withdraw ? kWithdrawn : kSent;
        std::string out;
        JsonWriter{out}.open('{').member("text", text).member("rule", rule).member("kind", kind).close('}');
        return out;
    }

    const Dossier& dossier_;
    const Rulebook& rulebook_;
    const Disclosures& disclosures_;
    const DisclosureValues& values_;
    std::vector<DisclosureMessage> out_;
};

void check_values(const DisclosureValues& values) {
    for (const auto& [name, value] : values) {
        const DisclosureField* const field = DisclosureLaw::bundled().field(name);
        if (field == nullptr || !field->host) {
            throw InputError{"disclosure.value", {"告知用语没有由使用单位给出的字段“" + name + "”", "messages have no field \"" + name + "\" that the host gives"}, {{}, 0, "/values/" + name}};
        }
        std::string_view rest = value;
        while (!rest.empty()) {
            if (!is_shown(take_glyph(rest).code)) throw InputError{"disclosure.value", {"“" + name + "”含有不可见的字符", "\"" + name + "\" has characters that are not shown"}, {{}, 0, "/values/" + name}};
        }
    }
}

// zhixing.disclosures/1.
class DisclosureWriter {
public:
    DisclosureWriter(std::string& out, const Disclosures& disclosures, const Dossier& dossier, const Rulebook& rulebook)
        : json_{out}, disclosures_{disclosures}, dossier_{dossier}, rulebook_{rulebook} {}

    void write(const std::vector<DisclosureMessage>& messages) {
        json_.open('{').member("schema", "zhixing.disclosures/1");
        if (!dossier_.number().empty()) json_.member("number", dossier_.number());
        json_.name("as_of").word(to_string(disclosures_.as_of)).name("disclosures").open('[');
        for (const Disclosure& item : disclosures_.items) write(item);
        json_.close(']').name("messages").open('[');
        for (const DisclosureMessage& message : messages) write(message);
        json_.close(']').name("unmatched").open('[');
        for (const std::int32_t event : disclosures_.unmatched) json_.text(id(event));
        json_.close(']').name("findings").open('[');
        for (const Finding& finding : disclosures_.findings) write(finding);
        json_.close(']').close('}');
    }

private:
    [[nodiscard]] std::string_view id(std::int32_t event) const { return dossier_.event_id(dossier_.events()[static_cast<std::size_t>(event)]); }

    void write(const Disclosure& item) {
        json_.open('{');
        const RuleVersion* const version = item.rule == kNoRule ? nullptr : &rulebook_.compiled().rules[item.rule].versions[item.version];
        if (version != nullptr) {
            const RuleInfo& rule = rulebook_.rule(item.rule);
            json_.member("rule", rule.id).name("name").both(rule.name).name("source").word(to_string(version->source));
        }
        json_.member("event", id(item.event));
        if (item.party != 0) json_.member("party", dossier_.party_id(item.party));
        json_.flag("public", version != nullptr && version->telling->open_to_all()).name("state").word(to_string(item.state));
        if (item.due != kNoDate) json_.name("due").word(to_string(item.due));
        if (item.told_by != kNoEvent) json_.member("told_by", id(item.told_by));
        if (item.trail != kNoEvent) json_.member("trail", id(item.trail));
        if (!item.reason.zh.empty()) json_.name("reason").both(item.reason);
        if (version != nullptr && !version->telling->items.empty()) {
            json_.name("items").open('[');
            for (const Text& shown : version->telling->items) json_.both(shown);
            json_.close(']');
        }
        json_.name("citations").raw(to_json(item.citations)).close('}');
    }

    void write(const DisclosureMessage& made) {
        json_.open('{').name("item").number(static_cast<std::int64_t>(made.item)).name("message").open('{').member("channel", made.message.channel);
        if (!made.message.to.empty()) json_.member("to", made.message.to);
        json_.member("subject", made.message.subject).name("body").raw(made.message.body).member("cause", made.message.cause).close('}');
        json_.member("text", made.text).name("missing").open('[');
        for (const std::string& field : made.missing) json_.text(field);
        json_.close(']').name("result").raw(made.result).close('}');
    }

    void write(const Finding& finding) {
        const Rule& rule = rulebook_.compiled().rules[finding.rule];
        json_.open('{').member("rule", rule.info.id).name("severity").word(to_string(finding.severity));
        if (finding.party != 0) json_.member("party", dossier_.party_id(finding.party));
        if (finding.due != kNoDate) json_.name("due").word(to_string(finding.due)).name("days").number(finding.days);
        json_.name("events").open('[');
        if (finding.trigger != kNoEvent) json_.text(id(finding.trigger));
        json_.close(']').name("message").both(message(finding, dossier_, rulebook_)).name("citations").raw(rule.versions[finding.version].citations_json).close('}');
    }

    JsonWriter json_;
    const Disclosures& disclosures_;
    const Dossier& dossier_;
    const Rulebook& rulebook_;
};

}  // namespace

std::vector<DisclosureMessage> disclosure_messages(const Dossier& dossier, const Rulebook& rulebook, const Disclosures& disclosures, const DisclosureValues& values) {
    check_values(values);
    return MessageMaker{dossier, rulebook, disclosures, values}.run();
}

std::string disclosure_result(const OutgoingMessage& message, Date on) {
    const auto refuse = [](const char* zh, const char* en) { throw InputError{"disclosure.message", {zh, en}, {{}, 0, "/body"}}; };
    const Json body = Json::parse(message.body, nullptr, false);
    if (!body.is_object() || !body.contains("kind") || !body["kind"].is_string()) refuse("不是告知消息", "not a message of disclosure");
    const auto kind = body["kind"].get<std::string>();
    if (kind != kSent && kind != kCorrected && kind != kWithdrawn) refuse("不是告知事件", "not an event of disclosure");
    const DisclosureChannel* const channel = DisclosureLaw::bundled().channel(message.channel);
    if (channel == nullptr) refuse("不是告知渠道", "not a channel of disclosure");
    std::string out;
    JsonWriter json{out};
    json.open('{').member("kind", kind);
    if (on != kNoDate) json.name("on").word(to_string(on));
    if (!message.to.empty()) json.member("party", message.to);
    if (kind == kSent) json.member("ref", message.cause);
    else json.member("number", message.cause);
    json.member("method", Catalogue::bundled().word(Vocabulary::method, channel->method).id).close('}');
    return out;
}

std::string to_json(const Disclosures& disclosures, const std::vector<DisclosureMessage>& messages, const Dossier& dossier, const Rulebook& rulebook) {
    std::string out;
    DisclosureWriter{out, disclosures, dossier, rulebook}.write(messages);
    return out;
}

}  // namespace zhixing
