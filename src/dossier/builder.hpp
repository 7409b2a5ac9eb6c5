/// @file
/// Turns texts into a dossier. Every reader uses it, so that JSON, CSV and Arrow give the same rows.
#pragma once

#include <array>
#include <bit>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/text_index.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {

/// A member of a dossier that an error is about, independent of the format that it was read from.
struct Spot {
    static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
    std::string_view section = {};  ///< `events`, `parties`, …; empty: the header itself
    std::size_t index = kNone;      ///< position in the section
    std::string_view member = {};
    std::string_view inner = {};  ///< member of that member
    std::size_t item = kNone;     ///< position in that member
};

/// `/events/3/amount`.
[[nodiscard]] std::string json_pointer(const Spot& spot);

/// How a reader says where a member stands in its input. Asked only when there is an error.
class Whereabouts {
public:
    Whereabouts() = default;
    Whereabouts(const Whereabouts&) = delete;
    Whereabouts& operator=(const Whereabouts&) = delete;
    virtual ~Whereabouts() = default;
    [[nodiscard]] virtual Place place(const Spot& spot) const = 0;
};

struct BasisTexts {
    std::string_view kind, number, made, effective, perform_by, extra;
};

struct PartyTexts {
    std::string_view id, role, kind, name, identity_kind, identity_number, identity_extra, extra;
};

struct ClaimTexts {
    std::string_view id, creditor, kind, principal, extra;
    std::span<const std::string_view> debtors;
};

inline constexpr std::size_t kMaxRoles = 127;

/// What the catalogue says of a kind, as sets: columns that it asks for and that it takes, and offices.
struct KindRule {
    std::uint32_t needs = 0;
    std::uint32_t knows = 0;
    std::bitset<kMaxRoles + 1> roles;  ///< that may record it
};

/// Builds one dossier after another. Memory is reused: after the first few dossiers nothing is allocated.
class DossierBuilder {
public:
    explicit DossierBuilder(const Whereabouts& whereabouts);

    /// Empties `dossier` and fills it until finish(). @param source a text that most of the texts given later
    /// are parts of: it is copied once, and its parts are not copied again. May be empty.
    void begin(Dossier& dossier, std::string_view source);

    void set_number(std::string_view text) { dossier_->number_ = keep(text); }
    void set_court(std::string_view text) { dossier_->court_ = keep(text); }
    void set_kind(std::string_view text);
    void set_extra(std::string_view members) { dossier_->extra_ = keep(members); }
    /// From here on the record is complete only for what add_covered() names.
    void begin_covers() noexcept { dossier_->covers_all_ = false; }
    void add_covered(std::string_view name);
    void set_basis(const BasisTexts& texts);
    void add_party(const PartyTexts& texts);
    void add_claim(const ClaimTexts& texts);
    /// Begins an event, which set() gives its columns, each at most once, and end_event() its unknown
    /// members.
    void begin_event();
    void set(Column column, std::string_view text) {
        if (text.empty()) return;
        const TextRef ref = keep(text);
        given_ |= std::uint32_t{1} << static_cast<unsigned>(column);
        if (column != Column::id) dossier_->cells_.push_back({static_cast<std::uint8_t>(column), ref});
        read_column(column, text, ref);
    }
    void end_event(std::string_view extra);
    /// Assigns ids and party numbers, orders the events, finds duplicates.
    void finish();

    [[nodiscard]] std::size_t event_count() const noexcept { return dossier_->events_.size(); }
    [[nodiscard]] std::size_t party_count() const noexcept { return dossier_->parties_.size(); }

private:
    struct Key {
        std::int64_t time;
        Kind kind;
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    /// Where a text stands in the dossier's text block: as a part of the source, or appended.
    TextRef keep(std::string_view text) {
        if (text.empty()) return {};
        // As numbers, for pointers into different texts must not be compared.
        const auto offset =
            std::bit_cast<std::uintptr_t>(text.data()) - std::bit_cast<std::uintptr_t>(source_.data());
        if (offset > source_.size() || text.size() > source_.size() - offset) return append(text);
        return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(text.size())};
    }
    TextRef append(std::string_view text);
    [[noreturn]] void fail(const char* code, std::string zh, std::string en, const Spot& spot) const;
    [[noreturn]] void refuse_date(std::string_view text, const Spot& spot) const;
    Date read_date(std::string_view text, const Spot& spot) const;
    template <typename MakeSpot>
    Money read_money(std::string_view text, MakeSpot spot) const;
    Word find_word(Vocabulary vocabulary, std::string_view text) const noexcept;

    void read_column(Column column, std::string_view text, TextRef ref);
    bool read_time(Event& event, std::string_view text) const;
    Word read_word(Vocabulary vocabulary, Column column, std::string_view text);
    void check_columns();
    void remark(Remark::Code code, Column column, std::size_t event);
    std::uint16_t number_in(TextIndex& index, std::vector<TextRef>& list, TextRef ref, Column column);

    [[nodiscard]] bool event_ids_ascend() const;
    template <typename Id>
    void assign_missing(std::size_t count, char letter, std::string_view section, TextIndex& index, Id id);
    void number_parties();
    void index_party_names();
    void order_events();
    void mark_duplicates();
    [[nodiscard]] bool stands_before(std::uint32_t left, std::uint32_t right) const;
    using ColumnTexts = std::array<std::string_view, kColumnCount + 1>;
    [[nodiscard]] ColumnTexts column_texts(const Event& event) const;
    [[nodiscard]] std::string_view party_text(const Event& event) const;
    [[nodiscard]] int compare_content(const Event& left, const Event& right) const;

    const Whereabouts& whereabouts_;
    const Catalogue& catalogue_;
    std::span<const KindRule> rules_;
    Dossier* dossier_ = nullptr;
    std::string_view source_;
    Event* event_ = nullptr;                    ///< that was begun
    std::uint32_t given_ = 0;                   ///< its columns, a bit for each
    std::vector<Key> keys_;                     ///< of the events, for ordering
    std::vector<TextRef> mentioned_;            ///< parties that events name, in the order of mention
    std::vector<std::uint16_t> party_numbers_;  ///< of the mentioned
    TextIndex ref_index_, mention_index_, party_index_, id_index_;
};

}  // namespace zhixing
