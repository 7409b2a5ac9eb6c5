// Every number of tests/data/case-numbers.txt, as printed in rulings and registers, against a summary that a
// lawyer can read: tests/value/golden/case-numbers.txt. Set ZHIXING_UPDATE_GOLDEN=1 to write it anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "zhixing/case_number.hpp"
#include "zhixing/error.hpp"

namespace zhixing {
namespace {

const std::string kTests = std::string{ZHIXING_SOURCE_DIR} + "/tests/";
constexpr std::size_t kExamples = 3;

/// Reason or code to the numbers that have it.
using Group = std::map<std::string, std::vector<std::string>>;

struct Summary {
    std::size_t lines = 0;
    std::size_t clean = 0;
    Group odd, legacy, errors;
    std::map<std::string, std::size_t> types;
};

void count(const std::string& line, Summary& summary) {
    try {
        const CaseNumber number = CaseNumber::parse(line);
        EXPECT_EQ(CaseNumber::parse(number.to_string()), number) << line;
        EXPECT_NE(number.year(), 0) << line;
        if (number.is_legacy()) {
            EXPECT_FALSE(number.remark().empty()) << line;
            summary.legacy[number.remark()].push_back(line);
            return;
        }
        EXPECT_GT(number.serial(), 0) << line;
        ++summary.types[number.type()];
        if (number.remark().empty())
            ++summary.clean;
        else
            summary.odd[number.remark()].push_back(line);
    } catch (const InputError& error) {
        summary.errors[error.code()].push_back(line + "    " + error.message().zh);
    }
}

Summary read_corpus() {
    Summary summary;
    std::ifstream in{kTests + "data/case-numbers.txt"};
    for (std::string line; std::getline(in, line);) {
        ++summary.lines;
        count(line, summary);
    }
    return summary;
}

void print(std::ostream& out, const std::string& title, const Group& group, std::size_t examples) {
    std::size_t total = 0;
    for (const auto& [reason, numbers] : group) total += numbers.size();
    out << "\n" << title << ": " << total << "\n";
    for (const auto& [reason, numbers] : group) {
        out << "  " << numbers.size() << "  " << reason << "\n";
        for (std::size_t i = 0; i < numbers.size() && i < examples; ++i)
            out << "        " << numbers[i] << "\n";
    }
}

std::string describe(const Summary& summary) {
    std::ostringstream out;
    out << "案号样本 case numbers read: " << summary.lines << "\n\n"
        << "规范 clean, in the form of the scheme of 2016: " << summary.clean << "\n";
    print(out, "有瑕疵但可识别 odd but understood", summary.odd, kExamples);
    print(out, "旧式或不合规范，按原文保留 kept as text", summary.legacy, kExamples);
    print(out, "不能识别 refused (all of them)", summary.errors, summary.lines);
    out << "\n类型代字 types of the numbers read by the scheme of 2016:\n ";
    for (const auto& [type, number] : summary.types) out << " " << type << " " << number;
    out << "\n";
    return out.str();
}

std::string read_file(const std::string& path) {
    std::ifstream in{path};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(CaseNumberCorpus, EveryPrintedNumberIsReadOrNamedWithAReason) {
    const Summary summary = read_corpus();
    ASSERT_GT(summary.lines, 1'500U);
    const std::string golden = kTests + "value/golden/case-numbers.txt";
    const std::string text = describe(summary);
    if (std::getenv("ZHIXING_UPDATE_GOLDEN") != nullptr) std::ofstream{golden} << text;
    EXPECT_EQ(text, read_file(golden));
}

}  // namespace
}  // namespace zhixing
