// Dossiers and answers in a few words.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "zhixing/reconcile.hpp"

namespace zhixing::testing {

// An event as a clerk writes it down: columns by their names, empty ones left out.
struct Fact {
    std::string id, number;
    std::map<std::string, std::string> columns;  // kind, on, amount, number, party, …
};

// One dossier a case number; the party's name is also its id.
inline std::vector<Dossier> dossiers_of(const std::vector<Fact>& facts) {
    std::vector<std::string> order;
    std::map<std::string, nlohmann::json> documents;
    for (const Fact& fact : facts) {
        nlohmann::json& document = documents[fact.number];
        if (document.is_null()) {
            order.push_back(fact.number);
            document = {{"schema", "zhixing.dossier/1"}, {"number", fact.number}, {"kind", "enforcement"}, {"parties", nlohmann::json::array()}, {"events", nlohmann::json::array()}};
        }
        nlohmann::json event{{"id", fact.id}};
        for (const auto& [name, value] : fact.columns) {
            if (!value.empty()) event[name] = value;
        }
        if (event.contains("party")) {
            nlohmann::json& parties = document["parties"];
            const bool known = std::ranges::any_of(parties, [&](const auto& party) { return party["id"] == event["party"]; });
            if (!known) parties.push_back({{"id", event["party"]}, {"role", "respondent"}, {"name", event["party"]}});
        }
        document["events"].push_back(event);
    }
    std::vector<Dossier> dossiers;
    for (const std::string& number : order) dossiers.push_back(Dossier::from_json(documents[number].dump()));
    return dossiers;
}

inline std::vector<BankMovement> movements_of(const std::vector<Dossier>& dossiers) {
    std::vector<BankMovement> all;
    for (std::size_t i = 0; i < dossiers.size(); ++i) {
        for (BankMovement& movement : bank_movements(dossiers[i], i)) all.push_back(std::move(movement));
    }
    return all;
}

}  // namespace zhixing::testing
