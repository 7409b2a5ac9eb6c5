// Checks every row of tests/golden/service.md.
#include <fstream>
#include <map>

#include "golden_facts.hpp"
#include "zhixing/service.hpp"

namespace zhixing {
namespace {

using testing::facts_of;
using testing::Seen;
using testing::split;

const std::map<std::string, ServiceState> kStates{{"已送达", ServiceState::served}, {"视为送达", ServiceState::deemed},  {"等待", ServiceState::running},
                                                  {"送达不成功", ServiceState::failed}, {"无法判断", ServiceState::unknown}, {"未送达", ServiceState::unserved}};

std::string day_of(const Seen& seen, std::int32_t event) { return event == kNoEvent ? "-" : Seen::date(seen.dossier.events()[static_cast<std::size_t>(event)].on); }

Truth allowed(const ServiceItem& item, const std::string& method) {
    for (const ServiceWay& way : item.ways) {
        if (way.method == method) return way.allowed;
    }
    throw std::runtime_error("no such method: " + method);
}

void check_clause(const std::string& clause, const ServiceItem& item, const Seen& seen) {
    SCOPED_TRACE(clause);
    const auto words = split(clause, " ");
    const std::string& first = words[0];
    if (kStates.contains(first)) {
        EXPECT_EQ(to_string(item.state), to_string(kStates.at(first)));
        EXPECT_EQ(words.size() > 1 ? Seen::date(item.served) : "", words.size() > 1 ? words[1] : "");
    } else if (first == "规则") {
        ASSERT_NE(item.rule, kNoRule);
        EXPECT_EQ(seen.rules.rule(item.rule).id, words.at(1));
    } else if (first == "代码") {
        EXPECT_EQ(item.code, words.at(1));
        EXPECT_FALSE(item.reason.zh.empty());
    } else if (first == "→") {
        EXPECT_EQ(item.next.step, words.at(1));
        EXPECT_EQ(item.next.rule.empty(), item.next.citations.empty());
    } else if (first == "地址") {
        EXPECT_EQ(item.address.source, words.at(1));
        EXPECT_FALSE(item.address.citations.empty());
    } else if (first == "可以" || first == "不得") {
        EXPECT_EQ(allowed(item, words.at(1)), first == "可以" ? Truth::yes : Truth::no);
    } else if (first == "投递") {
        ASSERT_TRUE(item.mail);
        EXPECT_EQ(std::to_string(item.mail->made), words.at(1));
    } else if (first == "附表") {
        EXPECT_TRUE(item.scheduled());
    } else if (first == "最后期限") {
        EXPECT_EQ(Seen::date(item.last_day), words.at(1));
    } else if (first == "移交" || first == "接收") {
        EXPECT_EQ(day_of(seen, first == "移交" ? item.handed_over : item.accepted), words.at(1));
    } else {
        ASSERT_EQ(first, "期限") << "no such word";
        EXPECT_NE(seen.obligations().find(words.at(1)), std::string::npos);
        EXPECT_NE(seen.obligations().find(" " + words.at(2) + " "), std::string::npos) << seen.obligations();
    }
}

TEST(GoldenService, EveryRowHolds) {
    const Rulebook rules = Rulebook::bundled("neixiang");
    std::ifstream file{ZHIXING_SOURCE_DIR "/tests/golden/service.md"};
    int rows = 0;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("| S")) continue;
        SCOPED_TRACE(line);
        const auto cells = split(line, "|");
        ASSERT_EQ(cells.size(), 7U);
        const Seen seen = testing::see(facts_of(cells[2]), rules, cells[3]);
        const ServiceSheet sheet = service_sheet(seen.dossier, rules, {testing::day(cells[3]), {}});
        ASSERT_EQ(sheet.items.size(), 1U);
        for (const std::string& clause : split(cells[4], "；")) check_clause(clause, sheet.items[0], seen);
        ++rows;
    }
    EXPECT_GE(rows, 65);
}

}  // namespace
}  // namespace zhixing
