// Reads patterns, conditions and periods of rules.
#pragma once

#include "law/node.hpp"
#include "law/rule.hpp"

namespace zhixing {

[[nodiscard]] Pattern read_pattern(const Node& node);
// A pattern whose object holds other members as well.
[[nodiscard]] Pattern read_pattern_beside(const Node& node, const std::vector<const char*>& others);
[[nodiscard]] Condition read_condition(const Node& node);
// One of the less usual conditions (particulars_reader.cpp); empty if it is none of them.
[[nodiscard]] std::optional<Condition> read_particular(const Node& node);
[[nodiscard]] Spans read_spans(const Node& node);
[[nodiscard]] PeriodRule read_period(const Node& node, bool roll);

}  // namespace zhixing
