#include "zhixing/case_number.hpp"

#include <algorithm>
#include <unordered_set>

#include "value/data.hpp"
#include "value/utf8.hpp"
#include "zhixing/chinese.hpp"
#include "zhixing/court.hpp"
#include "zhixing/error.hpp"

// A number is read in two steps. fold() evens out the writing: brackets, spaces, digits. Then the number
// is cut from both ends: the year off the front; 号, the suffix and the serial off the back. What is left in
// the middle is the court, the specialty and the type, read by the scheme of 2016 or as far as can be told.

namespace zhixing {
namespace {

using std::string_view;

constexpr int kFirstYear = 1949;
constexpr int kSchemeYear = 2016;  // 法〔2015〕137号 is in force from 2016-01-01
constexpr int kLastYear = 2199;
constexpr std::size_t kGreatestLength = 200;  // bytes; a number has some 30
constexpr string_view kOpen = "（", kClose = "）", kNumber = "号", kOf = "之";

/// The notes a remark is made of, in the order in which they were found.
class Remark {
public:
    void add(string_view note) {
        if (text_.find(note) != std::string::npos) return;
        if (!text_.empty()) text_ += "; ";
        text_ += note;
    }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    std::string text_;
};

/// What has been read so far. Views are into `folded` or `joined`.
struct Draft {
    std::string folded;
    std::string joined;  ///< what stands around a year that is not at the beginning
    string_view body;    ///< the number without its year
    Remark remark;
    bool legacy = false;
    int year = 0;
    string_view court, specialty, type;
    std::int64_t serial = 0;
    bool padded = false;  ///< the serial has leading zeros
    int suffix = 0;

    void keep_as_text(string_view reason) {
        legacy = true;
        remark.add(reason);
    }
};

[[noreturn]] void refuse(const char* code, const std::string& written, const char* zh, const char* en) {
    throw InputError{code, {"案号“" + written + "”：" + zh, "case number '" + written + "': " + en}};
}

// ---- Folding: one way of writing ----

// A pair has the same index in both.
constexpr std::u32string_view kOpening = U"（(〔[［【";
constexpr std::u32string_view kClosing = U"）)〕]］】";
constexpr std::size_t kNone = std::u32string_view::npos;

bool is_space(char32_t c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x200B || c == 0x3000 || c == 0xFEFF;
}

bool is_letter_o(char32_t c) noexcept {
    return c == 'O' || c == 'o' || c == U'Ｏ' || c == U'ｏ' || c == U'○' || c == U'◯';
}

/// The block in which nearly all characters of a case number stand; asked first because it is fast.
bool is_common_han(char32_t c) noexcept { return c >= 0x4E00 && c <= 0x9FFF; }

class Folder {
public:
    explicit Folder(Draft& draft) : draft_{draft} {}

    void fold(string_view text) {
        draft_.folded.reserve(text.size() + 8);  // half-width brackets grow
        while (!text.empty()) fold(take_glyph(text));
        if (draft_.folded.empty()) {
            throw InputError{"case_number.empty",
                             {"案号为空；应如“（2023）豫1325执123号”",
                              "the case number is empty; expected e.g. （2023）豫1325执123号"}};
        }
    }

private:
    void fold(const Glyph& glyph) {
        if (is_space(glyph.code)) {
            space_ = !draft_.folded.empty();
            return;
        }
        if (glyph.code == kMalformed || glyph.code < ' ' || glyph.code == 0x7F) {
            throw InputError{"case_number.encoding",
                             {"案号含有控制字符或者不是UTF-8编码",
                              "the case number holds a control character or is not UTF-8"}};
        }
        if (space_) draft_.remark.add("spaces inside");
        space_ = false;
        append(glyph);
    }

    void append(const Glyph& glyph) {
        std::string& out = draft_.folded;
        const char32_t c = glyph.code;
        const bool plain = is_common_han(c) || (c >= '0' && c <= '9');
        if (plain && c != U'號') {
            out += glyph.bytes;
        } else if (c >= U'０' && c <= U'９') {
            out += static_cast<char>('0' + (c - U'０'));
            draft_.remark.add("full-width digits");
        } else if (is_letter_o(c)) {
            out += '0';
            draft_.remark.add("a letter O read as zero");
        } else if (c == U'號') {
            out += kNumber;
            draft_.remark.add("號 for 号");
        } else if (const std::size_t opening = kOpening.find(c); opening != kNone) {
            out += kOpen;
            opened_ = opening;
        } else if (const std::size_t closing = kClosing.find(c); closing != kNone) {
            out += kClose;
            if (opened_ != kNone && opened_ != closing) draft_.remark.add("brackets of two kinds");
        } else {
            out += glyph.bytes;
        }
    }

    Draft& draft_;
    std::size_t opened_ = kNone;
    bool space_ = false;
};

// ---- The front: the year ----

/// Takes four digits that no fifth follows.
int take_year_digits(string_view& rest) noexcept {
    if (count_digits(rest) != 4) return 0;
    const auto year = static_cast<int>(digits_value(rest.substr(0, 4)));
    rest.remove_prefix(4);
    return year;
}

/// （2016）…, or with a bracket missing, or 2016年…. Leaves what follows in `rest`; 0 if no year stands
/// there.
int take_leading_year(string_view& rest, Remark& remark) {
    const bool opened = take_prefix(rest, kOpen);
    const int year = take_year_digits(rest);
    if (year == 0) return 0;
    const bool closed = take_prefix(rest, kClose);
    if (opened && closed) return year;
    remark.add("year without its brackets");
    take_prefix(rest, "年");
    return year;
}

/// 豫法执字（1998）第12号: the year stands inside, as was the way in the eighties and nineties.
bool read_inner_year(Draft& draft) {
    const string_view all = draft.folded;
    const std::size_t open = all.find(kOpen);
    if (open == string_view::npos || open == 0) return false;
    string_view rest = all.substr(open + kOpen.size());
    draft.year = take_year_digits(rest);
    if (draft.year == 0 || !take_prefix(rest, kClose)) return false;
    draft.joined.assign(all.substr(0, open)).append(rest);
    draft.body = draft.joined;
    draft.keep_as_text("year not at the beginning");
    return true;
}

/// （88）经字第5号: kept, but which century it was is not ours to say.
bool read_short_year(Draft& draft) {
    string_view rest = draft.folded;
    if (!take_prefix(rest, kOpen) || count_digits(rest) != 2) return false;
    rest.remove_prefix(2);
    if (!take_prefix(rest, kClose)) return false;
    draft.body = rest;
    draft.keep_as_text("year of two digits");
    return true;
}

void read_year(Draft& draft) {
    string_view rest = draft.folded;
    draft.year = take_leading_year(rest, draft.remark);
    if (draft.year != 0) {
        draft.body = rest;
    } else if (read_short_year(draft)) {
        return;
    } else if (!read_inner_year(draft)) {
        refuse("case_number.year", draft.folded, "缺少收案年度，应以“（2023）”这样的四位年度开头",
               "no year; expected four digits in brackets at the beginning, such as （2023）");
    }
    if (draft.year < kFirstYear || draft.year > kLastYear) {
        refuse("case_number.year", draft.folded, "收案年度应在1949年至2199年之间",
               "the year is out of range; expected 1949 to 2199");
    }
    if (draft.year < kSchemeYear) draft.keep_as_text("older than the scheme of 2016");
}

// ---- The back: 号, the suffix, the serial ----

/// The N of 之N, in Chinese or Arabic digits; 0 if it is no such number.
int suffix_value(string_view text, Remark& remark) {
    if (all_digits(text)) {
        remark.add("suffix in Arabic digits");
        return text.size() <= 3 ? static_cast<int>(digits_value(text)) : 0;
    }
    const auto number = parse_chinese_number(text);
    return number && *number <= 999 ? static_cast<int>(*number) : 0;
}

/// Takes 号 and what follows it off `rest`.
void take_tail(string_view& rest, Draft& draft) {
    const std::size_t at = rest.find(kNumber);
    if (at == string_view::npos) return draft.remark.add("号 is missing");
    string_view tail = rest.substr(at + kNumber.size());
    rest = rest.substr(0, at);
    if (tail.empty()) return;
    if (tail.find(kNumber) != string_view::npos) {
        refuse("case_number.several", draft.folded, "含有多个案号，应分别填写",
               "several numbers in one; expected one at a time");
    }
    if (!take_prefix(tail, kOf)) {
        refuse("case_number.tail", draft.folded, "“号”之后还有文字，只允许“之一”等",
               "text after 号; expected nothing, or a suffix such as 之一");
    }
    draft.suffix = suffix_value(tail, draft.remark);
    if (draft.suffix == 0) {
        refuse("case_number.suffix", draft.folded, "“之”后应为一至九百九十九的数字",
               "after 之 expected a number from 一 to 九百九十九");
    }
}

bool take_last_separator(string_view& text) noexcept {
    constexpr string_view separators[] = {"-", "–", "—", "―", "－", "~", "～", "、", "至"};
    return std::any_of(std::begin(separators), std::end(separators),
                       [&](string_view sign) { return take_suffix(text, sign); });
}

/// Takes the serial off the end of `rest`: digits, or several numbers as in 325-334, 66—2, 1、2.
string_view take_serial(string_view& rest) noexcept {
    const string_view all = rest;
    while (!rest.empty()) {
        if (is_digit(rest.back()))
            rest.remove_suffix(1);
        else if (!take_last_separator(rest))
            break;
    }
    return all.substr(rest.size());
}

void read_serial(string_view& rest, Draft& draft) {
    string_view serial = take_serial(rest);
    if (std::none_of(serial.begin(), serial.end(), is_digit)) {
        refuse("case_number.serial", draft.folded, "缺少案件编号，“号”前应有数字",
               "no serial number; expected digits before 号");
    }
    if (!all_digits(serial)) return draft.keep_as_text("serial is a range or has a sub-number");
    draft.padded = serial.front() == '0';
    while (take_prefix(serial, "0")) {
    }
    if (serial.empty() || serial.size() > 9) {  // 刑事复核 numbers are the longest: eight digits
        refuse("case_number.serial", draft.folded, "案件编号应为1至999999999的自然数",
               "the serial number is out of range; expected 1 to 999999999");
    }
    draft.serial = digits_value(serial);
}

// ---- The middle: court, specialty, type ----

bool is_case_type(string_view text) {
    static const std::unordered_set<string_view> types = [] {
        std::unordered_set<string_view> read;
        for_each_row<3>(value_data("data/case-types.csv").value_or(""), [&](const auto& row) {
            if (!row[2].empty()) read.insert(row[2]);
        });
        return read;
    }();
    return types.contains(text);
}

/// 最高法, or the character of a high court and any digits; empty if no such thing stands at the front.
string_view leading_code(string_view text) noexcept {
    const string_view supreme = "最高法";
    if (text.starts_with(supreme)) return text.substr(0, supreme.size());
    if (text.empty()) return {};
    const string_view high = first_glyph(text).bytes;
    const auto court = find_court(high);
    if (!court || court->level != "高级") return {};
    return text.substr(0, high.size() + count_digits(text.substr(high.size())));
}

/// Reads the specialty and the type. The longest type wins: the whole text is tried first. The list of
/// 专门审判代字 is not published in one place; 知 (intellectual property) is sure. Another is believed, with
/// a remark, after a court code with digits only: 内乡执 is the old short name 内乡, not 乡 at the court of
/// 内.
bool read_type(string_view text, Draft& draft) {
    if (!is_case_type(text)) {
        draft.specialty = text.substr(0, text.empty() ? 0 : first_glyph(text).bytes.size());
        const bool sure = draft.specialty == "知";
        const bool possible = sure || is_digit(draft.court.back());
        if (!possible || !is_case_type(text.substr(draft.specialty.size()))) return false;
        if (!sure) draft.remark.add("a specialty that the library does not know");
    }
    draft.type = text.substr(draft.specialty.size());
    return true;
}

/// The scheme of 2016. False, with the reason in the remark, when the number is to be kept as text.
bool read_modern(string_view middle, Draft& draft) {
    const string_view code = leading_code(middle);
    if (code.empty()) {
        draft.keep_as_text("no court code of the scheme of 2016");
        return false;
    }
    const std::size_t digits = code.size() - first_glyph(code).bytes.size();
    if (code != "最高法" && digits != 0 && digits != 2 && digits != 4) {
        refuse("case_number.court", draft.folded, "法院代字的数字应为两位（中院）或者四位（基层法院）",
               "the digits of the court code are wrong; expected two (intermediate) or four (basic court)");
    }
    string_view rest = middle.substr(code.size());
    if (rest.empty()) {
        refuse("case_number.type", draft.folded, "缺少类型代字，法院代字与编号之间应有“执”“执恢”等",
               "no type; expected 执, 执恢 or another between the court code and the serial number");
    }
    if (take_suffix(rest, "第") || take_suffix(rest, "字")) draft.remark.add("字 or 第 of the older form");
    draft.court = code;
    if (draft.padded) draft.remark.add("serial padded with zeros");
    const bool known = read_type(rest, draft);
    if (!known) draft.keep_as_text("type not in the table of case types");
    return known;
}

/// Where the type begins in an older number: at the first character that types begin with (商外初, 执民,
/// 少刑初), but not the very first one, which is the court's (商民初 is the 民初 of 商), unless it stands
/// alone (经字).
std::size_t type_begin(string_view text) noexcept {
    constexpr string_view beginnings = "民刑行商经知执立破赔引诉财督委少仲";
    std::size_t at = 0;
    while (at < text.size()) {
        const string_view glyph = first_glyph(text.substr(at)).bytes;
        const bool may_begin = at != 0 || glyph == text;
        if (may_begin && beginnings.find(glyph) != string_view::npos) break;
        at += glyph.size();
    }
    return at;
}

/// Splits the middle of an older number as far as can be told.
void read_legacy(string_view middle, Draft& draft) {
    take_suffix(middle, "第");
    take_suffix(middle, "字");
    draft.specialty = {};
    const bool words = std::any_of(middle.begin(), middle.end(), [](char c) { return (c & 0x80) != 0; });
    if (!words) {
        refuse("case_number.court", draft.folded, "年度与编号之间没有法院代字和类型代字",
               "nothing that names a court or a type stands between the year and the serial number");
    }
    const string_view code = leading_code(middle);
    const bool coded = code == "最高法" || (!code.empty() && is_digit(code.back()));
    const std::size_t court = coded ? code.size() : is_case_type(middle) ? 0 : type_begin(middle);
    draft.court = middle.substr(0, court);
    draft.type = middle.substr(court);
    if (draft.type.empty()) draft.remark.add("type cannot be told");
    if (draft.type.starts_with("仲")) draft.remark.add("looks like the number of an arbitral award");
}

void read_middle(string_view middle, Draft& draft) {
    if (!draft.legacy && middle.ends_with("字第")) draft.keep_as_text("older form with 字第");
    if (draft.year < kSchemeYear || middle.ends_with("字第") || !read_modern(middle, draft)) {
        read_legacy(middle, draft);
    }
}

std::string canonical(const Draft& draft) {
    std::string text;
    text.reserve(48);
    text.append(kOpen).append(std::to_string(draft.year)).append(kClose);
    text.append(draft.court).append(draft.specialty).append(draft.type);
    text.append(std::to_string(draft.serial)).append(kNumber);
    if (draft.suffix != 0) text.append(kOf).append(chinese_number(draft.suffix));
    return text;
}

}  // namespace

CaseNumber CaseNumber::parse(string_view text) {
    if (text.size() > kGreatestLength) {
        throw InputError{"case_number.length",
                         {"案号过长，应在200字节以内", "the case number is longer than 200 bytes"}};
    }
    Draft draft;
    Folder{draft}.fold(text);
    read_year(draft);
    string_view middle = draft.body;
    take_tail(middle, draft);
    read_serial(middle, draft);
    read_middle(middle, draft);

    CaseNumber number;
    number.year_ = draft.year;
    number.court_ = draft.court;
    number.specialty_ = draft.specialty;
    number.type_ = draft.type;
    number.serial_ = draft.serial;
    number.suffix_ = draft.suffix;
    number.legacy_ = draft.legacy;
    number.remark_ = draft.remark.text();
    number.text_ = draft.legacy ? draft.folded : canonical(draft);
    return number;
}

CaseNumber CaseNumber::without_suffix() const {
    CaseNumber main = *this;
    if (suffix_ == 0) return main;
    main.suffix_ = 0;
    main.text_.erase(main.text_.rfind(kOf));
    return main;
}

}  // namespace zhixing
