/// @file
/// Numbers the names that occur in one dossier: parties, instances, ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "law/catalogue_hash.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {

/// Text to number for one dossier at a time. It keeps its memory between dossiers and is emptied in no time:
/// a slot counts only if it was filled in the current round.
class TextIndex {
public:
    /// Empties the index. @param block the text block of the dossier that comes next.
    void begin(const std::string& block) noexcept {
        block_ = &block;
        used_ = 0;
        ++round_;
    }

    /// The number of a text, or 0.
    [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept {
        if (used_ == 0) return 0;
        const Slot& slot = slots_[slot_of(text, hash_of(text))];
        return slot.round == round_ ? slot.number : 0;
    }

    /// Gives a text of the block this number (not 0) unless it has one; returns the number that it has now.
    std::uint32_t add(TextRef ref, std::uint32_t number) {
        if (slots_.size() < 2 * (used_ + 1)) grow();
        const std::uint32_t hash = hash_of(text(ref));
        Slot& slot = slots_[slot_of(text(ref), hash)];
        if (slot.round == round_) return slot.number;
        slot = {round_, hash, number, ref};
        ++used_;
        return number;
    }

    /// Replaces the number of a text that has one.
    void set(TextRef ref, std::uint32_t number) noexcept {
        slots_[slot_of(text(ref), hash_of(text(ref)))].number = number;
    }

private:
    struct Slot {
        std::uint64_t round = 0;
        std::uint32_t hash = 0;
        std::uint32_t number = 0;
        TextRef ref;
    };

    static std::uint32_t hash_of(std::string_view text) noexcept {
        return static_cast<std::uint32_t>(hash_text(text));
    }

    [[nodiscard]] std::string_view text(TextRef ref) const noexcept {
        return {block_->data() + ref.offset, ref.length};
    }

    [[nodiscard]] bool is_equal(const Slot& slot, std::string_view wanted,
                                std::uint32_t hash) const noexcept {
        return slot.hash == hash && slot.ref.length == wanted.size() &&
               equal_bytes(block_->data() + slot.ref.offset, wanted.data(), wanted.size());
    }

    /// Where the text stands, or the free slot where it would.
    [[nodiscard]] std::size_t slot_of(std::string_view wanted, std::uint32_t hash) const noexcept {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = hash & mask;
        while (slots_[at].round == round_ && !is_equal(slots_[at], wanted, hash)) at = (at + 1) & mask;
        return at;
    }

    void grow() {
        std::vector<Slot> old(slots_.empty() ? 64 : 2 * slots_.size());
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.round == round_) slots_[slot_of(text(slot.ref), slot.hash)] = slot;
        }
    }

    const std::string* block_ = nullptr;
    std::vector<Slot> slots_;
    std::size_t used_ = 0;
    std::uint64_t round_ = 0;
};

}  // namespace zhixing
