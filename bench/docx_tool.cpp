// docx_tool layout FILE          a notice as DOCX with tags in the place of values, for docx_compare.py to give to docxtpl too
// docx_tool values               those values as JSON
// docx_tool make HOW FILE OUT    the notice filled with them; HOW: own (our layout) or form (FILE is the layout, as a court's own)
// docx_tool time HOW FILE ROUNDS the same so often, from dossier to bytes; prints the seconds of CPU time
#include <ctime>
#include <fstream>
#include <iostream>
#include <zhixing/render.hpp>

#include "input.hpp"

namespace {

using namespace zhixing;

constexpr const char* kTemplate = "enforcement-notice";
// The texts of the notice; dates and amounts come from the dossier and stand in the layout as they are.
constexpr const char* kValues = R"({"number": "（2026）豫1325执218号", "court": {"name": "河南省内乡县人民法院"},
 "basis": {"cause": "民间借贷纠纷", "maker": "河南省内乡县人民法院", "number": "（2025）豫1325民初1024号", "kind": "民事判决书", "content": "被告李某偿还原告张某借款本金128000元及利息"},
 "account": {"name": "内乡县人民法院执行款专户", "bank": "某银行内乡支行", "number": "1600000000000000218"}, "handler": {"name": "赵某", "phone": "0377-65330000"}, "perform_within": {"n": 3, "unit": "day"}})";
constexpr const char* kTags = R"({"number": "{{number}}", "court": {"name": "{{court.name}}"},
 "basis": {"cause": "{{basis.cause}}", "maker": "{{basis.maker}}", "number": "{{basis.number}}", "kind": "{{basis.kind}}", "content": "{{basis.content}}"},
 "account": {"name": "{{account.name}}", "bank": "{{account.bank}}", "number": "{{account.number}}"}, "handler": {"name": "{{handler.name}}", "phone": "{{handler.phone}}"}, "perform_within": {"n": 3, "unit": "day"}})";

double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void write(const std::string& path, const std::string& bytes) { std::ofstream{path, std::ios::binary} << bytes; }

class Notice {
public:
    Notice(Templates templates, const char* values) : renderer_{std::move(templates)}, index_{renderer_.templates().at(kTemplate)} {
        question_.party = "p2";
        question_.values = Values::from_json(values);
    }
    std::string make() { return renderer_.render(dossier_, index_, question_).docx(); }

private:
    Renderer renderer_;
    std::size_t index_;
    Dossier dossier_ = Dossier::from_json(bench::read_file(ZHIXING_BENCH_SOURCE "/../tests/documents/dossiers/complete.json"));
    RenderQuestion question_{make_date(2024, 3, 5)};
};

int run(const std::vector<std::string>& words) {
    const Templates templates = Templates::bundled(Rulebook::bundled("national"));
    if (words.size() == 2 && words[0] == "layout") return write(words[1], Notice{templates, kTags}.make()), 0;
    if (words.size() == 1 && words[0] == "values") return std::cout << kValues << '\n', 0;
    if (words.size() != 4) return 2;
    const bool form = words[1] == "form";
    Notice notice{form ? templates.with_docx(kTemplate, bench::read_file(words[2]), words[2]) : templates, kValues};
    if (words[0] == "make") return write(words[3], notice.make()), 0;
    const double begin = cpu_seconds();
    std::size_t bytes = 0;
    for (long i = std::stol(words[3]); i > 0; --i) bytes += notice.make().size();
    std::cout << (bytes > 0 ? cpu_seconds() - begin : 0) << '\n';
    return 0;
}

}  // namespace

int main(int count, char** words) { return run({words + 1, words + count}); }
