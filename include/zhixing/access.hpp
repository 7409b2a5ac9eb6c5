/// @file
/// Access (权限): who may read and record what, decided by a policy that is data. Denied unless the policy allows it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

/// How a party or an agent was identified before they may read (核对身份, article 10 of the guideline). It belongs to the
/// one who asks and not to a case: it is made at the counter or at the door of the portal, before anybody knows which
/// case will be asked for, and does not outlast the visit. So it comes with the actor; each reading records what it was.
struct IdentityCheck {
    std::string kind;      ///< of the number, a word of the policy: `resident`, `passport`, `uscc`, `lawyer_licence`, …
    std::string number;
    std::string document;  ///< what was shown, e.g. 居民身份证
    std::string by;        ///< who checked it; nobody checks themselves
    DateTime at{};         ///< when
};

/// Who asks. The host has made sure who that is; the policy decides what they may do.
struct Actor {
    std::string id;                  ///< letters, digits, `-_.@:/·` and Chinese characters: nothing that looks like another id
    std::string court{};             ///< court code, e.g. 豫1325; parties, agents and the system may have none
    std::vector<std::string> roles{};  ///< offices, ids of the catalogue's roles
    std::optional<IdentityCheck> identity{};  ///< of parties and agents
};

/// Who reads, and why.
struct Reader {
    Actor actor;
    std::string purpose;  ///< why, as it is recorded where the reading is
    DateTime recorded{};  ///< now, by the host's clock
};

struct PolicyData;

/// Who may read and record what. Immutable, cheap to copy, safe to share between threads.
class AccessPolicy {
public:
    /// The policy compiled into the library: rules/access.json.
    [[nodiscard]] static AccessPolicy bundled();
    /// Reads a `zhixing.access/1` overlay: `extends` names what it builds on (`base`, else the bundled policy), `override` is
    /// laid over it as a JSON merge patch. The whole is checked then. @param file its name, for errors.
    /// @throws RuleError with file and JSON pointer.
    [[nodiscard]] static AccessPolicy load(std::string_view json, std::string_view file, const AccessPolicy* base = nullptr);

    [[nodiscard]] const std::string& id() const noexcept;
    [[nodiscard]] const std::string& version() const noexcept;
    /// The whole policy, after layering.
    [[nodiscard]] std::string json() const;
    /// SHA-256 of json(), as 64 hexadecimal digits: what the journal keeps of the policy that was in force.
    [[nodiscard]] const std::string& digest() const noexcept;
    /// @private
    [[nodiscard]] const PolicyData& data() const noexcept { return *data_; }

private:
    explicit AccessPolicy(std::shared_ptr<const PolicyData> data) : data_{std::move(data)} {}
    std::shared_ptr<const PolicyData> data_;
};

/// What of a dossier decides who may read it.
struct CaseFacts {
    struct Party {
        std::string id, role;  ///< role: word of the catalogue
        std::string name, identity_kind, identity_number;
        bool left = false;     ///< found to have left the case
    };
    /// Of an agent, as recorded with an authority (授权委托书).
    struct Authority {
        std::string party;     ///< id of the principal
        std::string number;    ///< of the agent's identity or licence
        Date from = kNoDate, until = kNoDate;  ///< first and last day; kNoDate: not told
        Date ended = kNoDate;  ///< the day on which it was ended, if it was
    };
    std::string number;
    bool on_record = false;
    std::vector<std::string> courts;  ///< codes: that of the number, and that of the header if it is another
    std::string handler;              ///< as the latest assignment says
    std::vector<Party> parties;
    std::vector<Authority> authorities;
};
[[nodiscard]] CaseFacts case_facts(const Dossier& dossier, const AccessPolicy& policy);
/// Of a dossier that is not on record: its number alone.
[[nodiscard]] CaseFacts case_facts(std::string_view number);

/// What somebody wants to do.
enum class Wish : std::uint8_t {
    read = 1,   ///< one dossier
    read_all,   ///< all dossiers that they may read, one after another
    write,      ///< record events
    header,     ///< begin a dossier or change its header
    import,     ///< record old data that breaks rules
    take_out,   ///< export the journal, copy it, read entries as they are
    audit       ///< see who has read
};
[[nodiscard]] std::string_view to_string(Wish wish) noexcept;

/// A party for whom somebody reads: themselves or their principal.
struct OwnParty {
    std::string id, name, identity_number;
};

/// May they?
struct AccessDecision {
    bool allowed = false;
    std::string code;    ///< why not: `access.actor`, `access.role`, `access.court`, `access.identity`, `access.not_yours`, `access.scope`, …
    Text reason;         ///< the same for all dossiers that a party or an agent may not see, those that do not exist among them
    std::vector<Citation> citations;
    std::string role;    ///< the office by which they may
    std::string scope;   ///< `own_cases`, `own_court`, `courts_below`, `all`, `party`, `agent`
    std::string view;    ///< what they see: a view of the policy
    std::vector<OwnParty> own;          ///< for whom they read
    std::vector<std::string> recorded;  ///< items whose reading is recorded where they are seen
};
/// @param now the day and time of the question: for how long identity checks and authorities hold. Pure.
[[nodiscard]] AccessDecision decide(const AccessPolicy& policy, const Actor& actor, const CaseFacts& facts, Wish wish, DateTime now);

/// A dossier as somebody may see it.
struct MaskedDossier {
    std::string json;                ///< `zhixing.dossier/1`
    std::vector<std::string> seen;   ///< items of the policy that stand in it unmasked
    std::size_t withheld = 0;        ///< events that are not shown
};
/// Masks a dossier for a view of the policy. What the view does not name is not shown. @param own parties whose own data
/// are shown, where the view shows them. @throws RuleError `access.view` if there is no such view. Pure.
[[nodiscard]] MaskedDossier mask(const Dossier& dossier, const AccessPolicy& policy, std::string_view view, const std::vector<OwnParty>& own = {});

/// Reads `{"actor":{"id","court","roles","identity"},"purpose","recorded"}`. @throws InputError with its JSON pointer.
[[nodiscard]] Reader parse_reader(std::string_view json);
/// `zhixing.access-decision/1`.
[[nodiscard]] std::string to_json(const AccessDecision& decision);

}  // namespace zhixing
