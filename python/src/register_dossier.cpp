#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "long_call.hpp"
#include "rows.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

struct PartyRow {
    DossierPtr dossier;
    std::size_t position;
    [[nodiscard]] const Party& get() const { return dossier->parties()[position]; }
};

struct ClaimRow {
    DossierPtr dossier;
    std::size_t position;
    [[nodiscard]] const Claim& get() const { return dossier->claims()[position]; }
};

struct BasisRow {
    DossierPtr dossier;
    [[nodiscard]] const Basis& get() const { return dossier->basis(); }
};

struct RemarkRow {
    DossierPtr dossier;
    Remark remark;
};

constexpr std::string_view remark_code(Remark::Code code) {
    switch (code) {
        case Remark::Code::unknown_kind: return "unknown_kind";
        case Remark::Code::unknown_word: return "unknown_word";
        case Remark::Code::missing_column: return "missing_column";
        case Remark::Code::unexpected_column: return "unexpected_column";
        case Remark::Code::no_date: return "no_date";
        case Remark::Code::duplicate: return "duplicate";
        case Remark::Code::unknown_party: return "unknown_party";
        case Remark::Code::wrong_role: return "wrong_role";
    }
    return "";
}

template <class Row>
std::vector<Row> rows(const DossierPtr& dossier, std::size_t count) {
    std::vector<Row> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) out.push_back({dossier, i});
    return out;
}

std::vector<EventRow> timeline(const DossierPtr& dossier) {
    std::vector<EventRow> out;
    for (const std::uint32_t position : dossier->by_date()) out.push_back({dossier, position});
    return out;
}

// A property that is the event's text in a column.
template <Column column>
std::optional<std::string_view> text_of(const EventRow& self) {
    return text_or_none(self.text(column));
}

template <Column column, Vocabulary list, Word Event::* word>
std::optional<std::string_view> word_of(const EventRow& self) {
    return word_or_text(list, self.get().*word, self.text(column));
}

std::string_view kind_of(const EventRow& self) {
    const Kind kind = self.get().kind;
    return kind == Kind::unknown ? self.text(Column::kind) : std::string_view{Catalogue::bundled().kind(kind).id};
}

std::optional<DateTime> time_of(const EventRow& self) {
    const Event& event = self.get();
    if (!event.has_date() || event.second < 0) return std::nullopt;
    return event.on + std::chrono::seconds{event.second};
}

std::optional<DateTime> recorded(const EventRow& self) {
    const std::int64_t seconds = self.get().recorded;
    if (seconds == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    return DateTime{std::chrono::seconds{seconds}};
}

void register_event(py::module_& m) {
    py::class_<EventRow>(m, "Event", py::module_local(), "One thing that happened: a row of a dossier.")
        .def_property_readonly("id", [](const EventRow& self) { return self.text(Column::id); })
        .def_property_readonly("kind", &kind_of, "id of the catalogue, or the text given where it has none")
        .def_property_readonly("is_known", [](const EventRow& self) { return self.get().kind != Kind::unknown; })
        .def_property_readonly("on", [](const EventRow& self) { return date_or_none(self.get().on); }, "the legal date")
        .def_property_readonly("at", &time_of, "date and time, where the time is on record")
        .def_property_readonly("recorded", &recorded)
        .def_property_readonly("by", &text_of<Column::by>)
        .def_property_readonly("role", &word_of<Column::role, Vocabulary::role, &Event::role>)
        .def_property_readonly("ref", &text_of<Column::ref>)
        .def_property_readonly("party", [](const EventRow& self) { return party_id(*self.dossier, self.get().party); })
        .def_property_readonly("amount", [](const EventRow& self) { return self.get().has_amount ? std::optional{self.get().amount} : std::nullopt; })
        .def_property_readonly("until", [](const EventRow& self) { return date_or_none(self.get().until); })
        .def_property_readonly("document", &word_of<Column::document, Vocabulary::document, &Event::document>)
        .def_property_readonly("method", &word_of<Column::method, Vocabulary::method, &Event::method>)
        .def_property_readonly("outcome", &word_of<Column::outcome, Vocabulary::outcome, &Event::outcome>)
        .def_property_readonly("ground", &word_of<Column::ground, Vocabulary::ground, &Event::ground>)
        .def_property_readonly("number", &text_of<Column::number>)
        .def_property_readonly("digest", &text_of<Column::digest>)
        .def_property_readonly("note", &text_of<Column::note>)
        .def_property_readonly("is_duplicate", [](const EventRow& self) { return self.get().duplicate; })
        .def_property_readonly("extra", [](const EventRow& self) { return parse_members(self.dossier->extra(self.get())); })
        .def("__repr__", [](const EventRow& self) {
            const Event& event = self.get();
            return "Event('" + std::string{self.text(Column::id)} + "', '" + std::string{kind_of(self)} + "', " +
                   (event.has_date() ? to_string(event.on) : "no date") + ")";
        });
}

void register_header(py::module_& m) {
    py::class_<PartyRow>(m, "Party", py::module_local(), "A party (当事人).")
        .def_property_readonly("id", [](const PartyRow& self) { return self.dossier->text(self.get().id); })
        .def_property_readonly("role", [](const PartyRow& self) {
            return word_or_text(Vocabulary::party_role, self.get().role, self.dossier->text(self.get().role_text));
        })
        .def_property_readonly("kind", [](const PartyRow& self) {
            return word_or_text(Vocabulary::party_kind, self.get().kind, self.dossier->text(self.get().kind_text));
        })
        .def_property_readonly("name", [](const PartyRow& self) { return text_or_none(self.dossier->text(self.get().name)); })
        .def_property_readonly("identity_kind", [](const PartyRow& self) { return text_or_none(self.dossier->text(self.get().identity_kind)); })
        .def_property_readonly("identity_number", [](const PartyRow& self) { return text_or_none(self.dossier->text(self.get().identity_number)); })
        .def_property_readonly("extra", [](const PartyRow& self) { return parse_members(self.dossier->text(self.get().extra)); });

    py::class_<ClaimRow>(m, "Claim", py::module_local(), "A claim (申请执行标的).")
        .def_property_readonly("id", [](const ClaimRow& self) { return text_or_none(self.dossier->text(self.get().id)); })
        .def_property_readonly("creditor", [](const ClaimRow& self) { return text_or_none(self.dossier->text(self.get().creditor)); })
        .def_property_readonly("debtors", [](const ClaimRow& self) {
            std::vector<std::string_view> out;
            for (const TextRef debtor : self.dossier->debtors().subspan(self.get().first_debtor, self.get().debtor_count)) {
                out.push_back(self.dossier->text(debtor));
            }
            return out;
        })
        .def_property_readonly("kind", [](const ClaimRow& self) {
            return word_or_text(Vocabulary::claim_kind, self.get().kind, self.dossier->text(self.get().kind_text));
        })
        .def_property_readonly("principal", [](const ClaimRow& self) { return self.get().principal; })
        .def_property_readonly("extra", [](const ClaimRow& self) { return parse_members(self.dossier->text(self.get().extra)); });

    py::class_<BasisRow>(m, "Basis", py::module_local(), "The document that is enforced (执行依据).")
        .def_property_readonly("kind", [](const BasisRow& self) {
            return word_or_text(Vocabulary::basis_kind, self.get().kind, self.dossier->text(self.get().kind_text));
        })
        .def_property_readonly("number", [](const BasisRow& self) { return text_or_none(self.dossier->text(self.get().number)); })
        .def_property_readonly("made", [](const BasisRow& self) { return date_or_none(self.get().made); })
        .def_property_readonly("effective", [](const BasisRow& self) { return date_or_none(self.get().effective); })
        .def_property_readonly("perform_by", [](const BasisRow& self) { return date_or_none(self.get().perform_by); })
        .def_property_readonly("extra", [](const BasisRow& self) { return parse_members(self.dossier->text(self.get().extra)); });

    py::class_<RemarkRow>(m, "Remark", py::module_local(), "What the reader noticed without refusing the dossier.")
        .def_property_readonly("code", [](const RemarkRow& self) { return remark_code(self.remark.code); })
        .def_property_readonly("column", [](const RemarkRow& self) { return to_string(self.remark.column); })
        .def_property_readonly("event", [](const RemarkRow& self) {
            return event_id(*self.dossier, static_cast<std::int32_t>(self.remark.event));
        });
}

// Text, bytes or a mapping (which json writes; dates and Decimals as the format wants them).
std::shared_ptr<Dossier> read_dossier(const py::object& source, const std::string& file) {
    py::object text = source;
    if (py::isinstance<py::dict>(source)) {
        text = py::module_::import("json").attr("dumps")(source, py::arg("default") = py::module_::import("builtins").attr("str"));
    } else if (!py::isinstance<py::str>(source) && !py::isinstance<py::bytes>(source)) {
        throw py::type_error("a dossier is read from str, bytes or dict");
    }
    const auto view = py::cast<std::string_view>(text);
    return without_gil([&] { return std::make_shared<Dossier>(Dossier::from_json(view, file)); });
}

}  // namespace

void register_dossier(py::module_& m) {
    register_event(m);
    register_header(m);
    py::class_<Dossier, std::shared_ptr<Dossier>>(m, "Dossier", py::module_local(), "The facts of one subject. Immutable.")
        .def_static("from_json", &read_dossier, py::arg("source"), py::arg("file") = "",
                    "Reads one zhixing.dossier/1 document from str, bytes or dict.")
        .def("to_json", &Dossier::to_json, "The document on one line; nothing that was read is lost.")
        .def("to_dict", [](const Dossier& self) { return parse_json(self.to_json()); })
        .def("with_event", [](const Dossier& self, const py::dict& event) {
            const auto json = py::module_::import("json").attr("dumps")(event, py::arg("ensure_ascii") = false).cast<std::string>();
            return std::make_shared<Dossier>(self.with(json));
        }, py::arg("event"), "A copy with one event more, given as in `events`: what would be if this happened.")
        .def("to_csv", [](const Dossier& self) { return to_csv(self); }, "Its rows in the CSV of csv_header().")
        .def_property_readonly("number", [](const Dossier& self) { return text_or_none(self.number()); }, "案号")
        .def_property_readonly("court", [](const Dossier& self) { return text_or_none(self.court()); })
        .def_property_readonly("kind", [](const Dossier& self) {
            return word_or_text(Vocabulary::dossier_kind, self.kind(), self.kind_text());
        })
        .def_property_readonly("basis", [](const std::shared_ptr<Dossier>& self) {
            return self->basis().present ? std::optional{BasisRow{self}} : std::nullopt;
        })
        .def_property_readonly("parties", [](const std::shared_ptr<Dossier>& self) { return rows<PartyRow>(self, self->parties().size()); })
        .def_property_readonly("claims", [](const std::shared_ptr<Dossier>& self) { return rows<ClaimRow>(self, self->claims().size()); })
        .def_property_readonly("events", [](const std::shared_ptr<Dossier>& self) { return rows<EventRow>(self, self->events().size()); },
                               "in the order given")
        .def_property_readonly("timeline", [](const std::shared_ptr<Dossier>& self) { return timeline(self); },
                               "events by date, undated last")
        .def_property_readonly("remarks", [](const std::shared_ptr<Dossier>& self) {
            std::vector<RemarkRow> out;
            for (const Remark& remark : self->remarks()) out.push_back({self, remark});
            return out;
        })
        .def("covers", [](const Dossier& self, std::string_view kind) { return self.covers(Catalogue::bundled().find_kind(kind)); },
             py::arg("kind"), "True when the record is complete for events of this kind.")
        .def_property_readonly("extra", [](const Dossier& self) { return parse_members(self.extra()); })
        .def("__len__", [](const Dossier& self) { return self.events().size(); })
        .def("__repr__", [](const Dossier& self) {
            return "Dossier('" + std::string{self.number()} + "', " + std::to_string(self.events().size()) + " events)";
        })
        .def(py::pickle([](const Dossier& self) { return self.to_json(); },
                        [](const std::string& text) { return std::make_shared<Dossier>(Dossier::from_json(text)); }));
    m.def("csv_header", &csv_header, "The header row of Dossier.to_csv().");
}

}  // namespace zhixing::python
