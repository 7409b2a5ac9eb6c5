#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "support.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {
namespace {

using testing::has_remark;
using testing::ids_by_date;
using testing::with_events;

std::string join(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
    return text;
}

TEST(DossierOrder, ByDayThenTimeThenUndated) {
    const Dossier dossier = Dossier::from_json(with_events(
        R"({"id":"undated","kind":"case.filed"},{"id":"late","kind":"case.filed","on":"2023-02-02"},)"
        R"({"id":"noon","kind":"case.filed","on":"2023-02-01T12:00"},{"id":"midnight","kind":"case.filed","on":"2023-02-01T00:00"},)"
        R"({"id":"day","kind":"case.filed","on":"2023-02-01"})"));
    EXPECT_EQ(ids_by_date(dossier), (std::vector<std::string>{"day", "midnight", "noon", "late", "undated"}));
}

TEST(DossierOrder, DoesNotDependOnTheInput) {
    std::vector<std::string> events;
    for (int i = 0; i < 40; ++i) {
        const std::string id = "\"id\":\"x" + std::to_string(i) + "\"";
        const char* const kinds[] = {"case.filed", "notice.issued", "other.a", "other.b"};
        events.push_back("{" + id + ",\"kind\":\"" + kinds[i % 4] + "\",\"on\":\"2023-02-0" +
                         std::to_string(1 + i % 3) + "\",\"ref\":\"r" + std::to_string(i % 5) +
                         "\",\"note\":\"" + std::to_string(i % 2) + "\"}");
    }
    const Dossier first = Dossier::from_json(with_events(join(events)));
    const auto marked = [](const Dossier& dossier) {
        std::vector<std::string> ids;
        for (const Event& event : dossier.events()) {
            if (event.duplicate) ids.emplace_back(dossier.event_id(event));
        }
        std::ranges::sort(ids);
        return ids;
    };
    std::mt19937 random{7};
    for (int round = 0; round < 50; ++round) {
        std::ranges::shuffle(events, random);
        const Dossier dossier = Dossier::from_json(with_events(join(events)));
        EXPECT_EQ(ids_by_date(dossier), ids_by_date(first));
        EXPECT_EQ(marked(dossier), marked(first));
    }
}

TEST(DossierOrder, EqualEventsAreDuplicatesOfTheOneWithTheFirstId) {
    const std::string a =
        R"({"id":"a","kind":"visit.onsite","on":"2023-02-01","party":"p2","note":"x","recorded":"2023-02-01"})";
    const std::string b =
        R"({"id":"b","kind":"visit.onsite","on":"2023-02-01","party":"某某公司","note":"x"})";
    const std::string c = R"({"id":"c","kind":"visit.onsite","on":"2023-02-01","party":"p2","note":"y"})";
    for (const auto& events : {join({a, b, c}), join({c, b, a}), join({b, a, c})}) {
        const Dossier dossier = Dossier::from_json(with_events(events));
        for (std::uint32_t i = 0; i < 3; ++i) {
            const Event& event = dossier.events()[i];
            const bool is_b = dossier.event_id(event) == "b";
            EXPECT_EQ(event.duplicate, is_b) << events;
            EXPECT_EQ(has_remark(dossier, Remark::Code::duplicate, i), is_b);
        }
    }
}

TEST(DossierOrder, ManyEqualEventsCostNoMoreThanSorting) {
    std::vector<std::string> events(20'000, R"({"kind":"visit.onsite","on":"2023-02-01"})");
    const Dossier dossier = Dossier::from_json(with_events(join(events)));
    EXPECT_EQ(std::ranges::count_if(dossier.events(), &Event::duplicate), 19'999);
}

}  // namespace
}  // namespace zhixing
