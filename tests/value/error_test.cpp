#include "zhixing/error.hpp"

#include <gtest/gtest.h>

namespace zhixing {
namespace {

TEST(Error, SaysWhereAndWhat) {
    const InputError error{"input.date", {"日期有误", "no such day"}, {"a.json", 7, "/events/0/on"}};
    EXPECT_STREQ(error.what(), "a.json:7: /events/0/on: no such day");
    EXPECT_EQ(error.code(), "input.date");
    EXPECT_EQ(error.message().zh, "日期有误");
    EXPECT_EQ(error.place().line, 7U);
}

TEST(Error, LeavesOutThePartsOfAPlaceThatAreNotKnown) {
    const Text text{"有误", "wrong"};
    EXPECT_STREQ(InputError("x", text).what(), "wrong");
    EXPECT_STREQ(InputError("x", text, {"", 3, ""}).what(), "line 3: wrong");
    EXPECT_STREQ(InputError("x", text, {"", 0, "7-14"}).what(), "7-14: wrong");
    EXPECT_STREQ(InputError("x", text, {"f", 0, ""}).what(), "f: wrong");
}

TEST(Error, IdentityErrorIsAnInputErrorIsAnError) {
    EXPECT_THROW(throw IdentityError("identity.length", {}), InputError);
    EXPECT_THROW(throw IdentityError("identity.length", {}), Error);
}

}  // namespace
}  // namespace zhixing
