// What messages to parties may say (rules/disclosure.json), and their words.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "law/tags.hpp"
#include "zhixing/catalogue.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

class Node;

// The words of a message: text with Mustache tags (law/tags.hpp). A section is shown if its field has a value.
struct Words {
    struct Part {
        Token::Kind kind = Token::Kind::text;
        std::string text;         // of a tag its field
        std::size_t partner = 0;  // of a section's tag: the part of the other one

        [[nodiscard]] bool names_field() const noexcept { return kind == Token::Kind::value || kind == Token::Kind::open || kind == Token::Kind::inverted; }
    };
    std::vector<Part> parts;

    [[nodiscard]] bool empty() const noexcept { return parts.empty(); }
    [[nodiscard]] std::vector<std::string_view> fields() const;
};

// A field that words may use, and what a channel that carries it carries.
struct DisclosureField {
    std::string name, carries;
    Text label;
    bool host = false;  // the host gives its value
};

struct DisclosureChannel {
    std::string id;
    Word method = 0;
    bool brief = true;  // says the short words
    std::set<std::string, std::less<>> carries;
    Words frame;        // round the message
};

// What is not told, and why.
struct DisclosureBar {
    std::string id;
    Text name;
    std::vector<Kind> events;
    std::vector<Citation> citations;
};

struct DisclosureLaw {
    std::vector<DisclosureField> fields;
    std::vector<DisclosureChannel> channels;
    std::vector<DisclosureBar> never;  // events that are never told
    DisclosureBar left, corrections;
    Words correct, withdraw;  // round the name of what was told

    [[nodiscard]] static const DisclosureLaw& bundled();
    [[nodiscard]] const DisclosureField* field(std::string_view name) const noexcept;
    [[nodiscard]] const DisclosureChannel* channel(std::string_view id) const noexcept;
    [[nodiscard]] const DisclosureBar* bar(Kind kind) const noexcept;  // nullptr: may be told
};

// Reads words whose tags are among `fields`. @throws RuleError `rule.words`, `rule.unknown_field`.
[[nodiscard]] Words read_words(const Node& node, const std::vector<DisclosureField>& fields);

}  // namespace zhixing
