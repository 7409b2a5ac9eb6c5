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

// Text output breaks lines; here they do not count.
inline std::string joined(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || text[i] == ' ') continue;
        if (text.compare(i, 3, "　") == 0) i += 2;
        else out += text[i];
    }
    return out;
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

inline RenderQuestion question_of(const Json& asked) {
    RenderQuestion question;
    question.as_of = parse_date(asked["as_of"].get<std::string>()).value();
    question.party = asked.value("party", "");
    question.ref = asked.value("ref", "");
    question.preview = asked.value("preview", false);
    question.office = asked.value("office", "centre") == "team" ? Office::team : Office::centre;
    if (asked.contains("values")) question.values = Values::from_json(asked["values"].dump());
    return question;
}

inline Rendering made(const Case& one, const Templates& templates) {
    const Dossier dossier = Dossier::from_json(read_source("tests/documents/dossiers/" + one.dossier + ".json"));
    return render(dossier, templates, templates.at(one.id), question_of(one.question));
}

}  // namespace zhixing::testing
