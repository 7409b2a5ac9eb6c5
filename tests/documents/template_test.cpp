#include "template_helpers.hpp"

namespace zhixing {
namespace {

using testing::bundled;
using testing::dossier;
using testing::front;
using testing::question;
using testing::text_of;
using testing::with_body;

// Lines of the body are counted from 1.
constexpr std::size_t kFront = 6;

void refused(const std::string& body, const std::string& code, std::size_t line, std::size_t column) {
    SCOPED_TRACE(body);
    try {
        (void)bundled().with(with_body(body), "test.md");
        ADD_FAILURE() << "not refused";
    } catch (const TemplateError& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        EXPECT_EQ(error.place().file, "test.md");
        EXPECT_EQ(error.place().line, line + kFront) << error.what();
        EXPECT_EQ(error.column(), column) << error.what();
        EXPECT_FALSE(error.message().zh.empty());
    }
}

TEST(Template, ErrorsSayWhere) {
    refused("# 法院\n\n在第三行有{{nothing}}", "template.field", 3, 6);
    refused("{{court.name.more}}", "template.type", 1, 1);
    refused("甲{{m.digits}}", "template.type", 1, 2);
    refused("{{addressee.colour}}", "template.type", 1, 1);
    refused("{{l}}", "template.type", 1, 1);
    refused("{{#d.iso}}x{{/d.iso}}", "template.type", 1, 1);
    refused("{{#l}}{{c}}{{/l}}", "template.field", 1, 7);
    refused("{{a}}", "template.field", 1, 1);
    refused("x\n\n{{#t}}y", "template.section", 3, 1);
    refused("x{{/t}}", "template.section", 1, 2);
    refused("{{#t}}{{#m}}{{/t}}{{/m}}", "template.section", 1, 13);
    refused("{{o}}", "template.optional", 1, 1);
    refused("{{#l}}{{b}}{{/l}}", "template.optional", 1, 7);
    refused("{{t", "template.tag", 1, 1);
    refused("{{t\n}}", "template.tag", 1, 1);
    refused("{{}}", "template.tag", 1, 1);
    refused("{{T}}", "template.tag", 1, 1);
    refused("{{#l}}{{first}}{{/l}}", "template.type", 1, 7);
}

TEST(Template, CannotReadOrEscape) {
    for (const char* tag : {"{{{t}}}", "{{&t}}", "{{>t}}", "{{> t}}", "{{=<% %>=}}", "{{<t}}", "{{$t}}", "{{*t}}"}) refused(tag, "template.tag", 1, 1);
}

TEST(Template, MarkdownThatIsNotAllowed) {
    refused("甲\n\n甲*乙*", "template.markdown", 3, 1);
    refused("甲\n\n**{{t}}", "template.markdown", 3, 1);
    refused("甲{{signature}}", "template.signature", 1, 2);
    refused("甲{{#f}}乙\n\n丙{{/f}}", "template.section", 1, 2);
    refused("{{#f}}\n{{/f}}", "template.section", 1, 1);
    refused("| 甲 |\n| --- |\n{{#l}}\n| {{a}} |\n\n丁\n{{/l}}", "template.section", 4, 3);
    refused("甲\x01乙", "template.character", 1, 2);
    refused("甲\xF3\xB0\x80\x80乙", "template.character", 1, 2);
    refused("甲\xFF乙", "template.character", 1, 2);
}

// @param line of the file; 0: not asked.
void refused_head(const std::string& text, const std::string& code, std::size_t line = 0) {
    SCOPED_TRACE(text);
    try {
        (void)bundled().with(text, "test.md");
        ADD_FAILURE() << "not refused";
    } catch (const RuleError& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        EXPECT_EQ(error.place().file, "test.md");
        if (line != 0) { EXPECT_EQ(error.place().line, line) << error.what(); }
    }
}

std::string with_fields(const std::string& fields, const std::string& more = "") { return front(more) + fields + "]}\n---\nx"; }

TEST(Template, FrontMatterIsChecked) {
    refused_head("x", "template.front_matter");
    refused_head("---json\n{}\n---\nx", "rule.missing_member", 2);
    refused_head("---json\n{\n---\nx", "rule.syntax");
    refused_head(with_fields("", ", \"colour\": 1"), "rule.unknown_member", 4);
    refused_head(with_fields("", ", \"per\": \"house\""), "template.word", 4);
    refused_head(with_fields("", ", \"per\": \"ref:no.such\""), "template.kind", 4);
    refused_head(with_fields("", R"(, "law": {"x": {"rule": "no.such"}})"), "template.rule", 4);
    refused_head(with_fields("", R"(, "law": {"x": {"rule": "notice.issue", "document": "刑法"}})"), "template.law", 4);
    refused_head(with_fields("", R"(, "signs": [{"role": "king", "zh": "王"}])"), "template.word", 4);
    refused_head(with_fields("", R"(, "decision": {"events": ["no.such"]})"), "template.kind", 4);
    refused_head(with_fields(R"({"name":"x","type":"colour","label":{"zh":"x","en":"x"}})"), "template.type", 5);
    refused_head(with_fields(R"({"name":"x","type":"money","label":{"zh":"x","en":"x"},"from":{"limit":"notice.issue"}})"), "template.type", 5);
    refused_head(with_fields(R"({"name":"x","type":"limit","label":{"zh":"x","en":"x"},"from":{"limit":"no.such"}})"), "template.rule", 5);
    refused_head(with_fields(R"({"name":"x","type":"text","label":{"zh":"x","en":"x"},"from":{"star":"x"}})"), "template.from", 5);
    refused_head(with_fields(R"({"name":"x","type":"text","label":{"zh":"x","en":"x"},"from":{"header":1}})"), "rule.type", 5);
    refused_head(with_fields(R"({"name":"x","type":"text","label":{"zh":"x","en":"x"},"fields":[]})"), "template.type", 5);
    refused_head(with_fields(R"({"name":"x","type":"list","label":{"zh":"x","en":"x"},"fields":[{"name":"y","type":"list","label":{"zh":"y","en":"y"},"fields":[]}]})"), "template.type", 5);
    // The line on which the value stands that is wrong.
    refused_head(with_fields("{\n\"name\":\"x\",\n\"type\":\n\"colour\",\"label\":{\"zh\":\"x\",\"en\":\"x\"}}"), "template.type", 8);
    refused_head(with_fields("", ",\n\"decision\": {\"events\": [\"case.filed\",\n\"no.such\"]}"), "template.kind", 6);
    refused_head(front("", "执行通知书", "D") + "]}\n---\nx", "template.word", 4);
}

TEST(Template, SyntaxErrorsOfTheFrontMatterHaveTheLineOfTheFile) {
    try {
        (void)bundled().with("---json\n{\"schema\": 1,\n \"id\": }\n---\nx", "test.md");
        FAIL();
    } catch (const RuleError& error) {
        EXPECT_EQ(error.place().line, 3u);
    }
}

TEST(Template, LimitsOfSize) {
    refused_head(with_body(std::string(300 * 1024, 'x')), "template.limit");
    std::string deep;
    for (int i = 0; i < 9; ++i) deep += "{{#t}}";
    refused(deep, "template.section", 1, 49);
    std::string many;
    for (int i = 0; i < 5000; ++i) many += "{{t}}";
    refused_head(with_body(many), "template.limit");
}

TEST(Template, FormsOfValues) {
    const std::string values = R"({"t":"文","m":"1234.5","n":23,"d":"2024-03-05","lim":{"n":10,"unit":"day"}})";
    EXPECT_EQ(text_of("> {{m}} {{m.capitals}}", values), "1234.50 人民币壹仟贰佰叁拾肆元伍角整\n");
    EXPECT_EQ(text_of("> {{d}} {{d.digits}} {{d.iso}}", values), "二〇二四年三月五日 2024年3月5日 2024-03-05\n");
    EXPECT_EQ(text_of("> {{n}} {{n.chinese}} {{lim}} {{lim.digits}}", values), "23 二十三 十日 10日\n");
    EXPECT_EQ(text_of("> {{applicants.names}} {{respondents.count}}", values), "张某 1\n");
    EXPECT_EQ(text_of("> {{respondent}} {{respondent.you}} {{applicant.you}} {{respondent.address}}", values), "某公司 你单位 你（单位） 某路1号\n");
}

TEST(Template, Sections) {
    const std::string list = R"({"t":"文","f":true,"l":[{"a":"一","b":"1.00"},{"a":"二"}]})";
    EXPECT_EQ(text_of("> {{#l}}{{index}}{{a}}{{#b}}（{{b}}元）{{/b}}{{^last}}、{{/last}}{{/l}}", list), "1一（1.00元）、2二\n");
    EXPECT_EQ(text_of("{{#l}}\n> {{index.chinese}}、{{a}}\n{{/l}}\n> 完", list), "一、一\n二、二\n完\n");
    EXPECT_EQ(text_of("> {{#f}}是{{/f}}{{^f}}否{{/f}}", list), "是\n");
    EXPECT_EQ(text_of("> {{#f}}是{{/f}}{{^f}}否{{/f}}", R"({"f":false})"), "否\n");
    EXPECT_EQ(text_of("> 甲{{#o}}{{o}}{{/o}}"), "甲\n");
    EXPECT_EQ(text_of("{{#o}}\n> {{o}}\n{{/o}}\n{{^o}}\n> 无\n{{/o}}"), "无\n");
    EXPECT_EQ(text_of("> {{#respondents}}{{name}}{{#phone}}，{{phone}}{{/phone}}{{/respondents}}"), "某公司\n");
    EXPECT_EQ(text_of("- 甲\n{{#l}}\n- {{a}}\n{{/l}}", list), "甲\n一\n二\n");
    EXPECT_EQ(text_of("1. 甲\n{{#l}}\n1. {{a}}\n{{/l}}", list), "1．甲\n2．一\n3．二\n");
}

TEST(Template, TablesGrowByRows) {
    const std::string list = R"({"f":true,"l":[{"a":"一"},{"a":"二"}]})";
    EXPECT_EQ(text_of("| 号 | 甲 |\n| --- | --- |\n{{#l}}\n| {{index}} | {{a}} |\n{{/l}}\n| 计 | |", list),
              "+----+----+\n| 号 | 甲 |\n+----+----+\n| 1  | 一 |\n+----+----+\n| 2  | 二 |\n+----+----+\n| 计 |    |\n+----+----+\n");
    EXPECT_EQ(text_of("{{#f}}\n| 号 |\n| --- |\n{{#l}}\n| {{index}} |\n{{/l}}\n{{/f}}\n\n> 完", R"({"f":false,"l":[{"a":"一"}]})"), "完\n");
}

TEST(Template, WhatMayBeLeftOutOfAListIsSaid) {
    EXPECT_EQ(text_of("> {{#l}}{{a}}{{/l}}", "{}", true), "【缺：表】\n");
    EXPECT_EQ(text_of("> {{#l}}{{a}}{{/l}}{{^l}}无{{/l}}"), "无\n");
}

TEST(Template, CommentsAndTypography) {
    EXPECT_EQ(text_of("{{! 说明 }}\n> 甲_乙_[丙](丁)&nbsp;<b>`戊`\n> 己"), "甲_乙_[丙](丁)&nbsp;<b>`戊`\n己\n");
    EXPECT_EQ(text_of("甲\n乙"), "　　甲乙\n");
    EXPECT_EQ(text_of("*备注 {{n}}*", R"({"n":1})"), "备注 1\n");
}

TEST(Template, FieldsAreListed) {
    const Templates templates = bundled().with(with_body("{{m}}{{#o}}{{o}}{{/o}}{{respondent.phone}}{{#l}}{{a}}{{/l}}{{^l}}x{{/l}}"), "test.md");
    const auto fields = templates.fields(templates.at("test"));
    ASSERT_EQ(fields.size(), 4u);
    EXPECT_EQ(fields[0].name, "m");
    EXPECT_TRUE(fields[0].needed);
    EXPECT_FALSE(fields[1].needed);
    EXPECT_EQ(fields[2].members, std::vector<std::string>{"phone"});
    EXPECT_FALSE(fields[3].needed);
    EXPECT_EQ(fields[3].items.size(), 2u);
    EXPECT_EQ(templates.find("测试"), templates.at("test"));
    EXPECT_THROW((void)templates.at("no-such"), RuleError);
}

TEST(Template, MissingValuesAreListedNeverLeftBlank) {
    const Templates templates = bundled().with(with_body("{{t}}{{respondent.phone}}{{#l}}{{a}}{{/l}}"), "test.md");
    try {
        (void)render(dossier(), templates, templates.at("test"), question(R"({"l":[{"a":"x"},{}]})"));
        FAIL();
    } catch (const RenderError& error) {
        EXPECT_EQ(error.code(), "document.missing");
        EXPECT_EQ(error.message().en, "missing: t, respondent.phone, l[2].a");
        EXPECT_EQ(error.message().zh, "缺少：文、被执行人电话、甲");
    }
    EXPECT_EQ(text_of("> {{t}}{{respondent.phone}}", "{}", true), "【缺：文】【缺：被执行人电话】\n");
    EXPECT_EQ(text_of("> {{t}}", R"({"t":""})", true), "【缺：文】\n");
}

TEST(Template, ValuesOfAnotherTypeAreRefused) {
    for (const char* values : {R"({"m":1})", R"({"m":"1.234"})", R"({"d":"2024-02-30"})", R"({"n":1.5})", R"({"n":"1"})", R"({"f":"yes"})", R"({"t":["x"]})", R"({"l":["x"]})", R"({"lim":{"n":1}})", R"({"lim":{"n":1,"unit":"moon"}})"}) {
        SCOPED_TRACE(values);
        EXPECT_THROW((void)text_of("{{m}}{{d}}{{n}}{{#f}}x{{/f}}{{t}}{{#l}}{{a}}{{/l}}{{lim}}", values, true), InputError);
    }
    EXPECT_THROW((void)Values::from_json("[1]"), InputError);
    EXPECT_THROW((void)Values::from_json("{"), InputError);
}

}  // namespace
}  // namespace zhixing
