// Decision tables, closing sheets, plans, dockets and assignment.
#include "bindings.hpp"
#include "convert.hpp"
#include "json.hpp"
#include "law/rule.hpp"
#include "long_call.hpp"
#include "rows.hpp"
#include "zhixing/assignment.hpp"
#include "zhixing/closing.hpp"
#include "zhixing/decision.hpp"
#include "zhixing/docket.hpp"
#include "zhixing/plan.hpp"

namespace py = pybind11;

namespace zhixing::python {
namespace {

// An answer with the dossier and the rulebook that it is about.
template <class Answer>
struct Block {
    DossierPtr dossier;
    std::optional<Rulebook> rulebook;
    Answer answer;
};
template <class Answer>
using BlockPtr = std::shared_ptr<const Block<Answer>>;

// One row of it.
template <class Answer, class Record>
struct Row {
    BlockPtr<Answer> block;
    Record record;

    [[nodiscard]] std::optional<std::string_view> event(std::int32_t position) const { return event_id(*block->dossier, position); }
    [[nodiscard]] const std::string& rule(std::uint16_t number) const { return block->rulebook->rule(number).id; }
};

template <class Answer, class Record>
std::vector<Row<Answer, Record>> rows(const BlockPtr<Answer>& block, const std::vector<Record>& records) {
    std::vector<Row<Answer, Record>> out;
    for (const Record& record : records) out.push_back({block, record});
    return out;
}

std::optional<std::string_view> kind_id(Kind kind) {
    if (kind == Kind::unknown) return std::nullopt;
    return Catalogue::bundled().kind(kind).id;
}

Kind kind_named(const std::string& name) {
    const Kind kind = Catalogue::bundled().find_kind(name);
    if (kind == Kind::unknown) throw InputError{"input.kind", {"事件目录中没有 " + name, "the catalogue has no event \"" + name + "\""}, {}};
    return kind;
}

py::dict answer_dict(const Decision::Answer& answer) {
    py::dict out;
    for (const auto& [name, value] : answer) out[py::str(name)] = value;
    return out;
}

template <class R>
std::vector<std::string_view> event_ids(const R& row, const std::vector<std::int32_t>& events) {
    std::vector<std::string_view> out;
    for (const std::int32_t event : events) out.push_back(row.event(event).value());
    return out;
}

// ---- Decisions

using DecisionBlock = Block<Decision>;
using DecisionRow = Row<Decision, Decision::Row>;

void register_decision(py::module_& m) {
    py::class_<DecisionRow>(m, "DecisionRow", py::module_local(), "A row of a decision table, and whether it holds.")
        .def_property_readonly("id", [](const DecisionRow& self) { return self.record.id; })
        .def_property_readonly("name_zh", [](const DecisionRow& self) { return self.record.name.zh; })
        .def_property_readonly("name_en", [](const DecisionRow& self) { return self.record.name.en; })
        .def_property_readonly("holds", [](const DecisionRow& self) { return to_string(self.record.holds); }, "yes, no or unknown")
        .def_property_readonly("missing_zh", [](const DecisionRow& self) { return text_or_none(self.record.missing.zh); })
        .def_property_readonly("missing_en", [](const DecisionRow& self) { return text_or_none(self.record.missing.en); },
                               "of a row that cannot be told: the fact that would tell it")
        .def_property_readonly("gives", [](const DecisionRow& self) { return answer_dict(self.record.gives); })
        .def_property_readonly("events", [](const DecisionRow& self) { return event_ids(self, self.record.evidence); })
        .def_property_readonly("citations", [](const DecisionRow& self) { return self.record.citations; });
    py::class_<DecisionBlock, std::shared_ptr<DecisionBlock>>(m, "Decision", py::module_local(), "What a decision table says.")
        .def_property_readonly("table", [](const DecisionBlock& self) { return self.answer.table; })
        .def_property_readonly("event", [](const DecisionBlock& self) { return event_id(*self.dossier, self.answer.event); },
                               "of a table asked for each event: which one")
        .def_property_readonly("row", [](const DecisionBlock& self) {
            return self.answer.row.empty() ? std::nullopt : std::optional{self.answer.row};
        }, "id of the row that gave the answer; None: none holds")
        .def_property_readonly("gives", [](const DecisionBlock& self) { return answer_dict(self.answer.gives); })
        .def_property_readonly("certain", [](const DecisionBlock& self) { return self.answer.certain; },
                               "no row above could change the answer")
        .def_property_readonly("rows", [](const BlockPtr<Decision>& self) { return rows(self, self->answer.rows); })
        .def_property_readonly("citations", [](const DecisionBlock& self) { return self.answer.citations; })
        .def("to_json", [](const DecisionBlock& self) { return to_json({self.answer}, *self.dossier); })
        .def("to_dict", [](const DecisionBlock& self) { return parse_json(to_json({self.answer}, *self.dossier)); });
    m.def("decide", [](const std::shared_ptr<Dossier>& dossier, const std::string& table, const Rulebook& rulebook, Date as_of,
                       std::optional<DateTime> known_at) {
        return without_gil([&] {
            std::vector<std::shared_ptr<DecisionBlock>> out;
            for (Decision& decision : decide(*dossier, rulebook, table, {as_of, known_at})) {
                out.push_back(std::make_shared<DecisionBlock>(DecisionBlock{dossier, rulebook, std::move(decision)}));
            }
            return out;
        });
    }, py::arg("dossier"), py::arg("table"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none());
}

// ---- Closing sheets

using ClosingBlock = Block<ClosingSheet>;
using ClosingRow = Row<ClosingSheet, ClosingSheet::Line>;

std::optional<std::string_view> item_of(const ClosingRow& row) {
    if (row.record.item == 0) return std::nullopt;
    return row.block->rulebook->compiled().rules[row.record.rule].versions[row.record.version].items[row.record.item - 1U].id;
}

void register_closing(py::module_& m) {
    py::class_<ClosingRow>(m, "ClosingLine", py::module_local(), "One line of a closing sheet: what is asked, and how it is answered.")
        .def_property_readonly("rule", [](const ClosingRow& self) { return self.rule(self.record.rule); })
        .def_property_readonly("item", &item_of, "of a checklist")
        .def_property_readonly("party", [](const ClosingRow& self) { return party_id(*self.block->dossier, self.record.party); })
        .def_property_readonly("name_zh", [](const ClosingRow& self) { return self.record.name.zh; })
        .def_property_readonly("name_en", [](const ClosingRow& self) { return self.record.name.en; })
        .def_property_readonly("result", [](const ClosingRow& self) {
            return self.record.applies ? to_string(self.record.holds) : std::string_view{"not_applicable"};
        }, "yes, no, unknown or not_applicable")
        .def_property_readonly("severity", [](const ClosingRow& self) { return to_string(self.record.severity); })
        .def_property_readonly("hinders", [](const ClosingRow& self) { return self.record.hinders(); }, "whether it keeps the case from being closed")
        .def_property_readonly("missing_zh", [](const ClosingRow& self) { return text_or_none(self.record.missing.zh); })
        .def_property_readonly("missing_en", [](const ClosingRow& self) { return text_or_none(self.record.missing.en); })
        .def_property_readonly("earliest", [](const ClosingRow& self) { return date_or_none(self.record.earliest); }, "of a wait: the first lawful day")
        .def_property_readonly("document", [](const ClosingRow& self) {
            return self.record.document.empty() ? std::nullopt : std::optional{self.record.document};
        }, "the paper that has to be in the file")
        .def_property_readonly("events", [](const ClosingRow& self) { return event_ids(self, self.record.evidence); }, "ids of the events that answer it")
        .def_property_readonly("citations", [](const ClosingRow& self) { return self.record.citations; });
    py::class_<ClosingBlock, std::shared_ptr<ClosingBlock>>(m, "ClosingSheet", py::module_local(), "Everything that is asked of a way of closing.")
        .def_property_readonly("closing", [](const ClosingBlock& self) { return kind_id(self.answer.closing).value(); })
        .def_property_readonly("day", [](const ClosingBlock& self) { return self.answer.day; })
        .def_property_readonly("recorded", [](const ClosingBlock& self) { return self.answer.recorded; })
        .def_property_readonly("ready", [](const ClosingBlock& self) { return self.answer.ready(); })
        .def_property_readonly("lines", [](const BlockPtr<ClosingSheet>& self) { return rows(self, self->answer.lines); })
        .def("to_json", [](const ClosingBlock& self) { return to_json(self.answer, *self.dossier, *self.rulebook); })
        .def("to_dict", [](const ClosingBlock& self) { return parse_json(to_json(self.answer, *self.dossier, *self.rulebook)); });
    m.def("closing", [](const std::shared_ptr<Dossier>& dossier, const std::string& closing, const Rulebook& rulebook, Date as_of,
                        std::optional<DateTime> known_at, const std::string& ground) {
        return without_gil([&] {
            return std::make_shared<ClosingBlock>(ClosingBlock{dossier, rulebook, closing_sheet(*dossier, rulebook, {kind_named(closing), ground}, {as_of, known_at})});
        });
    }, py::arg("dossier"), py::arg("closing"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none(), py::arg("ground") = "");
}

// ---- Plans

using PlanBlock = Block<Plan>;
using PlanRow = Row<Plan, PlanStep>;

struct ObstacleRow {
    std::string rule;
    Obstacle obstacle;
};

std::vector<ObstacleRow> obstacles(const Possible& possible, const Rulebook& rulebook) {
    std::vector<ObstacleRow> out;
    for (const Obstacle& obstacle : possible.obstacles) out.push_back({rulebook.rule(obstacle.rule).id, obstacle});
    return out;
}

void register_plan(py::module_& m) {
    py::class_<ObstacleRow>(m, "Obstacle", py::module_local(), "What keeps an act from being lawful.")
        .def_property_readonly("rule", [](const ObstacleRow& self) { return self.rule; })
        .def_property_readonly("message_zh", [](const ObstacleRow& self) { return self.obstacle.message.zh; })
        .def_property_readonly("message_en", [](const ObstacleRow& self) { return self.obstacle.message.en; })
        .def_property_readonly("citations", [](const ObstacleRow& self) { return self.obstacle.citations; });
    py::class_<PlanRow>(m, "PlanStep", py::module_local(), "One step of a plan.")
        .def_property_readonly("id", [](const PlanRow& self) { return self.record.id; })
        .def_property_readonly("act", [](const PlanRow& self) { return kind_id(self.record.act.kind).value(); })
        .def_property_readonly("ref", [](const PlanRow& self) { return text_or_none(self.record.act.ref); })
        .def_property_readonly("party", [](const PlanRow& self) { return text_or_none(self.record.act.party); })
        .def_property_readonly("after", [](const PlanRow& self) { return self.record.after; }, "id of the event, or of the step, that it follows")
        .def_property_readonly("expected", [](const PlanRow& self) { return self.record.expected; }, "follows a step that has not happened")
        .def_property_readonly("state", [](const PlanRow& self) { return to_string(self.record.state); })
        .def_property_readonly("earliest", [](const PlanRow& self) { return date_or_none(self.record.possible.day); })
        .def_property_readonly("due", [](const PlanRow& self) { return date_or_none(self.record.due); })
        .def_property_readonly("lawful", [](const PlanRow& self) { return self.record.possible.lawful(); })
        .def_property_readonly("blocked_by", [](const PlanRow& self) { return obstacles(self.record.possible, *self.block->rulebook); })
        .def_property_readonly("rules", [](const PlanRow& self) {
            std::vector<std::string> ids;
            for (const std::uint16_t rule : self.record.rules) ids.push_back(self.rule(rule));
            return ids;
        }, "the duties that it meets");
    py::class_<PlanBlock, std::shared_ptr<PlanBlock>>(m, "Plan", py::module_local(), "What comes next.")
        .def_property_readonly("as_of", [](const PlanBlock& self) { return self.answer.as_of; })
        .def_property_readonly("steps", [](const BlockPtr<Plan>& self) { return rows(self, self->answer.steps); })
        .def("to_json", [](const PlanBlock& self) { return to_json(self.answer, *self.dossier, *self.rulebook); })
        .def("to_dict", [](const PlanBlock& self) { return parse_json(to_json(self.answer, *self.dossier, *self.rulebook)); });
    m.def("plan", [](const std::shared_ptr<Dossier>& dossier, const Rulebook& rulebook, Date as_of, std::optional<DateTime> known_at, std::size_t limit) {
        return without_gil([&] {
            return std::make_shared<PlanBlock>(PlanBlock{dossier, rulebook, plan(*dossier, rulebook, {as_of, known_at}, limit)});
        });
    }, py::arg("dossier"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none(), py::arg("limit") = 40);

    struct Asked {
        Act act;
        Possible possible;
    };
    using PossibleBlock = Block<Asked>;
    py::class_<PossibleBlock, std::shared_ptr<PossibleBlock>>(m, "Possible", py::module_local(), "When an act becomes lawful if nothing else happens.")
        .def_property_readonly("day", [](const PossibleBlock& self) { return date_or_none(self.answer.possible.day); },
                               "the first day on which no waiting time stands in the way; None: none in some three years")
        .def_property_readonly("lawful", [](const PossibleBlock& self) { return self.answer.possible.lawful(); })
        .def_property_readonly("blocked_by", [](const PossibleBlock& self) { return obstacles(self.answer.possible, *self.rulebook); })
        .def("to_json", [](const PossibleBlock& self) { return to_json(self.answer.possible, self.answer.act, *self.rulebook); });
    m.def("first_lawful_day", [](const std::shared_ptr<Dossier>& dossier, const std::string& act, const Rulebook& rulebook, Date as_of,
                                 std::optional<DateTime> known_at, std::string ref, std::string party, std::string ground) {
        const Act asked{kind_named(act), std::move(ref), std::move(party), std::move(ground)};
        return without_gil([&] {
            return std::make_shared<PossibleBlock>(PossibleBlock{dossier, rulebook, {asked, first_lawful_day(*dossier, rulebook, asked, {as_of, known_at})}});
        });
    }, py::arg("dossier"), py::arg("act"), py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none(),
       py::arg("ref") = "", py::arg("party") = "", py::arg("ground") = "");
}

// ---- Dockets and assignment

void register_docket(py::module_& m) {
    using Member = DocketFinding::Member;
    py::class_<Member>(m, "DocketMember", py::module_local(), "A dossier that a docket finding is about.")
        .def_readonly("position", &Member::position, "in the order in which the dossiers were given, from 0")
        .def_readonly("number", &Member::number)
        .def_property_readonly("value", [](const Member& self) { return text_or_none(self.value); }, "of what the rule compares");
    struct FindingRow {
        Rulebook rulebook;
        DocketFinding finding;
    };
    py::class_<FindingRow>(m, "DocketFinding", py::module_local(), "Several dossiers that a docket rule puts together.")
        .def_property_readonly("rule", [](const FindingRow& self) { return self.rulebook.rule(self.finding.rule).id; })
        .def_property_readonly("severity", [](const FindingRow& self) { return to_string(self.finding.severity); })
        .def_property_readonly("key", [](const FindingRow& self) { return self.finding.key; }, "what they have in common")
        .def_property_readonly("certain", [](const FindingRow& self) { return self.finding.certain; })
        .def_property_readonly("members", [](const FindingRow& self) { return self.finding.members; })
        .def_property_readonly("length", [](const FindingRow& self) {
            const auto& length = self.finding.length;
            return length ? std::optional{std::pair{length->count, length->days}} : std::nullopt;
        }, "of a rule about lengths of time: how many, and their days together")
        .def_property_readonly("message_zh", [](const FindingRow& self) { return message(self.finding, self.rulebook).zh; })
        .def_property_readonly("message_en", [](const FindingRow& self) { return message(self.finding, self.rulebook).en; })
        .def_property_readonly("citations", [](const FindingRow& self) {
            return self.rulebook.compiled().rules[self.finding.rule].versions[self.finding.version].citations;
        });
    py::class_<Docket>(m, "Docket", py::module_local(), "Collects dossiers and tells what they have in common and should not.")
        .def(py::init([](const Rulebook& rulebook, Date as_of, std::optional<DateTime> known_at) { return Docket{rulebook, {as_of, known_at}}; }),
             py::arg("rulebook"), py::arg("as_of"), py::arg("known_at") = py::none())
        .def("add", [](Docket& self, const Dossier& dossier) { self.add(dossier); }, py::arg("dossier"))
        .def_property_readonly("findings", [](const Docket& self) {
            std::vector<FindingRow> out;
            for (DocketFinding& finding : self.findings()) out.push_back({self.rulebook(), std::move(finding)});
            return out;
        })
        .def("to_json", [](const Docket& self) { return to_json(self.findings(), self.rulebook()); });
}

void register_assignment(py::module_& m) {
    py::class_<Handler>(m, "Handler", py::module_local(), "Someone who may be given cases.")
        .def(py::init([](std::string id, std::string team, std::uint32_t capacity, std::uint32_t load, std::vector<std::string> conflicts) {
            return Handler{std::move(id), std::move(team), capacity, load, std::move(conflicts)};
        }), py::arg("id"), py::kw_only(), py::arg("team") = "", py::arg("capacity") = 1, py::arg("load") = 0, py::arg("conflicts") = std::vector<std::string>{})
        .def_readwrite("id", &Handler::id)
        .def_readwrite("team", &Handler::team)
        .def_readwrite("capacity", &Handler::capacity)
        .def_readwrite("load", &Handler::load)
        .def_readwrite("conflicts", &Handler::conflicts);
    py::class_<Candidate>(m, "Candidate", py::module_local(), "What became of a handler who was looked at.")
        .def_readonly("handler", &Candidate::handler)
        .def_property_readonly("verdict", [](const Candidate& self) { return to_string(self.verdict); })
        .def_property_readonly("conflict_with", [](const Candidate& self) { return text_or_none(self.conflict_with); }, "id of the party")
        .def_readonly("draw", &Candidate::draw);
    struct AssignmentBlock {
        std::shared_ptr<Dossier> dossier;
        Assignment assignment;
    };
    py::class_<AssignmentBlock>(m, "Assignment", py::module_local(), "Who gets the case, if anyone may, and why.")
        .def_property_readonly("handler", [](const AssignmentBlock& self) { return self.assignment.handler; })
        .def_property_readonly("candidates", [](const AssignmentBlock& self) { return self.assignment.candidates; })
        .def("to_json", [](const AssignmentBlock& self) { return to_json(self.assignment, *self.dossier); });
    m.def("assign", [](const std::shared_ptr<Dossier>& dossier, const std::vector<Handler>& handlers, const std::string& team, std::uint64_t seed, const std::string& follow) {
        return AssignmentBlock{dossier, assign(*dossier, handlers, {team, seed, follow})};
    }, py::arg("dossier"), py::arg("handlers"), py::arg("team") = "", py::arg("seed") = 0, py::arg("follow") = "");
}

}  // namespace

void register_casework(py::module_& m) {
    register_decision(m);
    register_closing(m);
    register_plan(m);
    register_docket(m);
    register_assignment(m);
}

}  // namespace zhixing::python
