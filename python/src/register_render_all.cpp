// Documents of a docket in bulk.
#include "bindings.hpp"
#include "convert.hpp"
#include "documents.hpp"
#include "json.hpp"
#include "long_call.hpp"
#include "zhixing/render_all.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

RenderFormat format_of(const std::string& word) {
    if (word == "docx") return RenderFormat::docx;
    if (word == "html") return RenderFormat::html;
    if (word == "text") return RenderFormat::text;
    throw InputError{"input.format", {"应为 docx、html 或 text：" + word, "docx, html or text is expected, not \"" + word + "\""}};
}

// Told on the thread that adds, which has let go of the interpreter. Only False ends the work.
std::function<bool(const BulkProgress&)> told(py::object progress) {
    return [progress = std::move(progress)](const BulkProgress& count) {
        const py::gil_scoped_acquire acquire;
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        return progress.is_none() || !progress(count).is(py::bool_(false));
    };
}

std::unique_ptr<BulkRenderer> begin(const Templates& templates, const std::vector<std::string>& ids, std::string target, Date as_of, std::optional<DateTime> known_at,
                                    const std::string& values, const std::string& office, bool preview, const std::string& format, unsigned threads, py::object progress) {
    BulkQuestion question;
    for (const std::string& id : ids) question.templates.push_back(templates.at(id));
    question.question = question_of(as_of, known_at, {}, {}, values, office, preview);
    question.format = format_of(format);
    question.target = std::move(target);
    question.threads = threads;
    question.progress = told(std::move(progress));
    return std::make_unique<BulkRenderer>(templates, std::move(question));
}

}  // namespace

void register_render_all(py::module_& m) {
    py::class_<BulkProgress>(m, "BulkProgress", py::module_local(), "How far a bulk run is: cases done, and documents by what became of them.")
        .def_readonly("added", &BulkProgress::added)
        .def_readonly("cases", &BulkProgress::cases)
        .def_readonly("written", &BulkProgress::written)
        .def_readonly("kept", &BulkProgress::kept)
        .def_readonly("refused", &BulkProgress::refused)
        .def_readonly("failed", &BulkProgress::failed);
    py::class_<BulkEntry>(m, "BulkEntry", py::module_local(), "What became of a document.")
        .def_readonly("position", &BulkEntry::position, "of the case in the docket, from 0")
        .def_readonly("number", &BulkEntry::number)
        .def_readonly("template", &BulkEntry::template_id)
        .def_readonly("subject", &BulkEntry::subject)
        .def_readonly("addressee", &BulkEntry::addressee)
        .def_property_readonly("file", [](const BulkEntry& self) { return text_or_none(self.file); })
        .def_property_readonly("digest", [](const BulkEntry& self) { return text_or_none(self.digest); }, "SHA-256")
        .def_readonly("bytes", &BulkEntry::bytes)
        .def_property_readonly("state", [](const BulkEntry& self) { return to_string(self.state); })
        .def_property_readonly("code", [](const BulkEntry& self) { return text_or_none(self.code); })
        .def_property_readonly("reason_zh", [](const BulkEntry& self) { return self.reason.zh; })
        .def_property_readonly("reason_en", [](const BulkEntry& self) { return self.reason.en; })
        .def_property_readonly("missing", [](const BulkEntry& self) { return missing_list(self.missing); });
    py::class_<BulkResult>(m, "BulkResult", py::module_local(), "What became of each document of a bulk run.")
        .def_readonly("entries", &BulkResult::entries)
        .def_readonly("count", &BulkResult::count)
        .def_readonly("stopped", &BulkResult::stopped)
        .def("to_json", [](const BulkResult& self) { return to_json(self); })
        .def("to_csv", [](const BulkResult& self) { return to_csv(self); })
        .def("to_dict", [](const BulkResult& self) { return parse_json(to_json(self)); });
    py::class_<BulkRenderer>(m, "BulkRenderer", py::module_local(), "Makes documents in bulk.")
        .def(py::init(&begin), py::arg("templates"), py::arg("ids"), py::arg("target"), py::arg("as_of"), py::arg("known_at") = py::none(), py::arg("values") = "",
             py::arg("office") = "centre", py::arg("preview") = false, py::arg("format") = "docx", py::arg("threads") = 0, py::arg("progress") = py::none())
        .def("add", [](BulkRenderer& self, const Dossier& dossier) { return without_gil([&] { return self.add(dossier); }); }, py::arg("dossier"))
        .def("add_unread", [](BulkRenderer& self, std::string code, std::string zh, std::string en, std::string file, std::size_t line) {
            return without_gil([&] { return self.add(InputError{std::move(code), {std::move(zh), std::move(en)}, {std::move(file), line, {}}}); });
        }, py::arg("code"), py::arg("message_zh"), py::arg("message_en"), py::arg("file") = "", py::arg("line") = 0)
        .def("finish", [](BulkRenderer& self) { return without_gil([&] { return self.finish(); }); });
}

}  // namespace zhixing::python
