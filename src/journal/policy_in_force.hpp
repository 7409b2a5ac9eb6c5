/// @file
/// Which access policy was in force when: an entry `policy` each time one writes by another than the last.
#pragma once

#include <string>

#include "journal/sql.hpp"
#include "zhixing/access.hpp"

namespace zhixing::journal {

/// A policy, and the SHA-256 of its json() in hexadecimal digits.
class KnownPolicy : public AccessPolicy {
public:
    explicit KnownPolicy(const AccessPolicy& policy);
    [[nodiscard]] const std::string& digest() const noexcept { return digest_; }

private:
    std::string digest_;
};

/// What the entry says; empty: the policy is in force already. A journal begins with that of the library.
[[nodiscard]] std::string change_of_policy(Database& database, const KnownPolicy& policy);
/// @param position of the entry that says so
void set_policy_in_force(Database& database, std::string_view digest, std::uint64_t position);

/// The digest and its entry, as the table has it.
struct PolicyInForce {
    std::string digest;          ///< empty: that of the library
    std::uint64_t position = 0;

    friend bool operator==(const PolicyInForce&, const PolicyInForce&) = default;
};
[[nodiscard]] PolicyInForce policy_in_force(Database& database);
/// The digest in the body of an entry `policy`; empty if there is none.
[[nodiscard]] std::string policy_digest(std::string_view body);
/// Makes the row again.
void rebuild_policy_in_force(Database& database);

}  // namespace zhixing::journal
