/// @file
/// The dossier (卷宗): the facts of one subject, a header and a list of events.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/catalogue.hpp"
#include "zhixing/date.hpp"
#include "zhixing/error.hpp"
#include "zhixing/money.hpp"

namespace zhixing {

/// Stands for "no date" in the rows of a dossier.
inline constexpr Date kNoDate{date::days{std::numeric_limits<int>::min()}};

/// A piece of a dossier's text block.
struct TextRef {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

/// One thing that happened: a flat row. Texts are in Dossier::text(event, column).
struct Event {
    Date on = kNoDate;          ///< the legal date, kNoDate if none is on record
    std::int32_t second = -1;   ///< second of the day, -1 where only the day is known
    Date until = kNoDate;       ///< an end date stated in the document itself
    Kind kind = Kind::unknown;
    Word role = 0, document = 0, method = 0, outcome = 0, ground = 0;  ///< 0: none, or a word not in the catalogue
    std::uint16_t ref = 0;      ///< number of the instance within the dossier, 0: none named
    std::uint16_t party = 0;    ///< position of the party from 1 (undeclared ones follow), 0: none named
    bool has_amount = false;
    bool duplicate = false;     ///< equal in every column but id to an earlier one; takes no part in a review
    std::uint16_t cell_count = 0;
    std::uint32_t first_cell = 0;
    std::int64_t recorded = std::numeric_limits<std::int64_t>::min();  ///< seconds since 1970, civil; min: not told
    Money amount;

    [[nodiscard]] bool has_date() const noexcept { return on != kNoDate; }
    [[nodiscard]] bool has_until() const noexcept { return until != kNoDate; }
};

/// A party (当事人).
struct Party {
    TextRef id, name, role_text, kind_text;
    TextRef identity_kind, identity_number, identity_extra;
    TextRef extra;  ///< unknown members, as `"name":value,…`
    Word role = 0, kind = 0;
};

/// A claim (申请执行标的).
struct Claim {
    TextRef id, creditor, kind_text;
    std::uint32_t first_debtor = 0, debtor_count = 0;  ///< in Dossier::debtors()
    TextRef extra;
    Word kind = 0;
    std::optional<Money> principal;
};

/// The document that is enforced (执行依据).
struct Basis {
    TextRef kind_text, number;
    Date made = kNoDate, effective = kNoDate, perform_by = kNoDate;
    TextRef extra;
    Word kind = 0;
    bool present = false;
};

/// What the reader noticed without refusing the dossier.
struct Remark {
    enum class Code : std::uint8_t { unknown_kind, unknown_word, missing_column, unexpected_column, no_date, duplicate,
                                     unknown_party, wrong_role };
    Code code;
    Column column = Column::kind;
    std::uint32_t event = 0;
};

/// Limits of one dossier; over them it is an InputError (`input.limit`).
inline constexpr std::size_t kMaxDossierBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxEvents = 100'000;
inline constexpr std::size_t kMaxParties = 10'000;
inline constexpr std::size_t kMaxDepth = 64;

/// One subject's facts. A value: copies are independent; const use is safe from many threads.
/// The rows stand in a few blocks, texts as views into one of them.
class Dossier {
public:
    /// Reads one `zhixing.dossier/1` document. @param file name used in errors.
    /// @throws InputError with the JSON pointer of what is wrong.
    [[nodiscard]] static Dossier from_json(std::string_view json, std::string_view file = {});

    /// Writes `zhixing.dossier/1` on one line: everything that was read, unknown members too. Kinds, words, dates and
    /// amounts that were understood are written in their canonical form.
    [[nodiscard]] std::string to_json() const;

    /// A copy with one event more: what would be if this happened. @param event a JSON object as in `events`.
    /// @throws InputError as from_json().
    [[nodiscard]] Dossier with(std::string_view event) const;

    [[nodiscard]] std::string_view number() const { return text(number_); }  ///< 案号 as given, or empty
    [[nodiscard]] std::string_view court() const { return text(court_); }
    [[nodiscard]] Word kind() const noexcept { return kind_; }
    [[nodiscard]] std::string_view kind_text() const { return text(kind_text_); }  ///< also of a kind not in the catalogue
    /// The header's unknown members, as `"name":value,…`.
    [[nodiscard]] std::string_view extra() const { return text(extra_); }
    [[nodiscard]] const Basis& basis() const noexcept { return basis_; }
    [[nodiscard]] std::span<const Party> parties() const noexcept { return parties_; }
    [[nodiscard]] std::span<const Claim> claims() const noexcept { return claims_; }
    [[nodiscard]] std::span<const TextRef> debtors() const noexcept { return debtors_; }
    /// Events in the order they were given.
    [[nodiscard]] std::span<const Event> events() const noexcept { return events_; }
    /// Positions of the events by date (undated last); the order in the file does not show in it.
    [[nodiscard]] std::span<const std::uint32_t> by_date() const noexcept { return by_date_; }
    [[nodiscard]] std::span<const Remark> remarks() const noexcept { return remarks_; }

    /// True when the record is complete for this kind: no such event means that it did not happen.
    [[nodiscard]] bool covers(Kind kind) const noexcept {
        return covers_all_ || (covered_[static_cast<std::size_t>(kind) / 64] >> (static_cast<std::size_t>(kind) % 64) & 1U) != 0;
    }

    [[nodiscard]] bool covers_all() const noexcept { return covers_all_; }
    [[nodiscard]] std::size_t ref_count() const noexcept { return refs_.size(); }  ///< instances named by events

    [[nodiscard]] std::string_view text(TextRef ref) const { return std::string_view{text_}.substr(ref.offset, ref.length); }
    /// The text of an event's column as it was given; empty if the event leaves it out.
    [[nodiscard]] std::string_view text(const Event& event, Column column) const;
    /// The event's unknown members, as `"name":value,…`.
    [[nodiscard]] std::string_view extra(const Event& event) const;
    [[nodiscard]] std::string_view event_id(const Event& event) const { return text(cells_[event.first_cell].text); }
    /// Name of the n-th instance (Event::ref), n from 1.
    [[nodiscard]] std::string_view ref_name(std::uint16_t n) const { return text(refs_[n - 1U]); }
    /// Id of the n-th party (Event::party), n from 1; undeclared parties included.
    [[nodiscard]] std::string_view party_id(std::uint16_t n) const;

private:
    friend class DossierBuilder;
    friend class DossierWriter;
    struct Cell {
        std::uint8_t column;  ///< a Column, or kColumnCount for the unknown members
        TextRef text;
    };
    [[nodiscard]] std::span<const Cell> cells(const Event& event) const {
        return std::span{cells_}.subspan(event.first_cell, event.cell_count);
    }

    std::string text_;
    TextRef number_, court_, kind_text_, extra_;
    Word kind_ = 0;
    bool covers_all_ = true;
    std::uint64_t covered_[kMaxKinds / 64] = {};
    std::vector<TextRef> covers_text_;
    Basis basis_;
    std::vector<Party> parties_;
    std::vector<Claim> claims_;
    std::vector<TextRef> debtors_, refs_, undeclared_parties_;
    std::vector<Event> events_;
    std::vector<Cell> cells_;
    std::vector<std::uint32_t> by_date_;
    std::vector<Remark> remarks_;
};

/// How a reader of many dossiers tells of a line that it could not read; the rest is read.
using BadLine = std::function<void(const InputError&)>;

/// Reads NDJSON, one dossier a line; blank lines are passed over. The dossier given to `take` is
/// valid during the call only (copy it to keep it); return false to stop.
void read_ndjson(std::string_view text, std::string_view file, const std::function<bool(const Dossier&)>& take,
                 const BadLine& bad_line);

/// Reads a CSV of events with a header row of English or Chinese column names; see docs/formats.md.
/// UTF-8 (with or without BOM) or GB18030. Rows of one case number make one dossier.
/// @throws InputError when the header row cannot be used; a bad row costs its dossier, told to `bad_line`.
void read_csv(std::string_view text, std::string_view file, const std::function<bool(const Dossier&)>& take,
              const BadLine& bad_line);

/// Writes the CSV that read_csv reads; the header row comes from csv_header().
[[nodiscard]] std::string csv_header();
[[nodiscard]] std::string to_csv(const Dossier& dossier);

}  // namespace zhixing
