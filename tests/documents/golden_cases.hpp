// The documents of the goldens: a dossier each in tests/documents/dossiers, what is asked of it in tests/documents/questions.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "zhixing/render.hpp"

namespace zhixing::testing {

using Json = nlohmann::ordered_json;

inline std::string read_source(const std::string& path) {
    std::ifstream file{std::string{ZHIXING_SOURCE_DIR} + "/" + path, std::ios::binary};
    if (!file) throw std::runtime_error("no file " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

struct Case {
    std::string dossier, id;
    Json question;
};

inline std::vector<Case> cases_of(const std::string& dossier) {
    std::vector<Case> cases;
    const Json questions = Json::parse(read_source("tests/documents/questions/" + dossier + ".json"));
    for (const auto& [id, question] : questions.items()) cases.push_back({dossier, id, question});
    return cases;
}

inline Rendering made(const Case& one, const Templates& templates) {
    RenderQuestion question;
    question.as_of = parse_date(one.question["as_of"].get<std::string>()).value();
    question.party = one.question.value("party", "");
    question.ref = one.question.value("ref", "");
    question.preview = one.question.value("preview", false);
    question.office = one.question.value("office", "centre") == "team" ? Office::team : Office::centre;
    if (one.question.contains("values")) question.values = Values::from_json(one.question["values"].dump());
    const Dossier dossier = Dossier::from_json(read_source("tests/documents/dossiers/" + one.dossier + ".json"));
    return render(dossier, templates, templates.at(one.id), question);
}

}  // namespace zhixing::testing
