#include "dossier/gb18030.hpp"

#include <iconv.h>
#include <simdjson.h>

#include <array>
#include <cerrno>
#include <cstdint>

#include "value/utf8.hpp"

namespace zhixing {
namespace {

/// Closes what iconv_open opened.
class Converter {
public:
    Converter() : handle_{iconv_open("UTF-8", "GB18030")} {}
    ~Converter() {
        if (is_open()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    /// iconv's mark for a failure is a pointer of -1.
    [[nodiscard]] bool is_open() const noexcept { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

    /// Converts as much as fits into `out`; says how much it wrote, or nothing if the text is malformed.
    std::optional<std::size_t> convert(char*& in, std::size_t& in_left, std::array<char, 1 << 14>& out) {
        char* to = out.data();
        std::size_t out_left = out.size();
        const std::size_t result = iconv(handle_, &in, &in_left, &to, &out_left);
        if (result == static_cast<std::size_t>(-1) && errno != E2BIG) return std::nullopt;
        return out.size() - out_left;
    }

private:
    iconv_t handle_;
};

}  // namespace

std::optional<std::string> gb18030_to_utf8(std::string_view text) {
    Converter converter;
    if (!converter.is_open()) return std::nullopt;
    std::string utf8;
    utf8.reserve(text.size() + text.size() / 2);
    std::array<char, 1 << 14> part;
    char* in = const_cast<char*>(text.data());  // iconv does not write to it
    std::size_t left = text.size();
    while (left != 0) {
        const auto written = converter.convert(in, left, part);
        if (!written) return std::nullopt;
        utf8.append(part.data(), *written);
    }
    return utf8;
}

std::size_t find_not_utf8(std::string_view text) noexcept {
    if (simdjson::validate_utf8(text)) return text.size();
    std::string_view rest = text;
    while (!rest.empty() && first_glyph(rest).code != kMalformed) take_glyph(rest);
    return text.size() - rest.size();
}

}  // namespace zhixing
