// Fields of documents: their names and types, and where their values are taken from.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "law/node.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/ledger.hpp"
#include "zhixing/template.hpp"

namespace zhixing::documents {

// What a party can be asked: a row of the dossier has the first four, all others are members of it.
struct PartyMember {
    std::string name;
    Text label;
    std::vector<std::string> from;  // names of the member in dossiers
    std::vector<std::pair<std::string, std::string>> words;  // what is printed for what is on record
};
inline constexpr std::uint16_t kPartyName = 0, kPartyRole = 1, kPartyIdentity = 2, kPartyIdentityKind = 3, kPartyNatural = 4, kPartyYou = 5;

// A column of an event, or a member of it that is no column.
struct CellSource {
    std::optional<Column> column;
    std::string member;
    std::vector<Kind> course{};  // or what became of its instance: events of these kinds
};

struct Field;

// Where a value is taken from.
struct Origin {
    enum class Of : unsigned char { header, day, subject, parties, event, recorded, events, claims, principal, limit, due, parameter, ledger, balance, fee, service, distribution, field };
    Of of = Of::header;
    std::vector<std::string> path;     // header
    Word role = 0;                     // parties
    std::vector<Kind> kinds, unless;   // events; `unless` one of these came later for the same instance. Of due: what issues it
    std::vector<Word> documents, outcomes, grounds;
    bool latest = true;
    bool same_party = false, same_ref = false, once = false;  // once: the first event of an instance only
    CellSource cell;                  // event
    std::size_t rule = 0;              // limit, due, parameter
    std::string word;                  // ledger: receipts, payments, entitlements; balance, fee, distribution
    std::shared_ptr<const Field> field{};  // field: the one whose words `grounds` are looked for in
};

struct Field {
    std::string name{};
    FieldType type = FieldType::text;
    Text label{};
    bool optional = false;
    bool of_parties = false;           // a list of parties
    std::vector<Origin> origins{};      // the first that has a value gives it; none: the host
    std::string from{};                 // as written
    std::vector<Field> items{};        // of a list
    CellSource cell{};                 // of an item: what of the row it is
    // Of type law: what each version of the rule cites, by the days it is in force.
    struct Law {
        Date from, to;
        std::string text;
    };
    std::vector<Law> law{};
};

// What an item is called in rows that are not events.
[[nodiscard]] const std::string& name_in_row(const Field& item) noexcept;

// The fields that every template may use (rules/templates/fields.json).
struct FieldBook {
    std::vector<PartyMember> members;
    std::vector<Field> fields;

    [[nodiscard]] static FieldBook read(const Node& root, const Rulebook& rulebook);
    [[nodiscard]] std::optional<std::uint16_t> find_member(std::string_view name) const noexcept;
};

// `{"name","type","label","from"?,"optional"?,"fields"?,"of"?}`. `before`: the fields that stand before it.
[[nodiscard]] Field read_field(const Node& node, const Rulebook& rulebook, const std::vector<Field>& before = {});
// `{"rule","document"?}`: a field that cites the law.
[[nodiscard]] Field read_law(const std::string& name, const Node& node, const Rulebook& rulebook);

}  // namespace zhixing::documents
