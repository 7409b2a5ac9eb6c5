// zhixing._core: the library as Python sees it. Translation only, no logic.
#include "bindings.hpp"

PYBIND11_MODULE(_core, m) {
    using namespace zhixing::python;
    m.doc() = "The compiled half of zhixing. Use the package zhixing, not this module.";
    m.attr("__version__") = ZHIXING_VERSION;
    register_errors();
    register_money(m);
    register_case_number(m);
    register_identity(m);
    register_court(m);
    register_calendar(m);
    register_period(m);
    register_catalogue(m);
    register_rulebook(m);
    register_dossier(m);
    register_reader(m);
    register_review(m);
    register_explanation(m);
    register_casework(m);
    register_service(m);
    register_distribution(m);
    register_fee(m);
    register_interest(m);
    register_reconciliation(m);
    register_ledger(m);
    register_documents(m);
    register_render_all(m);
    register_journal(m);
    register_outbox(m);
    register_disclosure(m);
}
