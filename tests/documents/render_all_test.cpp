// Documents of a docket: files, index, what goes wrong, and going on after a break.
#include "zhixing/render_all.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "court_notice.hpp"
#include "documents/file_name.hpp"
#include "documents/files.hpp"
#include "documents/package.hpp"

namespace zhixing {
namespace {

namespace fs = std::filesystem;
using documents::file_step;

std::string read_file(const fs::path& path) {
    std::ifstream stream{path, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

// Every file below a folder, hidden ones too.
std::map<std::string, std::string> files_of(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file()) files[fs::relative(entry.path(), folder).generic_string()] = read_file(entry.path());
    }
    return files;
}

const Templates& templates() { return zhixing::testing::with_notice(); }

class RenderAll : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::path{::testing::TempDir()} / ("zhixing-render-all-" + std::to_string(getpid()) + "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
        fs::remove_all(folder_);
        question_.templates = {templates().at("court-notice")};
        question_.question.as_of = make_date(2026, 3, 20);
        question_.question.values = zhixing::testing::notice_values();
        question_.target = (folder_ / "out").string();
    }
    void TearDown() override { fs::remove_all(folder_); }

    BulkResult run(const std::vector<std::string>& numbers) {
        BulkRenderer bulk{templates(), question_};
        for (const std::string& number : numbers) bulk.add(zhixing::testing::notice_case(number));
        return bulk.finish();
    }

    fs::path folder_;
    BulkQuestion question_;
};

TEST_F(RenderAll, MakesADocumentForEachAddresseeInAFolderForEachCase) {
    const BulkResult result = run({"（2026）豫1325执1号", "（2026）豫1325执2号"});
    ASSERT_EQ(result.entries.size(), 4U);
    EXPECT_EQ(result.count.cases, 2U);
    EXPECT_EQ(result.count.written, 4U);
    EXPECT_FALSE(result.stopped);
    const BulkEntry& first = result.entries.front();
    EXPECT_EQ(first.number, "（2026）豫1325执1号");
    EXPECT_EQ(first.addressee, "李某");
    EXPECT_EQ(first.file, "（2026）豫1325执1号/执行通知书-李某.docx");
    for (const BulkEntry& entry : result.entries) {
        const std::string bytes = read_file(fs::path{question_.target} / entry.file);
        EXPECT_EQ(entry.digest, documents::sha256(bytes));
        EXPECT_EQ(entry.bytes, bytes.size());
        EXPECT_FALSE(documents::check_package(bytes, entry.file).empty());
    }
    const auto files = files_of(question_.target);
    EXPECT_EQ(files.size(), 6U) << "four documents and two indexes, and nothing that was on its way";
    EXPECT_EQ(files.at("index.json"), to_json(result));
    EXPECT_EQ(files.at("index.csv"), to_csv(result));
    EXPECT_NE(files.at("index.csv").find("（2026）豫1325执2号,court-notice,内乡县某商贸有限公司,"), std::string::npos);
}

TEST_F(RenderAll, TheSameOnOneThreadAndOnMany) {
    std::vector<std::string> numbers;
    for (int i = 1; i <= 60; ++i) numbers.push_back("（2026）豫1325执" + std::to_string(i) + "号");
    question_.threads = 1;
    (void)run(numbers);
    const auto one = files_of(question_.target);
    question_.threads = 8;
    question_.target = (folder_ / "many").string();
    (void)run(numbers);
    EXPECT_EQ(files_of(question_.target), one);
}

TEST_F(RenderAll, WhatIsThereAlreadyIsPassedOver) {
    const BulkResult before = run({"（2026）豫1325执1号", "（2026）豫1325执2号"});
    const fs::path whole = fs::path{question_.target} / before.entries[0].file, half = fs::path{question_.target} / before.entries[1].file, left = half.parent_path() / ("." + half.filename().string() + ".part");
    const auto written = fs::last_write_time(whole);
    const std::string bytes = read_file(half);
    // As a run that was cut off leaves it, and as a disk that lost its power.
    std::ofstream{half, std::ios::binary} << bytes.substr(0, 100);
    std::ofstream{left} << "half";
    fs::remove(fs::path{question_.target} / before.entries[2].file);
    const BulkResult again = run({"（2026）豫1325执1号", "（2026）豫1325执2号"});
    EXPECT_EQ(again.count.kept, 2U);
    EXPECT_EQ(again.count.written, 2U);
    EXPECT_EQ(again.entries[0].state, BulkState::kept);
    EXPECT_EQ(fs::last_write_time(whole), written);
    EXPECT_EQ(read_file(half), bytes);
    EXPECT_FALSE(fs::exists(left));
    EXPECT_EQ(again.entries[1].digest, before.entries[1].digest);
}

TEST_F(RenderAll, OneBadCaseDoesNotStopTheRest) {
    BulkRenderer bulk{templates(), question_};
    bulk.add(zhixing::testing::notice_case("（2026）豫1325执1号"));
    bulk.add(InputError{"input.json", {"不是 JSON", "not JSON"}, {"docket.ndjson", 2, {}}});
    bulk.add(Dossier::from_json(R"({"schema": "zhixing.dossier/1", "court": "某法院", "parties": [{"id": "p2", "role": "respondent", "name": "=1+1"}], "events": []})"));
    bulk.add(zhixing::testing::notice_case("（2026）豫1325执4号"));
    const BulkResult result = bulk.finish();
    ASSERT_EQ(result.entries.size(), 6U);
    EXPECT_EQ(result.entries[2].state, BulkState::failed);
    EXPECT_EQ(result.entries[2].number, "docket.ndjson:2");
    EXPECT_EQ(result.entries[2].code, "input.json");
    EXPECT_EQ(result.entries[3].state, BulkState::refused);
    EXPECT_EQ(result.entries[3].code, "document.missing");
    EXPECT_TRUE(result.entries[3].file.empty());
    EXPECT_FALSE(result.entries[3].missing.empty());
    EXPECT_EQ(result.count.written, 4U);
    EXPECT_EQ(result.count.refused, 1U);
    EXPECT_EQ(result.count.failed, 1U);
    const std::string csv = to_csv(result);
    EXPECT_NE(csv.find(",'=1+1,"), std::string::npos) << "no formula in a spreadsheet";
    EXPECT_NE(to_json(result).find(R"("state":"refused","code":"document.missing")"), std::string::npos);
}

TEST_F(RenderAll, TheGateHoldsInBulk) {
    question_.templates = {templates().at("resumption-notice")};
    BulkRenderer bulk{templates(), question_};
    bulk.add(Dossier::from_json(R"({"schema": "zhixing.dossier/1", "number": "（2026）豫1325执1号", "court": "某法院", "parties": [], "events": []})"));
    const BulkResult result = bulk.finish();
    ASSERT_EQ(result.entries.size(), 1U);
    EXPECT_EQ(result.entries[0].state, BulkState::refused);
    EXPECT_EQ(result.entries[0].code, "document.undecided") << result.entries[0].reason.en;
}

TEST_F(RenderAll, AFileThatCannotBeWrittenIsToldOf) {
    fs::create_directories(question_.target);
    std::ofstream{fs::path{question_.target} / "（2026）豫1325执1号"} << "a file where the folder should be";
    fs::create_directories(folder_ / "elsewhere");
    fs::create_directory_symlink(folder_ / "elsewhere", fs::path{question_.target} / "（2026）豫1325执2号");
    const BulkResult result = run({"（2026）豫1325执1号", "（2026）豫1325执2号", "（2026）豫1325执3号"});
    EXPECT_EQ(result.count.failed, 4U);
    EXPECT_EQ(result.entries[0].code, "document.write");
    EXPECT_EQ(result.count.written, 2U);
    EXPECT_TRUE(fs::is_empty(folder_ / "elsewhere")) << "a link is not followed";
}

TEST_F(RenderAll, ATargetThatCannotBeUsedIsRefused) {
    fs::create_directories(folder_);
    std::ofstream{folder_ / "file"} << "x";
    question_.target = (folder_ / "file/below").string();
    EXPECT_THROW((BulkRenderer{templates(), question_}), InputError);
}

TEST_F(RenderAll, NamesOfFilesStayInTheTarget) {
    const BulkResult result = run({"../../etc/passwd", "/abs", "..", "（2026）豫1325执1号", "（2026）豫1325执1号"});
    EXPECT_EQ(result.count.written, 10U);
    std::vector<std::string> folders;
    for (const auto& entry : fs::directory_iterator{question_.target}) {
        if (entry.is_directory()) folders.push_back(entry.path().filename().string());
    }
    std::ranges::sort(folders);
    const std::vector<std::string> expected{"_._.._etc_passwd", "__", "_abs", "（2026）豫1325执1号", "（2026）豫1325执1号-2"};
    EXPECT_EQ(folders, expected);
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, {}), 1);
}

TEST_F(RenderAll, PacksAZip) {
    question_.target = (folder_ / "docket.zip").string();
    fs::create_directories(folder_);
    const BulkResult result = run({"（2026）豫1325执1号", "（2026）豫1325执2号"});
    EXPECT_EQ(std::distance(fs::directory_iterator{folder_}, {}), 1) << "nothing but the archive";
    const std::string archive = read_file(question_.target);
    const std::vector<std::string> names = documents::check_package(archive, "docket.zip");
    EXPECT_EQ(names.size(), 6U);
    for (const BulkEntry& entry : result.entries) EXPECT_EQ(documents::sha256(documents::read_part(archive, entry.file, "docket.zip")), entry.digest);
    EXPECT_EQ(documents::read_part(archive, "index.json", "docket.zip"), to_json(result));
    (void)run({"（2026）豫1325执1号", "（2026）豫1325执2号"});
    EXPECT_EQ(read_file(question_.target), archive) << "the same bytes again";
}

TEST_F(RenderAll, ProgressIsToldAndCanEndTheWork) {
    std::vector<BulkProgress> told;
    question_.progress = [&told](const BulkProgress& progress) {
        told.push_back(progress);
        return true;
    };
    (void)run({"（2026）豫1325执1号", "（2026）豫1325执2号"});
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.back().cases, 2U);
    EXPECT_EQ(told.back().kept + told.back().written, 4U);

    question_.progress = [](const BulkProgress&) { return false; };
    question_.threads = 1;
    question_.target = (folder_ / "stopped.zip").string();
    BulkRenderer bulk{templates(), question_};
    int added = 0;
    while (added < 10'000 && bulk.add(zhixing::testing::notice_case("（2026）豫1325执" + std::to_string(++added) + "号"))) {
    }
    EXPECT_LT(added, 10'000);
    const BulkResult result = bulk.finish();
    EXPECT_TRUE(result.stopped);
    EXPECT_FALSE(fs::exists(question_.target)) << "no archive of a part of the docket";
    EXPECT_TRUE(fs::exists(question_.target + ".partial/index.json"));
}

TEST_F(RenderAll, OtherFormats) {
    question_.format = RenderFormat::text;
    const BulkResult result = run({"（2026）豫1325执1号"});
    ASSERT_TRUE(result.entries[0].file.ends_with(".txt"));
    EXPECT_NE(read_file(fs::path{question_.target} / result.entries[0].file).find("执行通知书"), std::string::npos);
}

TEST(FileNames, AreStepsOfAPathOnAnySystem) {
    EXPECT_EQ(file_step("（2026）豫1325执1号"), "（2026）豫1325执1号");
    EXPECT_EQ(file_step("a/b\\c:d*e?f\"g<h>i|j"), "a_b_c_d_e_f_g_h_i_j");
    EXPECT_EQ(file_step(".hidden"), "_hidden");
    EXPECT_EQ(file_step("end. "), "end._");
    EXPECT_EQ(file_step(std::string_view{"nul\0l", 5}), "nul_l");
    EXPECT_EQ(file_step("nul"), "_nul");
    EXPECT_EQ(file_step("Com1.docx"), "_Com1.docx");
    EXPECT_EQ(file_step(""), "_");
    EXPECT_EQ(file_step("\xFF\xC0x"), "__x");
    EXPECT_EQ(file_step("a\xE2\x80\xAE" "b"), "a_b");
    std::string name;
    for (int i = 0; i < 500; ++i) name += "长";
    EXPECT_EQ(file_step(name).size(), 120U);
    documents::FileNames names;
    EXPECT_EQ(names.take("A"), "A");
    EXPECT_EQ(names.take("a"), "a-2");
    EXPECT_EQ(names.take("a-2"), "a-2-2");
}

}  // namespace
}  // namespace zhixing
