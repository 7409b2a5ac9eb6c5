// Values of fields, and how they are written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "documents/field.hpp"
#include "zhixing/period.hpp"

namespace zhixing::documents {

struct Value {
    FieldType type = FieldType::text;
    bool present = false;
    Unit unit = Unit::day;            // of a limit
    std::int64_t number = 0;          // number, fen, days since 1970, length of a limit, 1 for yes
    const Party* party = nullptr;     // a row of the dossier …
    std::string text;                 // text, law; … or the members of a party that the host gave, as JSON
    std::vector<std::vector<Value>> rows;  // of a list; of a list of parties, rows of one
};

// What a tag says behind the name of its field.
enum class Wording : std::uint8_t { plain, capitals, digits, iso, chinese, count, names, member };

struct Print {
    Wording form = Wording::plain;
    std::uint16_t member = 0;  // of a party: position in FieldBook::members
};

// The form that a tag's last part names for a field of that type; empty: none.
[[nodiscard]] std::optional<Wording> find_form(FieldType type, bool of_parties, std::string_view name) noexcept;

// Appends it; false, and nothing, if there is nothing on record.
[[nodiscard]] bool print(const Value& value, Print print, const Dossier& dossier, const FieldBook& book, std::string& out);

// Whether a party is a natural person; empty: not told.
[[nodiscard]] std::optional<bool> is_natural(const Value& party);

// Appends a text from data: control characters and marks that turn the direction of writing become U+FFFD, line ends a
// line feed; the rest is left as it is.
void append_clean(std::string_view text, std::string& out);

}  // namespace zhixing::documents
