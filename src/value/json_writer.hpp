// Writes JSON text piece by piece: commas and escapes, nothing else. No tree is built.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "zhixing/error.hpp"

namespace zhixing {

class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_{out} {}

    JsonWriter& open(char bracket) {
        comma();
        out_ += bracket;
        fresh_ = true;
        return *this;
    }
    JsonWriter& close(char bracket) {
        out_ += bracket;
        fresh_ = false;
        return *this;
    }
    // A member's name stands in the source and has nothing to escape.
    template <std::size_t size>
    JsonWriter& name(const char (&member)[size]) {
        std::array<char, size + 3> piece{',', '"'};  // with what stands around it, so that one copy does
        std::copy_n(member, size - 1, piece.begin() + 2);
        piece[size + 1] = '"';
        piece[size + 2] = ':';
        const std::size_t skip = separated() ? 1 : 0;
        out_.append(piece.data() + skip, piece.size() - skip);
        fresh_ = true;
        return *this;
    }
    // A name that comes from data.
    JsonWriter& key(std::string_view member) {
        comma();
        quote(member);
        out_ += ':';
        fresh_ = true;
        return *this;
    }
    JsonWriter& text(std::string_view value) {
        comma();
        quote(value);
        fresh_ = false;
        return *this;
    }
    JsonWriter& number(std::int64_t value) {
        comma();
        out_ += std::to_string(value);
        fresh_ = false;
        return *this;
    }
    // A word of our own (an id, a date, a state): nothing in it to escape.
    JsonWriter& word(std::string_view value) {
        comma();
        plain(value);
        fresh_ = false;
        return *this;
    }
    // A text that `append` appends to a string.
    template <class Append>
    JsonWriter& prose(Append&& append) {
        comma();
        out_ += '"';
        const std::size_t from = out_.size();
        append(out_);
        escape_from(from);
        out_ += '"';
        return *this;
    }
    // Both languages of a text.
    JsonWriter& both(const Text& text) { return open('{').member("zh", text.zh).member("en", text.en).close('}'); }
    // Text that is JSON already.
    JsonWriter& raw(std::string_view json) {
        comma();
        out_ += json;
        fresh_ = false;
        return *this;
    }
    template <std::size_t size>
    JsonWriter& member(const char (&key)[size], std::string_view value) { return name(key).text(value); }
    template <std::size_t size>
    JsonWriter& member(const char (&key)[size], std::int64_t value) { return name(key).number(value); }
    template <std::size_t size>
    JsonWriter& flag(const char (&key)[size], bool value) { return name(key).raw(value ? "true" : "false"); }

private:
    [[nodiscard]] bool separated() const { return fresh_ || out_.empty(); }
    void comma() {
        if (!separated()) out_ += ',';
        fresh_ = false;
    }
    void plain(std::string_view value) {
        out_ += '"';
        out_ += value;
        out_ += '"';
    }
    void quote(std::string_view value);
    // Escapes what was appended since.
    void escape_from(std::size_t begin);

    std::string& out_;
    bool fresh_ = true;  // nothing to separate from yet
};

}  // namespace zhixing
