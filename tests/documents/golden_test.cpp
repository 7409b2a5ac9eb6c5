// Every template filled from a complete and from a sparse dossier, as a lawyer reads it: tests/golden/documents.
// With ZHIXING_WRITE_GOLDENS=1 in the environment they are written anew instead.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "zhixing/render.hpp"

namespace zhixing {
namespace {

namespace fs = std::filesystem;
const fs::path kSource{ZHIXING_SOURCE_DIR};

std::string read(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> template_ids() {
    std::vector<std::string> ids;
    for (const auto& entry : fs::directory_iterator{kSource / "rules/templates"}) {
        if (entry.path().extension() == ".md") ids.push_back(entry.path().stem().string());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

const Templates& templates() {
    static const Templates bundled = Templates::bundled(Rulebook::bundled("national"));
    return bundled;
}

class Golden : public ::testing::TestWithParam<std::string> {};

void compare(const std::string& name, const std::string& made) {
    const fs::path path = kSource / "tests/golden/documents" / (name + ".txt");
    if (std::getenv("ZHIXING_WRITE_GOLDENS") != nullptr) {
        std::ofstream{path, std::ios::binary} << made;
        return;
    }
    EXPECT_EQ(made, read(path)) << path;
}

// For the first party or instance that it is made for.
std::string make(const std::string& id, const std::string& kind, bool preview) {
    const Dossier dossier = Dossier::from_json(read(kSource / "tests/documents/dossiers" / (kind + ".json")), kind);
    Renderer renderer{templates()};
    const std::size_t index = templates().at(id);
    RenderQuestion question{make_date(2026, 3, 20)};
    question.office = Office::team;
    question.preview = preview;
    if (!preview) question.values = Values::from_json(read(kSource / "tests/documents/dossiers/values.json"));
    const auto subjects = renderer.subjects(dossier, index, question);
    const TemplatePer& per = templates().info(index).per;
    if (!subjects.empty()) (per.party_role != 0 ? question.party : question.ref) = subjects.front();
    return renderer.render(dossier, index, question).text();
}

TEST_P(Golden, complete) {
    try {
        compare(GetParam() + ".complete", make(GetParam(), "complete", false));
    } catch (const Error& error) {
        FAIL() << error.code() << " " << error.message().zh << "\n" << error.detail();
    }
}

TEST_P(Golden, sparse) { compare(GetParam() + ".sparse", make(GetParam(), "sparse", true)); }

INSTANTIATE_TEST_SUITE_P(documents, Golden, ::testing::ValuesIn(template_ids()), [](const auto& one) {
    std::string name = one.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

}  // namespace
}  // namespace zhixing
