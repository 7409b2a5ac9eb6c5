// Values of fields, taken from a dossier, the rulebook, the review and the ledger.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "documents/case_distribution.hpp"
#include "documents/value.hpp"
#include "zhixing/render.hpp"

struct zhixing::Values::State {
    nlohmann::ordered_json json;  // an object
};

namespace zhixing::documents {

// Fills the fields of one document; what more than one field needs is worked out once, and only if it is asked for.
class Filler {
public:
    // @param reviewer asked for only where there is a deadline to compute.
    Filler(const FieldBook& book, const Dossier& dossier, const RenderQuestion& question, const Rulebook& rulebook, std::function<Reviewer&()> reviewer);

    // @throws InputError where a value of the host is of another type.
    [[nodiscard]] Value fill(const Field& field);
    // The party that the document is for; null: none is named.
    [[nodiscard]] const Party* subject() const noexcept { return subject_; }

private:
    [[nodiscard]] Value taken(const Field& field, const Origin& origin);
    [[nodiscard]] Value of_header(const Field& field, const Origin& origin) const;
    [[nodiscard]] Value of_parameter(const Field& field, std::size_t rule) const;
    [[nodiscard]] Value of_field(const Origin& origin);
    [[nodiscard]] Value of_parties(const Field& field, Word role) const;
    [[nodiscard]] Value of_event(const Field& field, const Origin& origin) const;
    [[nodiscard]] Value of_events(const Field& field, const Origin& origin) const;
    [[nodiscard]] Value of_claims(const Field& field) const;
    [[nodiscard]] Value principal() const;
    [[nodiscard]] Value due(const Origin& origin);
    [[nodiscard]] const Obligation* run_of(std::size_t rule, const Review& review) const;
    [[nodiscard]] std::string issue(const Origin& origin) const;
    [[nodiscard]] Value of_ledger(const Field& field, const Origin& origin);
    [[nodiscard]] Value balance(const Origin& origin);
    [[nodiscard]] Value fee();
    [[nodiscard]] Value realised();
    [[nodiscard]] Value of_service(const Field& field) const;
    [[nodiscard]] Value of_distribution(const Field& field, const Origin& origin);
    [[nodiscard]] const std::optional<CaseDistribution>& distribution();
    [[nodiscard]] Value course(const CellSource& source, const Event& from) const;
    [[nodiscard]] Value cell(const Field& field, const CellSource& source, const Event& event) const;
    [[nodiscard]] bool wanted(const Event& event, const Origin& origin) const;
    [[nodiscard]] std::string name_of(std::string_view party) const;
    [[nodiscard]] const Ledger& ledger();

    const FieldBook& book_;
    const Dossier& dossier_;
    const RenderQuestion& question_;
    const Rulebook& rulebook_;
    std::function<Reviewer&()> reviewer_;
    const Party* subject_ = nullptr;
    std::uint16_t subject_number_ = 0;
    std::optional<Ledger> ledger_;
    std::optional<Review> review_;
    std::optional<std::optional<CaseDistribution>> distribution_;  // nothing within: the dossier does not say enough
};

// A value that the host gives. @param pointer where it stands, for errors.
[[nodiscard]] Value given_value(const nlohmann::ordered_json& json, const Field& field, const Dossier& dossier, const std::string& pointer);

}  // namespace zhixing::documents
