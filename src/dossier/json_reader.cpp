#include "dossier/json_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dossier/member_names.hpp"
#include "value/utf8.hpp"

namespace zhixing {
namespace {

/// What may be read behind a name (see MemberNames).
constexpr std::size_t kNamePadding = 8;

constexpr std::string_view kSchema = "zhixing.dossier/1";

enum HeaderMember : std::size_t {
    kSchemaMember,
    kNumber,
    kCourt,
    kKind,
    kCovers,
    kBasis,
    kParties,
    kClaims,
    kEvents
};
constexpr MemberNames<9> kHeaderNames{
    {"schema", "number", "court", "kind", "covers", "basis", "parties", "claims", "events"}};
constexpr MemberNames<5> kBasisNames{{"kind", "number", "made", "effective", "perform_by"}};
constexpr MemberNames<5> kPartyNames{{"id", "role", "kind", "name", "identity"}};
constexpr MemberNames<2> kIdentityNames{{"kind", "number"}};
constexpr MemberNames<5> kClaimNames{{"id", "creditor", "kind", "principal", "debtors"}};
/// In the order of Column.
constexpr MemberNames<kColumnCount> kEventNames{{"id", "kind", "on", "recorded", "by", "role", "ref", "party",
                                                 "amount", "until", "document", "method", "outcome", "ground",
                                                 "number", "digest", "note"}};

std::size_t line_of(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

/// Where the first byte stands that is not UTF-8.
std::size_t find_malformed(std::string_view text) {
    std::string_view rest = text;
    while (!rest.empty() && first_glyph(rest).code != kMalformed) take_glyph(rest);
    return text.size() - rest.size();
}

struct Failure {
    const char* code;
    const char* zh;
    const char* en;
};

Failure describe(JsonFault fault) {
    switch (fault) {
        case JsonFault::empty:
            return {"input.empty", "没有内容", "there is no content; expected a JSON object"};
        case JsonFault::too_large:
            return {"input.limit", "卷宗超过64 MiB", "the dossier is larger than 64 MiB"};
        case JsonFault::utf8:
            return {"input.utf8", "文字不是UTF-8编码", "the text is not UTF-8"};
        case JsonFault::depth:
            return {"input.depth", "嵌套超过64层", "nested more than 64 deep"};
        case JsonFault::cut_off:
            return {"input.syntax", "JSON不完整，中途断开",
                    "the JSON is cut off; expected a closing quote or bracket"};
        case JsonFault::string:
            return {"input.syntax", "JSON字符串中有未转义的控制字符",
                    "a control character in a JSON string is not escaped"};
        case JsonFault::escape:
            return {"input.syntax", "JSON字符串中的转义有误", "an escape in a JSON string is wrong"};
        case JsonFault::trailing:
            return {"input.syntax", "JSON结束后还有内容", "there is more after the end of the JSON"};
        case JsonFault::none:
        case JsonFault::malformed:
            break;
    }
    return {"input.syntax", "不是正确的JSON", "the JSON is malformed"};
}

/// A value's type in the two languages; nothing for what is no value.
Text type_of(std::string_view token) {
    switch (token.empty() ? '\0' : token.front()) {
        case '"':
            return {"字符串", "a string"};
        case '{':
            return {"对象", "an object"};
        case '[':
            return {"数组", "an array"};
        default:
            break;
    }
    token = without_trailing_space(token);
    if (token == "null") return {"null", "null"};
    if (token == "true" || token == "false") return {"布尔值", "a boolean"};
    if (is_json_number(token)) return {"数字", "a number"};
    return {};
}

}  // namespace

// ---------------------------------------------------------------- parts

/// Calls `take` with the position among `names` of every member that is one of them; it must read the value.
/// The others are appended to `extra`.
template <typename Names, typename Take>
[[gnu::always_inline]] inline void JsonReader::each_member(const Names& names, std::string& extra,
                                                           const Level& level, Take take) {
    expect_object();
    if (tokens_.take('}')) return;
    std::uint32_t seen = 0;
    do {
        const std::string_view raw_name = take_raw_name();
        const std::string_view name = meaning(raw_name);
        const std::size_t member = names.find(name);
        if (member == Names::kNone) [[unlikely]] {
            spot_.*level.member = name;
            append_member(extra, raw_name, level.depth);
            continue;
        }
        spot_.*level.member = names[member];
        const std::uint32_t bit = std::uint32_t{1} << member;
        if ((seen & bit) != 0) fail("input.duplicate_member", "成员重复", "the member is given twice");
        seen |= bit;
        take(member);
    } while (goes_on('}'));
    spot_.*level.member = {};
}

template <typename Take>
void JsonReader::each_row(std::string_view section, Take take) {
    if (take_null()) return;
    expect_array();
    if (tokens_.take(']')) return;
    std::size_t index = 0;
    do {
        spot_ = {section, index++};
        take();
    } while (goes_on(']'));
    spot_ = {};
}

template <typename Take>
void JsonReader::each_item(Take take) {
    expect_array();
    if (tokens_.take(']')) return;
    std::size_t index = 0;
    do {
        spot_.item = index++;
        take();
    } while (goes_on(']'));
    spot_.item = Spot::kNone;
}

void JsonReader::expect_object() {
    if (!tokens_.take('{')) fail_type("对象", "an object");
}

void JsonReader::expect_array() {
    if (!tokens_.take('[')) fail_type("数组", "an array");
}

/// Whether another element follows, or else the end of the container.
inline bool JsonReader::goes_on(char close) {
    if (tokens_.take(',')) return true;
    if (!tokens_.take(close)) fail_at_token();
    return false;
}

/// A member's name, escapes as they are, and the colon behind it.
inline std::string_view JsonReader::take_raw_name() {
    if (tokens_.peek() != '"') fail_at_token();
    const std::string_view name = tokens_.take_raw_string();
    if (!tokens_.take(':')) fail_at_token();
    return name;
}

/// The text of a member; null is as good as absent.
inline std::string_view JsonReader::read_text() {
    if (tokens_.peek() == '"') [[likely]]
        return meaning(tokens_.take_raw_string());
    if (!take_null()) fail_type("字符串", "a string");
    return {};
}

/// An amount is a text too: a number would have gone through binary fractions in the program that wrote it.
std::string_view JsonReader::read_amount() {
    if (tokens_.peek() == '"' || tokens_.peek() == 'n') return read_text();
    fail_type("以元为单位的十进制字符串（如\"1234.50\"；用数字会丢失分）",
              "a decimal string of yuan such as \"1234.50\" (a JSON number may lose fen)");
}

/// Most texts have no escapes and are taken as they stand in the document.
std::string_view JsonReader::unescape(std::string_view raw) {
    if (raw.find('\\') == std::string_view::npos) return raw;
    const std::size_t begin = unescaped_.size();
    if (!append_unescaped(raw, unescaped_)) fail(JsonFault::escape);
    return std::string_view{unescaped_}.substr(begin);
}

bool JsonReader::take_null() {
    if (tokens_.peek() != 'n' || without_trailing_space(tokens_.token()) != "null") return false;
    tokens_.skip();
    return true;
}

// ---------------------------------------------------------------- documents

void JsonReader::read(std::string_view json, bool in_place, DossierBuilder& builder, Dossier& dossier) {
    spot_ = {};
    start(json, in_place);
    builder.begin(dossier, tokens_.document());
    read_dossier(builder, true);
    finish();
    builder.finish();
}

void JsonReader::read_header(std::string_view json, DossierBuilder& builder) {
    spot_ = {};
    start(json);
    read_dossier(builder, false);
    finish();
}

std::string_view JsonReader::read_event_extra(std::string_view json, const Spot& spot) {
    spot_ = spot;
    start(json);
    row_extra_.clear();
    each_member(kEventNames, row_extra_, kExtraLevel, [this](std::size_t) {
        fail("input.conflict", "应写在自己的列中", "belongs in a column of its own");
    });
    finish();
    return row_extra_;
}

void JsonReader::start(std::string_view json, bool in_place) {
    if (const JsonFault fault = tokens_.open(json, in_place); fault != JsonFault::none) fail(fault);
    has_escapes_ = json.find('\\') != std::string_view::npos;
    unescaped_.clear();
    if (has_escapes_) unescaped_.reserve(json.size() + kNamePadding);  // no text gets longer
}

void JsonReader::finish() {
    if (!tokens_.at_end()) fail(JsonFault::trailing);
    spot_ = {};
}

void JsonReader::read_dossier(DossierBuilder& builder, bool with_events) {
    header_extra_.clear();
    each_member(kHeaderNames, header_extra_, kHeaderLevel, [&](std::size_t member) {
        switch (member) {
            case kSchemaMember:
                return read_schema();
            case kNumber:
                return builder.set_number(read_text());
            case kCourt:
                return builder.set_court(read_text());
            case kKind:
                return builder.set_kind(read_text());
            case kCovers:
                return read_covers(builder);
            case kBasis:
                return read_basis(builder);
            case kParties:
                return each_row("parties", [&] { read_party(builder); });
            case kClaims:
                return each_row("claims", [&] { read_claim(builder); });
            default:
                break;
        }
        if (!with_events)
            fail("input.conflict", "此处不能写事件", "events cannot stand here; expected them as rows");
        each_row("events", [&] { read_event(builder); });
    });
    if (!header_extra_.empty()) builder.set_extra(header_extra_);
}

void JsonReader::read_schema() {
    const std::string_view schema = read_text();
    if (schema.empty() || schema == kSchema) return;
    const std::string found{schema.substr(0, 40)};
    fail("input.schema", "应为zhixing.dossier/1格式，却是" + found,
         "expected the schema zhixing.dossier/1, found " + found);
}

void JsonReader::read_covers(DossierBuilder& builder) {
    if (take_null()) return;
    builder.begin_covers();
    each_item([&] { builder.add_covered(read_text()); });
}

void JsonReader::read_basis(DossierBuilder& builder) {
    spot_ = {"basis"};
    if (!take_null()) {
        BasisTexts texts;
        const std::array fields{&texts.kind, &texts.number, &texts.made, &texts.effective, &texts.perform_by};
        row_extra_.clear();
        each_member(kBasisNames, row_extra_, kBasisLevel,
                    [&](std::size_t member) { *fields[member] = read_text(); });
        texts.extra = row_extra_;
        builder.set_basis(texts);
    }
    spot_ = {};
}

void JsonReader::read_party(DossierBuilder& builder) {
    PartyTexts texts;
    const std::array fields{&texts.id, &texts.role, &texts.kind, &texts.name};
    row_extra_.clear();
    inner_extra_.clear();
    each_member(kPartyNames, row_extra_, kRowLevel, [&](std::size_t member) {
        if (member < fields.size())
            *fields[member] = read_text();
        else
            read_identity(texts);
    });
    texts.extra = row_extra_;
    texts.identity_extra = inner_extra_;
    builder.add_party(texts);
}

void JsonReader::read_identity(PartyTexts& texts) {
    if (take_null()) return;
    const std::array fields{&texts.identity_kind, &texts.identity_number};
    each_member(kIdentityNames, inner_extra_, kIdentityLevel,
                [&](std::size_t member) { *fields[member] = read_text(); });
}

void JsonReader::read_claim(DossierBuilder& builder) {
    ClaimTexts texts;
    const std::array fields{&texts.id, &texts.creditor, &texts.kind};
    row_extra_.clear();
    debtors_.clear();
    each_member(kClaimNames, row_extra_, kRowLevel, [&](std::size_t member) {
        if (member < fields.size())
            *fields[member] = read_text();
        else if (member == fields.size())
            texts.principal = read_amount();
        else if (!take_null())
            each_item([&] { debtors_.push_back(read_text()); });
    });
    texts.debtors = debtors_;
    texts.extra = row_extra_;
    builder.add_claim(texts);
}

void JsonReader::read_event(DossierBuilder& builder) {
    builder.begin_event();
    row_extra_.clear();
    each_member(kEventNames, row_extra_, kRowLevel, [&](std::size_t member) {
        const auto column = static_cast<Column>(member);
        builder.set(column, column == Column::amount ? read_amount() : read_text());
    });
    builder.end_event(row_extra_);
}

// ---------------------------------------------------------------- unknown members

/// Unknown members are written again rather than copied: that checks them, and puts them on one line.
void JsonReader::append_member(std::string& out, std::string_view raw_name, std::size_t depth) {
    if (!out.empty() && out.back() != '{') out += ',';
    out += '"';
    out += raw_name;
    out += "\":";
    append_value(out, depth);
}

void JsonReader::append_value(std::string& out, std::size_t depth) {
    switch (tokens_.peek()) {
        case '{':
            return append_object(out, depth + 1);
        case '[':
            return append_array(out, depth + 1);
        default:
            return append_scalar(out);
    }
}

void JsonReader::append_object(std::string& out, std::size_t depth) {
    if (depth > kMaxDepth) fail(JsonFault::depth);
    expect_object();
    out += '{';
    if (!tokens_.take('}')) {
        do {
            const std::string_view raw_name = take_raw_name();
            static_cast<void>(meaning(raw_name));  // checks its escapes
            append_member(out, raw_name, depth);
        } while (goes_on('}'));
    }
    out += '}';
}

void JsonReader::append_array(std::string& out, std::size_t depth) {
    if (depth > kMaxDepth) fail(JsonFault::depth);
    expect_array();
    out += '[';
    if (!tokens_.take(']')) {
        append_value(out, depth);
        while (goes_on(']')) {
            out += ',';
            append_value(out, depth);
        }
    }
    out += ']';
}

void JsonReader::append_scalar(std::string& out) {
    const std::string_view token = without_trailing_space(tokens_.token());
    if (tokens_.peek() == '"') {
        static_cast<void>(meaning(tokens_.take_raw_string()));  // checks its escapes
    } else {
        if (type_of(token).en.empty()) fail_at_token();
        tokens_.skip();
    }
    out += token;
}

// ---------------------------------------------------------------- errors

void JsonReader::fail(JsonFault fault) {
    const Failure failure = describe(fault);
    Place place = whereabouts_.place(spot_);
    if (place.line == 0) place.line = line_here(fault);
    throw InputError{failure.code, {failure.zh, failure.en}, std::move(place)};
}

void JsonReader::fail_at_token() { fail(tokens_.at_end() ? JsonFault::cut_off : JsonFault::malformed); }

/// The line of a document of many lines at which reading stopped, 0 if it cannot be told.
std::size_t JsonReader::line_here(JsonFault fault) const {
    if (fault == JsonFault::utf8) return line_of(tokens_.document(), find_malformed(tokens_.document()));
    return tokens_.offset() == 0 ? 0 : line_of(tokens_.document(), tokens_.offset());
}

void JsonReader::fail(const char* code, std::string zh, std::string en) {
    throw InputError{code, {std::move(zh), std::move(en)}, whereabouts_.place(spot_)};
}

/// Something else stands where this was expected.
void JsonReader::fail_type(const char* zh, const char* en) {
    if (tokens_.at_end()) fail(JsonFault::cut_off);
    const Text found = type_of(tokens_.token());
    if (found.en.empty()) fail(JsonFault::malformed);
    fail("input.type", "应为" + std::string{zh} + "，却是" + found.zh,
         "expected " + std::string{en} + ", found " + found.en);
}

}  // namespace zhixing
