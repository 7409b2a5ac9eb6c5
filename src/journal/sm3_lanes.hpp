/// @file
/// SM3 (GB/T 32905-2016) of many texts at once, one in each lane of the processor's vectors. Libraries hash one after another.
#pragma once

#include <span>
#include <string_view>

#include "zhixing/proof.hpp"

namespace zhixing::journal {

/// @pre `hashes` has room for the hash of each text.
void sm3_all(std::span<const std::string_view> texts, std::span<Hash> hashes);

}  // namespace zhixing::journal
