/// @file
/// Recording a batch.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "dossier/writer.hpp"
#include "journal/log.hpp"
#include "journal/message.hpp"
#include "journal/stored.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {

/// Records one batch in a transaction of somebody else. One use.
class Appender {
public:
    Appender(Database& database, Digest& digest, const Rulebook& rulebook, const AccessPolicy& policy, const Append& batch);
    [[nodiscard]] Receipt run();
    [[nodiscard]] std::string_view office() const noexcept { return office_; }

private:
    /// A dossier of the batch: what is there and what comes to it.
    struct Draft {
        const AppendPart& part;
        std::size_t index;  ///< of the part
        std::string_view number;
        std::optional<DossierRow> row;
        StoredDossier stored;
        bool new_header = false;
        std::vector<std::string_view> fresh;       ///< events that are not on record, as they were given
        std::vector<std::string> ids;              ///< of all events of the part; empty: not given
        std::size_t replayed = 0;
        std::vector<PlainMessage> messages;        ///< that are not on record
        std::vector<std::string> message_ids;      ///< of all messages of the part
    };
    [[nodiscard]] Receipt::Part take(const AppendPart& part, std::size_t index);
    /// Whether the office may do that in the dossier as it is with this header. @throws AccessError.
    void require(const Draft& draft, Wish wish, std::string_view header, std::string_view office) const;
    void take_header(Draft& draft) const;
    void take_events(Draft& draft) const;
    [[nodiscard]] bool is_replay(const Draft& draft, std::string_view id, std::string_view given) const;
    /// Needs the ids of the events.
    void take_messages(Draft& draft);
    [[nodiscard]] std::string cause_of(const Draft& draft, const OutgoingMessage& message, const Place& where) const;
    [[nodiscard]] bool is_replay(const Draft& draft, const PlainMessage& message, const Place& where);
    void expect_seq(const Draft& draft) const;
    /// The events in canonical form, with what the journal knows of them. Sets the ids that were not given.
    [[nodiscard]] std::vector<std::string_view> canonical(Draft& draft);
    void check_author(const Draft& draft, const Dossier& dossier, const Event& event, std::size_t position) const;
    [[nodiscard]] bool enters(Word role) const;
    [[nodiscard]] bool names_another(const Event& event) const;
    [[nodiscard]] DossierWriter::EventDefaults defaults(const Event& event) const;
    void admit_all(const Draft& draft, const std::vector<std::string_view>& bodies) const;
    [[nodiscard]] std::uint64_t write(const Draft& draft, const std::vector<std::string_view>& bodies);
    void write_messages(const Draft& draft, Entry entry);
    [[nodiscard]] Place place(const Draft& draft, std::string_view member) const;

    Database& database_;
    Digest& digest_;
    const Rulebook& rulebook_;
    const AccessPolicy& policy_;
    const Append& batch_;
    std::string_view office_;
    LogWriter log_;
    std::set<std::string, std::less<>> numbers_;
    std::map<std::string, std::pair<std::string_view, std::string>> messages_;  ///< of the batch, by id: number and contents
    std::deque<std::string> texts_;  ///< what entries are views into
};

}  // namespace zhixing::journal
