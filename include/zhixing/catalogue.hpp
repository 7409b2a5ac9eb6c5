/// @file
/// The event catalogue: the vocabulary in which law and facts meet.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zhixing {

/// A kind of event: its position in the catalogue, 0 for a kind that the catalogue does not know.
/// Named constants are in kinds.hpp.
enum class Kind : std::uint16_t { unknown = 0 };

/// Most kinds that a catalogue may hold, number 0 (Kind::unknown) included.
inline constexpr std::size_t kMaxKinds = 512;

/// A word of a vocabulary: its position there, from 1; 0 for none or for one the catalogue does not know.
using Word = std::uint16_t;

/// The columns of an event (design: one flat row, whatever the kind).
enum class Column : std::uint8_t {
    id, kind, on, recorded, by, role, ref, party, amount, until,
    document, method, outcome, ground, number, digest, note
};
inline constexpr std::size_t kColumnCount = 17;

[[nodiscard]] std::string_view to_string(Column column) noexcept;

/// The closed lists of words.
enum class Vocabulary : std::uint8_t {
    role, party_role, party_kind, basis_kind, claim_kind, dossier_kind, document, method, outcome, ground
};
inline constexpr std::size_t kVocabularyCount = 10;

/// What a fact of the dossier's header holds.
enum class FactType : std::uint8_t { text, word, date, money, number };

/// A named fact that conditions may ask for.
struct FactInfo {
    std::string id, zh, en;
    FactType type = FactType::text;
    std::optional<Vocabulary> vocabulary;  ///< of a word
};

/// A word with its names.
struct WordInfo {
    std::string id, zh, en;
};

/// What an event closes.
enum class Closes : std::uint8_t {
    nothing,
    the_case,  ///< for good, unless it is resumed after all
    round,     ///< 终结本次执行程序: the case is not over, and may be resumed
    matter     ///< that stands by itself; a case in which it stands stays open
};

/// What the catalogue says of a kind.
struct KindInfo {
    std::string id;                  ///< `area.verb`
    std::string area, zh, en;
    std::vector<Column> needs;       ///< columns without which the event says nothing
    std::vector<Column> allows;      ///< further columns beside id, kind, on, recorded, by, role, note
    std::optional<Column> per;       ///< the column that tells instances apart (ref or party)
    std::vector<Word> roles;         ///< offices that may record it; empty: any
    std::string source;              ///< the law or guideline article it comes from
    std::vector<std::string> nodes;  ///< codes of the process system's nodes
    Closes closes = Closes::nothing;
    bool moves_money = false;        ///< whether the books of case money post it
};

/// Immutable; safe to share between threads.
class Catalogue {
public:
    /// The catalogue compiled into the library.
    [[nodiscard]] static const Catalogue& bundled();

    [[nodiscard]] const std::string& version() const noexcept { return version_; }
    [[nodiscard]] std::size_t kind_count() const noexcept { return kinds_.size(); }  ///< kinds are 1 … count - 1
    /// @pre the kind is of this catalogue; `Kind::unknown` gives an entry without text.
    [[nodiscard]] const KindInfo& kind(Kind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }
    /// Finds a kind by id, alias or Chinese name; Kind::unknown if there is none.
    [[nodiscard]] Kind find_kind(std::string_view name) const noexcept;
    /// Kinds that a pattern names: one id, or `area.*`. Empty if there are none.
    [[nodiscard]] std::vector<Kind> match_kinds(std::string_view pattern) const;

    /// Finds a word by id, alias or Chinese name; 0 if there is none.
    [[nodiscard]] Word find_word(Vocabulary vocabulary, std::string_view name) const noexcept;
    [[nodiscard]] const WordInfo& word(Vocabulary vocabulary, Word word) const;
    [[nodiscard]] std::size_t word_count(Vocabulary vocabulary) const noexcept;  ///< words are 1 … count

    [[nodiscard]] std::span<const FactInfo> facts() const noexcept { return facts_; }
    /// Position of a fact, or empty.
    [[nodiscard]] std::optional<std::size_t> find_fact(std::string_view id) const noexcept;

    /// The column that a header cell names, in English or Chinese; empty if it names none.
    [[nodiscard]] std::optional<Column> find_column(std::string_view name) const noexcept;
    [[nodiscard]] std::string_view column_zh(Column column) const;

private:
    /// Text to small number: open addressing, no allocation when asked.
    class Index {
    public:
        void insert(std::string_view key, std::uint16_t value);
        [[nodiscard]] std::uint16_t find(std::string_view key) const noexcept;  ///< 0: not there

    private:
        /// Small, so that the tables stay in the nearest cache.
        struct Slot {
            std::uint32_t hash = 0;
            std::uint32_t offset = 0;  ///< of the key in keys_
            std::uint16_t length = 0;
            std::uint16_t value = 0;  ///< 0: free
        };
        void put(const Slot& slot) noexcept;
        void grow();
        std::vector<Slot> slots_;
        std::string keys_;
        std::size_t used_ = 0;
    };

    Catalogue() = default;
    friend class CatalogueReader;

    std::string version_;
    std::vector<KindInfo> kinds_;
    std::vector<WordInfo> words_[kVocabularyCount];
    std::vector<FactInfo> facts_;
    std::vector<std::string> column_zh_;
    Index kind_index_, word_index_[kVocabularyCount], column_index_;
};

}  // namespace zhixing
