#include "zhixing/court.hpp"

#include <algorithm>
#include <vector>

#include "value/data.hpp"

namespace zhixing {
namespace {

std::vector<Court> read_courts() {
    std::vector<Court> courts;
    for_each_row<6>(value_data("data/court-codes.csv").value_or(""), [&](const auto& row) {
        const auto& [code, name, level, parent, division, basis] = row;
        courts.push_back({code, name, level, parent, basis});
    });
    std::sort(courts.begin(), courts.end(), [](const Court& a, const Court& b) { return a.code < b.code; });
    return courts;
}

}  // namespace

std::optional<Court> find_court(std::string_view code) noexcept {
    static const std::vector<Court> courts = read_courts();
    const auto found =
        std::lower_bound(courts.begin(), courts.end(), code,
                         [](const Court& court, std::string_view key) { return court.code < key; });
    if (found == courts.end() || found->code != code) return std::nullopt;
    return *found;
}

}  // namespace zhixing
