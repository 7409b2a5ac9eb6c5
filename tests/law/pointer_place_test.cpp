// Where a JSON pointer leads in the text (law/pointer_place.hpp).
#include "law/pointer_place.hpp"

#include <gtest/gtest.h>

namespace zhixing {
namespace {

constexpr std::string_view kText = R"( {"a": 1, "b\"c": [true , {"d}": "x]\\", "甲/乙~": null}, -2.5e3],
 "\u4e01": {} , "e": [ ], "e2":"" })";

// What stands there.
std::string_view at(std::string_view pointer, std::size_t size) { return kText.substr(place_of(kText, pointer), size); }

TEST(PointerPlace, IsThatOfTheValue) {
    EXPECT_EQ(at("", 2), "{\"");
    EXPECT_EQ(at("/a", 1), "1");
    EXPECT_EQ(at("/b\"c", 5), "[true");
    EXPECT_EQ(at("/b\"c/0", 4), "true");
    EXPECT_EQ(at("/b\"c/1/d}", 3), "\"x]");
    EXPECT_EQ(at("/b\"c/1/甲~1乙~0", 4), "null");
    EXPECT_EQ(at("/b\"c/2", 6), "-2.5e3");
    EXPECT_EQ(at("/丁", 2), "{}");
    EXPECT_EQ(at("/e2", 2), "\"\"");
}

TEST(PointerPlace, OfWhatIsNotThereIsThatOfWhatWouldHoldIt) {
    EXPECT_EQ(at("/x", 2), "{\"");
    EXPECT_EQ(at("/b\"c/9", 5), "[true");
    EXPECT_EQ(at("/e/0", 3), "[ ]");
    EXPECT_EQ(at("/a/b/c", 1), "1");
    EXPECT_EQ(at("/b\"c/1/no", 3), "{\"d");
    EXPECT_EQ(place_of("", "/a"), 0U);
    EXPECT_EQ(place_of("{\"a\":", "/b"), 0U);
}

}  // namespace
}  // namespace zhixing
