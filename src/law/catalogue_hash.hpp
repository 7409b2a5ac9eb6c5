/// @file
/// A hash of short texts, for the tables that turn names into numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace zhixing {

/// Mixes both halves of a product, so that every bit of the text reaches the low bits of the result.
[[nodiscard]] inline std::uint64_t mix(std::uint64_t left, std::uint64_t right) noexcept {
    const std::uint64_t product = (left ^ 0xA0761D6478BD642FULL) * (right ^ 0xE7037ED1A0B428DBULL);
    return product ^ (product >> 32U);
}

/// Eight bytes at a time: names are short, and this stands in the path of every event.
[[nodiscard]] inline std::uint64_t hash_text(std::string_view text) noexcept {
    const char* bytes = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = left;
    for (; left >= 8; bytes += 8, left -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, 8);
        hash = mix(hash, word);
    }
    std::uint64_t tail = 0;
    for (std::size_t i = 0; i < left; ++i) tail = tail << 8U | static_cast<unsigned char>(bytes[i]);
    return mix(hash, tail);
}

}  // namespace zhixing
