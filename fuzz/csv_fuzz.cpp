/// @file
/// Any text as CSV: rows are read or refused with a code, and what was read is written so that it reads the
/// same again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "zhixing/dossier.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void check_round_trip(const zhixing::Dossier& dossier) {
    const std::string written = zhixing::to_csv(dossier);
    std::size_t count = 0;
    zhixing::read_csv(
        zhixing::csv_header() + written, "",
        [&](const zhixing::Dossier& read) {
            require(read.to_json() == dossier.to_json());
            require(zhixing::to_csv(read) == written);
            ++count;
            return true;
        },
        [](const zhixing::InputError&) { std::abort(); });
    require(count == 1);
    require(zhixing::Dossier::from_json(dossier.to_json()).to_json() == dossier.to_json());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    try {
        zhixing::read_csv(
            text, "",
            [](const zhixing::Dossier& dossier) {
                check_round_trip(dossier);
                return true;
            },
            [](const zhixing::InputError& error) { require(error.place().line != 0); });
    } catch (const zhixing::InputError& error) {
        require(error.place().line != 0);
    }
    return 0;
}
