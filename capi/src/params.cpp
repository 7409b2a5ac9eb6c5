#include "params.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "base64.hpp"
#include "boundary.hpp"

namespace zhixing::capi {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const char* code, Text message, std::string pointer) {
    throw ArgumentError{code, std::move(message), {"params", 0, std::move(pointer)}};
}

std::string pointer_to(const std::string& name) { return (Json::json_pointer{} / name).to_string(); }

Json parse(std::string_view text) {
    if (text.empty()) return Json::object();
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) fail("argument.json", {"不是 JSON", "not JSON"}, {});
    if (!json.is_object()) fail("argument.type", {"应为 JSON 对象", "a JSON object is expected"}, {});
    return json;
}

const std::string& text_of(const Json& json, const std::string& pointer) {
    if (!json.is_string()) fail("argument.type", {"应为文字", "text is expected"}, pointer);
    return json.get_ref<const std::string&>();
}

Date date_of(const Json& json, const std::string& pointer) {
    const std::string& text = text_of(json, pointer);
    const std::optional<Date> day = parse_date(text);
    if (!day) fail("argument.date", {"不是日期：" + text, "not a date (YYYY-MM-DD): " + text}, pointer);
    return *day;
}

std::uint64_t size_of(const Json& json, const std::string& pointer) {
    if (!json.is_number_unsigned()) fail("argument.type", {"应为不小于 0 的整数", "a whole number from 0 is expected"}, pointer);
    return json.get<std::uint64_t>();
}

std::uint32_t count_of(const Json& json, const std::string& pointer) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(size_of(json, pointer), std::numeric_limits<std::uint32_t>::max()));
}

Handler handler_of(const Json& json, const std::string& pointer) {
    if (!json.is_object()) fail("argument.type", {"应为对象", "an object is expected"}, pointer);
    if (!json.contains("id")) fail("argument.missing", {"缺少 id", "id is missing"}, pointer + "/id");
    Handler handler;
    for (const auto& [name, value] : json.items()) {
        const std::string at = pointer + pointer_to(name);
        if (name == "id") handler.id = text_of(value, at);
        else if (name == "team") handler.team = text_of(value, at);
        else if (name == "capacity") handler.capacity = count_of(value, at);
        else if (name == "load") handler.load = count_of(value, at);
        else if (name == "conflicts" && value.is_array()) {
            for (const Json& text : value) handler.conflicts.push_back(text_of(text, at));
        } else {
            fail("argument.unknown_member", {"没有此参数：" + name, "there is no such parameter: " + name}, at);
        }
    }
    return handler;
}

Pause pause_of(const Json& json, const std::string& pointer) {
    if (!json.is_array() || json.size() != 2) {
        fail("argument.type", {"应为 [起, 止]", "[from, to] is expected"}, pointer);
    }
    Pause pause{date_of(json[0], pointer + "/0"), std::nullopt};
    if (!json[1].is_null()) pause.to = date_of(json[1], pointer + "/1");
    return pause;
}

}  // namespace

Params::Params(const char* data, std::size_t size, std::initializer_list<const char*> known, std::size_t limit)
    : json_(parse(text_in(data, size, limit, "params"))) {  // braces would make an array of it
    for (const auto& [name, value] : json_.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            fail("argument.unknown_member", {"没有此参数：" + name, "there is no such parameter: " + name},
                 pointer_to(name));
        }
    }
}

const Json& Params::at(const char* name) const {
    const auto found = json_.find(name);
    if (found == json_.end()) {
        fail("argument.missing", {std::string{"缺少参数 "} + name, std::string{"parameter "} + name + " is missing"},
             pointer_to(name));
    }
    return *found;
}

void Params::refuse(const char* name, Text why) const {
    if (has(name)) fail("argument.unknown_member", std::move(why), pointer_to(name));
}

std::string Params::text(const char* name) const { return text_of(at(name), pointer_to(name)); }

std::vector<std::string> Params::texts(const char* name) const {
    std::vector<std::string> texts;
    if (!has(name)) return texts;
    const Json& list = at(name);
    if (!list.is_array()) fail("argument.type", {"应为数组", "a list is expected"}, pointer_to(name));
    for (const Json& one : list) texts.push_back(text_of(one, pointer_to(name) + "/" + std::to_string(texts.size())));
    return texts;
}

std::vector<std::pair<std::string, std::string>> Params::files(const char* name) const {
    std::vector<std::pair<std::string, std::string>> files;
    if (!has(name)) return files;
    const std::string pointer = pointer_to(name);
    if (!at(name).is_array()) fail("argument.type", {"应为数组", "a list is expected"}, pointer);
    for (const Json& file : at(name)) {
        const std::string here = pointer + "/" + std::to_string(files.size());
        if (!file.is_object() || file.size() != 2 || !file.contains("file") || !file.contains("text")) fail("argument.type", {"应为 {file, text}", "{file, text} is expected"}, here);
        files.emplace_back(text_of(file["file"], here + "/file"), text_of(file["text"], here + "/text"));
    }
    return files;
}

std::vector<Params::Layout> Params::layouts(const char* name) const {
    std::vector<Layout> layouts;
    if (!has(name)) return layouts;
    const std::string pointer = pointer_to(name);
    if (!at(name).is_array()) fail("argument.type", {"应为数组", "a list is expected"}, pointer);
    for (const Json& one : at(name)) {
        const std::string here = pointer + "/" + std::to_string(layouts.size());
        const bool whole = one.is_object() && one.size() == 3 && one.contains("template") && one.contains("file") && one.contains("base64");
        if (!whole) fail("argument.type", {"应为 {template, file, base64}", "{template, file, base64} is expected"}, here);
        std::optional<std::string> bytes = from_base64(text_of(one["base64"], here + "/base64"));
        if (!bytes) fail("argument.base64", {"不是 base64", "not base64"}, here + "/base64");
        layouts.push_back({text_of(one["template"], here + "/template"), text_of(one["file"], here + "/file"), *std::move(bytes)});
    }
    return layouts;
}

std::size_t Params::word(const char* name, std::initializer_list<std::string_view> words) const {
    if (!has(name)) return 0;
    const std::string given = text(name);
    const auto found = std::find(words.begin(), words.end(), given);
    if (found == words.end()) fail("argument.word", {"没有此项：" + given, "there is no such word here: \"" + given + "\""}, pointer_to(name));
    return static_cast<std::size_t>(found - words.begin());
}

std::map<std::string, std::string, std::less<>> Params::texts_by_name(const char* name) const {
    std::map<std::string, std::string, std::less<>> texts;
    if (!has(name)) return texts;
    if (!at(name).is_object()) fail("argument.type", {"应为对象", "an object is expected"}, pointer_to(name));
    for (const auto& [key, text] : at(name).items()) texts.emplace(key, text_of(text, pointer_to(name) + pointer_to(key)));
    return texts;
}

std::uint64_t Params::size(const char* name, std::uint64_t otherwise) const {
    if (!has(name)) return otherwise;
    return size_of(at(name), pointer_to(name));
}

Kind Params::kind(const char* name) const {
    const std::string id = text(name);
    const Kind kind = Catalogue::bundled().find_kind(id);
    if (kind == Kind::unknown) fail("argument.kind", {"事件目录中没有 " + id, "the catalogue has no event \"" + id + "\""}, pointer_to(name));
    return kind;
}

std::vector<Handler> Params::handlers(const char* name) const {
    const Json& list = at(name);
    if (!list.is_array()) fail("argument.type", {"应为数组", "an array is expected"}, pointer_to(name));
    std::vector<Handler> handlers;
    for (const Json& json : list) {
        handlers.push_back(handler_of(json, pointer_to(name) + "/" + std::to_string(handlers.size())));
    }
    return handlers;
}

std::string Params::object(const char* name) const {
    if (!at(name).is_object()) fail("argument.type", {"应为对象", "an object is expected"}, pointer_to(name));
    return at(name).dump();
}

int Params::number(const char* name) const {
    const Json& json = at(name);
    // get<int64_t> would wrap an unsigned number beyond its range and cut a fraction off.
    const bool fits = json.is_number_unsigned()
                          ? json.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<int>::max()}
                          : json.is_number_integer() && json.get<std::int64_t>() >= std::numeric_limits<int>::min();
    if (!fits) fail("argument.type", {"应为整数", "a whole number is expected"}, pointer_to(name));
    return json.get<int>();
}

bool Params::flag(const char* name, bool otherwise) const {
    if (!has(name)) return otherwise;
    if (!at(name).is_boolean()) fail("argument.type", {"应为 true 或 false", "true or false is expected"}, pointer_to(name));
    return at(name).get<bool>();
}

Date Params::date(const char* name) const { return date_of(at(name), pointer_to(name)); }

DateTime Params::date_time(const char* name) const {
    const std::string& text = text_of(at(name), pointer_to(name));
    const std::optional<DateTime> time = parse_date_time(text);
    if (!time) {
        fail("argument.date", {"不是日期时间：" + text, "not a date-time (YYYY-MM-DDThh:mm:ss): " + text}, pointer_to(name));
    }
    return *time;
}

Unit Params::unit(const char* name) const {
    const std::string& text = text_of(at(name), pointer_to(name));
    const std::optional<Unit> unit = parse_unit(text);
    if (!unit) {
        fail("argument.unit", {"不是期间单位：" + text, "not a unit (hour, day, workday, month, year): " + text},
             pointer_to(name));
    }
    return *unit;
}

std::vector<Pause> Params::pauses(const char* name) const {
    std::vector<Pause> pauses;
    if (!has(name)) return pauses;
    if (!at(name).is_array()) fail("argument.type", {"应为数组", "an array is expected"}, pointer_to(name));
    for (const Json& json : at(name)) {
        pauses.push_back(pause_of(json, pointer_to(name) + "/" + std::to_string(pauses.size())));
    }
    return pauses;
}

ReviewOptions review_options(const Params& params) {
    ReviewOptions options{params.date("as_of"), std::nullopt};
    if (params.has("known_at")) options.known_at = params.date_time("known_at");
    return options;
}

}  // namespace zhixing::capi
