// The gate before a document: its class, the decision it rests on, the approvals of those who sign.
#pragma once

#include "documents/program.hpp"
#include "zhixing/render.hpp"

namespace zhixing::documents {

[[nodiscard]] Gate gate_of(const Dossier& dossier, const CompiledTemplate& compiled, const RenderQuestion& question);

}  // namespace zhixing::documents
