#include "bindings.hpp"
#include "errors.hpp"
#include "json.hpp"
#include "zhixing/journal.hpp"
#include "zhixing/render.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

const char* class_name(const Error& error) {
    if (dynamic_cast<const IdentityError*>(&error) != nullptr) return "IdentityError";
    if (dynamic_cast<const InputError*>(&error) != nullptr) return "InputError";
    if (dynamic_cast<const ConflictError*>(&error) != nullptr) return "ConflictError";
    if (dynamic_cast<const RefusedError*>(&error) != nullptr) return "RefusedError";
    if (dynamic_cast<const AccessError*>(&error) != nullptr) return "AccessError";
    if (dynamic_cast<const JournalError*>(&error) != nullptr) return "JournalError";
    if (dynamic_cast<const RenderError*>(&error) != nullptr) return "RenderError";
    if (dynamic_cast<const TemplateError*>(&error) != nullptr) return "TemplateError";
    if (dynamic_cast<const RuleError*>(&error) != nullptr) return "RuleError";
    return "Error";
}

py::object text_or_none(const std::string& text) {
    return text.empty() ? py::object{py::none()} : py::object{py::str(text)};
}

}  // namespace

py::object to_exception(const Error& error) {
    const Place& place = error.place();
    const py::object line = place.line == 0 ? py::object{py::none()} : py::object{py::int_(place.line)};
    return py::module_::import("zhixing.errors")
        .attr(class_name(error))(error.code(), error.message().zh, error.message().en, text_or_none(place.file), line,
                                 text_or_none(place.pointer), error.detail().empty() ? py::object{py::none()} : parse_json(error.detail()));
}

void register_errors() {
    // The classes live in Python, where they can be pickled and carry attributes.
    py::register_local_exception_translator([](std::exception_ptr thrown) {
        try {
            if (thrown) std::rethrow_exception(thrown);
        } catch (const Error& error) {
            const py::object exception = to_exception(error);
            PyErr_SetObject(py::type::of(exception).ptr(), exception.ptr());
        }
    });
}

}  // namespace zhixing::python
