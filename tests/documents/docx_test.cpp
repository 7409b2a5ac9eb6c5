// The parts of a DOCX: well-formed, laid out by the norm, the same bytes every time.
#include "documents/docx.hpp"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "documents.hpp"
#include "documents/package.hpp"

namespace zhixing::documents {
namespace {

pugi::xml_document parsed(const std::string& xml) {
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_string(xml.c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
    EXPECT_TRUE(result) << result.description() << " at " << result.offset;
    return document;
}

pugi::xml_document part(const std::string& docx, const std::string& name) { return parsed(read_part(docx, name, "made here")); }

std::string value(const pugi::xml_document& document, const std::string& path) {
    const pugi::xpath_node found = document.select_node(path.c_str());
    return found.attribute() ? found.attribute().value() : found.node().text().get();
}
int count(const pugi::xml_document& document, const char* path) { return static_cast<int>(document.select_nodes(path).size()); }

Document one(Paragraph only) { return {"试", false, {std::move(only)}}; }

TEST(Docx, PartsAreThoseOfAWordDocument) {
    const std::string docx = to_docx(notice());
    const std::vector<std::string> names = check_package(docx, "made here");
    EXPECT_EQ(names.front(), "[Content_Types].xml");
    for (const std::string& name : names) {
        if (name.ends_with(".xml") || name.ends_with(".rels")) part(docx, name);
    }
    const pugi::xml_document types = part(docx, "[Content_Types].xml");
    for (const auto& node : types.select_nodes("//Override/@PartName")) EXPECT_NE(std::ranges::find(names, node.attribute().value() + 1), names.end()) << node.attribute().value();
}

TEST(Docx, PageIsA4WithTheTypeAreaOfTheNorm) {
    const pugi::xml_document document = part(to_docx(notice()), "word/document.xml");
    const auto measure = [&document](const std::string& path) { return std::stoi(value(document, "//w:sectPr/" + path)); };
    const auto near = [](int twentieths, int millimetres) { EXPECT_NEAR(twentieths, millimetres * 1440 / 25.4, 1) << millimetres; };
    near(measure("w:pgSz/@w:w"), 210);
    near(measure("w:pgSz/@w:h"), 297);
    near(measure("w:pgMar/@w:top"), 37);
    near(measure("w:pgMar/@w:left"), 28);
    near(measure("w:pgSz/@w:w") - measure("w:pgMar/@w:left") - measure("w:pgMar/@w:right"), 156);
    near(measure("w:pgSz/@w:h") - measure("w:pgMar/@w:top") - measure("w:pgMar/@w:bottom"), 225);
    // 22 lines, and not 23.
    const int line = measure("w:docGrid/@w:linePitch"), height = 225 * 1440 * 10 / 254;
    EXPECT_EQ(height / line, 22);
}

TEST(Docx, StylesNameFontsAndSizesOfTheNorm) {
    const pugi::xml_document styles = part(to_docx(notice()), "word/styles.xml");
    const auto of = [&styles](const std::string& style, const std::string& path) { return value(styles, "//w:style[@w:styleId='" + style + "']/" + path); };
    for (const char* const title : {"Court", "DocumentName"}) {
        EXPECT_EQ(of(title, "w:rPr/w:rFonts/@w:eastAsia"), "方正小标宋简体") << title;
        EXPECT_EQ(of(title, "w:rPr/w:sz/@w:val"), "44") << title;
        EXPECT_EQ(of(title, "w:pPr/w:jc/@w:val"), "center") << title;
    }
    EXPECT_EQ(of("Court", "w:pPr/w:spacing/@w:before"), std::to_string(2 * std::stoi(of("Court", "w:pPr/w:spacing/@w:line")))) << "two lines below the top";
    for (const char* const text : {"CaseNumber", "BodyText", "Flush", "Item", "Signature", "Date"}) {
        EXPECT_EQ(of(text, "w:rPr/w:rFonts/@w:eastAsia"), "仿宋_GB2312") << text;
        EXPECT_EQ(of(text, "w:rPr/w:sz/@w:val"), "32") << text;
        // 28 characters and not 29 fit a line of 156 mm.
        const int pitch = 320 + std::stoi(of(text, "w:rPr/w:spacing/@w:val"));
        EXPECT_EQ(156 * 14400 / 254 / pitch, 28) << text;
    }
    EXPECT_EQ(of("CaseNumber", "w:pPr/w:jc/@w:val"), "right");
    EXPECT_EQ(of("CaseNumber", "w:pPr/w:ind/@w:rightChars"), "200");
    EXPECT_EQ(of("BodyText", "w:pPr/w:ind/@w:firstLineChars"), "200");
    EXPECT_EQ(of("Flush", "w:pPr/w:ind/@w:firstLineChars"), "");
    const pugi::xml_document fonts = part(to_docx(notice()), "word/fontTable.xml");
    EXPECT_EQ(value(fonts, "//w:font[@w:name='仿宋_GB2312']/w:altName/@w:val").substr(0, 6), "仿宋");
    EXPECT_NE(value(fonts, "//w:font[@w:name='方正小标宋简体']/w:altName/@w:val").find("小标宋"), std::string::npos);
}

TEST(Docx, EveryStyleOfADocumentIsThere) {
    const pugi::xml_document styles = part(to_docx(form()), "word/styles.xml");
    for (const Document& document : {notice(), ruling(), form()}) {
        const pugi::xml_document body = part(to_docx(document), "word/document.xml");
        for (const auto& used : body.select_nodes("//w:pStyle/@w:val | //w:tblStyle/@w:val")) {
            EXPECT_EQ(count(styles, ("//w:style[@w:styleId='" + std::string{used.attribute().value()} + "']").c_str()), 1) << used.attribute().value();
        }
    }
}

TEST(Docx, PagesAreNumberedInTheFooter) {
    const std::string docx = to_docx(notice());
    EXPECT_EQ(value(part(docx, "word/document.xml"), "//w:footerReference/@r:id"), "footer");
    EXPECT_EQ(value(part(docx, "word/_rels/document.xml.rels"), "//Relationship[@Id='footer']/@Target"), "footer.xml");
    EXPECT_EQ(value(part(docx, "word/footer.xml"), "//w:instrText"), " PAGE ");
}

TEST(Docx, TheSealIsSetOnTheDateAndOnNoOtherText) {
    const pugi::xml_document document = part(to_docx(ruling()), "word/document.xml");
    EXPECT_EQ(value(document, "//w:p[w:bookmarkStart[@w:name='seal']]/w:r/w:t"), "二〇二四年四月一日");
    EXPECT_EQ(value(document, "//w:p[w:bookmarkStart]/w:pPr/w:spacing/@w:before"), "1158");
    EXPECT_EQ(value(document, "//w:p[w:bookmarkStart]/w:pPr/w:spacing/@w:after"), "1158");
    EXPECT_EQ(count(part(to_docx(form()), "word/document.xml"), "//w:bookmarkStart"), 0);
}

TEST(Docx, TheClosingIsNeverAloneOnAPage) {
    const pugi::xml_document document = part(to_docx(notice()), "word/document.xml");
    EXPECT_EQ(count(document, "//w:p[w:pPr/w:pStyle/@w:val='Date']/preceding-sibling::w:p[1]/w:pPr/w:keepNext"), 1);
}

TEST(Docx, MissingValuesAreHighlighted) {
    const pugi::xml_document document = part(to_docx(notice()), "word/document.xml");
    ASSERT_EQ(count(document, "//w:highlight"), 1);
    EXPECT_EQ(value(document, "//w:r[w:rPr/w:highlight/@w:val='yellow']/w:t"), "【缺：开户行】");
    EXPECT_EQ(value(document, "//w:r[w:rPr/w:b]/w:t"), "特此通知。");
}

TEST(Docx, TablesAreTables) {
    const pugi::xml_document document = part(to_docx(form()), "word/document.xml");
    ASSERT_EQ(count(document, "//w:tbl"), 3);
    EXPECT_EQ(count(document, "//w:tblHeader"), 1) << "of the one table that has a header";
    EXPECT_EQ(value(document, "(//w:tbl)[1]/w:tr[2]/w:tc[3]/w:p/w:pPr/w:jc/@w:val"), "right");
    EXPECT_EQ(count(document, "(//w:tbl)[1]/w:tr[3]/w:tc[1]//w:br"), 1);
    EXPECT_EQ(count(document, "//w:tc[not(w:p)]"), 0) << "a cell without a paragraph is no cell to Word";
    EXPECT_EQ(count(document, "//w:tbl/following-sibling::*[1][self::w:tbl]"), 0) << "two tables without anything between them become one";
    for (const auto& table : document.select_nodes("//w:tbl")) {
        int width = 0;
        for (const auto& column : table.node().select_nodes("w:tblGrid/w:gridCol/@w:w")) width += column.attribute().as_int();
        EXPECT_NEAR(width, 8844, 10);
    }
}

TEST(Docx, APageBreakMakesNoEmptyParagraph) {
    const pugi::xml_document document = part(to_docx(form()), "word/document.xml");
    EXPECT_EQ(count(document, "//w:pageBreakBefore"), 1);
    EXPECT_EQ(value(document, "//w:p[w:pPr/w:pageBreakBefore]/w:r/w:t"), "河南省内乡县人民法院");
    EXPECT_EQ(count(parsed(document_xml({"试", false, {PageBreak{}, paragraph(Style::body, "文"), PageBreak{}}})), "//w:p"), 1);
}

TEST(Docx, WhateverATextHoldsIsText) {
    const std::string hostile = "</w:t></w:r><w:p/>&amp;\"{{#x}}\x01\x1F\x7F\xE2\x80\xAE逆\xC3\x28\xED\xA0\x80\xEF\xBF\xBF";
    const pugi::xml_document document = parsed(document_xml(one(paragraph(Style::body, hostile))));
    EXPECT_EQ(count(document, "//w:p"), 1);
    EXPECT_EQ(value(document, "//w:t"), "</w:t></w:r><w:p/>&amp;\"{{#x}}\x7F\xE2\x80\xAE逆\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(count(document, "//w:rtl | //w:bidi"), 0);
    const std::string docx = to_docx({"<名>&", false, {paragraph(Style::body, "文")}});
    EXPECT_EQ(value(part(docx, "docProps/core.xml"), "//dc:title"), "<名>&");
}

TEST(Docx, ALineBreakIsABreak) {
    const pugi::xml_document document = parsed(document_xml(one(paragraph(Style::flush, "甲\r\n乙\t丙"))));
    EXPECT_EQ(count(document, "//w:br"), 1);
    EXPECT_EQ(count(document, "//w:tab"), 1);
    EXPECT_EQ(count(document, "//w:t"), 3);
}

TEST(Docx, VeryLongTextsAndEmptyOnesPass) {
    std::string name;
    for (int i = 0; i < 100'000; ++i) name += "长";
    EXPECT_EQ(value(parsed(document_xml(one(paragraph(Style::body, name)))), "//w:t"), name);
    EXPECT_EQ(count(parsed(document_xml({})), "//w:body/w:sectPr"), 1);
    parsed(document_xml({"空", true, {Paragraph{}, Table{}, Table{{Align::left}, {}, {{}}}}}));
}

TEST(Docx, TheSameDocumentIsTheSameBytes) {
    const std::string first = to_docx(notice());
    setenv("TZ", "Pacific/Auckland", 1);
    EXPECT_EQ(first, to_docx(notice()));
    unsetenv("TZ");
    const std::string properties = read_part(first, "docProps/core.xml", "made here");
    EXPECT_EQ(properties.find("dcterms"), std::string::npos);
}

}  // namespace
}  // namespace zhixing::documents
