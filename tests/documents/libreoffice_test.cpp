// Every DOCX opened by LibreOffice, as another program reads it: its text is the document's, and its pages are as many as they should be.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "court_notice.hpp"
#include "documents.hpp"
#include "documents/docx.hpp"
#include "documents/package.hpp"
#include "value/utf8.hpp"
#include "zhixing/render.hpp"

namespace zhixing::documents {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream stream{path, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

bool run(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

// Without space of any kind, which programs set as they like.
std::string squeezed(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const Glyph glyph = take_glyph(text);
        const bool space = glyph.code <= ' ' || glyph.code == 0xA0 || glyph.code == 0x3000 || glyph.code == 0xFEFF;
        if (!space) out += glyph.bytes;
    }
    return out;
}

std::string text_of(const std::vector<Run>& runs) {
    std::string text;
    for (const Run& run : runs) text += run.text;
    return text;
}

std::string text_of(const Document& document) {
    std::string text;
    const auto add = [&text](const std::vector<Cell>& cells) {
        for (const Cell& cell : cells) text += text_of(cell.runs);
    };
    for (const Block& block : document.blocks) {
        if (const auto* const paragraph = std::get_if<Paragraph>(&block)) text += text_of(paragraph->runs);
        if (const auto* const table = std::get_if<Table>(&block)) {
            add(table->header);
            for (const auto& row : table->rows) add(row);
        }
    }
    return squeezed(text);
}

// The pages of a PDF as text; the number at the foot of each is taken off.
std::vector<std::string> pages_of(const fs::path& pdf) {
    const fs::path text = fs::path{pdf}.replace_extension(".pages");
    EXPECT_TRUE(run("pdftotext -enc UTF-8 -layout '" + pdf.string() + "' '" + text.string() + "'"));
    std::vector<std::string> pages;
    std::istringstream stream{read_file(text)};
    for (std::string page; std::getline(stream, page, '\f');) {
        page = squeezed(page);
        const std::string number = "—" + std::to_string(pages.size() + 1) + "—";
        EXPECT_TRUE(page.ends_with(number)) << pdf << ": " << page.substr(page.size() < 30 ? 0 : page.size() - 30);
        pages.push_back(page.substr(0, page.size() - number.size()));
    }
    return pages;
}

std::vector<std::string> sorted(std::string_view text) {
    std::vector<std::string> glyphs;
    while (!text.empty()) glyphs.emplace_back(take_glyph(text).bytes);
    std::ranges::sort(glyphs);
    return glyphs;
}

class LibreOffice : public ::testing::Test {
protected:
    void SetUp() override {
        if (!run("command -v soffice") || !run("command -v pdftotext")) GTEST_SKIP() << "soffice or pdftotext is not installed";
        folder_ = fs::path{::testing::TempDir()} / ("zhixing-libreoffice-" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override {
        if (!HasFailure()) fs::remove_all(folder_);
    }

    fs::path put(const std::string& name, const std::string& bytes) {
        std::ofstream{folder_ / name, std::ios::binary} << bytes;
        return folder_ / name;
    }
    // One run of the program for all files: most of its time is its start.
    void convert(const std::string& files, const std::string& to) {
        ASSERT_TRUE(run("cd '" + folder_.string() + "' && soffice --headless -env:UserInstallation=file://" + folder_.string() + "/profile --convert-to '" + to + "' " + files));
    }

    fs::path folder_;
};

const fs::path kTests = fs::path{ZHIXING_SOURCE_DIR} / "tests/documents";

// Those made by hand, and every template from the dossiers of the golden texts.
std::vector<Document> every_document() {
    std::vector<Document> documents{notice(), ruling(), form()};
    const Templates& templates = zhixing::testing::with_notice();
    for (const char* const name : {"complete", "sparse", "of-2021"}) {
        const Dossier dossier = Dossier::from_json(read_file(kTests / "dossiers" / (std::string{name} + ".json")));
        const auto questions = nlohmann::ordered_json::parse(read_file(kTests / "questions" / (std::string{name} + ".json")));
        for (const auto& [id, asked] : questions.items()) {
            RenderQuestion question{parse_date(asked["as_of"].get<std::string>()).value()};
            question.party = asked.value("party", "");
            question.ref = asked.value("ref", "");
            question.preview = asked.value("preview", false);
            question.office = Office::team;
            if (asked.contains("values")) question.values = Values::from_json(asked["values"].dump());
            documents.push_back(*render(dossier, templates, templates.at(id), question).document_);
        }
    }
    return documents;
}

TEST_F(LibreOffice, ReadsEveryDocument) {
    const std::vector<Document> documents = every_document();
    for (std::size_t i = 0; i < documents.size(); ++i) put(std::to_string(i) + ".docx", to_docx(documents[i]));
    convert("*.docx", "pdf");
    convert("*.docx", "txt:Text (encoded):UTF8");
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const std::string name = std::to_string(i), expected = text_of(documents[i]);
        EXPECT_TRUE(squeezed(read_file(folder_ / (name + ".txt"))) == expected) << documents[i].name;
        const std::vector<std::string> pages = pages_of(folder_ / (name + ".pdf"));
        const auto breaks = std::ranges::count_if(documents[i].blocks, [](const Block& block) { return std::holds_alternative<PageBreak>(block); });
        // No page is empty, and none holds more than the norm's lines of characters.
        EXPECT_GT(pages.size(), static_cast<std::size_t>(breaks)) << documents[i].name;
        std::string all;
        for (const std::string& page : pages) {
            EXPECT_FALSE(page.empty()) << documents[i].name;
            all += page;
        }
        // The header of a table comes again on each of its pages, so there may be more.
        EXPECT_TRUE(std::ranges::includes(sorted(all), sorted(expected))) << documents[i].name << ": cut off on paper";
    }
}

// A form of a court, with a header and a table with merged cells, made and read by another program.
TEST_F(LibreOffice, RoundTripsAFormOfACourt) {
    fs::copy_file(kTests / "forms/court-form.fodt", folder_ / "form.fodt");
    convert("form.fodt", "docx");
    const std::string docx = read_file(folder_ / "form.docx");
    ASSERT_NE(read_part(docx, "word/document.xml", "form.docx").find("<w:t>{{num</w:t>"), std::string::npos) << "the tag was to be split over runs";
    const Templates templates = zhixing::testing::with_notice().with_docx("court-notice", docx, "form.docx");
    RenderQuestion question{make_date(2026, 3, 20)};
    question.party = "p2";
    question.values = zhixing::testing::notice_values(R"("obligations": [{"text": "偿还借款"}, {"text": "腾退房屋"}])");
    const std::string made = render(zhixing::testing::notice_case(), templates, templates.at("court-notice"), question).docx();
    put("made.docx", made);
    convert("made.docx", "txt:Text (encoded):UTF8");
    convert("made.docx", "pdf");
    const std::string text = "执行通知书（本院格式）案号：（2026）豫1325执218号被执行人：李某申请执行人姓名住址张某河南省内乡县城关镇某街1号一偿还借款二腾退房屋"
                             "义务之1：偿还借款义务之2：腾退房屋二〇二六年三月二十日";
    EXPECT_EQ(squeezed(read_file(folder_ / "made.txt")), text);
    ASSERT_TRUE(run("cd '" + folder_.string() + "' && pdftotext -enc UTF-8 made.pdf made.pages"));
    EXPECT_EQ(sorted(squeezed(read_file(folder_ / "made.pages"))), sorted("河南省内乡县人民法院执行局用笺" + text));
    for (const std::string& name : check_package(docx, "form.docx")) {
        const bool has_tags = name == "word/document.xml" || name.starts_with("word/header");
        if (!has_tags) {
            EXPECT_EQ(read_part(made, name, "made"), read_part(docx, name, "form")) << name;
        }
    }
    const std::string xml = read_part(made, "word/document.xml", "made");
    EXPECT_NE(xml.find("<w:gridSpan w:val=\"3\"/>"), std::string::npos);
    EXPECT_NE(xml.find("<w:vMerge w:val=\"restart\"/>"), std::string::npos);
}

TEST_F(LibreOffice, ShowsTwentyTwoLinesOfTwentyEightCharacters) {
    Document document{"行与字", false, {}};
    std::string line;
    for (int i = 0; i < 28; ++i) line += "字";
    for (int i = 0; i < 44; ++i) document.blocks.push_back(paragraph(Style::flush, line));
    put("grid.docx", to_docx(document));
    convert("grid.docx", "pdf");
    EXPECT_EQ(pages_of(folder_ / "grid.pdf").size(), 2U);
    document.blocks.push_back(paragraph(Style::flush, line));
    document.blocks.push_back(paragraph(Style::flush, line + "字"));
    put("more.docx", to_docx(document));
    convert("more.docx", "pdf");
    EXPECT_EQ(pages_of(folder_ / "more.pdf").size(), 3U);
    ASSERT_TRUE(run("cd '" + folder_.string() + "' && pdftotext -enc UTF-8 -f 3 -layout more.pdf third.txt"));
    std::istringstream third{read_file(folder_ / "third.txt")};
    std::vector<std::string> lines;
    for (std::string text; std::getline(third, text);) {
        if (!squeezed(text).empty()) lines.push_back(squeezed(text));
    }
    // The twenty-ninth character is on a line of its own; then the number of the page.
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[2], "字");
}

}  // namespace
}  // namespace zhixing::documents
