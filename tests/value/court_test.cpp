#include "zhixing/court.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "value/data.hpp"

namespace zhixing {
namespace {

TEST(Court, FindsNeixiangAndItsCourtAbove) {
    const auto court = find_court("豫1325");
    ASSERT_TRUE(court);
    EXPECT_EQ(court->name, "内乡县人民法院");
    EXPECT_EQ(court->level, "基层");
    EXPECT_EQ(court->parent, "豫13");
    const auto above = find_court(court->parent);
    ASSERT_TRUE(above);
    EXPECT_NE(above->name.find("南阳市中级人民法院"), std::string_view::npos);
    EXPECT_EQ(above->parent, "豫");
}

TEST(Court, FindsTheNeighboursOfNeixiang) {
    const std::pair<const char*, const char*> neighbours[] = {
        {"豫1321", "南召"}, {"豫1322", "方城"}, {"豫1323", "西峡"}, {"豫1324", "镇平"},
        {"豫1326", "淅川"}, {"豫1327", "社旗"}, {"豫1328", "唐河"}, {"豫1329", "新野"},
        {"豫1330", "桐柏"}, {"豫1381", "邓州"}, {"豫1302", "宛城"}, {"豫1303", "卧龙"}};
    for (const auto& [code, name] : neighbours) {
        const auto court = find_court(code);
        ASSERT_TRUE(court) << code;
        EXPECT_NE(court->name.find(name), std::string_view::npos) << code << " " << court->name;
    }
}

TEST(Court, FindsTheSupremeCourt) {
    const auto court = find_court("最高法");
    ASSERT_TRUE(court);
    EXPECT_EQ(court->name, "最高人民法院");
    EXPECT_EQ(court->level, "最高");
    EXPECT_EQ(court->parent, "");
}

TEST(Court, DoesNotFindWhatIsNoCode) {
    for (const char* code : {"", "豫1325 ", " 豫1325", "豫9999", "豫132", "1325", "内乡", "code", "最高"}) {
        EXPECT_FALSE(find_court(code)) << code;
    }
}

TEST(Court, IsFoundByItsNameIfNoOtherHasIt) {
    EXPECT_EQ(find_court_named("内乡县人民法院")->code, "豫1325");
    EXPECT_EQ(find_court_named("河南省内乡县人民法院")->code, "豫1325");
    EXPECT_EQ(find_court_named("南阳市内乡县人民法院")->code, "豫1325");
    for (const char* name : {"", "内乡县", "省", "某某县人民法院"}) EXPECT_FALSE(find_court_named(name)) << name;
}

TEST(Court, TheTableIsSound) {
    const auto csv = value_data("data/court-codes.csv");
    ASSERT_TRUE(csv);
    EXPECT_EQ(csv->find('"'), std::string_view::npos) << "the reader knows no quoted fields";
    std::set<std::string_view> codes;
    for_each_row<6>(*csv, [&](const auto& row) {
        EXPECT_TRUE(codes.insert(row[0]).second) << "twice: " << row[0];
        EXPECT_TRUE(row[2] == "最高" || row[2] == "高级" || row[2] == "中级" || row[2] == "基层") << row[0];
        EXPECT_TRUE(row[5] == "derived" || row[5] == "observed" || row[5] == "observed-only" ||
                    row[5] == "stated")
            << row[0];
        EXPECT_TRUE(find_court(row[0])) << row[0];
    });
    EXPECT_EQ(codes.size(), 3'256U);
}

TEST(Court, HighCourtsAreTheThirtyThreeOfTheScheme) {
    int high = 0;
    for_each_row<3>(*value_data("data/court-codes.csv"), [&](const auto& row) { high += row[2] == "高级"; });
    EXPECT_EQ(high, 33);  // 31 provinces, 兵团, 军事法院
}

}  // namespace
}  // namespace zhixing
