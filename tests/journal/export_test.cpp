// Exports and proofs are checked by a program that shares no code with the library: verify_export.py, Python's hashlib only.
#include <fstream>
#include <sys/wait.h>

#include "script.hpp"

namespace zhixing::test {
namespace {

class ExportTest : public testing::TestWithParam<HashAlgorithm> {};

TEST_P(ExportTest, ExportsAndProofsAreSoundAndWhatIsTouchedIsFound) {
    const Place place{false, Place::quick()};
    Journal journal = Journal::create(place.url(), rulebook(), {GetParam(), {}});
    const Script script{60};
    Random random{11};
    std::vector<Head> heads{journal.head()};
    for (std::size_t n = 0; n < 12; ++n) {
        (void)journal.append(script.request(n));
        heads.push_back(journal.head());
    }
    ASSERT_GT(heads.back().size, 512U) << "more than one tile";
    const std::string export_file = place.file().string() + ".export", proof_file = place.file().string() + ".proofs";
    {
        std::ofstream out{export_file, std::ios::binary}, proofs{proof_file, std::ios::binary};
        journal.export_lines([&](std::string_view line) { out << line << '\n'; }, everything());
        for (const Head& head : heads) {
            proofs << to_json(journal.prove_consistency(head.size, heads.back().size), heads.back()) << '\n';
            for (int i = 0; i < 5 && head.size != 0; ++i) proofs << to_json(journal.prove_inclusion(1 + random(head.size), head.size), head) << '\n';
        }
    }
    const std::string command = "python3 " ZHIXING_SOURCE_DIR "/tests/journal/verify_export.py " + export_file + " " + proof_file + " " + std::to_string(trials(30, 3000));
    const int status = WEXITSTATUS(std::system(command.c_str()));
    std::filesystem::remove(export_file);
    std::filesystem::remove(proof_file);
    constexpr int kNoHash = 77;
    if (status == kNoHash) GTEST_SKIP() << "hashlib has no " << to_string(GetParam());
    EXPECT_EQ(status, 0);
}

INSTANTIATE_TEST_SUITE_P(Hashes, ExportTest, testing::Values(HashAlgorithm::sm3, HashAlgorithm::sha256), [](const auto& hash) { return std::string{to_string(hash.param)}; });

}  // namespace
}  // namespace zhixing::test
