// Errors of the library as instances of the classes in zhixing.errors.
#pragma once

#include <pybind11/pybind11.h>

#include "zhixing/error.hpp"

namespace zhixing::python {

// The Python exception that says the same; not raised.
[[nodiscard]] pybind11::object to_exception(const Error& error);

}  // namespace zhixing::python
