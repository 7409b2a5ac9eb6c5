// What each register_*.cpp adds to the module. The order of the calls in core.cpp is the order in which
// types mention one another.
#pragma once

#include <pybind11/pybind11.h>

namespace zhixing::python {

void register_errors();
void register_money(pybind11::module_& m);
void register_case_number(pybind11::module_& m);
void register_identity(pybind11::module_& m);
void register_court(pybind11::module_& m);
void register_calendar(pybind11::module_& m);
void register_period(pybind11::module_& m);
void register_catalogue(pybind11::module_& m);
void register_rulebook(pybind11::module_& m);
void register_dossier(pybind11::module_& m);
void register_reader(pybind11::module_& m);
void register_review(pybind11::module_& m);
void register_explanation(pybind11::module_& m);
void register_casework(pybind11::module_& m);
void register_service(pybind11::module_& m);
void register_distribution(pybind11::module_& m);
void register_fee(pybind11::module_& m);
void register_interest(pybind11::module_& m);
void register_reconciliation(pybind11::module_& m);
void register_ledger(pybind11::module_& m);
void register_documents(pybind11::module_& m);
void register_render_all(pybind11::module_& m);
void register_journal(pybind11::module_& m);
void register_outbox(pybind11::module_& m);
void register_disclosure(pybind11::module_& m);

}  // namespace zhixing::python
