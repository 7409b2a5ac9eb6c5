#include "zhixing/dossier.hpp"

#include <algorithm>

namespace zhixing {

std::string_view Dossier::text(const Event& event, Column column) const {
    const auto row = cells(event);
    const auto found = std::ranges::find(row, static_cast<std::uint8_t>(column), &Cell::column);
    return found == row.end() ? std::string_view{} : text(found->text);
}

std::string_view Dossier::extra(const Event& event) const {
    const auto row = cells(event);
    return row.empty() || row.back().column != kColumnCount ? std::string_view{} : text(row.back().text);
}

std::string_view Dossier::party_id(std::uint16_t n) const {
    const std::size_t index = n - std::size_t{1};
    return text(index < parties_.size() ? parties_[index].id : undeclared_parties_[index - parties_.size()]);
}

}  // namespace zhixing
