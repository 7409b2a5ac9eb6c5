/// @file
/// The Merkle tree of RFC 6962 over leaves that are asked for, and its proofs.
///
/// Tiles keep it quick: a tile of level L holds 256 hashes that follow one another, of leaves (level 0) or of whole tiles
/// of the level below. So a proof of a journal of any length looks at a few tiles and at the few entries behind the last.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "journal/digest.hpp"

namespace zhixing::journal {

inline constexpr std::uint64_t kTileSize = 256;

/// The hash over the leaves [first, first + count), counted from 0, where `count` is a power of two and `first` one of
/// its multiples: a whole subtree.
using Subtree = std::function<Hash(std::uint64_t first, std::uint64_t count)>;

/// Hash over hashes as the leaves or subtrees of one tree. @pre there is one at least.
[[nodiscard]] Hash tree_hash(Digest& digest, std::span<const Hash> hashes);

/// Root of the first `size` leaves.
[[nodiscard]] Hash root(Digest& digest, std::uint64_t size, const Subtree& subtree);
/// @pre position is from 1 to size.
[[nodiscard]] InclusionProof prove_inclusion(Digest& digest, std::uint64_t position, std::uint64_t size, const Subtree& subtree);
/// @pre first is not beyond second.
[[nodiscard]] ConsistencyProof prove_consistency(Digest& digest, std::uint64_t first, std::uint64_t second, const Subtree& subtree);

}  // namespace zhixing::journal
