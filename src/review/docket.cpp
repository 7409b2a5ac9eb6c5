#include "zhixing/docket.hpp"

#include <algorithm>
#include <optional>
#include <set>

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
// sheet, the party or who recorded it.
std::optional<Key> key_of(const Dossier& dossier, const Event& event, DocketRule::Key key) {
    if (key == DocketRule::Key::party) return party_of(dossier, event);
    const Column column = key == DocketRule::Key::digest ? Column::digest : key == DocketRule::Key::by ? Column::by : Column::number;
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
        const Judge judge{record_, Calendar::china()};
        const Context context{options_.as_of};
        for (Group& group : groups_) {
            if (judge.judge(group.version->when, context).truth != Truth::yes) continue;
            if (group.version->docket->of_events()) {
                enter_events(group, dossier, group.version->docket->events, Side::events);
                enter_events(group, dossier, group.version->docket->facing, Side::facing);
                continue;
            }
            const auto keys = group.version->docket->key == DocketRule::Key::basis ? basis(dossier) : respondents(dossier);
            for (const Key& key : keys) enter(group, key, dossier, compared(dossier, *group.version), Side::events);
        }
        ++position_;
    }

    [[nodiscard]] std::vector<DocketFinding> findings() const {
        std::vector<DocketFinding> findings;
        for (const Group& group : groups_) {
            for (const auto& [key, found] : group.members) {
                if (!enough(*group.version, found)) continue;
                DocketFinding finding{group.rule, group.number, severity(*group.version, key.certain), key.text, key.certain, found.members};
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
        std::vector<Side> sides;  // of each
        int events = 0;
    };

    struct Group {
        std::uint16_t rule, number;
        const RuleVersion* version;
        std::map<Key, Found> members;
    };

    void enter_events(Group& group, const Dossier& dossier, const Pattern& events, Side side) {
        const Context context{kLastDate};
        record_.each(events, Match::none, context, [&](std::int32_t event) {
            const auto key = key_of(dossier, record_.event(event), group.version->docket->key);
            if (!key) return;
            ++group.members[*key].events;
            enter(group, *key, dossier, compared_of(dossier, record_.event(event), *group.version), side);
        });
    }

    // A case that stands twice in the docket is one case. Where the events of one case may differ, it stands
    // there once with each value.
    void enter(Group& group, const Key& key, const Dossier& dossier, std::string value, Side side) {
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
    }

    // What is compared of an event, else of its case.
    [[nodiscard]] std::string compared_of(const Dossier& dossier, const Event& event, const RuleVersion& version) const {
        switch (version.docket->differs) {
            case DocketRule::Differs::party: return party_of(dossier, event).value_or(Key{}).text;
            case DocketRule::Differs::number: return std::string{dossier.text(event, Column::number)};
            default: return compared(dossier, version);
        }
    }

    // Whether so many of one key are too many.
    static bool enough(const RuleVersion& version, const Found& found) {
        const DocketRule& docket = *version.docket;
        const int count = docket.key == DocketRule::Key::by ? found.events : static_cast<int>(found.members.size());
        if (count < docket.at_least || !differ(version, found.members)) return false;
        return docket.facing.empty() || across(found);
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

Text message(const DocketFinding& finding, const Rulebook& rulebook) {
    const Text& name = rulebook.rule(finding.rule).name;
    const std::string count = std::to_string(finding.members.size());
    Text text{name.zh + "：" + finding.key + "，共 " + count + " 件", name.en + ": " + finding.key + ", " + count + " cases"};
    if (!finding.certain) {
        text.zh += "（仅姓名相同，没有证件号码）";
        text.en += " (by name alone, without an identity number)";
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
        write_report_to(json, rulebook.rule(finding.rule));
        json.name("message").both(text);
        json.name("citations").raw(rulebook.compiled().rules[finding.rule].versions[finding.version].citations_json).close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
