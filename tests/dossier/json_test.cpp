#include <gtest/gtest.h>

#include <string>

#include "support.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {
namespace {

using testing::expect_error;
using testing::has_remark;
using testing::json_error;
using testing::with_events;

constexpr std::string_view kSample = R"({
    "schema": "zhixing.dossier/1", "number": "（2023）豫1325执123号", "court": "内乡县人民法院", "kind": "enforcement",
    "host": {"row": 7, "tags": ["a", null, true, -1.5e3], "名": "值\n"},
    "basis": {"kind": "judgment", "number": "（2022）豫1325民初45号", "made": "2022-12-20", "effective": "2023-01-10",
              "perform_by": "2023-01-20", "chamber": "民二庭"},
    "parties": [{"id": "p1", "role": "applicant", "kind": "natural", "name": "张某"},
                {"id": "p2", "role": "respondent", "kind": "legal", "name": "某某公司", "phone": "1",
                 "identity": {"kind": "uscc", "number": "91411325MA44XXXX0X", "seen": true}}],
    "claims": [{"id": "c1", "creditor": "p1", "debtors": ["p2"], "kind": "money", "principal": "1000000.00", "x": {}}],
    "events": [{"id": "e1", "kind": "case.filed", "on": "2023-02-01"},
               {"id": "e2", "kind": "notice.issued", "on": "2023-02-06T10:30", "party": "p2", "document": "执行通知书",
                "recorded": "2023-02-06T11:00:00", "host_id": 12}]
})";

TEST(DossierJson, ReadsHeaderAndEvents) {
    const Dossier dossier = Dossier::from_json(kSample);
    EXPECT_EQ(dossier.number(), "（2023）豫1325执123号");
    EXPECT_EQ(dossier.court(), "内乡县人民法院");
    EXPECT_EQ(dossier.kind(), Catalogue::bundled().find_word(Vocabulary::dossier_kind, "enforcement"));
    EXPECT_TRUE(dossier.basis().present);
    EXPECT_EQ(dossier.basis().effective, make_date(2023, 1, 10));
    ASSERT_EQ(dossier.parties().size(), 2U);
    EXPECT_EQ(dossier.text(dossier.parties()[1].identity_number), "91411325MA44XXXX0X");
    ASSERT_EQ(dossier.claims().size(), 1U);
    EXPECT_EQ(dossier.claims()[0].principal, Money::from_fen(100'000'000));
    EXPECT_EQ(dossier.text(dossier.debtors()[0]), "p2");
    EXPECT_EQ(dossier.extra(), "\"host\":{\"row\":7,\"tags\":[\"a\",null,true,-1.5e3],\"名\":\"值\\n\"}");

    ASSERT_EQ(dossier.events().size(), 2U);
    const Event& notice = dossier.events()[1];
    EXPECT_EQ(notice.kind, Catalogue::bundled().find_kind("notice.issued"));
    EXPECT_EQ(notice.on, make_date(2023, 2, 6));
    EXPECT_EQ(notice.second, 10 * 3600 + 30 * 60);
    EXPECT_EQ(notice.party, 2);
    EXPECT_EQ(dossier.party_id(notice.party), "p2");
    EXPECT_NE(notice.document, 0);
    EXPECT_EQ(dossier.text(notice, Column::document), "执行通知书");
    EXPECT_EQ(dossier.text(notice, Column::note), "");
    EXPECT_EQ(dossier.extra(notice), "\"host_id\":12");
    EXPECT_TRUE(dossier.remarks().empty());
}

TEST(DossierJson, WritesEverythingBack) {
    const std::string once = Dossier::from_json(kSample).to_json();
    EXPECT_EQ(Dossier::from_json(once).to_json(), once);
    EXPECT_EQ(once.find('\n'), std::string::npos);
    for (const char* part : {"\"host\":{", "\"chamber\":\"民二庭\"", "\"phone\":\"1\"", "\"seen\":true",
                             "\"x\":{}", "\"host_id\":12"}) {
        EXPECT_NE(once.find(part), std::string::npos) << part;
    }
}

TEST(DossierJson, MembersMayStandInAnyOrder) {
    const Dossier dossier = Dossier::from_json(
        R"({"events":[{"party":"p1","on":"2023-02-01","kind":"notice.issued","id":"x"}],"number":"n",)"
        R"("parties":[{"name":"张某","id":"p1"}]})");
    EXPECT_EQ(dossier.events()[0].party, 1);
    EXPECT_EQ(dossier.number(), "n");
}

TEST(DossierJson, EscapesInNamesAndTexts) {
    const Dossier dossier = Dossier::from_json(
        R"({"\u006eumber":"\uFF082023\uff09","events":[{"kind":"case.filed","\u006fn":"2023-02-01",)"
        R"("note":"\ud83d\ude00\/\\\"\b\f\n\r\t\u0000"}]})");
    EXPECT_EQ(dossier.number(), "（2023）");
    using namespace std::string_view_literals;
    EXPECT_EQ(dossier.text(dossier.events()[0], Column::note), "😀/\\\"\b\f\n\r\t\0"sv);
    EXPECT_EQ(Dossier::from_json(dossier.to_json()).to_json(), dossier.to_json());
}

TEST(DossierJson, NullAndEmptyAreAbsent) {
    const Dossier dossier = Dossier::from_json(
        R"({"schema":null,"number":null,"court":null,"kind":null,"covers":null,"basis":null,"parties":null,)"
        R"("claims":null,"events":[{"id":null,"kind":"case.filed","on":null,"amount":null,"party":""}]})");
    EXPECT_EQ(dossier.number(), "");
    EXPECT_FALSE(dossier.basis().present);
    EXPECT_EQ(dossier.event_id(dossier.events()[0]), "e1");
    EXPECT_FALSE(dossier.events()[0].has_date());
    EXPECT_FALSE(dossier.events()[0].has_amount);
    EXPECT_EQ(dossier.events()[0].party, 0);
    EXPECT_TRUE(dossier.covers(dossier.events()[0].kind));
    EXPECT_EQ(dossier.to_json(),
              R"({"schema":"zhixing.dossier/1","events":[{"id":"e1","kind":"case.filed"}]})");
    EXPECT_EQ(Dossier::from_json("{}").to_json(), R"({"schema":"zhixing.dossier/1","events":[]})");
}

TEST(DossierJson, ByteOrderMarkAndSpaceArePassedOver) {
    EXPECT_EQ(Dossier::from_json("\xEF\xBB\xBF \r\n{ \"number\" : \"x\" } \n").number(), "x");
}

TEST(DossierJson, WhatWasUnderstoodIsWrittenInOneForm) {
    const std::string json =
        Dossier::from_json(
            with_events(
                R"({"id":"e1","kind":"发出执行通知书","on":"2023-02-06 10:00","role":"承办人","party":"p2","amount":"5.5"})"))
            .to_json();
    EXPECT_NE(json.find(R"("kind":"notice.issued","on":"2023-02-06T10:00:00","role":"handler")"),
              std::string::npos)
        << json;
    EXPECT_NE(json.find(R"("amount":"5.50")"), std::string::npos) << json;
}

TEST(DossierJson, CoversNamesAreasAndKinds) {
    const Catalogue& catalogue = Catalogue::bundled();
    const Kind issued = catalogue.find_kind("notice.issued");
    const Kind filed = catalogue.find_kind("case.filed");
    const std::string& area = catalogue.kind(issued).area;
    for (const std::string& name : {std::string{"notice.issued"}, area, area + ".*"}) {
        const Dossier dossier = Dossier::from_json(R"({"covers":[")" + name + R"(","no-such-area"]})");
        EXPECT_TRUE(dossier.covers(issued)) << name;
        EXPECT_FALSE(dossier.covers(filed)) << name;
        EXPECT_EQ(Dossier::from_json(dossier.to_json()).to_json(), dossier.to_json());
        EXPECT_NE(dossier.to_json().find("no-such-area"), std::string::npos);
    }
    EXPECT_FALSE(Dossier::from_json(R"({"covers":[]})").covers(issued));
    EXPECT_TRUE(Dossier::from_json("{}").covers(issued));
}

TEST(DossierJson, AssignsMissingIds) {
    const Dossier dossier = Dossier::from_json(
        R"({"parties":[{"name":"a"},{"id":"p1","name":"b"}],"claims":[{}],)"
        R"("events":[{"kind":"case.filed"},{"id":"e1","kind":"case.filed"},{"kind":"case.filed"}]})");
    EXPECT_EQ(dossier.event_id(dossier.events()[0]), "e2");
    EXPECT_EQ(dossier.event_id(dossier.events()[1]), "e1");
    EXPECT_EQ(dossier.event_id(dossier.events()[2]), "e3");
    EXPECT_EQ(dossier.text(dossier.parties()[0].id), "p2");
    EXPECT_EQ(dossier.text(dossier.claims()[0].id), "c1");
}

// ---------------------------------------------------------------- remarks

TEST(DossierRemarks, UnknownKindIsKept) {
    const Dossier dossier = Dossier::from_json(with_events(
        R"({"kind":"other.flood","on":"2023-02-01","amount":"1"},{"kind":"Notice.Issued","on":"2023-02-01"})"));
    EXPECT_EQ(dossier.events()[0].kind, Kind::unknown);
    EXPECT_TRUE(has_remark(dossier, Remark::Code::unknown_kind, 0));
    EXPECT_TRUE(has_remark(dossier, Remark::Code::unknown_kind, 1));
    EXPECT_NE(dossier.to_json().find("other.flood"), std::string::npos);
}

TEST(DossierRemarks, UnknownWordIsKept) {
    const Dossier dossier = Dossier::from_json(
        with_events(R"({"kind":"notice.issued","on":"2023-02-01","party":"p2","document":"红头文件"})"));
    EXPECT_EQ(dossier.events()[0].document, 0);
    ASSERT_TRUE(has_remark(dossier, Remark::Code::unknown_word, 0));
    EXPECT_NE(dossier.to_json().find("红头文件"), std::string::npos);
}

TEST(DossierRemarks, ColumnsDatesRolesAndParties) {
    const Catalogue& catalogue = Catalogue::bundled();
    for (std::size_t i = 1; i < catalogue.kind_count(); ++i) {
        const KindInfo& kind = catalogue.kind(static_cast<Kind>(i));
        const Dossier dossier = Dossier::from_json(
            with_events(R"({"kind":")" + kind.id +
                        R"(","number":"x","digest":"y","amount":"1","until":"2023-01-01","party":"p9"})"));
        EXPECT_TRUE(has_remark(dossier, Remark::Code::no_date, 0));
        EXPECT_TRUE(has_remark(dossier, Remark::Code::unknown_party, 0));
        EXPECT_EQ(dossier.party_id(dossier.events()[0].party), "p9");
        std::size_t missing = 0;
        for (const Remark& remark : dossier.remarks())
            missing += remark.code == Remark::Code::missing_column ? 1 : 0;
        std::size_t expected = 0;
        for (const Column column : kind.needs) {
            expected += column == Column::ref || column == Column::document || column == Column::method ||
                                column == Column::outcome || column == Column::ground ||
                                column == Column::role || column == Column::by
                            ? 1
                            : 0;
        }
        EXPECT_EQ(missing, expected) << kind.id;
    }
}

TEST(DossierRemarks, RoleThatMayNotRecordIt) {
    const Catalogue& catalogue = Catalogue::bundled();
    const KindInfo& filed = catalogue.kind(catalogue.find_kind("case.filed"));
    ASSERT_FALSE(filed.roles.empty());
    const std::string good = catalogue.word(Vocabulary::role, filed.roles[0]).id;
    EXPECT_FALSE(
        has_remark(Dossier::from_json(with_events(R"({"kind":"case.filed","role":")" + good + "\"}")),
                   Remark::Code::wrong_role, 0));
    EXPECT_TRUE(has_remark(Dossier::from_json(with_events(R"({"kind":"case.filed","role":"cashier"})")),
                           Remark::Code::wrong_role, 0));
}

TEST(DossierParties, MayBeNamedByNameUnlessTwoHaveIt) {
    const Dossier dossier = Dossier::from_json(
        R"({"parties":[{"id":"a","name":"甲"},{"id":"b","name":"乙"},{"id":"c","name":"乙"},{"id":"甲","name":"丙"}],)"
        R"("events":[{"kind":"x","party":"丙"},{"kind":"x","party":"乙"},{"kind":"x","party":"甲"},{"kind":"x","party":"a"}]})");
    EXPECT_EQ(dossier.party_id(dossier.events()[0].party), "甲");
    EXPECT_GT(dossier.events()[1].party, 4);
    EXPECT_EQ(dossier.party_id(dossier.events()[1].party), "乙");
    EXPECT_EQ(dossier.events()[2].party, 4);  // an id goes before a name
    EXPECT_EQ(dossier.events()[3].party, 1);
}

// ---------------------------------------------------------------- what is refused

TEST(DossierJsonRefuses, OtherSchema) {
    expect_error(json_error(R"({"schema":"zhixing.dossier/2"})"), "input.schema", "/schema");
    expect_error(json_error(R"({"schema":1})"), "input.type", "/schema");
}

TEST(DossierJsonRefuses, WrongTypes) {
    expect_error(json_error(R"([])"), "input.type", "");
    expect_error(json_error(R"("x")"), "input.type", "");
    expect_error(json_error(R"({"number":5})"), "input.type", "/number");
    expect_error(json_error(R"({"events":{}})"), "input.type", "/events");
    expect_error(json_error(R"({"events":[1]})"), "input.type", "/events/0");
    expect_error(json_error(R"({"parties":["p1"]})"), "input.type", "/parties/0");
    expect_error(json_error(R"({"parties":[{"identity":"x"}]})"), "input.type", "/parties/0/identity");
    expect_error(json_error(R"({"parties":[{},{"identity":{"number":1}}]})"), "input.type",
                 "/parties/1/identity/number");
    expect_error(json_error(R"({"claims":[{"debtors":"p1"}]})"), "input.type", "/claims/0/debtors");
    expect_error(json_error(R"({"claims":[{"debtors":["p1",true]}]})"), "input.type", "/claims/0/debtors/1");
    expect_error(json_error(R"({"covers":["a",1]})"), "input.type", "/covers/1");
    expect_error(json_error(R"({"basis":[]})"), "input.type", "/basis");
    expect_error(json_error(with_events(R"({"kind":"case.filed"},{"kind":"case.filed","party":["p1"]})")),
                 "input.type", "/events/1/party");
    expect_error(json_error(with_events(R"({"kind":"case.filed","note":true})")), "input.type",
                 "/events/0/note");
}

TEST(DossierJsonRefuses, MoneyThatIsNoDecimalText) {
    const auto number = json_error(with_events(R"({"kind":"case.filed","amount":1234.5})"));
    expect_error(number, "input.type", "/events/0/amount");
    EXPECT_NE(number->message().en.find("decimal string"), std::string::npos);
    const auto amount = [](const std::string& text) {
        return json_error(with_events(R"({"kind":"case.filed","amount":")" + text + "\"}"));
    };
    expect_error(amount("1.005"), "money.precision", "/events/0/amount");
    expect_error(amount("1000000000000000000"), "money.overflow", "/events/0/amount");
    for (const char* text : {"1,234.50", "1e5", "+1", "1.", ".5", " 1", "１", "一万", "NaN", "0x10"}) {
        expect_error(amount(text), "money.format", "/events/0/amount");
    }
    expect_error(json_error(R"({"claims":[{"principal":1}]})"), "input.type", "/claims/0/principal");
    expect_error(json_error(R"({"claims":[{"principal":"1.234"}]})"), "money.precision",
                 "/claims/0/principal");
}

TEST(DossierJsonRefuses, ImpossibleDates) {
    for (const char* text : {"2023-02-29", "2023-13-01", "2023/2/6", "2023-2-6", "1899-12-31", "2200-01-01",
                             "20230206", "2023-02-06T25:00", "2023-02-06T10:00+09:00", "昨天"}) {
        expect_error(json_error(with_events(R"({"kind":"case.filed","on":")" + std::string{text} + "\"}")),
                     "input.date", "/events/0/on");
    }
    expect_error(json_error(with_events(R"({"kind":"case.filed","until":"2023-02-06T10:00"})")), "input.date",
                 "/events/0/until");
    expect_error(json_error(with_events(R"({"kind":"case.filed","recorded":"x"})")), "input.date",
                 "/events/0/recorded");
    expect_error(json_error(R"({"basis":{"effective":"2023-02-30"}})"), "input.date", "/basis/effective");
}

TEST(DossierJsonRefuses, EventWithoutKind) {
    expect_error(json_error(with_events(R"({"kind":"case.filed"},{"on":"2023-02-01"})")), "input.missing",
                 "/events/1/kind");
}

TEST(DossierJsonRefuses, DuplicateIds) {
    const auto error = json_error(with_events(
        R"({"id":"a","kind":"case.filed"},{"id":"b","kind":"case.filed"},{"id":"a","kind":"case.filed"})"));
    expect_error(error, "input.duplicate", "/events/2/id");
    EXPECT_NE(error->message().en.find("/events/0/id"), std::string::npos);
    expect_error(json_error(R"({"parties":[{"id":"a"},{"id":"a"}]})"), "input.duplicate", "/parties/1/id");
    expect_error(json_error(R"({"claims":[{"id":"a"},{"id":"a"}]})"), "input.duplicate", "/claims/1/id");
}

TEST(DossierJsonRefuses, DuplicateMembers) {
    expect_error(json_error(R"({"number":"a","number":"a"})"), "input.duplicate_member", "/number");
    expect_error(json_error(R"({"number":"a","\u006eumber":"a"})"), "input.duplicate_member", "/number");
    expect_error(json_error(with_events(R"({"kind":"a","kind":"b"})")), "input.duplicate_member",
                 "/events/0/kind");
    expect_error(json_error(R"({"events":[],"events":[]})"), "input.duplicate_member", "/events");
    expect_error(json_error(R"({"parties":[{"identity":{},"identity":{}}]})"), "input.duplicate_member",
                 "/parties/0/identity");
}

TEST(DossierJsonRefuses, BrokenText) {
    expect_error(json_error(""), "input.empty", "");
    expect_error(json_error(" \n "), "input.empty", "");
    expect_error(json_error("{\"number\":\"\xFF\"}"), "input.utf8", "", 1);
    expect_error(json_error("{\n\n\"number\":\"\xE4\xB8\"}"), "input.utf8", "", 3);
    expect_error(json_error("{\"number\":\"a\nb\"}"), "input.syntax", "");
    expect_error(json_error("{} {}"), "input.syntax", "");
    expect_error(json_error("{}}"), "input.syntax", "");
    expect_error(json_error(R"({"number":"\ud800"})"), "input.syntax", "/number");
    expect_error(json_error(R"({"number":"\q"})"), "input.syntax", "/number");
    expect_error(json_error(R"({"number":"\u12"})"), "input.syntax", "/number");
    expect_error(json_error("{\"number\":nul}"), "input.syntax", "/number");
    expect_error(json_error("{\"x\":01}"), "input.syntax", "/x");
    expect_error(json_error("{\"x\":[1,]}"), "input.syntax", "/x");
    expect_error(json_error("{\"x\":\"\\q\"}"), "input.syntax", "/x");
    expect_error(json_error("{\"x\":{\"\\q\":1}}"), "input.syntax", "/x");
    expect_error(json_error("{\"number\":\"a\",}"), "input.syntax", "/number");
    expect_error(json_error("{\n\"events\":[\n{\"kind\" \"x\"}]}"), "input.syntax", "/events/0", 3);
}

TEST(DossierJsonRefuses, EveryTruncation) {
    const std::string json{kSample};
    const std::size_t end = json.find_last_of('}');
    for (std::size_t size = 0; size <= end; ++size) {
        const auto error = json_error(json.substr(0, size));
        ASSERT_TRUE(error.has_value()) << size;
        EXPECT_TRUE(error->code() == "input.syntax" || error->code() == "input.empty" ||
                    error->code() == "input.utf8" || error->code() == "input.type")
            << size << ' ' << error->what();
    }
}

TEST(DossierJsonRefuses, TooDeepAndTooLarge) {
    const auto nested = [](std::size_t depth) {
        return "{\"x\":" + std::string(depth, '[') + std::string(depth, ']') + "}";
    };
    EXPECT_FALSE(json_error(nested(kMaxDepth - 1)).has_value());
    expect_error(json_error(nested(kMaxDepth)), "input.depth", "/x");
    expect_error(json_error(nested(1'000'000)), "input.depth", "/x");
    expect_error(json_error("{\"x\":" + std::string(1'000'000, '[')), "input.depth", "/x");

    expect_error(json_error("{}" + std::string(kMaxDossierBytes, ' ')), "input.limit", "");
    std::string events = "{\"events\":[";
    for (std::size_t i = 0; i <= kMaxEvents; ++i) events += i == 0 ? "{\"kind\":\"x\"}" : ",{\"kind\":\"x\"}";
    expect_error(json_error(events + "]}"), "input.limit", "/events/100000");
    std::string parties = "{\"parties\":[";
    for (std::size_t i = 0; i <= kMaxParties; ++i) parties += i == 0 ? "{}" : ",{}";
    expect_error(json_error(parties + "]}"), "input.limit", "/parties/10000");
    std::string refs = "{\"events\":[";
    for (std::size_t i = 0; i <= 65535; ++i)
        refs += (i == 0 ? "" : ",") + (R"({"kind":"x","ref":")" + std::to_string(i) + "\"}");
    expect_error(json_error(refs + "]}"), "input.limit", "/events/65535/ref");
}

TEST(DossierJsonRefuses, PointerEscapesNames) {
    expect_error(json_error(R"({"a/b~c":01})"), "input.syntax", "/a~1b~0c");
}

}  // namespace
}  // namespace zhixing
