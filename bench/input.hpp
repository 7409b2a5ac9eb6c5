// What every benchmark program reads: a file, a rulebook, the day of judgment.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>
#include <zhixing/dossier.hpp>
#include <zhixing/review.hpp>

namespace bench {

// The generator tells its stories until this day.
inline zhixing::Date as_of() { return zhixing::make_date(2024, 9, 1); }

inline std::string read_file(const std::string& path) {
    std::ifstream in{path, std::ios::binary | std::ios::ate};
    if (!in) throw std::runtime_error{"cannot read " + path};
    std::string text(static_cast<std::size_t>(in.tellg()), '\0');
    in.seekg(0);
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    return text;
}

// A made-up dossier that cannot be read is a fault of the generator, so the run ends.
inline void refuse(const zhixing::InputError& error) { throw std::runtime_error{error.what()}; }

inline std::vector<zhixing::Dossier> read_dossiers(const std::string& ndjson) {
    std::vector<zhixing::Dossier> dossiers;
    zhixing::read_ndjson(
        ndjson, "dossiers.ndjson",
        [&](const zhixing::Dossier& dossier) {
            dossiers.push_back(dossier);
            return true;
        },
        refuse);
    return dossiers;
}

}  // namespace bench
