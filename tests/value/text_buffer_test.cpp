#include "value/text_buffer.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace zhixing {
namespace {

TEST(TextBuffer, KeepsPiecesInOrderHoweverLongTheyAre) {
    TextBuffer out{TextBuffer::Of::plain};
    std::string expected;
    for (std::size_t length = 0; length < 3000; length += 97) {
        const std::string piece(length, static_cast<char>('a' + length % 26));
        out.put(piece).put("|");
        expected += piece + "|";
    }
    EXPECT_EQ(out.take_text(), expected);
}

TEST(TextBuffer, EscapesTextsFromDataInJsonOnly) {
    const std::string_view text = "张某\"甲\"\\\n\x01 and some more";
    TextBuffer plain{TextBuffer::Of::plain};
    TextBuffer json{TextBuffer::Of::json};
    EXPECT_EQ(plain.text(text).take_text(), text);
    EXPECT_EQ(json.put("<").text(text).put(">").take_text(), "<张某\\\"甲\\\"\\\\\\n\\u0001 and some more>");
}

// The search for what needs an escape looks at eight bytes at a time.
TEST(TextBuffer, FindsAnEscapeAtEveryPlace) {
    for (std::size_t length = 1; length < 40; ++length) {
        for (std::size_t at = 0; at < length; ++at) {
            std::string text(length, 'x');
            text[at] = '"';
            EXPECT_TRUE(needs_json_escape(text)) << length << " " << at;
            text[at] = '\x7F';
            EXPECT_FALSE(needs_json_escape(text)) << length << " " << at;
        }
    }
}

TEST(TextBuffer, WritesNumbersAndDays) {
    TextBuffer out{TextBuffer::Of::plain};
    out.number(0).put(" ").number(-1049).put(" ").number(std::numeric_limits<std::int64_t>::min()).put(" ");
    out.day(make_date(2024, 2, 29)).put(" ").day(kFirstDate).put(" ").day(kLastDate);
    EXPECT_EQ(out.take_text(), "0 -1049 -9223372036854775808 2024-02-29 1900-01-01 2199-12-31");
}

TEST(TextBuffer, WritesADayAsToStringDoes) {
    for (Date day = kFirstDate - date::days{3}; day < kLastDate + date::days{400}; day += date::days{197}) {
        TextBuffer out{TextBuffer::Of::plain};
        EXPECT_EQ(out.day(day).take_text(), to_string(day));
    }
}

}  // namespace
}  // namespace zhixing
