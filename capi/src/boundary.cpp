#include "boundary.hpp"

#include <simdjson.h>

#include <memory>
#include <new>
#include <nlohmann/json.hpp>

#include "value/utf8.hpp"
#include "zhixing/journal.hpp"
#include "zhixing/render.hpp"

struct zx_error {
    zx_status status;
    const char* code;
    const char* json;
};

namespace zhixing::capi {
namespace {

// Every error but kNoMemory.
struct OwnError : zx_error {
    OwnError(zx_status own_class, std::string own_code, std::string own_json)
        : zx_error{own_class, nullptr, nullptr}, code_text{std::move(own_code)}, json_text{std::move(own_json)} {
        code = code_text.c_str();
        json = json_text.c_str();
    }
    const std::string code_text, json_text;
};

// Given when there is no memory for an error; never freed and never written to.
zx_error kNoMemory{
    ZX_E_NOMEM, "memory",
    R"({"schema":"zhixing.error/1","class":"memory","code":"memory",)"
    R"("message":{"zh":"内存不足","en":"not enough memory"},"file":null,"line":null,"pointer":null})"};

const char* class_word(zx_status status) {
    switch (status) {
        case ZX_E_NOMEM: return "memory";
        case ZX_E_ARGUMENT: return "argument";
        case ZX_E_INPUT: return "input";
        case ZX_E_IDENTITY: return "identity";
        case ZX_E_RULE: return "rule";
        case ZX_E_JOURNAL: return "journal";
        case ZX_E_CONFLICT: return "conflict";
        case ZX_E_REFUSED: return "refused";
        case ZX_E_ACCESS: return "access";
        default: return "internal";
    }
}

nlohmann::ordered_json text_or_null(const std::string& text) {
    return text.empty() ? nlohmann::ordered_json{} : nlohmann::ordered_json(text);
}

std::string to_json(zx_status status, const Error& error) {
    const Place& place = error.place();
    nlohmann::ordered_json json = {
        {"schema", "zhixing.error/1"},
        {"class", class_word(status)},
        {"code", error.code()},
        {"message", {{"zh", error.message().zh}, {"en", error.message().en}}},
        {"file", text_or_null(place.file)},
        {"line", place.line == 0 ? nlohmann::ordered_json{} : nlohmann::ordered_json(place.line)},
        {"pointer", text_or_null(place.pointer)},
    };
    if (const std::string detail = error.detail(); !detail.empty()) json["detail"] = nlohmann::ordered_json::parse(detail);
    // A message may quote a piece of the input that was cut inside a character.
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// A message that cannot be written costs the message, never the status.
zx_status set(zx_error** error, zx_status status, const Error& cause) noexcept {
    if (error == nullptr) return status;
    try {
        *error = new OwnError{status, cause.code(), to_json(status, cause)};
    } catch (...) {
        *error = &kNoMemory;
    }
    return status;
}

zx_status internal(zx_error** error, const char* what) noexcept {
    try {
        return set(error, ZX_E_INTERNAL,
                   Error{"internal", {"程序内部错误，请报告", std::string{"internal error: "} + what}});
    } catch (...) {
        if (error != nullptr) *error = &kNoMemory;
        return ZX_E_INTERNAL;
    }
}

}  // namespace

zx_status report(zx_error** error) noexcept {
    try {
        throw;
    } catch (const IdentityError& cause) {
        return set(error, ZX_E_IDENTITY, cause);
    } catch (const InputError& cause) {
        return set(error, ZX_E_INPUT, cause);
    } catch (const RuleError& cause) {
        return set(error, ZX_E_RULE, cause);
    } catch (const ConflictError& cause) {
        return set(error, ZX_E_CONFLICT, cause);
    } catch (const RefusedError& cause) {
        return set(error, ZX_E_REFUSED, cause);
    } catch (const RenderError& cause) {
        return set(error, ZX_E_REFUSED, cause);
    } catch (const AccessError& cause) {
        return set(error, ZX_E_ACCESS, cause);
    } catch (const JournalError& cause) {
        return set(error, ZX_E_JOURNAL, cause);
    } catch (const ArgumentError& cause) {
        return set(error, ZX_E_ARGUMENT, cause);
    } catch (const std::bad_alloc&) {
        if (error != nullptr) *error = &kNoMemory;
        return ZX_E_NOMEM;
    } catch (const std::exception& cause) {
        return internal(error, cause.what());
    } catch (...) {
        return internal(error, "not a std::exception");
    }
}

void throw_null(const char* argument) {
    throw ArgumentError{"argument.null", {"参数为空指针", "NULL where a pointer is needed"}, {argument, 0, {}}};
}

std::string_view bytes_in(const char* data, std::size_t size, std::size_t limit, const char* argument) {
    if (size == 0) return {};
    if (data == nullptr) throw_null(argument);
    if (size > limit) {
        const std::string most = std::to_string(limit);
        throw InputError{"input.limit", {"超过 " + most + " 字节", "longer than " + most + " bytes"}, {argument, 0, {}}};
    }
    return {data, size};
}

std::string_view text_in(const char* data, std::size_t size, std::size_t limit, const char* argument) {
    const std::string_view text = bytes_in(data, size, limit, argument);
    if (!simdjson::validate_utf8(text.data(), text.size())) {
        std::string_view rest = text;
        while (first_glyph(rest).code != kMalformed) take_glyph(rest);
        const std::string at = std::to_string(size - rest.size());
        throw InputError{"input.utf8", {"第 " + at + " 字节起不是 UTF-8", "not UTF-8 from byte " + at}, {argument, 0, {}}};
    }
    return text;
}

void give(zx_buffer& out, std::string text) {
    auto owner = std::make_unique<std::string>(std::move(text));
    out.data = owner->c_str();
    out.size = owner->size();
    out.release = [](zx_buffer* buffer) {
        if (buffer == nullptr) return;
        delete static_cast<std::string*>(buffer->owner);
        *buffer = ZX_BUFFER_INIT;
    };
    out.owner = owner.release();
}

}  // namespace zhixing::capi

void zx_buffer_release(zx_buffer* buffer) {
    if (buffer != nullptr && buffer->release != nullptr) buffer->release(buffer);
}

zx_status zx_error_class(const zx_error* error) { return error == nullptr ? ZX_OK : error->status; }

const char* zx_error_code(const zx_error* error) { return error == nullptr ? "" : error->code; }

const char* zx_error_json(const zx_error* error) { return error == nullptr ? "" : error->json; }

void zx_error_free(zx_error* error) {
    if (error != &zhixing::capi::kNoMemory) delete static_cast<zhixing::capi::OwnError*>(error);
}
