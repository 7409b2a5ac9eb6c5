// The articles of interest by the days on which they were in force.
#pragma once

#include <string_view>
#include <vector>

#include "zhixing/rulebook.hpp"

namespace zhixing {

// Adds the citations of each version of a rule that was in force on one of the days from..to; none is no error.
void cite_between(std::vector<Citation>& out, const Rulebook& rulebook, std::string_view id, Date from, Date to);

}  // namespace zhixing
