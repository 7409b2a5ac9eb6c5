// Requests for a distribution: whatever the text, either an answer or an InputError that says where.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "zhixing/distribution.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const zhixing::Rulebook rules = zhixing::Rulebook::bundled("national");
    try {
        if (zhixing::distribute_json({reinterpret_cast<const char*>(data), size}, rules).empty()) std::abort();
    } catch (const zhixing::InputError& error) {
        if (error.code().empty()) std::abort();
    } catch (const zhixing::RuleError& error) {
        if (error.code() != "rule.no_version") std::abort();  // a day without law
    }
    return 0;
}
