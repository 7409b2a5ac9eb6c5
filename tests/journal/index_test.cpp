// The index of standings and the lists: whatever was recorded, swept or not, they say what a review of every dossier says.
#include <algorithm>
#include <map>
#include <random>
#include <sqlite3.h>

#include "fixture.hpp"

namespace zhixing::test {
namespace {

using date::days;

// Random cases on random days, some of them later than those asked about, some without a day.
class Docket {
public:
    explicit Docket(unsigned seed) : random_{seed} {}

    [[nodiscard]] AppendPart next_case() {
        const std::string number = "（2023）豫1325执" + std::to_string(++count_) + "号";
        numbers.push_back(number);
        AppendPart part;
        part.number = number;
        part.header = header(count_);
        part.events.push_back(R"({"kind":"case.filed","on":")" + to_string(kStart + days{below(60)}) + "\"}");
        for (int i = below(6); i > 0; --i) part.events.push_back(event());
        return part;
    }
    [[nodiscard]] AppendPart more() {
        const auto which = static_cast<std::size_t>(below(count_));
        AppendPart part;
        part.number = numbers[which];
        if (below(5) == 0) part.header = header(static_cast<int>(which) + 1);
        for (int i = 1 + below(2); i > 0; --i) part.events.push_back(event());
        return part;
    }
    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

    static constexpr Date kStart = date::year{2023} / 1 / 3;
    std::vector<std::string> numbers;

private:
    [[nodiscard]] std::string header(int n) {
        return R"({"number":"（2023）豫1325执)" + std::to_string(n) + R"(号","court":"豫1325","kind":"enforcement","parties":[)"
               R"({"id":"p1","role":"applicant","kind":"natural","name":"张某)" + std::to_string(below(4)) + R"("},)"
               R"({"id":"p2","role":"respondent","kind":"legal","name":"某某公司)" + std::to_string(below(4)) + R"("}],"claims":[{"id":"c1","kind":"money","principal":"50000.00"}]})";
    }
    [[nodiscard]] std::string event() {
        static constexpr const char* kKinds[] = {"case.assigned", "case.received_by_handler", "notice.issued", "report.ordered", "report.received", "query.online", "property.found",
                                                 "freeze.done", "seizure.done", "funds.received", "funds.released", "pause.suspended", "closure.terminated", "closure.completed",
                                                 "case.resumed", "clue.received", "valuation.started", "auction.announced", "delegation.sent", "objection.received"};
        std::string text = std::string{R"({"kind":")"} + kKinds[below(20)] + '"';
        if (below(20) != 0) text += R"(,"on":")" + to_string(kStart + days{below(400)}) + '"';
        if (below(2) == 0) text += R"(,"party":"p2")";
        if (below(3) == 0) text += below(2) == 0 ? R"(,"ref":"a")" : R"(,"ref":"b")";
        if (below(4) == 0) text += R"(,"by":"h)" + std::to_string(below(3)) + '"';
        if (below(6) == 0) text += R"(,"until":")" + to_string(kStart + days{below(600)}) + '"';
        if (below(3) == 0) text += R"(,"amount":"1000.00")";
        return text + "}";
    }
    std::mt19937 random_;
    int count_ = 0;
};

Append imported(std::vector<AppendPart> parts, Date day) { return {the_system(), {}, DateTime{day} + std::chrono::hours{8}, true, std::move(parts)}; }

// What holds on the day, without the days between which it holds.
Standing on_the_day(Standing standing) {
    standing.as_of = kNoDate;
    standing.next_change.reset();
    return standing;
}

std::map<std::string, Standing> reviewed_all(Journal& journal, const Query& query) {
    std::map<std::string, Standing> all;
    for (DossierCursor cursor = journal.dossiers(everything(), query.known_at); cursor.next();) {
        const Dossier& dossier = cursor.dossier();
        all[std::string{dossier.number()}] = on_the_day(standing_of(review(dossier, journal.rulebook(), {query.as_of, query.known_at}), dossier, journal.rulebook()));
    }
    return all;
}

// All pages, in their order.
std::vector<Summary> asked(Journal& journal, Query query) {
    std::vector<Summary> all;
    do {
        Page page = journal.query(query, everything());
        EXPECT_LE(page.dossiers.size(), query.limit);
        for (Summary& summary : page.dossiers) all.push_back(std::move(summary));
        query.after = page.next;
    } while (!query.after.empty());
    return all;
}

bool is_due(const Standing& standing, const Query& query) {
    return std::ranges::any_of(standing.obligations, [&](const StandingObligation& o) {
        return o.state == State::open && o.due != kNoDate && (!query.due_from || o.due >= *query.due_from) && (!query.due_to || o.due <= *query.due_to);
    });
}

bool is_found(const Standing& standing, const Query& query) {
    return std::ranges::any_of(standing.findings, [&](const StandingFinding& f) {
        return (query.rule.empty() || f.rule == query.rule) && (!query.severity || f.severity <= *query.severity);
    });
}

class IndexTest : public JournalTest {
protected:
    static void expect_review(Journal& journal, const Query& query) {
        const auto expected = reviewed_all(journal, query);
        std::map<std::string, Standing> found;
        for (const Summary& summary : asked(journal, query)) found[summary.number] = on_the_day(summary.standing.value());
        ASSERT_EQ(found.size(), expected.size());
        for (const auto& [number, standing] : expected) EXPECT_EQ(write(found[number]), write(standing)) << number << " on " << to_string(query.as_of);
    }
    static void expect_chosen(Journal& journal, const Query& query) {
        const bool by_due = query.due_from || query.due_to;
        std::vector<std::string> expected, found;
        for (const auto& [number, standing] : reviewed_all(journal, query)) {
            if ((by_due && is_due(standing, query)) || (!by_due && is_found(standing, query))) expected.push_back(number);
        }
        Date last = kNoDate;
        for (const Summary& summary : asked(journal, query)) {
            found.push_back(summary.number);
            if (!by_due) continue;
            EXPECT_LE(last, *summary.standing->next_due);
            last = *summary.standing->next_due;
        }
        std::ranges::sort(found);
        EXPECT_EQ(found, expected);
    }
    static std::string write(const Standing& standing) { return to_json(standing); }
};

TEST_P(IndexTest, EqualsAReviewOfEveryDossier) {
    Journal journal = create();
    Docket docket{20260401};
    Date today = Docket::kStart + days{30};
    std::size_t reviewed = 0, reviews = 0;
    for (int step = 0; step < 24; ++step) {
        today += days{1 + docket.below(25)};
        std::vector<AppendPart> parts;
        if (step < 8) for (int i = 0; i < 4; ++i) parts.push_back(docket.next_case());
        else if (docket.below(3) != 0) parts.push_back(docket.more());
        if (!parts.empty()) (void)journal.append(imported(std::move(parts), today));
        if (docket.below(2) == 0) {
            const Sweep sweep = journal.sweep(today);
            EXPECT_LE(sweep.changed.size(), sweep.reviewed);
            reviewed += sweep.reviewed;
            EXPECT_EQ(journal.query({.as_of = today}, everything()).reviewed, 0U);
        }
        reviews += docket.numbers.size();
        Query query{.as_of = today, .limit = 7};
        expect_review(journal, query);
        query.due_from = today;
        query.due_to = today + days{30};
        expect_chosen(journal, query);
        query.due_from = query.due_to = {};
        query.rule = "notice.issue";
        expect_chosen(journal, query);
        query.severity = Severity::breach;
        expect_chosen(journal, query);
        query.rule.clear();
        expect_chosen(journal, query);
    }
    Query before{.as_of = today - days{40}, .limit = 9};
    expect_review(journal, before);
    before.known_at = DateTime{today - days{50}};
    expect_review(journal, before);
    before.due_to = today;
    expect_chosen(journal, before);
    EXPECT_LT(reviewed, reviews / 2) << "a sweep touches what changes";
    EXPECT_TRUE(journal.verify().sound()) << to_json(journal.verify());
    EXPECT_TRUE(journal.verify_standings().sound()) << to_json(journal.verify_standings());
}

TEST_P(IndexTest, AnotherRulebookMakesItStale) {
    Journal journal = create();
    Docket docket{7};
    (void)journal.append(imported({docket.next_case(), docket.next_case(), docket.next_case()}, Docket::kStart));
    const Date day = make_date(2023, 9, 1);
    EXPECT_EQ(journal.sweep(day).reviewed, 3U);
    Journal other = Journal::open(place_->url(), Rulebook::bundled("national"));
    EXPECT_TRUE(other.index_state().stale);
    EXPECT_EQ(other.query({.as_of = day}, everything()).reviewed, 3U);
    expect_review(other, {.as_of = day});
    EXPECT_THROW((void)other.sweep(day), JournalError);
    EXPECT_EQ(other.reindex(day).reviewed, 3U);
    EXPECT_FALSE(other.index_state().stale);
    EXPECT_EQ(other.query({.as_of = day}, everything()).reviewed, 0U);
    expect_review(other, {.as_of = day});
    EXPECT_TRUE(journal.index_state().stale);
}

TEST_P(IndexTest, ASweepTellsWhatChanged) {
    Journal journal = create();
    (void)journal.append([] {
        Append append = new_dossier({R"({"id":"e1","kind":"case.filed","on":"2023-02-01"})"});
        append.import = true;
        append.actor = the_system();
        return append;
    }());
    (void)journal.sweep(make_date(2023, 2, 2));
    const IndexState state = journal.index_state();
    EXPECT_EQ(state.dossiers, 1U);
    EXPECT_EQ(state.changed, 0U);
    ASSERT_TRUE(state.next_change);
    EXPECT_EQ(journal.sweep(*state.next_change - days{1}).reviewed, 0U);
    EXPECT_EQ(journal.sweep(*state.next_change).reviewed, 1U);
    (void)journal.append(batch({R"({"kind":"notice.issued","on":"2023-02-20","party":"p2","document":"执行通知书"})"}));
    EXPECT_EQ(journal.index_state().changed, 1U);
    EXPECT_EQ(journal.sweep(make_date(2023, 3, 1)).changed, std::vector<std::string>{kNumber});
}

TEST_P(IndexTest, AMatterThatIsClosedClosesNoCase) {
    Journal journal = create();
    const std::string closed = R"({"kind":"matter.closed","ref":"m","on":"2023-03-01"})";
    Append append = new_dossier({R"({"kind":"case.filed","on":"2023-02-01"})", closed});
    append.import = true;
    append.actor = the_system();
    append.parts.push_back({"督办7", 0, R"({"number":"督办7","court":"豫1325","kind":"supervised_matter"})", {closed}});
    (void)journal.append(append);
    const Page page = journal.query({.open = false}, everything());
    ASSERT_EQ(page.dossiers.size(), 1U);
    EXPECT_EQ(page.dossiers[0].number, "督办7");
}

TEST_P(IndexTest, DossiersAreFoundByWhatTheirEntriesSay) {
    Journal journal = create();
    Append append = new_dossier({R"({"kind":"case.filed","on":"2023-02-01"})", R"({"kind":"case.received_by_handler","on":"2023-02-02","by":"h7","role":"handler"})"});
    append.import = true;
    append.actor = the_system();
    append.parts[0].header = R"({"number":"（2023）豫1325执123号","court":"豫1325","kind":"enforcement","team":"快执团队","parties":[)"
                             R"({"id":"p1","role":"applicant","kind":"natural","name":"张某"},{"id":"p2","role":"respondent","kind":"natural","name":"李某",)"
                             R"("identity":{"kind":"resident","number":"11010519491231002x"}}]})";
    append.parts.push_back({"（2023）豫1326执恢9号", 0, R"({"number":"（2023）豫1326执恢9号","court":"豫1326","parties":[{"id":"p1","role":"respondent","name":"张某"}]})",
                            {R"({"kind":"closure.terminated","on":"2023-03-01"})"}});
    (void)journal.append(append);
    const auto count = [&](const Query& query) { return journal.query(query, everything()).dossiers.size(); };
    EXPECT_EQ(count({}), 2U);
    EXPECT_EQ(count({.party = "张某"}), 2U);
    EXPECT_EQ(count({.party = "张某", .role = "respondent"}), 1U);
    EXPECT_EQ(count({.party = "张"}), 0U);
    EXPECT_EQ(count({.identity = "11010519491231002X"}), 1U);
    EXPECT_EQ(count({.court = "豫1326"}), 1U);
    EXPECT_EQ(count({.case_type = "执恢"}), 1U);
    EXPECT_EQ(count({.kind = "enforcement"}), 1U);
    EXPECT_EQ(count({.team = "快执团队"}), 1U);
    EXPECT_EQ(count({.handler = "h7"}), 1U);
    EXPECT_EQ(count({.open = true}), 1U);
    EXPECT_EQ(count({.open = false}), 1U);
    EXPECT_EQ(count({.filed_from = make_date(2023, 2, 1), .filed_to = make_date(2023, 2, 1)}), 1U);
    EXPECT_EQ(count({.filed_from = make_date(2023, 2, 2)}), 0U);
    // A scope shows what it names and nothing else, whatever is asked.
    EXPECT_EQ(count({.scope = QueryScope{}}), 0U);
    EXPECT_EQ(count({.scope = QueryScope{{"豫1326"}, {}}}), 1U);
    EXPECT_EQ(count({.scope = QueryScope{{"豫1326"}, {"(2023)豫1325执123号"}}}), 2U);
    EXPECT_EQ(count({.scope = QueryScope{{"豫1326"}, {}}, .court = "豫1325"}), 0U);
    // The lists follow what is recorded later.
    Append closing = batch({R"({"kind":"closure.completed","on":"2023-04-01"})"}, "2023-04-01T10:00:00");
    closing.import = true;
    closing.actor = the_system();
    closing.parts[0].header = R"({"number":"（2023）豫1325执123号","court":"豫1325","kind":"enforcement","parties":[{"id":"p1","role":"applicant","name":"王某"}]})";
    (void)journal.append(closing);
    EXPECT_EQ(count({.open = true}), 0U);
    EXPECT_EQ(count({.party = "李某"}), 0U);
    EXPECT_EQ(count({.team = "快执团队"}), 0U);
    EXPECT_EQ(count({.party = "王某"}), 1U);
    const Summary summary = journal.query({.party = "王某"}, everything()).dossiers.at(0);
    EXPECT_EQ(summary.number, kNumber);
    EXPECT_EQ(summary.recorded, "2023-04-01T10:00:00");
    EXPECT_EQ(summary.seq, journal.seq(kNumber, everything()));
    EXPECT_EQ(summary.parties.at(0).name, "王某");
    EXPECT_FALSE(summary.standing);
    EXPECT_TRUE(journal.verify().sound());
}

TEST_P(IndexTest, TextsOfAQuestionAreNeverSql) {
    Journal journal = create();
    (void)journal.append(new_dossier());
    for (const std::string text : {"' OR 1=1 --", "'; DROP TABLE journal_entries; --", "%", "_", "\\", "\"", "$1", "张某'"}) {
        for (std::string Query::*member : {&Query::party, &Query::identity, &Query::role, &Query::court, &Query::case_type, &Query::kind, &Query::team, &Query::handler, &Query::rule}) {
            Query query{.as_of = make_date(2023, 3, 1)};
            query.*member = text;
            EXPECT_TRUE(journal.query(query, everything()).dossiers.empty()) << text;
        }
        EXPECT_TRUE(journal.query({.scope = QueryScope{{text}, {text}}}, everything()).dossiers.empty());
        EXPECT_THROW((void)journal.query({.after = text}, everything()), InputError);
    }
    EXPECT_EQ(journal.query({}, everything()).dossiers.size(), 1U);
    EXPECT_THROW((void)journal.query({.limit = 0}, everything()), InputError);
    EXPECT_THROW((void)journal.query({.rule = "notice.issue"}, everything()), InputError) << "of which day?";
}

TEST_P(IndexTest, PagesDoNotMoveWhileOthersWrite) {
    Journal journal = create();
    Docket docket{3};
    std::vector<AppendPart> parts;
    for (int i = 0; i < 10; ++i) parts.push_back(docket.next_case());
    (void)journal.append(imported(std::move(parts), Docket::kStart));
    std::vector<std::string> numbers;
    Query query{.limit = 3};
    do {
        const Page page = journal.query(query, everything());
        for (const Summary& summary : page.dossiers) numbers.push_back(summary.number);
        query.after = page.next;
        (void)journal.append(imported({docket.more()}, Docket::kStart));
    } while (!query.after.empty());
    EXPECT_EQ(numbers, docket.numbers);
}

TEST_P(IndexTest, AReaderSeesOneMomentAndBlocksNobody) {
    Journal journal = create();
    Docket docket{5};
    (void)journal.append(imported({docket.next_case(), docket.next_case(), docket.next_case()}, Docket::kStart));
    DossierCursor cursor = journal.dossiers(everything());
    ASSERT_TRUE(cursor.next());
    const std::string first{cursor.json()};
    EXPECT_EQ(cursor.dossier().to_json(), Dossier::from_json(first).to_json());
    for (int i = 0; i < 20; ++i) (void)journal.append(imported({docket.more()}, Docket::kStart));
    (void)journal.append(imported({docket.next_case()}, Docket::kStart));
    EXPECT_EQ(journal.sweep(make_date(2023, 5, 1)).reviewed, 4U);
    std::size_t events = cursor.dossier().events().size(), count = 1;
    while (cursor.next()) events += cursor.dossier().events().size(), ++count;
    EXPECT_EQ(count, 3U);
    std::size_t now = 0, all = 0;
    journal.each_dossier([&](const Dossier& dossier) { return ++all, now += dossier.events().size(), true; }, everything());
    EXPECT_EQ(all, 4U);
    EXPECT_GT(now, events);
}

TEST_P(IndexTest, VerifyFindsAListThatWasTouched) {
    if (GetParam()) GTEST_SKIP() << "the file is changed from outside";
    Journal journal = create();
    Append append = new_dossier({R"({"kind":"case.filed","on":"2023-02-27"})"});
    append.import = true;
    append.actor = the_system();
    (void)journal.append(append);
    const Date day = make_date(2023, 4, 1);
    (void)journal.sweep(day);
    const auto run = [&](const char* sql) {
        sqlite3* other = nullptr;
        ASSERT_EQ(sqlite3_open(place_->file().c_str(), &other), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(other, sql, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(other);
    };
    for (const char* sql : {"UPDATE journal_parties SET name = '李某' WHERE name = '张某'", "UPDATE journal_dossiers SET is_open = 0", "DELETE FROM journal_parties",
                            "UPDATE journal_dossiers SET recorded = '2022-01-01T00:00:00'", "UPDATE journal_dossiers SET court = ''"}) {
        run(sql);
        const Verification found = journal.verify();
        ASSERT_EQ(found.faults.size(), 1U) << sql;
        EXPECT_EQ(found.faults[0].code, "index");
        EXPECT_EQ(found.faults[0].position, 1U);
        (void)journal.reindex(day);
        EXPECT_TRUE(journal.verify().sound()) << sql;
    }
    for (const char* sql : {"UPDATE journal_standing SET next_change = NULL", "UPDATE journal_standing SET worst = 7", "DELETE FROM journal_standing"}) {
        EXPECT_TRUE(journal.verify_standings().sound());
        run(sql);
        EXPECT_FALSE(journal.verify_standings().sound()) << sql;
        (void)journal.reindex(day);
    }
}

TEST(QueryJson, IsReadAndRefused) {
    const Query query = parse_query(R"({"as_of":"2023-03-01","party":"张某","severity":"overdue","due_to":"2023-04-01","open":true,"scope":{"courts":["豫1325"]},"limit":5})");
    EXPECT_EQ(query.party, "张某");
    EXPECT_EQ(query.severity, Severity::overdue);
    EXPECT_EQ(query.due_to, make_date(2023, 4, 1));
    EXPECT_EQ(query.scope->courts.at(0), "豫1325");
    EXPECT_EQ(query.limit, 5U);
    for (const char* wrong : {R"({"severity":"bad"})", R"({"who":"x"})", R"({"as_of":"soon"})", R"({"scope":["豫1325"]})", R"({"scope":{"courts":"豫1325"}})", R"({"open":1})", "[]"}) {
        EXPECT_THROW((void)parse_query(wrong), InputError) << wrong;
    }
}

INSTANTIATE_TEST_SUITE_P(Databases, IndexTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
