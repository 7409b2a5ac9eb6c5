// Templates of documents, and documents made of them.
#include "bindings.hpp"
#include "convert.hpp"
#include "documents.hpp"
#include "json.hpp"
#include "long_call.hpp"
#include "zhixing/render.hpp"

namespace py = pybind11;

namespace zhixing::python {

RenderQuestion question_of(Date as_of, std::optional<DateTime> known_at, std::string party, std::string ref, const std::string& values, const std::string& office, bool preview) {
    if (office != "centre" && office != "team") throw InputError{"input.office", {"应为 centre 或 team：" + office, "centre or team is expected, not \"" + office + "\""}, {}};
    RenderQuestion question{as_of, known_at};
    question.party = std::move(party);
    question.ref = std::move(ref);
    if (!values.empty()) question.values = Values::from_json(values);
    question.office = office == "team" ? Office::team : Office::centre;
    question.preview = preview;
    return question;
}

py::list missing_list(const std::vector<MissingField>& missing) {
    py::list out;
    for (const MissingField& one : missing) out.append(py::make_tuple(one.name, one.label.zh, one.label.en));
    return out;
}

namespace {

// A template among others.
struct TemplateRow {
    Templates templates;
    std::size_t index;
    [[nodiscard]] const TemplateInfo& info() const { return templates.info(index); }
};

// A document with what it was made from.
struct RenderingRow {
    std::shared_ptr<Dossier> dossier;
    Templates templates;
    std::size_t index;
    Rendering rendering;
};

std::string per_text(const TemplatePer& per) {
    if (per.party_role != 0) return Catalogue::bundled().word(Vocabulary::party_role, per.party_role).id;
    return per.kind == Kind::unknown ? "case" : "ref:" + Catalogue::bundled().kind(per.kind).id;
}

std::vector<TemplateRow> rows_of(const Templates& templates) {
    std::vector<TemplateRow> rows;
    for (std::size_t i = 0; i < templates.size(); ++i) rows.push_back({templates, i});
    return rows;
}

void register_templates(py::module_& m) {
    py::class_<TemplateField>(m, "TemplateField", py::module_local(), "A field that a template prints or asks.")
        .def_readonly("name", &TemplateField::name)
        .def_property_readonly("type", [](const TemplateField& self) { return to_string(self.type); })
        .def_property_readonly("label_zh", [](const TemplateField& self) { return self.label.zh; })
        .def_property_readonly("label_en", [](const TemplateField& self) { return self.label.en; })
        .def_readonly("needed", &TemplateField::needed, "a document without it is refused")
        .def_property_readonly("source", [](const TemplateField& self) { return self.from.empty() ? py::object{py::none()} : parse_json(self.from); },
                               "where its value is taken from; None: the host gives it")
        .def_readonly("members", &TemplateField::members, "of a party: those that are printed")
        .def_readonly("items", &TemplateField::items, "of a list: the fields of each item");
    py::class_<TemplateRow>(m, "Template", py::module_local(), "A template of a court document.")
        .def_property_readonly("id", [](const TemplateRow& self) { return self.info().id; })
        .def_property_readonly("file", [](const TemplateRow& self) { return self.info().file; })
        .def_property_readonly("document", [](const TemplateRow& self) { return self.info().document_text; }, "type of document")
        .def_property_readonly("name_zh", [](const TemplateRow& self) { return self.info().name.zh; })
        .def_property_readonly("name_en", [](const TemplateRow& self) { return self.info().name.en; })
        .def_property_readonly("purpose_zh", [](const TemplateRow& self) { return self.info().purpose.zh; })
        .def_property_readonly("purpose_en", [](const TemplateRow& self) { return self.info().purpose.en; })
        .def_property_readonly("document_class", [](const TemplateRow& self) { return to_string(self.info().document_class); },
                               "A: made in bulk; B: with the decision on record; C: not by the centre")
        .def_property_readonly("per", [](const TemplateRow& self) { return per_text(self.info().per); }, "case, a role of parties, or ref:KIND")
        .def_property_readonly("seal", [](const TemplateRow& self) { return self.info().seal; })
        .def_property_readonly("own", [](const TemplateRow& self) { return self.info().own; }, "a court's own")
        .def_property_readonly("citations", [](const TemplateRow& self) { return self.info().gate; }, "why the class is what it is")
        .def_property_readonly("fields", [](const TemplateRow& self) { return self.templates.fields(self.index); })
        .def("to_json", [](const TemplateRow& self) { return template_json(self.templates, self.index); })
        .def("to_dict", [](const TemplateRow& self) { return parse_json(template_json(self.templates, self.index)); });
    py::class_<Templates>(m, "Templates", py::module_local(), "The templates that are in use with one rulebook. Immutable.")
        .def_static("bundled", [](const Rulebook& rulebook) { return without_gil([&] { return Templates::bundled(rulebook); }); }, py::arg("rulebook"))
        .def("with_text", [](const Templates& self, const std::string& text, const std::string& file) { return self.with(text, file); },
             py::arg("text"), py::arg("file") = "", "A copy with a court's own template. TemplateError says where it is wrong.")
        .def("with_docx", [](const Templates& self, const std::string& id, const py::bytes& docx, const std::string& file) { return self.with_docx(id, docx, file); },
             py::arg("id"), py::arg("docx"), py::arg("file") = "", "A copy in which a court's own DOCX lays out a template.")
        .def("__len__", &Templates::size)
        .def("__iter__", [](const Templates& self) { return py::iter(py::cast(rows_of(self))); })
        .def("__getitem__", [](const Templates& self, const std::string& id) { return TemplateRow{self, self.at(id)}; }, py::arg("id"))
        .def("__contains__", [](const Templates& self, const std::string& id) { return self.find(id).has_value(); }, py::arg("id"))
        .def_property_readonly("last", [](const Templates& self) { return self.last() ? std::optional{TemplateRow{self, *self.last()}} : std::nullopt; },
                               "the template that with_text put in last")
        .def_property_readonly("rulebook", [](const Templates& self) { return self.rulebook(); })
        .def("document_class", [](const Templates& self, const std::string& document) { return to_string(document_gate(self, document).document_class); },
             py::arg("document"), "the class of a type of document; of one that no template is known of it is C")
        .def("to_json", [](const Templates& self) { return to_json(self); })
        .def("to_dict", [](const Templates& self) { return parse_json(to_json(self)); });
}

void register_rendering(py::module_& m) {
    py::class_<RenderingRow, std::shared_ptr<RenderingRow>>(m, "Rendering", py::module_local(), "A document that was made.")
        .def_property_readonly("template", [](const RenderingRow& self) { return TemplateRow{self.templates, self.index}; })
        .def_property_readonly("text", [](const RenderingRow& self) { return self.rendering.text(); })
        .def_property_readonly("html", [](const RenderingRow& self) { return self.rendering.html(); })
        .def_property_readonly("docx", [](const RenderingRow& self) { return py::bytes(without_gil([&] { return self.rendering.docx(); })); })
        .def_property_readonly("missing", [](const RenderingRow& self) { return missing_list(self.rendering.missing()); },
                               "of a preview: name and Chinese and English label of each value that is not on record")
        .def_property_readonly("allowed", [](const RenderingRow& self) { return self.rendering.gate().open; }, "False only of a preview")
        .def_property_readonly("refusal", [](const RenderingRow& self) { return text_or_none(self.rendering.gate().code); })
        .def("to_json", [](const RenderingRow& self) { return to_json(self.rendering, self.templates, self.index, *self.dossier); })
        .def("to_dict", [](const RenderingRow& self) { return parse_json(to_json(self.rendering, self.templates, self.index, *self.dossier)); });
    m.def("render", [](const std::shared_ptr<Dossier>& dossier, const Templates& templates, const std::string& id, Date as_of, std::optional<DateTime> known_at,
                       std::string party, std::string ref, const std::string& values, const std::string& office, bool preview) {
        return without_gil([&] {
            const std::size_t index = templates.at(id);
            const RenderQuestion question = question_of(as_of, known_at, std::move(party), std::move(ref), values, office, preview);
            return std::make_shared<RenderingRow>(RenderingRow{dossier, templates, index, render(*dossier, templates, index, question)});
        });
    }, py::arg("dossier"), py::arg("templates"), py::arg("template"), py::arg("as_of"), py::arg("known_at") = py::none(), py::arg("party") = "",
       py::arg("ref") = "", py::arg("values") = "", py::arg("office") = "centre", py::arg("preview") = false);
    m.def("render_subjects", [](const std::shared_ptr<Dossier>& dossier, const Templates& templates, const std::string& id, Date as_of) {
        return Renderer{templates}.subjects(*dossier, templates.at(id), RenderQuestion{as_of});
    }, py::arg("dossier"), py::arg("templates"), py::arg("template"), py::arg("as_of"));
}

}  // namespace

void register_documents(py::module_& m) {
    register_templates(m);
    register_rendering(m);
}

}  // namespace zhixing::python
