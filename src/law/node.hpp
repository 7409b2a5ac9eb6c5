// A place in a JSON document that knows where it stands, so that every complaint names file, rule and pointer, and the
// line where the text is at hand.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"
#include "zhixing/error.hpp"

namespace zhixing {

using Json = nlohmann::ordered_json;

class Node {
public:
    // @param text of the whole document, which must outlive the node; empty: complaints name no line.
    Node(const Json& json, std::string file, std::string pointer, std::string rule = {}, std::string_view text = {})
        : json_{&json}, file_{std::move(file)}, pointer_{std::move(pointer)}, rule_{std::move(rule)}, text_{text} {}

    [[nodiscard]] const Json& json() const noexcept { return *json_; }
    [[nodiscard]] const std::string& file() const noexcept { return file_; }
    [[nodiscard]] const std::string& pointer() const noexcept { return pointer_; }

    // Another value that stands for what is here.
    [[nodiscard]] Node with(const Json& json) const { return {json, file_, pointer_, rule_, text_}; }

    [[noreturn]] void fail(std::string code, const std::string& zh, const std::string& en) const;

    [[nodiscard]] bool has(const char* name) const { return json_->is_object() && json_->contains(name); }
    [[nodiscard]] Node at(const char* name) const;                     // the member must be there
    [[nodiscard]] std::optional<Node> find(const char* name) const;
    [[nodiscard]] std::vector<Node> list() const;                      // an array's elements
    [[nodiscard]] std::vector<Node> one_or_more() const;               // an array's elements, or the value itself
    [[nodiscard]] std::vector<std::string> names() const;              // an object's member names

    [[nodiscard]] std::string text() const;
    [[nodiscard]] int integer() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] Date day() const;
    [[nodiscard]] Text zh_en() const;                                  // {"zh": …, "en": …}
    [[nodiscard]] std::vector<std::string> texts() const;              // one text or a list of them

    // Refuses members that are not among these: a misspelt member must not be passed over.
    void only(const std::vector<std::string_view>& allowed) const;
    void must_be_object() const;

private:
    const Json* json_;
    std::string file_, pointer_, rule_;
    std::string_view text_;
};

// Parses a document; a syntax error becomes a RuleError with line and column.
[[nodiscard]] Json parse_json(std::string_view text, const std::string& file);

}  // namespace zhixing
