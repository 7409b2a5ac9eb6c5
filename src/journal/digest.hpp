/// @file
/// The hash of the journal: SM3 or SHA-256, both of 32 bytes.
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "zhixing/proof.hpp"

namespace zhixing::journal {

/// Hashes one text after another with one algorithm. One thread at a time.
class Digest {
public:
    explicit Digest(HashAlgorithm algorithm);
    ~Digest();
    Digest(Digest&&) noexcept;
    Digest& operator=(Digest&&) noexcept;

    /// Hash of the parts as one text.
    [[nodiscard]] Hash operator()(std::initializer_list<std::string_view> parts);
    /// Of each text, several at once where that is quicker. @pre `hashes` has room for all.
    void all(std::span<const std::string_view> texts, std::span<Hash> hashes);
    [[nodiscard]] HashAlgorithm algorithm() const noexcept { return algorithm_; }

private:
    struct Context;
    HashAlgorithm algorithm_;
    std::unique_ptr<Context> context_;
};

/// The bytes of a hash, as a text for hashing and storing.
[[nodiscard]] inline std::string_view bytes_of(const Hash& hash) noexcept { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }
/// @throws JournalError `journal.damaged` if these are not 32 bytes. @param what they should be the hash of.
[[nodiscard]] Hash hash_of(std::string_view bytes, std::string_view what);

/// Domains of RFC 6962: the hash of a leaf is never that of a node.
inline constexpr std::string_view kLeafMark{"\0", 1};
inline constexpr std::string_view kNodeMark{"\1", 1};
inline constexpr std::string_view kChainMark{"\2", 1};

[[nodiscard]] inline Hash leaf_hash(Digest& digest, std::string_view entry) { return digest({kLeafMark, entry}); }
[[nodiscard]] inline Hash node_hash(Digest& digest, const Hash& left, const Hash& right) { return digest({kNodeMark, bytes_of(left), bytes_of(right)}); }
/// Each link holds the one before it and the entry.
[[nodiscard]] inline Hash next_link(Digest& digest, const Hash& link, const Hash& leaf) { return digest({kChainMark, bytes_of(link), bytes_of(leaf)}); }
/// The link before the first entry: no two journals begin alike.
[[nodiscard]] inline Hash first_link(Digest& digest, std::string_view journal) { return digest({kChainMark, journal}); }

}  // namespace zhixing::journal
