// What the bindings of single documents and of bulk share.
#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <string>
#include <vector>

#include "zhixing/render.hpp"

namespace zhixing::python {

// @param values a JSON object, or empty. @param office `centre` or `team`.
[[nodiscard]] RenderQuestion question_of(Date as_of, std::optional<DateTime> known_at, std::string party, std::string ref, const std::string& values, const std::string& office, bool preview);

// Name and Chinese and English label of each.
[[nodiscard]] pybind11::list missing_list(const std::vector<MissingField>& missing);

}  // namespace zhixing::python
