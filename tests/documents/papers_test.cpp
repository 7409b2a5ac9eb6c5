// What the library's own papers say of cases that the goldens do not have, and which decisions they take.
#include <gtest/gtest.h>

#include <functional>

#include "golden_cases.hpp"

namespace zhixing {
namespace {

using testing::Json;

const Templates& templates() {
    static const Templates all = Templates::bundled(Rulebook::bundled("national"));
    return all;
}

// The paper of the complete dossier, after a change of the dossier and of what is asked; or the code of the refusal.
std::string paper(const std::string& id, const std::function<void(Json& dossier, Json& asked)>& change) {
    Json dossier = Json::parse(testing::read_source("tests/documents/dossiers/complete.json"));
    Json asked = Json::parse(testing::read_source("tests/documents/questions/complete.json"))[id];
    change(dossier, asked);
    try {
        return testing::joined(render(Dossier::from_json(dossier.dump()), templates(), templates().at(id), testing::question_of(asked)).text());
    } catch (const Error& error) {
        return error.code();
    }
}

Json& event(Json& dossier, const std::string& id) {
    for (Json& one : dossier["events"]) {
        if (one["id"] == id) return one;
    }
    throw std::runtime_error("no event " + id);
}

bool says(const std::string& paper, const std::string& words) { return paper.find(words) != std::string::npos; }

TEST(Papers, AListingForABreachHasTheTermOfTheLaw) {
    const auto listed = [](const char* ground, const char* day) {
        return paper("dishonesty-decision", [&](Json& dossier, Json& asked) {
            for (const char* const id : {"e31", "e32", "e33"}) event(dossier, id)["on"] = day;
            for (const char* const id : {"e04", "e06"}) event(dossier, id)["on"] = "2013-11-01";
            event(dossier, "e33")["ground"] = ground;
            asked["as_of"] = day;
            asked["values"].erase("term");
            asked["values"].erase("until");
        });
    };
    EXPECT_TRUE(says(listed("breaches_report_duty", "2024-06-03"), "第二条的规定，期限为二年"));
    EXPECT_TRUE(says(listed("able_but_refuses", "2024-06-03"), "纳入失信被执行人名单，至依照"));
    EXPECT_FALSE(says(listed("able_but_refuses", "2024-06-03"), "期限为"));
    EXPECT_TRUE(says(listed("breaches_report_duty", "2024-06-03"), "自决定书送达之日起十日内向上一级人民法院申请复议"));
    // In words that the catalogue does not know it cannot be told which it is.
    EXPECT_EQ(paper("dishonesty-decision", [](Json&, Json& asked) { asked["values"]["ground"] = "多项失信行为"; }), "document.missing");
    // The provisions of 2013 knew no term.
    const std::string of_2014 = listed("breaches_report_duty", "2014-06-03");
    EXPECT_TRUE(says(of_2014, "具有履行能力而不履行生效法律文书确定的义务，并具有")) << of_2014;
    EXPECT_FALSE(says(of_2014, "期限为")) << of_2014;
}

TEST(Papers, AListingNamesTheIdentityAsItIs) {
    const std::string text = paper("dishonesty-decision", [](Json& dossier, Json&) { dossier["parties"][2]["identity"]["kind"] = "organisation"; });
    EXPECT_TRUE(says(text, "组织机构代码")) << text;
    EXPECT_FALSE(says(text, "统一社会信用代码")) << text;
}

TEST(Papers, TerminationWithoutTheApplicantTakesPanelAndPresident) {
    const auto decided_by = [](std::vector<Json> decisions) {
        return paper("termination-ruling", [&](Json& dossier, Json&) {
            event(dossier, "e44") = {{"id", "e44"}, {"kind", "case.note"}, {"on", "2024-11-15"}};
            for (const Json& decision : decisions) dossier["events"].push_back(decision);
        });
    };
    const Json verified = {{"id", "v1"}, {"kind", "termination.panel_verified"}, {"on", "2024-11-18"}, {"role", "panel"}};
    const Json approved = {{"id", "v2"}, {"kind", "termination.approved"}, {"on", "2024-11-20"}, {"role", "president"}};
    Json denied = approved;
    denied["outcome"] = "denied";
    EXPECT_EQ(decided_by({approved}), "document.undecided");
    EXPECT_EQ(decided_by({verified}), "document.undecided");
    EXPECT_EQ(decided_by({verified, denied}), "document.undecided");
    const std::string text = decided_by({verified, approved});
    EXPECT_TRUE(says(text, "本院组成合议庭于2024年11月18日审查核实，并于2024年11月20日经院长批准")) << text;
}

TEST(Papers, TheEndOfEnforcementIsObjectedToWithinSixtyDays) {
    const auto as_it_is = [](Json&, Json&) {};
    EXPECT_TRUE(says(paper("termination-ruling", as_it_is), "自收到本裁定之日起六十日内向本院提出书面异议"));
    EXPECT_TRUE(says(paper("closing-notice", as_it_is), "自收到本通知之日起六十日内向本院提出书面异议"));
    EXPECT_TRUE(says(paper("termination-ruling", as_it_is), "第五百一十七条的规定，申请执行人发现"));
}

TEST(Papers, TermsOfAnAuctionAreThePanels) {
    EXPECT_EQ(paper("auction-announcement", [](Json& dossier, Json&) { event(dossier, "e41")["role"] = "handler"; }), "document.undecided");
    EXPECT_EQ(paper("auction-announcement", [](Json& dossier, Json&) { event(dossier, "e41").erase("role"); }), "document.undecided");
    EXPECT_EQ(paper("auction-announcement", [](Json&, Json& asked) { asked["values"].erase("house"); }), "document.missing");
    EXPECT_FALSE(says(paper("auction-announcement", [](Json&, Json& asked) { asked["values"]["house"] = false; }), "购房资格"));
}

TEST(Papers, TheNoticeCountsDelayFromTheDayOfTheLaw) {
    const auto notice = [](const std::function<void(Json&, Json&)>& change) { return paper("enforcement-notice", change); };
    EXPECT_TRUE(says(notice([](Json& dossier, Json&) { dossier["basis"].erase("perform_by"); }), "未确定履行期间的，自该法律文书生效之日"));
    EXPECT_TRUE(says(notice([](Json&, Json& asked) { asked["values"]["instalments"] = true; }), "自每次履行期间届满之日起"));
    const std::string other = notice([](Json&, Json& asked) { asked["values"]["without_money"] = true; });
    for (const char* const words : {"报告财产令", "1706****512", "加倍"}) EXPECT_FALSE(says(other, words)) << words;
    EXPECT_TRUE(says(other, "迟延履行金"));
}

TEST(Papers, EquityIsFrozenByPublicity) {
    const auto frozen = [](const char* id, const char* day) {
        return paper(id, [&](Json& dossier, Json& asked) {
            for (const char* const event_id : {"e02", "e04", "e13"}) event(dossier, event_id)["on"] = day;
            asked["as_of"] = day;
            asked["values"]["equity"] = true;
        });
    };
    for (const char* const id : {"freezing-ruling", "freezing-assistance"}) {
        EXPECT_TRUE(says(frozen(id, "2024-03-14"), "国家企业信用信息公示系统")) << id;
        EXPECT_FALSE(says(frozen(id, "2021-03-14"), "国家企业信用信息公示系统")) << id;
    }
    // Before 2015 nothing was said of a renewal that nobody asked for.
    EXPECT_TRUE(says(frozen("freezing-ruling", "2021-03-14"), "也可以依职权办理"));
    EXPECT_FALSE(says(frozen("freezing-ruling", "2014-03-14"), "也可以依职权办理"));
    EXPECT_TRUE(says(frozen("freezing-ruling", "2014-03-14"), "第二十九条规定的期限"));
}

TEST(Papers, ADebtIsAskedForOnSomebodysApplication) {
    EXPECT_EQ(paper("garnishment-notice", [](Json&, Json& asked) { asked["values"].erase("asked_by"); }), "document.missing");
    const std::string text = paper("garnishment-notice", [](Json&, Json& asked) { asked["values"]["freezing"] = "（2024）豫1325执512号之三"; });
    EXPECT_TRUE(says(text, "（2024）豫1325执512号之三执行裁定书，冻结该债权")) << text;
}

TEST(Papers, TheOrderSaysWhatTheListWasThen) {
    const auto restricted = [](const char* day) {
        return paper("consumption-order", [&](Json& dossier, Json& asked) {
            for (const char* const id : {"e02", "e04", "e06", "e22", "e24"}) event(dossier, id)["on"] = day;
            asked["as_of"] = day;
        });
    };
    EXPECT_FALSE(says(restricted("2013-06-03"), "纳入失信被执行人名单")) << restricted("2013-06-03");
    EXPECT_TRUE(says(restricted("2014-06-03"), "违反限制高消费令的，还应当"));
    EXPECT_FALSE(says(restricted("2018-06-04"), "书面申请纠正"));
    EXPECT_TRUE(says(restricted("2020-06-03"), "自决定书送达之日起十日内"));
}

TEST(Papers, EnforcementGoesOnAfterABrokenSettlement) {
    const std::string text = paper("resumption-notice", [](Json& dossier, Json&) {
        event(dossier, "e46")["ground"] = "settlement_unperformed";
        dossier["events"].push_back({{"id", "x1"}, {"kind", "settlement.made"}, {"on", "2025-01-06"}});
    });
    EXPECT_TRUE(says(text, "当事人于2025年1月6日达成执行和解协议")) << text;
    EXPECT_TRUE(says(text, "第二百四十一条")) << text;
    EXPECT_FALSE(says(text, "裁定终结本次执行程序")) << text;
}

TEST(Papers, APlanForAnEnterpriseDoesNotRestOnParticipation) {
    const std::string text = paper("distribution-plan", [](Json& dossier, Json&) { event(dossier, "e28")["on"] = "2025-01-06"; });
    EXPECT_TRUE(says(text, "第十七条的规定，制作分配方案")) << text;
    EXPECT_FALSE(says(text, "第五百零八条")) << text;
}

TEST(Papers, WhatIsSentAndServedHowFollowsTheDay) {
    const std::string matter = paper("matter-delegation", [](Json& dossier, Json& asked) {
        for (const char* const id : {"e02", "e04", "e38"}) event(dossier, id)["on"] = "2019-05-16";
        asked["as_of"] = "2019-05-17";
    });
    EXPECT_TRUE(says(matter, "以机要形式委托")) << matter;
    EXPECT_FALSE(says(matter, "平台")) << matter;
    const auto address = [](const char* day) { return paper("service-address", [&](Json&, Json& asked) { asked["as_of"] = day; }); };
    EXPECT_TRUE(says(address("2021-06-01"), "判决书、裁定书、调解书不以电子方式送达"));
    EXPECT_TRUE(says(address("2022-06-01"), "需要纸质文书的"));
}

TEST(Papers, APersonsNumberAndHomeAreNotPosted) {
    const std::string text = paper("reward-announcement", [](Json&, Json&) {});
    for (const char* const words : {"4113251979", "湍东镇某小区2号楼"}) EXPECT_FALSE(says(text, words)) << words;
    EXPECT_TRUE(says(text, "91411325MA4*****3X"));
}

TEST(Papers, ARefusalToAssistIsFinedBeforeItIsDetained) {
    for (const char* const id : {"freezing-assistance", "seizure-assistance", "release-assistance", "deduction-assistance"}) {
        EXPECT_TRUE(says(paper(id, [](Json&, Json&) {}), "直接责任人员予以罚款；对仍不履行协助义务的，可以予以拘留")) << id;
    }
}

}  // namespace
}  // namespace zhixing
