#include "zhixing/identity.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "value/utf8.hpp"
#include "zhixing/error.hpp"

// Numbers are personal data: no message repeats one. A message names the kind the number was read as and the
// places that are wrong, counted from 1 as the standards do.

namespace zhixing {
namespace {

using std::string_view;

/// What is wrong with a number.
struct Problem {
    const char* code;
    std::string places;  ///< e.g. `7-14`
    Text text;
};
using Verdict = std::optional<Problem>;

/// The kind a number was read as.
struct Name {
    string_view zh, en;
};
constexpr Name kAny = {"证件号码", "identity number"};
constexpr Name kFifteen = {"15位号码", "number of 15 places"};
constexpr Name kResident = {"公民身份号码", "resident identity number"};
constexpr Name kPermit = {"港澳台居民居住证号码", "residence permit number"};
constexpr Name kPermanent = {"外国人永久居留身份证号码", "permanent residence card number"};
constexpr Name kUscc = {"统一社会信用代码", "unified social credit code"};
constexpr Name kOrganisation = {"组织机构代码", "organisation code"};

Problem problem(const char* code, std::string places, const Name& kind, const std::string& zh,
                const std::string& en) {
    return {code, std::move(places), {std::string{kind.zh} + "：" + zh, std::string{kind.en} + ": " + en}};
}

[[noreturn]] void refuse(Problem wrong) {
    throw IdentityError{wrong.code, std::move(wrong.text), Place{"", 0, std::move(wrong.places)}};
}

// ---- Alphabets and check characters ----

constexpr string_view kResidentChecks = "10X98765432";
constexpr string_view kUsccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // without I O S V Z

constexpr unsigned place_value(char c) noexcept {
    return static_cast<unsigned>(is_digit(c) ? c - '0' : c - 'A' + 10);
}

/// GB 11643: over the first 17 digits.
char resident_check(string_view digits) noexcept {
    constexpr std::array<unsigned, 17> weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * place_value(digits[i]);
    return kResidentChecks[sum % 11];
}

/// GB 32100: over the first 17 places, weights 3^i mod 31.
char uscc_check(string_view places) noexcept {
    unsigned sum = 0;
    unsigned weight = 1;
    for (std::size_t i = 0; i < 17; ++i) {
        sum += weight * static_cast<unsigned>(kUsccAlphabet.find(places[i]));
        weight = weight * 3 % 31;
    }
    return kUsccAlphabet[(31 - sum % 31) % 31];
}

/// GB 11714: over the first 8 places.
char organisation_check(string_view places) noexcept {
    constexpr std::array<unsigned, 8> weights = {3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * place_value(places[i]);
    const unsigned check = 11 - sum % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

Problem wrong_check(const Name& kind, const char* places, char expected) {
    return problem("identity.checksum", places, kind, std::string{"校验码不符，应为"} + expected,
                   std::string{"the check character does not agree; expected "} + expected);
}

// ---- Divisions and dates ----

/// The first two digits of GB/T 2260. Deeper places are not checked: abolished divisions live on in numbers.
bool is_province(string_view division) noexcept {
    constexpr string_view provinces =
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 ";
    const std::size_t at = provinces.find(division.substr(0, 2));
    return at != string_view::npos && at % 3 == 0;
}

bool is_permit_division(string_view division) noexcept {
    return division == "810000" || division == "820000" || division == "830000";
}

/// A day written yyyymmdd, if it exists.
std::optional<Date> compact_date(string_view digits) {
    const std::string iso = std::string{digits.substr(0, 4)}
                                .append("-")
                                .append(digits.substr(4, 2))
                                .append("-")
                                .append(digits.substr(6, 2));
    return parse_date(iso);
}

Problem wrong_division(const Name& kind) {
    return problem("identity.division", "1-6", kind, "行政区划代码的省级部分不存在",
                   "the division code names no province");
}

Problem wrong_date(const Name& kind, const char* places) {
    return problem("identity.date", places, kind, "出生日期不存在或不在1900年至2199年之间",
                   "the birth date does not exist or is not within 1900 to 2199");
}

// ---- Natural persons ----

/// 17 digits, then a digit or X: a person's number, or a USCC without letters.
bool has_person_form(string_view number) noexcept {
    const char last = number.back();
    return number.size() == 18 && all_digits(number.substr(0, 17)) && (is_digit(last) || last == 'X');
}

IdentityKind person_kind(string_view number) noexcept {
    if (number.front() == '9') return IdentityKind::permanent_residence;
    return is_permit_division(number.substr(0, 6)) ? IdentityKind::residence_permit : IdentityKind::resident;
}

const Name& person_name(IdentityKind kind) noexcept {
    if (kind == IdentityKind::permanent_residence) return kPermanent;
    return kind == IdentityKind::residence_permit ? kPermit : kResident;
}

/// Division, date, check, in this order: a wrong date spoils the check too, and is the better thing to say.
Verdict check_person(string_view number) {
    const IdentityKind kind = person_kind(number);
    const Name& name = person_name(kind);
    if (kind == IdentityKind::resident && !is_province(number)) return wrong_division(name);
    if (!compact_date(number.substr(6, 8))) return wrong_date(name, "7-14");
    const char expected = resident_check(number);
    if (number[17] != expected) return wrong_check(name, "18", expected);
    return std::nullopt;
}

Identity make_person(std::string number) {
    Identity person{};
    person.kind = person_kind(number);
    person.birth = compact_date(string_view{number}.substr(6, 8));
    person.female = (number[16] - '0') % 2 == 0;
    // Places 1-6 of a permanent residence card are 9, a province and a country.
    if (person.kind != IdentityKind::permanent_residence) person.division = number.substr(0, 6);
    person.number = std::move(number);
    return person;
}

/// All numbers of 15 digits were given out to people born in the 20th century, but for a few centenarians.
std::string widen(string_view number15) {
    std::string number = std::string{number15.substr(0, 6)}.append("19").append(number15.substr(6));
    number += resident_check(number);
    return number;
}

Identity parse_resident_old(std::string number) {
    if (!is_province(number)) refuse(wrong_division(kResident));
    const std::string wide = widen(number);
    if (!compact_date(string_view{wide}.substr(6, 8))) refuse(wrong_date(kResident, "7-12"));
    Identity person = make_person(wide);
    person.kind = IdentityKind::resident_old;
    person.number = std::move(number);
    return person;
}

/// Three letters of a country and twelve digits. What the digits mean has no public standard, so that
/// nothing of it is checked or told.
Identity parse_permanent_old(std::string number) {
    Identity person{};
    person.kind = IdentityKind::permanent_residence;
    person.number = std::move(number);
    person.warnings.emplace_back("permanent_residence.unchecked");
    return person;
}

// ---- Organisations ----

Problem wrong_letter(const Name& kind, std::size_t place, const char* expected_zh, const char* expected_en) {
    const std::string at = std::to_string(place);
    return problem("identity.alphabet", at, kind, "第" + at + "位的字符不可用，应为" + expected_zh,
                   "the character at place " + at + " is not allowed; expected " + expected_en);
}

bool inner_code_agrees(string_view uscc) noexcept { return uscc[16] == organisation_check(uscc.substr(8)); }

Verdict check_uscc(string_view number) {
    const std::size_t letter = number.find_first_not_of(kUsccAlphabet);
    if (letter != string_view::npos) {
        return wrong_letter(kUscc, letter + 1, "数字或除I、O、S、V、Z以外的大写字母",
                            "a digit or a letter other than I, O, S, V, Z");
    }
    if (!all_digits(number.substr(2, 6))) {
        return problem("identity.division", "3-8", kUscc, "登记机关行政区划码应为六位数字",
                       "expected six digits for the division of the registering authority");
    }
    const char expected = uscc_check(number);
    if (number[17] != expected) return wrong_check(kUscc, "18", expected);
    return std::nullopt;
}

/// Codes given out centrally begin with 10; a few authorities (兵团) use numbers outside GB/T 2260.
bool is_known_authority(string_view uscc) noexcept {
    return is_province(uscc.substr(2)) || uscc.substr(2, 6) == "100000";
}

Identity make_uscc(std::string number) {
    Identity organisation{};
    organisation.kind = IdentityKind::uscc;
    organisation.division = number.substr(2, 6);
    organisation.organisation_code = number.substr(8, 9);
    if (!inner_code_agrees(number)) organisation.warnings.emplace_back("uscc.inner_code");
    if (!is_known_authority(number)) organisation.warnings.emplace_back("uscc.division");
    organisation.number = std::move(number);
    return organisation;
}

Identity parse_organisation(std::string number) {
    const char last = number.back();
    if (!is_digit(last) && last != 'X') refuse(wrong_letter(kOrganisation, 9, "数字或X", "a digit or X"));
    const char expected = organisation_check(number);
    if (last != expected) refuse(wrong_check(kOrganisation, "9", expected));
    Identity organisation{};
    organisation.kind = IdentityKind::organisation;
    organisation.number = number;
    organisation.organisation_code = std::move(number);
    return organisation;
}

// ---- Telling the kinds apart ----

Identity parse_uscc(std::string number) {
    if (auto wrong = check_uscc(number)) refuse(*std::move(wrong));
    return make_uscc(std::move(number));
}

/// Many a USCC has no letter and looks like a person's number. A person's number in which everything agrees
/// is one. Otherwise a date in the places of the birth date speaks for a person, and a 9 at the front for an
/// enterprise; an organisation that has no 9 is believed only if its inner code agrees too.
Identity parse_digits18(std::string number) {
    const auto person_problem = check_person(number);
    if (!person_problem) return make_person(std::move(number));
    const bool dated = compact_date(string_view{number}.substr(6, 8)).has_value();
    const bool agrees = !check_uscc(number) && inner_code_agrees(number) && is_known_authority(number);
    const bool organisation = number.front() == '9' ? agrees || !dated : agrees && !dated;
    if (organisation) return parse_uscc(std::move(number));
    refuse(*person_problem);
}

Identity parse_15(std::string number) {
    if (all_digits(number)) return parse_resident_old(std::move(number));
    // With a letter at the front it is meant to be a permanent residence card of the older form.
    const auto is_letter = [](char c) { return !is_digit(c); };
    const auto letters = number.begin() + (is_letter(number.front()) ? 3 : 0);
    auto wrong = std::find_if(number.begin(), letters, is_digit);
    if (wrong == letters) wrong = std::find_if(letters, number.end(), is_letter);
    if (wrong == number.end()) return parse_permanent_old(std::move(number));
    const auto place = static_cast<std::size_t>(wrong - number.begin()) + 1;
    refuse(wrong_letter(kFifteen, place, "15位数字，或三个字母加12位数字",
                        "15 digits, or three letters and 12 digits"));
}

/// Capitals, half-width, without spaces and hyphens; letters and digits are all that may be left.
std::string normalise(string_view text) {
    std::string number;
    while (!text.empty()) {
        char32_t c = take_glyph(text).code;
        if (c >= U'！' && c <= U'～') c -= U'！' - U'!';
        if (c == ' ' || c == '-' || c == 0x3000 || c == 0xA0 || (c >= '\t' && c <= '\r')) continue;
        if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
        const bool usable = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        if (!usable) {
            refuse(wrong_letter(kAny, number.size() + 1, "数字或字母", "a digit or a letter"));
        }
        number += static_cast<char>(c);
    }
    return number;
}

}  // namespace

Identity Identity::parse(string_view text) {
    std::string number = normalise(text);
    switch (number.size()) {
        case 9:
            return parse_organisation(std::move(number));
        case 15:
            return parse_15(std::move(number));
        case 18:
            return has_person_form(number) ? parse_digits18(std::move(number))
                                           : parse_uscc(std::move(number));
        default: {
            const std::string size = std::to_string(number.size());
            refuse(problem("identity.length", "", kAny, "有" + size + "位，应为18、15或9位",
                           "it has " + size + " places; expected 18, 15 or 9"));
        }
    }
}

std::string Identity::to_18() const { return kind == IdentityKind::resident_old ? widen(number) : number; }

string_view to_string(IdentityKind kind) noexcept {
    switch (kind) {
        case IdentityKind::resident:
            return "resident";
        case IdentityKind::resident_old:
            return "resident_old";
        case IdentityKind::residence_permit:
            return "residence_permit";
        case IdentityKind::permanent_residence:
            return "permanent_residence";
        case IdentityKind::uscc:
            return "uscc";
        case IdentityKind::organisation:
            return "organisation";
    }
    return "unknown";
}

}  // namespace zhixing
