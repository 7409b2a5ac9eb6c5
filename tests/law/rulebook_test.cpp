// The rulebook: what is refused and how it is said, layers, overrides, parameters, digest, lint.
#include "zhixing/rulebook.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "../value/expect_error.hpp"
#include "law/rule.hpp"

namespace zhixing {
namespace {

using testing::caught;

const std::string kCite = R"("citations":[{"document":"民诉法解释","article":"480","version":"2022-04-10"}])";

// The members that every rule has, with `members` put in.
std::string rule(const std::string& id, const std::string& form, const std::string& members, const std::string& effective = "[null,null]") {
    return R"({"id":")" + id + R"(","form":")" + form + R"(","name":{"zh":"试","en":"trial"},"level":"statute","source":"read",)" + kCite +
           R"(,"effective":)" + effective + (members.empty() ? "" : "," + members) + "}";
}

std::string book(const std::string& rules, const std::string& more = {}) {
    return R"({"schema":"zhixing.rulebook/1","id":"trial","version":"1","name":{"zh":"试","en":"trial"},)" + more + R"("rules":[)" + rules + "]}";
}

const std::string kDeadline = R"("trigger":{"event":"case.filed"},"fulfil":{"event":"notice.issued"},"limit":{"n":10,"unit":"day"})";
const std::string kNeeds = R"("act":{"event":"closure.terminated"},"needs":{"has":{"event":"notice.issued"}})";

Rulebook load(const std::string& text, const Rulebook* base = nullptr) { return Rulebook::load(text, "trial.json", base); }

// ---------------------------------------------------------------- refused

struct Mistake {
    const char* about;
    std::string text;
    std::string code, pointer;
    std::string rule;  // named in the message
};

std::string deadline(const std::string& members) { return book(rule("a.b", "deadline", members)); }
std::string check(const std::string& condition) { return book(rule("a.b", "check", R"("must":)" + condition)); }

std::vector<Mistake> mistakes() {
    const std::string open(70, '[');
    const std::string one_more = rule("a.b", "deadline", kDeadline);
    return {
        {"no schema", R"({"id":"x"})", "rule.missing_member", "", ""},
        {"another schema", R"({"schema":"zhixing.dossier/1"})", "rule.schema", "/schema", ""},
        {"not an object", "[]", "rule.type", "", ""},
        {"too deep", open, "rule.depth", "", ""},
        {"a member of the book misspelt", R"({"schema":"zhixing.rulebook/1","rulez":[]})", "rule.unknown_member", "/rulez", ""},
        {"a member twice", R"({"schema":"zhixing.rulebook/1","id":"a","id":"b"})", "rule.duplicate_member", "", ""},
        {"no name", R"({"schema":"zhixing.rulebook/1","id":"a","version":"1","rules":[]})", "rule.missing_member", "", ""},
        {"unknown base", R"({"schema":"zhixing.rulebook/1","id":"a","version":"1","name":{"zh":"a","en":"a"},"extends":"mars"})", "rule.no_rulebook", "/extends", ""},
        {"unknown file", book("", R"("include":["national/mars.json"],)"), "rule.no_file", "/include/0", ""},
        {"a file that holds no rules", book("", R"("include":["catalogue.json"],)"), "rule.schema", "/schema", ""},
        {"rules that are no list", R"({"schema":"zhixing.rulebook/1","id":"a","version":"1","name":{"zh":"a","en":"a"},"rules":{}})", "rule.type", "/rules", ""},
        {"defaults of an unknown form", book("", R"("defaults":{"dedline":{}},)"), "rule.form", "/defaults/dedline", ""},
        {"a rule without id", book(R"({"form":"check"})"), "rule.missing_member", "/rules/0", ""},
        {"an id with capitals", book(rule("A.b", "deadline", kDeadline)), "rule.id", "/rules/0/id", ""},
        {"an id twice", book(one_more + "," + one_more), "rule.duplicate", "/rules/1", "a.b"},
        {"a rule without form", book(R"({"id":"a.b"})"), "rule.missing_member", "/rules/0", "a.b"},
        {"an unknown form", book(rule("a.b", "deadlin", kDeadline)), "rule.form", "/rules/0/form", "a.b"},
        {"a member misspelt", deadline(kDeadline + R"(,"fulfill":{"event":"notice.issued"})"), "rule.unknown_member", "/rules/0/fulfill", "a.b"},
        {"a member of another form", deadline(kDeadline + R"(,"needs":{"has":{"event":"notice.issued"}})"), "rule.unknown_member", "/rules/0/needs", "a.b"},
        {"no trigger", deadline(R"("fulfil":{"event":"notice.issued"},"limit":{"n":1,"unit":"day"})"), "rule.missing_member", "/rules/0", "a.b"},
        {"a misspelt event", deadline(R"("trigger":{"event":"case.field"},"limit":{"n":1,"unit":"day"})"), "rule.unknown_event", "/rules/0/trigger/event", "a.b"},
        {"a misspelt event in a list", deadline(R"("trigger":{"event":["case.filed","case.field"]},"limit":{"n":1,"unit":"day"})"), "rule.unknown_event", "/rules/0/trigger/event/1", "a.b"},
        {"an area that is not there", deadline(R"("trigger":{"event":"closures.*"},"limit":{"n":1,"unit":"day"})"), "rule.unknown_event", "/rules/0/trigger/event", "a.b"},
        {"no event", deadline(R"("trigger":{"event":[]},"limit":{"n":1,"unit":"day"})"), "rule.empty", "/rules/0/trigger/event", "a.b"},
        {"a pattern's member misspelt", deadline(R"("trigger":{"event":"case.filed","documents":"执行通知书"},"limit":{"n":1,"unit":"day"})"), "rule.unknown_member", "/rules/0/trigger/documents", "a.b"},
        {"an unknown document", deadline(R"("trigger":{"event":"document.served","document":"不存在书"},"limit":{"n":1,"unit":"day"})"), "rule.unknown_word", "/rules/0/trigger/document", "a.b"},
        {"a list of no words", deadline(R"("trigger":{"event":"document.served","document":[]},"limit":{"n":1,"unit":"day"})"), "rule.empty", "/rules/0/trigger/document", "a.b"},
        {"same what", check(R"({"has":{"event":"notice.issued","same":"court"}})"), "rule.word", "/rules/0/must/has/same", "a.b"},
        {"after what", check(R"({"has":{"event":"notice.issued","after":"filing"}})"), "rule.word", "/rules/0/must/has/after", "a.b"},
        {"no limit", deadline(R"("trigger":{"event":"case.filed"})"), "rule.missing_member", "/rules/0", "a.b"},
        {"a limit of 0", deadline(R"("trigger":{"event":"case.filed"},"limit":{"n":0,"unit":"day"})"), "rule.range", "/rules/0/limit/n", "a.b"},
        {"a limit in words", deadline(R"("trigger":{"event":"case.filed"},"limit":{"n":"ten","unit":"day"})"), "rule.type", "/rules/0/limit/n", "a.b"},
        {"a limit with a fraction", deadline(R"("trigger":{"event":"case.filed"},"limit":{"n":1.5,"unit":"day"})"), "rule.type", "/rules/0/limit/n", "a.b"},
        {"a limit over all bounds", deadline(R"("trigger":{"event":"case.filed"},"limit":{"n":18446744073709551615,"unit":"day"})"), "rule.range", "/rules/0/limit/n", "a.b"},
        {"an unknown unit", deadline(R"("trigger":{"event":"case.filed"},"limit":{"n":1,"unit":"week"})"), "rule.unit", "/rules/0/limit/unit", "a.b"},
        {"stated: false", deadline(R"("trigger":{"event":"case.filed"},"limit":{"stated":false})"), "rule.range", "/rules/0/limit/stated", "a.b"},
        {"stated and a number", deadline(R"("trigger":{"event":"case.filed"},"limit":{"stated":true,"n":3})"), "rule.unknown_member", "/rules/0/limit/n", "a.b"},
        {"hours with pauses", book(rule("a.b", "deadline", R"("trigger":{"event":"case.filed"},"limit":{"n":24,"unit":"hour"},"pauses":[])")), "rule.unit", "/rules/0/pauses", "a.b"},
        {"counted from where", deadline(kDeadline + R"(,"from":"filing")"), "rule.word", "/rules/0/from", "a.b"},
        {"a negative warning", deadline(kDeadline + R"(,"warn":[7,-3])"), "rule.range", "/rules/0/warn/1", "a.b"},
        {"matched by what", deadline(kDeadline + R"(,"match":"amount")"), "rule.word", "/rules/0/match", "a.b"},
        {"for each of whom", deadline(kDeadline + R"(,"per":"debtor")"), "rule.unknown_word", "/rules/0/per", "a.b"},
        {"early as text", deadline(kDeadline + R"(,"early":"yes")"), "rule.type", "/rules/0/early", "a.b"},
        {"of a rule that is not there", deadline(kDeadline + R"(,"of":"c.d")"), "rule.unknown_rule", "/rules/0/of", "a.b"},
        {"of itself", deadline(kDeadline + R"(,"of":"a.b")"), "rule.reference", "/rules/0", "a.b"},
        {"a chain of of", book(rule("a.a", "deadline", kDeadline) + "," + rule("a.b", "deadline", kDeadline + R"(,"of":"a.a")") + "," + rule("a.c", "deadline", kDeadline + R"(,"of":"a.b")")), "rule.reference", "/rules/2", "a.c"},
        {"of a check", book(rule("a.a", "check", R"("must":{"has":{"event":"case.filed"}})") + "," + rule("a.b", "deadline", kDeadline + R"(,"of":"a.a")")), "rule.reference", "/rules/1", "a.b"},
        {"unknown pauses", deadline(kDeadline + R"(,"pauses":["p.q"])"), "rule.unknown_pauses", "/rules/0/pauses/0", "a.b"},
        {"pauses that are a deadline", book(rule("a.a", "deadline", kDeadline) + "," + rule("a.b", "deadline", kDeadline + R"(,"pauses":"a.a")")), "rule.reference", "/rules/1/pauses", "a.b"},
        {"a pause matched by what", book(rule("a.b", "pauses", R"("intervals":[{"name":{"zh":"a","en":"a"},"start":{"event":"pause.suspended"},"match":"rfe"}])")), "rule.word", "/rules/0/intervals/0/match", "a.b"},
        {"pauses without intervals", book(rule("a.b", "pauses", R"("intervals":[])")), "rule.empty", "/rules/0/intervals", "a.b"},
        {"an extension backwards", deadline(kDeadline + R"(,"extend":{"event":"extension.decided","by":{"n":-3,"unit":"month"}})"), "rule.range", "/rules/0/extend/by/n", "a.b"},
        {"an extension misspelt", deadline(kDeadline + R"(,"extend":{"event":"extension.decide"})"), "rule.unknown_event", "/rules/0/extend/event", "a.b"},
        {"an effect that ends in hours", book(rule("a.b", "expiry", R"("trigger":{"event":"deposit.frozen"},"limit":{"n":3,"unit":"hour"})")), "rule.unit", "/rules/0/limit/unit", "a.b"},
        {"a negative term", book(rule("a.b", "expiry", R"("trigger":{"event":"deposit.frozen"},"limit":{"n":-1,"unit":"year"})")), "rule.range", "/rules/0/limit/n", "a.b"},
        {"an act that needs nothing", book(rule("a.b", "before", R"("act":{"event":"closure.terminated"})")), "rule.missing_member", "/rules/0", "a.b"},
        {"a negative wait", book(rule("a.b", "before", R"("act":{"event":"closure.terminated"},"wait":{"since":{"event":"case.filed"},"n":-3,"unit":"month"})")), "rule.range", "/rules/0/wait/n", "a.b"},
        {"a wait in hours", book(rule("a.b", "before", R"("act":{"event":"closure.terminated"},"wait":{"since":{"event":"case.filed"},"n":3,"unit":"hour"})")), "rule.unit", "/rules/0/wait/unit", "a.b"},
        {"every 0 months", book(rule("a.b", "recurring", R"("trigger":{"event":"closure.terminated"},"every":{"n":0,"unit":"month"},"for":{"n":5,"unit":"year"})")), "rule.range", "/rules/0/every/n", "a.b"},
        {"every day for a life", book(rule("a.b", "recurring", R"("trigger":{"event":"closure.terminated"},"every":{"n":1,"unit":"day"},"for":{"n":100000,"unit":"year"})")), "rule.range", "/rules/0/every", "a.b"},
        {"an empty checklist", book(rule("a.b", "checklist", R"("act":{"event":"closure.terminated"},"items":[])")), "rule.empty", "/rules/0/items", "a.b"},
        {"an item without needs", book(rule("a.b", "checklist", R"("act":{"event":"closure.terminated"},"items":[{"id":"x","name":{"zh":"a","en":"a"}}])")), "rule.missing_member", "/rules/0/items/0", "a.b"},
        {"an item twice", book(rule("a.b", "checklist", R"("act":{"event":"closure.terminated"},"items":[{"id":"x","name":{"zh":"a","en":"a"},"needs":{"has":{"event":"case.filed"}}},{"id":"x","name":{"zh":"a","en":"a"},"needs":{"has":{"event":"case.filed"}}}])")), "rule.duplicate", "/rules/0/items/1", "a.b"},
        {"must and must not", book(rule("a.b", "check", R"("must":{"has":{"event":"case.filed"}},"must_not":{"has":{"event":"case.filed"}})")), "rule.condition", "/rules/0/must_not", "a.b"},
        {"neither", book(rule("a.b", "check", "")), "rule.missing_member", "/rules/0", "a.b"},
        {"no condition", check(R"({"hase":{"event":"case.filed"}})"), "rule.condition", "/rules/0/must", "a.b"},
        {"two conditions in one", check(R"({"has":{"event":"case.filed"},"none":{"event":"case.filed"}})"), "rule.unknown_member", "/rules/0/must/none", "a.b"},
        {"all of nothing", check(R"({"all":[]})"), "rule.empty", "/rules/0/must/all", "a.b"},
        {"a mistake deep inside", check(R"({"all":[{"not":{"any":[{"has":{"event":"case.field"}}]}}]})"), "rule.unknown_event", "/rules/0/must/all/0/not/any/0/has/event", "a.b"},
        {"count of none", check(R"({"count":{"event":"case.filed"},"at_least":0})"), "rule.range", "/rules/0/must/at_least", "a.b"},
        {"elapsed in hours", check(R"({"elapsed":{"since":{"event":"case.filed"},"n":3,"unit":"hour"}})"), "rule.unit", "/rules/0/must/elapsed/unit", "a.b"},
        {"elapsed, negative", check(R"({"elapsed":{"since":{"event":"case.filed"},"n":-3,"unit":"day"}})"), "rule.range", "/rules/0/must/elapsed/n", "a.b"},
        {"an unknown fact", check(R"({"fact":"claim.sort","is":["money"]})"), "rule.unknown_fact", "/rules/0/must/fact", "a.b"},
        {"an unknown word of a fact", check(R"({"fact":"claim.kind","is":["cash"]})"), "rule.unknown_word", "/rules/0/must/is/0", "a.b"},
        {"a fact that is nothing", check(R"({"fact":"claim.kind","is":[]})"), "rule.empty", "/rules/0/must/is", "a.b"},
        {"a word compared by size", check(R"({"fact":"claim.kind","at_most":"money"})"), "rule.type", "/rules/0/must/at_most", "a.b"},
        {"an amount as a number", check(R"({"fact":"claims.total","at_most":100000})"), "rule.type", "/rules/0/must/at_most", "a.b"},
        {"an amount with three decimals", check(R"({"fact":"claims.total","at_most":"1.001"})"), "rule.money", "/rules/0/must/at_most", "a.b"},
        {"a fact between", check(R"({"fact":"claims.total","at_most":"9.00","at_least":"1.00"})"), "rule.condition", "/rules/0/must", "a.b"},
        {"an impossible date", book(rule("a.b", "deadline", kDeadline, R"(["2023-02-30",null])")), "rule.date", "/rules/0/effective/0", "a.b"},
        {"ends before it begins", book(rule("a.b", "deadline", kDeadline, R"(["2023-02-01","2022-02-01"])")), "rule.effective", "/rules/0/effective", "a.b"},
        {"one date only", book(rule("a.b", "deadline", kDeadline, R"(["2023-02-01"])")), "rule.effective", "/rules/0/effective", "a.b"},
        {"dates twice", deadline(kDeadline + R"(,"versions":[{"effective":[null,null]}])"), "rule.effective", "/rules/0/effective", "a.b"},
    };
}

TEST(Rulebook, RefusesAMistakeWithFileRuleAndPlace) {
    for (const Mistake& mistake : mistakes()) {
        SCOPED_TRACE(mistake.about);
        const auto error = caught<RuleError>([&] { (void)load(mistake.text); });
        EXPECT_EQ(error.code(), mistake.code) << error.what();
        EXPECT_EQ(error.place().pointer, mistake.pointer) << error.what();
        EXPECT_EQ(error.place().file, mistake.code == "rule.schema" && mistake.text.find("catalogue.json") != std::string::npos ? "catalogue.json" : "trial.json");
        if (mistake.rule.empty()) continue;
        EXPECT_NE(error.message().en.find(mistake.rule), std::string::npos) << error.message().en;
        EXPECT_NE(error.message().zh.find(mistake.rule), std::string::npos) << error.message().zh;
    }
}

// What a rule says of itself, replaced member by member.
std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), by);
}

TEST(Rulebook, RefusesMistakesInWhatEveryRuleHas) {
    const std::string good = book(rule("a.b", "deadline", kDeadline));
    const std::vector<Mistake> table{
        {"unknown level", replaced(good, R"("statute")", R"("law")"), "rule.word", "/rules/0/level", "a.b"},
        {"unknown source", replaced(good, R"("source":"read")", R"("source":"seen")"), "rule.word", "/rules/0/source", "a.b"},
        {"no source", replaced(good, R"("source":"read",)", ""), "rule.missing_member", "/rules/0", "a.b"},
        {"no citations", replaced(good, kCite + ",", ""), "rule.missing_member", "/rules/0", "a.b"},
        {"an empty list of citations", replaced(good, kCite, R"("citations":[])"), "rule.uncited", "/rules/0/citations", "a.b"},
        {"an unknown document", replaced(good, "民诉法解释", "民诉法解"), "rule.unknown_document", "/rules/0/citations/0/document", "a.b"},
        {"an unknown version", replaced(good, "2022-04-10", "2022-04-11"), "rule.unknown_version", "/rules/0/citations/0/version", "a.b"},
        {"a citation without article", replaced(good, R"("article":"480",)", ""), "rule.missing_member", "/rules/0/citations/0", "a.b"},
        {"a name in one language", replaced(good, R"({"zh":"试","en":"trial"},"level")", R"({"zh":"试"},"level")"), "rule.missing_member", "/rules/0/name", "a.b"},
        {"an unknown severity", replaced(good, R"("level")", R"("severity":"bad","level")"), "rule.word", "/rules/0/severity", "a.b"},
        {"not read, and a breach", replaced(replaced(good, R"("source":"read")", R"("source":"unverified")"), R"("level")", R"("severity":"breach","level")"), "rule.severity", "/rules/0/severity", "a.b"},
        {"a court's rule, and a breach", replaced(replaced(good, R"("statute")", R"("court")"), R"("level")", R"("severity":"breach","level")"), "rule.severity", "/rules/0/severity", "a.b"},
        {"selected by what", replaced(good, R"("level")", R"("selects":"closing","level")"), "rule.word", "/rules/0/selects", "a.b"},
        {"enabled as text", replaced(good, R"("level")", R"("enabled":"no","level")"), "rule.type", "/rules/0/enabled", "a.b"},
        {"a version that overlaps", replaced(good, R"("effective":[null,null])", R"("versions":[{"effective":[null,"2020-01-01"]},{"effective":["2019-12-31",null]}])"), "rule.overlap", "/rules/0", "a.b"},
        {"no version", replaced(good, R"("effective":[null,null])", R"("versions":[])"), "rule.empty", "/rules/0/versions", "a.b"},
        {"a version without dates", replaced(good, R"("effective":[null,null])", R"("versions":[{}])"), "rule.missing_member", "/rules/0/versions/0", "a.b"},
        {"a version with another id", replaced(good, R"("effective":[null,null])", R"("versions":[{"id":"c.d","effective":[null,null]}])"), "rule.unknown_member", "/rules/0/versions/0/id", "a.b"},
        {"a mistake in the second version", replaced(good, R"("effective":[null,null])", R"("versions":[{"effective":[null,"2020-01-01"]},{"effective":["2020-01-01",null],"limit":{"n":0,"unit":"day"}}])"), "rule.range", "/rules/0/versions/1/limit/n", "a.b"},
        {"an unknown parameter", replaced(good, R"("n":10)", R"("n":{"parameter":"x.y"})"), "rule.unknown_parameter", "/rules/0", "a.b"},
    };
    for (const Mistake& mistake : table) {
        SCOPED_TRACE(mistake.about);
        const auto error = caught<RuleError>([&] { (void)load(mistake.text); });
        EXPECT_EQ(error.code(), mistake.code) << error.what();
        EXPECT_EQ(error.place().pointer, mistake.pointer) << error.what();
        EXPECT_NE(error.message().en.find(mistake.rule), std::string::npos) << error.message().en;
    }
}

TEST(Rulebook, ASyntaxErrorHasItsLine) {
    const auto error = caught<RuleError>([] { (void)load("{\"schema\":\"zhixing.rulebook/1\",\n \"id\": \"x\",\n oops}"); });
    EXPECT_EQ(error.code(), "rule.syntax");
    EXPECT_EQ(error.place().line, 3U);
    EXPECT_EQ(caught<RuleError>([] { (void)load(""); }).code(), "rule.syntax");
    EXPECT_EQ(caught<RuleError>([] { (void)load("{\"a\":\"\xff\"}"); }).code(), "rule.syntax");
    EXPECT_EQ(caught<RuleError>([] { (void)load("{\"a\":1} {}"); }).code(), "rule.syntax");
}

// No prefix of a good rulebook crashes; all but the whole are refused.
TEST(Rulebook, EveryTruncationIsRefused) {
    const std::string good = book(rule("a.b", "deadline", kDeadline) + "," + rule("a.c", "before", kNeeds));
    (void)load(good);
    for (std::size_t length = 0; length < good.size(); ++length) {
        EXPECT_THROW((void)load(good.substr(0, length)), RuleError) << length;
    }
}

TEST(Rulebook, BundledOnesLoadAndAnUnknownOneIsNamed) {
    EXPECT_EQ(Rulebook::bundled("national").id(), "national");
    EXPECT_EQ(Rulebook::bundled("neixiang").id(), "neixiang");
    std::size_t below = 0;
    for (const char* layer : {"national", "henan", "nanyang", "neixiang"}) {
        const std::size_t size = Rulebook::bundled(layer).size();
        EXPECT_GT(size, below) << layer;
        below = size;
    }
    EXPECT_EQ(caught<RuleError>([] { (void)Rulebook::bundled("mars"); }).code(), "rule.no_rulebook");
}

// ---------------------------------------------------------------- layers

TEST(Layers, AnOverlayExtendsABundledRulebook) {
    const std::string overlay = R"({"schema":"zhixing.rulebook/1","id":"ours","version":"2026.1","name":{"zh":"本院","en":"ours"},"extends":"national"})";
    const Rulebook ours = load(overlay);
    const Rulebook national = Rulebook::bundled("national");
    EXPECT_EQ(ours.id(), "ours");
    EXPECT_EQ(ours.version(), "2026.1");
    EXPECT_EQ(ours.size(), national.size());
    EXPECT_EQ(ours.digest(), national.digest());
}

TEST(Layers, ABaseIsBuiltOn) {
    const Rulebook base = load(book(rule("a.b", "deadline", kDeadline)));
    const std::string overlay = R"({"schema":"zhixing.rulebook/1","id":"top","version":"1","name":{"zh":"上","en":"top"},"extends":"trial","rules":[)" +
                                rule("a.c", "deadline", kDeadline) + "]}";
    const Rulebook top = load(overlay, &base);
    EXPECT_EQ(top.size(), 2U);
    EXPECT_TRUE(top.find("a.b"));
    EXPECT_TRUE(top.find("a.c"));
    const std::string other = R"({"schema":"zhixing.rulebook/1","id":"top","version":"1","name":{"zh":"上","en":"top"},"extends":"national"})";
    const auto error = caught<RuleError>([&] { (void)load(other, &base); });
    EXPECT_EQ(error.code(), "rule.base");
    EXPECT_EQ(error.place().pointer, "/extends");
}

TEST(Layers, IncludesBundledFiles) {
    const Rulebook rules = load(book("", R"("include":["national/pauses.json"],)"));
    EXPECT_TRUE(rules.find("pauses.tl2000"));
    EXPECT_EQ(rules.rule(*rules.find("pauses.tl2000")).file, "national/pauses.json");
}

TEST(Layers, DefaultsOfAFileFillWhatARuleLeavesOut) {
    const Rulebook rules = load(book(rule("a.b", "deadline", kDeadline) + "," + rule("a.c", "deadline", kDeadline + R"(,"warn":1)") + "," +
                                         rule("a.d", "before", kNeeds),
                                     R"("defaults":{"deadline":{"warn":[9,5]}},)"));
    const auto& compiled = rules.compiled().rules;
    EXPECT_EQ(compiled[0].versions[0].warn, (std::vector<int>{9, 5}));
    EXPECT_EQ(compiled[1].versions[0].warn, std::vector<int>{1});
    EXPECT_TRUE(compiled[2].versions[0].warn.empty());
}

// ---------------------------------------------------------------- overrides

std::string over(const std::string& patches) {
    return R"({"schema":"zhixing.rulebook/1","id":"ours","version":"1","name":{"zh":"本院","en":"ours"},"extends":"trial","override":{)" + patches + "}}";
}

TEST(Override, MembersReplaceThoseOfTheRule) {
    const Rulebook base = load(book(rule("a.b", "deadline", kDeadline)));
    const Rulebook ours = load(over(R"("a.b":{"limit":{"n":3,"unit":"workday"},"warn":1})"), &base);
    const RuleVersion& version = ours.compiled().rules[0].versions[0];
    EXPECT_EQ(version.limit.n, 3);
    EXPECT_EQ(version.limit.unit, Unit::workday);
    EXPECT_EQ(version.warn, std::vector<int>{1});
    EXPECT_EQ(base.compiled().rules[0].versions[0].limit.n, 10);
    EXPECT_EQ(ours.rule(0).file, "trial.json");
    EXPECT_NE(ours.rule_json(0).find("workday"), std::string::npos);
}

TEST(Override, SwitchesARuleOffAndOn) {
    const Rulebook base = load(book(rule("a.b", "deadline", kDeadline)));
    const Rulebook off = load(over(R"("a.b":{"enabled":false})"), &base);
    EXPECT_FALSE(off.rule(0).enabled);
    EXPECT_TRUE(base.rule(0).enabled);
}

TEST(Override, MistakesAreRefused) {
    const std::string versions = R"("limit":{"n":1,"unit":"year"},)" + kCite;
    const Rulebook base = load(book(
        rule("a.b", "deadline", kDeadline) + "," +
        replaced(replaced(rule("a.v", "deadline", R"("trigger":{"event":"case.filed"},"limit":{"n":9,"unit":"day"})"), kCite + ",", ""), R"("effective":[null,null])",
                 R"("versions":[{"effective":[null,"2020-01-01"],)" + versions + R"(},{"effective":["2020-01-01",null],)" + versions + "}]")));
    const std::vector<Mistake> table{
        {"no such rule", over(R"("a.x":{"warn":1})"), "rule.unknown_rule", "/override/a.x", "a.x"},
        {"another id", over(R"("a.b":{"id":"a.c"})"), "rule.override", "/override/a.b/id", "a.b"},
        {"another form", over(R"("a.b":{"form":"check"})"), "rule.override", "/override/a.b/form", "a.b"},
        {"not an object", over(R"("a.b":false)"), "rule.type", "/override/a.b", "a.b"},
        {"citations taken away", over(R"("a.b":{"citations":null})"), "rule.missing_member", "/override/a.b", "a.b"},
        {"a limit that a version hides", over(R"("a.v":{"limit":{"n":2}})"), "rule.override", "/override/a.v/limit", "a.v"},
        {"a mistake in the patch", over(R"("a.b":{"limit":{"unit":"fortnight"}})"), "rule.unit", "/override/a.b/limit/unit", "a.b"},
        {"a misspelt member", over(R"("a.b":{"limits":{"n":1}})"), "rule.unknown_member", "/override/a.b/limits", "a.b"},
    };
    for (const Mistake& mistake : table) {
        SCOPED_TRACE(mistake.about);
        const auto error = caught<RuleError>([&] { (void)load(mistake.text, &base); });
        EXPECT_EQ(error.code(), mistake.code) << error.what();
        EXPECT_EQ(error.place().pointer, mistake.pointer);
        EXPECT_NE(error.message().en.find(mistake.rule), std::string::npos) << error.message().en;
    }
}

// ---------------------------------------------------------------- versions and parameters

std::string parameter(const std::string& id, const std::string& members) { return rule(id, "parameter", members); }

TEST(Parameters, StandForANumber) {
    const Rulebook rules = load(book(parameter("p.days", R"("value":7)") + "," +
                                     rule("a.b", "deadline", R"("trigger":{"event":"case.filed"},"limit":{"n":{"parameter":"p.days"},"unit":"day"})")));
    EXPECT_EQ(rules.compiled().rules[1].versions[0].limit.n, 7);
    const std::string ours = R"({"schema":"zhixing.rulebook/1","id":"ours","version":"1","name":{"zh":"本院","en":"ours"},"extends":"trial","override":{"p.days":{"value":3}}})";
    EXPECT_EQ(load(ours, &rules).compiled().rules[1].versions[0].limit.n, 3);
}

TEST(Parameters, ADatedOneSplitsTheVersionsOfTheRulesThatUseIt) {
    const std::string dated = replaced(parameter("p.days", ""), R"("effective":[null,null])",
                                       R"("versions":[{"effective":[null,"2020-01-01"],"value":7},{"effective":["2020-01-01",null],"value":5}])");
    const Rulebook rules = load(book(dated + "," + rule("a.b", "deadline", R"("trigger":{"event":"case.filed"},"limit":{"n":{"parameter":"p.days"},"unit":"day"})", R"(["2019-01-01",null])")));
    const auto& versions = rules.compiled().rules[1].versions;
    ASSERT_EQ(versions.size(), 2U);
    EXPECT_EQ(versions[0].limit.n, 7);
    EXPECT_EQ(versions[1].limit.n, 5);
    EXPECT_EQ(versions[0].to, make_date(2020, 1, 1));
    EXPECT_EQ(versions[1].from, make_date(2020, 1, 1));
}

TEST(Parameters, OneThatDoesNotReachIsRefused) {
    const auto error = caught<RuleError>([] {
        (void)load(book(rule("p.days", "parameter", R"("value":7)", R"(["2020-01-01",null])") + "," +
                        rule("a.b", "deadline", R"("trigger":{"event":"case.filed"},"limit":{"n":{"parameter":"p.days"},"unit":"day"})", R"(["2019-01-01",null])")));
    });
    EXPECT_EQ(error.code(), "rule.parameter_gap");
    EXPECT_NE(error.message().en.find("a.b"), std::string::npos);
}

TEST(Parameters, OfTheWrongTypeAreRefusedWhereTheyStand) {
    const auto error = caught<RuleError>([] {
        (void)load(book(parameter("p.days", R"("value":"seven")") + "," +
                        rule("a.b", "deadline", R"("trigger":{"event":"case.filed"},"limit":{"n":{"parameter":"p.days"},"unit":"day"})")));
    });
    EXPECT_EQ(error.code(), "rule.type");
    EXPECT_EQ(error.place().pointer, "/rules/1/limit/n");
}

TEST(Parameters, WithoutValueOrDatesAreRefusedByName) {
    const auto no_value = caught<RuleError>([] { (void)load(book(parameter("p.days", ""))); });
    EXPECT_EQ(no_value.code(), "rule.missing_member");
    EXPECT_NE(no_value.message().en.find("p.days"), std::string::npos);
    const auto choice = caught<RuleError>([] { (void)load(book(parameter("p.days", R"("value":7,"choices":[{"value":7}])"))); });
    EXPECT_EQ(choice.code(), "rule.missing_member");
    EXPECT_EQ(choice.place().pointer, "/rules/0/choices/0");
}

TEST(Versions, AreOrderedByDateAndFoundByDay) {
    const std::string text = replaced(rule("a.b", "deadline", kDeadline), R"("effective":[null,null])",
                                      R"("versions":[{"effective":["2022-01-01",null],"limit":{"n":3,"unit":"day"}},{"effective":["2020-01-01","2021-01-01"]}])");
    const Rulebook rules = load(book(text));
    const Rule& compiled = rules.compiled().rules[0];
    EXPECT_EQ(compiled.version_on(make_date(2019, 12, 31)), nullptr);
    ASSERT_NE(compiled.version_on(make_date(2020, 1, 1)), nullptr);
    EXPECT_EQ(compiled.version_on(make_date(2020, 12, 31))->limit.n, 10);
    EXPECT_EQ(compiled.version_on(make_date(2021, 1, 1)), nullptr);
    EXPECT_EQ(compiled.version_on(make_date(2022, 1, 1))->limit.n, 3);
    EXPECT_EQ(compiled.version_on(make_date(2199, 1, 1))->limit.n, 3);
}

// ---------------------------------------------------------------- digest and text

TEST(Digest, ChangesWithTheContentAndWithNothingElse) {
    const Rulebook one = load(book(rule("a.b", "deadline", kDeadline)));
    EXPECT_EQ(load(book(rule("a.b", "deadline", kDeadline)) + "\n\n").digest(), one.digest());
    const std::string moved = R"("limit":{"unit":"day","n":10},"fulfil":{"event":"notice.issued"},"trigger":{"event":"case.filed"})";
    EXPECT_EQ(load(book(rule("a.b", "deadline", moved))).digest(), one.digest()) << "the order of members says nothing";
    std::set<std::string> digests{one.digest()};
    digests.insert(load(book(rule("a.b", "deadline", replaced(kDeadline, "10", "11")))).digest());
    digests.insert(load(book(rule("a.c", "deadline", kDeadline))).digest());
    digests.insert(load(book(rule("a.b", "deadline", kDeadline + R"(,"warn":1)"))).digest());
    digests.insert(load(book(replaced(rule("a.b", "deadline", kDeadline), "480", "481"))).digest());
    digests.insert(load(book(rule("a.b", "deadline", kDeadline) + "," + rule("a.c", "deadline", kDeadline))).digest());
    EXPECT_EQ(digests.size(), 6U);
}

TEST(RuleJson, IsTheRuleAfterLayeringAndLoadsAgain) {
    const Rulebook national = Rulebook::bundled("national");
    std::string rules;
    for (std::size_t i = 0; i < national.size(); ++i) rules += (i == 0 ? "" : ",") + national.rule_json(i);
    EXPECT_EQ(load(book(rules)).digest(), national.digest());
}

// ---------------------------------------------------------------- lint

std::set<std::string> codes(const Rulebook& rules) {
    std::set<std::string> found;
    for (const LintRemark& remark : rules.lint()) {
        EXPECT_FALSE(remark.message.zh.empty());
        EXPECT_FALSE(remark.message.en.empty());
        EXPECT_TRUE(rules.find(remark.rule)) << remark.rule;
        found.insert(remark.code);
    }
    return found;
}

using Codes = std::set<std::string>;

TEST(Lint, ACleanRulebookHasNoRemarks) { EXPECT_EQ(codes(load(book(rule("a.b", "deadline", kDeadline)))), Codes{}); }

TEST(Lint, EachRemarkHasItsOccasion) {
    const std::string plain = rule("a.b", "deadline", kDeadline);
    EXPECT_EQ(codes(load(book(replaced(plain, R"("effective":[null,null])", R"("versions":[{"effective":[null,"2020-01-01"]},{"effective":["2023-01-01",null]}])")))),
              (Codes{"gap", "document-date"}));
    EXPECT_EQ(codes(load(book(replaced(plain, "2022-04-10", "2021-01-01")))), Codes{"document-source"});
    EXPECT_EQ(codes(load(book(replaced(plain, "[null,null]", R"([null,"2020-01-01"])")))), Codes{"document-date"});
    EXPECT_EQ(codes(load(book(parameter("p.q", R"("value":1)")))), Codes{"unused"});
    EXPECT_EQ(codes(load(book(rule("p.q", "pauses", R"("intervals":[{"name":{"zh":"a","en":"a"},"start":{"event":"pause.suspended"}}])")))), Codes{"unused"});
    EXPECT_EQ(codes(load(book(rule("a.b", "deadline", R"("trigger":{"event":"case.received_by_handler","outcome":"found"},"limit":{"n":1,"unit":"day"})")))),
              Codes{"untriggered"});
    EXPECT_EQ(codes(load(book(parameter("p.n", R"("value":4,"choices":[{"value":3,"name":{"zh":"三","en":"three"}}])") + "," +
                              rule("a.b", "deadline", R"("trigger":{"event":"case.filed"},"limit":{"n":{"parameter":"p.n"},"unit":"day"})")))),
              Codes{"choice"});
}

// What may stay in the bundled rulebooks: three lists of pauses that courts may choose instead of the default.
TEST(Lint, TheBundledRulebooksAreClean) {
    for (const char* id : {"national", "neixiang"}) {
        for (const LintRemark& remark : Rulebook::bundled(id).lint()) {
            const bool choice_of_pauses = remark.code == "unused" && remark.rule.starts_with("pauses.");
            EXPECT_TRUE(choice_of_pauses) << id << ": " << remark.code << " " << remark.rule << " " << remark.message.en;
        }
    }
}

}  // namespace
}  // namespace zhixing
