// Asking a decision table about one context.
#pragma once

#include "review/record.hpp"
#include "zhixing/decision.hpp"

namespace zhixing {

// The rule of that name. @throws RuleError `rule.unknown_rule`, `rule.no_table`.
[[nodiscard]] const Rule& table_named(const Rulebook& rulebook, std::string_view id);

[[nodiscard]] Decision ask_table(const Rule& rule, const RuleVersion& version, const Record& record, const Context& context);

}  // namespace zhixing
