// Writes JSON text piece by piece: commas and escapes, nothing else. No tree is built.
#pragma once

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
        comma();
        plain({member, size - 1});
        out_ += ':';
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
    void comma() {
        if (!fresh_ && !out_.empty()) out_ += ',';
        fresh_ = false;
    }
    void plain(std::string_view value) {
        out_ += '"';
        out_ += value;
        out_ += '"';
    }
    void quote(std::string_view value);

    std::string& out_;
    bool fresh_ = true;  // nothing to separate from yet
};

}  // namespace zhixing
