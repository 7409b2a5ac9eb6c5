/// @file
/// The access policy as it is read: words of the catalogue and positions instead of names.
#pragma once

#include <bitset>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "law/node.hpp"
#include "zhixing/access.hpp"
#include "zhixing/catalogue.hpp"

namespace zhixing {

enum class Scope : std::uint8_t { none = 0, own_cases, own_court, courts_below, all, party, agent };
[[nodiscard]] std::string_view to_string(Scope scope) noexcept;

inline constexpr std::size_t kMaxItems = 32;
using Items = std::bitset<kMaxItems>;
using Kinds = std::bitset<kMaxKinds>;

// A kind of personal data: how it is found.
struct Item {
    std::string id;
    std::vector<std::string> members;  // an unknown member whose name has one of these in it
    Kinds numbers;                     // kinds of events whose `number` is one
};

// How a text is masked.
struct Mask {
    enum class How : std::uint8_t { show, remove, cross, surname, county, scan };
    How how = How::remove;
    std::size_t first = 0, last = 0;  // characters that a crossed text keeps
};

// What somebody sees.
struct View {
    std::string id;
    bool all_kinds = false;  // those that the catalogue does not know among them
    Kinds kinds;
    Kinds own_kinds;          // shown, with their number, where they are about oneself: name one, or the number of one that does
    std::vector<Mask> shows;  // by item
    Items own;                // items of one's own that are shown
    std::vector<Citation> citations;

    [[nodiscard]] bool whole() const;   // nothing is masked or withheld
    [[nodiscard]] Items shown() const;  // items that are shown as they are, of everybody or of one's own
};

struct Grant {
    Scope scope = Scope::none;
    std::size_t view = 0;  // of parties and agents: by their part in the case
    std::optional<Items> record;  // empty: the sensitive ones
};

struct RolePolicy {
    std::vector<Grant> read;
    Scope write = Scope::none;
    bool header = false, enters = false, import = false, take_out = false, audit = false;
    std::vector<Word> as;  // party roles that the one who asks must have in the case
};

struct PolicyData {
    Json json;
    std::string id, version;
    std::vector<Citation> citations, identity_citations, authority_citations;
    std::vector<std::string> identity_kinds;
    int identity_hours = 0;
    Kinds authority_given, authority_ended, left, handler, names_another;
    std::vector<Word> outsiders;
    std::vector<Item> items;
    Items sensitive;
    std::vector<View> views;
    std::map<Word, std::size_t> party_views;  // by party role; 0: any other
    std::vector<RolePolicy> roles;            // by role; those that the policy leaves out may do nothing

    [[nodiscard]] const RolePolicy* role(std::string_view id) const;  // nullptr: no role of the catalogue
    [[nodiscard]] std::size_t item(std::string_view id) const;        // items.size(): there is none
    [[nodiscard]] const View* view(std::string_view id) const;        // nullptr: there is none
    [[nodiscard]] std::vector<std::string> names_of(const Items& items) const;
};

// The items that masking asks for by name; a policy must have them.
inline constexpr std::string_view kNeededItems[] = {"name", "identity", "person", "number", "digest", "note", "other"};

// What somebody who reads all dossiers that they may may see in them and has recorded; empty: nobody of the court, they ask
// for one dossier after another by its number.
[[nodiscard]] std::optional<Items> items_of_all(const PolicyData& policy, const Actor& actor);

// Whether an id says who somebody is and looks like no other: letters, digits, `-_.@:/·`, Chinese characters.
[[nodiscard]] bool is_plain_id(std::string_view id) noexcept;

// An identity or licence number in the one form in which it is compared; empty where it is too little to tell anybody by,
// or has something else than letters and digits in it (stars, look-alikes).
[[nodiscard]] std::string identity_key(std::string_view number);

}  // namespace zhixing
