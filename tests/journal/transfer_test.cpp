#include "fixture.hpp"

#include "zhixing/proof.hpp"

namespace zhixing::test {
namespace {

class TransferTest : public JournalTest {
protected:
    static std::vector<std::string> lines_of(Journal& journal) {
        std::vector<std::string> lines;
        journal.export_lines([&](std::string_view line) { lines.emplace_back(line); }, everything());
        return lines;
    }
    [[nodiscard]] Journal filled() const {
        Journal journal = create();
        Append first = new_dossier();
        first = as_import(first);
        for (int i = 0; i < 600; ++i) first.parts[0].events.push_back(R"({"kind":"other.note","on":"2023-02-15","note":"\"备注\" )" + std::to_string(i) + "\"}");
        (void)journal.append(first);
        return journal;
    }
    [[nodiscard]] static Journal restore(const Place& place, const std::vector<std::string>& lines) {
        std::size_t next = 0;
        return Journal::restore(place.url(), rulebook(), [&](std::string_view& line) { return next < lines.size() && (line = lines[next++], true); }, "export.ndjson");
    }
};

TEST_P(TransferTest, WhatIsRestoredHasTheSameProofs) {
    Journal journal = filled();
    const std::vector<std::string> lines = lines_of(journal);
    const Place place{GetParam()};
    Journal again = restore(place, lines);
    EXPECT_EQ(again.head(), journal.head());
    EXPECT_EQ(lines_of(again), lines);
    const Verification verification = again.verify(journal.head());
    EXPECT_TRUE(verification.sound()) << to_json(verification);
    EXPECT_EQ(again.dossier(kNumber, everything()).to_json(), journal.dossier(kNumber, everything()).to_json());
    Append more = batch({R"({"id":"n1","kind":"other.note","on":"2023-02-15"})"});
    more = as_import(more);
    more.parts[0].expect = 601;
    EXPECT_EQ(again.append(more).size, 602U);
}

TEST_P(TransferTest, NothingIsRestoredOfAnExportThatWasTouched) {
    Journal journal = filled();
    const std::vector<std::string> lines = lines_of(journal);
    const auto refused = [&](std::vector<std::string> touched) {
        const Place place{GetParam()};
        EXPECT_THROW((void)restore(place, touched), InputError);
        EXPECT_THROW((void)Journal::open(place.url(), rulebook()), JournalError);
    };
    auto touched = lines;
    touched[300].replace(touched[300].find("2023-02-15"), 10, "2023-02-16");
    refused(touched);
    touched = lines;
    touched.erase(touched.begin() + 300);
    refused(touched);
    touched = lines;
    touched.pop_back();
    refused(touched);
    touched = lines;
    std::swap(touched[300], touched[301]);
    refused(touched);
    touched = lines;
    touched.erase(touched.end() - 2);
    refused(touched);
    refused({});
}

TEST_P(TransferTest, ABatchIsReadFromJson) {
    Journal journal = create();
    const Append batch = parse_append(std::string{R"({"schema":"zhixing.batch/1","actor":{"id":"platform-1","roles":["system"]},"recorded":"2023-03-01T09:00:00","import":true,"parts":[{"number":"（2023）豫1325执123号","expect":0,"header":)"} +
                                      kHeader + R"(,"events":[{"id":"e1","kind":"case.filed","on":"2023-02-15"}]}]})");
    EXPECT_EQ(journal.append(batch).parts.at(0).seq, 2U);
    for (const auto& [json, pointer] : {std::pair{R"({"actor":{"id":"h1","roles":["handler"]},"recorded":"today","parts":[]})", "/recorded"},
                                        {R"({"actor":{"id":"h1","roles":"handler"},"recorded":"2023-03-01T09:00:00","parts":[]})", "/actor/roles"},
                                        {R"({"actor":{"id":"h1","roles":[]},"recorded":"2023-03-01T09:00:00","parts":[{"number":"x","expect":-1}]})", "/parts/0/expect"},
                                        {R"({"actor":{"id":"h1","roles":[]},"recorded":"2023-03-01T09:00:00","parts":[{"nummer":"x"}]})", "/parts/0/nummer"},
                                        {"[", ""}}) {
        try {
            (void)parse_append(json);
            FAIL() << json;
        } catch (const InputError& error) {
            EXPECT_EQ(error.place().pointer, pointer) << json;
        }
    }
}

TEST_P(TransferTest, ABackupIsAJournal) {
    Journal journal = filled();
    const Place place{false};
    if (GetParam()) {
        EXPECT_THROW(journal.back_up(place.file().string(), everything()), JournalError);
        return;
    }
    journal.back_up(place.file().string(), everything());
    Journal copy = Journal::open(place.url(), rulebook());
    EXPECT_EQ(copy.head(), journal.head());
    EXPECT_TRUE(copy.verify().sound());
    EXPECT_THROW(journal.back_up(place.file().string(), everything()), JournalError);
}

INSTANTIATE_TEST_SUITE_P(Databases, TransferTest, testing::Bool(), [](const auto& kind) { return kind.param ? "postgresql" : "sqlite"; });

}  // namespace
}  // namespace zhixing::test
