// The journal through the C boundary.
#include <algorithm>
#include <filesystem>
#include <thread>
#include <unistd.h>
#include <vector>

#include <sys/wait.h>

#include "capi.hpp"

namespace capi_test {
namespace {

struct FreeJournal {
    void operator()(zx_journal* journal) const { zx_journal_free(journal); }
};
using JournalHandle = std::unique_ptr<zx_journal, FreeJournal>;

constexpr std::string_view kHeader =
    R"({"schema":"zhixing.dossier/1","number":"（2023）豫1325执123号","court":"豫1325","kind":"enforcement","parties":[{"id":"p1","role":"applicant","kind":"natural","name":"张某"},{"id":"p2","role":"respondent","kind":"legal","name":"某公司"}]})";

const std::string kReader = R"("reader":{"actor":{"id":"platform-1","roles":["system"]},"purpose":"review","recorded":"2023-03-01T09:00:00"})";

class JournalC : public testing::Test {
protected:
    JournalC() : file_{std::filesystem::temp_directory_path() / ("zx_journal_" + std::to_string(getpid()) + ".db")}, url_{"sqlite:" + file_.string()} { clean(); }
    ~JournalC() override { clean(); }
    void clean() const {
        for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + end);
    }
    [[nodiscard]] zx_status open(std::string_view params, zx_journal** out, zx_error** error) const {
        return zx_journal_open(rules_.get(), url_.data(), url_.size(), params.data(), params.size(), out, error);
    }
    [[nodiscard]] JournalHandle opened(std::string_view params) const {
        zx_journal* journal = nullptr;
        zx_error* error = nullptr;
        EXPECT_EQ(open(params, &journal, &error), ZX_OK) << zx_error_json(error);
        return JournalHandle{journal};
    }
    static std::string batch(std::string_view events, std::string_view extra = {}, bool with_header = false) {
        std::string text = R"({"schema":"zhixing.batch/1","actor":{"id":"h1","court":"豫1325","roles":["handler"]},"recorded":"2023-03-01T09:00:00","parts":[{"number":"（2023）豫1325执123号")";
        if (with_header) (text += R"(,"header":)") += kHeader;
        return ((((text += extra) += R"(,"events":[)") += events) += "]}]}");
    }
    static Ask append(zx_journal* journal, const std::string& text) {
        return [journal, text](zx_buffer* out, zx_error** error) { return zx_journal_append(journal, text.data(), text.size(), out, error); };
    }
    static Ask read(zx_journal* journal, const std::string& params) {
        return [journal, params](zx_buffer* out, zx_error** error) { return zx_journal_do(journal, params.data(), params.size(), out, error); };
    }
    Rules rules_ = bundled();
    std::filesystem::path file_;
    std::string url_;
};

TEST_F(JournalC, WhatIsAppendedIsReadAndProved) {
    const JournalHandle journal = opened(R"({"create":true,"id":"court"})");
    const Json receipt = answer(append(journal.get(), batch(R"({"id":"e1","kind":"notice.issued","on":"2023-02-20","party":"p2","document":"执行通知书"})", R"(,"expect":0)", true)));
    EXPECT_EQ(receipt["size"], 2);
    const Json dossier = answer(read(journal.get(), R"({"dossier":"(2023)豫1325执123号",)" + kReader + R"(})"));
    EXPECT_EQ(dossier["events"].size(), 1U);
    EXPECT_EQ(answer(read(journal.get(), R"({"seq":"（2023）豫1325执123号",)" + kReader + R"(})"))["seq"], 2);
    const Json head = answer(read(journal.get(), R"({"head":true})"));
    EXPECT_EQ(head["journal"], "court");
    EXPECT_EQ(answer(read(journal.get(), R"({"inclusion":1})"))["path"].size(), 1U);
    EXPECT_EQ(answer(read(journal.get(), R"({"consistency":1})"))["path"].size(), 1U);
    EXPECT_EQ(answer(read(journal.get(), R"({"entry":2,)" + kReader + R"(})"))["body"]["id"], "e1");
    EXPECT_EQ(answer(read(journal.get(), R"({"verify":{}})"))["sound"], true);
    EXPECT_EQ(answer(read(journal.get(), R"({"verify":)" + head.dump() + "}"))["sound"], true);
    Json longer = head;
    longer["size"] = 3;
    EXPECT_EQ(answer(read(journal.get(), R"({"verify":)" + longer.dump() + "}"))["faults"][0]["code"], "truncated");
    refused(read(journal.get(), R"({"verify":true})"), ZX_E_ARGUMENT, "argument.type");
    EXPECT_EQ(answer(read(opened("{}").get(), R"({"head":true})")), head);
}

TEST_F(JournalC, RefusalsSayWhy) {
    const JournalHandle journal = opened(R"({"create":true})");
    (void)answer(append(journal.get(), batch("", R"(,"expect":0)", true)));
    zx_error* error = nullptr;
    zx_buffer out = ZX_BUFFER_INIT;
    std::string text = batch("", R"(,"expect":7)");
    EXPECT_EQ(zx_journal_append(journal.get(), text.data(), text.size(), &out, &error), ZX_E_CONFLICT);
    EXPECT_EQ(Json::parse(zx_error_json(error))["detail"]["seq"], 1);
    zx_error_free(error);
    error = nullptr;
    text = batch(R"({"kind":"notice.issued","on":"2024-02-20","party":"p2","document":"执行通知书"})");
    EXPECT_EQ(zx_journal_append(journal.get(), text.data(), text.size(), &out, &error), ZX_E_REFUSED);
    EXPECT_EQ(Json::parse(zx_error_json(error))["detail"]["admission"]["reasons"][0]["code"], "dated_later");
    zx_error_free(error);
    refused(append(journal.get(), batch(R"({"kind":"notice.issued","on":"2023-02-20","by":"h2"})")), ZX_E_ACCESS, "access.by");
    refused(read(journal.get(), R"({"dossier":"（2023）豫1325执9号",)" + kReader + R"(})"), ZX_E_JOURNAL, "journal.no_dossier");
    refused(read(journal.get(), R"({"dossier":"（2023）豫1325执123号"})"), ZX_E_ARGUMENT, "argument.missing");
    refused(read(journal.get(), R"({"dossier":"（2023）豫1325执123号","reader":{"actor":{"id":"h9","court":"豫1326","roles":["handler"]},"purpose":"curious","recorded":"2023-03-01T09:00:00"}})"), ZX_E_ACCESS, "access.scope");
    refused(read(journal.get(), "{}"), ZX_E_ARGUMENT, "argument.missing");
    refused(append(nullptr, batch("")), ZX_E_ARGUMENT, "argument.null");
    refused(append(journal.get(), "{"), ZX_E_INPUT, "input.json");
    refuses_null_out(append(journal.get(), batch("")));
    zx_journal* other = nullptr;
    EXPECT_EQ(open(R"({"create":true})", &other, nullptr), ZX_E_JOURNAL);
    EXPECT_EQ(other, nullptr);
    zx_journal_interrupt(nullptr);
}

TEST_F(JournalC, ManyThreadsWriteAndAChildIsRefused) {
    const JournalHandle journal = opened(R"({"create":true})");
    (void)answer(append(journal.get(), batch("", R"(,"expect":0)", true)));
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 10; ++i) {
                const std::string id = std::to_string(t) + "-" + std::to_string(i);
                (void)answer(append(journal.get(), batch(R"({"id":")" + id + R"(","kind":"notice.issued","on":"2023-02-20","party":"p2","document":"执行通知书","note":")" + id + "\"}")));
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(answer(read(journal.get(), R"({"seq":"（2023）豫1325执123号",)" + kReader + R"(})"))["seq"], 81);
    const pid_t child = fork();
    if (child == 0) {
        zx_buffer out = ZX_BUFFER_INIT;
        const std::string params = R"({"head":true})";
        _exit(zx_journal_do(journal.get(), params.data(), params.size(), &out, nullptr) == ZX_E_JOURNAL ? 0 : 1);
    }
    int status = 1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

struct FreeCursor {
    void operator()(zx_cursor* cursor) const { zx_cursor_free(cursor); }
};

TEST_F(JournalC, ACursorGivesOneDossierAfterAnother) {
    const JournalHandle journal = opened(R"({"create":true})");
    (void)answer(append(journal.get(), batch("", R"(,"expect":0)", true)));
    const std::string params = std::string{"{"} + std::string{kReader}.substr(std::string_view{kReader}.find('"')) + "}";
    zx_cursor* handle = nullptr;
    zx_error* error = nullptr;
    ASSERT_EQ(zx_journal_cursor(journal.get(), params.data(), params.size(), &handle, &error), ZX_OK) << zx_error_json(error);
    const std::unique_ptr<zx_cursor, FreeCursor> cursor{handle};
    const Ask next = [&](zx_buffer* out, zx_error** failed) { return zx_cursor_next(cursor.get(), out, failed); };
    EXPECT_EQ(answer(next)["number"], "（2023）豫1325执123号");
    zx_buffer out = ZX_BUFFER_INIT;
    EXPECT_EQ(zx_cursor_next(cursor.get(), &out, nullptr), ZX_DONE);
    EXPECT_EQ(zx_cursor_next(cursor.get(), &out, nullptr), ZX_DONE);
    EXPECT_EQ(out.data, nullptr);
    EXPECT_EQ(zx_cursor_next(nullptr, &out, nullptr), ZX_E_ARGUMENT);
}

TEST_F(JournalC, ACursorGivesTheLinesOfAnExport) {
    std::string lines;
    {
        const JournalHandle journal = opened(R"({"create":true})");
        (void)answer(append(journal.get(), batch(R"({"id":"e1","kind":"notice.issued","on":"2023-02-20","party":"p2","document":"执行通知书"})", R"(,"expect":0)", true)));
        const std::string params = R"({"of":"export",)" + kReader + "}";
        zx_cursor* handle = nullptr;
        zx_error* error = nullptr;
        ASSERT_EQ(zx_journal_cursor(journal.get(), params.data(), params.size(), &handle, &error), ZX_OK) << zx_error_json(error);
        const std::unique_ptr<zx_cursor, FreeCursor> cursor{handle};
        (void)answer(append(journal.get(), batch(R"({"id":"e2","kind":"notice.issued","on":"2023-02-21","party":"p2","document":"执行通知书"})")));
        zx_buffer out = ZX_BUFFER_INIT;
        while (zx_cursor_next(cursor.get(), &out, &error) == ZX_OK) {
            (lines += std::string_view{out.data, out.size}) += '\n';
            zx_buffer_release(&out);
        }
        EXPECT_EQ(std::ranges::count(lines, '\n'), 4) << "the first line, two entries and the head, and not what came later";
        for (const std::string_view wrong : {R"({"of":"export","known_at":"2023-03-01T09:00:00",)", R"({"of":"events",)"}) {
            const std::string other = std::string{wrong} + kReader + "}";
            EXPECT_EQ(zx_journal_cursor(journal.get(), other.data(), other.size(), &handle, nullptr), ZX_E_ARGUMENT);
        }
    }
    clean();
    const JournalHandle copy = opened(Json{{"restore", lines}}.dump());
    EXPECT_EQ(answer(read(copy.get(), R"({"head":true})")), Json::parse(lines.substr(lines.rfind("{\"schema"))));
}

TEST_F(JournalC, TheIndexIsSweptAndAsked) {
    const JournalHandle journal = opened(R"({"create":true})");
    (void)answer(append(journal.get(), batch("", R"(,"expect":0)", true)));
    const auto act = [&](const std::string& params) {
        return [&journal, params](zx_buffer* out, zx_error** error) { return zx_journal_do(journal.get(), params.data(), params.size(), out, error); };
    };
    const std::string reader = std::string{kReader}.substr(std::string_view{kReader}.find('"'));
    EXPECT_EQ(answer(act(R"({"sweep":"2023-04-01"})"))["reviewed"], 1);
    EXPECT_EQ(answer(act(R"({"sweep":"2023-04-01"})"))["reviewed"], 0);
    EXPECT_EQ(answer(read(journal.get(), R"({"index":true})"))["stale"], false);
    const Json page = answer(read(journal.get(), R"({"query":{"as_of":"2023-04-01","court":"豫1325"},)" + reader + "}"));
    ASSERT_EQ(page["dossiers"].size(), 1U);
    EXPECT_EQ(page["dossiers"][0]["number"], "（2023）豫1325执123号");
    EXPECT_EQ(answer(act("{" + reader + R"(,"take":{"worker":"w","channel":"sms","now":"2023-03-01T09:00:00","lease":60}})"))["messages"].size(), 0U);
    refused(act("{" + reader + "}"), ZX_E_ARGUMENT, "argument.missing");
    const std::string copy = file_.string() + ".export";
    std::filesystem::remove(copy);
    EXPECT_TRUE(answer(act("{" + reader + R"(,"export":")" + copy + "\"}")).empty());
    refused(act("{" + reader + R"(,"export":")" + copy + "\"}"), ZX_E_JOURNAL, "journal.export");
    std::filesystem::remove(copy);
}

}  // namespace
}  // namespace capi_test
