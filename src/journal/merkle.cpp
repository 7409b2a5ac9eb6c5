#include "journal/merkle.hpp"

#include <bit>

namespace zhixing::journal {
namespace {

// The largest power of two below `count`: where RFC 6962 splits a tree. @pre count > 1.
std::uint64_t split(std::uint64_t count) { return std::bit_floor(count - 1); }

class Tree {
public:
    Tree(Digest& digest, const Subtree& subtree) : digest_{digest}, subtree_{subtree} {}

    [[nodiscard]] Hash root(std::uint64_t first, std::uint64_t count) {
        if (std::has_single_bit(count)) return subtree_(first, count);
        const std::uint64_t left = split(count);
        return node_hash(digest_, root(first, left), root(first + left, count - left));
    }

    void path(std::uint64_t leaf, std::uint64_t first, std::uint64_t count, std::vector<Hash>& out) {
        if (count == 1) return;
        const std::uint64_t left = split(count);
        if (leaf < first + left) {
            path(leaf, first, left, out);
            out.push_back(root(first + left, count - left));
        } else {
            path(leaf, first + left, count - left, out);
            out.push_back(root(first, left));
        }
    }

    // `whole`: the verifier knows the root of these leaves, it is that of the old tree.
    void proof(std::uint64_t old, std::uint64_t first, std::uint64_t count, bool whole, std::vector<Hash>& out) {
        if (old == count) {
            if (!whole) out.push_back(root(first, count));
            return;
        }
        const std::uint64_t left = split(count);
        if (old <= left) {
            proof(old, first, left, whole, out);
            out.push_back(root(first + left, count - left));
        } else {
            proof(old - left, first + left, count - left, false, out);
            out.push_back(root(first, left));
        }
    }

private:
    Digest& digest_;
    const Subtree& subtree_;
};

}  // namespace

// Level by level: neighbours make a node, one that is left over goes up as it is. That is the tree that splits at the largest
// power of two.
Hash tree_hash(Digest& digest, std::span<const Hash> hashes) {
    std::vector<Hash> level(hashes.begin(), hashes.end());
    std::string nodes;
    std::vector<std::string_view> texts;
    while (level.size() > 1) {
        const std::size_t pairs = level.size() / 2, size = kNodeMark.size() + 2 * sizeof(Hash);
        nodes.clear();
        texts.clear();
        for (std::size_t i = 0; i < 2 * pairs; ++i) {
            if (i % 2 == 0) nodes += kNodeMark;
            nodes += bytes_of(level[i]);
        }
        for (std::size_t i = 0; i < pairs; ++i) texts.push_back(std::string_view{nodes}.substr(i * size, size));
        digest.all(texts, level);
        if (level.size() % 2 != 0) level[pairs] = level.back();
        level.resize(level.size() - pairs);
    }
    return level.front();
}

Hash root(Digest& digest, std::uint64_t size, const Subtree& subtree) {
    if (size == 0) return digest({});
    return Tree{digest, subtree}.root(0, size);
}

InclusionProof prove_inclusion(Digest& digest, std::uint64_t position, std::uint64_t size, const Subtree& subtree) {
    InclusionProof proof{position, size, {}};
    Tree{digest, subtree}.path(position - 1, 0, size, proof.path);
    return proof;
}

ConsistencyProof prove_consistency(Digest& digest, std::uint64_t first, std::uint64_t second, const Subtree& subtree) {
    ConsistencyProof proof{first, second, {}};
    if (first != 0) Tree{digest, subtree}.proof(first, 0, second, true, proof.path);
    return proof;
}

}  // namespace zhixing::journal
