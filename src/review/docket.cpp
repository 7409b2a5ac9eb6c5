#include "zhixing/docket.hpp"

#include <algorithm>
#include <set>

#include "review/evaluation.hpp"
#include "value/json_writer.hpp"

namespace zhixing {
namespace {

struct Key {
    std::string text;
    bool certain = true;
    friend auto operator<=>(const Key&, const Key&) = default;
};

// A respondent by identity number; without one by name, which is not certain.
std::set<Key> respondents(const Dossier& dossier) {
    static const Word respondent = Catalogue::bundled().find_word(Vocabulary::party_role, "respondent");
    std::set<Key> keys;
    for (const Party& party : dossier.parties()) {
        if (party.role != respondent) continue;
        const std::string_view number = dossier.text(party.identity_number);
        const std::string_view name = dossier.text(party.name);
        if (!number.empty()) keys.insert({std::string{number}, true});
        else if (!name.empty()) keys.insert({std::string{name}, false});
    }
    return keys;
}

std::set<Key> basis(const Dossier& dossier) {
    const std::string_view number = dossier.text(dossier.basis().number);
    if (number.empty()) return {};
    return {{std::string{number}, true}};
}

// The numbers (account, certificate, plate) of the property that the rule's events are about.
std::set<Key> property(const Dossier& dossier, const Record& record, const Pattern& events) {
    std::set<Key> keys;
    const Context context{kLastDate};
    record.each(events, Match::none, context, [&](std::int32_t event) {
        const std::string_view number = dossier.text(record.event(event), Column::number);
        if (!number.empty()) keys.insert({std::string{number}, true});
    });
    return keys;
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
            for (const Key& key : keys(dossier, *group.version)) {
                enter(group.members[key], {position_, std::string{dossier.number()}, compared(dossier, *group.version)});
            }
        }
        ++position_;
    }

    [[nodiscard]] std::vector<DocketFinding> findings() const {
        std::vector<DocketFinding> findings;
        for (const Group& group : groups_) {
            for (const auto& [key, members] : group.members) {
                if (members.size() < 2 || !differ(*group.version, members)) continue;
                DocketFinding finding{group.rule, group.number, severity(*group.version, key.certain), key.text, key.certain, members};
                findings.push_back(std::move(finding));
            }
        }
        return findings;
    }

    [[nodiscard]] const Rulebook& rulebook() const noexcept { return rulebook_; }

private:
    struct Group {
        std::uint16_t rule, number;
        const RuleVersion* version;
        std::map<Key, std::vector<DocketFinding::Member>> members;
    };

    // A case that stands twice in the docket is one case.
    static void enter(std::vector<DocketFinding::Member>& members, DocketFinding::Member member) {
        const auto number = [](const std::string& text) {
            try {
                return CaseNumber::parse(text).without_suffix().to_string();
            } catch (const InputError&) {
                return text;
            }
        };
        const std::string own = number(member.number);
        const bool known = !own.empty() && std::any_of(members.begin(), members.end(), [&](const auto& other) { return number(other.number) == own; });
        if (!known) members.push_back(std::move(member));
    }

    [[nodiscard]] std::set<Key> keys(const Dossier& dossier, const RuleVersion& version) const {
        switch (version.docket->key) {
            case DocketRule::Key::respondent: return respondents(dossier);
            case DocketRule::Key::basis: return basis(dossier);
            case DocketRule::Key::property: return property(dossier, record_, version.docket->events);
        }
        return {};
    }

    [[nodiscard]] std::string compared(const Dossier& dossier, const RuleVersion& version) const {
        switch (version.docket->differs) {
            case DocketRule::Differs::nothing: return {};
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
        json.close(']').name("message").both(text);
        json.name("citations").raw(rulebook.compiled().rules[finding.rule].versions[finding.version].citations_json).close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
