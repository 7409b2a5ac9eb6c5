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

// Text output breaks lines; here they do not count.
std::string joined(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || text[i] == ' ') continue;
        if (text.compare(i, 3, "　") == 0) i += 2;
        else out += text[i];
    }
    return out;
}

// The paper of the complete dossier, after a change of the dossier and of what is asked; or the code of the refusal.
std::string paper(const std::string& id, const std::function<void(Json& dossier, Json& asked)>& change) {
    Json dossier = Json::parse(testing::read_source("tests/documents/dossiers/complete.json"));
    Json asked = Json::parse(testing::read_source("tests/documents/questions/complete.json"))[id];
    change(dossier, asked);
    RenderQuestion question;
    question.as_of = parse_date(asked["as_of"].get<std::string>()).value();
    question.party = asked.value("party", "");
    question.ref = asked.value("ref", "");
    question.office = asked.value("office", "centre") == "team" ? Office::team : Office::centre;
    question.values = Values::from_json(asked["values"].dump());
    try {
        return joined(render(Dossier::from_json(dossier.dump()), templates(), templates().at(id), question).text());
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

}  // namespace
}  // namespace zhixing
