#include "journal/schema.hpp"

#include <charconv>
#include <iterator>

#include "journal/digest.hpp"
#include "zhixing/journal.hpp"

namespace zhixing::journal {
namespace {

// What each version added. A new journal is made of all of them, an earlier one is given those that it lacks; so both are the
// same. {key} and {bytes} are words of the dialect. Everything but `journal_entries` can be made again from it.
constexpr std::string_view kVersions[] = {R"(
CREATE TABLE journal_about (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- One row: where the journal ends. Whoever writes changes it first, and so writes alone.
CREATE TABLE journal_head (
    id       {key} PRIMARY KEY CHECK (id = 1),
    size     BIGINT NOT NULL,
    recorded TEXT NOT NULL,
    link     {bytes} NOT NULL
);

CREATE TABLE journal_dossiers (
    id        {key} PRIMARY KEY,   -- the position of its first entry
    number    TEXT NOT NULL UNIQUE,
    size      BIGINT NOT NULL,     -- entries
    recorded  TEXT NOT NULL,       -- of the last one
    court     TEXT NOT NULL,
    case_type TEXT NOT NULL,
    kind      TEXT NOT NULL,
    team      TEXT NOT NULL,
    handler   TEXT,
    is_open   BIGINT NOT NULL CHECK (is_open IN (0, 1)),
    filed     TEXT
);
CREATE INDEX journal_dossiers_court ON journal_dossiers (court, id);
CREATE INDEX journal_dossiers_handler ON journal_dossiers (handler, id) WHERE handler IS NOT NULL;

-- Whom lists of dossiers are asked for by.
CREATE TABLE journal_parties (
    id       {key} PRIMARY KEY,   -- those of a dossier stand together
    dossier  BIGINT NOT NULL,
    party    TEXT NOT NULL,
    role     TEXT NOT NULL,
    name     TEXT NOT NULL,
    identity TEXT
);
CREATE INDEX journal_parties_name ON journal_parties (name, dossier);
CREATE INDEX journal_parties_identity ON journal_parties (identity, dossier) WHERE identity IS NOT NULL;

-- How dossiers stand: the last review of each, and which have changed since.
CREATE TABLE journal_standing (
    dossier     {key} PRIMARY KEY,
    as_of       TEXT NOT NULL,
    next_change TEXT,
    next_due    TEXT,
    worst       BIGINT,
    answer      TEXT NOT NULL
);
CREATE INDEX journal_standing_change ON journal_standing (next_change);
CREATE INDEX journal_standing_due ON journal_standing (next_due, dossier);
CREATE TABLE journal_changed (dossier {key} PRIMARY KEY);
-- One row: the rulebook by which they stand, and the last day of which a review is among them.
CREATE TABLE journal_index (id {key} PRIMARY KEY CHECK (id = 1), rulebook TEXT NOT NULL, as_of TEXT NOT NULL);

CREATE TABLE journal_entries (
    position {key} PRIMARY KEY,
    dossier  BIGINT NOT NULL,     -- 0: of none, when all were read at once
    seq      BIGINT,              -- in the dossier; NULL: about it, and no part of it
    what     TEXT NOT NULL,
    event    TEXT,
    recorded TEXT NOT NULL,
    actor    TEXT NOT NULL,
    office   TEXT NOT NULL,
    court    TEXT NOT NULL,
    mark     TEXT NOT NULL,
    body     TEXT NOT NULL,
    leaf     {bytes} NOT NULL,
    link     {bytes} NOT NULL,
    UNIQUE (dossier, seq)
);

-- Messages for the world outside. What they say stands in their entries; worker, token and lease are of the moment.
CREATE TABLE journal_outbox (
    position {key} PRIMARY KEY,   -- of its entry
    id       TEXT NOT NULL UNIQUE,
    channel  TEXT NOT NULL,
    state    TEXT NOT NULL,
    due      TEXT NOT NULL,       -- when it may be taken; of one with a worker, when the lease ends
    attempts BIGINT NOT NULL,
    reason   TEXT NOT NULL,
    result   TEXT NOT NULL,
    worker   TEXT NOT NULL,
    token    TEXT NOT NULL,
    leased   BIGINT NOT NULL      -- 1: with a worker
);
CREATE INDEX journal_outbox_due ON journal_outbox (channel, state, due, position);

-- Roots of whole subtrees of 256, 65,536, … leaves, for proofs.
CREATE TABLE journal_nodes (level BIGINT NOT NULL, number BIGINT NOT NULL, hash {bytes} NOT NULL, PRIMARY KEY (level, number));
)",
                                          R"(
-- One row: the access policy in force, and the entry that says so; none: that of the library.
CREATE TABLE journal_policy (id {key} PRIMARY KEY CHECK (id = 1), digest TEXT NOT NULL, position BIGINT NOT NULL);
)"};
static_assert(std::size(kVersions) == kSchemaVersion);

std::string in_dialect(std::string_view text, const Database& database) {
    std::string sql;
    while (!text.empty()) {
        const std::size_t at = std::min(text.find('{'), text.size());
        sql += text.substr(0, at);
        text.remove_prefix(at);
        if (text.starts_with("{key}")) sql += database.key_type(), text.remove_prefix(5);
        else if (text.starts_with("{bytes}")) sql += database.bytes_type(), text.remove_prefix(7);
    }
    return sql;
}

std::string about(Database& database, std::string_view name) {
    const auto rows = database.query("SELECT value FROM journal_about WHERE name = $1", {name});
    return rows->next() ? std::string{rows->text(0)} : std::string{};
}

// @throws JournalError `journal.schema` if this library does not know it.
std::int64_t version_of(Database& database) {
    const std::string text = about(database, "schema");
    std::int64_t version = 0;
    std::from_chars(text.data(), text.data() + text.size(), version);
    if (version >= 1 && version <= kSchemaVersion) return version;
    const std::string own = std::to_string(kSchemaVersion);
    throw JournalError{"journal.schema", {"日志的结构版本为“" + text + "”，本程序支持到 " + own, "the journal's schema is '" + text + "', this library knows up to " + own}};
}

// All at once or not at all; whoever comes second finds it done.
void bring_forward(Database& database) {
    Transaction transaction{database, Database::Access::write};
    database.execute("UPDATE journal_head SET size = size WHERE id = 1");  // keeps other writers out
    const std::int64_t version = version_of(database);
    if (version == kSchemaVersion) return;
    for (std::int64_t next = version; next < kSchemaVersion; ++next) database.run_script(in_dialect(kVersions[next], database));
    database.execute("UPDATE journal_about SET value = $1 WHERE name = 'schema'", {std::to_string(kSchemaVersion)});
    database.label(kApplicationId, kSchemaVersion);
    transaction.commit();
}

}  // namespace

void create_schema(Database& database, const Identity& identity) {
    if (database.has_table("journal_about")) throw JournalError{"journal.exists", {"此处已有日志", "there is a journal already"}};
    for (const std::string_view tables : kVersions) database.run_script(in_dialect(tables, database));
    Digest digest{identity.hash};
    const Hash link = first_link(digest, identity.id);
    database.execute("INSERT INTO journal_head (id, size, recorded, link) VALUES (1, 0, $1, $2)", {std::string_view{}, Bytes{bytes_of(link)}});
    database.execute("INSERT INTO journal_index (id, rulebook, as_of) VALUES (1, $1, $2)", {std::string_view{}, std::string_view{}});
    const std::string version = std::to_string(kSchemaVersion);
    for (const auto& [name, value] : {std::pair<std::string_view, std::string_view>{"schema", version}, {"id", identity.id}, {"hash", to_string(identity.hash)}})
        database.execute("INSERT INTO journal_about (name, value) VALUES ($1, $2)", {name, value});
    database.label(kApplicationId, kSchemaVersion);
}

Identity open_schema(Database& database, bool check_file) {
    if (!database.has_table("journal_about")) throw JournalError{"journal.schema", {"此处没有日志", "there is no journal"}};
    const std::int64_t version = version_of(database);
    const auto label = database.label();
    if (label && *label != std::pair{kApplicationId, version}) throw JournalError{"journal.schema", {"文件标识与日志不符", "the file is not labelled as this journal"}};
    if (const std::string damage = check_file ? database.damage(false) : std::string{}; !damage.empty()) throw JournalError{"journal.damaged", {"数据库文件已损坏：" + damage, "the database file is damaged: " + damage}};
    if (version < kSchemaVersion) bring_forward(database);
    return {about(database, "id"), parse_hash_algorithm(about(database, "hash"))};
}

}  // namespace zhixing::journal
