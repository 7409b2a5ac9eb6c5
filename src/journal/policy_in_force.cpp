#include "journal/policy_in_force.hpp"

#include <simdjson.h>

#include "journal/digest.hpp"
#include "value/json_writer.hpp"

namespace zhixing::journal {

KnownPolicy::KnownPolicy(const AccessPolicy& policy) : AccessPolicy{policy} {
    Digest digest{HashAlgorithm::sha256};
    digest_ = to_string(digest({json()}));
}

std::string change_of_policy(Database& database, const KnownPolicy& policy) {
    static const KnownPolicy bundled{AccessPolicy::bundled()};
    const std::string before = policy_in_force(database).digest;
    if (policy.digest() == (before.empty() ? bundled.digest() : before)) return {};
    std::string body;
    JsonWriter{body}.open('{').member("id", policy.id()).member("version", policy.version()).member("digest", policy.digest()).close('}');
    return body;
}

void set_policy_in_force(Database& database, std::string_view digest, std::uint64_t position) {
    database.execute("INSERT INTO journal_policy (id, digest, position) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, position = excluded.position",
                     {digest, static_cast<std::int64_t>(position)});
}

PolicyInForce policy_in_force(Database& database) {
    const auto rows = database.query("SELECT digest, position FROM journal_policy WHERE id = 1");
    if (!rows->next()) return {};
    return {std::string{rows->text(0)}, static_cast<std::uint64_t>(rows->integer(1))};
}

std::string policy_digest(std::string_view body) {
    simdjson::dom::parser parser;
    simdjson::dom::element element;
    std::string_view digest;
    if (body.empty() || parser.parse(body.data(), body.size()).get(element) != simdjson::SUCCESS || element["digest"].get(digest) != simdjson::SUCCESS) return {};
    return std::string{digest};
}

void rebuild_policy_in_force(Database& database) {
    PolicyInForce last;
    {
        const auto rows = database.query("SELECT body, position FROM journal_entries WHERE what = 'policy' ORDER BY position DESC LIMIT 1");
        if (rows->next()) last = {policy_digest(rows->text(0)), static_cast<std::uint64_t>(rows->integer(1))};
    }
    database.execute("DELETE FROM journal_policy");
    if (last.position != 0) set_policy_in_force(database, last.digest, last.position);
}

}  // namespace zhixing::journal
