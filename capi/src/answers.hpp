// Answers as JSON, where the core has no JSON of its own.
#pragma once

#include <string>
#include <string_view>

#include "zhixing/rulebook.hpp"

namespace zhixing::capi {

class Params;

[[nodiscard]] std::string rulebook_json(const Rulebook& rules);
// @throws RuleError `rule.unknown_rule`
[[nodiscard]] std::string rule_json(const Rulebook& rules, std::string_view id);
[[nodiscard]] std::string period_json(const Params& params);
[[nodiscard]] std::string case_number_json(std::string_view text);
[[nodiscard]] std::string identity_json(std::string_view text);

}  // namespace zhixing::capi
