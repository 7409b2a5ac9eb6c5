#include "zhixing/docket.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "review/deeming.hpp"
#include "review/evaluation.hpp"
#include "review/report_to.hpp"
#include "value/json_writer.hpp"

namespace zhixing {
namespace {

struct Key {
    std::string text;
    bool certain = true;
    friend auto operator<=>(const Key&, const Key&) = default;
};

// A party by identity number; without one by name, which is not certain.
std::optional<Key> identity(const Dossier& dossier, const Party& party) {
    const std::string_view number = dossier.text(party.identity_number);
    if (!number.empty()) return Key{std::string{number}, true};
    const std::string_view name = dossier.text(party.name);
    if (!name.empty()) return Key{std::string{name}, false};
    return std::nullopt;
}

std::set<Key> respondents(const Dossier& dossier) {
    static const Word respondent = Catalogue::bundled().find_word(Vocabulary::party_role, "respondent");
    std::set<Key> keys;
    for (const Party& party : dossier.parties()) {
        if (party.role != respondent) continue;
        if (const auto key = identity(dossier, party)) keys.insert(*key);
    }
    return keys;
}

std::set<Key> basis(const Dossier& dossier) {
    const std::string_view number = dossier.text(dossier.basis().number);
    if (number.empty()) return {};
    return {{std::string{number}, true}};
}

// Whom an event names.
std::optional<Key> party_of(const Dossier& dossier, const Event& event) {
    if (event.party == 0) return std::nullopt;
    return identity(dossier, dossier.parties()[event.party - 1U]);
}

// What an event of the rule is known by: the number of the account, certificate or plate, the digest of the
// sheet, the party or who recorded it; where dossiers are known by their handler, whom it names so.
std::optional<Key> key_of(const Dossier& dossier, const Event& event, DocketRule::Key key) {
    if (key == DocketRule::Key::party) return party_of(dossier, event);
    const bool of_person = key == DocketRule::Key::by || key == DocketRule::Key::handler;
    const Column column = key == DocketRule::Key::digest ? Column::digest : of_person ? Column::by : Column::number;
    const std::string_view text = dossier.text(event, column);
    if (text.empty()) return std::nullopt;
    return Key{std::string{text}, true};
}

// Who handles it, as the latest assignment says.
std::string handler(const Dossier& dossier, const Record& record) {
    static const Kind assigned = Catalogue::bundled().find_kind("case.assigned");
    std::string by;
    for (std::int32_t event = record.first(assigned); event != kNoEvent; event = record.next(event)) by = dossier.text(record.event(event), Column::by);
    return by;
}

}  // namespace

class Docket::Groups {
public:
    Groups(Rulebook rulebook, const ReviewOptions& options) : rulebook_{std::move(rulebook)}, options_{options} {
        const auto& rules = rulebook_.compiled().rules;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const RuleVersion* version = rules[i].form == Form::docket ? rules[i].version_on(options.as_of) : nullptr;
            if (version == nullptr || !version->enabled) continue;
            groups_.push_back({static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(version - rules[i].versions.data()), version, {}});
        }
    }

    void add(const Dossier& dossier) {
        record_.load(dossier, options_);
        take_in_deemed(rulebook_.compiled(), record_, Calendar::china());
        const Judge judge{record_, Calendar::china()};
        const Context context{options_.as_of};
        for (Group& group : groups_) {
            enter_events(group, dossier, group.version->docket->facing, Side::facing);
            if (judge.judge(group.version->when, context).truth != Truth::yes) continue;
            if (group.version->docket->of_events()) enter_events(group, dossier, group.version->docket->events, Side::events);
            else enter_dossier(group, dossier, context);
        }
        ++position_;
    }

    [[nodiscard]] std::vector<DocketFinding> findings() const {
        std::vector<DocketFinding> findings;
        for (const Group& group : groups_) {
            for (const auto& [key, found] : group.members) {
                if (!enough(*group.version, found)) continue;
                DocketFinding finding{group.rule, group.number, severity(*group.version, key.certain), key.text, key.certain, shown(*group.version, found), {}};
                if (group.version->docket->spans) finding.length = found.length;
                findings.push_back(std::move(finding));
            }
        }
        return findings;
    }

    [[nodiscard]] const Rulebook& rulebook() const noexcept { return rulebook_; }

private:
    // On which side of a rule that has two.
    enum class Side : std::uint8_t { events, facing };

    // Those of one key.
    struct Found {
        std::vector<DocketFinding::Member> members;
        std::vector<Side> sides;      // of each
        std::vector<Stretch> lasting; // of each: the first and the last day of its event
        std::vector<Date> days;       // of each event of the side of events
        DocketFinding::Length length;
    };

    struct Group {
        std::uint16_t rule, number;
        const RuleVersion* version;
        std::map<Key, Found> members;
    };

    void enter_events(Group& group, const Dossier& dossier, const Pattern& events, Side side) {
        const Context context{options_.as_of};  // what is deemed to happen later has not happened yet
        record_.each(events, Match::none, context, [&](std::int32_t position) {
            const Event& event = record_.event(position);
            const auto key = key_of(dossier, event, group.version->docket->key);
            if (!key) return;
            if (side == Side::events) group.members[*key].days.push_back(event.on);
            const Stretch lasting{event.on, event.has_until() ? event.until : event.on};
            enter(group, *key, dossier, compared_of(dossier, event, *group.version), side, lasting);
        });
    }

    // Under what its header, or who handles it, puts it; with the lengths of time that are looked at.
    void enter_dossier(Group& group, const Dossier& dossier, const Context& context) {
        const DocketRule& docket = *group.version->docket;
        Doubt doubt;
        const auto found = docket.spans ? stretches(*docket.spans, record_, context, doubt) : std::vector<Stretch>{};
        if (docket.spans && (found.empty() || doubt.any)) return;  // what cannot be told has no mean
        for (const Key& key : keys_of(dossier, docket.key)) {
            enter(group, key, dossier, compared(dossier, *group.version), Side::events, {});
            DocketFinding::Length& length = group.members[key].length;
            length.count += static_cast<std::int64_t>(found.size());
            for (const auto& [from, to] : found) length.days += (to - from).count();
        }
    }

    [[nodiscard]] std::set<Key> keys_of(const Dossier& dossier, DocketRule::Key key) const {
        if (key == DocketRule::Key::basis) return basis(dossier);
        if (key == DocketRule::Key::respondent) return respondents(dossier);
        const std::string by = handler(dossier, record_);
        return by.empty() ? std::set<Key>{} : std::set<Key>{{by, true}};
    }

    // A case that stands twice in the docket is one case. Where the events of one case may differ, it stands
    // there once with each value.
    void enter(Group& group, const Key& key, const Dossier& dossier, std::string value, Side side, const Stretch& lasting) {
        const auto number = [](const std::string& text) {
            try {
                return CaseNumber::parse(text).without_suffix().to_string();
            } catch (const InputError&) {
                return text;
            }
        };
        Found& found = group.members[key];
        const std::string own = number(std::string{dossier.number()});
        const bool by_value = group.version->docket->counts_events();
        for (std::size_t i = 0; i < found.members.size(); ++i) {
            const DocketFinding::Member& other = found.members[i];
            const bool same_case = other.position == position_ || (!own.empty() && number(other.number) == own);
            if (same_case && found.sides[i] == side && (!by_value || other.value == value)) return;
        }
        found.members.push_back({position_, std::string{dossier.number()}, std::move(value)});
        found.sides.push_back(side);
        found.lasting.push_back(lasting);
    }

    // What is compared of an event, else of its case.
    [[nodiscard]] std::string compared_of(const Dossier& dossier, const Event& event, const RuleVersion& version) const {
        if (version.docket->during) return to_string(event.on);
        switch (version.docket->differs) {
            case DocketRule::Differs::party: return party_of(dossier, event).value_or(Key{}).text;
            case DocketRule::Differs::number: return std::string{dossier.text(event, Column::number)};
            default: return compared(dossier, version);
        }
    }

    // Whether so many of one key are too many.
    static bool enough(const RuleVersion& version, const Found& found) {
        const DocketRule& docket = *version.docket;
        if (docket.spans) return found.length.count >= docket.at_least && found.length.days > docket.over * found.length.count;
        if (docket.during) return shown(version, found).size() > static_cast<std::size_t>(std::count(found.sides.begin(), found.sides.end(), Side::facing));
        const int count = docket.key == DocketRule::Key::by ? most_within(docket, found.days) : static_cast<int>(found.members.size());
        if (count < docket.at_least || !differ(version, found.members)) return false;
        return docket.facing.empty() || across(found);
    }

    // How many events there are, or at most within the time that the rule looks at.
    static int most_within(const DocketRule& docket, std::vector<Date> days) {
        if (!docket.within) return static_cast<int>(days.size());
        std::sort(days.begin(), days.end());
        std::ptrdiff_t most = 0;
        for (auto first = days.begin(); first != days.end(); ++first) {
            const auto end = std::upper_bound(first, days.end(), *last_day_of(*first, *docket.within, Calendar::china()));
            most = std::max(most, end - first);
        }
        return static_cast<int>(most);
    }

    // Whether an event is dated while one of the other side lasts.
    static bool covered(const Found& found, std::size_t event) {
        if (found.sides[event] == Side::facing) return false;
        for (std::size_t i = 0; i < found.members.size(); ++i) {
            if (found.sides[i] == Side::facing && found.lasting[i].first <= found.lasting[event].first && found.lasting[event].first <= found.lasting[i].second) return true;
        }
        return false;
    }

    // Those that the finding is about.
    static std::vector<DocketFinding::Member> shown(const RuleVersion& version, const Found& found) {
        if (!version.docket->during) return found.members;
        std::vector<DocketFinding::Member> members;
        for (std::size_t i = 0; i < found.members.size(); ++i) {
            if (found.sides[i] == Side::facing || covered(found, i)) members.push_back(found.members[i]);
        }
        return members;
    }

    // Whether a case on one side faces another case.
    static bool across(const Found& found) {
        for (std::size_t i = 0; i < found.members.size(); ++i) {
            for (std::size_t k = 0; k < found.members.size(); ++k) {
                if (found.sides[i] != found.sides[k] && found.members[i].position != found.members[k].position) return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::string compared(const Dossier& dossier, const RuleVersion& version) const {
        switch (version.docket->differs) {
            case DocketRule::Differs::nothing:
            case DocketRule::Differs::party:
            case DocketRule::Differs::number: return {};
            case DocketRule::Differs::court: return std::string{dossier.court()};
            case DocketRule::Differs::handler: return handler(dossier, record_);
        }
        return {};
    }

    // What is not told differs from nothing.
    static bool differ(const RuleVersion& version, const std::vector<DocketFinding::Member>& members) {
        if (version.docket->differs == DocketRule::Differs::nothing) return true;
        std::set<std::string_view> values;
        for (const DocketFinding::Member& member : members) {
            if (!member.value.empty()) values.insert(member.value);
        }
        return values.size() > 1;
    }

    static Severity severity(const RuleVersion& version, bool certain) {
        if (!certain) return Severity::note;
        if (version.severity) return static_cast<Severity>(*version.severity);
        return version.source == Source::read ? Severity::anomaly : Severity::warning;
    }

    Rulebook rulebook_;
    ReviewOptions options_;
    Record record_;
    std::vector<Group> groups_;
    std::size_t position_ = 0;
};

Docket::Docket(Rulebook rulebook, const ReviewOptions& options) : groups_{std::make_unique<Groups>(std::move(rulebook), options)} {}
Docket::~Docket() = default;
Docket::Docket(Docket&&) noexcept = default;
Docket& Docket::operator=(Docket&&) noexcept = default;

void Docket::add(const Dossier& dossier) { groups_->add(dossier); }
std::vector<DocketFinding> Docket::findings() const { return groups_->findings(); }
const Rulebook& Docket::rulebook() const noexcept { return groups_->rulebook(); }

namespace {

// The mean to one decimal place, half up.
std::string tenths(const DocketFinding::Length& length) {
    const std::int64_t tenths = (length.days * 20 + length.count) / (2 * length.count);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

Text message(const DocketFinding& finding, const Rulebook& rulebook) {
    const Text& name = rulebook.rule(finding.rule).name;
    const std::string count = std::to_string(finding.members.size());
    Text text{name.zh + "：" + finding.key + "，共 " + count + " 件", name.en + ": " + finding.key + ", " + count + " cases"};
    if (!finding.certain) {
        text.zh += "（仅姓名相同，没有证件号码）";
        text.en += " (by name alone, without an identity number)";
    }
    if (finding.length) {
        const std::string average = tenths(*finding.length), spans = std::to_string(finding.length->count);
        text.zh += "，" + spans + " 段，平均 " + average + " 日";
        text.en += ", " + spans + " stretches of " + average + " days on average";
    }
    return text;
}

std::string to_json(const std::vector<DocketFinding>& findings, const Rulebook& rulebook) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.docket/1").name("findings").open('[');
    for (const DocketFinding& finding : findings) {
        const Text text = message(finding, rulebook);
        json.open('{').member("rule", rulebook.rule(finding.rule).id).name("severity").word(to_string(finding.severity));
        json.member("key", finding.key).flag("certain", finding.certain).name("members").open('[');
        for (const DocketFinding::Member& member : finding.members) {
            json.open('{').member("position", static_cast<std::int64_t>(member.position)).member("number", member.number);
            if (!member.value.empty()) json.member("value", member.value);
            json.close('}');
        }
        json.close(']');
        if (finding.length) json.name("length").open('{').member("count", finding.length->count).member("days", finding.length->days).close('}');
        write_report_to(json, rulebook.rule(finding.rule));
        json.name("message").both(text);
        json.name("citations").raw(rulebook.compiled().rules[finding.rule].versions[finding.version].citations_json).close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
