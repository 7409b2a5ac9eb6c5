#include "zhixing/catalogue.hpp"

#include <gtest/gtest.h>

#include <set>

namespace zhixing {
namespace {

const Catalogue& catalogue() { return Catalogue::bundled(); }

TEST(Catalogue, FindsKindsByIdAndChineseName) {
    const Kind issued = catalogue().find_kind("notice.issued");
    ASSERT_NE(issued, Kind::unknown);
    EXPECT_EQ(catalogue().kind(issued).id, "notice.issued");
    EXPECT_EQ(catalogue().find_kind(catalogue().kind(issued).zh), issued);
    EXPECT_EQ(catalogue().find_kind("notice.issue"), Kind::unknown);
    EXPECT_EQ(catalogue().find_kind(""), Kind::unknown);
    EXPECT_EQ(catalogue().kind(Kind::unknown).id, "");
}

TEST(Catalogue, EveryNameLeadsBackToItsKind) {
    std::set<std::string> ids;
    for (std::size_t i = 1; i < catalogue().kind_count(); ++i) {
        const KindInfo& info = catalogue().kind(static_cast<Kind>(i));
        EXPECT_TRUE(ids.insert(info.id).second) << info.id;
        EXPECT_EQ(catalogue().find_kind(info.id), static_cast<Kind>(i));
        EXPECT_EQ(catalogue().find_kind(info.zh), static_cast<Kind>(i)) << info.zh;
        EXPECT_TRUE(info.id.starts_with(info.id.substr(0, info.id.find('.')))) << info.id;
        EXPECT_FALSE(info.area.empty()) << info.id;
    }
}

TEST(Catalogue, InstancesAreToldApartByRefOrParty) {
    for (std::size_t i = 1; i < catalogue().kind_count(); ++i) {
        const KindInfo& info = catalogue().kind(static_cast<Kind>(i));
        const Column per = info.per.value_or(Column::ref);
        EXPECT_TRUE(per == Column::ref || per == Column::party) << info.id;
    }
}

TEST(Catalogue, SaysWhatAnEventClosesAndMoves) {
    const auto kind = [](std::string_view id) { return catalogue().kind(catalogue().find_kind(id)); };
    EXPECT_EQ(kind("closure.completed").closes, Closes::the_case);
    EXPECT_EQ(kind("closure.terminated").closes, Closes::round);
    EXPECT_EQ(kind("matter.closed").closes, Closes::matter);
    EXPECT_EQ(kind("closure.proposed").closes, Closes::nothing);
    EXPECT_EQ(catalogue().kind(Kind::unknown).closes, Closes::nothing);
    EXPECT_TRUE(kind("funds.released").moves_money);
    EXPECT_FALSE(kind("funds.disputed").moves_money);
}

TEST(Catalogue, PatternNamesOneKindOrAnArea) {
    EXPECT_EQ(catalogue().match_kinds("notice.issued"), std::vector{catalogue().find_kind("notice.issued")});
    const std::string area = catalogue().kind(catalogue().find_kind("notice.issued")).area;
    const auto all = catalogue().match_kinds(area + ".*");
    EXPECT_GE(all.size(), 1U);
    for (const Kind kind : all) EXPECT_EQ(catalogue().kind(kind).area, area);
    EXPECT_TRUE(catalogue().match_kinds("no-such-area.*").empty());
    EXPECT_TRUE(catalogue().match_kinds("other.word").empty());
}

TEST(Catalogue, EveryWordIsFoundInItsVocabularyOnly) {
    for (std::size_t v = 0; v < kVocabularyCount; ++v) {
        const auto vocabulary = static_cast<Vocabulary>(v);
        EXPECT_GE(catalogue().word_count(vocabulary), 1U);
        for (Word word = 1; word <= catalogue().word_count(vocabulary); ++word) {
            const WordInfo& info = catalogue().word(vocabulary, word);
            EXPECT_EQ(catalogue().find_word(vocabulary, info.id), word) << info.id;
            EXPECT_EQ(catalogue().find_word(vocabulary, info.zh), word) << info.zh;
        }
    }
    EXPECT_NE(catalogue().find_word(Vocabulary::role, "handler"), 0);
    EXPECT_EQ(catalogue().find_word(Vocabulary::document, "handler"), 0);
    EXPECT_EQ(catalogue().word(Vocabulary::role, 0).id, "");
}

TEST(Catalogue, FindsFactsAndColumns) {
    const auto total = catalogue().find_fact("claims.total");
    ASSERT_TRUE(total.has_value());
    EXPECT_EQ(catalogue().facts()[*total].type, FactType::money);
    EXPECT_FALSE(catalogue().find_fact("claims.totals").has_value());

    for (std::size_t i = 0; i < kColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        EXPECT_EQ(catalogue().find_column(to_string(column)), column);
        EXPECT_FALSE(catalogue().column_zh(column).empty());
        EXPECT_EQ(catalogue().find_column(catalogue().column_zh(column)), column);
    }
    EXPECT_FALSE(catalogue().find_column("案号").has_value());
}

}  // namespace
}  // namespace zhixing
