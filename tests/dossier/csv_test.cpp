#include <gtest/gtest.h>

#include <string>

#include "support.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {
namespace {

using testing::csv;
using testing::error_of;
using testing::expect_error;

std::string one_csv(const Dossier& dossier) { return csv_header() + to_csv(dossier); }

/// JSON → CSV → JSON must lose nothing.
void expect_round_trip(const std::string& json) {
    const Dossier dossier = Dossier::from_json(json);
    const std::string text = one_csv(dossier);
    const auto read = csv(text);
    ASSERT_TRUE(read.errors.empty()) << read.errors[0].what() << '\n' << text;
    ASSERT_EQ(read.dossiers.size(), 1U) << text;
    EXPECT_EQ(read.dossiers[0].to_json(), dossier.to_json());
    EXPECT_EQ(one_csv(read.dossiers[0]), text);
    EXPECT_EQ(testing::ids_by_date(read.dossiers[0]), testing::ids_by_date(dossier));
    EXPECT_EQ(read.dossiers[0].remarks().size(), dossier.remarks().size());
}

TEST(Csv, ReadsAClerksList) {
    const auto read =
        csv("案号,法院,申请执行人,被执行人,执行标的,事件类型,日期,当事人,文书,金额,备注\r\n"
            "（2023）豫1325执123号,内乡县人民法院,张某、李四,某某公司,\"1,000,000.00\",case.filed,2023/2/"
            "1,,,,\r\n"
            "(2023)豫1325执124号,,,,,case.filed,2023.2.3,,,,别的案件\r\n"
            "(2023)豫1325执123号,,,,,发出执行通知书,2023年2月6日,某某公司,执行通知书,,"
            "\"第一行\n第二行，\"\"引号\"\"\"\r\n"
            ",,,,,,,,,,\r\n"
            "（2023）豫1325执123号,,,,,fund.received,2023-2-7 9:05,,,\"12,345.60\",\r\n");
    ASSERT_TRUE(read.errors.empty()) << read.errors[0].what();
    ASSERT_EQ(read.dossiers.size(), 2U);
    const Dossier& dossier = read.dossiers[0];
    EXPECT_EQ(dossier.number(), "（2023）豫1325执123号");
    EXPECT_EQ(dossier.court(), "内乡县人民法院");
    ASSERT_EQ(dossier.parties().size(), 3U);
    EXPECT_EQ(dossier.text(dossier.parties()[1].id), "a2");
    EXPECT_EQ(dossier.text(dossier.parties()[1].name), "李四");
    EXPECT_EQ(dossier.text(dossier.parties()[2].id), "r1");
    ASSERT_EQ(dossier.claims().size(), 1U);
    EXPECT_EQ(dossier.claims()[0].principal, Money::from_fen(100'000'000));
    EXPECT_EQ(dossier.text(dossier.claims()[0].creditor), "");  // there are two
    EXPECT_EQ(dossier.text(dossier.debtors()[0]), "r1");

    ASSERT_EQ(dossier.events().size(), 3U);
    const Event& notice = dossier.events()[1];
    EXPECT_EQ(notice.kind, Catalogue::bundled().find_kind("notice.issued"));
    EXPECT_EQ(notice.on, make_date(2023, 2, 6));
    EXPECT_EQ(dossier.party_id(notice.party), "r1");
    EXPECT_EQ(dossier.text(notice, Column::note), "第一行\n第二行，\"引号\"");
    EXPECT_EQ(dossier.events()[2].second, 9 * 3600 + 5 * 60);
    EXPECT_EQ(dossier.events()[2].amount, Money::from_fen(1'234'560));
    EXPECT_EQ(read.dossiers[1].number(), "(2023)豫1325执124号");
}

TEST(Csv, EnglishHeaderByteOrderMarkAndUnknownColumns) {
    const auto read =
        csv("\xEF\xBB\xBF case , kind,on,编码,extra\nx,case.filed,2023-02-01,07,\"{\"\"a\"\":1}\"\n");
    ASSERT_EQ(read.dossiers.size(), 1U);
    EXPECT_EQ(read.dossiers[0].extra(read.dossiers[0].events()[0]), "\"编码\":\"07\",\"a\":1");
    expect_round_trip(read.dossiers[0].to_json());
}

TEST(Csv, WithoutCaseColumnAllRowsAreOneDossier) {
    const auto read = csv("kind,on\ncase.filed,2023-02-01\nnotice.issued,2023-02-02");
    ASSERT_EQ(read.dossiers.size(), 1U);
    EXPECT_EQ(read.dossiers[0].number(), "");
    EXPECT_EQ(read.dossiers[0].events().size(), 2U);
}

TEST(Csv, RoundTripsLoseNothing) {
    expect_round_trip("{}");
    expect_round_trip(R"({"events":[{"kind":"dossier"},{"kind":"卷宗","note":"卷宗"},{"kind":"'dossier"}]})");
    expect_round_trip(
        R"({"schema":"zhixing.dossier/1","number":"（2023）豫1325执123号","court":"c","kind":"enforcement","covers":["notice"],)"
        R"("basis":{"kind":"judgment","effective":"2023-01-10","z":[1]},"w":{"a":"b"},)"
        R"("parties":[{"id":"p1","role":"applicant","name":"张某","identity":{"kind":"x","y":1}}],)"
        R"("claims":[{"id":"c1","creditor":"p1","debtors":["p2"],"principal":"1.00","v":null}],)"
        R"("events":[{"id":"e1","kind":"case.filed","on":"2023-02-01T10:00:00","recorded":"2023-02-01T10:00:00","amount":"-5.00",)"
        R"("until":"2023-03-01","host":{"k":"v,\"\n"},"note":" a, \"b\"\r\n c\t"},{"kind":"other.x","ref":"=1+1"}]})");
}

TEST(Csv, CellsThatSpreadsheetsWouldRunAreProtected) {
    std::string events;
    for (const char* note :
         {"=1+1", "+1", "-1", "@SUM(A1)", "\\t=1", "\\r=1", "'=1", "''=1", "'x", "'", "''", "a=1"}) {
        events += std::string{events.empty() ? "" : ","} + R"({"kind":"case.filed","note":")" + note + "\"}";
    }
    expect_round_trip(R"({"number":"=cmd","events":[)" + events + "]}");
    const std::string text =
        to_csv(Dossier::from_json(R"({"events":[{"kind":"case.filed","note":"=1+1","amount":"-5"}]})"));
    EXPECT_NE(text.find(",'=1+1,"), std::string::npos) << text;
    EXPECT_NE(text.find(",-5.00,"), std::string::npos) << text;
}

TEST(Csv, DossiersOfOneNumberOrNoneStayApart) {
    const std::string a = R"({"schema":"zhixing.dossier/1","events":[{"id":"e1","kind":"case.filed"}]})";
    const std::string b =
        R"({"schema":"zhixing.dossier/1","number":"x","events":[{"id":"e1","kind":"notice.issued"}]})";
    std::string text = csv_header();
    for (const std::string& json : {a, b, a, b}) text += to_csv(Dossier::from_json(json));
    const auto read = csv(text);
    ASSERT_EQ(read.dossiers.size(), 4U);
    EXPECT_EQ(read.dossiers[0].to_json(), a);
    EXPECT_EQ(read.dossiers[1].to_json(), b);
    EXPECT_EQ(read.dossiers[2].to_json(), a);
    EXPECT_EQ(read.dossiers[3].to_json(), b);
}

TEST(Csv, Gb18030) {
    // 案号,事件类型,日期,备注 / x,立案,2023/2/1,㐀 (four bytes in GB18030)
    const std::string text =
        "\xB0\xB8\xBA\xC5,\xCA\xC2\xBC\xFE\xC0\xE0\xD0\xCD,\xC8\xD5\xC6\xDA,\xB1\xB8\xD7\xA2\n"
        "x,\xC1\xA2\xB0\xB8,2023/2/1,\x81\x39\xEE\x39\n";
    const auto read = csv(text);
    ASSERT_TRUE(read.errors.empty()) << read.errors[0].what();
    ASSERT_EQ(read.dossiers.size(), 1U);
    const Dossier& dossier = read.dossiers[0];
    EXPECT_EQ(dossier.text(dossier.events()[0], Column::kind), "立案");
    EXPECT_EQ(dossier.text(dossier.events()[0], Column::note), "㐀");
    EXPECT_EQ(dossier.events()[0].on, make_date(2023, 2, 1));
}

// ---------------------------------------------------------------- what is refused

TEST(CsvRefuses, Encoding) {
    expect_error(error_of([] { csv("kind\ncase.filed\n\xFF\xFF"); }), "input.encoding", "", 3);
    expect_error(error_of([] { csv("kind\n\xB0"); }), "input.encoding", "", 2);
}

TEST(CsvRefuses, HeaderRow) {
    expect_error(error_of([] { csv(""); }), "input.empty", "", 1);
    expect_error(error_of([] { csv("case,on\nx,2023-02-01"); }), "input.header", "kind", 1);
    expect_error(error_of([] { csv("kind,on,日期\n"); }), "input.header", "日期", 1);
    expect_error(error_of([] { csv("kind,a,a\n"); }), "input.header", "a", 1);
    expect_error(error_of([] { csv("kind,案号,case\n"); }), "input.header", "case", 1);
    expect_error(error_of([] { csv("kind,\"on\n"); }), "input.csv", "", 1);
    expect_error(error_of([] { csv("kind" + std::string(300, ',') + "\n"); }), "input.limit", "", 1);
}

TEST(CsvRefuses, BadRowCostsItsDossierOnly) {
    const auto read =
        csv("case,kind,日期,amount\n"
            "a,case.filed,2023-02-01,\n"
            "b,case.filed,2023-02-30,\n"
            "c,case.filed,2023-02-01,\"1,23\"\n"
            "d,case.filed,\"2023-02-01\"x,\n"
            "a,notice.issued,2023-02-02,\n"
            "d,case.filed,2023-02-01,\n"
            "e,case.filed,2023-02-01,1,surplus\n"
            "\"f\" ,case.filed,2023-02-01\n"
            "g,case.filed,\"2023-02-01\n");
    ASSERT_EQ(read.dossiers.size(), 1U);
    EXPECT_EQ(read.dossiers[0].events().size(), 2U);
    ASSERT_EQ(read.errors.size(), 6U);
    expect_error(read.errors[0], "input.csv", "", 9);  // whose row it is cannot be told
    expect_error(read.errors[1], "input.date", "日期", 3);
    expect_error(read.errors[2], "money.format", "amount", 4);
    expect_error(read.errors[3], "input.csv", "", 5);
    expect_error(read.errors[4], "input.csv", "", 8);
    expect_error(read.errors[5], "input.csv", "", 10);
}

TEST(CsvRefuses, ConflictsAndDuplicates) {
    const auto error = [](const std::string& text) {
        const auto read = csv(text);
        return read.errors.empty() ? std::nullopt : std::optional<InputError>{read.errors[0]};
    };
    expect_error(error("case,kind,court\na,case.filed,x\na,case.filed,y\n"), "input.conflict", "court", 3);
    expect_error(error("case,kind,court,extra\na,dossier,,{}\na,case.filed,y,\n"), "input.conflict", "court",
                 3);
    expect_error(error("case,kind,court,extra\na,dossier,c,{}\n"), "input.conflict", "court", 2);
    expect_error(error("case,kind,extra\na,dossier,\"{\"\"number\"\":\"\"b\"\"}\"\n"), "input.conflict",
                 "extra/number", 2);
    expect_error(error("case,kind,extra\na,dossier,\"{\"\"events\"\":[]}\"\n"), "input.conflict",
                 "extra/events", 2);
    expect_error(error("case,kind,extra\na,dossier,\"{\"\"kind\"\":1}\"\n"), "input.type", "extra/kind", 2);
    expect_error(error("case,kind,extra\na,case.filed,[]\n"), "input.type", "extra", 2);
    expect_error(error("case,kind,extra\na,case.filed,\"{\"\"on\"\":1}\"\n"), "input.conflict", "extra/on",
                 2);
    expect_error(error("case,kind,extra\na,case.filed,{\n"), "input.syntax", "extra", 2);
    expect_error(error("case,kind,extra\na,case.filed,{} {}\n"), "input.syntax", "extra", 2);
    expect_error(error("case,kind,claim\na,case.filed,x\n"), "money.format", "claim", 2);
    const auto duplicate = error("case,编号,kind\na,1,case.filed\na,1,notice.issued\n");
    expect_error(duplicate, "input.duplicate", "编号", 3);
    EXPECT_NE(duplicate->message().en.find("line 2"), std::string::npos);
    expect_error(error("case,编号,kind\na,1,\n"), "input.missing", "kind", 2);
}

}  // namespace
}  // namespace zhixing
