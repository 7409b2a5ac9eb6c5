// Checks every row of tests/golden/review.md.
#include <fstream>
#include <map>

#include "golden_facts.hpp"

namespace zhixing {
namespace {

using testing::facts_of;
using testing::Seen;
using testing::split;

const std::map<std::string, State> kStates{{"进行中", State::open}, {"按期完成", State::met}, {"逾期完成", State::late}, {"已逾期", State::overdue},
                                           {"停止计算", State::suspended}, {"不再需要", State::waived}, {"逾期后终了", State::lapsed}, {"无法判断", State::unknown}};
const std::map<std::string, Severity> kSeverities{{"违法超期", Severity::breach}, {"管理超期", Severity::overdue}, {"依法不得", Severity::blocked}, {"缺项", Severity::missing},
                                                  {"异常", Severity::anomaly}, {"提示", Severity::warning}, {"记录", Severity::note}};

// What the review says by one rule, for one party if the row names one.
struct Said {
    std::vector<Obligation> obligations;
    std::vector<Finding> findings;
    bool unknown = false;
};

Said said_by(const Seen& seen, const std::string& rule, const std::string& party) {
    const auto number = seen.rules.find(rule);
    if (!number) throw std::runtime_error("no such rule: " + rule);
    const auto same = [&](std::uint16_t of, std::uint16_t who) { return of == *number && (party.empty() || who == 0 || seen.dossier.party_id(who) == party); };
    Said said;
    for (const Obligation& o : seen.review.obligations) if (same(o.rule, o.party)) said.obligations.push_back(o);
    for (const Finding& f : seen.review.findings) if (same(f.rule, f.party)) said.findings.push_back(f);
    for (const Unknown& u : seen.review.unknown) said.unknown = said.unknown || same(u.rule, u.party);
    return said;
}

void check_clause(const std::string& clause, const Said& said, const Seen& seen) {
    SCOPED_TRACE(clause);
    if (clause == "无发现") {
        EXPECT_TRUE(said.findings.empty());
    } else if (clause.starts_with("届满 ")) {
        ASSERT_FALSE(said.obligations.empty());
        EXPECT_EQ(Seen::date(said.obligations[0].due), clause.substr(clause.find(' ') + 1));
    } else if (clause.starts_with("最早 ")) {
        ASSERT_FALSE(said.findings.empty());
        EXPECT_EQ(Seen::date(said.findings[0].due), clause.substr(clause.find(' ') + 1));
    } else if (clause.starts_with("缺 ")) {
        EXPECT_NE(to_json(seen.review, seen.dossier, seen.rules).find("\"item\":\"" + clause.substr(clause.find(' ') + 1) + "\""), std::string::npos);
    } else if (clause == "无法判断") {
        EXPECT_TRUE(said.unknown);
        for (const Obligation& o : said.obligations) EXPECT_EQ(to_string(o.state), "unknown");
    } else if (kStates.contains(clause)) {
        ASSERT_FALSE(said.obligations.empty());
        EXPECT_EQ(to_string(said.obligations[0].state), to_string(kStates.at(clause)));
    } else {
        ASSERT_TRUE(kSeverities.contains(clause)) << "no such word";
        ASSERT_FALSE(said.findings.empty());
        EXPECT_EQ(to_string(said.findings[0].severity), to_string(kSeverities.at(clause)));
    }
}

TEST(GoldenReview, EveryRowHolds) {
    const Rulebook rules = Rulebook::bundled("neixiang");
    std::ifstream file{ZHIXING_SOURCE_DIR "/tests/golden/review.md"};
    int rows = 0;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("| R")) continue;
        SCOPED_TRACE(line);
        const auto cells = split(line, "|");
        ASSERT_EQ(cells.size(), 8U);
        const auto rule = split(cells[4], " ");
        const Seen seen = testing::see(facts_of(cells[2]), rules, cells[3]);
        const Said said = said_by(seen, rule[0], rule.size() > 1 ? rule[1] : "");
        for (const std::string& clause : split(cells[5], "；")) check_clause(clause, said, seen);
        ++rows;
    }
    EXPECT_GE(rows, 30);
}

}  // namespace
}  // namespace zhixing
