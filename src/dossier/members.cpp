#include "dossier/members.hpp"

#include "dossier/json_tokens.hpp"

namespace zhixing {
namespace {

void skip_space(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t' || text.front() == '\r' || text.front() == ',')) text.remove_prefix(1);
}

// A string with its quotes.
std::string_view take_string(std::string_view& text) {
    std::size_t end = 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? std::size_t{2} : std::size_t{1};
    const std::string_view string = text.substr(0, end + 1);
    text.remove_prefix(string.size());
    return string;
}

std::string_view take_value(std::string_view& text) {
    const std::string_view all = text;
    int depth = 0;
    while (!text.empty()) {
        const char c = text.front();
        if (c == '"') {
            take_string(text);
            continue;
        }
        if (depth == 0 && (c == ',' || c == '}' || c == ']')) break;
        if (c == '{' || c == '[') ++depth;
        else if (c == '}' || c == ']') --depth;
        text.remove_prefix(1);
    }
    return all.substr(0, all.size() - text.size());
}

}  // namespace

std::optional<std::string_view> find_member(std::string_view members, std::string_view name) noexcept {
    for (skip_space(members); !members.empty() && members.front() == '"'; skip_space(members)) {
        const std::string_view key = take_string(members);
        while (!members.empty() && members.front() != ':') members.remove_prefix(1);
        if (!members.empty()) members.remove_prefix(1);
        skip_space(members);
        const std::string_view value = take_value(members);
        if (key.size() >= 2 && key.substr(1, key.size() - 2) == name) return without_trailing_space(value);
    }
    return std::nullopt;
}

std::string_view members_of(std::string_view value) noexcept {
    return value.size() >= 2 && value.front() == '{' ? value.substr(1, value.size() - 2) : std::string_view{};
}

std::optional<std::string> scalar_text(std::string_view value) {
    if (value.size() > 2 && value.front() == '"') {
        std::string text;
        if (append_unescaped(value.substr(1, value.size() - 2), text) && !text.empty()) return text;
        return std::nullopt;
    }
    if (is_json_number(value)) return std::string{value};
    return std::nullopt;
}

}  // namespace zhixing
