// The documents of a complete and of a sparse dossier, and of one of 2021, as a lawyer reads them: tests/golden/documents.
// With ZHIXING_WRITE_GOLDENS in the environment they are written anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "golden_cases.hpp"
#include "zhixing/chinese.hpp"
#include "zhixing/money.hpp"

namespace zhixing {
namespace {

using testing::Case;
using testing::cases_of;
using testing::Json;

constexpr std::size_t kMark = 3;  // bytes of a Chinese character

const Templates& templates() {
    static const Templates all = Templates::bundled(Rulebook::bundled("national"));
    return all;
}

std::string text_of(const Case& one) {
    try {
        return made(one, templates()).text();
    } catch (const Error& error) {
        return std::string{"refused: "} + error.message().zh + "\n";
    }
}

void compare(const std::string& dossier) {
    for (const Case& one : cases_of(dossier)) {
        SCOPED_TRACE(dossier + "/" + one.id);
        const std::string path = "tests/golden/documents/" + dossier + "/" + one.id + ".txt";
        const std::string text = text_of(one);
        EXPECT_FALSE(text.starts_with("refused")) << text;
        if (std::getenv("ZHIXING_WRITE_GOLDENS") != nullptr) {
            std::filesystem::create_directories(std::filesystem::path{std::string{ZHIXING_SOURCE_DIR} + "/" + path}.parent_path());
            std::ofstream{std::string{ZHIXING_SOURCE_DIR} + "/" + path, std::ios::binary} << text;
        } else {
            EXPECT_EQ(text, testing::read_source(path));
        }
    }
}

TEST(GoldenDocuments, OfACompleteDossier) { compare("complete"); }
TEST(GoldenDocuments, OfASparseDossier) { compare("sparse"); }
TEST(GoldenDocuments, Of2021) { compare("of-2021"); }

TEST(GoldenDocuments, EveryTemplateHasBoth) {
    for (const char* dossier : {"complete", "sparse"}) {
        std::set<std::string> ids;
        for (const Case& one : cases_of(dossier)) ids.insert(one.id);
        for (std::size_t i = 0; i < templates().size(); ++i) EXPECT_TRUE(ids.contains(templates().info(i).id)) << templates().info(i).id;
    }
}

// ---------------------------------------------------------------- what stands in them, against the law and the facts

// The pieces of a text between two marks.
std::vector<std::string> between(const std::string& text, const std::string& from, const std::string& to) {
    std::vector<std::string> pieces;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        at += from.size();
        const std::size_t end = text.find(to, at);
        if (end == std::string::npos) break;
        pieces.push_back(text.substr(at, end - at));
    }
    return pieces;
}

// The facts: every text of the dossier and of the question.
void collect(const Json& json, std::set<std::string>& texts) {
    if (json.is_string()) texts.insert(json.get<std::string>());
    if (json.is_structured()) {
        for (const Json& one : json) collect(one, texts);
    }
}

struct Facts {
    explicit Facts(const Case& one) {
        collect(Json::parse(testing::read_source("tests/documents/dossiers/" + one.dossier + ".json")), texts);
        collect(one.question, texts);
        for (const std::string& text : texts) all += text + "\n";
    }
    std::set<std::string> texts;
    std::string all;
};

bool in_force(const Json& version, const std::string& day) {
    const Json& effective = version["effective"];
    return effective[0].get<std::string>() <= day && (effective[1].is_null() || day < effective[1].get<std::string>());
}

// The front matter of a template.
Json head_of(const std::string& id) {
    const std::string text = testing::read_source("rules/templates/" + id + ".md");
    const std::size_t begin = text.find('\n') + 1;
    return Json::parse(text.substr(begin, text.find("\n---\n") - begin));
}

// Read from the files of rules, not through the library.
std::set<std::string> citations_of(const std::string& id, const std::string& day) {
    static const Json rules = Json::parse(testing::read_source("rules/national/documents.json")), documents = Json::parse(testing::read_source("rules/documents.json"))["documents"];
    std::set<std::string> citations;
    const Json head = head_of(id);
    for (const Json& law : head.value("law", Json::object())) {
        for (const Json& rule : rules["rules"]) {
            if (rule["id"] != law["rule"]) continue;
            for (const Json& version : rule["versions"]) {
                if (!in_force(version, day)) continue;
                for (const Json& citation : version["citations"]) {
                    const Json& document = documents[citation["document"].get<std::string>()];
                    const Json& text = document["versions"][citation["version"].get<std::string>()];
                    std::string name = text.value("title", document["name"].get<std::string>());
                    for (std::size_t at = name.find("《"); at != std::string::npos; at = name.find("《")) name.replace(at, kMark, "〈");
                    for (std::size_t at = name.find("》"); at != std::string::npos; at = name.find("》")) name.replace(at, kMark, "〉");
                    if (citation["article"] == "全文") continue;  // a document without articles
                    citations.insert(name + "》第" + chinese_number(std::stoll(citation["article"].get<std::string>())) + "条");
                }
            }
        }
    }
    return citations;
}

class GoldenFacts : public ::testing::TestWithParam<const char*> {};

TEST_P(GoldenFacts, ArticlesAreThoseInForceOnTheDay) {
    for (const Case& one : cases_of(GetParam())) {
        const std::string text = testing::joined(text_of(one));
        const auto known = citations_of(one.id, one.question["as_of"]);
        const std::string one_name = one.id + " on " + one.question["as_of"].get<std::string>();
        for (std::size_t at = text.find("》第"); at != std::string::npos; at = text.find("》第", at + 1)) {
            const std::size_t from = text.rfind("《", at) + kMark;
            const std::string law = text.substr(from, at - from);
            for (std::size_t article = at + kMark; text.compare(article, kMark, "第") == 0;) {  // 第…条、第…条
                const std::size_t end = text.find("条", article) + kMark;
                const std::string cited = law + "》" + text.substr(article, end - article);
                EXPECT_TRUE(known.contains(cited)) << one_name << ": " << cited;
                article = end;
                if (text.compare(article, kMark, "、") == 0) article += kMark;
            }
        }
        EXPECT_EQ(text.find("第条"), std::string::npos) << one.id;
    }
}

// Of 500000.00: 50 + 490000 × 1.5% (500000 is the bound of the bracket); of 86400.50: 50 + 76400.50 × 1.5%, to the fen.
const std::map<std::string, std::string> kFees{{"complete", "7400.00"}, {"sparse", ""}, {"of-2021", "1196.01"}};

// What the applicants were paid, where it is no amount of an event: in the sparse dossier nobody was.
const std::map<std::string, std::string> kRealised{{"complete", "112500.00"}, {"sparse", "0.00"}, {"of-2021", ""}};

TEST_P(GoldenFacts, AmountsAreThoseOfTheFactsAndTheFee) {
    for (const Case& one : cases_of(GetParam())) {
        const std::string text = testing::joined(text_of(one));
        const Facts facts{one};
        for (const std::string& figures : between(text, "人民币", "元")) {
            if (figures.find_first_not_of("0123456789.") != std::string::npos || figures.empty()) continue;  // capitals, gaps
            EXPECT_TRUE(figures == kFees.at(one.dossier) || figures == kRealised.at(one.dossier) || facts.texts.contains(figures)) << one.id << ": " << figures;
        }
        // 人民币…元（大写：人民币…）
        for (std::size_t at = text.find("元（大写：人民币"); at != std::string::npos; at = text.find("元（大写：人民币", at + 1)) {
            const std::size_t from = text.rfind("人民币", at) + std::string{"人民币"}.size();
            const std::string figures = text.substr(from, at - from);
            const std::string capitals = between(text.substr(at), "（大写：", "）").front();
            if (figures.starts_with("【缺")) continue;
            EXPECT_EQ(capitals, Money::parse(figures).to_capitals()) << one.id;
        }
    }
}

TEST_P(GoldenFacts, DatesAreThoseOfTheFacts) {
    for (const Case& one : cases_of(GetParam())) {
        const std::string text = testing::joined(text_of(one));
        const Facts facts{one};
        for (std::size_t at = text.find("年"); at != std::string::npos; at = text.find("年", at + 1)) {
            std::size_t from = at;
            while (from > 0 && text[from - 1] >= '0' && text[from - 1] <= '9') --from;
            const std::size_t end = text.find("日", at);
            if (at - from != 4 || end == std::string::npos || end - at > 12) continue;
            const std::string words = text.substr(from, end + 3 - from);
            const auto day = parse_chinese_date(words);
            if (!day) continue;
            EXPECT_TRUE(facts.all.find(to_string(*day)) != std::string::npos || facts.all.find(words) != std::string::npos) << one.id << ": " << words;
        }
    }
}

TEST_P(GoldenFacts, PeriodsAreThoseOfTheRulebook) {
    const Rulebook rulebook = Rulebook::bundled("national");
    for (const Case& one : cases_of(GetParam())) {
        const std::string text = testing::joined(text_of(one));
        std::set<std::string> known;
        const auto words = [](const Json& limit) {
            const std::string unit = limit["unit"];
            return chinese_number(std::abs(limit["n"].get<int>())) + (unit == "day" ? "日" : unit == "workday" ? "个工作日" : unit == "month" ? "个月" : "年");
        };
        const Json head = head_of(one.id);
        for (const Json& field : head["fields"]) {
            if (field["type"] != "limit") continue;
            const Json values = one.question.value("values", Json::object());
            if (values.contains(field["name"].get<std::string>())) known.insert(words(values[field["name"].get<std::string>()]));
            if (!field.contains("from")) continue;
            if (field["from"].contains("parameter")) {
                const Json shown = Json::parse(rulebook.rule_json(rulebook.find(field["from"]["parameter"].get<std::string>()).value()));
                for (const Json& version : shown["versions"]) known.insert(words(version["value"]));
            }
            if (!field["from"].contains("limit")) continue;
            const auto rule = rulebook.find(field["from"]["limit"].get<std::string>());
            ASSERT_TRUE(rule.has_value());
            const Json shown = Json::parse(rulebook.rule_json(*rule));
            const Json limit = shown.contains("limit") ? shown["limit"] : shown["versions"].back()["limit"];
            known.insert(words(limit));
            EXPECT_NE(text.find(words(limit)), std::string::npos) << one.id << ": " << words(limit);
        }
        for (const std::string& period : between(text, "之日起", "内")) {
            if (period.size() > 12 || period.starts_with("【")) continue;
            EXPECT_TRUE(known.contains(period)) << one.id << ": " << period;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, GoldenFacts, ::testing::Values("complete", "sparse", "of-2021"), [](const auto& suite) {
    std::string name = suite.param;
    for (char& c : name) c = c == '-' ? '_' : c;
    return name;
});

}  // namespace
}  // namespace zhixing
