#include "documents/docx_styles.hpp"

#include <array>

namespace zhixing::documents {
namespace {

constexpr std::string_view kDeclaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kWord = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";
constexpr std::string_view kRelations = R"(xmlns="http://schemas.openxmlformats.org/package/2006/relationships")";
constexpr std::string_view kOfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// ---- Fonts ------------------------------------------------------------------------------------------

struct Font {
    std::string_view name;
    std::string_view alternatives;  // taken in its place, in this order
    std::string_view family;
};
constexpr Font kFangSong{"仿宋_GB2312", "仿宋,FangSong,STFangsong,华文仿宋,FandolFang,Noto Serif CJK SC", "modern"};
constexpr Font kSmallTitle{"方正小标宋简体", "方正小标宋_GBK,FZXiaoBiaoSong-B05S,小标宋,华文中宋,STZhongsong,Noto Serif CJK SC", "script"};
constexpr Font kHei{"黑体", "SimHei,STHeiti,Noto Sans CJK SC", "modern"};
constexpr Font kSong{"宋体", "SimSun,STSong,Noto Serif CJK SC", "roman"};

std::string font_table() {
    std::string xml{kDeclaration};
    xml.append("<w:fonts ").append(kWord).append(">");
    for (const Font& font : {kFangSong, kSmallTitle, kHei, kSong}) {
        xml.append(R"(<w:font w:name=")").append(font.name).append(R"("><w:altName w:val=")").append(font.alternatives);
        xml.append(R"("/><w:charset w:val="86"/><w:family w:val=")").append(font.family).append(R"("/><w:pitch w:val="default"/></w:font>)");
    }
    return xml.append("</w:fonts>");
}

std::string fonts_xml(const Font& font) {
    std::string xml = "<w:rFonts";
    for (const char* const script : {"ascii", "hAnsi", "eastAsia", "cs"}) xml.append(" w:").append(script).append("=\"").append(font.name).append("\"");
    return xml.append("/>");
}

// ---- Styles -----------------------------------------------------------------------------------------

// Sizes of type by their Chinese names, in half points.
enum Size : unsigned char { second = 44, third = 32, fourth = 28, small_fourth = 24 };

struct ParagraphStyle {
    std::string_view id, name, jc = "both";
    const Font* font = &kFangSong;
    Size size = third;
    int lines_before = 0, lines_after = 0;
    int first_line = 0, right = 0;  // set in by so many characters
    bool keep_with_next = false;
    int outline = -1;
    bool fixed_lines = true;        // of the height of the page's grid
};

// In the order of Style.
constexpr std::array<ParagraphStyle, 10> kStyles{{
    {.id = "Court", .name = "法院名称", .jc = "center", .font = &kSmallTitle, .size = second, .lines_before = 2, .keep_with_next = true},
    {.id = "DocumentName", .name = "文书名称", .jc = "center", .font = &kSmallTitle, .size = second, .lines_after = 1, .keep_with_next = true, .outline = 0},
    {.id = "CaseNumber", .name = "案号", .jc = "right", .lines_after = 1, .right = 2, .keep_with_next = true},
    {.id = "Part", .name = "小标题", .font = &kHei, .first_line = 2, .keep_with_next = true, .outline = 1},
    {.id = "BodyText", .name = "正文文字", .first_line = 2},
    {.id = "Flush", .name = "顶格", },
    {.id = "Item", .name = "项", .first_line = 2},
    {.id = "Signature", .name = "署名", .jc = "right", .right = 2, .keep_with_next = true},
    {.id = "Date", .name = "成文日期", .jc = "right", .right = 2},
    {.id = "Note", .name = "附注", .size = fourth, .first_line = 2},
}};
constexpr std::array<ParagraphStyle, 4> kOtherStyles{{
    {.id = kTableText, .name = "表格文字", .jc = "left", .size = small_fourth, .fixed_lines = false},
    {.id = kTableHead, .name = "表头", .jc = "center", .font = &kHei, .size = small_fourth, .keep_with_next = true, .fixed_lines = false},
    {.id = "Footer", .name = "footer", .jc = "center", .font = &kSong, .size = fourth, .fixed_lines = false},
    // Between two tables, which Word would join, and where a page must begin with a table.
    {.id = kGap, .name = "间隔", .size = small_fourth},
}};

std::string number(int value) { return std::to_string(value); }

std::string paragraph_properties(const ParagraphStyle& style) {
    std::string xml = "<w:pPr>";
    if (style.keep_with_next) xml += "<w:keepNext/>";
    // Lines of fixed height make the page's grid by themselves; LibreOffice would give two of the grid to a line of the title.
    xml += R"(<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>)";
    if (style.id == kGap) {
        xml += R"(<w:spacing w:line="20" w:lineRule="exact"/>)";
    } else {
        xml.append(R"(<w:spacing w:before=")").append(number(style.lines_before * kPage.line())).append(R"(" w:after=")").append(number(style.lines_after * kPage.line()));
        xml.append(R"(" w:line=")").append(style.fixed_lines ? number(kPage.line()) + R"(" w:lineRule="exact"/>)" : R"(240" w:lineRule="auto"/>)");
    }
    // In hundredths of a character, and in twips for programs that do not know those.
    if (style.first_line) xml.append(R"(<w:ind w:firstLineChars=")").append(number(style.first_line * 100)).append(R"(" w:firstLine=")").append(number(style.first_line * style.size * 10)).append("\"/>");
    if (style.right) xml.append(R"(<w:ind w:rightChars=")").append(number(style.right * 100)).append(R"(" w:right=")").append(number(style.right * style.size * 10)).append("\"/>");
    xml.append(R"(<w:jc w:val=")").append(style.jc).append("\"/>");
    if (style.outline >= 0) xml.append(R"(<w:outlineLvl w:val=")").append(number(style.outline)).append("\"/>");
    return xml.append("</w:pPr>");
}

// The body's characters stand a little closer than their size, so that a line holds as many as the norm says. That could be told by a grid
// of characters too, but LibreOffice gives two places of it to a character that is wider than one.
std::string run_properties(const ParagraphStyle& style) {
    const std::string size = number(style.size);
    std::string xml = "<w:rPr>" + fonts_xml(*style.font);
    if (style.size == third) xml.append(R"(<w:spacing w:val=")").append(number(kPage.type_width / kPage.characters - third * 10)).append("\"/>");
    return xml.append(R"(<w:sz w:val=")").append(size).append(R"("/><w:szCs w:val=")").append(size).append("\"/></w:rPr>");
}

std::string style_xml(const ParagraphStyle& style) {
    std::string xml = R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId=")";
    xml.append(style.id).append(R"("><w:name w:val=")").append(style.name).append(R"("/><w:basedOn w:val="Normal"/><w:qFormat/>)");
    return xml.append(paragraph_properties(style)).append(run_properties(style)).append("</w:style>");
}

std::string border(std::string_view side) { return "<w:" + std::string{side} + R"( w:val="single" w:sz="4" w:space="0" w:color="000000"/>)"; }

std::string styles() {
    std::string xml{kDeclaration};
    xml.append("<w:styles ").append(kWord).append("><w:docDefaults><w:rPrDefault><w:rPr>").append(fonts_xml(kFangSong));
    xml += R"(<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>)";
    xml += R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:rPr><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>)";
    xml += R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>)"
           R"(<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)";
    xml += R"(<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="表格"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>)";
    for (const char* const side : {"top", "left", "bottom", "right", "insideH", "insideV"}) xml += border(side);
    xml += "</w:tblBorders></w:tblPr></w:style>";
    for (const ParagraphStyle& style : kStyles) xml += style_xml(style);
    for (const ParagraphStyle& style : kOtherStyles) xml += style_xml(style);
    return xml.append("</w:styles>");
}

// ---- Other parts ------------------------------------------------------------------------------------

std::string settings() {
    return std::string{kDeclaration}.append("<w:settings ").append(kWord).append(
        R"(><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/>)"
        R"(<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>)"
        R"(<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>)"
        R"(<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>)");
}

// — 1 —
std::string footer() {
    return std::string{kDeclaration}.append("<w:ftr ").append(kWord).append(
        R"(><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>)"
        R"(<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>)"
        R"(<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>)");
}

std::string content_types() {
    std::string xml{kDeclaration};
    xml += R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
           R"(<Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>)"
           R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)";
    for (const char* const part : {"styles", "settings", "fontTable", "footer"}) {
        xml.append(R"(<Override PartName="/word/)").append(part).append(R"(.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.)").append(part).append(R"(+xml"/>)");
    }
    return xml.append("</Types>");
}

std::string package_relations() {
    std::string xml{kDeclaration};
    xml.append("<Relationships ").append(kRelations).append(R"(><Relationship Id="rId1" Type=")").append(kOfficeRelations);
    return xml.append(R"(/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)");
}

std::string document_relations() {
    std::string xml{kDeclaration};
    xml.append("<Relationships ").append(kRelations).append(">");
    for (const char* const part : {"styles", "settings", "fontTable", "footer"}) {
        xml.append(R"(<Relationship Id=")").append(part).append(R"(" Type=")").append(kOfficeRelations).append("/").append(part).append(R"(" Target=")").append(part).append(R"(.xml"/>)");
    }
    return xml.append("</Relationships>");
}

}  // namespace

std::string_view style_id(Style style) { return kStyles.at(static_cast<std::size_t>(style)).id; }

std::string section_xml() {
    const auto measure = [](const char* name, int value) { return " w:" + std::string{name} + "=\"" + number(value) + "\""; };
    return R"(<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz)" + measure("w", kPage.width) + measure("h", kPage.height) + "/><w:pgMar" +
           measure("top", kPage.top) + measure("right", kPage.right()) + measure("bottom", kPage.bottom()) + measure("left", kPage.left) +
           measure("header", twips(15)) + measure("footer", twips(22)) + measure("gutter", 0) + R"(/><w:docGrid w:type="lines")" + measure("linePitch", kPage.line()) + "/></w:sectPr>";
}

std::vector<Part> fixed_parts() {
    return {{"[Content_Types].xml", content_types()},    {"_rels/.rels", package_relations()}, {"word/_rels/document.xml.rels", document_relations()},
            {"word/styles.xml", styles()},               {"word/settings.xml", settings()},    {"word/fontTable.xml", font_table()},
            {"word/footer.xml", footer()}};
}

}  // namespace zhixing::documents
