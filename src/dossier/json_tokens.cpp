#include "dossier/json_tokens.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <new>
#include <optional>

#include "value/utf8.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {
namespace {

static_assert(JsonTokens::kPadding >= simdjson::SIMDJSON_PADDING);

constexpr std::size_t kLeastCapacity = 4096;

JsonFault fault_of(simdjson::error_code error) {
    switch (error) {
        case simdjson::SUCCESS:
            return JsonFault::none;
        case simdjson::MEMALLOC:
            throw std::bad_alloc{};
        case simdjson::EMPTY:
            return JsonFault::empty;
        case simdjson::CAPACITY:
            return JsonFault::too_large;
        case simdjson::UTF8_ERROR:
            return JsonFault::utf8;
        case simdjson::UNCLOSED_STRING:
            return JsonFault::cut_off;
        case simdjson::UNESCAPED_CHARS:
            return JsonFault::string;
        default:
            return JsonFault::malformed;
    }
}

/// Values of hexadecimal digits; for any other byte a number with bits that no four digits have.
constexpr std::uint32_t kNoDigit = 0x1'0000;
constexpr std::array<std::uint32_t, 256> kHexDigits = [] {
    std::array<std::uint32_t, 256> digits{};
    digits.fill(kNoDigit);
    for (unsigned i = 0; i < 10; ++i) digits['0' + i] = i;
    for (unsigned i = 0; i < 6; ++i) digits['a' + i] = digits['A' + i] = 10 + i;
    return digits;
}();

/// Hosts that write all Chinese as `\uXXXX` are many, so this is in their path.
std::optional<char32_t> take_hex(std::string_view& text) noexcept {
    if (text.size() < 4) return std::nullopt;
    const auto digit = [text](std::size_t i) { return kHexDigits[static_cast<unsigned char>(text[i])]; };
    const std::uint32_t high = digit(0) << 4U | digit(1);
    const std::uint32_t low = digit(2) << 4U | digit(3);
    if (((high | low) & ~0xFFU) != 0) return std::nullopt;
    text.remove_prefix(4);
    return high << 8U | low;
}

/// What stands behind `\u`: one unit of UTF-16, or two that belong together.
std::optional<char32_t> take_unicode(std::string_view& text) noexcept {
    const auto high = take_hex(text);
    if (!high || *high < 0xD800 || *high > 0xDFFF) return high;
    if (*high > 0xDBFF || !take_prefix(text, "\\u")) return std::nullopt;
    const auto low = take_hex(text);
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
    return 0x10000 + ((*high - 0xD800) << 10U) + (*low - 0xDC00);
}

void append_utf8(char32_t code, std::string& out) {
    std::array<char, 4> bytes;
    const std::size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (std::size_t i = size - 1; i > 0; --i, code >>= 6U)
        bytes[i] = static_cast<char>(0x80U | (code & 0x3FU));
    constexpr std::array<char32_t, 5> kLeads = {0, 0, 0xC0, 0xE0, 0xF0};
    bytes[0] = static_cast<char>(kLeads[size] | code);
    out.append(bytes.data(), size);
}

/// The escapes of one letter, and what they mean.
constexpr std::string_view kEscapes = "\"\\/bfnrt";
constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";

}  // namespace

JsonTokens::JsonTokens() = default;
JsonTokens::~JsonTokens() = default;

JsonFault JsonTokens::open(std::string_view json, bool in_place) {
    next_ = nullptr;
    document_ = {};
    if (json.size() > kMaxDossierBytes) return JsonFault::too_large;
    document_ = json;
    if (!in_place) {
        buffer_.assign(json).append(kPadding, '\0');
        document_ = {buffer_.data(), json.size()};
    }
    if (json.size() > capacity_ || !scanner_) {
        const std::size_t capacity = std::max(kLeastCapacity, json.size() + json.size() / 2);
        const auto error =
            simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, scanner_);
        if (error != simdjson::SUCCESS) return fault_of(error);
        capacity_ = capacity;
    }
    const auto error = scanner_->stage1(reinterpret_cast<const std::uint8_t*>(document_.data()),
                                        document_.size(), simdjson::stage1_mode::regular);
    if (error != simdjson::SUCCESS) return fault_of(error);
    next_ = scanner_->structural_indexes.get();
    end_ = next_ + scanner_->n_structural_indexes;
    return JsonFault::none;
}

bool append_unescaped(std::string_view raw, std::string& out) {
    while (!raw.empty()) {
        if (raw.front() != '\\') {
            const std::size_t plain = std::min(raw.find('\\'), raw.size());
            out += raw.substr(0, plain);
            raw.remove_prefix(plain);
            continue;
        }
        if (take_prefix(raw, "\\u")) {
            const auto code = take_unicode(raw);
            if (!code) return false;
            append_utf8(*code, out);
            continue;
        }
        const std::size_t escape = raw.size() < 2 ? std::string_view::npos : kEscapes.find(raw[1]);
        if (escape == std::string_view::npos) return false;
        out += kMeanings[escape];
        raw.remove_prefix(2);
    }
    return true;
}

bool is_json_number(std::string_view text) noexcept {
    take_prefix(text, "-");
    const std::size_t whole = count_digits(text);
    if (whole == 0 || (whole > 1 && text.front() == '0')) return false;
    text.remove_prefix(whole);
    if (take_prefix(text, ".")) {
        const std::size_t decimals = count_digits(text);
        if (decimals == 0) return false;
        text.remove_prefix(decimals);
    }
    if (take_prefix(text, "e") || take_prefix(text, "E")) {
        if (!take_prefix(text, "-")) take_prefix(text, "+");
        return all_digits(text);
    }
    return text.empty();
}

std::string_view without_trailing_space(std::string_view text) noexcept {
    return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace zhixing
