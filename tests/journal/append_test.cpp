#include "fixture.hpp"

namespace zhixing::test {
namespace {

const char* const kNotice = R"({"id":"e2","kind":"notice.issued","on":"2023-02-20","party":"p2","document":"执行通知书"})";

class AppendTest : public JournalTest {};

TEST_P(AppendTest, WhatIsRecordedIsReadAgain) {
    Journal journal = create();
    Append first = new_dossier({R"({"id":"e1","kind":"case.filed","on":"2023-02-15"})"});
    first = as_import(first);
    const Receipt receipt = journal.append(first);
    EXPECT_EQ(receipt.parts.at(0).seq, 2U);
    EXPECT_EQ(receipt.size, 2U);
    Append second = batch({kNotice}, "2023-03-02T10:00:00");
    second.parts[0].number = "(2023)豫1325执123号";  // another spelling
    second.parts[0].expect = 2;
    EXPECT_EQ(journal.append(second).parts.at(0).number, kNumber);
    const Dossier dossier = journal.dossier(kNumber, everything());
    ASSERT_EQ(dossier.events().size(), 2U);
    EXPECT_EQ(dossier.text(dossier.events()[1], Column::by), "h1");
    EXPECT_EQ(dossier.text(dossier.events()[1], Column::recorded), "2023-03-02T10:00:00");
    EXPECT_EQ(journal.dossier(kNumber, everything(), at("2023-03-01T23:00:00")).events().size(), 1U);
    EXPECT_EQ(journal.dossier(kNumber, everything(), {}, make_date(2023, 2, 19)).events().size(), 1U);
    EXPECT_THROW((void)journal.dossier(kNumber, everything(), at("2023-02-01T00:00:00")), JournalError);
    EXPECT_TRUE(journal.verify(journal.head()).sound());
    EXPECT_EQ(open().head(), journal.head());
}

TEST_P(AppendTest, AConflictSaysWhoWroteWhatInBetween) {
    Journal journal = create();
    (void)journal.append(new_dossier());
    (void)journal.append(batch({kNotice}));
    Append late = batch({R"({"id":"e3","kind":"notice.issued","on":"2023-02-21","party":"p2","document":"报告财产令"})"});
    late.actor = handler("h2");
    late.parts[0].expect = 1;
    try {
        (void)journal.append(late);
        FAIL() << "no conflict";
    } catch (const ConflictError& error) {
        EXPECT_EQ(error.seq(), 2U);
        ASSERT_EQ(error.between().size(), 1U);
        EXPECT_EQ(error.between()[0].actor, "h1");
        EXPECT_EQ(error.between()[0].event, "e2");
    }
    EXPECT_EQ(journal.seq(kNumber, everything()), 2U);
}

TEST_P(AppendTest, TheSameRequestTwiceIsRecordedOnce) {
    Journal journal = create();
    (void)journal.append(new_dossier());
    Append append = batch({kNotice});
    append.parts[0].expect = 1;
    (void)journal.append(append);
    const Receipt again = journal.append(append);
    EXPECT_EQ(again.parts[0].replayed, 1U);
    EXPECT_EQ(again.size, 2U);
    append.parts[0].events = {R"({"id":"e2","kind":"notice.issued","on":"2023-02-21","party":"p2","document":"执行通知书"})"};
    EXPECT_THROW((void)journal.append(append), InputError);
}

TEST_P(AppendTest, AnEventThatIsRefusedChangesNothing) {
    Journal journal = create();
    (void)journal.append(new_dossier());
    const Head before = journal.head();
    Append append = batch({kNotice, R"({"id":"e3","kind":"notice.issued","on":"2024-01-01","party":"p2","document":"执行通知书"})"});
    try {
        (void)journal.append(append);
        FAIL() << "not refused";
    } catch (const RefusedError& error) {
        EXPECT_EQ(error.admission().reasons.at(0).code, "dated_later");
    }
    EXPECT_EQ(journal.head(), before);
    append = as_import(append);
    EXPECT_EQ(journal.append(append).parts[0].seq, 3U);
    EXPECT_NE(journal.entry(3, everything()).find("\"mark\":\"imported\""), std::string::npos);
}

TEST_P(AppendTest, ProofsHold) {
    for (const HashAlgorithm hash : {HashAlgorithm::sm3, HashAlgorithm::sha256}) {
        Place place{GetParam()};
        Journal journal = Journal::create(place.url(), rulebook(), {hash, "court"});
        std::vector<Head> heads{journal.head()};
        Append first = new_dossier();
        first = as_import(first);
        for (int i = 0; i < 300; ++i) first.parts[0].events.push_back(R"({"kind":"other.note","on":"2023-02-15","note":")" + std::to_string(i) + "\"}");
        (void)journal.append(first);
        heads.push_back(journal.head());
        for (int i = 0; i < 20; ++i) {
            Append more = batch({R"({"kind":"other.note","on":"2023-02-15","note":"more )" + std::to_string(i) + "\"}"});
            more = as_import(more);
            (void)journal.append(more);
            heads.push_back(journal.head());
        }
        for (const Head& head : heads) {
            EXPECT_TRUE(holds(journal.prove_consistency(head.size, heads.back().size), head.root, heads.back().root, hash)) << head.size;
            for (const std::uint64_t position : {std::uint64_t{1}, head.size / 2, head.size}) {
                if (position == 0 || position > head.size) continue;
                const InclusionProof proof = journal.prove_inclusion(position, head.size);
                EXPECT_TRUE(holds(proof, journal.entry(position, everything()), head.root, hash)) << position << " of " << head.size;
                EXPECT_FALSE(holds(proof, journal.entry(position, everything()) + " ", head.root, hash));
            }
            const Verification verification = journal.verify(head);
            EXPECT_TRUE(verification.sound()) << to_json(verification);
        }
    }
}

// Large batches are hashed by a second thread, and fill tiles of the tree in one go.
TEST_P(AppendTest, OneLargeBatchIsWhatManySmallOnesAre) {
    const auto events = [](int first, int count) {
        std::vector<std::string> all;
        for (int i = first; i < first + count; ++i) all.push_back(R"({"id":"n)" + std::to_string(i) + R"(","kind":"document.made","on":"2023-02-15"})");
        return all;
    };
    const JournalSettings settings{HashAlgorithm::sm3, "same"};
    Journal large = create(settings);
    Append all = as_import(new_dossier(events(0, 100)));
    (void)large.append(all);
    (void)large.append(as_import(batch(events(100, 600))));
    const Place other{false, Place::quick()};
    Journal small = Journal::create(other.url(), rulebook(), settings);
    (void)small.append(all);
    for (int i = 100; i < 700; i += 30) (void)small.append(as_import(batch(events(i, 30))));
    EXPECT_EQ(large.head(), small.head());
    EXPECT_TRUE(large.verify(small.head()).sound());
}

// A part of a batch over many dossiers: so many events, and the header if it is new.
AppendPart part_of_many(std::size_t dossier, std::size_t events, std::size_t first = 0) {
    const std::string number = "（2023）豫1325执" + std::to_string(dossier) + "号";
    AppendPart part{number, {}, {}, {}, {}};
    if (first == 0) part.header = R"({"number":")" + number + R"(","court":"豫1325","kind":"enforcement","parties":[{"id":"p1","role":"applicant","name":"张某"},{"id":"p2","role":"respondent","name":"李某"}]})";
    for (std::size_t i = first; i < first + events; ++i) part.events.push_back(R"({"id":"n)" + std::to_string(i) + R"(","kind":"document.made","on":"2023-02-15"})");
    return part;
}

// What a second thread prepares is written as if it had been one dossier after another.
TEST_P(AppendTest, OneLargeBatchOverManyDossiersIsWhatSmallOnesAre) {
    const JournalSettings settings{HashAlgorithm::sm3, "same"};
    Journal large = create(settings);
    const Place other{false, Place::quick()};
    Journal small = Journal::create(other.url(), rulebook(), settings);
    for (const std::size_t first : {std::size_t{0}, std::size_t{300}}) {  // new ones, then further events of some of them
        Append all = as_import(batch({}));
        all.parts.clear();
        for (std::size_t dossier = 1; dossier <= 150; ++dossier) {
            if (first != 0 && dossier % 3 == 0) continue;
            all.parts.push_back(part_of_many(dossier, dossier == 70 ? 200 : 1 + dossier % 5, first));
        }
        const Receipt receipt = large.append(all);
        ASSERT_EQ(receipt.parts.size(), all.parts.size());
        for (std::size_t i = 0; i < all.parts.size(); ++i) {
            Append one = all;
            one.parts = {all.parts[i]};
            const Receipt alone = small.append(one);
            EXPECT_EQ(receipt.parts[i].number, alone.parts[0].number);
            EXPECT_EQ(receipt.parts[i].seq, alone.parts[0].seq);
            EXPECT_EQ(receipt.parts[i].ids, alone.parts[0].ids);
        }
        EXPECT_EQ(large.head(), small.head());
        EXPECT_EQ(large.append(all).parts[5].replayed, all.parts[5].events.size());
    }
    EXPECT_TRUE(large.verify(small.head()).sound());
    EXPECT_EQ(large.query({.party = "李某", .limit = 1000}, everything()).dossiers.size(), 150U);
}

// Whichever thread comes upon it, the first part that is wrong is told, and nothing is recorded.
TEST_P(AppendTest, WhatIsWrongInALargeBatchIsToldAndNothingIsRecorded) {
    Journal journal = create();
    Append first = as_import(batch({}));
    first.parts = {part_of_many(7, 2)};
    (void)journal.append(first);
    const Head before = journal.head();
    const auto code_of = [&](std::size_t wrong, const std::function<void(AppendPart&)>& spoil) -> std::string {
        Append all = as_import(batch({}));
        all.parts.clear();
        for (std::size_t dossier = 10; dossier < 210; ++dossier) all.parts.push_back(part_of_many(dossier, 3));
        spoil(all.parts[wrong]);
        all.parts[wrong + 20].number.clear();  // found by the thread that loads, which is ahead
        try {
            (void)journal.append(all);
        } catch (const Error& error) {
            EXPECT_EQ(journal.head(), before);
            return std::string{error.code()};
        }
        return {};
    };
    for (const std::size_t wrong : {std::size_t{0}, std::size_t{90}, std::size_t{179}}) {
        EXPECT_EQ(code_of(wrong, [](AppendPart& part) { part.events[1] = "[]"; }), "input.type");
        EXPECT_EQ(code_of(wrong, [](AppendPart& part) { part.header.clear(); }), "journal.no_dossier");
        EXPECT_EQ(code_of(wrong, [](AppendPart& part) { part = part_of_many(7, 2, 5); part.expect = 1; }), "journal.conflict");
    }
    EXPECT_TRUE(journal.verify().sound());
}

INSTANTIATE_TEST_SUITE_P(Databases, AppendTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
