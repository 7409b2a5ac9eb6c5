// Hashes, trees and proofs against vectors that others publish.
#include "journal/merkle.hpp"

#include <gtest/gtest.h>

namespace zhixing::journal {
namespace {

std::string from_hexadecimal(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) bytes += static_cast<char>(std::stoi(std::string{text.substr(i, 2)}, nullptr, 16));
    return bytes;
}

// The eight entries by which implementations of RFC 6962 are compared: Certificate Transparency (google/certificate-transparency,
// cpp/merkletree/merkle_tree_test.cc) and its successor (transparency-dev/merkle, testonly).
constexpr const char* kEntries[] = {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
constexpr const char* kRoots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
constexpr const char* kA = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
constexpr const char* kB = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
constexpr const char* kC = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
constexpr const char* kD = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
constexpr const char* kE = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
constexpr const char* kF = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

struct Vector {
    std::uint64_t one, two;  // position and size, or two sizes
    std::vector<std::string> path;
};

std::vector<std::string> texts(const std::vector<Hash>& path) {
    std::vector<std::string> found;
    for (const Hash& hash : path) found.push_back(to_string(hash));
    return found;
}

// A tree over entries, each a leaf of its own: nothing is stored.
struct Tree {
    explicit Tree(HashAlgorithm algorithm) : digest{algorithm} {}
    std::vector<std::string> entries;
    Digest digest;
    const Subtree subtree = [this](std::uint64_t first, std::uint64_t count) {
        std::vector<Hash> leaves;
        for (std::uint64_t i = first; i < first + count; ++i) leaves.push_back(leaf_hash(digest, entries.at(i)));
        return tree_hash(digest, leaves);
    };
};

class MerkleTest : public testing::TestWithParam<HashAlgorithm>, protected Tree {
protected:
    MerkleTest() : Tree{GetParam()} {}
};

class PublishedTest : public testing::Test, protected Tree {
protected:
    PublishedTest() : Tree{HashAlgorithm::sha256} {
        for (const char* entry : kEntries) entries.push_back(from_hexadecimal(entry));
    }
};

TEST_F(PublishedTest, RootsAgree) {
    for (std::uint64_t size = 0; size <= entries.size(); ++size) EXPECT_EQ(to_string(root(digest, size, subtree)), kRoots[size]) << size;
}

TEST_F(PublishedTest, InclusionProofsAgreeAndHold) {
    const std::vector<Vector> vectors{{1, 1, {}}, {1, 2, {kA}}, {2, 2, {kRoots[1]}}, {3, 3, {kRoots[2]}}, {2, 5, {kRoots[1], kB, kD}}, {1, 8, {kA, kB, kC}}, {6, 8, {kD, kE, kRoots[4]}}};
    for (const auto& [position, size, path] : vectors) {
        const InclusionProof proof = prove_inclusion(digest, position, size, subtree);
        EXPECT_EQ(texts(proof.path), path) << position << " of " << size;
        EXPECT_TRUE(holds(proof, entries[position - 1], parse_hash(kRoots[size]), HashAlgorithm::sha256)) << position << " of " << size;
    }
}

TEST_F(PublishedTest, ConsistencyProofsAgreeAndHold) {
    const std::vector<Vector> vectors{{1, 1, {}}, {1, 8, {kA, kB, kC}}, {6, 8, {kF, kE, kRoots[4]}}, {2, 5, {kB, kD}}};
    for (const auto& [first, second, path] : vectors) {
        const ConsistencyProof proof = prove_consistency(digest, first, second, subtree);
        EXPECT_EQ(texts(proof.path), path) << first << " to " << second;
        EXPECT_TRUE(holds(proof, parse_hash(kRoots[first]), parse_hash(kRoots[second]), HashAlgorithm::sha256)) << first << " to " << second;
    }
}

// Every proof of every small tree holds, and none for anything else.
TEST_P(MerkleTest, ProofsHoldForWhatTheyProveOnly) {
    constexpr std::uint64_t kMost = 40;
    for (std::uint64_t i = 0; i < kMost; ++i) entries.push_back("entry " + std::to_string(i));
    std::vector<Hash> roots;
    for (std::uint64_t size = 0; size <= kMost; ++size) roots.push_back(root(digest, size, subtree));
    const auto touched = [](std::vector<Hash> path, std::size_t i) {
        path[i][i % 32] ^= 1;
        return path;
    };
    for (std::uint64_t size = 1; size <= kMost; ++size) {
        for (std::uint64_t position = 1; position <= size; ++position) {
            InclusionProof proof = prove_inclusion(digest, position, size, subtree);
            EXPECT_TRUE(holds(proof, entries[position - 1], roots[size], GetParam()));
            for (std::uint64_t other = 0; other < kMost; ++other) EXPECT_EQ(holds(proof, entries[other], roots[size], GetParam()), other == position - 1);
            for (std::uint64_t other = 0; other <= kMost; ++other) EXPECT_EQ(holds(proof, entries[position - 1], roots[other], GetParam()), other == size);
            for (std::size_t i = 0; i < proof.path.size(); ++i) EXPECT_FALSE(holds({position, size, touched(proof.path, i)}, entries[position - 1], roots[size], GetParam()));
            proof.path.push_back(roots[1]);
            EXPECT_FALSE(holds(proof, entries[position - 1], roots[size], GetParam()));
            proof.path.resize(proof.path.size() < 2 ? 0 : proof.path.size() - 2);
            EXPECT_TRUE(size == 1 || !holds(proof, entries[position - 1], roots[size], GetParam()));
        }
        for (std::uint64_t first = 0; first <= size; ++first) {
            const ConsistencyProof proof = prove_consistency(digest, first, size, subtree);
            EXPECT_TRUE(holds(proof, roots[first], roots[size], GetParam()));
            for (std::uint64_t other = 0; other <= kMost; ++other) {
                EXPECT_EQ(holds(proof, roots[other], roots[size], GetParam()), other == first) << first << '/' << size << '/' << other;
                EXPECT_TRUE(first == 0 || holds(proof, roots[first], roots[other], GetParam()) == (other == size)) << first << '/' << size << '/' << other;
            }
            for (std::size_t i = 0; i < proof.path.size(); ++i) EXPECT_FALSE(holds({first, size, touched(proof.path, i)}, roots[first], roots[size], GetParam()));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Hashes, MerkleTest, testing::Values(HashAlgorithm::sm3, HashAlgorithm::sha256), [](const auto& hash) { return std::string{to_string(hash.param)}; });

// The two examples of GB/T 32905-2016, annex A.
TEST(DigestTest, Sm3IsThatOfTheStandard) {
    Digest digest{HashAlgorithm::sm3};
    EXPECT_EQ(to_string(digest({"abc"})), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string text;
    for (int i = 0; i < 16; ++i) text += "abcd";
    EXPECT_EQ(to_string(digest({text})), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    EXPECT_EQ(to_string(digest({"a", "", "bc"})), to_string(digest({"abc"}))) << "parts are one text";
}

// FIPS 180-4, of its examples.
TEST(DigestTest, Sha256IsThatOfTheStandard) {
    Digest digest{HashAlgorithm::sha256};
    EXPECT_EQ(to_string(digest({"abc"})), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_string(digest({"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"})), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

}  // namespace
}  // namespace zhixing::journal
