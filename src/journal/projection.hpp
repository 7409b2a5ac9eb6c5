/// @file
/// What lists of dossiers are asked by: columns and parties derived from the entries, kept with the appends.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "journal/insert.hpp"
#include "journal/sql.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing::journal {

/// Ids of a dossier's parties are dossier × this + place, so that they stand together. More than kMaxParties.
inline constexpr std::int64_t kPartyPlaces = 16'384;

/// A party as it is found.
struct ProjectedParty {
    std::string id, role, name;
    std::string identity;  ///< its number in one spelling

    friend bool operator==(const ProjectedParty&, const ProjectedParty&) = default;
};

/// The record as a whole, whatever day it is: a closing that is dated later counts.
struct Projection {
    std::string court, case_type, kind, team, handler;
    bool open = true;
    std::string filed;  ///< ISO 8601; empty: not on record
    std::vector<ProjectedParty> parties;
    std::uint64_t size = 0;  ///< entries
    std::string recorded;    ///< of the last one

    friend bool operator==(const Projection&, const Projection&) = default;
};
[[nodiscard]] Projection projection_of(const Dossier& dossier, std::uint64_t size, std::string_view recorded);
/// The one spelling by which an identity number is found.
[[nodiscard]] std::string identity_key(std::string_view number);

/// The columns of journal_dossiers that a projection fills, with the alias `d`.
inline constexpr std::string_view kProjectionColumns = "d.court, d.case_type, d.kind, d.team, d.handler, d.is_open, d.filed, d.size, d.recorded";
inline constexpr int kProjectionColumnCount = 9;
/// Without the parties. @param column of the first one in the query.
[[nodiscard]] Projection projection_at(Rows& rows, int column);
[[nodiscard]] std::vector<ProjectedParty> load_parties(Database& database, std::int64_t dossier);
/// A dossier on record. @return its id, and the projection without the parties
[[nodiscard]] std::optional<std::pair<std::int64_t, Projection>> find_projection(Database& database, std::string_view number);

/// Writes the projections of many dossiers. What they say must live until finish().
class ProjectionWriter {
public:
    explicit ProjectionWriter(Database& database);
    void insert(std::int64_t id, std::string_view number, const Projection& projection);
    /// @param before what is there.
    void update(std::int64_t id, const Projection& projection, const Projection& before);
    void finish();

private:
    void insert_parties(std::int64_t id, const Projection& projection);
    Database& database_;
    Insert dossiers_, parties_;
    Insert changed_;  ///< those whose standing is that of a record which has grown since
};

/// Compares every projection with what the entries give, until `differs` returns false.
void check_projections(Database& database, const std::function<bool(std::int64_t dossier, const Projection& expected, const Projection& found)>& differs);
/// Writes every projection anew where it does not agree.
void rebuild_projections(Database& database);

}  // namespace zhixing::journal
