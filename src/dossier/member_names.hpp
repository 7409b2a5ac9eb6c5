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

/// The names of an object's members, in a table without collisions that the compiler makes. The search has no
/// loop and does not care in which order a host writes its members.
template <std::size_t N>
class MemberNames {
public:
    static constexpr std::size_t kNone = N;

    explicit constexpr MemberNames(const std::array<std::string_view, N>& names) : names_{names} {
        for (std::size_t i = 0; i < N; ++i) heads_[i] = head_of(names[i]);
        while (!fill_table()) factor_ = factor_ * 6364136223846793005U + 1442695040888963407U;
    }

    [[nodiscard]] constexpr std::string_view operator[](std::size_t i) const { return names_[i]; }

    /// @param name eight bytes can be read from where it begins, however short it is.
    [[nodiscard]] std::size_t find(std::string_view name) const noexcept {
        std::uint64_t head = 0;
        std::memcpy(&head, name.data(), sizeof head);
        head &= kMasks[std::min<std::size_t>(name.size(), 8)];
        const std::size_t i = table_[slot_of(head)];
        if (i == N || heads_[i] != head || names_[i].size() != name.size()) return kNone;
        return name.size() <= 8 || name.substr(8) == names_[i].substr(8) ? i : kNone;
    }

private:
    static constexpr unsigned kTableBits = 6;

    /// The first eight bytes, zeros behind a shorter name.
    static constexpr std::uint64_t head_of(std::string_view name) {
        std::array<char, 8> bytes{};
        std::copy_n(name.begin(), std::min<std::size_t>(name.size(), 8), bytes.begin());
        return std::bit_cast<std::uint64_t>(bytes);
    }

    /// Which bytes of the eight belong to a name of that many.
    static constexpr std::array<std::uint64_t, 9> kMasks = [] {
        std::array<std::uint64_t, 9> masks{};
        for (std::size_t size = 0; size <= 8; ++size) {
            std::array<unsigned char, 8> bytes{};
            std::fill_n(bytes.begin(), size, static_cast<unsigned char>(0xFF));
            masks[size] = std::bit_cast<std::uint64_t>(bytes);
        }
        return masks;
    }();

    [[nodiscard]] constexpr std::size_t slot_of(std::uint64_t head) const noexcept {
        return static_cast<std::size_t>(head * factor_ >> (64U - kTableBits));
    }

    /// False if two names fall on the same place with this factor.
    constexpr bool fill_table() {
        table_.fill(static_cast<std::uint8_t>(N));
        for (std::size_t i = 0; i < N; ++i) {
            std::uint8_t& place = table_[slot_of(heads_[i])];
            if (place != N) return false;
            place = static_cast<std::uint8_t>(i);
        }
        return true;
    }

    std::array<std::string_view, N> names_;
    std::array<std::uint64_t, N> heads_{};
    std::array<std::uint8_t, std::size_t{1} << kTableBits> table_{};
    std::uint64_t factor_ = 0x9E3779B97F4A7C15U | 1U;
};

}  // namespace zhixing
