#include "documents/value.hpp"

#include <array>
#include <utility>

#include "dossier/members.hpp"
#include "value/utf8.hpp"
#include "zhixing/chinese.hpp"
#include "zhixing/identity.hpp"

namespace zhixing::documents {
namespace {

std::string date_digits(Date day) {
    const date::year_month_day parts{day};
    return std::to_string(static_cast<int>(parts.year())) + "年" + std::to_string(static_cast<unsigned>(parts.month())) + "月" +
           std::to_string(static_cast<unsigned>(parts.day())) + "日";
}

std::string_view unit_words(Unit unit) {
    constexpr std::array<std::string_view, 6> words{"", "小时", "日", "个工作日", "个月", "年"};
    return words[static_cast<std::size_t>(unit)];
}

// Written as such in a court paper: direction marks could make an amount read backwards, the others cannot stand in XML.
bool unwanted(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == kMalformed || code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF || (code & 0xFFFE) == 0xFFFE;
}

bool plain_ascii(std::string_view text) {
    for (const char c : text) {
        if (c < 0x20 || c == 0x7F) return false;  // also every byte of other characters, where char is signed
    }
    return true;
}

// Sex and date of birth stand in a person's number too.
std::optional<std::string> from_identity(std::string_view member, std::string_view number) {
    if ((member != "sex" && member != "birth") || number.empty()) return std::nullopt;
    try {
        const Identity identity = Identity::parse(number);
        if (member == "sex" && identity.female) return *identity.female ? "女" : "男";
        if (member == "birth" && identity.birth) return date_digits(*identity.birth);
    } catch (const IdentityError&) {
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::string> member_text(std::string_view members, const PartyMember& member) {
    const auto look = [&](std::string_view name) -> std::optional<std::string> {
        const auto value = find_member(members, name);
        if (!value) return std::nullopt;
        if (const auto text = scalar_text(*value)) return text;
        const auto name_of = find_member(members_of(*value), "name");  // {"agent": {"name": …}}
        return name_of ? scalar_text(*name_of) : std::nullopt;
    };
    if (auto text = look(member.name)) return text;
    for (const std::string& name : member.from) {
        if (auto text = look(name)) return text;
    }
    const auto extra = find_member(members, "extra");
    return extra ? member_text(members_of(*extra), member) : std::nullopt;
}

std::string_view role_words(const Party& party, const Dossier& dossier) {
    return party.role == 0 ? dossier.text(party.role_text) : std::string_view{Catalogue::bundled().word(Vocabulary::party_role, party.role).zh};
}

void append_word(std::string_view row, const PartyMember& asked, std::string& out) {
    for (const auto& [word, printed] : asked.words) {
        if (word == row) row = printed;
    }
    append_clean(row, out);
}

bool print_party(const Value& value, std::uint16_t member, const Dossier& dossier, const FieldBook& book, std::string& out) {
    const PartyMember& asked = book.members[member];
    if (member == kPartyNatural || member == kPartyYou) {
        const auto person = is_natural(value);
        if (member == kPartyYou) out += !person ? "你（单位）" : *person ? "你" : "你单位";
        else if (person.value_or(false)) out += "自然人";
        return member == kPartyYou || person.value_or(false);
    }
    std::string_view row;
    if (value.party != nullptr) {
        const Party& party = *value.party;
        if (member == kPartyName) row = dossier.text(party.name);
        else if (member == kPartyRole) row = role_words(party, dossier);
        else if (member == kPartyIdentity) row = dossier.text(party.identity_number);
        else if (member == kPartyIdentityKind) row = dossier.text(party.identity_kind);
    }
    if (!row.empty()) {
        append_word(row, asked, out);
        return true;
    }
    const std::string_view members = value.party != nullptr ? dossier.text(value.party->extra) : std::string_view{value.text};
    if (const auto text = member_text(members, asked)) {
        const auto day = parse_date(*text);
        append_clean(day ? date_digits(*day) : *text, out);
        return true;
    }
    std::string number;
    if (value.party != nullptr) number = dossier.text(value.party->identity_number);
    else if (const auto given = find_member(members, "identity")) number = scalar_text(*given).value_or("");
    const auto told = from_identity(asked.name, number);
    if (told) out += *told;
    return told.has_value();
}

bool print_names(const Value& list, const Dossier& dossier, const FieldBook& book, std::string& out) {
    bool all = !list.rows.empty();
    for (const auto& row : list.rows) {
        if (&row != &list.rows.front()) out += "、";
        all = print_party(row.front(), kPartyName, dossier, book, out) && all;
    }
    return all;
}

}  // namespace

std::optional<Wording> find_form(FieldType type, bool of_parties, std::string_view name) noexcept {
    if (type == FieldType::money && name == "capitals") return Wording::capitals;
    if ((type == FieldType::date || type == FieldType::limit) && name == "digits") return Wording::digits;
    if (type == FieldType::date && name == "iso") return Wording::iso;
    if (type == FieldType::number && name == "chinese") return Wording::chinese;
    if (type == FieldType::list && name == "count") return Wording::count;
    if (of_parties && name == "names") return Wording::names;
    return std::nullopt;
}

std::optional<bool> is_natural(const Value& value) {
    static const Word person = Catalogue::bundled().find_word(Vocabulary::party_kind, "natural");
    Word kind = value.party != nullptr ? value.party->kind : Word{0};
    if (value.party == nullptr) {
        const auto given = find_member(value.text, "kind");
        if (given) kind = Catalogue::bundled().find_word(Vocabulary::party_kind, scalar_text(*given).value_or(""));
    }
    if (kind == 0) return std::nullopt;
    return kind == person;
}

bool print(const Value& value, Print print, const Dossier& dossier, const FieldBook& book, std::string& out) {
    if (!value.present) return false;
    const Date day{date::days{value.type == FieldType::date ? value.number : 0}};
    switch (value.type) {
        case FieldType::text: case FieldType::law:
            append_clean(value.text, out);
            return true;
        case FieldType::number:
            out += print.form == Wording::chinese && value.number >= 0 ? chinese_number(value.number) : std::to_string(value.number);
            return true;
        case FieldType::money:
            out += print.form == Wording::capitals ? Money::from_fen(value.number).to_capitals() : Money::from_fen(value.number).to_string();
            return true;
        case FieldType::date:
            out += print.form == Wording::iso ? to_string(day) : print.form == Wording::digits ? date_digits(day) : chinese_date(day);
            return true;
        case FieldType::limit:
            out += print.form == Wording::digits ? std::to_string(value.number) : chinese_number(value.number);
            out += unit_words(value.unit);
            return true;
        case FieldType::flag:
            out += value.number != 0 ? "是" : "否";
            return true;
        case FieldType::party:
            return print_party(value, print.form == Wording::member ? print.member : kPartyName, dossier, book, out);
        case FieldType::list:
            if (print.form == Wording::names) return print_names(value, dossier, book, out);
            out += std::to_string(value.rows.size());
            return true;
    }
    return false;
}

void append_clean(std::string_view text, std::string& out) {
    if (plain_ascii(text)) {
        out += text;
        return;
    }
    while (!text.empty()) {
        const Glyph glyph = take_glyph(text);
        if (glyph.code == '\r') {
            if (!text.starts_with('\n')) out += '\n';
        } else if (glyph.code == '\n' || glyph.code == 0x2028 || glyph.code == 0x2029) {
            out += '\n';
        } else if (glyph.code == '\t') {
            out += ' ';
        } else if (unwanted(glyph.code)) {
            out += "\xEF\xBF\xBD";
        } else {
            out += glyph.bytes;
        }
    }
}

}  // namespace zhixing::documents
