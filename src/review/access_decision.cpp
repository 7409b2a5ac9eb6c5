// May they? Denied unless a role of the actor allows it.
#include <algorithm>

#include "review/access_policy.hpp"
#include "law/rule.hpp"
#include "value/json_writer.hpp"
#include "value/utf8.hpp"
#include "zhixing/court.hpp"
#include "zhixing/identity.hpp"

namespace zhixing {
namespace {

constexpr std::size_t kMostIdBytes = 128;
constexpr std::size_t kLeastNumber = 6;  // characters by which somebody can be told
constexpr int kMostCourtLevels = 4;

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_chinese(char32_t c) { return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF) || c == 0x3007; }

bool is_outside(Scope scope) { return scope == Scope::party || scope == Scope::agent; }

// Who asks, office by office.
class Question {
public:
    Question(const PolicyData& policy, const Actor& actor, const CaseFacts& facts, Wish wish, DateTime now)
        : policy_{policy}, actor_{actor}, facts_{facts}, wish_{wish}, now_{now}, today_{date::floor<date::days>(now)} {}

    [[nodiscard]] AccessDecision answer() {
        if (!check_actor()) return refusal_;
        refuse("access.scope", {"任何一个身份都无此权限", "no office that they have allows it"}, policy_.citations);
        for (const std::string& role : actor_.roles) {
            if (auto decision = ask(role, *policy_.role(role))) return *std::move(decision);
        }
        return refusal_;
    }

private:
    void refuse(std::string code, Text reason, const std::vector<Citation>& citations) {
        refusal_ = {};
        refusal_.code = std::move(code);
        refusal_.reason = std::move(reason);
        refusal_.citations = citations;
    }

    // Whether the actor is one at all.
    bool check_actor() {
        if (!is_plain_id(actor_.id)) {
            refuse("access.actor", {"人员编号为空，或含有字母、数字、汉字和 -_.@:/· 以外的字符", "the id of who asks is empty, or has something else in it than letters, digits, Chinese characters and -_.@:/·"}, {});
            return false;
        }
        if (actor_.roles.empty()) {
            refuse("access.role", {"未说明以何种身份", "it is not said in which office"}, {});
            return false;
        }
        for (const std::string& role : actor_.roles) {
            if (policy_.role(role) != nullptr) continue;
            refuse("access.role", {"目录中没有此身份", "an office is not one of the catalogue's"}, {});
            return false;
        }
        if (!actor_.court.empty() && !find_court(actor_.court) && !is_plain_id(actor_.court)) {
            refuse("access.court", {"法院代字有误", "the code of the court is none"}, {});
            return false;
        }
        return true;
    }

    [[nodiscard]] std::optional<AccessDecision> ask(const std::string& id, const RolePolicy& role) {
        switch (wish_) {
            case Wish::read:
            case Wish::read_all: return ask_to_read(id, role);
            case Wish::write: return role.write != Scope::none && covers(role.write) ? allow(id, role.write) : std::nullopt;
            case Wish::header: return role.header && covers(role.write) ? allow(id, role.write) : std::nullopt;
            case Wish::import: return role.import && covers(role.write) ? allow(id, role.write) : std::nullopt;
            case Wish::take_out: return role.take_out ? allow(id, Scope::all) : std::nullopt;
            case Wish::audit: return role.audit && reads_as_staff(role) ? allow(id, Scope::own_court) : std::nullopt;
        }
        return std::nullopt;
    }

    [[nodiscard]] bool reads_as_staff(const RolePolicy& role) const {
        return std::ranges::any_of(role.read, [this](const Grant& grant) { return !is_outside(grant.scope) && covers(grant.scope); });
    }

    [[nodiscard]] std::optional<AccessDecision> ask_to_read(const std::string& id, const RolePolicy& role) {
        for (const Grant& grant : role.read) {
            if (is_outside(grant.scope)) {
                if (wish_ == Wish::read_all) continue;  // they ask for a case by its number
                if (auto decision = ask_from_outside(id, role, grant)) return decision;
            } else if (covers(grant.scope)) {
                return allow(id, grant.scope, policy_.views[grant.view], grant);
            }
        }
        return std::nullopt;
    }

    // Whether the dossier is in the scope: all courts that it names are.
    [[nodiscard]] bool covers(Scope scope) const {
        const auto all_courts = [this](const auto& holds) { return !actor_.court.empty() && !facts_.courts.empty() && std::ranges::all_of(facts_.courts, holds); };
        switch (scope) {
            case Scope::all: return true;
            case Scope::own_court: return all_courts([this](const std::string& court) { return court == actor_.court; });
            case Scope::own_cases: return facts_.handler == actor_.id && covers(Scope::own_court);
            case Scope::courts_below: return all_courts([this](const std::string& court) { return is_below(court); });
            case Scope::none:
            case Scope::party:
            case Scope::agent: break;
        }
        return false;
    }

    [[nodiscard]] bool is_below(const std::string& court) const {
        auto above = find_court(court);
        for (int level = 0; above && level < kMostCourtLevels; ++level) {
            if (above->parent == actor_.court) return true;
            above = find_court(above->parent);
        }
        return false;
    }

    // A party, or an agent of one. What depends on the dossier is refused with one answer, so that nobody learns from it
    // which cases there are.
    [[nodiscard]] std::optional<AccessDecision> ask_from_outside(const std::string& id, const RolePolicy& role, const Grant& grant) {
        if (!check_identity()) return std::nullopt;
        const bool as_agent = grant.scope == Scope::agent;
        std::vector<OwnParty> own;
        const View* view = nullptr;
        for (const CaseFacts::Party& party : facts_.parties) {
            const Word part = Catalogue::bundled().find_word(Vocabulary::party_role, party.role);
            const bool fits = as_agent ? acts_for(party) : is_self(party) && std::ranges::find(role.as, part) != role.as.end();
            if (party.left || !fits) continue;
            own.push_back({party.id, party.name, party.identity_number});
            if (view == nullptr) view = &view_of(part);
        }
        if (view != nullptr) {
            AccessDecision decision = *allow(id, grant.scope, *view, grant);
            decision.own = std::move(own);
            return decision;
        }
        refuse("access.not_yours", {"没有您可以查询的这一案件：没有这一案号，或者您不是该案当事人，或者没有录入您的证件号码、有效的授权委托书", "there is no such case that you may see: there is none of that number, or you are no party to it, or your number or a valid authority is not on record"},
               as_agent ? policy_.authority_citations : policy_.identity_citations);
        return std::nullopt;
    }

    bool check_identity() {
        const auto wrong = [this](const char* code, Text reason) {
            refuse(code, std::move(reason), policy_.identity_citations);
            return false;
        };
        if (!actor_.identity) return wrong("access.identity", {"未核对身份", "the identity of who asks was not checked"});
        const IdentityCheck& check = *actor_.identity;
        if (std::ranges::find(policy_.identity_kinds, check.kind) == policy_.identity_kinds.end()) return wrong("access.identity", {"不是可以核对身份的证件种类", "identity is not checked by papers of that kind"});
        if (identity_key(check.number).empty()) return wrong("access.identity", {"证件号码不完整，或含有字母、数字以外的字符", "the identity number is not whole, or has something else in it than letters and digits"});
        if (check.document.empty()) return wrong("access.identity", {"未说明出示了什么证件", "it is not said which paper was shown"});
        if (!is_plain_id(check.by) || check.by == actor_.id) return wrong("access.identity", {"未说明由谁核对身份，或者系本人自行核对", "it is not said who checked the identity, or it was themselves"});
        if (check.at > now_) return wrong("access.identity", {"核对身份的时间晚于现在", "the identity was checked later than now"});
        if (now_ - check.at > std::chrono::hours{policy_.identity_hours}) return wrong("access.identity_expired", {"身份核对已过有效时长，应重新核对", "the identity was checked too long ago and has to be checked again"});
        return true;
    }

    // Told by the number alone, never by the name.
    [[nodiscard]] bool is_self(const CaseFacts::Party& party) const {
        const std::string key = identity_key(actor_.identity->number);
        if (key != identity_key(party.identity_number)) return false;
        return is_checked(actor_.identity->number) || actor_.identity->kind == party.identity_kind;
    }
    // Numbers with a check digit tell their kind; of others, passports say, two kinds may have the same.
    static bool is_checked(const std::string& number) {
        try {
            (void)Identity::parse(number);
            return true;
        } catch (const IdentityError&) {
            return false;
        }
    }

    [[nodiscard]] bool acts_for(const CaseFacts::Party& party) const {
        const std::string key = identity_key(actor_.identity->number);
        return std::ranges::any_of(facts_.authorities, [&](const CaseFacts::Authority& authority) {
            const bool runs = authority.from <= today_ && (authority.until == kNoDate || today_ <= authority.until) && (authority.ended == kNoDate || today_ < authority.ended);
            return runs && (authority.party == party.id || authority.party == party.name) && identity_key(authority.number) == key;
        });
    }

    [[nodiscard]] const View& view_of(Word part) const {
        const auto found = policy_.party_views.find(part);
        return policy_.views[found == policy_.party_views.end() ? policy_.party_views.at(0) : found->second];
    }

    [[nodiscard]] static std::optional<AccessDecision> allow(const std::string& role, Scope scope) {
        AccessDecision decision;
        decision.allowed = true;
        decision.role = role;
        decision.scope = to_string(scope);
        return decision;
    }
    [[nodiscard]] std::optional<AccessDecision> allow(const std::string& role, Scope scope, const View& view, const Grant& grant) const {
        auto decision = allow(role, scope);
        decision->view = view.id;
        decision->citations = view.citations;
        decision->recorded = policy_.names_of(grant.record.value_or(policy_.sensitive) & view.shown());
        return decision;
    }

    const PolicyData& policy_;
    const Actor& actor_;
    const CaseFacts& facts_;
    Wish wish_;
    DateTime now_;
    Date today_;
    AccessDecision refusal_;
};

}  // namespace

std::optional<Items> items_of_all(const PolicyData& policy, const Actor& actor) {
    std::optional<Items> items;
    for (const std::string& id : actor.roles) {
        const RolePolicy* const role = policy.role(id);
        if (role == nullptr) continue;
        for (const Grant& grant : role->read) {
            if (is_outside(grant.scope)) continue;
            items = items.value_or(Items{}) | (grant.record.value_or(policy.sensitive) & policy.views[grant.view].shown());
        }
    }
    return items;
}

bool is_plain_id(std::string_view id) noexcept {
    if (id.empty() || id.size() > kMostIdBytes) return false;
    while (!id.empty()) {
        const char32_t c = take_glyph(id).code;
        const bool mark = c == '-' || c == '_' || c == '.' || c == '@' || c == ':' || c == '/' || c == 0x00B7;
        const bool digit = c >= '0' && c <= '9';
        if (!is_letter(c) && !digit && !mark && !is_chinese(c)) return false;
    }
    return true;
}

std::string identity_key(std::string_view number) {
    try {
        return Identity::parse(number).to_18();
    } catch (const IdentityError&) {
        // a passport, a licence, or a number that is wrong: as it stands
    }
    std::string key;
    for (const char c : number) {
        if (c == ' ' || c == '-') continue;
        if (!is_digit(c) && !is_letter(static_cast<unsigned char>(c))) return {};
        key += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return key.size() < kLeastNumber ? std::string{} : key;
}

AccessDecision decide(const AccessPolicy& policy, const Actor& actor, const CaseFacts& facts, Wish wish, DateTime now) {
    return Question{policy.data(), actor, facts, wish, now}.answer();
}

std::string_view to_string(Wish wish) noexcept {
    switch (wish) {
        case Wish::read: return "read";
        case Wish::read_all: return "read_all";
        case Wish::write: return "write";
        case Wish::header: return "header";
        case Wish::import: return "import";
        case Wish::take_out: return "take_out";
        case Wish::audit: return "audit";
    }
    return {};
}

std::string to_json(const AccessDecision& decision) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.access-decision/1").flag("allowed", decision.allowed);
    if (!decision.allowed) json.member("code", decision.code).name("message").both(decision.reason);
    if (!decision.role.empty()) json.member("role", decision.role).member("scope", decision.scope);
    if (!decision.view.empty()) {
        json.member("view", decision.view).name("own").open('[');
        for (const OwnParty& party : decision.own) json.text(party.id);
        json.close(']').name("recorded").open('[');
        for (const std::string& item : decision.recorded) json.text(item);
        json.close(']');
    }
    json.name("citations").raw(to_json(decision.citations)).close('}');
    return out;
}

}  // namespace zhixing
