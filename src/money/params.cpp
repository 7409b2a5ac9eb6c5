#include "money/params.hpp"

#include <algorithm>
#include <limits>

namespace zhixing::money {

Json parse_params(std::string_view text) {
    Json json = Json::parse(text.empty() ? "{}" : text, nullptr, false);
    if (json.is_discarded()) refuse("input.json", {"不是 JSON", "not JSON"}, "");
    return json;
}

Fields::Fields(const Json& json, std::string pointer, std::initializer_list<std::string_view> known)
    : json_{json}, pointer_{std::move(pointer)} {
    if (!json.is_object()) refuse("input.type", {"应为 JSON 对象", "a JSON object is expected"}, pointer_);
    for (const auto& [name, value] : json.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            refuse("input.unknown_member", {"没有此参数：" + name, "there is no such parameter: " + name}, pointer_ + (Json::json_pointer{} / name).to_string());
        }
    }
}

const Json& Fields::json(const char* name) const {
    if (!has(name)) refuse("input.missing", {std::string{"缺少参数 "} + name, std::string{"parameter "} + name + " is missing"}, at(name));
    return json_[name];
}

const std::string& Fields::text(const char* name) const {
    if (!json(name).is_string()) refuse("input.type", {"应为文字（金额、利率均写作文字）", "text is expected (amounts and rates are text too)"}, at(name));
    return json(name).get_ref<const std::string&>();
}

Date Fields::day(const char* name) const {
    const std::optional<Date> day = parse_date(text(name));
    if (!day) refuse("input.date", {"不是日期：" + text(name), "not a date (YYYY-MM-DD): " + text(name)}, at(name));
    return *day;
}

Rate Fields::percent(const char* name) const { return read(name, Rate::parse_percent); }
Rate Fields::decimal(const char* name) const { return read(name, Rate::parse); }
Money Fields::money(const char* name) const { return read(name, Money::parse); }

int Fields::number(const char* name) const {
    const Json& value = json(name);
    const bool fits = value.is_number_integer() && value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max();
    if (!fits) refuse("input.type", {"应为整数", "a whole number is expected"}, at(name));
    return value.get<int>();
}

bool Fields::flag(const char* name, bool otherwise) const {
    if (!has(name)) return otherwise;
    if (!json(name).is_boolean()) refuse("input.type", {"应为 true 或 false", "true or false is expected"}, at(name));
    return json(name).get<bool>();
}

}  // namespace zhixing::money
