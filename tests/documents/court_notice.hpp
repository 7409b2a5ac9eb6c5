// A notice of a court's own, and a case for it.
#pragma once

#include "zhixing/render.hpp"

namespace zhixing::testing {

inline constexpr const char* kNotice = R"(---json
{"schema": "zhixing.template/1", "id": "court-notice", "document": "执行通知书", "name": {"zh": "执行通知书", "en": "Notice"}, "class": "A", "per": "respondent", "seal": true,
 "fields": [{"name": "perform_within", "type": "limit", "label": {"zh": "履行期限", "en": "time to perform"}},
  {"name": "obligations", "type": "list", "optional": true, "label": {"zh": "义务", "en": "obligations"}, "fields": [{"name": "text", "type": "text", "label": {"zh": "内容", "en": "text"}}]}]}
---
# {{court.name}}

## 执行通知书

### {{number}}

> {{addressee.name}}：

责令你自收到本通知书之日起{{perform_within}}内履行义务，款项汇入{{account.name}}。

{{signature}}
)";

inline const Templates& with_notice() {
    static const Templates templates = Templates::bundled(Rulebook::bundled("national")).with(kNotice, "own.md");
    return templates;
}

inline Dossier notice_case(const std::string& number = "（2026）豫1325执218号") {
    return Dossier::from_json(R"({"schema": "zhixing.dossier/1", "kind": "enforcement", "court": "河南省内乡县人民法院", "events": [], "number": ")" + number + R"(", "parties": [
 {"id": "p1", "role": "applicant", "kind": "natural", "name": "张某", "address": "河南省内乡县城关镇某街1号"},
 {"id": "p2", "role": "respondent", "kind": "natural", "name": "李某", "address": "河南省内乡县湍东镇某村2号"},
 {"id": "p3", "role": "respondent", "kind": "legal", "name": "内乡县某商贸有限公司"}]})");
}

// @param more members of the object.
inline Values notice_values(const std::string& more = {}) {
    return Values::from_json(R"({"account": {"name": "执行款专户"}, "perform_within": {"n": 3, "unit": "day"})" + (more.empty() ? "}" : ", " + more + "}"));
}

}  // namespace zhixing::testing
