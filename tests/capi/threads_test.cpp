// A const parameter may be used by any number of threads at once: one rulebook, eight threads, every function.
#include "capi.hpp"

#include <thread>
#include <vector>

namespace capi_test {
namespace {

std::string text(const Ask& ask) {
    zx_buffer out = ZX_BUFFER_INIT;
    if (ask(&out, nullptr) != ZX_OK) return "failed";
    std::string text{out.data, out.size};
    zx_buffer_release(&out);
    return text;
}

std::string everything(const zx_rulebook* rules) {
    constexpr std::string_view day = R"({"as_of":"2023-06-01"})", rule = R"({"as_of":"2023-06-01","rule":"notice.issue"})";
    constexpr std::string_view period = R"({"start":"2024-02-01","n":7,"unit":"workday"})", number = "（2023）豫1325执123号";
    std::string all = text([&](zx_buffer* out, zx_error** error) {
        return zx_review(rules, kDossier.data(), kDossier.size(), day.data(), day.size(), out, error);
    });
    all += text([&](zx_buffer* out, zx_error** error) {
        return zx_why(rules, kDossier.data(), kDossier.size(), rule.data(), rule.size(), out, error);
    });
    all += text([&](zx_buffer* out, zx_error** error) { return zx_rulebook_info(rules, nullptr, 0, out, error); });
    all += text([&](zx_buffer* out, zx_error** error) { return zx_deadline(period.data(), period.size(), out, error); });
    all += text([&](zx_buffer* out, zx_error** error) { return zx_case_number(number.data(), number.size(), out, error); });
    all += text([&](zx_buffer* out, zx_error** error) { return zx_identity("11010519491231002X", 18, out, error); });
    all += text([&](zx_buffer* out, zx_error** error) { return zx_catalogue(out, error); });
    const Rules own = bundled("national");
    return all;
}

}  // namespace

TEST(threads, eight_at_once_give_one_answer) {
    const Rules rules = bundled();
    constexpr std::size_t kThreads = 8, kRounds = 3;
    std::vector<std::string> answers(kThreads);
    std::vector<std::thread> threads;
    for (std::string& mine : answers) {
        threads.emplace_back([&mine, &rules] {
            for (std::size_t i = 0; i < kRounds; ++i) mine = everything(rules.get());
        });
    }
    for (std::thread& thread : threads) thread.join();
    const std::string expected = everything(rules.get());
    EXPECT_EQ(expected.find("failed{"), std::string::npos);
    for (const std::string& mine : answers) EXPECT_EQ(mine, expected);
}

// Without a warm-up: the first calls of a process come from eight threads.
TEST(threads, handles_of_their_own) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([] { EXPECT_NE(everything(bundled().get()).size(), 0U); });
    for (std::thread& thread : threads) thread.join();
}

}  // namespace capi_test
