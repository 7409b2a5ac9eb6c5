/// @file
/// A JSON object of a request, read member by member.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/journal.hpp"

namespace zhixing::journal {

class JsonObject {
public:
    JsonObject(simdjson::dom::element element, std::string pointer, std::string_view document) : pointer_{std::move(pointer)}, document_{document} {
        if (element.get(object_) != simdjson::SUCCESS) refuse("input.type", {"应为对象", "an object is expected"}, pointer_);
    }

    void know(std::initializer_list<std::string_view> names) const {
        for (const auto [name, value] : object_) {
            const std::string text{name};
            if (std::find(names.begin(), names.end(), name) == names.end()) refuse("input.unknown_member", {"没有此项：" + text, "there is no such member: " + text}, at(name));
        }
    }
    [[nodiscard]] std::string at(std::string_view name) const { return pointer_ + "/" + std::string{name}; }
    [[nodiscard]] bool has(std::string_view name) const { return object_[name].error() == simdjson::SUCCESS && !object_[name].is_null(); }
    [[nodiscard]] simdjson::dom::element need(std::string_view name) const {
        simdjson::dom::element value;
        if (object_[name].get(value) != simdjson::SUCCESS) refuse("input.missing", {"缺少 " + std::string{name}, std::string{name} + " is missing"}, at(name));
        return value;
    }
    [[nodiscard]] std::string text(std::string_view name) const { return text_of(need(name), at(name)); }
    [[nodiscard]] std::string text_or_empty(std::string_view name) const { return has(name) ? text(name) : std::string{}; }
    /// The texts of a list.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name) const {
        std::vector<std::string> texts;
        for (const simdjson::dom::element value : list(name)) texts.push_back(text_of(value, at(name) + "/" + std::to_string(texts.size())));
        return texts;
    }
    [[nodiscard]] JsonObject object(std::string_view name) const { return {need(name), at(name), document_}; }
    [[nodiscard]] std::vector<JsonObject> objects(std::string_view name) const {
        std::vector<JsonObject> objects;
        for (const simdjson::dom::element value : list(name)) objects.emplace_back(value, at(name) + "/" + std::to_string(objects.size()), document_);
        return objects;
    }
    [[nodiscard]] std::vector<simdjson::dom::element> list(std::string_view name) const {
        simdjson::dom::array array;
        if (need(name).get(array) != simdjson::SUCCESS) refuse("input.type", {"应为数组", "a list is expected"}, at(name));
        return {array.begin(), array.end()};
    }
    [[nodiscard]] bool flag(std::string_view name) const {
        bool value = false;
        if (has(name) && need(name).get(value) != simdjson::SUCCESS) refuse("input.type", {"应为 true 或 false", "true or false is expected"}, at(name));
        return value;
    }
    [[nodiscard]] std::optional<std::uint64_t> count(std::string_view name) const {
        if (!has(name)) return std::nullopt;
        std::uint64_t value = 0;
        if (need(name).get(value) != simdjson::SUCCESS) refuse("input.type", {"应为不小于 0 的整数", "a whole number from 0 is expected"}, at(name));
        return value;
    }
    [[nodiscard]] DateTime time(std::string_view name) const {
        const std::string given = text(name);
        const auto time = parse_date_time(given);
        if (!time) refuse("input.date_time", {"不是时间：" + given, "not a date-time (YYYY-MM-DDThh:mm:ss): " + given}, at(name));
        return *time;
    }
    [[nodiscard]] std::string text_of(simdjson::dom::element value, const std::string& pointer) const {
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS) refuse("input.type", {"应为文字", "text is expected"}, pointer);
        return std::string{text};
    }

    [[noreturn]] void refuse(const char* code, Text text, std::string pointer) const { throw InputError{code, std::move(text), {std::string{document_}, 0, std::move(pointer)}}; }

private:
    simdjson::dom::object object_;
    std::string pointer_;
    std::string_view document_;
};

/// Parses a whole request. @param document its name in errors. The object is valid as long as the parser.
[[nodiscard]] JsonObject parse_object(simdjson::dom::parser& parser, std::string_view json, std::string_view document);

/// `actor`: `id`, `court`, `roles`.
[[nodiscard]] Actor actor_of(const JsonObject& request);

}  // namespace zhixing::journal
