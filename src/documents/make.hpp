// A compiled template and the values of one document make the document.
#pragma once

#include <vector>

#include "documents/program.hpp"
#include "zhixing/render.hpp"

namespace zhixing::documents {

struct Made {
    Document document;
    std::vector<MissingField> missing;
};

// @param values of the template's fields, in their order.
[[nodiscard]] Made make(const CompiledTemplate& compiled, const Dossier& dossier, const Gate& gate, const std::vector<Value>& values, bool preview);

}  // namespace zhixing::documents
