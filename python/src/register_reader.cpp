#include <variant>

#include "bindings.hpp"
#include "convert.hpp"
#include "errors.hpp"
#include "long_call.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

using Item = std::variant<std::shared_ptr<Dossier>, InputError>;
using Reader = void (*)(std::string_view, std::string_view, const std::function<bool(const Dossier&)>&, const BadLine&);

// An error of a piece of a file, told with the line it has in the whole file.
InputError moved(const InputError& error, std::size_t lines_before) {
    Place place = error.place();
    if (place.line != 0) place.line += lines_before;
    return InputError{error.code(), error.message(), place};
}

// Dossiers and errors in the order in which they stand in the text.
std::vector<Item> collect(Reader read, std::string_view text, std::string_view file, std::size_t lines_before) {
    std::vector<Item> items;
    Interrupts interrupts;
    read(
        text, file,
        [&](const Dossier& dossier) {
            interrupts.check();
            items.emplace_back(std::make_shared<Dossier>(dossier));
            return true;
        },
        [&](const InputError& error) { items.emplace_back(moved(error, lines_before)); });
    return items;
}

py::list to_list(std::vector<Item>&& items) {
    py::list out;
    for (Item& item : items) {
        if (auto* dossier = std::get_if<std::shared_ptr<Dossier>>(&item)) out.append(py::cast(std::move(*dossier)));
        else out.append(to_exception(std::get<InputError>(item)));
    }
    return out;
}

py::list read_all(Reader read, const py::bytes& text, const std::string& file, std::size_t lines_before) {
    const auto view = py::cast<std::string_view>(text);
    return to_list(without_gil([&] { return collect(read, view, file, lines_before); }));
}

}  // namespace

void register_reader(py::module_& m) {
    m.def("read_ndjson", [](const py::bytes& text, const std::string& file, std::size_t lines_before) {
        return read_all(&read_ndjson, text, file, lines_before);
    }, py::arg("text"), py::arg("file"), py::arg("lines_before") = 0,
          "Whole lines of a file: dossiers, and InputErrors (not raised) for bad lines.");
    m.def("read_csv", [](const py::bytes& text, const std::string& file) { return read_all(&read_csv, text, file, 0); },
          py::arg("text"), py::arg("file"), "A whole CSV file, likewise.");
}

}  // namespace zhixing::python
