// The wall between C and C++: what comes in is checked here, what goes out is handed over here, and no
// exception gets past guard(). No other file of this folder says `try`.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "zhixing.h"
#include "zhixing/error.hpp"
#include "zhixing/rulebook.hpp"
#include "zhixing/template.hpp"

struct zx_rulebook {
    zhixing::Rulebook rules;

    // The library's templates, compiled when they are first asked for.
    [[nodiscard]] const zhixing::Templates& templates() const {
        std::call_once(compiled_, [this] { templates_ = zhixing::Templates::bundled(rules); });
        return *templates_;
    }
    mutable std::once_flag compiled_ = {};
    mutable std::optional<zhixing::Templates> templates_ = {};
};

namespace zhixing::capi {

// The caller's mistake, not the data's: a NULL, a parameter that is wrong.
class ArgumentError : public Error {
public:
    using Error::Error;
};

// Turns the exception being handled into a status and, if the caller wants one, an error.
zx_status report(zx_error** error) noexcept;

// Runs `body`; whatever it throws becomes a status. `body` writes its out-parameters last.
template <typename Body>
zx_status guard(zx_error** error, Body&& body) noexcept {
    try {
        std::forward<Body>(body)();
        return ZX_OK;
    } catch (...) {
        return report(error);
    }
}

[[noreturn]] void throw_null(const char* argument);

template <typename T>
T& require(T* pointer, const char* argument) {
    if (pointer == nullptr) throw_null(argument);
    return *pointer;
}

// An argument of any bytes: within its limit. @throws ArgumentError, InputError
std::string_view bytes_in(const char* data, std::size_t size, std::size_t limit, const char* argument);

// A text argument: within its limit and UTF-8. @throws ArgumentError, InputError
std::string_view text_in(const char* data, std::size_t size, std::size_t limit, const char* argument);

void give(zx_buffer& out, std::string text);

// A function whose answer is a text: `make` returns it.
template <typename Make>
zx_status answer(zx_buffer* out, zx_error** error, Make&& make) noexcept {
    return guard(error, [&] {
        zx_buffer& buffer = require(out, "out");
        give(buffer, std::forward<Make>(make)());
    });
}

}  // namespace zhixing::capi
