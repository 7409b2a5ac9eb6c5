// Documents of a docket in bulk, behind the wall.
#pragma once

#include <string>
#include <string_view>

#include "params.hpp"
#include "zhixing/render.hpp"

namespace zhixing::capi {

// @param docket NDJSON. @return `zhixing.documents-index/1`.
std::string render_all(std::string_view docket, const Templates& templates, const RenderQuestion& question, const Params& given);

}  // namespace zhixing::capi
