// Reading and recording as an attacker would, on both databases.
#include "fixture.hpp"

#include "journal/policy_in_force.hpp"
#include "journal/sql.hpp"

namespace zhixing::test {
namespace {

constexpr const char* kResident = "110101199003074514";
constexpr const char* kOther = "11010119900307109X";
// What a masked reader must not find anywhere: numbers, addresses, remarks.
const std::vector<std::string> kSecrets{kResident, kOther, "19900307", "6222020200112233", "112233", "13812345678", "12345678", "R12345", "县衙路", "肺病", "HIDDEN", "00445566"};

std::string secret_header() {
    return std::string{R"({"schema":"zhixing.dossier/1","number":"（2023）豫1325执123号","court":"豫1325","kind":"enforcement","parties":[)"} +
           R"({"id":"p1","role":"applicant","kind":"natural","name":"张小某","identity":{"kind":"resident","number":")" + kResident + R"(","issuer":"HIDDEN"},"手机号码":13812345678,"home_address":"河南省南阳市内乡县城关镇县衙路1号"},)" +
           R"({"id":"p2","role":"respondent","kind":"natural","name":"李小某","identity":{"kind":"resident","number":")" + kOther + R"("},"health":"肺病","more":{"bank":["6222020200112233"],"remark":"HIDDEN 13812345678","deep":{"x":"1 3 8 1 2 3 4 5 6 7 8"}}}],)" +
           R"("claims":[{"id":"c1","creditor":"p1","debtors":["p2"],"kind":"money","principal":"1000.00","comment":"HIDDEN"}],"联系电话":"138-1234-5678","secret_plan":"HIDDEN"})";
}
const std::vector<std::string> kEvents{
    R"({"id":"e1","kind":"case.filed","on":"2023-02-01","by":"f1","role":"filing"})",
    R"({"id":"e2","kind":"case.assigned","on":"2023-02-02","by":"h1","role":"filing"})",
    R"({"id":"e3","kind":"account.registered","on":"2023-02-03","party":"p1","number":"6222020200112233","note":"HIDDEN 13812345678"})",
    R"({"id":"e4","kind":"movable.seized","on":"2023-02-04","party":"p2","number":"豫R12345","digest":"00445566"})",
    R"({"id":"e5","kind":"clue.received","on":"2023-02-05","number":"13812345678","note":"HIDDEN 举报人张某电话13812345678"})",
    R"({"id":"e6","kind":"seizure.ruled","on":"2023-02-06","party":"p2","note":"HIDDEN"})",
    R"({"id":"e7-13812345678","kind":"other.secret","on":"2023-02-07","ref":"13812345678","phone":"13812345678","note":"车豫R12345"})"};

Actor staff(std::string role, std::string court = "豫1325", std::string id = "s1") { return {std::move(id), std::move(court), {std::move(role)}, {}}; }
Reader reader(Actor actor, const char* now = "2023-03-05T09:00:00") { return {std::move(actor), "办案需要", at(now)}; }
Reader party(const char* role, const char* number, const char* checked = "2023-03-05T08:50:00", const char* now = "2023-03-05T09:00:00") {
    return {{"portal-7", {}, {role}, IdentityCheck{"resident", number, "居民身份证", "window-1", at(checked)}}, "查询进展", at(now)};
}

class AccessTest : public JournalTest {
protected:
    [[nodiscard]] Journal filled() const {
        Journal journal = create();
        Append append = new_dossier(kEvents);
        append.parts[0].header = secret_header();
        (void)journal.append(as_import(append));
        return journal;
    }
    static std::string read(Journal& journal, const Reader& who) { return journal.dossier(kNumber, who).to_json(); }
    template <typename Call>
    static std::string refusal(Call&& call) {
        try {
            call();
        } catch (const AccessError& error) {
            expect_no_secret(error.what() + error.message().zh + error.detail());
            return error.code();
        } catch (const Error& error) {
            expect_no_secret(error.what());
            return error.code();
        }
        return "allowed";
    }
    static void expect_no_secret(const std::string& text, const std::vector<std::string>& secrets = kSecrets) {
        for (const std::string& secret : secrets) EXPECT_EQ(text.find(secret), std::string::npos) << secret << " in " << text;
    }
};

TEST_P(AccessTest, WhoMaySeeEverythingDoes) {
    Journal journal = filled();
    EXPECT_EQ(read(journal, everything()), Dossier::from_json(journal.dossier(kNumber, everything()).to_json()).to_json());
    for (const char* secret : {kResident, "6222020200112233", "豫R12345", "HIDDEN"}) EXPECT_NE(read(journal, everything()).find(secret), std::string::npos) << secret;
    EXPECT_EQ(read(journal, reader(staff("handler", "豫1325", "h1"))), read(journal, everything())) << "their own case";
    EXPECT_EQ(journal.dossier(kNumber, everything()).events().size(), kEvents.size());
}

TEST_P(AccessTest, ColleaguesSeeTheCaseAndNotThePersons) {
    Journal journal = filled();
    const std::string seen = read(journal, reader(staff("handler", "豫1325", "h2")));
    std::vector<std::string> secrets = kSecrets;
    std::erase(secrets, "HIDDEN");  // remarks are shown inside the court, without numbers
    std::erase(secrets, "00445566");
    expect_no_secret(seen, secrets);
    for (const char* shown : {"张小某", "1101××××××××××××14", "河南省南阳市内乡县", "××××××××××××2233", "豫R×××××"}) EXPECT_NE(seen.find(shown), std::string::npos) << shown << " in " << seen;
    EXPECT_EQ(journal.dossier(kNumber, reader(staff("monitor"))).events().size(), kEvents.size());
    EXPECT_NE(read(journal, reader(staff("service_team"))).find("县衙路"), std::string::npos);
    EXPECT_EQ(read(journal, reader(staff("service_team"))).find(kResident), std::string::npos);
    EXPECT_NE(read(journal, reader(staff("cashier"))).find("6222020200112233"), std::string::npos);
    EXPECT_EQ(read(journal, reader(staff("cashier"))).find("县衙路"), std::string::npos);
    EXPECT_EQ(read(journal, reader(staff("centre", "豫13"))).find(kResident), std::string::npos);
}

TEST_P(AccessTest, PartiesSeeWhatIsTheirs) {
    Journal journal = filled();
    const std::string applicant = read(journal, party("applicant", kResident));
    for (const char* shown : {kResident, "13812345678", "县衙路", "6222020200112233"}) EXPECT_NE(applicant.find(shown), std::string::npos) << shown << " of their own, in " << applicant;
    for (const char* hidden : {kOther, "HIDDEN", "肺病", "豫R12345", "clue.received", "seizure.ruled", "other.secret", "00445566"}) EXPECT_EQ(applicant.find(hidden), std::string::npos) << hidden;
    const std::string respondent = read(journal, party("respondent", kOther));
    for (const char* hidden : {kResident, "13812345678", "县衙路", "6222020200112233", "HIDDEN", "clue.received", "seizure.ruled"}) EXPECT_EQ(respondent.find(hidden), std::string::npos) << hidden;
    EXPECT_NE(respondent.find("豫R12345"), std::string::npos) << "what of theirs was seized";
    EXPECT_NE(respondent.find("张小某"), std::string::npos) << "who is against them";
}

TEST_P(AccessTest, NobodyElseSeesAnything) {
    Journal journal = filled();
    const Head before = journal.head();
    const auto asks = [&](const Reader& who) {
        EXPECT_EQ(refusal([&] { (void)journal.seq(kNumber, who); }), refusal([&] { (void)journal.dossier(kNumber, who); }));
        EXPECT_EQ(refusal([&] { (void)journal.dossier(kNumber, who, at("2023-03-02T00:00:00")); }), refusal([&] { (void)journal.dossier(kNumber, who, {}, make_date(2023, 2, 2)); }));
        return refusal([&] { (void)journal.dossier(kNumber, who); });
    };
    EXPECT_EQ(asks(reader(staff("handler", "豫1326"))), "access.scope");
    EXPECT_EQ(asks(reader(staff("president", "鄂"))), "access.scope");
    EXPECT_EQ(asks(reader(staff("police"))), "access.scope");
    EXPECT_EQ(asks(reader(staff("root"))), "access.role");
    EXPECT_EQ(asks(reader(staff("clerk", "豫1325", "s1' OR '1'='1"))), "access.actor");
    EXPECT_EQ(asks(party("applicant", "110101198001010109")), "access.not_yours");
    EXPECT_EQ(asks(party("respondent", kResident)), "access.not_yours");
    EXPECT_EQ(asks(party("applicant", kResident, "2023-03-01T08:00:00")), "access.identity_expired");
    EXPECT_EQ(asks(reader(staff("applicant"))), "access.identity");
    EXPECT_EQ(asks(party("agent", kResident)), "access.not_yours");
    EXPECT_EQ(asks({staff("clerk"), " \t", at("2023-03-05T09:00:00")}), "access.purpose");
    // A case of others and none at all: the same answer to who may not know.
    for (const Reader& who : {reader(staff("handler", "豫1326")), party("applicant", "110101198001010109")}) {
        const auto answer = [&](const char* number) {
            try {
                (void)journal.dossier(number, who);
            } catch (const Error& error) {
                return error.code() + error.message().zh + error.message().en;
            }
            return std::string{"allowed"};
        };
        EXPECT_EQ(answer(kNumber), answer("（2023）豫1325执9号"));
    }
    EXPECT_EQ(refusal([&] { (void)journal.dossier("（2023）豫1325执9号", reader(staff("clerk"))); }), "journal.no_dossier");
    EXPECT_EQ(journal.head(), before) << "refusals change nothing";
}

TEST_P(AccessTest, ReadingOfWhatIsSensitiveIsRecorded) {
    Journal journal = filled();
    const std::uint64_t before = journal.head().size;
    (void)journal.dossier(kNumber, reader(staff("monitor")));
    (void)journal.dossier(kNumber, everything());
    EXPECT_EQ(journal.head().size, before) << "masked, and the system";
    (void)journal.dossier(kNumber, reader(staff("clerk")), at("2023-03-02T00:00:00"), make_date(2023, 2, 3));
    Reader sneaky = party("applicant", kResident);
    sneaky.purpose = "'); DROP TABLE journal_entries; --\" \\ \n 查询";
    (void)journal.dossier(kNumber, sneaky);
    EXPECT_EQ(journal.head().size, before + 2);
    EXPECT_EQ(journal.seq(kNumber, everything()), 8U) << "no part of the dossier";
    const auto records = journal.accesses(kNumber, everything());
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].entry.actor, "s1");
    EXPECT_EQ(records[0].entry.office, "clerk");
    EXPECT_EQ(records[0].entry.recorded, "2023-03-05T09:00:00");
    for (const char* part : {R"("purpose":"办案需要")", R"("identity")", R"("contact")", R"("known_at":"2023-03-02T00:00:00")", R"("as_of":"2023-02-03")", R"("view":"whole")"}) EXPECT_NE(records[0].body.find(part), std::string::npos) << part;
    EXPECT_EQ(records[0].body.find("\"plate\""), std::string::npos) << "what was not shown that day";
    EXPECT_NE(records[1].body.find(R"("parties":["p1"])"), std::string::npos);
    EXPECT_NE(records[1].body.find(R"("by":"window-1")"), std::string::npos);
    expect_no_secret(records[0].body + records[1].body);
    EXPECT_NE(to_json(records).find("DROP TABLE journal_entries; --\\\""), std::string::npos);
    EXPECT_EQ(refusal([&] { (void)journal.accesses(kNumber, reader(staff("handler"))); }), "access.scope");
    EXPECT_EQ(refusal([&] { (void)journal.accesses(kNumber, party("applicant", kResident)); }), "access.scope");
    EXPECT_TRUE(journal.verify().sound());
    // A reading that cannot be recorded is not answered.
    EXPECT_EQ(refusal([&] { (void)journal.dossier(kNumber, reader(staff("clerk"), "2023-03-01T00:00:00")); }), "journal.recorded");
}

TEST_P(AccessTest, AllDossiersAtOnce) {
    Journal journal = filled();
    Append other = new_dossier();
    other.parts[0].number = "（2023）豫1326执1号";
    other.parts[0].header = R"({"schema":"zhixing.dossier/1","number":"（2023）豫1326执1号","court":"豫1326"})";
    (void)journal.append(as_import(other));
    const auto all = [&](const Reader& who) {
        std::string seen;
        std::size_t count = 0;
        journal.each_dossier([&](const Dossier& dossier) { return seen += dossier.to_json(), ++count, true; }, who);
        return std::pair{count, seen};
    };
    EXPECT_EQ(all(everything()).first, 2U);
    EXPECT_TRUE(journal.accesses(kNumber, everything()).empty());
    EXPECT_EQ(all(reader(staff("monitor"))).first, 1U);
    std::vector<std::string> secrets{kResident, kOther, "6222020200112233", "13812345678", "R12345", "县衙路"};
    expect_no_secret(all(reader(staff("monitor"))).second, secrets);
    EXPECT_EQ(all(reader(staff("centre", "豫13"))).first, 2U);
    expect_no_secret(all(reader(staff("centre", "豫13"))).second, secrets);
    const std::uint64_t before = journal.head().size;
    EXPECT_EQ(all(reader(staff("clerk"))).first, 1U);
    EXPECT_EQ(journal.head().size, before + 1);
    const auto records = journal.accesses(kNumber, everything());
    EXPECT_TRUE(records.back().entry.number.empty());
    EXPECT_NE(records.back().body.find(R"("asked":"read_all")"), std::string::npos);
    EXPECT_EQ(refusal([&] { (void)all(party("applicant", kResident)); }), "access.scope");
    EXPECT_EQ(refusal([&] { (void)all(reader(staff("root"))); }), "access.role");
    EXPECT_TRUE(journal.verify().sound());
    // Entries of no dossier are exported and restored as others are.
    std::vector<std::string> lines;
    journal.export_lines([&](std::string_view line) { lines.emplace_back(line); }, everything());
    const Place place{false};
    std::size_t next = 0;
    Journal again = Journal::restore(place.url(), rulebook(), [&](std::string_view& line) { return next < lines.size() && (line = lines[next++], true); });
    EXPECT_EQ(again.head(), journal.head());
    EXPECT_TRUE(again.verify(journal.head()).sound());
}

TEST_P(AccessTest, TheJournalItselfIsTakenOutByTheSystemOnly) {
    Journal journal = filled();
    for (const Reader& who : {reader(staff("president")), reader(staff("centre_head")), party("applicant", kResident)}) {
        EXPECT_EQ(refusal([&] { (void)journal.entry(1, who); }), "access.scope");
        EXPECT_EQ(refusal([&] { journal.export_lines([](std::string_view) { FAIL(); }, who); }), "access.scope");
        EXPECT_EQ(refusal([&] { journal.back_up(place_->file().string() + ".copy", who); }), "access.scope");
    }
    EXPECT_NO_THROW((void)journal.entry(1, everything()));
}

TEST_P(AccessTest, WhatWasKnownEarlierIsSeenByWhoMayReadToday) {
    Journal journal = filled();
    const char* const authority = R"({"id":"a1","kind":"agent.authorised","on":"2023-03-01","party":"p2","number":"14101201910123456","document":"授权委托书"})";
    Append append = batch({authority}, "2023-03-02T09:00:00");
    append.actor = staff("clerk");
    (void)journal.append(append);
    const auto lawyer = [](const char* now) { return Reader{{"portal-9", {}, {"agent"}, IdentityCheck{"lawyer_licence", "14101201910123456", "律师执业证", "window-1", at(now)}}, "代理", at(now)}; };
    EXPECT_NO_THROW((void)journal.dossier(kNumber, lawyer("2023-03-03T09:00:00")));
    append.parts[0].events = {R"({"id":"a2","kind":"agent.ended","on":"2023-03-04","party":"p2"})"};
    append.recorded = at("2023-03-04T09:00:00");
    (void)journal.append(append);
    EXPECT_EQ(refusal([&] { (void)journal.dossier(kNumber, lawyer("2023-03-05T09:00:00")); }), "access.not_yours");
    EXPECT_EQ(refusal([&] { (void)journal.dossier(kNumber, lawyer("2023-03-05T09:00:00"), at("2023-03-03T09:00:00")); }), "access.not_yours");
    // An id that an earlier header gave to somebody else shows nobody else's data.
    Append header = batch({}, "2023-03-04T10:00:00");
    header.actor = staff("clerk");
    header.parts[0].header = std::string{R"({"schema":"zhixing.dossier/1","number":"（2023）豫1325执123号","court":"豫1325","parties":[{"id":"p1","role":"applicant","kind":"natural","name":"赵小某","identity":{"kind":"resident","number":"110101198001010109"}}]})"};
    (void)journal.append(header);
    const std::string seen = journal.dossier(kNumber, party("applicant", "110101198001010109"), at("2023-03-03T00:00:00")).to_json();
    for (const char* hidden : {kResident, kOther, "13812345678", "县衙路"}) EXPECT_EQ(seen.find(hidden), std::string::npos) << hidden << " in " << seen;
}

TEST_P(AccessTest, WritersKeepToTheirCourtAndOffice) {
    Journal journal = filled();
    const Head before = journal.head();
    const auto writes = [&](Actor actor, const char* event, std::string header = {}, bool import = false, const char* office = "") {
        Append append = batch({event}, "2023-03-06T09:00:00");
        append.actor = std::move(actor);
        append.office = office;
        append.import = import;
        append.parts[0].header = std::move(header);
        return refusal([&] { (void)journal.append(append); });
    };
    const char* const notice = R"({"id":"w1","kind":"notice.issued","on":"2023-02-20","party":"p2","document":"执行通知书"})";
    EXPECT_EQ(writes(staff("handler", "豫1326"), notice), "access.scope");
    EXPECT_EQ(writes(staff("centre", "豫13"), notice), "access.scope") << "the court above reads";
    EXPECT_EQ(writes(staff("handler", ""), notice), "access.scope");
    EXPECT_EQ(writes(staff("upper_court"), notice), "access.scope");
    EXPECT_EQ(writes(party("applicant", kResident).actor, notice), "access.scope");
    EXPECT_EQ(writes(staff("root"), notice), "access.role");
    EXPECT_EQ(writes(staff("handler", "豫1325", ""), notice), "access.actor");
    EXPECT_EQ(writes(staff("handler", "豫1325", "h1\xE2\x80\x8B"), notice), "access.actor");
    EXPECT_EQ(writes(staff("handler"), notice, {}, true), "access.scope") << "old data that breaks rules";
    EXPECT_EQ(writes({"s1", "豫1325", {"handler", "emperor"}, {}}, notice, {}, false, "handler"), "access.role");
    EXPECT_EQ(writes(staff("handler"), R"({"id":"w1","kind":"notice.issued","on":"2023-02-20","party":"p2","by":"president-1"})"), "access.by");
    EXPECT_EQ(writes(staff("handler"), R"({"id":"w1","kind":"termination.approved","on":"2023-02-20","role":"president"})"), "access.office");
    EXPECT_EQ(writes(staff("handler"), R"({"id":"w1","kind":"termination.approved","on":"2023-02-20","role":"院长"})"), "access.office");
    EXPECT_EQ(writes(staff("handler"), R"({"id":"w1","kind":"termination.approved","on":"2023-02-20"})"), "journal.refused");
    EXPECT_EQ(writes(staff("cashier"), notice, secret_header().replace(secret_header().find("张小某"), 9, "赵小某")), "access.scope") << "a cashier changes no header";
    std::string moved = secret_header();
    moved.replace(moved.find("\"court\":\"豫1325\""), std::string{"\"court\":\"豫1325\""}.size(), "\"court\":\"豫1326\"");
    EXPECT_EQ(writes(staff("clerk"), notice, moved), "access.scope") << "no dossier is moved to another court";
    // Who is assigned is said by who assigns, and by nobody else.
    EXPECT_EQ(writes(staff("handler", "豫1325", "h2"), R"({"id":"w1","kind":"case.assigned","on":"2023-02-20","by":"h2"})"), "journal.refused");
    EXPECT_EQ(journal.head(), before);
    EXPECT_EQ(writes(staff("filing"), R"({"id":"w1","kind":"case.assigned","on":"2023-02-20","by":"h2"})"), "allowed");
    EXPECT_NE(read(journal, reader(staff("handler", "豫1325", "h2"), "2023-03-06T09:00:00")).find(kResident), std::string::npos);
    EXPECT_EQ(read(journal, reader(staff("handler", "豫1325", "h1"), "2023-03-06T09:00:00")).find(kResident), std::string::npos) << "no longer theirs";
    // What a party handed in is entered in their office, by who enters; the log says who that was.
    EXPECT_EQ(writes(staff("clerk"), R"({"id":"w2","kind":"reward.applied","on":"2023-02-20","party":"p1","role":"applicant","by":"张小某"})"), "allowed");
    EXPECT_EQ(writes(staff("cashier"), R"({"id":"w3","kind":"reward.applied","on":"2023-02-20","party":"p1","role":"applicant"})"), "access.office");
    const Dossier dossier = journal.dossier(kNumber, everything());
    EXPECT_EQ(dossier.text(dossier.events().back(), Column::by), "张小某");
    EXPECT_NE(journal.entry(journal.head().size, everything()).find(R"("actor":"s1","office":"clerk")"), std::string::npos);
}

TEST_P(AccessTest, SqlIsText) {
    Journal journal = create();
    const std::string sql = R"('); DROP TABLE journal_entries; DELETE FROM journal_head; -- $1 {key} \\ \" %s)";
    const std::string header = R"({"schema":"zhixing.dossier/1","number":"x'; DROP TABLE journal_dossiers; --","court":"豫1325","kind":")" + sql + R"(","basis":{"kind":")" + sql + R"(","number":")" + sql + R"("},"parties":[{"id":")" + sql +
                               R"(","role":"applicant","name":")" + sql + R"(","identity":{"kind":")" + sql + R"(","number":")" + sql + R"("},")" + sql + R"(":")" + sql + R"("}],"claims":[{"id":")" + sql + R"(","creditor":")" + sql + R"("}],")" + sql + R"(":1})";
    std::string event = "{";
    for (const char* column : {"id", "kind", "by", "role", "ref", "party", "document", "method", "outcome", "ground", "number", "digest", "note", "extra"}) event += (event.size() > 1 ? ",\"" : "\"") + std::string{column} + "\":\"" + sql + "\"";
    Append append = as_import(batch({event + "}"}));
    append.parts[0].number = "x'; DROP TABLE journal_dossiers; --";
    append.parts[0].header = header;
    (void)journal.append(append);
    const Dossier dossier = journal.dossier(append.parts[0].number, everything());
    const std::string text = R"('); DROP TABLE journal_entries; DELETE FROM journal_head; -- $1 {key} \ " %s)";
    for (const Column column : {Column::id, Column::kind, Column::by, Column::role, Column::ref, Column::party, Column::document, Column::number, Column::note}) EXPECT_EQ(dossier.text(dossier.events()[0], column), text) << to_string(column);
    EXPECT_EQ(dossier.text(dossier.parties()[0].name), text);
    EXPECT_EQ(dossier.to_json(), Dossier::from_json(dossier.to_json()).to_json());
    Append again = append;
    EXPECT_EQ(journal.append(again).parts[0].replayed, 1U);
    EXPECT_NO_THROW((void)journal.dossier(append.parts[0].number, reader(staff("monitor"))));
    for (const char* number : {"' OR 1=1 --", "x\" UNION SELECT", "$1", "%"}) EXPECT_EQ(refusal([&] { (void)journal.dossier(number, everything()); }), "journal.no_dossier") << number;
    EXPECT_TRUE(journal.verify().sound());
    EXPECT_EQ(open().head(), journal.head());
}

// Neither the filter nor the pages tell of what the reader may not see.
TEST_P(AccessTest, ListsAreAskedOfWhatTheReaderSees) {
    Journal journal = create();
    const auto add = [&](int serial, const char* court) {
        const std::string number = "（2023）" + std::string{court} + "执" + std::to_string(serial) + "号";
        Append append{the_system(), {}, at("2023-03-01T09:00:00"), true, {}};
        append.parts.push_back({number, {}, R"({"schema":"zhixing.dossier/1","number":")" + number + R"(","court":")" + court +
                                R"(","kind":"enforcement","parties":[{"id":"p1","role":"applicant","kind":"natural","name":"张小某","identity":{"kind":"resident","number":")" + kResident + R"("}}]})", {}, {}});
        (void)journal.append(append);
    };
    for (int i = 1; i <= 9; ++i) add(i, i % 3 == 0 ? "豫1325" : "豫1326");
    const Reader reader{handler(), "to plan", at("2023-03-01T09:00:00")};
    const auto numbers = [&](Query query) {
        std::vector<std::string> all;
        for (;;) {
            const Page page = journal.query(query, reader);
            EXPECT_EQ(page.dossiers.size(), all.size() + query.limit <= 3 ? query.limit : 3 - all.size());
            for (const Summary& summary : page.dossiers) all.push_back(summary.number);
            if (page.next.empty()) return all;
            query.after = page.next;
        }
    };
    const std::vector<std::string> own{"（2023）豫1325执3号", "（2023）豫1325执6号", "（2023）豫1325执9号"};
    for (const std::uint32_t limit : {1U, 2U, 3U}) EXPECT_EQ(numbers({.limit = limit}), own) << limit;
    EXPECT_EQ(journal.query({.party = "张小某"}, reader).dossiers.size(), 3U);
    const Page day = journal.query({.as_of = make_date(2023, 3, 1)}, reader);
    EXPECT_EQ(day.reviewed, 3U) << "how many others had to be reviewed is not told";
    // Numbers are crossed for them, and how the dossiers stand is not told: so they are not found by it.
    EXPECT_EQ(journal.query({.identity = kResident}, everything()).dossiers.size(), 9U);
    EXPECT_TRUE(journal.query({.identity = kResident}, reader).dossiers.empty());
    for (const Summary& summary : day.dossiers) EXPECT_FALSE(summary.standing);
    EXPECT_TRUE(journal.query({.as_of = make_date(2024, 3, 1), .severity = Severity::missing}, reader).dossiers.empty());
    EXPECT_TRUE(journal.query({.as_of = make_date(2023, 3, 1), .due_from = make_date(2023, 3, 1)}, reader).dossiers.empty());
}

TEST_P(AccessTest, WhichPolicyWasInForceIsOnRecord) {
    const auto policy = [](const std::string& hours) {
        return AccessPolicy::load(R"({"schema":"zhixing.access/1","id":"our-court","version":"2026.1","extends":"access","override":{"identity":{"hours":)" + hours + "}}}", "ours.json");
    };
    const auto digest = [](const AccessPolicy& own) { return journal::KnownPolicy{own}.digest(); };
    const auto opened = [&](const AccessPolicy& own) { return Journal::open(place_->url(), rulebook(), {true, own}); };
    const auto policies = [](Journal& journal) {
        std::vector<std::string> bodies;
        journal.export_lines([&](std::string_view line) {
            if (line.find(R"("what":"policy")") != std::string_view::npos) bodies.emplace_back(line.substr(line.find(R"("body":)") + 7));
        }, everything());
        return bodies;
    };
    Journal own = create();
    (void)own.append(new_dossier());
    EXPECT_TRUE(policies(own).empty()) << "that of the library";
    const auto note = [](const char* id) { return batch({R"({"id":")" + std::string{id} + R"(","kind":"document.made","on":"2023-02-15"})"}); };
    Journal four = opened(policy("4")), five = opened(policy("5"));
    for (const char* id : {"a", "b"}) (void)four.append(note(id));
    (void)five.query({}, {handler(), "to plan", at("2023-03-01T09:00:00")});  // is recorded
    (void)own.append(note("c"));
    const auto recorded = policies(own);
    ASSERT_EQ(recorded.size(), 3U);
    EXPECT_NE(recorded[0].find(digest(policy("4"))), std::string::npos);
    EXPECT_NE(recorded[1].find(digest(policy("5"))), std::string::npos);
    EXPECT_NE(recorded[2].find(digest(AccessPolicy::bundled())), std::string::npos);
    EXPECT_NE(digest(policy("4")), digest(policy("5")));
    EXPECT_TRUE(own.verify().sound());
    const auto database = journal::open_database(journal::parse_address(place_->url()), false);
    database->execute("UPDATE journal_policy SET position = position - 1");
    EXPECT_EQ(own.verify().faults.at(0).code, "index");
    database->execute("DELETE FROM journal_policy");
    EXPECT_EQ(own.verify().faults.at(0).code, "index");
    (void)own.reindex(make_date(2023, 3, 1));
    EXPECT_TRUE(own.verify().sound());
}

INSTANTIATE_TEST_SUITE_P(Databases, AccessTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

TEST(Masking, ForPublicationPersonsAreTheirSurnames) {
    const Dossier dossier = Dossier::from_json(R"({"schema":"zhixing.dossier/1","number":"（2023）豫1325执1号","parties":[)"
        R"({"id":"王小明","role":"applicant","kind":"natural","name":"王小明"},{"id":"p2","role":"respondent","kind":"natural","name":"王小明明"},)"
        R"({"id":"p3","role":"respondent","kind":"legal","name":"王小明商贸有限公司","identity":{"kind":"uscc","number":"91411325MA44TEST0X"}},{"id":"p4","role":"respondent","name":"买买提·吐尔逊"}],)"
        R"("claims":[{"id":"c1","creditor":"王小明","debtors":["p2"]}],"events":[{"id":"e1","kind":"case.filed","on":"2023-02-01","party":"王小明"},{"id":"e2","kind":"clue.received","on":"2023-02-01"}]})");
    const MaskedDossier masked = mask(dossier, AccessPolicy::bundled(), "public");
    const Dossier shown = Dossier::from_json(masked.json);
    EXPECT_EQ(shown.text(shown.parties()[0].name), "王某1");
    EXPECT_EQ(shown.text(shown.parties()[1].name), "王某2");
    EXPECT_EQ(shown.text(shown.parties()[2].name), "王小明商贸有限公司");
    EXPECT_EQ(shown.text(shown.parties()[3].name), "买某") << "a party of no stated kind is a person";
    EXPECT_EQ(masked.withheld, 1U);
    EXPECT_EQ(shown.party_id(shown.events()[0].party), shown.text(shown.parties()[0].id)) << "ids still agree";
    EXPECT_EQ(shown.text(shown.claims()[0].creditor), shown.text(shown.parties()[0].id));
    EXPECT_EQ(masked.json.find("\"王小明\""), std::string::npos);
    EXPECT_THROW((void)mask(dossier, AccessPolicy::bundled(), "everything"), RuleError);
}

TEST(Address, OnlyFilesAndServersAreOpened) {
    using journal::parse_address;
    for (const char* url : {"sqlite:", "sqlite::memory:", "sqlite:file:/etc/passwd?mode=rw", "sqlite:file:x?vfs=unix-none", "", "/etc/passwd", "http://x", "sqlite", "SQLITE:x", "postgresql:/x", "host=x dbname=y", " sqlite:x", "file:x.db"}) {
        EXPECT_THROW((void)parse_address(url), JournalError) << url;
    }
    EXPECT_THROW((void)parse_address(std::string_view{"sqlite:x\0y", 10}), JournalError);
    EXPECT_THROW((void)parse_address(std::string_view{"postgresql://x\0y", 16}), JournalError);
    EXPECT_EQ(parse_address("sqlite:../x.db").target, "../x.db");
    for (const char* url : {"sqlite:/proc/self/mem", "sqlite:/dev/null/x.db", "sqlite:/nowhere/../nowhere/x.db", "sqlite:/etc"}) EXPECT_THROW((void)Journal::open(url, rulebook()), JournalError) << url;
    // A password in an address stands in no message.
    try {
        (void)Journal::open("postgresql://someone:s3cret@127.0.0.1:1/x?connect_timeout=1", rulebook());
        FAIL() << "opened";
    } catch (const JournalError& error) {
        EXPECT_EQ((std::string{error.what()} + error.message().zh).find("s3cret"), std::string::npos);
    }
}

}  // namespace
}  // namespace zhixing::test
