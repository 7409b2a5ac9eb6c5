// The parameters of a rulebook that programs ask for by name: `money.…`.
#pragma once

#include <string>
#include <string_view>

#include "law/rule.hpp"

namespace zhixing {

// A parameter in the version of a day.
struct Parameter {
    const RuleInfo& info;
    const RuleVersion& version;

    [[nodiscard]] const std::string& json() const noexcept { return version.value; }
    // Of a word.
    [[nodiscard]] std::string word() const { return version.value.substr(1, version.value.size() - 2); }
};

// @throws RuleError `rule.no_parameter`; InputError `rule.no_version` when it has none on that day.
[[nodiscard]] Parameter parameter(const Rulebook& rulebook, std::string_view id, Date day);

}  // namespace zhixing
