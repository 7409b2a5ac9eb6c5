#include "zhixing/recording_files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sys/stat.h>

#include "zhixing/journal.hpp"

namespace zhixing::test {
namespace {

namespace fs = std::filesystem;

// GB/T 32905-2016, example 1, and FIPS 180-4 of the same text.
const std::string kSm3Abc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
const std::string kSha256Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

class RecordingFiles : public testing::Test {
protected:
    void SetUp() override {
        char name[] = "/tmp/zhixing-recordings.XXXXXX";
        root_ = mkdtemp(name);
    }
    void TearDown() override { fs::remove_all(root_); }

    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((root_ / name).parent_path());
        std::ofstream{root_ / name, std::ios::binary} << text;
    }
    // A register with these recordings: ref and digest.
    static Recordings with(const std::vector<std::pair<std::string, std::string>>& recordings, const std::string& more = {}) {
        std::string json = R"({"schema":"zhixing.dossier/1","events":[)";
        for (const auto& [ref, digest] : recordings) {
            if (json.back() == '}') json += ',';
            json += R"({"kind":"recording.uploaded","on":"2026-05-05","ref":")" + ref + R"(","digest":")" + digest + "\"}";
        }
        return Recordings::of(Dossier::from_json(json + more + "]}"), {make_date(2026, 8, 1), {}});
    }
    [[nodiscard]] FileState state(const std::string& digest, const FileNames& names = {}) const { return check_files(with({{"r1", digest}}), root_.string(), names).at(0).state; }

    fs::path root_;
};

TEST_F(RecordingFiles, AreTheSameOrChangedOrMissing) {
    write("sm3/" + kSm3Abc, "abc");
    write("sha256/" + kSha256Abc, "abc");
    EXPECT_EQ(state("sm3:" + kSm3Abc), FileState::same);
    EXPECT_EQ(state("sm3:" + kSm3Abc + ":3"), FileState::same);
    EXPECT_EQ(state("sm3:" + kSm3Abc + ":4"), FileState::changed);
    EXPECT_EQ(state("sha256:" + kSha256Abc), FileState::same);
    EXPECT_EQ(state("sm3:" + std::string(64, '0')), FileState::missing);
    EXPECT_EQ(state("nothing"), FileState::untold);
    write("sm3/" + kSm3Abc, "abd");
    const FileCheck changed = check_files(with({{"r1", "sm3:" + kSm3Abc}}), root_.string()).at(0);
    EXPECT_EQ(changed.state, FileState::changed);
    EXPECT_NE(changed.digest, "sm3:" + kSm3Abc + ":3");
    EXPECT_EQ(changed.name, "sm3/" + kSm3Abc);
}

TEST_F(RecordingFiles, LargeOnesAreReadInPieces) {
    const std::string text(5'000'001, 'x');
    write("video.bin", text);
    const FileDigest digest = digest_of_file((root_ / "video.bin").string(), HashAlgorithm::sm3);
    EXPECT_EQ(digest.size, text.size());
    EXPECT_EQ(state(to_string(digest), {{"r1", "video.bin"}}), FileState::same);
    std::string other = text;
    other.back() = 'y';
    write("video.bin", other);
    EXPECT_EQ(state(to_string(digest), {{"r1", "video.bin"}}), FileState::changed);
}

TEST_F(RecordingFiles, NoNameLeadsOutOfTheRoot) {
    write("inside/file", "abc");
    for (const std::string name : {"../file", "/etc/passwd", "inside/../../x", "inside//file", "", ".", "inside/./file"}) {
        EXPECT_THROW((void)state("sm3:" + kSm3Abc, {{"r1", name}}), InputError) << name;
    }
    EXPECT_THROW((void)state("sm3:" + kSm3Abc, {{"r1", std::string{"inside\0/file", 12}}}), InputError);
    EXPECT_EQ(state("sm3:" + kSm3Abc, {{"r1", "inside/file"}}), FileState::same);
    // Names in a dossier name nothing.
    EXPECT_EQ(state("../../etc/passwd"), FileState::untold);
}

TEST_F(RecordingFiles, WhatIsNoPlainFileIsNotRead) {
    write("elsewhere", "abc");
    fs::create_directories(root_ / "sm3");
    fs::create_symlink(root_ / "elsewhere", root_ / "sm3" / kSm3Abc);
    EXPECT_EQ(state("sm3:" + kSm3Abc), FileState::unreadable);
    fs::create_directory_symlink(root_ / "sm3", root_ / "link");
    EXPECT_EQ(state("sm3:" + kSm3Abc, {{"r1", "link/x"}}), FileState::unreadable);
    ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(state("sm3:" + kSm3Abc, {{"r1", "pipe"}}), FileState::unreadable);
    EXPECT_EQ(state("sm3:" + kSm3Abc, {{"r1", "sm3"}}), FileState::unreadable);
    EXPECT_THROW((void)check_files(with({}), (root_ / "nowhere").string()), JournalError);
    EXPECT_THROW((void)digest_of_file(root_.string(), HashAlgorithm::sm3), JournalError);
}

TEST_F(RecordingFiles, OfADisposedRecordingThereIsNone) {
    const std::string disposed = R"(,{"kind":"recording.disposed","on":"2026-06-01","ref":"r1"})";
    const Recordings recordings = with({{"r1", "sm3:" + kSm3Abc}}, disposed);
    EXPECT_EQ(check_files(recordings, root_.string()).at(0).state, FileState::gone);
    write("sm3/" + kSm3Abc, "abc");
    EXPECT_EQ(check_files(recordings, root_.string()).at(0).state, FileState::left);
    EXPECT_EQ(to_json(check_files(recordings, root_.string())),
              R"({"schema":"zhixing.file-check/1","files":[{"ref":"r1","state":"left","name":"sm3/)" + kSm3Abc + R"(","digest":"sm3:)" + kSm3Abc + R"(:3"}]})");
}

}  // namespace
}  // namespace zhixing::test
