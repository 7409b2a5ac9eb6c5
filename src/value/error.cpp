#include "zhixing/error.hpp"

namespace zhixing {
namespace {

std::string describe(const Text& message, const Place& place) {
    std::string text = place.file;
    if (place.line != 0) text += (text.empty() ? "line " : ":") + std::to_string(place.line);
    if (!place.pointer.empty()) text += (text.empty() ? "" : ": ") + place.pointer;
    return text.empty() ? message.en : text + ": " + message.en;
}

}  // namespace

Error::Error(std::string code, Text message, Place place)
    : std::runtime_error{describe(message, place)},
      code_{std::move(code)},
      message_{std::move(message)},
      place_{std::move(place)} {}

}  // namespace zhixing
