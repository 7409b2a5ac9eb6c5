// The hashes of many texts at once.
#include "journal/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace zhixing::journal {
namespace {

std::vector<Hash> one_by_one(Digest& digest, const std::vector<std::string_view>& texts) {
    std::vector<Hash> hashes;
    for (const std::string_view text : texts) hashes.push_back(digest({text}));
    return hashes;
}

class ManyTexts : public ::testing::TestWithParam<HashAlgorithm> {};

// Of every length around one and two blocks, of very different lengths side by side, and fewer or more of them than there are lanes.
TEST_P(ManyTexts, HaveTheHashesOfEach) {
    std::mt19937 random{11};
    std::vector<std::string> texts;
    for (std::size_t length = 0; length < 200; ++length) texts.emplace_back(length, 'x');
    for (int i = 0; i < 60; ++i) texts.emplace_back(random() % 5000, 'x');
    for (std::string& text : texts) {
        for (char& c : text) c = static_cast<char>(random());
    }
    Digest digest{GetParam()};
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{4}, std::size_t{15}, std::size_t{17}, texts.size()}) {
        std::shuffle(texts.begin(), texts.end(), random);
        const std::vector<std::string_view> some(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(count));
        std::vector<Hash> hashes(count);
        digest.all(some, hashes);
        EXPECT_EQ(hashes, one_by_one(digest, some)) << count;
    }
}

INSTANTIATE_TEST_SUITE_P(Algorithms, ManyTexts, ::testing::Values(HashAlgorithm::sm3, HashAlgorithm::sha256),
                         [](const auto& named) { return named.param == HashAlgorithm::sm3 ? std::string{"Sm3"} : std::string{"Sha256"}; });

// The examples of GB/T 32905-2016.
TEST(Sm3, AsTheStandardSays) {
    std::string text;
    for (int i = 0; i < 16; ++i) text += "abcd";
    const std::vector<std::string_view> texts{"abc", text, "abc", text, "abc"};
    std::vector<Hash> hashes(texts.size());
    Digest{HashAlgorithm::sm3}.all(texts, hashes);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(to_string(hashes[i]), i % 2 == 0 ? "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
                                                   : "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }
}

}  // namespace
}  // namespace zhixing::journal
