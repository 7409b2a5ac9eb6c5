/// @file
/// Recording a batch.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>

#include "dossier/writer.hpp"
#include "journal/log.hpp"
#include "journal/message.hpp"
#include "journal/policy_in_force.hpp"
#include "journal/projection.hpp"
#include "journal/stored.hpp"
#include "journal/worker.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

/// What one batch after another is read and hashed with: the memory is there already.
struct AppendTools {
    Digest digest;
    DossierReader reader{}, header_reader{};
};

/// Records one batch in a transaction of somebody else. One use.
class Appender {
public:
    Appender(Database& database, AppendTools& tools, const Rulebook& rulebook, const KnownPolicy& policy, const Append& batch);
    [[nodiscard]] Receipt run();
    [[nodiscard]] std::string_view office() const noexcept { return office_; }

private:
    /// An event that is not on record.
    struct Fresh {
        std::size_t position;    ///< in the part
        std::string_view given;
        std::string_view id{};   ///< known once the dossier was read, as is `body`; of the draft
        std::string_view body{}; ///< in canonical form
    };
    /// A dossier of the batch: what is there and what comes to it. Entries are views into it.
    struct Draft {
        const AppendPart& part;
        std::size_t index;  ///< of the part
        std::string number{};
        std::optional<DossierRow> row{};
        Projection before{};                   ///< of the row
        StoredDossier stored{};
        std::vector<EntryInfo> between{};      ///< where others wrote meanwhile
        bool new_header = false;
        std::vector<Fresh> fresh{};
        std::vector<std::string> ids{};        ///< of all events of the part; empty: not told yet
        std::string bodies{};                  ///< of the fresh events
        std::size_t replayed = 0;
        std::vector<PlainMessage> messages{};  ///< that are not on record
        std::vector<std::string> message_ids{};  ///< of all messages of the part
        std::int64_t id = 0;                   ///< of its row, known when it is prepared, as are those below
        std::uint64_t size = 0;                ///< entries
        std::optional<Projection> projection{};  ///< where it grows
    };
    /// Entries that are ready for the database, and the drafts of which they are the last.
    struct Ready {
        std::vector<HashedEntry> entries;
        std::vector<Draft*> drafts;
    };
    /// That another access policy is in force than at the last entry.
    void write_policy();
    // A part is loaded, prepared and stored.

    /// What is on record.
    [[nodiscard]] Draft& load(std::size_t part);
    /// Reads, judges and brings into form what comes to it. Asks the database only about messages.
    void prepare(Draft& draft);
    /// What is derived from the entries, which go with it or follow.
    void store(Draft& draft);
    void take_one_by_one();
    /// This thread loads and stores, a second one prepares and hashes meanwhile.
    void take_in_two();
    void prepare_all(Channel<Draft*>& loaded, Channel<Ready>& ready);
    [[nodiscard]] std::size_t most_entries() const;
    /// What decides who may do something in the dossier as it is with this header.
    [[nodiscard]] CaseFacts facts(const Draft& draft, std::string_view header, std::string_view office);
    [[nodiscard]] bool looks_at_handler(std::string_view office) const;
    /// Whether the office may do that. @throws AccessError.
    void require(const Draft& draft, Wish wish, const CaseFacts& facts, std::string_view office) const;
    void take_header(Draft& draft);
    [[nodiscard]] const Dossier& read_header(const Draft& draft);
    void take_events(Draft& draft) const;
    /// @param at where the stored event of that id stands
    void expect_same(const Draft& draft, std::size_t at, std::string_view given) const;
    /// Needs the ids of the events.
    void take_messages(Draft& draft);
    [[nodiscard]] std::string cause_of(const Draft& draft, const OutgoingMessage& message, const Place& where) const;
    [[nodiscard]] bool is_replay(const Draft& draft, const PlainMessage& message, const Place& where);
    [[nodiscard]] bool expects_other(const Draft& draft) const;
    [[nodiscard]] std::vector<EntryInfo> entries_between(const Draft& draft) const;
    void expect_seq(Draft& draft) const;
    /// What is there and what comes to it, read once; valid until the next is read.
    [[nodiscard]] const Dossier& read(const Draft& draft);
    /// Brings the fresh events into canonical form, with what the journal knows of them, and tells their ids.
    void canonize(Draft& draft, const Dossier& whole);
    void check_author(const Draft& draft, const Dossier& dossier, const Event& event, std::size_t position);
    /// @return the dossier with the events as they are recorded
    [[nodiscard]] Dossier admit_all(const Draft& draft) const;
    /// An entry of the dossier without what it says.
    [[nodiscard]] Entry entry_of(const Draft& draft) const;
    void write(Draft& draft);
    void write_messages(const Draft& draft);
    [[nodiscard]] bool enters(Word role) const;
    [[nodiscard]] bool names_another(const Event& event) const;
    [[nodiscard]] DossierWriter::EventDefaults defaults(const Event& event) const;
    [[nodiscard]] Place place(const Draft& draft, std::string_view member) const;

    Database& database_;
    AppendTools& tools_;
    const Rulebook& rulebook_;
    const KnownPolicy& policy_;
    const Append& batch_;
    std::string_view office_;
    LogWriter log_;
    ProjectionWriter projections_;
    std::set<std::string, std::less<>> numbers_;
    std::map<std::string, std::pair<std::string_view, std::string>> messages_;  ///< of the batch, by id: number and contents
    // Until their entries are written:
    std::deque<Draft> drafts_;
    std::deque<std::vector<HashedEntry>> hashed_;
    std::string policy_body_;
};

}  // namespace zhixing::journal
