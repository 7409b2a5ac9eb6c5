// A text made of many small pieces: fixed words, texts from data, days and numbers.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "value/json_escape.hpp"
#include "zhixing/date.hpp"

namespace zhixing {

// Faster than a string: small pieces are gathered in a block of fixed size, which is appended when it is full.
class TextBuffer {
public:
    // Plain text; or what stands between the quotes of JSON strings, where texts from data are escaped.
    enum class Of : std::uint8_t { plain, json };

    explicit TextBuffer(Of of, std::size_t expected = 0) : json_{of == Of::json} { text_.reserve(expected); }

    // A piece that the source has: its length is known, and there is nothing in it to escape.
    template <std::size_t size>
    TextBuffer& put(const char (&piece)[size]) {
        static_assert(size <= kBlock);
        std::memcpy(take(size - 1), piece, size - 1);
        return *this;
    }
    // A piece in which nothing is to be escaped: a word of ours, or JSON.
    TextBuffer& put(std::string_view piece) {
        if (piece.size() > kBlock) return put_long(piece);
        std::memcpy(take(piece.size()), piece.data(), piece.size());
        return *this;
    }
    // A text from data: names, ids.
    TextBuffer& text(std::string_view piece) {
        if (json_ && needs_json_escape(piece)) return put_escaped(piece);
        return put(piece);
    }
    TextBuffer& number(std::int64_t value);
    TextBuffer& day(Date day);

    // Ends it.
    [[nodiscard]] std::string take_text() {
        flush();
        return std::move(text_);
    }

private:
    static constexpr std::size_t kBlock = 1024;

    // Room for so many characters, kBlock at most, which are written next.
    [[nodiscard]] char* take(std::size_t count) {
        if (count > kBlock - used_) [[unlikely]] flush();
        char* const place = block_.data() + used_;
        used_ += count;
        return place;
    }
    void flush() {
        text_.append(block_.data(), used_);
        used_ = 0;
    }
    TextBuffer& put_long(std::string_view piece);
    TextBuffer& put_escaped(std::string_view piece);

    std::string text_;
    std::array<char, kBlock> block_;  // what comes after `text_`
    std::size_t used_ = 0;
    bool json_;
};

}  // namespace zhixing
