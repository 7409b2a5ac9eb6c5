/// @file
/// Numbers the names that occur in one dossier: parties, instances, ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "law/catalogue_hash.hpp"

namespace zhixing {

/// Text to number for one dossier at a time. It keeps its memory between dossiers and is emptied in no time:
/// a slot counts only if it was filled in the current round. The texts must outlive the round.
class TextIndex {
public:
    void clear() noexcept {
        used_ = 0;
        ++round_;
    }

    /// The number that the text has, or 0.
    [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept {
        if (used_ == 0) return 0;
        const Slot& slot = slots_[slot_of(text, hash_text(text))];
        return slot.round == round_ ? slot.number : 0;
    }

    /// Gives the text this number (not 0) unless it has one; says which number it has now.
    std::uint32_t add(std::string_view text, std::uint32_t number) {
        if (slots_.size() < 2 * (used_ + 1)) grow();
        const std::uint64_t hash = hash_text(text);
        Slot& slot = slots_[slot_of(text, hash)];
        if (slot.round == round_) return slot.number;
        slot = {text, hash, round_, number};
        ++used_;
        return number;
    }

    /// Replaces the number of a text that has one.
    void set(std::string_view text, std::uint32_t number) noexcept {
        slots_[slot_of(text, hash_text(text))].number = number;
    }

private:
    struct Slot {
        std::string_view text;
        std::uint64_t hash = 0;
        std::uint64_t round = 0;
        std::uint32_t number = 0;
    };

    [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint64_t hash) const noexcept {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash & mask;
        while (slots_[at].round == round_ && (slots_[at].hash != hash || slots_[at].text != text)) at = (at + 1) & mask;
        return at;
    }

    void grow() {
        std::vector<Slot> old(slots_.empty() ? 64 : 2 * slots_.size());
        old.swap(slots_);
        for (Slot& slot : old) {
            if (slot.round == round_) slots_[slot_of(slot.text, slot.hash)] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
    std::uint64_t round_ = 1;
};

}  // namespace zhixing
