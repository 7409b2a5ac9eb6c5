// The gate of the guideline's article 5.
#include "template_helpers.hpp"

namespace zhixing {
namespace {

using testing::bundled;
using testing::dossier;
using testing::question;

Templates own(const std::string& document, const std::string& document_class, const std::string& more = "") {
    const std::string text = "---json\n{\"schema\":\"zhixing.template/1\",\"id\":\"own\",\"document\":\"" + document + "\",\"name\":{\"zh\":\"x\",\"en\":\"x\"},\"class\":\"" + document_class + "\"" + more + "}\n---\n> 文\n\n{{signature}}\n";
    return bundled().with(text, "own.md");
}

std::string code_of(const Templates& templates, const Dossier& facts, RenderQuestion asked) {
    try {
        (void)render(facts, templates, templates.at("own"), asked);
        return "made";
    } catch (const Error& error) {
        return error.code();
    }
}

RenderQuestion of(Office office) {
    RenderQuestion asked = question();
    asked.office = office;
    return asked;
}

const std::string kDecision = R"(,"decision":{"events":["seizure.ruled"],"outcome":["granted"]})";

TEST(Gate, ClassAIsOpen) { EXPECT_EQ(code_of(own("执行通知书", "A"), dossier(), of(Office::centre)), "made"); }

TEST(Gate, ClassBNeedsItsDecision) {
    const Templates templates = own("执行通知书", "B", kDecision);
    const auto with = [](const char* events) { return dossier(events); };
    EXPECT_EQ(code_of(templates, dossier(), of(Office::centre)), "document.undecided");
    EXPECT_EQ(code_of(templates, with(R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-01","outcome":"granted"})"), of(Office::centre)), "made");
    EXPECT_EQ(code_of(templates, with(R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-01","outcome":"denied"})"), of(Office::centre)), "document.undecided");
    EXPECT_EQ(code_of(templates, with(R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-21","outcome":"granted"})"), of(Office::centre)), "document.undecided");
    EXPECT_EQ(code_of(templates, with(R"({"id":"e1","kind":"seizure.made","on":"2026-03-01","outcome":"granted"})"), of(Office::team)), "document.undecided");
    EXPECT_EQ(code_of(own("执行通知书", "B"), dossier(), of(Office::centre)), "document.undecided");
}

TEST(Gate, ADecisionMayBeOneOfficesOrCountOnlyBesideAnother) {
    const auto ruled = [](const char* more) { return dossier(std::string{R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-01")"} + more + "}"); };
    const Templates by_panel = own("执行通知书", "B", R"(,"decision":{"events":["seizure.ruled"],"role":["panel"]})");
    EXPECT_EQ(code_of(by_panel, ruled(R"(,"role":"panel")"), of(Office::centre)), "made");
    EXPECT_EQ(code_of(by_panel, ruled(R"(,"role":"handler")"), of(Office::centre)), "document.undecided");
    EXPECT_EQ(code_of(by_panel, ruled(""), of(Office::centre)), "document.undecided");
    const Templates beside = own("执行通知书", "B", R"(,"decision":{"events":["seizure.ruled","case.filed"],"with":{"seizure.ruled":"property.found"}})");
    EXPECT_EQ(code_of(beside, ruled(""), of(Office::centre)), "document.undecided");
    EXPECT_EQ(code_of(beside, ruled(R"(},{"id":"e2","kind":"property.found","on":"2026-03-02")"), of(Office::centre)), "made");
    EXPECT_EQ(code_of(beside, ruled(R"(},{"id":"e2","kind":"case.filed","on":"2026-03-02")"), of(Office::centre)), "made");
    // What was denied is no decision, unless a template says that it is.
    EXPECT_EQ(code_of(own("执行通知书", "B", R"(,"decision":{"events":["seizure.ruled"]})"), ruled(R"(,"outcome":"denied")"), of(Office::centre)), "document.undecided");
    EXPECT_EQ(code_of(own("执行通知书", "B", R"(,"decision":{"events":["seizure.ruled"],"outcome":["denied"]})"), ruled(R"(,"outcome":"denied")"), of(Office::centre)), "made");
}

TEST(Gate, ClassBOfOnePartyRestsOnItsOwnDecision) {
    const Templates templates = own("执行通知书", "B", kDecision + R"(,"per":"respondent")");
    EXPECT_EQ(code_of(templates, dossier(R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-01","outcome":"granted","party":"p1"})"), of(Office::centre)), "document.undecided");
    EXPECT_EQ(code_of(templates, dossier(R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-01","outcome":"granted","party":"p2"})"), of(Office::centre)), "made");
}

TEST(Gate, ClassCIsNotForTheCentre) {
    const std::string decided = R"({"id":"e1","kind":"seizure.ruled","on":"2026-03-01","outcome":"granted"})";
    const Templates templates = own("执行通知书", "C", kDecision);
    EXPECT_EQ(code_of(templates, dossier(decided), of(Office::centre)), "document.reserved");
    EXPECT_EQ(code_of(templates, dossier(decided), of(Office::team)), "made");
    EXPECT_EQ(code_of(templates, dossier(), of(Office::team)), "document.undecided");
    try {
        (void)render(dossier(decided), templates, templates.at("own"), of(Office::centre));
        FAIL();
    } catch (const RenderError& error) {
        EXPECT_NE(error.message().zh.find("第五条"), std::string::npos);
        EXPECT_NE(error.detail().find("\"class\":\"C\""), std::string::npos);
    }
}

TEST(Gate, WhatIsNotKnownIsClassC) {
    EXPECT_EQ(document_gate(bundled(), "从未有过的文书").document_class, DocumentClass::c);
    EXPECT_FALSE(document_gate(bundled(), "从未有过的文书").open);
    EXPECT_TRUE(document_gate(bundled(), "执行通知书").open);
    // A court's own template of a type that the library does not have, whatever it says of itself.
    EXPECT_EQ(code_of(own("从未有过的文书", "A"), dossier(), of(Office::centre)), "document.reserved");
    EXPECT_EQ(own("从未有过的文书", "A").info(own("从未有过的文书", "A").at("own")).document_class, DocumentClass::c);
}

TEST(Gate, ACourtCannotLowerTheClass) {
    const Templates stricter = own("执行通知书", "C");
    EXPECT_EQ(stricter.info(stricter.at("own")).document_class, DocumentClass::c);
    // Also not by replacing a template of its own that was stricter.
    const Templates again = stricter.with("---json\n{\"schema\":\"zhixing.template/1\",\"id\":\"own\",\"document\":\"搜查令\",\"name\":{\"zh\":\"x\",\"en\":\"x\"},\"class\":\"A\"}\n---\nx", "own.md");
    EXPECT_EQ(again.info(again.at("own")).document_class, DocumentClass::c);
    // Nor by taking the place of one of the library: what that asked is still asked.
    const Templates replaced = bundled().with("---json\n{\"schema\":\"zhixing.template/1\",\"id\":\"enforcement-notice\",\"document\":\"搜查令\",\"name\":{\"zh\":\"x\",\"en\":\"x\"},\"class\":\"A\"}\n---\nx", "own.md");
    EXPECT_EQ(replaced.info(replaced.at("enforcement-notice")).document_class, DocumentClass::c);
    EXPECT_EQ(replaced.size(), bundled().size());
    // A template can be replaced again and again.
    const std::string same = "---json\n{\"schema\":\"zhixing.template/1\",\"id\":\"enforcement-notice\",\"document\":\"执行通知书\",\"name\":{\"zh\":\"x\",\"en\":\"x\"},\"class\":\"A\"}\n---\nx";
    const Templates twice = bundled().with(same, "own.md").with(same, "own.md");
    EXPECT_EQ(twice.info(twice.at("enforcement-notice")).document_class, DocumentClass::a);
}

TEST(Gate, SignersAreCheckedAgainstApprovals) {
    const Templates templates = own("执行通知书", "A", R"(,"signs":[{"role":"president","zh":"院长"}])");
    const auto approved = [](const char* more) { return dossier(std::string{R"({"id":"e1","kind":"document.approved","on":"2026-03-01","by":"孙某",)"} + more + "}"); };
    EXPECT_EQ(code_of(templates, dossier(), of(Office::centre)), "document.unsigned");
    EXPECT_EQ(code_of(templates, approved(R"("role":"president","document":"执行通知书")"), of(Office::centre)), "made");
    EXPECT_EQ(code_of(templates, approved(R"("role":"handler","document":"执行通知书")"), of(Office::centre)), "document.unsigned");
    EXPECT_EQ(code_of(templates, approved(R"("role":"president","document":"限制消费令")"), of(Office::centre)), "document.unsigned");
    EXPECT_EQ(code_of(templates, approved(R"("role":"president","document":"执行通知书","outcome":"denied")"), of(Office::centre)), "document.unsigned");
    const std::string text = render(approved(R"("role":"president","document":"执行通知书")"), templates, templates.at("own"), question()).text();
    EXPECT_NE(text.find("院长　孙某"), std::string::npos);
}

TEST(Gate, APreviewIsMadeAndMarked) {
    const Templates templates = own("执行通知书", "C", R"(,"signs":[{"role":"president","zh":"院长"}])");
    RenderQuestion asked = question();
    asked.preview = true;
    const Rendering rendering = render(dossier(), templates, templates.at("own"), asked);
    EXPECT_FALSE(rendering.gate().open);
    EXPECT_TRUE(rendering.text().starts_with("【预览稿，不得作为正式文书使用】\n"));
    EXPECT_NE(rendering.text().find("【缺：院长签发】"), std::string::npos);
    ASSERT_EQ(rendering.missing().size(), 1u);
}

TEST(Gate, OneOfSeveralPartiesHasToBeNamed) {
    const Templates templates = own("执行通知书", "A", R"(,"per":"respondent")");
    const Dossier two = Dossier::from_json(R"({"number":"（2026）豫1325执1号","court":"x","parties":[{"id":"p1","role":"respondent"},{"id":"p2","role":"respondent"}],"events":[]})");
    EXPECT_EQ(code_of(templates, two, question()), "input.party");
    RenderQuestion asked = question();
    asked.party = "p2";
    EXPECT_EQ(code_of(templates, two, asked), "made");
    asked.party = "p9";
    EXPECT_EQ(code_of(templates, two, asked), "input.party");
}

}  // namespace
}  // namespace zhixing
