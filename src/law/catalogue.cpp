#include "zhixing/catalogue.hpp"

#include <algorithm>
#include <array>

#include "law/catalogue_hash.hpp"

namespace zhixing {
namespace {

constexpr std::array<std::string_view, kColumnCount> kColumnNames = {
    "id",    "kind",     "on",     "recorded", "by",     "role",   "ref",    "party", "amount",
    "until", "document", "method", "outcome",  "ground", "number", "digest", "note"};

}  // namespace

std::string_view to_string(Column column) noexcept { return kColumnNames[static_cast<std::size_t>(column)]; }

// ---------------------------------------------------------------- names to numbers

void Catalogue::Index::insert(std::string_view key, std::uint16_t value) {
    if (slots_.size() < 2 * (used_ + 1)) grow();
    put({static_cast<std::uint32_t>(hash_text(key)), static_cast<std::uint32_t>(keys_.size()),
         static_cast<std::uint16_t>(key.size()), value});
    keys_ += key;
    ++used_;
}

std::uint16_t Catalogue::Index::find(std::string_view key) const noexcept {
    if (slots_.empty()) return 0;
    const auto hash = static_cast<std::uint32_t>(hash_text(key));
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = slots_[at];
        if (slot.value == 0) return 0;
        if (slot.hash == hash && slot.length == key.size() &&
            equal_bytes(keys_.data() + slot.offset, key.data(), key.size())) {
            return slot.value;
        }
    }
}

void Catalogue::Index::put(const Slot& slot) noexcept {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = slot.hash & mask;
    while (slots_[at].value != 0) at = (at + 1) & mask;
    slots_[at] = slot;
}

void Catalogue::Index::grow() {
    std::vector<Slot> old(std::max<std::size_t>(16, 2 * slots_.size()));
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.value != 0) put(slot);
    }
}

// ---------------------------------------------------------------- questions

Kind Catalogue::find_kind(std::string_view name) const noexcept {
    return static_cast<Kind>(kind_index_.find(name));
}

std::vector<Kind> Catalogue::match_kinds(std::string_view pattern) const {
    std::vector<Kind> matches;
    if (!pattern.ends_with(".*")) {
        if (const Kind kind = find_kind(pattern); kind != Kind::unknown) matches.push_back(kind);
        return matches;
    }
    const std::string_view area = pattern.substr(0, pattern.size() - 2);
    for (std::size_t i = 1; i < kinds_.size(); ++i) {
        if (kinds_[i].area == area) matches.push_back(static_cast<Kind>(i));
    }
    return matches;
}

Word Catalogue::find_word(Vocabulary vocabulary, std::string_view name) const noexcept {
    return word_index_[static_cast<std::size_t>(vocabulary)].find(name);
}

const WordInfo& Catalogue::word(Vocabulary vocabulary, Word word) const {
    return words_[static_cast<std::size_t>(vocabulary)].at(word);
}

std::size_t Catalogue::word_count(Vocabulary vocabulary) const noexcept {
    return words_[static_cast<std::size_t>(vocabulary)].size() - 1;
}

std::optional<std::size_t> Catalogue::find_fact(std::string_view id) const noexcept {
    const auto found = std::ranges::find(facts_, id, &FactInfo::id);
    if (found == facts_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - facts_.begin());
}

std::optional<Column> Catalogue::find_column(std::string_view name) const noexcept {
    const std::uint16_t found = column_index_.find(name);
    if (found == 0) return std::nullopt;
    return static_cast<Column>(found - 1);
}

std::string_view Catalogue::column_zh(Column column) const {
    return column_zh_[static_cast<std::size_t>(column)];
}

}  // namespace zhixing
