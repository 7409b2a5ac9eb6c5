/// @file
/// A JSON document as a row of tokens. simdjson finds them (and checks the encoding); the grammar is the
/// reader's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace zhixing {

/// What is wrong with a document before its members are looked at.
enum class JsonFault : std::uint8_t {
    none,
    empty,
    too_large,
    utf8,
    string,
    malformed,
    cut_off,
    escape,
    depth,
    trailing
};

/// Reads one document after another; memory is reused.
///
/// A token begins at a bracket, comma, colon, quote, or the first byte of anything else. Behind the last
/// token stands one that begins with a zero byte or a line feed: it matches nothing, so a reader that takes
/// only what it expects cannot run over the end.
class JsonTokens {
public:
    JsonTokens();
    ~JsonTokens();
    JsonTokens(const JsonTokens&) = delete;
    JsonTokens& operator=(const JsonTokens&) = delete;

    /// How many bytes behind a document may be read (simdjson loads whole blocks).
    static constexpr std::size_t kPadding = 64;

    /// Finds the tokens of a document.
    /// @param in_place whether kPadding bytes behind it can be read, a line feed first; else it is copied.
    [[nodiscard]] JsonFault open(std::string_view json, bool in_place);

    /// The document; kPadding bytes can be read behind it.
    [[nodiscard]] std::string_view document() const noexcept { return document_; }

    /// First byte of the next token.
    [[nodiscard]] char peek() const noexcept { return document_.data()[*next_]; }
    /// The next token with the space behind it.
    [[nodiscard]] std::string_view token() const noexcept {
        return {document_.data() + *next_, static_cast<std::size_t>(next_[1] - *next_)};
    }
    [[nodiscard]] std::size_t offset() const noexcept { return next_ == nullptr ? 0 : *next_; }
    /// @pre not at the end.
    void skip() noexcept { ++next_; }
    /// Passes over the next token if it begins so.
    bool take(char first) noexcept {
        if (peek() != first) return false;
        ++next_;
        return true;
    }
    /// The next token, a string, between its quotes: escapes as they are. @pre peek() is a quote.
    std::string_view take_raw_string() noexcept {
        const char* const begin = document_.data() + next_[0] + 1;
        const char* end = document_.data() + next_[1] - 1;
        while (*end != '"') --end;  // space up to the next token
        ++next_;
        return {begin, static_cast<std::size_t>(end - begin)};
    }
    [[nodiscard]] bool at_end() const noexcept { return next_ == end_; }

private:
    std::unique_ptr<simdjson::internal::dom_parser_implementation> scanner_;
    std::size_t capacity_ = 0;
    std::string buffer_;
    std::string_view document_;
    const std::uint32_t* next_ = nullptr;
    const std::uint32_t* end_ = nullptr;
};

/// Appends what a raw string means; false if one of its escapes is wrong.
[[nodiscard]] bool append_unescaped(std::string_view raw, std::string& out);

/// The grammar of RFC 8259.
[[nodiscard]] bool is_json_number(std::string_view text) noexcept;

/// Without the space that a token has behind it.
[[nodiscard]] std::string_view without_trailing_space(std::string_view text) noexcept;

}  // namespace zhixing
