// A row of a dossier or of a review, as Python holds it: the block it stands in, and its position there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "zhixing/dossier.hpp"

namespace zhixing::python {

using DossierPtr = std::shared_ptr<const Dossier>;

struct EventRow {
    DossierPtr dossier;
    std::size_t position;

    [[nodiscard]] const Event& get() const { return dossier->events()[position]; }
    [[nodiscard]] std::string_view text(Column column) const { return dossier->text(get(), column); }
};

[[nodiscard]] inline std::optional<std::string_view> event_id(const Dossier& dossier, std::int32_t position) {
    if (position < 0) return std::nullopt;
    return dossier.event_id(dossier.events()[static_cast<std::size_t>(position)]);
}

[[nodiscard]] inline std::optional<std::string_view> party_id(const Dossier& dossier, std::uint16_t party) {
    return party == 0 ? std::nullopt : std::optional{dossier.party_id(party)};
}

// The catalogue's id of a word, or the text as it was given when the catalogue has no such word.
[[nodiscard]] inline std::optional<std::string_view> word_or_text(Vocabulary list, Word word, std::string_view given) {
    if (word != 0) return Catalogue::bundled().word(list, word).id;
    return given.empty() ? std::nullopt : std::optional{given};
}

}  // namespace zhixing::python
