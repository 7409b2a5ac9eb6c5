#include "documents/file_name.hpp"

#include <algorithm>

#include "value/utf8.hpp"

namespace zhixing::documents {
namespace {

constexpr std::size_t kMaxBytes = 120;

bool is_plain(char32_t code) {
    constexpr std::u32string_view kSpecial = U"/\\:*?\"<>|";
    const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    const bool unseen = (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || code == 0x061C;
    return code != kMalformed && !control && !unseen && kSpecial.find(code) == std::u32string_view::npos;
}

// Devices of Windows, with whatever ending.
bool is_device(std::string_view name) {
    std::string stem{name.substr(0, name.find('.'))};
    std::ranges::transform(stem, stem.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (stem == "CON" || stem == "PRN" || stem == "AUX" || stem == "NUL") return true;
    return stem.size() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && is_digit(stem[3]);
}

}  // namespace

std::string file_step(std::string_view text) {
    std::string step;
    while (!text.empty()) {
        const Glyph glyph = take_glyph(text);
        if (step.size() + glyph.bytes.size() > kMaxBytes) break;
        step += is_plain(glyph.code) ? glyph.bytes : std::string_view{"_"};
    }
    // A dot in front hides a file, one behind is lost on some systems, as a space is.
    if (step.starts_with('.') || step.starts_with(' ') || step.starts_with('~')) step.front() = '_';
    if (step.ends_with('.') || step.ends_with(' ')) step.back() = '_';
    if (step.empty() || is_device(step)) step.insert(0, "_");
    return step;
}

std::string FileNames::take(std::string name) {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (taken_.insert(lower).second) return name;
    for (std::size_t n = 2;; ++n) {
        const std::string ending = "-" + std::to_string(n);
        if (taken_.insert(lower + ending).second) return name + ending;
    }
}

}  // namespace zhixing::documents
