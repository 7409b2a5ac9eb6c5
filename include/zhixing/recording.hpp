/// @file
/// The register of recordings (录音录像台账): rebuilt from a dossier's events, never edited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/admission.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/review.hpp"

namespace zhixing {

/// What names the contents of a file: `sm3:` or `sha256:` and 64 hexadecimal digits, then `:` and its bytes where that is known.
struct FileDigest {
    std::string algorithm;  ///< `sm3`, `sha256`
    std::string hash;       ///< 64 digits, lower case
    std::optional<std::uint64_t> size{};
};
/// Empty if it is no such text.
[[nodiscard]] std::optional<FileDigest> parse_file_digest(std::string_view text);
[[nodiscard]] std::string to_string(const FileDigest& digest);

/// What an event says that should not be, or leaves out that should be there. The register keeps it nevertheless; rules
/// say what may not be admitted.
enum class RecordingFault : std::uint8_t {
    unnamed = 1,          ///< does not say which recording it is about
    unknown_recording,    ///< is about one that is not on record
    made_twice,           ///< the name was given before
    no_device, no_officer, no_start, no_end,  ///< of how it was made (庭审录音录像规定 3)
    not_stored, no_backup, no_digest,         ///< of how it is kept (5)
    bad_digest,           ///< no digest as parse_file_digest() reads it
    digest_differs,       ///< another digest than when it was stored
    check_failed,         ///< the file was found changed or missing
    unexplained,          ///< cut off by a fault, without an explanation (4)
    unsigned_explanation, ///< the explanation was not signed off by another (4)
    unpermitted,          ///< viewed or copied without a permission (15)
    permission_over,      ///< after the permission's end
    not_to_copy,          ///< copied with a permission to view
    own_permission,       ///< decided by who asked for it, or used by who approved it
    repeated_number,      ///< the number of another permission or hold
    unknown_number,       ///< no permission or hold has that number
    moved_without_leave,
    disposed_without_leave,
    disposed_under_hold,
    disposed_in_open_case,
    after_disposal        ///< is about a recording that was disposed of
};
[[nodiscard]] std::string_view to_string(RecordingFault fault) noexcept;

struct RecordingFlaw {
    std::int32_t event = kNoEvent;  ///< position in Dossier::events()
    RecordingFault fault = RecordingFault::unnamed;
};

/// A hold: as long as it is not lifted the recording is not disposed of. Positions of events.
struct RecordingHold {
    std::string number;
    std::int32_t placed = kNoEvent, lifted = kNoEvent;
};

/// A request to view or copy, and what became of it.
struct RecordingAccess {
    enum class State : std::uint8_t { asked = 1, granted, refused };
    std::string number;
    State state = State::asked;
    std::int32_t asked = kNoEvent, decided = kNoEvent;
    std::vector<std::int32_t> uses;  ///< each time it was viewed or copied
};
[[nodiscard]] std::string_view to_string(RecordingAccess::State state) noexcept;

/// One recording and what was done with it.
struct Recording {
    enum class State : std::uint8_t { made = 1, stored, disposed };
    std::string ref;
    State state = State::made;
    std::int32_t made = kNoEvent, ended = kNoEvent, stored = kNoEvent, disposed = kNoEvent;
    std::string device, officer;
    std::vector<std::string> tasks;   ///< what it was put to
    std::string place;                ///< where it is kept
    std::vector<std::string> copies;  ///< where else
    std::string digest;               ///< as stored
    std::vector<std::int32_t> interruptions;
    std::vector<RecordingHold> holds;
    std::vector<RecordingAccess> accesses;
    std::vector<std::int32_t> events;  ///< all that are about it, in their order
    std::vector<RecordingFlaw> flaws;

    [[nodiscard]] bool held() const noexcept;
};
[[nodiscard]] std::string_view to_string(Recording::State state) noexcept;

/// The recordings of one dossier on a day. A pure function of its arguments; a value. Events of one day are taken in the
/// order in which such things happen.
struct Recordings {
    Date as_of = kNoDate;
    bool open = true;                   ///< the case is: not closed, or resumed since; a round that was terminated is not closed
    std::vector<Recording> recordings;  ///< in the order of their first event
    std::vector<RecordingFlaw> flaws;   ///< of events that are about none of them

    [[nodiscard]] static Recordings of(const Dossier& dossier, const ReviewOptions& options);
    [[nodiscard]] const Recording* find(std::string_view ref) const noexcept;
};

/// Who asks what may be done with a recording.
struct RecordingQuestion {
    std::string ref;
    std::string by;      ///< who would do it
    std::string role{};  ///< in what office; a word of the catalogue, may be empty
};

/// Whether something may be done with a recording now.
struct RecordingAct {
    std::string kind;    ///< of the event that would be recorded, e.g. `recording.disposed`
    std::string number;  ///< of the permission or hold, where it goes by one
    Admission admission; ///< why not, with the rules and their articles
};

/// What may be done with a recording on `options.as_of`, and why not: view, copy, move, lift each hold, dispose of.
/// Nothing is decided here: each is asked of admit(). @throws InputError `recording.unknown`. Safe from many threads.
[[nodiscard]] std::vector<RecordingAct> recording_acts(const Dossier& dossier, const Rulebook& rulebook, const RecordingQuestion& question,
                                                       const ReviewOptions& options);

/// What a flaw says, in Chinese and English.
[[nodiscard]] Text message(const RecordingFlaw& flaw, const Dossier& dossier);

/// `zhixing.recordings/1`.
[[nodiscard]] std::string to_json(const Recordings& recordings, const Dossier& dossier);
/// `zhixing.recording-acts/1`.
[[nodiscard]] std::string to_json(const std::vector<RecordingAct>& acts, const RecordingQuestion& question, Date as_of);

}  // namespace zhixing
