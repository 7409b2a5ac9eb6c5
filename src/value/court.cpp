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

}  // namespace

std::optional<Court> find_court(std::string_view code) noexcept {
    static const auto courts = read_courts();
    const auto found = courts.find(code);
    if (found == courts.end()) return std::nullopt;
    return found->second;
}

}  // namespace zhixing
