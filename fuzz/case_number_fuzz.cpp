// Case numbers and identity numbers: whatever the bytes, either a value that is stable when written and read
// again, or an Error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "zhixing/case_number.hpp"
#include "zhixing/error.hpp"
#include "zhixing/identity.hpp"

namespace {

void require(bool holds) {
    if (!holds) __builtin_trap();
}

void check_case_number(std::string_view text) {
    try {
        const auto number = zhixing::CaseNumber::parse(text);
        const auto again = zhixing::CaseNumber::parse(number.to_string());
        require(again == number && again.year() == number.year() && again.court() == number.court());
        require(again.type() == number.type() && again.serial() == number.serial());
        require(again.is_legacy() == number.is_legacy());
        require(number.without_suffix().suffix() == 0);
    } catch (const zhixing::InputError&) {
        return;
    }
}

void check_identity(std::string_view text) {
    try {
        const auto identity = zhixing::Identity::parse(text);
        const auto again = zhixing::Identity::parse(identity.number);
        require(again.kind == identity.kind && again.number == identity.number);
        require(zhixing::Identity::parse(identity.to_18()).birth == identity.birth);
    } catch (const zhixing::IdentityError&) {
        return;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check_case_number(text);
    check_identity(text);
    return 0;
}
