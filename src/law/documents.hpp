// The register of laws that rules cite (rules/documents.json).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "law/node.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

class Documents {
public:
    // The register compiled into the library.
    [[nodiscard]] static const Documents& bundled();
    explicit Documents(const Node& root);

    // Reads `{document, article, version, quote?}`; document and version must be in the register.
    [[nodiscard]] Citation cite(const Node& node) const;
    // The full name of a document by its short or full one.
    [[nodiscard]] std::optional<std::string> full_name(const std::string& name) const;
    // How well the text of that version is known.
    [[nodiscard]] Source source(const std::string& name, const std::string& version) const;

private:
    struct Version {
        std::string number;
        Source source = Source::read;
    };
    struct Document {
        std::string name;
        std::map<std::string, Version, std::less<>> versions;
    };
    std::map<std::string, Document, std::less<>> documents_;  // by short name
    std::map<std::string, std::string, std::less<>> short_name_;  // by full name
};

[[nodiscard]] Source parse_source(const Node& node);
[[nodiscard]] Level parse_level(const Node& node);

}  // namespace zhixing
