#include "law/node.hpp"

#include <algorithm>
#include <set>

#include "law/pointer_place.hpp"

namespace zhixing {
namespace {

constexpr int kMaxRuleDepth = 64;

// RFC 6901 escapes of one reference token.
std::string escape(std::string_view token) {
    std::string out;
    for (const char c : token) {
        if (c == '~') out += "~0";
        else if (c == '/') out += "~1";
        else out += c;
    }
    return out;
}

void check_depth(std::string_view text, const std::string& file) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            else if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxRuleDepth) {
                throw RuleError{"rule.depth", {"规则文件嵌套过深", "rulebook is nested too deeply (64 at most)"}, {file, 0, {}}};
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
}

std::size_t line_of(std::string_view text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace

Json parse_json(std::string_view text, const std::string& file) {
    check_depth(text, file);
    std::vector<std::set<std::string>> open;  // the names that each object on the way down has so far
    const auto no_name_twice = [&](int, Json::parse_event_t event, Json& name) {
        if (event == Json::parse_event_t::object_start) open.emplace_back();
        else if (event == Json::parse_event_t::object_end) open.pop_back();
        else if (event == Json::parse_event_t::key && !open.back().insert(name.get<std::string>()).second) {
            const auto twice = name.get<std::string>();
            throw RuleError{"rule.duplicate_member",
                            {"成员 " + twice + " 在同一对象中出现两次", "member \"" + twice + "\" stands twice in one object"}, {file, 0, {}}};
        }
        return true;
    };
    try {
        return Json::parse(text, no_name_twice);
    } catch (const Json::parse_error& error) {
        throw RuleError{"rule.syntax",
                        {std::string{"规则文件不是有效的 JSON："} + error.what(), std::string{"not valid JSON: "} + error.what()},
                        {file, line_of(text, error.byte), {}}};
    } catch (const Json::out_of_range& error) {
        throw RuleError{"rule.syntax", {std::string{"数字超出范围："} + error.what(), std::string{"a number is out of range: "} + error.what()}, {file, 0, {}}};
    }
}

void Node::fail(std::string code, const std::string& zh, const std::string& en) const {
    const std::string in_zh = rule_.empty() ? "" : "规则 " + rule_ + "：";
    const std::string in_en = rule_.empty() ? "" : "rule " + rule_ + ": ";
    const std::size_t line = text_.empty() ? 0 : line_of(text_, place_of(text_, pointer_));
    throw RuleError{std::move(code), {in_zh + zh, in_en + en}, {file_, line, pointer_}};
}

void Node::must_be_object() const {
    if (!json_->is_object()) fail("rule.type", "应为对象", "an object is expected");
}

std::optional<Node> Node::find(const char* name) const {
    must_be_object();
    const auto member = json_->find(name);
    if (member == json_->end()) return std::nullopt;
    return Node{*member, file_, pointer_ + "/" + escape(name), rule_, text_};
}

Node Node::at(const char* name) const {
    auto member = find(name);
    if (!member) fail("rule.missing_member", std::string{"缺少成员 "} + name, std::string{"member \""} + name + "\" is missing");
    return *std::move(member);
}

std::vector<Node> Node::list() const {
    if (!json_->is_array()) fail("rule.type", "应为数组", "an array is expected");
    std::vector<Node> nodes;
    for (std::size_t i = 0; i < json_->size(); ++i) {
        nodes.emplace_back((*json_)[i], file_, pointer_ + "/" + std::to_string(i), rule_, text_);
    }
    return nodes;
}

std::vector<Node> Node::one_or_more() const { return json_->is_array() ? list() : std::vector<Node>{*this}; }

std::vector<std::string> Node::names() const {
    must_be_object();
    std::vector<std::string> names;
    for (const auto& [name, value] : json_->items()) names.push_back(name);
    return names;
}

std::string Node::text() const {
    if (!json_->is_string()) fail("rule.type", "应为文字", "a text is expected");
    return json_->get<std::string>();
}

int Node::integer() const {
    if (!json_->is_number_integer()) fail("rule.type", "应为整数", "a whole number is expected");
    const bool huge = json_->is_number_unsigned() && json_->get<std::uint64_t>() > 100'000;  // would wrap round
    const auto value = json_->get<std::int64_t>();
    if (huge || value < -100'000 || value > 100'000) fail("rule.range", "数值超出范围", "number out of range (-100000 to 100000)");
    return static_cast<int>(value);
}

bool Node::boolean() const {
    if (!json_->is_boolean()) fail("rule.type", "应为 true 或 false", "true or false is expected");
    return json_->get<bool>();
}

Date Node::day() const {
    const auto day = parse_date(text());
    if (!day) fail("rule.date", "不是日期（YYYY-MM-DD）：" + text(), "not a date (YYYY-MM-DD): " + text());
    return *day;
}

Text Node::zh_en() const {
    only({"zh", "en"});
    return {at("zh").text(), at("en").text()};
}

std::vector<std::string> Node::texts() const {
    std::vector<std::string> texts;
    for (const Node& node : one_or_more()) texts.push_back(node.text());
    return texts;
}

void Node::only(const std::vector<std::string_view>& allowed) const {
    for (const std::string& name : names()) {
        if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
            find(name.c_str())->fail("rule.unknown_member", "不认识的成员 " + name, "unknown member \"" + name + "\"");
        }
    }
}

}  // namespace zhixing
