// Writes JSON text piece by piece: commas and escapes, nothing else. No tree is built.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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
    JsonWriter& name(std::string_view member) {
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
    // Text that is JSON already.
    JsonWriter& raw(std::string_view json) {
        comma();
        out_ += json;
        fresh_ = false;
        return *this;
    }
    JsonWriter& member(std::string_view key, std::string_view value) { return name(key).text(value); }
    JsonWriter& member(std::string_view key, std::int64_t value) { return name(key).number(value); }
    JsonWriter& flag(std::string_view key, bool value) { return name(key).raw(value ? "true" : "false"); }

private:
    void comma() {
        if (!fresh_ && !out_.empty()) out_ += ',';
        fresh_ = false;
    }
    void quote(std::string_view value);

    std::string& out_;
    bool fresh_ = true;  // nothing to separate from yet
};

}  // namespace zhixing
