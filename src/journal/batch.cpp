// Reads a batch, or who reads, from JSON.
#include <simdjson.h>

#include "zhixing/journal.hpp"

namespace zhixing {
namespace {

namespace dom = simdjson::dom;

[[noreturn]] void refuse(const char* code, Text text, std::string pointer) { throw InputError{code, std::move(text), {"batch", 0, std::move(pointer)}}; }

// One object of the document, read member by member.
class Object {
public:
    Object(dom::element element, std::string pointer) : pointer_{std::move(pointer)} {
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
    [[nodiscard]] dom::element need(std::string_view name) const {
        dom::element value;
        if (object_[name].get(value) != simdjson::SUCCESS) refuse("input.missing", {"缺少 " + std::string{name}, std::string{name} + " is missing"}, at(name));
        return value;
    }
    [[nodiscard]] std::string text(std::string_view name) const { return text_of(need(name), at(name)); }
    [[nodiscard]] std::string text_or_empty(std::string_view name) const { return has(name) ? text(name) : std::string{}; }
    [[nodiscard]] std::vector<dom::element> list(std::string_view name) const {
        dom::array array;
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
    static std::string text_of(dom::element value, const std::string& pointer) {
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS) refuse("input.type", {"应为文字", "text is expected"}, pointer);
        return std::string{text};
    }

private:
    dom::object object_;
    std::string pointer_;
};

std::string nth(const std::string& pointer, std::size_t index) { return pointer + "/" + std::to_string(index); }

Actor actor_of(const Object& batch) {
    const Object object{batch.need("actor"), batch.at("actor")};
    object.know({"id", "court", "roles", "identity"});
    Actor actor{object.text("id"), object.text_or_empty("court"), {}, {}};
    for (const dom::element role : object.list("roles")) actor.roles.push_back(Object::text_of(role, nth(object.at("roles"), actor.roles.size())));
    if (object.has("identity")) {
        const Object check{object.need("identity"), object.at("identity")};
        check.know({"kind", "number", "document", "by", "at"});
        actor.identity = {check.text("kind"), check.text("number"), check.text("document"), check.text("by"), check.time("at")};
    }
    return actor;
}

AppendPart part_of(const Object& object) {
    object.know({"number", "expect", "header", "events"});
    AppendPart part{object.text("number"), object.count("expect"), {}, {}};
    if (object.has("header")) part.header = simdjson::minify(object.need("header"));
    if (object.has("events")) {
        for (const dom::element event : object.list("events")) part.events.push_back(simdjson::minify(event));
    }
    return part;
}

dom::element parse(dom::parser& parser, std::string_view json) {
    dom::element root;
    if (json.size() > kMaxDossierBytes) refuse("input.limit", {"内容过大", "the document is too large"}, {});
    if (const auto error = parser.parse(json.data(), json.size()).get(root); error != simdjson::SUCCESS) {
        refuse("input.json", {"不是 JSON", std::string{"not JSON: "} + simdjson::error_message(error)}, {});
    }
    return root;
}

}  // namespace

Reader parse_reader(std::string_view json) {
    dom::parser parser;
    const Object object{parse(parser, json), {}};
    object.know({"schema", "actor", "purpose", "recorded"});
    if (object.has("schema") && object.text("schema") != "zhixing.reader/1") refuse("input.schema", {"不是 zhixing.reader/1", "not zhixing.reader/1"}, "/schema");
    return {actor_of(object), object.text("purpose"), object.time("recorded")};
}

Append parse_append(std::string_view json) {
    dom::parser parser;
    const Object object{parse(parser, json), {}};
    object.know({"schema", "actor", "office", "recorded", "import", "parts"});
    if (object.has("schema") && object.text("schema") != "zhixing.batch/1") refuse("input.schema", {"不是 zhixing.batch/1", "not zhixing.batch/1"}, "/schema");
    Append batch{actor_of(object), object.text_or_empty("office"), object.time("recorded"), object.flag("import"), {}};
    for (const dom::element part : object.list("parts")) batch.parts.push_back(part_of(Object{part, nth("/parts", batch.parts.size())}));
    return batch;
}

}  // namespace zhixing
