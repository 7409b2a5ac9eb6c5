/// @file
/// Writes dossiers. What the reader understood (kinds, words, dates, amounts) is written in its one canonical
/// form, everything else as it was given.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "zhixing/dossier.hpp"

namespace zhixing {

class DossierWriter {
public:
    explicit DossierWriter(const Dossier& dossier) : dossier_{dossier}, catalogue_{Catalogue::bundled()} {}

    /// The header's members without brackets: `"schema":…,"number":…`.
    void append_header(std::string& out) const;
    /// The header as an object: a dossier without events.
    void append_header_object(std::string& out) const;
    /// One event; what it leaves out is written as these defaults say.
    struct EventDefaults {
        std::string_view recorded = {}, by = {}, role = {};
    };
    void append_event(std::string& out, const Event& event, const EventDefaults& defaults) const;
    void append_json(std::string& out) const;
    void append_csv(std::string& out) const;

private:
    void append_covers(std::string& out) const;
    void append_basis(std::string& out) const;
    void append_parties(std::string& out) const;
    void append_party(std::string& out, const Party& party) const;
    void append_claims(std::string& out) const;
    void append_claim(std::string& out, const Claim& claim) const;
    void append_csv_header_row(std::string& out) const;
    void append_csv_row(std::string& out, const Event& event) const;

    /// The columns of an event, canonical, in their order.
    using ColumnTexts = std::array<std::string_view, kColumnCount>;
    /// @param rendered where those are put that are not written as they were given.
    [[nodiscard]] ColumnTexts column_texts(const Event& event, std::string& rendered) const;
    /// @pre `rendered` has room: the texts are views into it.
    [[nodiscard]] std::string_view column_text(const Event& event, const Dossier::Cell& cell, std::string& rendered) const;
    [[nodiscard]] std::string_view word_text(Vocabulary vocabulary, Word word, TextRef given) const;

    const Dossier& dossier_;
    const Catalogue& catalogue_;
};

}  // namespace zhixing
