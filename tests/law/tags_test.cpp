// Reading of Mustache tags (law/tags.hpp).
#include "law/tags.hpp"

#include <gtest/gtest.h>

namespace zhixing {
namespace {

TagError wrong(std::string_view text) {
    try {
        (void)read_tags(text);
    } catch (const TagError& error) {
        return error;
    }
    return {};
}

TEST(Tags, AreTokensWithTheirPlaces) {
    const std::string_view text = "甲{{ name }}\n{{#a}}x{{/a}}";
    const auto tokens = read_tags(text);
    ASSERT_EQ(tokens.size(), 6U);
    EXPECT_EQ(tokens[0].text, "甲");
    EXPECT_EQ(tokens[1].kind, Token::Kind::value);
    EXPECT_EQ(tokens[1].text, "name");
    EXPECT_EQ(tokens[1].at, 3U);  // bytes
    EXPECT_EQ(tokens[2].kind, Token::Kind::newline);
    EXPECT_EQ(tokens[3].kind, Token::Kind::open);
    EXPECT_EQ(tokens[3].partner, 5U);
    EXPECT_EQ(tokens[5].partner, 3U);
}

TEST(Tags, OfCommentsNothingIsLeft) {
    const auto tokens = read_tags("{{! alone }}\na{{! b }}c");
    ASSERT_EQ(tokens.size(), 2U);
    EXPECT_EQ(tokens[0].text, "a");
    EXPECT_EQ(tokens[1].text, "c");
}

TEST(Tags, SayWhatIsWrongAndAtWhichByte) {
    EXPECT_EQ(wrong("a{{name").code, "template.tag");
    EXPECT_EQ(wrong("a{{name").at, 1U);
    EXPECT_EQ(wrong("{{na\nme}}").code, "template.tag");
    for (const std::string_view refused : {"{{{name}}}", "{{&name}}", "{{>name}}", "{{=<% %>=}}", "{{}}", "{{Name}}", "{{.a}}"}) EXPECT_EQ(wrong(refused).code, "template.tag") << refused;
    EXPECT_EQ(wrong("甲{{#a}}b").code, "template.section");
    EXPECT_EQ(wrong("甲{{#a}}b").at, 3U);
    EXPECT_EQ(wrong("{{#a}}{{/b}}").at, 6U);
    EXPECT_EQ(wrong("{{/a}}").code, "template.section");
}

TEST(Tags, AreLimitedInDepthAndNumber) {
    std::string deep, many;
    for (std::size_t i = 0; i <= kMaxSectionDepth; ++i) deep += "{{#a}}";
    for (std::size_t i = 0; i <= kMaxTags; ++i) many += "{{a}}";
    EXPECT_EQ(wrong(deep).code, "template.section");
    EXPECT_EQ(wrong(many).code, "template.limit");
}

}  // namespace
}  // namespace zhixing
