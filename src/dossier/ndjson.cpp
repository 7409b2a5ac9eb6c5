#include <optional>

#include "dossier/json_reader.hpp"
#include "value/utf8.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(std::string_view line) noexcept {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Takes the next line off `text`, which is not empty.
std::string_view take_line(std::string_view& text) noexcept {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

}  // namespace

Dossier Dossier::from_json(std::string_view json, std::string_view file) {
    take_prefix(json, kByteOrderMark);
    const JsonPlaces places{file};
    DossierBuilder builder{places};
    Dossier dossier;
    JsonReader{places}.read(json, false, builder, dossier);
    return dossier;
}

void read_ndjson(std::string_view text, std::string_view file,
                 const std::function<bool(const Dossier&)>& take, const BadLine& bad_line) {
    take_prefix(text, kByteOrderMark);
    JsonPlaces places{file};
    DossierBuilder builder{places};
    JsonReader reader{places};
    Dossier dossier;
    const auto read = [&](std::string_view line) -> std::optional<InputError> {
        try {
            reader.read(line, text.size() >= JsonTokens::kPadding, builder, dossier);
            return std::nullopt;
        } catch (const InputError& error) {
            return error;
        }
    };
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::string_view line = take_line(text);
        if (is_blank(line)) continue;
        places.set_line(number);
        if (const auto error = read(line))
            bad_line(*error);
        else if (!take(dossier))
            return;
    }
}

}  // namespace zhixing
