// The outbox of a journal and the register of recordings. Requests and answers are the documents of the library, as text;
// zhixing.outbox and zhixing.recordings make mappings of them.
#include "bindings.hpp"
#include "convert.hpp"
#include "long_call.hpp"
#include "rows.hpp"
#include "zhixing/outbox.hpp"
#include "zhixing/recording.hpp"
#include "zhixing/recording_files.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

std::string acts(const DossierPtr& dossier, const Rulebook& rulebook, const std::string& ref, const std::string& by, const std::string& role, Date as_of,
                 std::optional<DateTime> known_at) {
    const RecordingQuestion question{ref, by, role};
    return to_json(recording_acts(*dossier, rulebook, question, {as_of, known_at}), question, as_of);
}

}  // namespace

void register_outbox(py::module_& m) {
    py::class_<Outbox>(m, "Outbox", py::module_local())
        .def(py::init([](Journal& journal, const std::string& reader) { return Outbox{journal, parse_reader(reader)}; }), py::arg("journal"), py::arg("reader"),
             py::keep_alive<1, 2>())
        .def("take", [](Outbox& self, const std::string& request) { return without_gil([&] { return to_json(self.take(parse_take_request(request))); }); }, py::arg("request"))
        .def("renew", [](Outbox& self, const std::string& id, const std::string& token, DateTime now, long lease) {
                 return without_gil([&] { return self.renew(id, token, now, std::chrono::seconds{lease}); });
             }, py::arg("id"), py::arg("token"), py::arg("now"), py::arg("lease"))
        .def("acknowledge", [](Outbox& self, const std::string& report) { return without_gil([&] { return to_json(self.acknowledge(parse_delivery_report(report))); }); },
             py::arg("report"))
        .def("fail", [](Outbox& self, const std::string& report) { return without_gil([&] { return to_json(self.fail(parse_delivery_report(report))); }); },
             py::arg("report"))
        .def("list", [](Outbox& self, const std::string& query) { return without_gil([&] { return to_json(self.list(parse_outbox_query(query))); }); }, py::arg("query"))
        .def("revive", [](Outbox& self, const std::string& report) {
                 return without_gil([&] {
                     const DeliveryReport given = parse_delivery_report(report);
                     return to_json(self.revive(given.id, given.actor, given.office, given.now));
                 });
             }, py::arg("report"))
        .def("inspect", [](Outbox& self, const std::string& id) { return without_gil([&] { return to_json(self.inspect(id)); }); }, py::arg("id"));
    m.def("check_files", [](const DossierPtr& dossier, Date as_of, const std::string& root, const FileNames& names) {
              return without_gil([&] { return to_json(check_files(Recordings::of(*dossier, {as_of, {}}), root, names)); });
          }, py::arg("dossier"), py::arg("as_of"), py::arg("root"), py::arg("names"));
    m.def("recordings", [](const DossierPtr& dossier, Date as_of, std::optional<DateTime> known_at) {
              return to_json(Recordings::of(*dossier, {as_of, known_at}), *dossier);
          }, py::arg("dossier"), py::arg("as_of"), py::arg("known_at"));
    m.def("recording_acts", &acts, py::arg("dossier"), py::arg("rulebook"), py::arg("ref"), py::arg("by"), py::arg("role"), py::arg("as_of"), py::arg("known_at"));
}

}  // namespace zhixing::python
