// A rule as it was written, kept so that an overlay can patch it.
#pragma once

#include <string>

#include "law/node.hpp"

namespace zhixing {

struct RuleText {
    Json json;  // with the file's defaults merged in
    std::string file, pointer;
};

}  // namespace zhixing
