/// @file
/// Hash and comparison of short texts, for the tables that turn names into numbers. They stand in the path of
/// every event, so they read eight bytes at a time and have no loop over the last few.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace zhixing {

template <typename Number>
[[nodiscard]] inline Number load(const char* bytes) noexcept {
    Number number;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

/// Mixes both halves of a product, so that every bit of the text reaches the low bits of the result.
[[nodiscard]] inline std::uint64_t mix(std::uint64_t left, std::uint64_t right) noexcept {
    const std::uint64_t product = (left ^ 0xA0761D6478BD642FULL) * (right ^ 0xE7037ED1A0B428DBULL);
    return product ^ (product >> 32U);
}

[[nodiscard]] inline std::uint64_t hash_text(std::string_view text) noexcept {
    const char* const bytes = text.data();
    const std::size_t size = text.size();
    if (size >= 8) {
        // Most names have 8 to 16 bytes: two loads, which may overlap, and no loop.
        std::uint64_t hash = mix(load<std::uint64_t>(bytes) + size, load<std::uint64_t>(bytes + size - 8));
        for (std::size_t i = 8; i + 8 < size; i += 8) hash = mix(hash, load<std::uint64_t>(bytes + i));
        return hash;
    }
    if (size >= 4) {
        const std::uint64_t tail = load<std::uint32_t>(bytes + size - 4);
        return mix(size, load<std::uint32_t>(bytes) | tail << 32U);
    }
    if (size == 0) return mix(0, 0);
    const auto byte = [bytes](std::size_t i) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i]));
    };
    return mix(size, byte(0) | byte(size / 2) << 8U | byte(size - 1) << 16U);
}

/// Whether two texts of the same size are equal.
[[nodiscard]] inline bool equal_bytes(const char* left, const char* right, std::size_t size) noexcept {
    if (size >= 8) {
        const auto differ = [left, right](std::size_t at) {
            return load<std::uint64_t>(left + at) ^ load<std::uint64_t>(right + at);
        };
        std::uint64_t difference = differ(0) | differ(size - 8);
        for (std::size_t i = 8; i + 8 < size; i += 8) difference |= differ(i);
        return difference == 0;
    }
    if (size >= 4) {
        return load<std::uint32_t>(left) == load<std::uint32_t>(right) &&
               load<std::uint32_t>(left + size - 4) == load<std::uint32_t>(right + size - 4);
    }
    return size == 0 ||
           (left[0] == right[0] && left[size / 2] == right[size / 2] && left[size - 1] == right[size - 1]);
}

}  // namespace zhixing
