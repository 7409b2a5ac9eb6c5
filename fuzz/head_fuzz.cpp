// Heads of journals: whatever the text, either a head that is written as it was read, or an InputError.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "zhixing/error.hpp"
#include "zhixing/proof.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const zhixing::Head head = zhixing::parse_head({reinterpret_cast<const char*>(data), size});
        if (zhixing::parse_head(zhixing::to_json(head)) != head) std::abort();
    } catch (const zhixing::InputError& error) {
        if (error.code().empty()) std::abort();
    }
    return 0;
}
