/// @file
/// Checks across a docket: what several dossiers have in common and should not, or should be handled together.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "zhixing/review.hpp"

namespace zhixing {

/// Several dossiers that a docket rule puts together.
struct DocketFinding {
    struct Member {
        std::size_t position = 0;  ///< of the dossier in the order in which it was added, from 0
        std::string number;        ///< 案号, may be empty
        std::string value;         ///< of what the rule compares (court, team); empty if it compares nothing
    };
    std::uint16_t rule = kNoRule, version = 0;
    Severity severity = Severity::note;
    std::string key;       ///< what they have in common
    bool certain = true;   ///< false: known by name alone, without an identity number
    std::vector<Member> members;
    /// Of a rule about lengths of time: how many there are, and their days together.
    struct Length {
        std::int64_t count = 0, days = 0;
    };
    std::optional<Length> length;
};

/// Collects dossiers and tells what docket rules find among them. Keeps a few words of each, not the dossiers.
class Docket {
public:
    Docket(Rulebook rulebook, const ReviewOptions& options);
    ~Docket();
    Docket(Docket&&) noexcept;
    Docket& operator=(Docket&&) noexcept;

    /// @pre no other thread uses this object.
    void add(const Dossier& dossier);
    /// By rule, then by key.
    [[nodiscard]] std::vector<DocketFinding> findings() const;
    [[nodiscard]] const Rulebook& rulebook() const noexcept;

private:
    class Groups;
    std::unique_ptr<Groups> groups_;
};

/// What a docket finding says.
[[nodiscard]] Text message(const DocketFinding& finding, const Rulebook& rulebook);
/// `zhixing.docket/1`.
[[nodiscard]] std::string to_json(const std::vector<DocketFinding>& findings, const Rulebook& rulebook);

}  // namespace zhixing
