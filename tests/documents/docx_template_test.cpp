// A court's own DOCX with tags: what is filled, what is kept, what is refused.
#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <zip.h>

#include <algorithm>

#include "court_notice.hpp"
#include "documents/docx_template.hpp"
#include "documents/package.hpp"
#include "zhixing/render.hpp"

namespace zhixing::documents {
namespace {

constexpr const char* kNamespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml")";

std::string text_xml(const std::string& text) { return "<w:r><w:t>" + text + "</w:t></w:r>"; }
std::string p(const std::string& text) { return "<w:p>" + text_xml(text) + "</w:p>"; }
std::string tc(const std::string& content, const std::string& properties = {}) { return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>"; }
std::string tr(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }
std::string tbl(const std::string& rows) { return "<w:tbl><w:tblGrid/>" + rows + "</w:tbl>"; }

std::string form(const std::string& body, const std::string& header = p("页眉"), std::vector<Part> more = {}) {
    std::vector<Part> parts{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", "<Relationships/>"},
        {"word/document.xml", "<?xml version=\"1.0\"?>\n<w:document " + std::string{kNamespaces} + "><w:body>" + body + "<w:sectPr/></w:body></w:document>"},
        {"word/header1.xml", "<w:hdr " + std::string{kNamespaces} + ">" + header + "</w:hdr>"},
        {"word/styles.xml", "<w:styles " + std::string{kNamespaces} + "/>"},
        {"word/media/image1.png", std::string("\x89PNG\0\x01", 6)},
        {"customXml/item1.xml", "<任意 {{不是标记}}/>"}};
    for (Part& part : more) parts.push_back(std::move(part));
    return with_parts({}, parts, Packing::deflated);
}

constexpr const char* kTemplate = "court-notice";
Templates laid_out(const std::string& docx) { return zhixing::testing::with_notice().with_docx(kTemplate, docx, "通知书.docx"); }

// @param values of the host, besides those that the notice needs; JSON members.
std::string filled(const std::string& docx, const std::string& values = {}) {
    const Templates templates = laid_out(docx);
    RenderQuestion question{make_date(2026, 3, 20)};
    question.party = "p2";
    question.values = zhixing::testing::notice_values(values);
    return render(zhixing::testing::notice_case(), templates, templates.at(kTemplate), question).docx();
}

pugi::xml_document part(const std::string& docx, const std::string& name = "word/document.xml") {
    pugi::xml_document document;
    const std::string xml = read_part(docx, name, "made here");
    const pugi::xml_parse_result result = document.load_string(xml.c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
    EXPECT_TRUE(result) << result.description() << "\n" << xml;
    return document;
}

// Paragraphs as lines.
std::string text_of(const pugi::xml_document& document) {
    std::string text;
    for (const auto& paragraph : document.select_nodes("//w:p")) {
        pugi::xpath_node_set pieces = paragraph.node().select_nodes(".//w:t|.//w:br");
        pieces.sort();
        for (const auto& piece : pieces) text += piece.node().name() == std::string{"w:br"} ? "⏎" : piece.node().text().get();
        text += "\n";
    }
    return text;
}
std::string text_of(const std::string& docx) { return text_of(part(docx)); }

constexpr const char* kTwo = R"("obligations": [{"text": "还款"}, {"text": "腾房"}])";

TEST(DocxTemplate, TagsThatWordSplitAreJoined) {
    const std::string split = "<w:p>" + text_xml("案号 {") + text_xml("{num") + "<w:proofErr/>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>ber}</w:t></w:r>" + text_xml("} 止") + "</w:p>";
    const std::string docx = filled(form(split));
    EXPECT_EQ(text_of(docx), "案号 （2026）豫1325执218号 止\n");
    EXPECT_EQ(part(docx).select_nodes("//w:r").size(), 4U) << "no run is lost";
}

TEST(DocxTemplate, ARowIsRepeatedWithItsMergedCells) {
    const std::string rows = tr(tc(p("义务"), R"(<w:gridSpan w:val="2"/>)")) + tr(tc(p("{{#obligations}}{{index}}"), R"(<w:vMerge w:val="restart"/>)") + tc(p("{{text}}{{/obligations}}"))) + tr(tc(p("合计")) + tc(p("{{number}}")));
    const std::string docx = filled(form(tbl(rows)), kTwo);
    EXPECT_EQ(text_of(docx), "义务\n1\n还款\n2\n腾房\n合计\n（2026）豫1325执218号\n");
    const pugi::xml_document document = part(docx);
    EXPECT_EQ(document.select_nodes("//w:tr").size(), 4U);
    EXPECT_EQ(document.select_nodes("//w:vMerge").size(), 2U);
    EXPECT_EQ(document.select_nodes("//w:gridSpan").size(), 1U);
    // A list of nothing leaves the other rows.
    EXPECT_EQ(part(filled(form(tbl(rows)), R"("obligations": [])")).select_nodes("//w:tr").size(), 2U);
}

TEST(DocxTemplate, ParagraphsAndRowsBetweenTagsOfTheirOwnAreRepeated) {
    const std::string body = p("{{#obligations}}") + p("第{{index}}项：") + tbl(tr(tc(p("{{text}}")))) + p(" {{/obligations}} ") + p("完");
    EXPECT_EQ(text_of(filled(form(body), kTwo)), "第1项：\n还款\n第2项：\n腾房\n完\n");
    const std::string rows = tbl(tr(tc(p("{{#obligations}}")) + tc("<w:p/>")) + tr(tc(p("{{index}}"))) + tr(tc(p("{{text}}"))) + tr(tc(p("{{/obligations}}"))) + tr(tc(p("完"))));
    EXPECT_EQ(text_of(filled(form(rows), kTwo)), "1\n还款\n2\n腾房\n完\n");
}

TEST(DocxTemplate, ASectionWithinAParagraphRunsAcrossItsRuns) {
    const std::string body = "<w:p>" + text_xml("{{#obligations}}{{index}}、") + "<w:r><w:rPr><w:b/></w:rPr><w:t>{{text}}；{{/obligations}}</w:t></w:r>" + text_xml("完") + "</w:p>";
    EXPECT_EQ(text_of(filled(form(body), kTwo)), "1、还款；2、腾房；完\n");
    EXPECT_EQ(text_of(filled(form(body), R"("obligations": [])")), "完\n");
    EXPECT_EQ(text_of(filled(form(p("{{^obligations}}无{{/obligations}}{{#obligations}}{{text}} {{/obligations}}")), R"("obligations": [])")), "无\n");
}

TEST(DocxTemplate, ACellAlwaysEndsWithAParagraph) {
    const std::string cell = tbl(tr(tc(p("{{#obligations}}") + p("{{text}}") + p("{{/obligations}}"))));
    for (const char* const values : {R"("obligations": [])", kTwo}) EXPECT_EQ(part(filled(form(cell), values)).select_nodes("//w:tc[not(*[last()][self::w:p])]").size(), 0U);
}

TEST(DocxTemplate, HeadersAndTextBoxesAreFilled) {
    const std::string box = "<w:p>" + text_xml("外{{number}}") + "<w:r><w:pict><w:txbxContent>" + p("内{{court.name}}") + "</w:txbxContent></w:pict></w:r></w:p>";
    const std::string docx = filled(form(box, p("{{court.name}}")));
    EXPECT_EQ(text_of(part(docx, "word/header1.xml")), "河南省内乡县人民法院\n");
    EXPECT_NE(text_of(docx).find("外（2026）豫1325执218号"), std::string::npos);
    EXPECT_NE(text_of(docx).find("内河南省内乡县人民法院"), std::string::npos);
}

TEST(DocxTemplate, CommentsAreLeftOut) {
    EXPECT_EQ(text_of(filled(form(p("甲{{! 说明 }}乙{{number}}") + p("{{!另一段}}")))), "甲乙（2026）豫1325执218号\n\n");
}

TEST(DocxTemplate, ValuesAreTextWhateverTheyHold) {
    const std::string docx = filled(form(p("{{court.phone}}|{{court.address}}")), R"("court": {"phone": "</w:t><w:p/>{{number}}&amp;<?x?>", "address": "一\n二"})");
    EXPECT_EQ(text_of(docx), "</w:t><w:p/>{{number}}&amp;<?x?>|一⏎二\n");
}

TEST(DocxTemplate, WhatIsMissingIsMarkedInAPreview) {
    const Templates templates = laid_out(form(p("电话{{court.postcode}}") + p("{{#claims}}") + p("{{kind}}") + p("{{/claims}}") + tbl(tr(tc(p("{{#claims}}{{kind}}")) + tc(p("{{/claims}}"))))));
    const Dossier empty = zhixing::testing::notice_case();
    RenderQuestion question{make_date(2026, 3, 20)};
    question.party = "p2";
    try {
        (void)render(empty, templates, templates.at(kTemplate), question);
        FAIL() << "a document with gaps was made";
    } catch (const RenderError& error) {
        EXPECT_EQ(error.code(), "document.missing");
        EXPECT_NE(std::ranges::find(error.missing(), "court.postcode", &MissingField::name), error.missing().end());
    }
    question.preview = true;
    const std::string text = text_of(render(empty, templates, templates.at(kTemplate), question).docx());
    EXPECT_NE(text.find("电话【缺："), std::string::npos) << text;
}

// The bytes of a part as they stand in the archive.
std::string packed(const std::string& docx, const char* name) {
    zip_t* const archive = zip_open_from_source(zip_source_buffer_create(docx.data(), docx.size(), 0, nullptr), ZIP_RDONLY, nullptr);
    zip_stat_t about;
    EXPECT_EQ(zip_stat(archive, name, 0, &about), 0) << name;
    std::string bytes(about.comp_size, '\0');
    zip_file_t* const file = zip_fopen(archive, name, ZIP_FL_COMPRESSED);
    EXPECT_EQ(zip_fread(file, bytes.data(), bytes.size()), static_cast<zip_int64_t>(bytes.size()));
    zip_fclose(file);
    zip_discard(archive);
    return bytes;
}

TEST(DocxTemplate, EverythingElseIsKeptToTheByte) {
    const std::string docx = form(p("{{number}}"));
    const std::string made = filled(docx);
    EXPECT_EQ(check_package(made, "made"), check_package(docx, "form"));
    for (const char* const name : {"[Content_Types].xml", "_rels/.rels", "word/header1.xml", "word/styles.xml", "word/media/image1.png", "customXml/item1.xml"}) EXPECT_EQ(packed(made, name), packed(docx, name)) << name;
    EXPECT_EQ(made, filled(docx)) << "the same bytes every time";
}

// ---- Refused ----------------------------------------------------------------------------------------

void expect_template_error(const std::string& docx, const std::string& code, const std::string& file, std::size_t paragraph, const std::string& shown) {
    try {
        (void)laid_out(docx);
        ADD_FAILURE() << "taken: " << shown;
    } catch (const TemplateError& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        EXPECT_EQ(error.place().file, file);
        EXPECT_EQ(error.place().line, paragraph) << error.what();
        EXPECT_NE(error.message().zh.find(shown), std::string::npos) << error.message().zh;
    }
}

TEST(DocxTemplate, WhatIsWrongIsToldWithPartParagraphAndText) {
    const std::string document = "通知书.docx/word/document.xml", header = "通知书.docx/word/header1.xml";
    expect_template_error(form(p("好") + p("此处{{unknown_field}}有误")), "template.field", document, 2, "此处{{unknown_field}}有误");
    expect_template_error(form(p("好"), p("一") + p("{{unknown_field}}")), "template.field", header, 2, "word/header1.xml 第 2 段");
    expect_template_error(form(p("{{#obligations}}") + p("{{text}}")), "template.section", document, 1, "{{#obligations}}");
    expect_template_error(form(p("{{/obligations}}")), "template.section", document, 1, "{{/obligations}}");
    expect_template_error(form(p("{{number") + p("}}")), "template.tag", document, 1, "{{number");
    expect_template_error(form(p("{{{number}}}")), "template.tag", document, 1, "{{{number}}}");
    expect_template_error(form(p("{{>file}}")), "template.tag", document, 1, "{{>file}}");
}

TEST(DocxTemplate, ASectionThatWouldBreakTheXmlIsRefused) {
    const std::string file = "通知书.docx/word/document.xml";
    // From a paragraph into a cell, from row to row, not alone in its paragraph, from within a link, from the header into the text.
    expect_template_error(form(p("{{#obligations}}") + tbl(tr(tc(p("{{text}}{{/obligations}}"))))), "template.section", file, 1, "分段");
    expect_template_error(form(tbl(tr(tc(p("{{#obligations}}{{text}}"))) + tr(tc(p("{{/obligations}}"))))), "template.section", file, 1, "分段");
    expect_template_error(form(p("甲{{#obligations}}") + p("{{text}}") + p("{{/obligations}}")), "template.section", file, 1, "分段");
    expect_template_error(form("<w:p><w:hyperlink>" + text_xml("{{#obligations}}") + "</w:hyperlink>" + text_xml("{{text}}{{/obligations}}") + "</w:p>"), "template.section", file, 1, "分段");
    expect_template_error(form(p("{{#obligations}}"), p("{{/obligations}}")), "template.section", file, 1, "另一部件");
    // Two on one row.
    expect_template_error(form(tbl(tr(tc(p("{{#obligations}}{{text}}")) + tc(p("{{/obligations}}")) + tc(p("{{#claims}}{{kind}}")) + tc(p("{{/claims}}"))))), "template.section", file, 2, "交叉");
}

void expect_refused(const std::string& docx, const std::string& why) {
    try {
        (void)laid_out(docx);
        ADD_FAILURE() << "taken: " << why;
    } catch (const InputError& error) {
        EXPECT_EQ(error.code(), "docx.package");
        EXPECT_NE(error.message().zh.find(why), std::string::npos) << error.message().zh;
    }
}

std::string with(const std::string& name, const std::string& content) { return form(p("{{number}}"), p("页眉"), {{name, content}}); }

TEST(DocxTemplate, ArchivesThatAreNoneOrWorseAreRefused) {
    const std::string good = form(p("{{number}}"));
    expect_refused("", "缺少 word/document.xml");
    expect_refused("PK\x03\x04 no archive", "不是 ZIP");
    expect_refused(good.substr(0, good.size() / 2), "不是 ZIP");
    expect_refused(with_parts({}, std::vector<Part>{{"a.txt", "text"}}, Packing::stored), "缺少 word/document.xml");
    for (const char* const name : {"../evil", "/etc/passwd", "word/../../evil", "C:evil", "word\\evil", "word//evil", "./word/x"}) expect_refused(with(name, "x"), "不合规");
    expect_refused(with("WORD/document.xml", "<x/>"), "重复");
    expect_refused(with("word/vbaProject.bin", "x"), "宏");
    expect_refused(with("word/_rels/document.xml.rels", R"(<Relationships><Relationship Type="http://x/attachedTemplate" Target="http://evil/" TargetMode="External"/></Relationships>)"), "外部");
    EXPECT_NO_THROW((void)laid_out(with("word/_rels/document.xml.rels", R"(<Relationships><Relationship Type="http://x/hyperlink" Target="http://court/" TargetMode="External"/></Relationships>)")));
    // 70 MB of nothing, packed to some kilobytes.
    expect_refused(with("word/media/big.bin", std::string(std::size_t{70} << 20, '\0')), "解压后过大");
    expect_refused(with("word/footer1.xml", std::string(std::size_t{17} << 20, ' ')), "过大");
    std::vector<Part> many;
    for (int i = 0; i < 1001; ++i) many.push_back({"n" + std::to_string(i), ""});
    expect_refused(form(p("x"), p("y"), many), "部件过多");
    expect_refused(std::string((std::size_t{16} << 20) + 1, 'P'), "过大");
}

TEST(DocxTemplate, XmlThatIsNoneOrWorseIsRefused) {
    expect_refused(with("word/footer1.xml", "<w:ftr>"), "不是合格的 XML");
    expect_refused(with("word/footer1.xml", R"(<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>)"), "DOCTYPE");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    expect_refused(with("word/footer1.xml", deep), "不是合格的 XML");
    std::string closed = deep;
    for (int i = 0; i < 100'000; ++i) closed += "</a>";
    expect_refused(with("word/footer1.xml", closed), "嵌套过深");
}

// A size in the directory that is not that of the part.
TEST(DocxTemplate, ASizeThatLiesIsFoundOut) {
    std::string docx = form(p("{{number}}"));
    const std::size_t entry = docx.rfind("word/document.xml");
    ASSERT_NE(entry, std::string::npos);
    // The uncompressed size stands 22 bytes before the name in the central directory.
    docx[entry - 22] = static_cast<char>(docx[entry - 22] + 1);
    EXPECT_THROW((void)laid_out(docx), InputError);
}

}  // namespace
}  // namespace zhixing::documents
