/// @file
/// Reading facts as the tables of tests/golden write them.
#pragma once

#include "review_helpers.hpp"

namespace zhixing::testing {

inline std::vector<std::string> split(const std::string& text, const std::string& by) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    for (std::size_t end = text.find(by); end != std::string::npos; end = text.find(by, at)) {
        parts.push_back(text.substr(at, end - at));
        at = end + by.size();
    }
    parts.push_back(text.substr(at));
    for (std::string& part : parts) {
        const auto first = part.find_first_not_of(' ');
        part = first == std::string::npos ? "" : part.substr(first, part.find_last_not_of(' ') - first + 1);
    }
    return parts;
}

// "2026-04-25 收到执行申请或移送执行书 当事人=p2": columns by their Chinese names, as a clerk would write them.
inline void add_event(Case& facts, const std::string& text) {
    std::vector<std::string> words = split(text, " ");
    std::string on;
    if (words[0][0] >= '0' && words[0][0] <= '9') {
        on = words[0];
        words.erase(words.begin());
    }
    const std::string kind = words.at(0);
    if (Catalogue::bundled().find_kind(kind) == Kind::unknown) throw std::runtime_error("no such event: " + kind);
    std::string columns;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto pair = split(words[i], "=");
        const auto column = Catalogue::bundled().find_column(pair.at(0));
        if (!column) throw std::runtime_error("no such column: " + words[i]);
        columns += " " + std::string{to_string(*column)} + "=" + pair.at(1);
    }
    facts.event(kind, on, columns);
}

inline Case facts_of(const std::string& cell) {
    Case facts;
    facts.header("'kind':'enforcement','basis':{'kind':'judgment'},'claims':[{'id':'c1','kind':'money'}]").party("p1", "applicant").party("p2", "respondent");
    for (const std::string& fact : split(cell, "；")) {
        if (!fact.starts_with("当事人 ")) {
            add_event(facts, fact);
            continue;
        }
        const auto words = split(fact, " ");
        facts.party(words.at(1), words.at(2));
    }
    return facts;
}

}  // namespace zhixing::testing
