// The register of recordings, event by event.
#include "zhixing/recording.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "value/json_writer.hpp"
#include "zhixing/kinds.hpp"

namespace zhixing {
namespace {

using Fault = RecordingFault;

// In the order in which such things happen on one day.
constexpr std::array kKinds = {
    kinds::recording_made,         kinds::recording_interrupted,   kinds::recording_continued, kinds::recording_ended,           kinds::recording_linked,
    kinds::recording_explained,    kinds::recording_explanation_signed, kinds::recording_uploaded,  kinds::recording_backed_up,       kinds::recording_checked,
    kinds::recording_access_asked, kinds::recording_access_approved, kinds::recording_access_refused, kinds::recording_viewed,      kinds::recording_exported,
    kinds::recording_move_approved, kinds::recording_moved,        kinds::recording_hold_placed, kinds::recording_hold_lifted,   kinds::recording_disposal_approved,
    kinds::recording_disposed};

std::size_t phase_of(Kind kind) { return static_cast<std::size_t>(std::ranges::find(kKinds, kind) - kKinds.begin()); }

bool visible(const Event& event, const ReviewOptions& options) {
    if (!event.has_date() || event.on > options.as_of || event.duplicate) return false;
    return !options.known_at || event.recorded == std::numeric_limits<std::int64_t>::min() || event.recorded <= options.known_at->time_since_epoch().count();
}

bool is_word(Vocabulary vocabulary, Word word, std::string_view id) { return word != 0 && Catalogue::bundled().word(vocabulary, word).id == id; }

class Register {
public:
    Register(const Dossier& dossier, const ReviewOptions& options) : dossier_{dossier}, options_{options} { out_.as_of = options.as_of; }

    Recordings build() {
        for (const std::int32_t position : order()) take(position);
        for (Recording& recording : out_.recordings) finish(recording);
        out_.open = open_on(out_.as_of);
        return std::move(out_);
    }

private:
    [[nodiscard]] const Event& event(std::int32_t position) const { return dossier_.events()[static_cast<std::size_t>(position)]; }
    [[nodiscard]] std::string_view text(std::int32_t position, Column column) const { return dossier_.text(event(position), column); }

    [[nodiscard]] std::vector<std::int32_t> order() const {
        std::vector<std::int32_t> order;
        for (const std::uint32_t position : dossier_.by_date()) {
            const Event& event = dossier_.events()[position];
            if (phase_of(event.kind) != kKinds.size() && visible(event, options_)) order.push_back(static_cast<std::int32_t>(position));
        }
        const auto place = [this](std::int32_t position) { return std::tuple{event(position).on, phase_of(event(position).kind), event(position).second}; };
        std::ranges::stable_sort(order, {}, place);
        return order;
    }

    // Closed by that day and not resumed since. Of a day that has both, what keeps the case open counts.
    [[nodiscard]] bool open_on(Date day) const {
        Date closed = kNoDate, resumed = kNoDate;
        for (const Event& event : dossier_.events()) {
            if (!visible(event, options_) || event.on > day) continue;
            if (Catalogue::bundled().kind(event.kind).closes == Closes::the_case) closed = std::max(closed, event.on);
            else if (event.kind == kinds::case_resumed) resumed = std::max(resumed, event.on);
        }
        return closed == kNoDate || (resumed != kNoDate && resumed >= closed);
    }

    void flaw(Recording& recording, std::int32_t position, Fault fault) { recording.flaws.push_back({position, fault}); }

    [[nodiscard]] Recording* find(std::string_view ref) {
        const auto found = std::ranges::find(out_.recordings, ref, &Recording::ref);
        return found == out_.recordings.end() ? nullptr : &*found;
    }

    // The recording that an event is about; those that go by a number are about the one that was asked for or held by it.
    [[nodiscard]] Recording* about(std::int32_t position) {
        const Kind kind = event(position).kind;
        if (by_number(kind)) {
            for (Recording& recording : out_.recordings) {
                if (access(recording, text(position, Column::number)) != nullptr && kind != kinds::recording_hold_lifted) return &recording;
                if (hold(recording, text(position, Column::number)) != nullptr && kind == kinds::recording_hold_lifted) return &recording;
            }
            out_.flaws.push_back({position, kind == kinds::recording_viewed || kind == kinds::recording_exported ? Fault::unpermitted : Fault::unknown_number});
            return nullptr;
        }
        const std::string_view ref = event(position).ref == 0 ? std::string_view{} : dossier_.ref_name(event(position).ref);
        if (ref.empty()) return out_.flaws.push_back({position, Fault::unnamed}), nullptr;
        if (Recording* const known = find(ref)) return known;
        Recording& fresh = out_.recordings.emplace_back();
        fresh.ref = ref;
        if (kind != kinds::recording_made && kind != kinds::recording_uploaded) flaw(fresh, position, Fault::unknown_recording);
        return &fresh;
    }
    static bool by_number(Kind kind) {
        return kind == kinds::recording_access_approved || kind == kinds::recording_access_refused || kind == kinds::recording_viewed ||
               kind == kinds::recording_exported || kind == kinds::recording_hold_lifted;
    }
    static RecordingAccess* access(Recording& recording, std::string_view number) {
        const auto found = std::ranges::find(recording.accesses, number, &RecordingAccess::number);
        return found == recording.accesses.end() ? nullptr : &*found;
    }
    static RecordingHold* hold(Recording& recording, std::string_view number) {
        const auto found = std::ranges::find(recording.holds, number, &RecordingHold::number);
        return found == recording.holds.end() ? nullptr : &*found;
    }

    void take(std::int32_t position) {
        Recording* const found = about(position);
        if (found == nullptr) return;
        Recording& recording = *found;
        recording.events.push_back(position);
        if (recording.state == Recording::State::disposed) flaw(recording, position, Fault::after_disposal);
        const Kind kind = event(position).kind;
        if (kind == kinds::recording_made) make(recording, position);
        else if (kind == kinds::recording_ended) recording.ended = position;
        else if (kind == kinds::recording_interrupted) recording.interruptions.push_back(position);
        else if (kind == kinds::recording_linked) recording.tasks.emplace_back(text(position, Column::number));
        else if (kind == kinds::recording_uploaded) store(recording, position);
        else if (kind == kinds::recording_backed_up) recording.copies.emplace_back(text(position, Column::number)), same_digest(recording, position);
        else if (kind == kinds::recording_checked) check(recording, position);
        else if (kind == kinds::recording_moved) move(recording, position);
        else if (kind == kinds::recording_disposed) dispose(recording, position);
        else if (kind == kinds::recording_hold_placed || kind == kinds::recording_hold_lifted) hold_or_lift(recording, position);
        else if (kind == kinds::recording_access_asked) ask(recording, position);
        else if (kind == kinds::recording_access_approved || kind == kinds::recording_access_refused) decide(recording, position);
        else if (kind == kinds::recording_viewed || kind == kinds::recording_exported) use(recording, position);
    }

    void make(Recording& recording, std::int32_t position) {
        if (recording.made != kNoEvent) return flaw(recording, position, Fault::made_twice);
        recording.made = position;
        recording.device = text(position, Column::number);
        recording.officer = text(position, Column::by);
        take_digest(recording, position);
        if (recording.device.empty()) flaw(recording, position, Fault::no_device);
        if (recording.officer.empty()) flaw(recording, position, Fault::no_officer);
        if (event(position).second < 0) flaw(recording, position, Fault::no_start);
    }

    void store(Recording& recording, std::int32_t position) {
        if (recording.stored == kNoEvent) recording.stored = position;
        if (recording.state == Recording::State::made) recording.state = Recording::State::stored;
        recording.place = text(position, Column::number);
        take_digest(recording, position);
        if (recording.digest.empty()) flaw(recording, position, Fault::no_digest);
    }

    // The first digest that is told names the contents.
    void take_digest(Recording& recording, std::int32_t position) {
        const std::string_view given = text(position, Column::digest);
        if (given.empty()) return;
        const auto digest = parse_file_digest(given);
        if (!digest) return flaw(recording, position, Fault::bad_digest);
        if (recording.digest.empty()) recording.digest = to_string(*digest);
        else same_digest(recording, position);
    }

    // Two algorithms cannot be compared.
    void same_digest(Recording& recording, std::int32_t position) {
        const std::string_view given = text(position, Column::digest);
        if (given.empty()) return;
        const auto digest = parse_file_digest(given), stored = parse_file_digest(recording.digest);
        if (!digest) return flaw(recording, position, Fault::bad_digest);
        if (!stored || digest->algorithm != stored->algorithm) return;
        const bool sizes = !digest->size || !stored->size || digest->size == stored->size;
        if (digest->hash != stored->hash || !sizes) flaw(recording, position, Fault::digest_differs);
        else if (digest->size && !stored->size) recording.digest = to_string(*digest);
    }

    void check(Recording& recording, std::int32_t position) {
        if (!is_word(Vocabulary::outcome, event(position).outcome, "passed")) flaw(recording, position, Fault::check_failed);
        else same_digest(recording, position);
    }

    // The last event of that kind before; one permission is good for one act.
    [[nodiscard]] bool by_leave(const Recording& recording, std::int32_t position, Kind leave) const {
        const Kind act = event(position).kind;
        const auto last = std::find_if(recording.events.rbegin() + 1, recording.events.rend(), [&](std::int32_t e) { return event(e).kind == leave || event(e).kind == act; });
        return last != recording.events.rend() && event(*last).kind == leave;
    }

    void move(Recording& recording, std::int32_t position) {
        if (!by_leave(recording, position, kinds::recording_move_approved)) flaw(recording, position, Fault::moved_without_leave);
        recording.place = text(position, Column::number);
        same_digest(recording, position);
    }

    void dispose(Recording& recording, std::int32_t position) {
        if (!by_leave(recording, position, kinds::recording_disposal_approved)) flaw(recording, position, Fault::disposed_without_leave);
        if (recording.held()) flaw(recording, position, Fault::disposed_under_hold);
        if (open_on(event(position).on)) flaw(recording, position, Fault::disposed_in_open_case);
        recording.state = Recording::State::disposed;
        if (recording.disposed == kNoEvent) recording.disposed = position;
    }

    [[nodiscard]] bool taken(std::string_view number) {
        return std::ranges::any_of(out_.recordings, [&](Recording& r) { return access(r, number) != nullptr || hold(r, number) != nullptr; });
    }

    void hold_or_lift(Recording& recording, std::int32_t position) {
        const std::string_view number = text(position, Column::number);
        if (event(position).kind == kinds::recording_hold_lifted) {
            RecordingHold& held = *hold(recording, number);
            if (held.lifted != kNoEvent) flaw(recording, position, Fault::repeated_number);
            else held.lifted = position;
            return;
        }
        if (taken(number)) flaw(recording, position, Fault::repeated_number);
        recording.holds.push_back({std::string{number}, position, kNoEvent});
    }

    void ask(Recording& recording, std::int32_t position) {
        const std::string_view number = text(position, Column::number);
        if (taken(number)) return flaw(recording, position, Fault::repeated_number);
        recording.accesses.push_back({std::string{number}, RecordingAccess::State::asked, position, kNoEvent, {}});
    }

    [[nodiscard]] bool same_person(std::int32_t one, std::int32_t other) const {
        const std::string_view by = text(one, Column::by);
        return !by.empty() && by == text(other, Column::by);
    }

    void decide(Recording& recording, std::int32_t position) {
        RecordingAccess& asked = *access(recording, text(position, Column::number));
        if (asked.state != RecordingAccess::State::asked) return flaw(recording, position, Fault::repeated_number);
        const bool granted = event(position).kind == kinds::recording_access_approved;
        asked.state = granted ? RecordingAccess::State::granted : RecordingAccess::State::refused;
        asked.decided = position;
        if (same_person(asked.asked, position)) flaw(recording, position, Fault::own_permission);
    }

    void use(Recording& recording, std::int32_t position) {
        RecordingAccess& permission = *access(recording, text(position, Column::number));
        permission.uses.push_back(position);
        if (permission.state != RecordingAccess::State::granted) return flaw(recording, position, Fault::unpermitted);
        const Event& granted = event(permission.decided);
        if (granted.has_until() && event(position).on > granted.until) flaw(recording, position, Fault::permission_over);
        if (same_person(permission.decided, position)) flaw(recording, position, Fault::own_permission);
        const bool to_view = is_word(Vocabulary::method, event(permission.asked).method, "viewing");
        if (to_view && event(position).kind == kinds::recording_exported) flaw(recording, position, Fault::not_to_copy);
    }

    // What should be there by now.
    void finish(Recording& recording) {
        const auto has = [&](Kind kind, std::int32_t after) {
            return std::ranges::any_of(recording.events, [&](std::int32_t e) { return event(e).kind == kind && event(e).on >= event(after).on; });
        };
        if (recording.made != kNoEvent && recording.ended == kNoEvent) flaw(recording, recording.made, Fault::no_end);
        if (recording.made != kNoEvent && recording.stored == kNoEvent) flaw(recording, recording.made, Fault::not_stored);
        if (recording.stored != kNoEvent && recording.copies.empty()) flaw(recording, recording.stored, Fault::no_backup);
        for (const std::int32_t cut : recording.interruptions) {
            if (is_word(Vocabulary::ground, event(cut).ground, "equipment_failed") && !has(kinds::recording_explained, cut)) flaw(recording, cut, Fault::unexplained);
        }
        for (const std::int32_t said : recording.events) {
            if (event(said).kind == kinds::recording_explained && !signed_by_another(recording, said)) flaw(recording, said, Fault::unsigned_explanation);
        }
    }

    [[nodiscard]] bool signed_by_another(const Recording& recording, std::int32_t said) const {
        return std::ranges::any_of(recording.events, [&](std::int32_t e) {
            return event(e).kind == kinds::recording_explanation_signed && event(e).on >= event(said).on && !same_person(said, e);
        });
    }

    const Dossier& dossier_;
    const ReviewOptions& options_;
    Recordings out_;
};

std::string event_json(std::string_view kind, std::string_view column, std::string_view value, const RecordingQuestion& question, Date day) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("kind", kind).name("on").word(to_string(day)).key(column).text(value);
    if (!question.by.empty()) json.member("by", question.by);
    if (!question.role.empty()) json.member("role", question.role);
    // A move says where to; any place will do to ask.
    if (kind == "recording.moved") json.member("number", "?");
    json.close('}');
    return out;
}

}  // namespace

std::optional<FileDigest> parse_file_digest(std::string_view text) {
    constexpr std::size_t kDigits = 64;
    FileDigest digest;
    const std::size_t colon = std::min(text.find(':'), text.size());
    digest.algorithm = text.substr(0, colon);
    if (digest.algorithm != "sm3" && digest.algorithm != "sha256") return std::nullopt;
    text.remove_prefix(std::min(colon + 1, text.size()));
    if (text.size() < kDigits) return std::nullopt;
    for (const char c : text.substr(0, kDigits)) {
        const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((lower < '0' || lower > '9') && (lower < 'a' || lower > 'f')) return std::nullopt;
        digest.hash += lower;
    }
    text.remove_prefix(kDigits);
    if (text.empty()) return digest;
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), size);
    if (text.front() != ':' || text.size() == 1 || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    digest.size = size;
    return digest;
}

std::string to_string(const FileDigest& digest) {
    std::string text = digest.algorithm + ':' + digest.hash;
    if (digest.size) text += ':' + std::to_string(*digest.size);
    return text;
}

bool Recording::held() const noexcept {
    return std::ranges::any_of(holds, [](const RecordingHold& hold) { return hold.lifted == kNoEvent; });
}

Recordings Recordings::of(const Dossier& dossier, const ReviewOptions& options) { return Register{dossier, options}.build(); }

const Recording* Recordings::find(std::string_view ref) const noexcept {
    const auto found = std::ranges::find(recordings, ref, &Recording::ref);
    return found == recordings.end() ? nullptr : &*found;
}

std::vector<RecordingAct> recording_acts(const Dossier& dossier, const Rulebook& rulebook, const RecordingQuestion& question, const ReviewOptions& options) {
    const Recordings all = Recordings::of(dossier, options);
    const Recording* const recording = all.find(question.ref);
    if (recording == nullptr) throw InputError{"recording.unknown", {"卷宗没有录音录像“" + question.ref + "”", "the dossier has no recording '" + question.ref + "'"}};
    std::vector<RecordingAct> acts;
    const auto ask = [&](std::string_view kind, std::string_view column, std::string_view value, std::string number) {
        acts.push_back({std::string{kind}, std::move(number), admit(dossier, event_json(kind, column, value, question, options.as_of), rulebook, options)});
    };
    for (const char* kind : {"recording.viewed", "recording.exported"}) {
        bool any = false;
        for (const RecordingAccess& access : recording->accesses) {
            if (access.state != RecordingAccess::State::granted) continue;
            any = true;
            ask(kind, "number", access.number, access.number);
        }
        // No number that was granted: asked with one that nobody has.
        if (!any) ask(kind, "number", "?", {});
    }
    ask("recording.moved", "ref", question.ref, {});
    for (const RecordingHold& hold : recording->holds) {
        if (hold.lifted == kNoEvent) ask("recording.hold_lifted", "number", hold.number, hold.number);
    }
    ask("recording.disposed", "ref", question.ref, {});
    return acts;
}

}  // namespace zhixing
