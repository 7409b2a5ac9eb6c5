// Small templates and dossiers for tests.
#pragma once

#include <gtest/gtest.h>

#include "zhixing/render.hpp"

namespace zhixing::testing {

inline const Templates& bundled() {
    static const Templates templates = Templates::bundled(Rulebook::bundled("national"));
    return templates;
}

// Front matter of six lines, so that the body begins on line 7.
inline std::string front(const std::string& more = "", const std::string& document = "执行通知书", const std::string& document_class = "A") {
    return "---json\n{\"schema\": \"zhixing.template/1\", \"id\": \"test\", \"document\": \"" + document + "\",\n \"name\": {\"zh\": \"测试\", \"en\": \"test\"},\n \"class\": \"" +
           document_class + "\"" + more + ",\n \"fields\": [" ;
}

// A template with a few fields of its own.
inline std::string with_body(const std::string& body, const std::string& more = "") {
    return front(more) +
           R"({"name":"t","type":"text","label":{"zh":"文","en":"text"}},{"name":"o","type":"text","optional":true,"label":{"zh":"可无","en":"optional"}},)"
           R"({"name":"m","type":"money","label":{"zh":"金额","en":"money"}},{"name":"n","type":"number","label":{"zh":"数","en":"number"}},)"
           R"({"name":"d","type":"date","label":{"zh":"日期","en":"date"}},{"name":"f","type":"flag","label":{"zh":"是否","en":"flag"}},)"
           R"({"name":"lim","type":"limit","label":{"zh":"期限","en":"limit"}},)"
           R"({"name":"l","type":"list","label":{"zh":"表","en":"list"},"fields":[{"name":"a","type":"text","label":{"zh":"甲","en":"a"}},{"name":"b","type":"money","optional":true,"label":{"zh":"乙","en":"b"}}]}]})"
           "\n---\n" + body;
}

inline Dossier dossier(const std::string& events = "") {
    return Dossier::from_json(R"({"number":"（2026）豫1325执1号","kind":"enforcement","court":"内乡县人民法院","parties":[{"id":"p1","role":"applicant","name":"张某"},{"id":"p2","role":"respondent","kind":"legal","name":"某公司","address":"某路1号"}],"claims":[{"id":"c1","creditor":"p1","debtors":["p2"],"kind":"money","principal":"1000.50"}],"events":[)" + events + "]}");
}

inline RenderQuestion question(const std::string& values = "{}") {
    RenderQuestion question{make_date(2026, 3, 20)};
    question.values = Values::from_json(values);
    return question;
}

inline std::string text_of(const std::string& body, const std::string& values = "{}", bool preview = false) {
    const Templates templates = bundled().with(with_body(body), "test.md");
    RenderQuestion asked = question(values);
    asked.preview = preview;
    std::string text = render(dossier(), templates, templates.at("test"), asked).text();
    return preview ? text.substr(text.find('\n') + 1) : text;
}

}  // namespace zhixing::testing
