// Whatever a value says, it comes out as text: it is put in after tags and Markdown have been read.
#include <algorithm>

#include "template_helpers.hpp"
#include "documents/model.hpp"

namespace zhixing {
namespace {

using testing::bundled;
using testing::dossier;
using testing::question;
using testing::text_of;
using testing::with_body;

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else out += c;
    }
    return out + '"';
}

documents::Document made(const std::string& body, const std::string& value) {
    const Templates templates = bundled().with(with_body(body), "test.md");
    const std::string values = R"({"t":)" + json_text(value) + R"(,"l":[{"a":)" + json_text(value) + "}]}";
    return *render(dossier(), templates, templates.at("test"), question(values)).document_;
}

// Everything that markup could make of a value, in every place where a value can stand: one run with the text as it is.
TEST(Injection, MarkupIsText) {
    const std::vector<std::string> values{
        "{{court.name}}", "{{#l}}{{a}}{{/l}}", "{{/t}}", "{{{t}}}", "{{>t}}", "{{=<% %>=}}", "{{signature}}", "**粗**", "*斜*", "# 标题", "## 标题", "> 引", "- 项", "1. 项",
        "| a | b |", "---", "***", "```", "`x`", "[a](http://b)", "![a](b)", "<http://a>", "&amp;&#65;", "<script>alert(1)</script>", "]]>", "<w:t>x</w:t>", "<?xml?>",
        "\\", "\\*", "\"'", "$(rm)", "${x}", "%s%n", "甲|乙"};
    for (const std::string& value : values) {
        SCOPED_TRACE(value);
        for (const char* body : {"{{t}}", "# {{t}}", "> {{t}}", "- {{t}}", "*{{t}}*", "{{#l}}\n{{a}}\n{{/l}}", "{{#t}}{{t}}{{/t}}"}) {
            SCOPED_TRACE(body);
            const auto document = made(body, value);
            ASSERT_EQ(document.blocks.size(), 1u);
            const auto& paragraph = std::get<documents::Paragraph>(document.blocks[0]);
            ASSERT_EQ(paragraph.runs.size(), 1u);
            EXPECT_EQ(paragraph.runs[0].text, value);
            EXPECT_FALSE(paragraph.runs[0].bold);
        }
        const auto document = made("| 甲 | 乙 |\n| --- | --- |\n{{#l}}\n| {{a}} | x |\n{{/l}}", value);
        const auto& table = std::get<documents::Table>(document.blocks.at(0));
        ASSERT_EQ(table.rows.size(), 1u);
        ASSERT_EQ(table.rows[0].size(), 2u);
        EXPECT_EQ(table.rows[0][0].runs.at(0).text, value);
    }
}

TEST(Injection, HtmlIsEscaped) {
    const Templates templates = bundled().with(with_body("**{{t}}**"), "test.md");
    const std::string html = render(dossier(), templates, templates.at("test"), question(R"({"t":"<script>&\"'</script>"})")).html();
    EXPECT_NE(html.find("<b>&lt;script&gt;&amp;&quot;&#39;&lt;/script&gt;</b>"), std::string::npos);
    EXPECT_EQ(html.find("<script"), std::string::npos);
}

// Control characters cannot stand in XML, and marks that turn the direction of writing could make an amount read backwards.
TEST(Injection, ControlCharactersAndDirectionMarksAreShown) {
    const auto shown = [](const std::string& json) { return text_of("> {{t}}", R"({"t":")" + json + "\"}"); };
    EXPECT_EQ(shown("a\\u0000b"), "a�b\n");
    EXPECT_EQ(shown("a\\u0007\\u001b[31mb"), "a��[31mb\n");
    EXPECT_EQ(shown("a\\u007f\\u0085b"), "a��b\n");
    for (const char* mark : {"\\u202e", "\\u202a", "\\u2066", "\\u2069", "\\u200e", "\\u200f", "\\u061c", "\\ufeff", "\\uffff", "\\ufffe"}) EXPECT_EQ(shown(std::string{"1"} + mark + "2"), "1�2\n") << mark;
    EXPECT_EQ(shown("a\\tb\\r\\nc\\rd\\u2028e"), "a b\nc\nd\ne\n");
    EXPECT_EQ(shown("👩‍⚖️ 𠮷"), "👩‍⚖️ 𠮷\n");
}

TEST(Injection, LongNamesStay) {
    std::string name;
    for (int i = 0; i < 20'000; ++i) name += "长";
    EXPECT_EQ(text_of("> {{t}}", R"({"t":")" + name + "\"}"), name + "\n");
    const auto document = made("# {{t}}", name);
    EXPECT_EQ(std::get<documents::Paragraph>(document.blocks.at(0)).runs.at(0).text, name);
}

TEST(Injection, NamesOfADossierToo) {
    const Dossier evil = Dossier::from_json(R"({"number":"（2026）豫1325执1号","court":"{{t}}","parties":[{"id":"p1","role":"applicant","name":"**张**|<b>{{number}}","address":"[x](y)\u202e"}],"events":[]})");
    const Templates templates = bundled().with(with_body("> {{court.name}} {{applicants.names}} {{applicant.address}}"), "test.md");
    EXPECT_EQ(render(evil, templates, templates.at("test"), question()).text(), "{{t}} **张**|<b>{{number}} [x](y)�\n");
}

}  // namespace
}  // namespace zhixing
