#include "zhixing/recording.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace zhixing {
namespace {

const Rulebook& rules() {
    static const Rulebook book = Rulebook::bundled("neixiang");
    return book;
}

constexpr const char* kHeader = R"({"schema":"zhixing.dossier/1","number":"（2026）豫1325执101号","kind":"enforcement",)"
                                R"("parties":[{"id":"p1","role":"applicant","kind":"natural","name":"甲某"},{"id":"p2","role":"respondent","kind":"natural","name":"乙某"}],"events":[)";
const std::string kHash(64, 'a');

Dossier dossier(const std::vector<std::string>& events) {
    std::string json = kHeader;
    for (const std::string& event : events) json += (&event == events.data() ? "" : ",") + event;
    return Dossier::from_json(json + "]}");
}

std::string event(const char* kind, const char* on, const std::string& columns = {}) {
    return std::string{R"({"kind":")"} + kind + R"(","on":")" + on + "\"" + (columns.empty() ? "" : ",") + columns + "}";
}

// How a recording is made and kept as it should be.
std::vector<std::string> in_order() {
    return {event("recording.made", "2026-05-04T09:00:00", R"("ref":"r1","number":"记录仪07","method":"recorder","by":"甲","role":"handler")"),
            event("recording.ended", "2026-05-04T10:30:00", R"("ref":"r1","outcome":"complete","by":"甲","role":"handler")"),
            event("recording.linked", "2026-05-04", R"("ref":"r1","number":"搜查1","by":"甲","role":"handler")"),
            event("recording.uploaded", "2026-05-05", R"("ref":"r1","number":"甲库","digest":"sm3:)" + kHash + R"(:1048576","by":"丙","role":"centre")"),
            event("recording.backed_up", "2026-05-05", R"("ref":"r1","number":"备库","digest":"sm3:)" + kHash + R"(","by":"丙","role":"centre")")};
}

Recordings on(const std::vector<std::string>& events, int year = 2026, unsigned month = 8, unsigned day = 1) {
    return Recordings::of(dossier(events), {make_date(year, month, day), {}});
}

std::vector<std::string> faults(const Recordings& recordings) {
    std::vector<std::string> found;
    for (const RecordingFlaw& flaw : recordings.flaws) found.emplace_back(to_string(flaw.fault));
    for (const Recording& recording : recordings.recordings) {
        for (const RecordingFlaw& flaw : recording.flaws) found.emplace_back(to_string(flaw.fault));
    }
    return found;
}

using Names = std::vector<std::string>;

TEST(Recordings, TellHowARecordingWasMadeAndIsKept) {
    const Recordings recordings = on(in_order());
    EXPECT_EQ(faults(recordings), Names{});
    ASSERT_EQ(recordings.recordings.size(), 1U);
    const Recording& recording = recordings.recordings.front();
    EXPECT_EQ(recording.state, Recording::State::stored);
    EXPECT_EQ(recording.device, "记录仪07");
    EXPECT_EQ(recording.officer, "甲");
    EXPECT_EQ(recording.place, "甲库");
    EXPECT_EQ(recording.copies, Names{"备库"});
    EXPECT_EQ(recording.tasks, Names{"搜查1"});
    EXPECT_EQ(recording.digest, "sm3:" + kHash + ":1048576");
    EXPECT_TRUE(recordings.open);
    // The order in the file does not matter.
    std::vector<std::string> reversed = in_order();
    std::ranges::reverse(reversed);
    EXPECT_EQ(faults(on(reversed)), Names{});
    // Earlier, less was known.
    EXPECT_EQ(on(in_order(), 2026, 5, 4).recordings.front().state, Recording::State::made);
    EXPECT_TRUE(on(in_order(), 2026, 5, 3).recordings.empty());
}

TEST(Recordings, FindWhatIsMissing) {
    EXPECT_EQ(faults(on({event("recording.made", "2026-05-04", R"("ref":"r1")")})), (Names{"no_device", "no_officer", "no_start", "no_end", "not_stored"}));
    EXPECT_EQ(faults(on({event("recording.uploaded", "2026-05-04", R"("ref":"r1")")})), (Names{"no_digest", "no_backup"}));
    EXPECT_EQ(faults(on({event("recording.made", "2026-05-04")})), Names{"unnamed"});
    EXPECT_EQ(faults(on({event("recording.viewed", "2026-05-04", R"("number":"a1")")})), Names{"unpermitted"});
    EXPECT_EQ(faults(on({event("recording.hold_lifted", "2026-05-04", R"("number":"h1")")})), Names{"unknown_number"});
    EXPECT_EQ(faults(on({event("recording.uploaded", "2026-05-04", R"("ref":"r1","digest":"md5:00")")})), (Names{"bad_digest", "no_digest", "no_backup"}));
    auto events = in_order();
    events.push_back(event("recording.checked", "2026-06-01", R"("ref":"r1","outcome":"failed")"));
    events.push_back(event("recording.backed_up", "2026-06-02", R"("ref":"r1","number":"丙库","digest":"sm3:)" + std::string(64, 'b') + "\""));
    events.push_back(event("recording.backed_up", "2026-06-03", R"("ref":"r1","number":"丁库","digest":"sm3:)" + kHash + ":1\""));
    EXPECT_EQ(faults(on(events)), (Names{"check_failed", "digest_differs", "digest_differs"}));
}

TEST(Recordings, AnInterruptionByAFaultIsExplainedAndSigned) {
    auto events = in_order();
    events.push_back(event("recording.interrupted", "2026-05-04T09:20:00", R"("ref":"r1","ground":"equipment_failed")"));
    EXPECT_EQ(faults(on(events)), Names{"unexplained"});
    events.push_back(event("recording.explained", "2026-05-06", R"("ref":"r1","by":"甲")"));
    EXPECT_EQ(faults(on(events)), Names{"unsigned_explanation"});
    auto own = events;
    own.push_back(event("recording.explanation_signed", "2026-05-07", R"("ref":"r1","by":"甲")"));
    EXPECT_EQ(faults(on(own)), Names{"unsigned_explanation"});
    events.push_back(event("recording.explanation_signed", "2026-05-07", R"("ref":"r1","by":"乙")"));
    EXPECT_EQ(faults(on(events)), Names{});
}

TEST(Recordings, AreViewedWithAPermissionThatIsInForce) {
    auto events = in_order();
    events.push_back(event("recording.access_asked", "2026-06-01", R"("ref":"r1","number":"a1","method":"viewing","ground":"on_application","party":"p1","by":"甲")"));
    events.push_back(event("recording.access_approved", "2026-06-02", R"("number":"a1","until":"2026-06-10","by":"乙")"));
    events.push_back(event("recording.viewed", "2026-06-10", R"("number":"a1","by":"甲","party":"p1")"));
    const Recordings recordings = on(events);
    EXPECT_EQ(faults(recordings), Names{});
    const RecordingAccess& access = recordings.recordings.front().accesses.at(0);
    EXPECT_EQ(access.state, RecordingAccess::State::granted);
    EXPECT_EQ(access.uses.size(), 1U);
    events.push_back(event("recording.viewed", "2026-06-11", R"("number":"a1","by":"甲","party":"p1")"));
    events.push_back(event("recording.exported", "2026-06-10", R"("number":"a1","by":"乙","party":"p1")"));
    auto found = faults(on(events));
    std::ranges::sort(found);
    EXPECT_EQ(found, (Names{"not_to_copy", "own_permission", "permission_over"}));
}

TEST(Recordings, TheCaseIsOpenUntilClosedForGood) {
    EXPECT_TRUE(on({event("closure.terminated", "2026-05-01")}).open);
    EXPECT_FALSE(on({event("closure.completed", "2026-05-01")}).open);
    EXPECT_FALSE(on({event("case.refused", "2026-05-01")}).open);
    EXPECT_TRUE(on({event("matter.closed", "2026-05-01")}).open);
    EXPECT_TRUE(on({event("closure.ended", "2026-05-01"), event("case.resumed", "2026-06-01")}).open);
    EXPECT_FALSE(on({event("closure.ended", "2026-05-01"), event("case.resumed", "2026-06-01"), event("closure.completed", "2026-07-01")}).open);
}

// What may be done, asked of the rules.
std::string refusals(const std::vector<std::string>& events, const std::string& kind, const char* by = "丁", const char* role = "centre", Date day = make_date(2026, 8, 1)) {
    for (const RecordingAct& act : recording_acts(dossier(events), rules(), {"r1", by, role}, {day, {}})) {
        if (act.kind != kind) continue;
        std::set<std::string> codes;
        for (const Admission::Reason& reason : act.admission.reasons) {
            codes.insert(reason.code);
            EXPECT_TRUE(reason.by != Admission::Reason::By::rule || !reason.citations.empty());
        }
        std::string text;
        for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
        return text;
    }
    return "not asked";
}

TEST(RecordingActs, SayWhyNot) {
    auto events = in_order();
    EXPECT_EQ(refusals(events, "recording.viewed"), "recording.permissions");
    EXPECT_EQ(refusals(events, "recording.moved"), "recording.move.another recording.states");
    EXPECT_EQ(refusals(events, "recording.hold_lifted"), "not asked");
    EXPECT_EQ(refusals(events, "recording.disposed"), "recording.disposal.another recording.disposal.closed recording.disposal.retention recording.states");
    events.push_back(event("recording.hold_placed", "2026-06-01", R"("ref":"r1","number":"h1","ground":"petition","by":"甲")"));
    EXPECT_NE(refusals(events, "recording.disposed").find("recording.hold"), std::string::npos);
    EXPECT_EQ(refusals(events, "recording.hold_lifted", "丁", "centre"), "wrong_role");
    EXPECT_EQ(refusals(events, "recording.hold_lifted", "乙", "bureau_head"), "");
    events.push_back(event("recording.access_asked", "2026-06-01", R"("ref":"r1","number":"a1","method":"viewing","ground":"on_application","by":"甲")"));
    events.push_back(event("recording.access_approved", "2026-06-02", R"("number":"a1","by":"乙")"));
    EXPECT_EQ(refusals(events, "recording.viewed"), "");
    EXPECT_EQ(refusals(events, "recording.viewed", "乙", "centre"), "recording.access.viewer");
    EXPECT_EQ(refusals(events, "recording.exported"), "recording.copy");
    EXPECT_THROW((void)recording_acts(dossier(events), rules(), {"r9", "丁"}, {make_date(2026, 8, 1), {}}), InputError);
}

TEST(RecordingActs, DisposalWaitsForEverything) {
    auto events = in_order();
    events.push_back(event("closure.completed", "2026-06-01"));
    events.push_back(event("recording.disposal_approved", "2046-06-01", R"("ref":"r1","by":"乙","role":"bureau_head")"));
    EXPECT_EQ(refusals(events, "recording.disposed", "丁", "centre", make_date(2046, 6, 1)), "recording.disposal.retention");
    EXPECT_EQ(refusals(events, "recording.disposed", "丁", "centre", make_date(2046, 6, 2)), "");
    EXPECT_EQ(refusals(events, "recording.disposed", "乙", "centre", make_date(2046, 6, 2)), "recording.disposal.another");
    EXPECT_EQ(refusals(events, "recording.disposed", "丁", "handler", make_date(2046, 6, 2)), "wrong_role");
    auto pending = events;
    pending.push_back(event("petition.received", "2045-01-01", R"("ref":"x1")"));
    EXPECT_EQ(refusals(pending, "recording.disposed", "丁", "centre", make_date(2046, 6, 2)), "recording.disposal.pending recording.disposal.petition");
    auto resumed = events;
    resumed.push_back(event("case.resumed", "2040-01-01"));
    EXPECT_EQ(refusals(resumed, "recording.disposed", "丁", "centre", make_date(2046, 6, 2)), "recording.disposal.resumed");
    auto held = events;
    held.push_back(event("recording.hold_placed", "2046-06-02", R"("ref":"r1","number":"h1","ground":"compensation","by":"甲")"));
    EXPECT_EQ(refusals(held, "recording.disposed", "丁", "centre", make_date(2046, 6, 2)), "recording.hold");
    // The years are a setting.
    const Rulebook longer = Rulebook::load(R"({"schema":"zhixing.rulebook/1","id":"own","version":"1","name":{"zh":"本院","en":"own"},"extends":"neixiang","override":{"recording.retention.years":{"value":30}}})", "own");
    EXPECT_FALSE(recording_acts(dossier(events), longer, {"r1", "丁", "centre"}, {make_date(2046, 6, 2), {}}).back().admission.admitted());
}

// Whatever is admitted, event by event, leaves a register without these faults. (That somebody decides on a request, or
// views, after the disposal is only seen by the register: such events name a permission, not a recording.)
TEST(RecordingAdmission, IsSoundForRandomEvents) {
    const std::set<RecordingFault> forbidden = {RecordingFault::made_twice, RecordingFault::unpermitted, RecordingFault::not_to_copy, RecordingFault::own_permission,
                                                RecordingFault::repeated_number, RecordingFault::unknown_number, RecordingFault::moved_without_leave,
                                                RecordingFault::disposed_without_leave, RecordingFault::disposed_under_hold, RecordingFault::disposed_in_open_case,
                                                RecordingFault::after_disposal};
    const char* const kinds[] = {"made", "uploaded", "access_asked", "access_approved", "access_refused", "viewed", "exported", "move_approved", "moved",
                                 "hold_placed", "hold_lifted", "disposal_approved", "disposed"};
    const char* const people[] = {"甲", "乙", "丙"};
    std::size_t admitted = 0, disposed = 0, used = 0;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        std::mt19937 random{seed};
        const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>{0, n - 1}(random); };
        std::vector<std::string> first;
        if (seed % 3 != 0) first.push_back(event("closure.completed", "2001-01-01"));
        // The register is kept from the start: the rules ask nothing of a dossier that only knows recordings made.
        for (const char* ref : {"r1", "r2"}) first.push_back(event("recording.uploaded", "2025-12-31", std::string{R"("ref":")"} + ref + "\""));
        first.push_back(event("recording.backed_up", "2026-01-01", R"("ref":"r1","number":"备库")"));
        Dossier now = dossier(first);
        Date day = make_date(2026, 1, 1);
        for (int step = 0; step < 120; ++step) {
            day += date::days{below(3)};
            const std::string kind = kinds[below(std::size(kinds))], ref = "r" + std::to_string(1 + below(2)), number = std::string{kind.find("hold") == 0 ? "h" : "a"} + std::to_string(below(6));
            const std::string columns = R"("ref":")" + ref + R"(","number":")" + number + R"(","method":")" + (below(2) == 0 ? "copying" : "viewing") + R"(","ground":"petition",)";
            const std::string by = std::string{R"("by":")"} + people[below(3)] + "\"";
            std::string own;
            const KindInfo& info = Catalogue::bundled().kind(Catalogue::bundled().find_kind("recording." + kind));
            for (const Column column : {Column::ref, Column::number, Column::method, Column::ground}) {
                const bool has = std::ranges::find(info.needs, column) != info.needs.end() || (column == Column::ref && std::ranges::find(info.allows, column) != info.allows.end());
                const std::size_t at = columns.find('"' + std::string{to_string(column)} + "\":");
                if (has) own += columns.substr(at, columns.find(',', at) - at + 1);
            }
            const std::string what = event(("recording." + kind).c_str(), to_string(day).c_str(), own + by);
            if (!admit(now, what, rules(), {day, {}}).admitted()) continue;
            now = now.with(what);
            ++admitted;
            disposed += kind == "disposed" ? 1U : 0U;
            used += kind == "viewed" || kind == "exported" ? 1U : 0U;
            const Recordings register_now = Recordings::of(now, {day, {}});
            const auto excused = [&](const RecordingFlaw& flaw) { return flaw.fault == RecordingFault::after_disposal && now.events()[static_cast<std::size_t>(flaw.event)].ref == 0; };
            for (const RecordingFlaw& flaw : register_now.flaws) EXPECT_FALSE(forbidden.contains(flaw.fault)) << seed << ' ' << message(flaw, now).en;
            for (const Recording& recording : register_now.recordings) {
                for (const RecordingFlaw& flaw : recording.flaws) EXPECT_FALSE(forbidden.contains(flaw.fault) && !excused(flaw)) << seed << ' ' << message(flaw, now).en << '\n' << now.to_json();
            }
            if (testing::Test::HasFailure()) return;
        }
    }
    EXPECT_GT(admitted, 100U);
    EXPECT_GT(disposed, 3U);
    EXPECT_GT(used, 10U);
}

TEST(FileDigests, NameTheirAlgorithm) {
    EXPECT_EQ(to_string(parse_file_digest("sm3:" + std::string(64, 'A')).value()), "sm3:" + kHash);
    EXPECT_EQ(parse_file_digest("sha256:" + kHash + ":0").value().size, 0U);
    for (const std::string& wrong : {std::string{}, std::string{"sm3"}, "md5:" + kHash, kHash, "sm3:" + kHash.substr(1), "sm3:" + kHash + "a", "sm3:" + kHash + ":", "sm3:" + kHash + ":1x",
                                     "sm3:" + kHash + ":-1", "sm3:" + std::string(63, 'a') + "/", "sm3:../" + kHash.substr(3), "sm3:" + kHash + ":99999999999999999999"}) {
        EXPECT_FALSE(parse_file_digest(wrong)) << wrong;
    }
}

TEST(RecordingsJson, IsWhole) {
    auto events = in_order();
    events.push_back(event("recording.hold_placed", "2026-06-01", R"("ref":"r1","number":"h1","ground":"petition","by":"甲")"));
    const Dossier made = dossier(events);
    const std::string json = to_json(Recordings::of(made, {make_date(2026, 8, 1), {}}), made);
    for (const char* piece : {R"("schema":"zhixing.recordings/1")", R"("start":"2026-05-04T09:00:00")", R"("end":"2026-05-04T10:30:00")", R"("size":1048576)", R"("held":true)", R"("means":"recorder")"}) {
        EXPECT_NE(json.find(piece), std::string::npos) << piece << '\n' << json;
    }
}

}  // namespace
}  // namespace zhixing
