// The journal. Its class for users is zhixing.journal.Journal, which takes mappings and says what they mean.
#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "long_call.hpp"
#include "rows.hpp"
#include "zhixing/journal.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

// Lines of a file as Python reads it: bytes that end with a line feed.
NextLine lines_of(const py::iterator& lines, std::string& line) {
    return [lines = py::iterator{lines}, &line](std::string_view& out) mutable {
        const py::gil_scoped_acquire acquire;
        if (lines == py::iterator::sentinel()) return false;
        line = py::cast<std::string>(*lines);
        ++lines;
        if (line.ends_with('\n')) line.pop_back();
        out = line;
        return true;
    };
}

std::unique_ptr<Journal> restore(const std::string& url, const Rulebook& rulebook, const py::iterator& lines, const std::string& file, const AccessPolicy& policy) {
    std::string line;
    const NextLine next = lines_of(lines, line);
    return without_gil([&] { return std::make_unique<Journal>(Journal::restore(url, rulebook, next, file, policy)); });
}

void export_lines(Journal& self, const py::function& write, const std::string& reader) {
    without_gil([&] {
        self.export_lines([&](std::string_view line) {
            const py::gil_scoped_acquire acquire;
            write(py::bytes(std::string{line} + '\n'));
        }, parse_reader(reader));
    });
}

// Iterates over the dossiers of one moment, read as they are asked for.
struct Dossiers {
    DossierCursor cursor;
};

DossierPtr next_dossier(Dossiers& self) {
    DossierPtr dossier;
    without_gil([&] {
        if (self.cursor.next()) dossier = std::make_shared<const Dossier>(self.cursor.dossier());
    });
    if (dossier == nullptr) throw py::stop_iteration();
    return dossier;
}

void register_proofs(py::module_& m) {
    py::class_<Head>(m, "JournalHead", py::module_local(), "What a journal was at some moment. Kept outside of it, it proves later that nothing of that time was changed.")
        .def_static("from_json", [](const std::string& text) { return parse_head(text); }, py::arg("text"), "Reads zhixing.head/1.")
        .def_readonly("journal", &Head::journal)
        .def_property_readonly("hash", [](const Head& self) { return to_string(self.algorithm); })
        .def_readonly("size", &Head::size)
        .def_property_readonly("recorded", [](const Head& self) { return parse_date_time(self.recorded); })
        .def_property_readonly("chain", [](const Head& self) { return to_string(self.chain); })
        .def_property_readonly("root", [](const Head& self) { return to_string(self.root); })
        .def("to_json", [](const Head& self) { return to_json(self); }, "zhixing.head/1, on one line.")
        .def("__eq__", [](const Head& self, const Head& other) { return self == other; }, py::is_operator())
        .def("__hash__", [](const Head& self) { return std::hash<std::string>{}(to_json(self)); })
        .def("__repr__", [](const Head& self) { return "JournalHead(" + std::to_string(self.size) + ", root=" + to_string(self.root).substr(0, 16) + "…)"; });
    py::class_<InclusionProof>(m, "InclusionProof", py::module_local(), "That an entry stands at a position of a journal of some size.")
        .def_readonly("position", &InclusionProof::position)
        .def_readonly("size", &InclusionProof::size)
        .def("holds", [](const InclusionProof& self, const std::string& entry, const Head& head) { return self.size == head.size && holds(self, entry, head.root, head.algorithm); },
             py::arg("entry"), py::arg("head"), "Whether the entry (its line in an export) stands there under that head.")
        .def("to_json", [](const InclusionProof& self, const Head& head) { return to_json(self, head); }, py::arg("head"), "zhixing.proof/1.");
    py::class_<ConsistencyProof>(m, "ConsistencyProof", py::module_local(), "That a journal of one size is the beginning of one of another.")
        .def_readonly("first", &ConsistencyProof::first)
        .def_readonly("second", &ConsistencyProof::second)
        .def("holds", [](const ConsistencyProof& self, const Head& first, const Head& second) {
                 return self.first == first.size && self.second == second.size && first.algorithm == second.algorithm && first.journal == second.journal &&
                        holds(self, first.root, second.root, second.algorithm);
             }, py::arg("first"), py::arg("second"))
        .def("to_json", [](const ConsistencyProof& self, const Head& head) { return to_json(self, head); }, py::arg("head"), "zhixing.proof/1.");
}

void register_results(py::module_& m) {
    py::class_<Verification::Fault>(m, "VerificationFault", py::module_local(), "One thing that is wrong in a journal.")
        .def_readonly("code", &Verification::Fault::code)
        .def_property_readonly("position", [](const Verification::Fault& self) { return self.position == 0 ? std::nullopt : std::optional{self.position}; })
        .def_property_readonly("message_zh", [](const Verification::Fault& self) { return self.text.zh; })
        .def_property_readonly("message_en", [](const Verification::Fault& self) { return self.text.en; });
    py::class_<Verification>(m, "Verification", py::module_local(), "What a verification found.")
        .def_property_readonly("sound", &Verification::sound)
        .def_readonly("head", &Verification::head)
        .def_readonly("faults", &Verification::faults)
        .def("to_dict", [](const Verification& self) { return parse_json(to_json(self)); }, "zhixing.verification/1.")
        .def("__bool__", &Verification::sound);
    py::class_<Receipt::Part>(m, "ReceiptPart", py::module_local(), "What was recorded of one dossier.")
        .def_readonly("number", &Receipt::Part::number)
        .def_readonly("seq", &Receipt::Part::seq, "entries of the dossier now: what to expect next time")
        .def_readonly("ids", &Receipt::Part::ids)
        .def_readonly("replayed", &Receipt::Part::replayed, "how many events were on record already")
        .def_readonly("messages", &Receipt::Part::messages, "ids of the messages");
    py::class_<Receipt>(m, "Receipt", py::module_local(), "What was recorded.")
        .def_readonly("parts", &Receipt::parts)
        .def_readonly("recorded", &Receipt::recorded)
        .def_readonly("size", &Receipt::size, "entries of the journal now")
        .def("to_dict", [](const Receipt& self) { return parse_json(to_json(self)); }, "zhixing.receipt/1.");
}

void register_access(py::module_& m) {
    py::class_<AccessPolicy>(m, "AccessPolicy", py::module_local(), "Who may read and record what: data, laid over that of the library.")
        .def_static("bundled", &AccessPolicy::bundled, "The policy of the library.")
        .def_static("load", [](const std::string& json, const std::string& file) { return AccessPolicy::load(json, file); }, py::arg("json"), py::arg("file") = "",
                    "Reads a zhixing.access/1 overlay on the library's policy. Raises RuleError with file and JSON pointer.")
        .def_property_readonly("id", &AccessPolicy::id)
        .def_property_readonly("version", &AccessPolicy::version)
        .def("mask", [](const AccessPolicy& self, const DossierPtr& dossier, const std::string& view) {
                 return DossierPtr{std::make_shared<const Dossier>(Dossier::from_json(mask(*dossier, self, view).json))};
             }, py::arg("dossier"), py::arg("view"), "A dossier as a view of the policy shows it, e.g. `public`.")
        .def("to_dict", [](const AccessPolicy& self) { return parse_json(self.json()); }, "zhixing.access/1, after layering.")
        .def("__repr__", [](const AccessPolicy& self) { return "AccessPolicy('" + self.id() + "', '" + self.version() + "')"; });
}

}  // namespace

void register_journal(py::module_& m) {
    register_proofs(m);
    register_results(m);
    register_access(m);
    py::class_<Dossiers>(m, "DossierIterator", py::module_local(), "Dossiers of one moment of a journal, read as they are asked for.")
        .def("__iter__", [](py::object self) { return self; })
        .def("__next__", &next_dossier);
    py::class_<Journal>(m, "Journal", py::module_local())
        .def_static("create", [](const std::string& url, const Rulebook& rulebook, const std::string& hash, const std::string& id, const AccessPolicy& policy) {
                 return without_gil([&] { return std::make_unique<Journal>(Journal::create(url, rulebook, {parse_hash_algorithm(hash), id, policy})); });
             }, py::arg("url"), py::arg("rulebook"), py::arg("hash"), py::arg("id"), py::arg("policy"))
        .def_static("open", [](const std::string& url, const Rulebook& rulebook, bool check_file, const AccessPolicy& policy) {
                 return without_gil([&] { return std::make_unique<Journal>(Journal::open(url, rulebook, {check_file, policy})); });
             }, py::arg("url"), py::arg("rulebook"), py::arg("check_file"), py::arg("policy"))
        .def_static("restore", &restore, py::arg("url"), py::arg("rulebook"), py::arg("lines"), py::arg("file"), py::arg("policy"))
        .def_property_readonly("id", &Journal::id)
        .def_property_readonly("rulebook", &Journal::rulebook)
        .def("append", [](Journal& self, const std::string& batch) { return without_gil([&] { return self.append(parse_append(batch)); }); }, py::arg("batch"))
        .def("dossier", [](Journal& self, const std::string& number, const std::string& reader, std::optional<DateTime> known_at, std::optional<Date> as_of) {
                 return without_gil([&] { return DossierPtr{std::make_shared<const Dossier>(self.dossier(number, parse_reader(reader), known_at, as_of))}; });
             }, py::arg("number"), py::arg("reader"), py::arg("known_at"), py::arg("as_of"))
        .def("dossiers", [](Journal& self, const std::string& reader, std::optional<DateTime> known_at) {
                 return without_gil([&] { return std::make_unique<Dossiers>(Dossiers{self.dossiers(parse_reader(reader), known_at)}); });
             }, py::arg("reader"), py::arg("known_at"), py::keep_alive<0, 1>())
        .def("query", [](Journal& self, const std::string& query, const std::string& reader) {
                 const std::string json = without_gil([&] { return to_json(self.query(parse_query(query), parse_reader(reader))); });
                 return parse_json(json);
             }, py::arg("query"), py::arg("reader"))
        .def("sweep", [](Journal& self, Date as_of) { return parse_json(without_gil([&] { return to_json(self.sweep(as_of)); })); }, py::arg("as_of"))
        .def("reindex", [](Journal& self, Date as_of) { return parse_json(without_gil([&] { return to_json(self.reindex(as_of)); })); }, py::arg("as_of"))
        .def("index_state", [](Journal& self) { return parse_json(without_gil([&] { return to_json(self.index_state()); })); })
        .def("verify_standings", [](Journal& self) { return without_gil([&] { return self.verify_standings(); }); })
        .def("seq", [](Journal& self, const std::string& number, const std::string& reader) { return without_gil([&] { return self.seq(number, parse_reader(reader)); }); },
             py::arg("number"), py::arg("reader"))
        .def("accesses", [](Journal& self, const std::string& number, const std::string& reader) {
                 const std::string json = without_gil([&] { return to_json(self.accesses(number, parse_reader(reader))); });
                 return parse_json(json);
             }, py::arg("number"), py::arg("reader"))
        .def("head", [](Journal& self) { return without_gil([&] { return self.head(); }); })
        .def("verify", [](Journal& self, const Head* trusted) {
                 return without_gil([&] { return trusted == nullptr ? self.verify() : self.verify(*trusted); });
             }, py::arg("trusted"))
        .def("prove_inclusion", [](Journal& self, std::uint64_t position, std::uint64_t size) { return without_gil([&] { return self.prove_inclusion(position, size); }); },
             py::arg("position"), py::arg("size"))
        .def("prove_consistency", [](Journal& self, std::uint64_t first, std::uint64_t second) { return without_gil([&] { return self.prove_consistency(first, second); }); },
             py::arg("first"), py::arg("second"))
        .def("entry", [](Journal& self, std::uint64_t position, const std::string& reader) { return without_gil([&] { return self.entry(position, parse_reader(reader)); }); },
             py::arg("position"), py::arg("reader"))
        .def("export_lines", &export_lines, py::arg("write"), py::arg("reader"))
        .def("back_up", [](Journal& self, const std::string& file, const std::string& reader) { without_gil([&] { self.back_up(file, parse_reader(reader)); }); },
             py::arg("file"), py::arg("reader"))
        .def("interrupt", &Journal::interrupt);
}

}  // namespace zhixing::python
