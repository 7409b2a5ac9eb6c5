// Whom a finding must be told to, as its rule says.
#pragma once

#include "value/json_writer.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

// Left out where the rule names nobody.
inline void write_report_to(JsonWriter& json, const RuleInfo& rule) {
    if (rule.report_to.empty()) return;
    json.name("report_to").open('[');
    for (const std::string& role : rule.report_to) json.text(role);
    json.close(']');
}

}  // namespace zhixing
