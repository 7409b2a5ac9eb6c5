/// @file
/// Any text as a dossier and as NDJSON: it is read or refused with a code, and what was read is written so
/// that it reads the same again, as JSON and as CSV.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "zhixing/dossier.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void check_round_trips(const zhixing::Dossier& dossier) {
    const std::string json = dossier.to_json();
    require(json.find('\n') == std::string::npos);
    require(zhixing::Dossier::from_json(json).to_json() == json);

    std::size_t count = 0;
    zhixing::read_csv(
        zhixing::csv_header() + zhixing::to_csv(dossier), "",
        [&](const zhixing::Dossier& read) {
            require(read.to_json() == json);
            ++count;
            return true;
        },
        [](const zhixing::InputError&) { std::abort(); });
    require(count == 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    try {
        check_round_trips(zhixing::Dossier::from_json(text));
    } catch (const zhixing::InputError& error) {
        require(!error.code().empty());
    }
    zhixing::read_ndjson(
        text, "",
        [](const zhixing::Dossier& dossier) {
            check_round_trips(dossier);
            return true;
        },
        [](const zhixing::InputError& error) { require(error.place().line != 0); });
    return 0;
}
