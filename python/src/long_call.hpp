// Calls that take long: other Python threads run meanwhile, and Ctrl-C ends them.
#pragma once

#include <pybind11/pybind11.h>

namespace zhixing::python {

// Runs work that touches no Python object with the GIL released.
template <class Work>
auto without_gil(Work&& work) {
    const pybind11::gil_scoped_release release;
    return work();
}

// Asked now and then inside without_gil; throws what a signal handler raised.
class Interrupts {
public:
    void check() {
        if (++asked_ % 1024 != 0) return;
        const pybind11::gil_scoped_acquire acquire;
        if (PyErr_CheckSignals() != 0) throw pybind11::error_already_set();
    }

private:
    unsigned asked_ = 0;
};

}  // namespace zhixing::python
