#include "zhixing/masking.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>

#include "value/data.hpp"
#include "value/utf8.hpp"
#include "zhixing/date.hpp"
#include "zhixing/error.hpp"
#include "zhixing/identity.hpp"

namespace zhixing {
namespace {

constexpr std::string_view kCross = "×";
constexpr std::size_t kLeastCrossed = 4;
constexpr std::size_t kLongNumber = 7;
constexpr std::array<std::string_view, 4> kDots{"·", "•", "．", "・"};

std::vector<Glyph> glyphs_of(std::string_view text) {
    std::vector<Glyph> glyphs;
    while (!text.empty()) glyphs.push_back(take_glyph(text));
    return glyphs;
}

bool is_digit_of_any_width(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_check_character(char32_t c) { return c == 'X' || c == 'x' || c == 0xFF38 || c == 0xFF58; }
bool is_capital(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xFF21 && c <= 0xFF3A); }

// What people put between the digits of one number, and what nobody sees.
bool is_between(char32_t c) {
    constexpr std::array<char32_t, 19> kBetween{' ', '\t', '-', '_', '.', '*', '/', 0xA0, 0xAD, 0xB7, 0x200B, 0x200C, 0x200D, 0x2010, 0x2013, 0x2014, 0x2060, 0x3000, 0xFEFF};
    return std::ranges::find(kBetween, c) != kBetween.end() || c == 0xFF0D || c == 0x00D7 || (c >= 0x2000 && c <= 0x200A);
}

bool is_province(std::string_view character) {
    constexpr std::string_view kProvinces = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新使领学警港澳军空海";
    for (std::size_t at = 0; at < kProvinces.size(); at += 3) {
        if (kProvinces.substr(at, 3) == character) return true;
    }
    return false;
}

const std::vector<std::string>& compound_surnames() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> list;
        for_each_row<1>(value_data("data/compound-surnames.csv").value(), [&](const auto& row) { list.emplace_back(row[0]); });
        return list;
    }();
    return all;
}

bool takes_one_of(std::string_view& text, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return take_prefix(text, word); });
}
bool has_one_of(std::string_view text, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// Codes that article 11 keeps stand behind these words.
constexpr std::array<std::string_view, 6> kKeptLabels{"统一社会信用代码", "组织机构代码", "执业证书号", "执业证号", "执业证", "注册号"};
// An amount is no number of anybody: what follows one.
constexpr std::array<std::string_view, 8> kUnits{"元", "万元", "亿元", "余元", "美元", "港元", "欧元", "平方米"};
constexpr std::size_t kMostAmountDigits = 15;
// Before the digits of a title certificate.
constexpr std::array<std::string_view, 7> kCertificates{"不动产权", "房权", "房产证", "产权证", "国用", "集用", "林权"};
// Before an address. Of an organisation those of the second line are kept (article 11).
constexpr std::array<std::string_view, 9> kHomeLabels{"家庭住址", "户籍所在地", "户籍地", "现住址", "现住", "通讯地址", "通信地址", "送达地址", "住址"};
constexpr std::array<std::string_view, 3> kSeatLabels{"住所地", "住所", "地址"};
constexpr std::array<std::string_view, 13> kOrganisations{"公司", "合作社", "企业", "工厂", "商行", "银行", "信用社", "中心", "委员会", "事务所", "经营部", "统一社会信用代码", "组织机构代码"};
constexpr std::array<std::string_view, 14> kAddressEnds{"，", "。", "；", "、", "：", "（", "）", ",", ";", "(", ")", "\n", "\t", "|"};

std::string_view run_to_end_of_address(std::string_view text) {
    std::size_t end = text.size();
    for (const std::string_view mark : kAddressEnds) end = std::min(end, text.find(mark));
    return text.substr(0, end);
}

bool is_of_a_person(std::string_view number) {
    try {
        const Identity identity = Identity::parse(number);
        return identity.kind != IdentityKind::uscc && identity.kind != IdentityKind::organisation;
    } catch (const IdentityError&) {
        return false;
    }
}

bool is_uscc(std::string_view number) {
    try {
        return Identity::parse(number).kind == IdentityKind::uscc;
    } catch (const IdentityError&) {
        return false;
    }
}

// Walks free text and crosses out as it goes.
class Scanner {
public:
    Scanner(std::string_view text, const Pseudonyms& names, bool publication) : whole_{text}, text_{text}, names_{names}, publication_{publication} {}

    MaskedText run() {
        while (!text_.empty()) {
            if (publication_ && (take_kept_code() || take_certificate() || take_address())) continue;
            if (!take_name() && !take_date() && !take_number() && !take_plate()) out_.text += take_glyph(text_).bytes;
        }
        for (const auto& [what, count] : hidden_) out_.hidden.emplace_back(what, count);
        return std::move(out_);
    }

private:
    void hide(Hidden what, std::size_t places) {
        ++hidden_[what];
        for (std::size_t i = 0; i < places; ++i) out_.text += kCross;
    }
    [[nodiscard]] std::string_view before() const { return whole_.substr(0, whole_.size() - text_.size()); }

    bool take_name() {
        for (const auto& [name, masked] : names_) {
            if (!take_prefix(text_, name)) continue;
            out_.text += masked;
            ++hidden_[Hidden::name];
            return true;
        }
        return false;
    }

    // 2023-03-01, with no digit before it or behind it, nor anything that could bind it to one.
    bool take_date() {
        constexpr std::size_t kLength = 10;
        if (!parse_date(text_.substr(0, kLength)) || (text_.size() > kLength && is_digit_of_any_width(after(kLength)))) return false;
        if (text_.size() > kLength && is_between(after(kLength)) && digits_follow(text_.substr(kLength))) return false;
        out_.text += text_.substr(0, kLength);
        text_.remove_prefix(kLength);
        return true;
    }
    [[nodiscard]] char32_t after(std::size_t at) const { return first_glyph(text_.substr(at)).code; }
    static bool digits_follow(std::string_view rest) {
        while (!rest.empty() && is_between(first_glyph(rest).code)) (void)take_glyph(rest);
        return !rest.empty() && is_digit_of_any_width(first_glyph(rest).code);
    }

    // A run of digits with whatever stands between them; crossed out if it is long.
    bool take_number() {
        if (!is_digit_of_any_width(first_glyph(text_).code)) return false;
        std::string_view rest = text_, end = text_;
        std::size_t digits = 0;
        while (!rest.empty() && (is_digit_of_any_width(first_glyph(rest).code) || is_between(first_glyph(rest).code))) {
            if (!is_digit_of_any_width(take_glyph(rest).code)) continue;
            ++digits;
            end = rest;
        }
        std::string_view run = text_.substr(0, text_.size() - end.size());
        text_ = end;
        if (digits < kLongNumber || (publication_ && is_amount(run, digits))) {
            out_.text += run;
            return true;
        }
        if (!text_.empty() && is_check_character(first_glyph(text_).code)) (void)take_glyph(text_), ++digits;
        hide(Hidden::number, digits);
        return true;
    }
    [[nodiscard]] bool is_amount(std::string_view run, std::size_t digits) const {
        std::string_view rest = text_;
        const bool plain = std::ranges::all_of(run, [](char c) { return is_digit(c) || c == '.'; });
        return plain && digits <= kMostAmountDigits && takes_one_of(rest, kUnits);
    }

    // 豫R12345, 豫R·D12345: a province, a letter, five or six letters and digits.
    bool take_plate() {
        std::string_view rest = text_;
        if (!is_province(take_glyph(rest).bytes) || rest.empty() || !is_capital(take_glyph(rest).code)) return false;
        const std::string_view head = text_.substr(0, text_.size() - rest.size());
        std::size_t places = 0;
        while (!rest.empty() && places < 6) {
            const char32_t c = first_glyph(rest).code;
            if (is_capital(c) || is_latin(c) || is_digit_of_any_width(c)) ++places;
            else if (!is_between(c)) break;
            (void)take_glyph(rest);
        }
        if (places < 5) return false;
        if (!publication_) out_.text += head;
        hide(Hidden::plate, publication_ ? places + 2 : places);
        text_ = rest;
        return true;
    }

    // The code of an organisation, or one that stands behind a word that says so.
    bool take_kept_code() {
        constexpr std::size_t kUscc = 18;
        std::string_view rest = text_;
        if (takes_one_of(rest, kKeptLabels)) {
            for (const std::string_view mark : {"为", "：", ":", " "}) (void)take_prefix(rest, mark);
            std::string_view code = rest;
            while (!code.empty() && (is_latin(first_glyph(code).code) || is_digit(code.front()) || code.front() == '-')) code.remove_prefix(1);
            const std::string_view taken = rest.substr(0, rest.size() - code.size());
            if (is_of_a_person(taken)) return false;
            out_.text += text_.substr(0, text_.size() - code.size());
            text_ = code;
            return true;
        }
        const bool inside = !before().empty() && (is_digit(before().back()) || is_latin(static_cast<unsigned char>(before().back())));
        const bool longer = text_.size() > kUscc && (is_digit(text_[kUscc]) || is_latin(static_cast<unsigned char>(text_[kUscc])));
        if (inside || longer || text_.size() < kUscc || !is_uscc(text_.substr(0, kUscc))) return false;
        out_.text += text_.substr(0, kUscc);
        text_.remove_prefix(kUscc);
        return true;
    }

    // 豫（2020）内乡县不动产权第0001234号.
    bool take_certificate() {
        constexpr std::size_t kNear = 30;  // bytes: ten characters
        std::string_view rest = text_;
        const std::string_view behind = before();
        if (!take_prefix(rest, "第") || !has_one_of(behind.substr(behind.size() - std::min(kNear, behind.size())), kCertificates)) return false;
        std::size_t digits = 0;
        while (!rest.empty() && (is_digit_of_any_width(first_glyph(rest).code) || is_latin(first_glyph(rest).code) || first_glyph(rest).code == '-')) (void)take_glyph(rest), ++digits;
        if (digits == 0 || !rest.starts_with("号")) return false;
        out_.text += "第";
        hide(Hidden::certificate, digits);
        text_ = rest;
        return true;
    }

    bool take_address() {
        std::string_view rest = text_;
        if (takes_one_of(rest, kHomeLabels)) return take_address_behind(rest, true);
        if (takes_one_of(rest, kSeatLabels)) return !of_organisation() && take_address_behind(rest, true);
        // “，住河南省……”: only where an address follows.
        const bool begins = before().empty() || has_one_of(before().substr(before().size() - std::min<std::size_t>(3, before().size())), kAddressEnds);
        return begins && take_prefix(rest, "住") && take_address_behind(rest, false);
    }
    // Whether the sentence so far is about an organisation.
    [[nodiscard]] bool of_organisation() const {
        std::string_view sentence = before();
        for (const std::string_view end : {"\n", "。", "；"}) {
            if (const auto at = sentence.rfind(end); at != std::string_view::npos) sentence.remove_prefix(at + end.size());
        }
        return has_one_of(sentence, kOrganisations);
    }
    bool take_address_behind(std::string_view rest, bool labelled) {
        for (const std::string_view mark : {"：", ":", "为", "在", " "}) (void)take_prefix(rest, mark);
        const std::string_view address = run_to_end_of_address(rest);
        const std::string county = county_of(address);
        if (address.empty() || (county.empty() && !labelled)) return false;
        out_.text += text_.substr(0, text_.size() - rest.size());
        out_.text += county.empty() ? std::string{kCross} : county;
        if (county != address) ++hidden_[Hidden::address];
        text_ = rest.substr(address.size());
        return true;
    }

    std::string_view whole_, text_;
    const Pseudonyms& names_;
    bool publication_;
    MaskedText out_;
    std::map<Hidden, std::size_t> hidden_;
};

}  // namespace

std::string cross(std::string_view text, std::size_t first, std::size_t last) {
    const std::vector<Glyph> glyphs = glyphs_of(text);
    if (first + last + kLeastCrossed > glyphs.size()) first = last = 0;
    std::string out;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const bool kept = i < first || i >= glyphs.size() - last;
        out += kept ? glyphs[i].bytes : kCross;
    }
    return out;
}

std::string surname_only(std::string_view name) {
    if (name.empty()) return {};
    const Glyph first = first_glyph(name);
    if (is_latin(first.code)) return std::string{first.bytes};
    // A dot stands in names of minorities and of foreigners: they have no surname in front.
    const bool dotted = has_one_of(name, kDots);
    for (const std::string& surname : compound_surnames()) {
        if (!dotted && name.starts_with(surname) && name.size() > surname.size()) return surname + "某";
    }
    return std::string{first.bytes} + "某";
}

Pseudonyms pseudonyms(const std::vector<std::string>& names) {
    Pseudonyms given;
    std::map<std::string, int> used, number;
    for (const std::string& name : names) {
        if (name.empty() || std::ranges::find(given, name, &Pseudonyms::value_type::first) != given.end()) continue;
        given.emplace_back(name, surname_only(name));
        ++used[given.back().second];
    }
    for (auto& [name, shown] : given) {
        if (used[shown] > 1) shown += std::to_string(++number[shown]);
    }
    std::ranges::stable_sort(given, [](const auto& one, const auto& two) { return one.first.size() > two.first.size(); });
    return given;
}

std::string county_of(std::string_view address) {
    constexpr std::string_view kRegion = "自治区", kMarket = "市场";
    constexpr std::array<std::string_view, 11> kBelow{"路", "街", "巷", "号", "村", "镇", "组", "栋", "幢", "楼", "园"};  // what follows a county
    std::string kept, city;
    while (!address.empty()) {
        if (take_prefix(address, kRegion)) {
            kept += kRegion;
            continue;
        }
        if (address.starts_with(kMarket)) break;
        const std::string_view character = take_glyph(address).bytes;
        if (std::ranges::find(kBelow, character) != kBelow.end()) break;
        kept += character;
        if (character == "市") city = kept;
        if (character == "县" || character == "旗" || (character == "区" && !city.empty())) return kept;
    }
    return city;
}

std::string scan(std::string_view text, const Pseudonyms& names) { return Scanner{text, names, false}.run().text; }

MaskedText mask_for_publication(std::string_view text, const Pseudonyms& names) { return Scanner{text, names, true}.run(); }

std::string_view to_string(Hidden what) noexcept {
    constexpr std::array<std::string_view, 6> kNames{"", "name", "number", "plate", "certificate", "address"};
    return kNames[static_cast<std::size_t>(what)];
}

}  // namespace zhixing
