#include "dossier/json_tokens.hpp"

#include <simdjson.h>

#include <algorithm>
#include <new>

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

std::optional<char32_t> take_hex(std::string_view& text) noexcept {
    if (text.size() < 4) return std::nullopt;
    char32_t value = 0;
    for (const char c : text.substr(0, 4)) {
        const char lower = static_cast<char>(c | 0x20);
        if (is_digit(c))
            value = value * 16 + static_cast<char32_t>(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + static_cast<char32_t>(lower - 'a' + 10);
        else
            return std::nullopt;
    }
    text.remove_prefix(4);
    return value;
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
    const auto byte = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    const auto follow = [&byte](char32_t value) { byte(0x80 | (value & 0x3F)); };
    if (code < 0x80) return byte(code);
    if (code < 0x800)
        byte(0xC0 | code >> 6);
    else if (code < 0x10000)
        byte(0xE0 | code >> 12), follow(code >> 6);
    else
        byte(0xF0 | code >> 18), follow(code >> 12), follow(code >> 6);
    follow(code);
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
        const std::size_t plain = std::min(raw.find('\\'), raw.size());
        out += raw.substr(0, plain);
        raw.remove_prefix(plain);
        if (raw.empty()) return true;
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
