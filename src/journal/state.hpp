/// @file
/// What an open journal is made of.
#pragma once

#include "journal/append.hpp"
#include "journal/connections.hpp"
#include "journal/digest.hpp"
#include "journal/policy_in_force.hpp"
#include "journal/schema.hpp"
#include "zhixing/journal.hpp"

namespace zhixing {

class Journal::State {
public:
    State(journal::Address address, std::unique_ptr<journal::Database> first, journal::Identity own, Rulebook rules, const AccessPolicy& access)
        : identity{std::move(own)}, rulebook{std::move(rules)}, policy{access}, tools{journal::Digest{identity.hash}}, connections{std::move(address), std::move(first)} {}

    const journal::Identity identity;
    const Rulebook rulebook;
    const journal::KnownPolicy policy;
    journal::AppendTools tools;  ///< of the call whose turn it is to write
    journal::Connections connections;

    [[nodiscard]] journal::Digest digest() const { return journal::Digest{identity.hash}; }
};

}  // namespace zhixing
