/// @file
/// Finds the members of JSON objects by name.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace zhixing {

/// The names of an object's members. Hosts write members in the same order every time, mostly ours, so the search
/// begins behind the member that was found last; and a name is compared eight bytes at once.
template <std::size_t N>
class MemberNames {
public:
    static constexpr std::size_t kNone = N;

    explicit constexpr MemberNames(const std::array<std::string_view, N>& names) : names_{names} {
        for (std::size_t i = 0; i < N; ++i) heads_[i] = head_of(names[i]);
    }

    [[nodiscard]] constexpr std::string_view operator[](std::size_t i) const { return names_[i]; }

    /// @param raw points behind the opening quote; eight bytes can be read in any case. @param first where to begin.
    [[nodiscard]] std::size_t find_raw(const char* raw, std::size_t first) const noexcept {
        std::uint64_t word = 0;
        std::memcpy(&word, raw, sizeof word);
        for (std::size_t i = first; i < N; ++i) {
            if (matches(i, word, raw)) return i;
        }
        for (std::size_t i = 0; i < first; ++i) {
            if (matches(i, word, raw)) return i;
        }
        return kNone;
    }

    [[nodiscard]] std::size_t find(std::string_view name) const noexcept {
        return static_cast<std::size_t>(std::ranges::find(names_, name) - names_.begin());
    }

private:
    /// First bytes of a name and of the quote that ends it, and which of the eight they are.
    struct Head {
        std::uint64_t bytes = 0;
        std::uint64_t mask = 0;
    };

    static constexpr Head head_of(std::string_view name) {
        std::array<unsigned char, 8> bytes{}, mask{};
        for (std::size_t i = 0; i < 8 && i <= name.size(); ++i) {
            bytes[i] = i < name.size() ? static_cast<unsigned char>(name[i]) : static_cast<unsigned char>('"');
            mask[i] = 0xFF;
        }
        return {std::bit_cast<std::uint64_t>(bytes), std::bit_cast<std::uint64_t>(mask)};
    }

    [[nodiscard]] bool matches(std::size_t i, std::uint64_t word, const char* raw) const noexcept {
        if ((word & heads_[i].mask) != heads_[i].bytes) return false;
        const std::string_view name = names_[i];
        return name.size() < 8 ||
               (std::memcmp(raw + 8, name.data() + 8, name.size() - 8) == 0 && raw[name.size()] == '"');
    }

    std::array<std::string_view, N> names_;
    std::array<Head, N> heads_{};
};

}  // namespace zhixing
