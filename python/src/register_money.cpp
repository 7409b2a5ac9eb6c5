#include "bindings.hpp"
#include "convert.hpp"
#include "zhixing/chinese.hpp"

namespace py = pybind11;

namespace zhixing::python {

void register_money(py::module_& m) {
    m.def("money_capitals", [](Money amount) { return amount.to_capitals(); }, py::arg("amount"),
          "人民币大写 of an amount in yuan: Decimal, int or decimal text, never float.");
    m.def("chinese_date", &chinese_date, py::arg("day"), "二〇二四年三月五日");
    m.def("parse_chinese_date", &parse_chinese_date, py::arg("text"),
          "Reads 二〇二四年三月五日 or 2024年3月5日; None when it is no date.");
    m.def("chinese_number", &chinese_number, py::arg("number"), "一百零三; 0 to 99999999.");
    m.def("parse_chinese_number", &parse_chinese_number, py::arg("text"), "Reads 一百零三; None when it is no number.");
}

}  // namespace zhixing::python
