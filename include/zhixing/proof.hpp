/// @file
/// Proofs that a journal says what it said: a chain of hashes, and the Merkle tree of RFC 6962 over its entries.
///
/// With H the hash of the journal and e(n) the n-th entry as its line in an export:
///   leaf(n) = H(00 e(n)),  node = H(01 left right),  link(n) = H(02 link(n-1) leaf(n)),  link(0) = H(02 id),
/// where `id` is that of the journal. The root of no entries is H of nothing.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zhixing {

enum class HashAlgorithm : std::uint8_t {
    sm3 = 1,    ///< GB/T 32905-2016, the default
    sha256 = 2  ///< FIPS 180-4
};
[[nodiscard]] std::string_view to_string(HashAlgorithm algorithm) noexcept;
/// @throws InputError `input.hash`.
[[nodiscard]] HashAlgorithm parse_hash_algorithm(std::string_view text);

using Hash = std::array<unsigned char, 32>;
/// In hexadecimal, small letters.
[[nodiscard]] std::string to_string(const Hash& hash);
/// @throws InputError `input.hash`.
[[nodiscard]] Hash parse_hash(std::string_view hexadecimal);

/// What a journal was at some moment. Kept outside of it (printed, signed, sent to another court), it proves later that
/// nothing of that time was changed.
struct Head {
    std::string journal;  ///< id of the journal
    HashAlgorithm algorithm = HashAlgorithm::sm3;
    std::uint64_t size = 0;  ///< entries
    std::string recorded;    ///< of the last entry, ISO 8601; empty if there is none
    Hash chain{};            ///< link of the last entry
    Hash root{};             ///< of the tree over all entries

    friend bool operator==(const Head&, const Head&) = default;
};

/// That an entry stands at a position of a journal of some size.
struct InclusionProof {
    std::uint64_t position = 0;  ///< of the entry, from 1
    std::uint64_t size = 0;
    std::vector<Hash> path;      ///< from the leaf to the root
};

/// That a journal of one size is the beginning of one of another.
struct ConsistencyProof {
    std::uint64_t first = 0, second = 0;  ///< sizes
    std::vector<Hash> path;
};

/// Whether the entry (its line in an export) stands there under that root.
[[nodiscard]] bool holds(const InclusionProof& proof, std::string_view entry, const Hash& root, HashAlgorithm algorithm);
/// Whether the first root is that of the beginning of what has the second.
[[nodiscard]] bool holds(const ConsistencyProof& proof, const Hash& first_root, const Hash& second_root, HashAlgorithm algorithm);

/// `zhixing.head/1` and `zhixing.proof/1`.
[[nodiscard]] std::string to_json(const Head& head);
[[nodiscard]] std::string to_json(const InclusionProof& proof, const Head& head);
[[nodiscard]] std::string to_json(const ConsistencyProof& proof, const Head& head);
/// @throws InputError.
[[nodiscard]] Head parse_head(std::string_view json);

}  // namespace zhixing
