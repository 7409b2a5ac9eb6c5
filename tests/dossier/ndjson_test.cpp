#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "support.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {
namespace {

using testing::ndjson;

TEST(Ndjson, ReadsLinesAndPassesOverBlankOnes) {
    const auto read = ndjson("\xEF\xBB\xBF{\"number\":\"a\"}\r\n\n  \t\n{\"number\":\"b\"}");
    EXPECT_TRUE(read.errors.empty());
    ASSERT_EQ(read.dossiers.size(), 2U);
    EXPECT_EQ(read.dossiers[0].number(), "a");
    EXPECT_EQ(read.dossiers[1].number(), "b");
    EXPECT_TRUE(ndjson("").dossiers.empty());
}

TEST(Ndjson, BadLineInTheMiddleIsToldAndTheRestRead) {
    const auto read = ndjson(
        "{\"number\":\"a\",\"events\":[{\"kind\":\"case.filed\",\"on\":\"2023-02-01\"}]}\n"
        "{\"events\":[{\"kind\":\"case.filed\",\"on\":\"2023-02-30\"}]}\n"
        "{\"number\":\n"
        "{\"number\":\"\xFF\"}\n"
        "{\"number\":\"b\"}\n");
    ASSERT_EQ(read.dossiers.size(), 2U);
    EXPECT_EQ(read.dossiers[1].number(), "b");
    EXPECT_TRUE(read.dossiers[1].events().empty());
    ASSERT_EQ(read.errors.size(), 3U);
    testing::expect_error(read.errors[0], "input.date", "/events/0/on", 2);
    EXPECT_STREQ(
        read.errors[0].what(),
        "test:2: /events/0/on: '2023-02-30' is not a date; expected a day that exists, 1900 to 2199, as "
        "2023-02-06");
    testing::expect_error(read.errors[1], "input.syntax", "/number", 3);
    testing::expect_error(read.errors[2], "input.utf8", "", 4);
}

TEST(Ndjson, NothingOfALineShowsInTheNext) {
    const auto read = ndjson(
        R"({"number":"a","court":"x","kind":"enforcement","covers":[],"basis":{"number":"1","z":1},"q":1,)"
        R"("parties":[{"id":"p1","name":"n"}],"claims":[{"debtors":["p1"]}],"events":[{"kind":"x","ref":"r","party":"n"}]})"
        "\n{}\n"
        R"({"events":[{"kind":"x","ref":"r","party":"n"}]})");
    ASSERT_EQ(read.dossiers.size(), 3U);
    EXPECT_EQ(read.dossiers[1].to_json(), R"({"schema":"zhixing.dossier/1","events":[]})");
    EXPECT_EQ(read.dossiers[2].to_json(),
              R"({"schema":"zhixing.dossier/1","events":[{"id":"e1","kind":"x","ref":"r","party":"n"}]})");
    EXPECT_TRUE(read.dossiers[1].remarks().empty());
}

TEST(Ndjson, LineOverTheLimitIsToldAndTheRestRead) {
    const std::string large = "{\"x\":\"" + std::string(kMaxDossierBytes, 'a') + "\"}";
    const auto read = ndjson(large + "\n{\"number\":\"b\"}");
    ASSERT_EQ(read.errors.size(), 1U);
    testing::expect_error(read.errors[0], "input.limit", "", 1);
    ASSERT_EQ(read.dossiers.size(), 1U);
}

TEST(Ndjson, TakerMayStopAndMayThrow) {
    int seen = 0;
    const auto bad = [](const InputError&) { FAIL(); };
    read_ndjson(
        "{}\n{}\n{}", "", [&](const Dossier&) { return ++seen < 2; }, bad);
    EXPECT_EQ(seen, 2);
    const auto thrower = [](const Dossier&) -> bool { throw InputError{"mine", {"a", "b"}}; };
    EXPECT_THROW(read_ndjson("{}", "", thrower, bad), InputError);
}

}  // namespace
}  // namespace zhixing
