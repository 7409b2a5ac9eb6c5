/// @file
/// The journal (日志): where events are kept. Append-only, hash-chained, in SQLite or in a database that speaks
/// PostgreSQL's protocol.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/access.hpp"
#include "zhixing/admission.hpp"
#include "zhixing/dossier.hpp"
#include "zhixing/error.hpp"
#include "zhixing/outgoing_message.hpp"
#include "zhixing/proof.hpp"
#include "zhixing/query.hpp"
#include "zhixing/rulebook.hpp"
#include "zhixing/standing.hpp"

namespace zhixing {

namespace journal {
class Reading;
}

/// The journal cannot do what was asked: `journal.open`, `journal.url`, `journal.schema`, `journal.damaged`,
/// `journal.database`, `journal.connection`, `journal.uncertain`, `journal.busy`, `journal.full`, `journal.interrupted`, `journal.forked`,
/// `journal.no_dossier`, …
class JournalError : public Error {
public:
    using Error::Error;
};

/// An entry of the journal as it is told to readers: everything but its contents.
struct EntryInfo {
    std::uint64_t position = 0;  ///< in the journal, from 1
    std::string number;          ///< 案号 of the dossier
    std::uint64_t seq = 0;       ///< in the dossier, from 1; 0: of an entry that is not part of it
    std::string what;            ///< `header`, `event`, `access`, `message`, `delivery`, `policy`
    std::string event;           ///< id of the event
    std::string recorded;        ///< ISO 8601
    std::string actor, office, court;  ///< who recorded it
    std::string mark;            ///< `admitted`, `imported`
};

/// Others have written to the dossier meanwhile (`journal.conflict`): nothing was written.
class ConflictError : public JournalError {
public:
    ConflictError(Text message, std::string number, std::uint64_t seq, std::vector<EntryInfo> between)
        : JournalError{"journal.conflict", std::move(message)}, number_{std::move(number)}, seq_{seq}, between_{std::move(between)} {}
    [[nodiscard]] const std::string& number() const noexcept { return number_; }
    [[nodiscard]] std::uint64_t seq() const noexcept { return seq_; }  ///< of the dossier now
    /// What was written behind the expected sequence number, the first hundred of it.
    [[nodiscard]] const std::vector<EntryInfo>& between() const noexcept { return between_; }
    /// `{"number","seq","between":[…]}`
    [[nodiscard]] std::string detail() const override;

private:
    std::string number_;
    std::uint64_t seq_;
    std::vector<EntryInfo> between_;
};

/// An event may not be recorded (`journal.refused`): nothing was written.
class RefusedError : public JournalError {
public:
    RefusedError(Text message, Place place, std::string number, Admission admission)
        : JournalError{"journal.refused", std::move(message), std::move(place)}, number_{std::move(number)}, admission_{std::move(admission)} {}
    [[nodiscard]] const std::string& number() const noexcept { return number_; }
    /// Every reason, with the rule and the article.
    [[nodiscard]] const Admission& admission() const noexcept { return admission_; }
    /// `{"number","admission":{…}}`
    [[nodiscard]] std::string detail() const override;

private:
    std::string number_;
    Admission admission_;
};

/// The actor may not do that (`access.…`): nothing was read or written.
class AccessError : public JournalError {
public:
    using JournalError::JournalError;
    explicit AccessError(AccessDecision decision, Place place = {})
        : JournalError{decision.code, decision.reason, std::move(place)}, decision_{std::move(decision)} {}
    /// Why, with the articles.
    [[nodiscard]] const AccessDecision& decision() const noexcept { return decision_; }
    [[nodiscard]] std::string detail() const override;  ///< `zhixing.access-decision/1`

private:
    AccessDecision decision_;
};

/// That somebody has read: an entry `access` of the log.
struct AccessRecord {
    EntryInfo entry;   ///< who and when; its number is empty where all dossiers of a scope were read at once
    std::string body;  ///< JSON: purpose, scope, view, items, whose identity was checked by whom
};

/// What is to be recorded in one dossier.
struct AppendPart {
    std::string number;                      ///< 案号; any of its spellings
    std::optional<std::uint64_t> expect{};   ///< entries that the dossier has as far as the caller knows; 0: it is new
    std::string header{};                    ///< a dossier without events, of a new dossier or of one whose header changes; empty: as it is
    std::vector<std::string> events{};       ///< JSON objects as in a dossier's `events`
    std::vector<OutgoingMessage> messages{};
};

/// A batch: recorded whole or not at all.
struct Append {
    Actor actor;
    std::string office{};   ///< the role in which the actor records; may be left out if they have only one
    DateTime recorded;      ///< now, by the host's clock
    bool import = false;    ///< old data: what breaks rules is recorded and marked as imported
    std::vector<AppendPart> parts;
};

/// What was recorded.
struct Receipt {
    struct Part {
        std::string number;
        std::uint64_t seq = 0;         ///< entries of the dossier now: what to expect next time
        std::vector<std::string> ids;  ///< of the events, in their order
        std::size_t replayed = 0;      ///< how many of them were on record already
        std::vector<std::string> messages{};  ///< ids of the messages, in their order
    };
    std::vector<Part> parts;
    DateTime recorded;       ///< not before that of any earlier entry
    std::uint64_t size = 0;  ///< entries of the journal now
};

/// How a new journal is made.
struct JournalSettings {
    HashAlgorithm hash = HashAlgorithm::sm3;
    std::string id{};  ///< its name in proofs; empty: a random one
    AccessPolicy policy = AccessPolicy::bundled();  ///< who may read and record what
};

/// How a journal is opened.
struct OpenOptions {
    /// Whether the database looks through its whole file first (SQLite); takes long where there are millions of entries.
    bool check_file = true;
    AccessPolicy policy = AccessPolicy::bundled();  ///< who may read and record what
};

/// What verify() found.
struct Verification {
    struct Fault {
        std::string code;            ///< `changed`, `removed`, `inserted`, `reordered`, `truncated`, `index`, `head`, `database`
        std::uint64_t position = 0;  ///< of the first entry that is wrong, from 1; 0: none in particular
        Text text;
    };
    Head head;                   ///< computed from the entries
    std::vector<Fault> faults;   ///< the first of each code
    [[nodiscard]] bool sound() const noexcept { return faults.empty(); }
};

/// Gives one line after another, without its line feed; false when there is none left.
using NextLine = std::function<bool(std::string_view& line)>;

/// How far the clocks of machines may be apart: an append that is recorded earlier than the last one by no more is recorded
/// at the time of that one, any other is refused (`journal.recorded`).
inline constexpr std::chrono::seconds kClockTolerance{300};
/// Most parts and events of one append.
inline constexpr std::size_t kMaxAppend = 100'000;

/// All dossiers of one moment, one at a time. Holds a connection, and must not outlive its journal; what others record
/// meanwhile is not seen, and nobody waits. One thread at a time.
class DossierCursor {
public:
    ~DossierCursor();
    DossierCursor(DossierCursor&&) noexcept;
    DossierCursor& operator=(DossierCursor&&) noexcept;

    /// Goes to the next dossier, in the order in which they were begun; false behind the last.
    [[nodiscard]] bool next();
    /// The dossier, read when first asked for; valid until the next. @pre next() was true.
    [[nodiscard]] const Dossier& dossier();
    /// The same as `zhixing.dossier/1`.
    [[nodiscard]] std::string_view json() const noexcept;

private:
    friend class Journal;
    class State;
    explicit DossierCursor(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// The lines of an export, one at a time; otherwise as DossierCursor.
class ExportCursor {
public:
    ~ExportCursor();
    ExportCursor(ExportCursor&&) noexcept;
    ExportCursor& operator=(ExportCursor&&) noexcept;

    /// Goes to the next line; false behind the head, which is the last one.
    [[nodiscard]] bool next();
    /// Without a line feed; valid until the next. @pre next() was true.
    [[nodiscard]] std::string_view line() const noexcept;

private:
    friend class Journal;
    class State;
    explicit ExportCursor(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// A journal. Safe from many threads: each call takes a connection of its own. After fork() the child cannot use it
/// (`journal.forked`). In PostgreSQL the child opens its own; a file that was open when the process forked it cannot open.
class Journal {
public:
    /// Makes a new journal. @param url `sqlite:FILE`, or `postgresql://…` of a database without one. @throws JournalError.
    static Journal create(const std::string& url, const Rulebook& rulebook, const JournalSettings& settings = {});
    /// Opens a journal; one of an earlier schema is brought forward. @param rulebook what events are admitted and indexed by.
    static Journal open(const std::string& url, const Rulebook& rulebook, const OpenOptions& options = {});
    /// Makes a journal of what another one exported: the same entries, the same proofs. All of it or nothing.
    /// @param file its name, for errors. @throws InputError with the line that is wrong.
    static Journal restore(const std::string& url, const Rulebook& rulebook, const NextLine& next, std::string_view file = {},
                           const AccessPolicy& policy = AccessPolicy::bundled());
    ~Journal();
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;

    [[nodiscard]] const std::string& id() const noexcept;
    [[nodiscard]] const Rulebook& rulebook() const noexcept;

    /// Records a batch, durably when it returns. Events that are on record with the same id and contents are passed over.
    /// @throws ConflictError, RefusedError, AccessError, InputError, JournalError; then nothing is recorded. Only after
    /// `journal.uncertain` (the connection or the disk failed at the very end) it is not known: the same batch again, with
    /// ids on its events, is recorded once in either case.
    Receipt append(const Append& batch);

    /// A dossier as it was known, as the reader may see it. That the reader saw what is sensitive is recorded before it is
    /// returned. Whether they may is decided by the record of today, also for what was known earlier.
    /// @param known_at entries recorded later are not seen. @param as_of events dated later are not seen.
    /// @throws AccessError; JournalError `journal.no_dossier`, told only to who may read dossiers of that court.
    [[nodiscard]] Dossier dossier(std::string_view number, const Reader& reader, std::optional<DateTime> known_at = {}, std::optional<Date> as_of = {});
    /// How many entries a dossier has, 0: there is no such dossier. For who may read it or record in it.
    [[nodiscard]] std::uint64_t seq(std::string_view number, const Reader& reader);
    /// All dossiers of one moment that the reader may see, in the order in which they were begun, each as they may see it.
    /// Recorded once, for all of them. The dossier is valid during the call only; return false to stop. @throws AccessError.
    void each_dossier(const std::function<bool(const Dossier&)>& take, const Reader& reader, std::optional<DateTime> known_at = {});
    /// Who has read what is sensitive in a dossier, and who has read all dossiers of a scope, from the first on. @throws AccessError.
    [[nodiscard]] std::vector<AccessRecord> accesses(std::string_view number, const Reader& reader);

    /// The same for a caller that asks for one after another.
    [[nodiscard]] DossierCursor dossiers(const Reader& reader, std::optional<DateTime> known_at = {});

    /// A page of the dossiers that are wanted, and how they stand. What is told is what a review of every dossier on that
    /// day would say: those that no sweep has reviewed since are reviewed for the answer, and nothing is written. What the
    /// reader may not see is not on the page, and is not looked for either: a masked number finds nothing. How a dossier
    /// stands is told to who sees all of it.
    /// @throws InputError `input.query`; AccessError.
    [[nodiscard]] Page query(const Query& query, const Reader& reader);
    /// Reviews the dossiers whose day has come by `as_of` and those that have changed, and no others, and keeps how they stand.
    /// Meant for every morning, and now and then in the day; writers wait for a moment only.
    /// @throws JournalError `journal.index` if another rulebook told how they stand.
    Sweep sweep(Date as_of);
    [[nodiscard]] IndexState index_state();
    /// Makes everything again that is derived from the entries, and reviews all dossiers: for another rulebook, or where
    /// verify() says that an index is wrong.
    Sweep reindex(Date as_of);

    [[nodiscard]] Head head();
    /// Checks every entry, the chain, the tree and what is derived from the entries.
    /// @param trusted a head that was kept outside; without one, a journal cut off and closed again looks sound.
    [[nodiscard]] Verification verify(const std::optional<Head>& trusted = {});
    /// Reviews every dossier again and compares how it stands with what is kept: fault `index`, at its first entry.
    [[nodiscard]] Verification verify_standings();
    /// @throws JournalError `journal.no_entry`.
    [[nodiscard]] InclusionProof prove_inclusion(std::uint64_t position, std::uint64_t size);
    [[nodiscard]] ConsistencyProof prove_consistency(std::uint64_t first, std::uint64_t second);
    /// The line of an entry in an export: what is hashed. For who may take the journal out. @throws AccessError.
    [[nodiscard]] std::string entry(std::uint64_t position, const Reader& reader);

    /// Writes the journal as lines: what it is, its entries, its head. Ends with the head. @throws AccessError.
    void export_lines(const std::function<void(std::string_view line)>& take, const Reader& reader);
    /// The same for a caller that asks for one line after another.
    [[nodiscard]] ExportCursor exported(const Reader& reader);
    /// Copies a journal in SQLite to a new file while it is in use. @throws AccessError; JournalError `journal.backup`.
    void back_up(const std::string& file, const Reader& reader);
    /// Ends all calls that run in other threads (`journal.interrupted`); what they were to write is not written.
    void interrupt() noexcept;

    /// @private
    class State;

private:
    friend class Outbox;
    void record_all(const journal::Reading& reading, Wish wish, const Reader& reader, std::optional<DateTime> known_at);
    explicit Journal(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Reads a `zhixing.batch/1` document. @throws InputError with its JSON pointer.
[[nodiscard]] Append parse_append(std::string_view json);
/// `zhixing.accesses/1`.
[[nodiscard]] std::string to_json(const std::vector<AccessRecord>& records);
/// `zhixing.verification/1`, `zhixing.receipt/1`.
[[nodiscard]] std::string to_json(const Verification& verification);
[[nodiscard]] std::string to_json(const Receipt& receipt);

}  // namespace zhixing
