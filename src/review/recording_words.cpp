// What the register of recordings says: flaws in words, the JSON documents.
#include <array>

#include "value/json_writer.hpp"
#include "zhixing/recording.hpp"

namespace zhixing {
namespace {

struct Words {
    const char *id, *zh, *en;
};

constexpr std::array<Words, 27> kFaults = {{
    {"", "", ""},
    {"unnamed", "没有写明是哪一份录音录像", "does not say which recording it is about"},
    {"unknown_recording", "所指的录音录像没有录制、上传的记录", "is about a recording that was never made or stored"},
    {"made_twice", "编号已用于另一份录音录像", "gives a name that another recording has"},
    {"no_device", "没有写明设备", "does not name the device"},
    {"no_officer", "没有写明录制人", "does not name the officer"},
    {"no_start", "没有写明开始时间", "does not say at what time it began"},
    {"no_end", "没有结束的记录", "is not followed by its end"},
    {"not_stored", "尚未上传存储", "was not followed by storage"},
    {"no_backup", "没有备份", "was not followed by a backup"},
    {"no_digest", "没有校验值", "has no digest"},
    {"bad_digest", "校验值应为 sm3: 或 sha256: 加 64 位十六进制数字，其后可以写字节数", "has no digest of the form sm3: or sha256: and 64 digits, perhaps with its bytes"},
    {"digest_differs", "校验值与存储时的不一致", "has another digest than when it was stored"},
    {"check_failed", "文件经核对已改变或者缺失", "found the file changed or missing"},
    {"unexplained", "因设备故障中断而没有书面说明", "was cut off by a fault and not explained"},
    {"unsigned_explanation", "书面说明没有经他人审核签字", "was not signed off by another"},
    {"unpermitted", "未经准许查阅或者复制", "viewed or copied it without a permission"},
    {"permission_over", "准许的期限已过", "came after the permission had ended"},
    {"not_to_copy", "只准许查阅而复制", "copied it with a permission to view"},
    {"own_permission", "申请、准许、经办没有分开", "was done by who decides, or decided by who asked"},
    {"repeated_number", "编号已经用过", "repeats a number that was used before"},
    {"unknown_number", "没有此编号的申请或者限制", "names no request and no hold on record"},
    {"moved_without_leave", "未经准许迁移", "moved it without a permission"},
    {"disposed_without_leave", "未经准许销毁", "disposed of it without a permission"},
    {"disposed_under_hold", "处置限制期间销毁", "disposed of it under a hold"},
    {"disposed_in_open_case", "案件未办结即销毁", "disposed of it while the case was open"},
    {"after_disposal", "录音录像已经销毁", "is about a recording that was disposed of"},
}};

const Words& words_of(RecordingFault fault) { return kFaults[static_cast<std::size_t>(fault)]; }

class RecordingsWriter {
public:
    RecordingsWriter(std::string& out, const Recordings& recordings, const Dossier& dossier) : json_{out}, recordings_{recordings}, dossier_{dossier} {}

    void write() {
        json_.open('{').member("schema", "zhixing.recordings/1");
        if (!dossier_.number().empty()) json_.member("number", dossier_.number());
        json_.name("as_of").word(to_string(recordings_.as_of)).flag("open", recordings_.open).name("recordings").open('[');
        for (const Recording& recording : recordings_.recordings) write(recording);
        json_.close(']');
        flaws(recordings_.flaws);
        json_.close('}');
    }

private:
    [[nodiscard]] const Event& event(std::int32_t position) const { return dossier_.events()[static_cast<std::size_t>(position)]; }
    [[nodiscard]] std::string_view id(std::int32_t position) const { return dossier_.event_id(event(position)); }
    template <std::size_t size>
    void text(const char (&name)[size], std::string_view value) {
        if (!value.empty()) json_.member(name, value);
    }
    template <std::size_t size>
    void event_id(const char (&name)[size], std::int32_t position) {
        if (position != kNoEvent) json_.member(name, id(position));
    }
    template <std::size_t size>
    void event_ids(const char (&name)[size], const std::vector<std::int32_t>& positions) {
        json_.name(name).open('[');
        for (const std::int32_t position : positions) json_.text(id(position));
        json_.close(']');
    }
    template <std::size_t size>
    void texts(const char (&name)[size], const std::vector<std::string>& values) {
        json_.name(name).open('[');
        for (const std::string& value : values) json_.text(value);
        json_.close(']');
    }
    template <std::size_t size>
    void moment(const char (&name)[size], std::int32_t position) {
        if (position != kNoEvent) json_.member(name, dossier_.text(event(position), Column::on));
    }

    void write(const Recording& recording) {
        json_.open('{').member("ref", recording.ref).name("state").word(to_string(recording.state));
        text("device", recording.device);
        text("officer", recording.officer);
        if (recording.made != kNoEvent) text("means", dossier_.text(event(recording.made), Column::method));
        moment("start", recording.made);
        moment("end", recording.ended);
        moment("stored", recording.stored);
        moment("disposed", recording.disposed);
        text("place", recording.place);
        texts("copies", recording.copies);
        texts("tasks", recording.tasks);
        text("digest", recording.digest);
        if (const auto digest = parse_file_digest(recording.digest); digest && digest->size) json_.member("size", static_cast<std::int64_t>(*digest->size));
        event_ids("interruptions", recording.interruptions);
        json_.flag("held", recording.held()).name("holds").open('[');
        for (const RecordingHold& hold : recording.holds) write(hold);
        json_.close(']').name("accesses").open('[');
        for (const RecordingAccess& access : recording.accesses) write(access);
        json_.close(']');
        event_ids("events", recording.events);
        flaws(recording.flaws);
        json_.close('}');
    }
    void write(const RecordingHold& hold) {
        json_.open('{').member("number", hold.number);
        text("ground", dossier_.text(event(hold.placed), Column::ground));
        event_id("placed", hold.placed);
        event_id("lifted", hold.lifted);
        json_.close('}');
    }
    void write(const RecordingAccess& access) {
        json_.open('{').member("number", access.number).name("state").word(to_string(access.state));
        text("method", dossier_.text(event(access.asked), Column::method));
        text("ground", dossier_.text(event(access.asked), Column::ground));
        text("party", dossier_.text(event(access.asked), Column::party));
        text("asked_by", dossier_.text(event(access.asked), Column::by));
        event_id("asked", access.asked);
        event_id("decided", access.decided);
        if (access.decided != kNoEvent) {
            text("decided_by", dossier_.text(event(access.decided), Column::by));
            if (event(access.decided).has_until()) json_.name("until").word(to_string(event(access.decided).until));
        }
        event_ids("uses", access.uses);
        json_.close('}');
    }
    void flaws(const std::vector<RecordingFlaw>& flaws) {
        json_.name("flaws").open('[');
        for (const RecordingFlaw& flaw : flaws) json_.open('{').member("event", id(flaw.event)).name("fault").word(to_string(flaw.fault)).name("message").both(message(flaw, dossier_)).close('}');
        json_.close(']');
    }

    JsonWriter json_;
    const Recordings& recordings_;
    const Dossier& dossier_;
};

}  // namespace

std::string_view to_string(RecordingFault fault) noexcept { return words_of(fault).id; }

std::string_view to_string(RecordingAccess::State state) noexcept {
    switch (state) {
        case RecordingAccess::State::asked: return "asked";
        case RecordingAccess::State::granted: return "granted";
        case RecordingAccess::State::refused: return "refused";
    }
    return {};
}

std::string_view to_string(Recording::State state) noexcept {
    switch (state) {
        case Recording::State::made: return "made";
        case Recording::State::stored: return "stored";
        case Recording::State::disposed: return "disposed";
    }
    return {};
}

Text message(const RecordingFlaw& flaw, const Dossier& dossier) {
    const Event& event = dossier.events()[static_cast<std::size_t>(flaw.event)];
    const KindInfo& kind = Catalogue::bundled().kind(event.kind);
    const std::string id{dossier.event_id(event)};
    return {"事件" + id + "“" + kind.zh + "”：" + words_of(flaw.fault).zh, "event " + id + ", " + kind.en + ": " + words_of(flaw.fault).en};
}

std::string to_json(const Recordings& recordings, const Dossier& dossier) {
    std::string out;
    RecordingsWriter{out, recordings, dossier}.write();
    return out;
}

std::string to_json(const std::vector<RecordingAct>& acts, const RecordingQuestion& question, Date as_of) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.recording-acts/1").member("ref", question.ref).name("as_of").word(to_string(as_of)).name("acts").open('[');
    for (const RecordingAct& act : acts) {
        json.open('{').name("kind").word(act.kind);
        if (!act.number.empty()) json.member("number", act.number);
        json.flag("allowed", act.admission.admitted()).name("admission").raw(to_json(act.admission)).close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
