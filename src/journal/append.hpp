/// @file
/// Recording a batch.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "dossier/writer.hpp"
#include "journal/log.hpp"
#include "journal/message.hpp"
#include "journal/policy_in_force.hpp"
#include "journal/stored.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

/// Records one batch in a transaction of somebody else. One use.
class Appender {
public:
    Appender(Database& database, Digest& digest, const Rulebook& rulebook, const KnownPolicy& policy, const Append& batch);
    [[nodiscard]] Receipt run();
    [[nodiscard]] std::string_view office() const noexcept { return office_; }

private:
    /// An event that is not on record.
    struct Fresh {
        std::size_t position;    ///< in the part
        std::string_view given;
        std::string_view id{};   ///< known once the dossier was read, as is `body`
        std::string_view body{}; ///< in canonical form
    };
    /// A dossier of the batch: what is there and what comes to it.
    struct Draft {
        const AppendPart& part;
        std::size_t index;  ///< of the part
        std::string_view number;
        std::optional<DossierRow> row;
        StoredDossier stored;
        bool new_header = false;
        std::vector<Fresh> fresh;
        std::vector<std::string> ids;              ///< of all events of the part; empty: not told yet
        std::size_t replayed = 0;
        std::vector<PlainMessage> messages;        ///< that are not on record
        std::vector<std::string> message_ids;      ///< of all messages of the part
    };
    /// That another access policy is in force than at the last entry.
    void write_policy();
    [[nodiscard]] Receipt::Part take(const AppendPart& part, std::size_t index);
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
    void expect_seq(const Draft& draft) const;
    /// What is there and what comes to it, read once; valid until the next is read.
    [[nodiscard]] const Dossier& read(const Draft& draft);
    /// Brings the fresh events into canonical form, with what the journal knows of them, and tells their ids.
    void canonize(Draft& draft, const Dossier& whole);
    void check_author(const Draft& draft, const Dossier& dossier, const Event& event, std::size_t position);
    /// @return the dossier with the events as they are recorded
    [[nodiscard]] Dossier admit_all(const Draft& draft) const;
    /// An entry of the dossier without what it says.
    [[nodiscard]] Entry entry_of(const Draft& draft, std::int64_t id) const;
    [[nodiscard]] std::uint64_t write(const Draft& draft, std::int64_t id);
    void project(const Draft& draft, std::int64_t id, std::uint64_t size, const Dossier& dossier);
    void write_messages(const Draft& draft, std::int64_t id);
    [[nodiscard]] bool enters(Word role) const;
    [[nodiscard]] bool names_another(const Event& event) const;
    [[nodiscard]] DossierWriter::EventDefaults defaults(const Event& event) const;
    [[nodiscard]] Place place(const Draft& draft, std::string_view member) const;

    Database& database_;
    Digest& digest_;
    const Rulebook& rulebook_;
    const KnownPolicy& policy_;
    const Append& batch_;
    std::string_view office_;
    LogWriter log_;
    DossierReader reader_, header_reader_;
    std::set<std::string, std::less<>> numbers_;
    std::map<std::string, std::pair<std::string_view, std::string>> messages_;  ///< of the batch, by id: number and contents
    std::deque<std::string> texts_;  ///< what entries are views into
};

}  // namespace zhixing::journal
