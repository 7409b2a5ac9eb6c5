// Text of JSON members as Python objects: unknown members and whole documents, asked for seldom.
#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

namespace zhixing::python {

[[nodiscard]] inline pybind11::object parse_json(std::string_view text) {
    return pybind11::module_::import("json").attr("loads")(pybind11::str(text.data(), text.size()));
}

// `"name":value,…` as a dict.
[[nodiscard]] inline pybind11::object parse_members(std::string_view members) {
    return members.empty() ? pybind11::object{pybind11::dict{}} : parse_json("{" + std::string{members} + "}");
}

}  // namespace zhixing::python
