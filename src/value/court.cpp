#include "zhixing/court.hpp"

#include <unordered_map>

#include "value/data.hpp"

namespace zhixing {
namespace {

std::unordered_map<std::string_view, Court> read_courts() {
    std::unordered_map<std::string_view, Court> courts;
    for_each_row<6>(value_data("data/court-codes.csv").value_or(""), [&](const auto& row) {
        const auto& [code, name, level, parent, division, basis] = row;
        courts.emplace(code, Court{code, name, level, parent, basis});
    });
    return courts;
}

// A name that two courts have is kept without a code.
std::unordered_map<std::string_view, std::string_view> read_names() {
    std::unordered_map<std::string_view, std::string_view> names;
    const auto add = [&](std::string_view name, std::string_view code) {
        const auto [entry, fresh] = names.emplace(name, code);
        if (!fresh && entry->second != code) entry->second = {};
    };
    for_each_row<8>(value_data("data/court-codes.csv").value_or(""), [&](const auto& row) {
        add(row[1], row[0]);
        for (std::string_view others = row[7]; !others.empty();) {
            const std::size_t end = others.find(';');
            add(others.substr(0, end), row[0]);
            others.remove_prefix(end == std::string_view::npos ? others.size() : end + 1);
        }
    });
    return names;
}

}  // namespace

std::optional<Court> find_court_named(std::string_view name) noexcept {
    static const auto names = read_names();
    constexpr std::string_view kProvince = "省";
    const auto found = names.find(name);
    if (found != names.end()) return find_court(found->second);
    const std::size_t province = name.find(kProvince);
    if (province == std::string_view::npos) return std::nullopt;
    const auto without = names.find(name.substr(province + kProvince.size()));
    return without == names.end() ? std::nullopt : find_court(without->second);
}

std::optional<Court> find_court(std::string_view code) noexcept {
    static const auto courts = read_courts();
    const auto found = courts.find(code);
    if (found == courts.end()) return std::nullopt;
    return found->second;
}

}  // namespace zhixing
