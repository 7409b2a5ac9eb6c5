/// @file
/// Courts by their code (法院代字): 豫1325 is 内乡县人民法院.
#pragma once

#include <optional>
#include <string_view>

namespace zhixing {

/// One court of the code table. Views are into the compiled-in table and live as long as the program.
struct Court {
    std::string_view code;    ///< 法院代字, e.g. `豫1325`
    std::string_view name;    ///< full name
    std::string_view level;   ///< 最高, 高级, 中级, 基层
    std::string_view parent;  ///< code of the court above, empty where the table does not say
    /// `derived` from the division code, `observed` in printed case numbers as well, `observed-only`, or
    /// `stated` by the scheme itself (兵, 军): a derived row is not proof that the court exists.
    std::string_view basis;
};

/// Finds a court by its code; empty when the table does not hold it (which proves nothing:
/// railway, maritime, military and other special courts are mostly missing).
[[nodiscard]] std::optional<Court> find_court(std::string_view code) noexcept;
/// Finds a court by its full name, with or without the province before it; empty when the table does not hold it or
/// several courts go by that name.
[[nodiscard]] std::optional<Court> find_court_named(std::string_view name) noexcept;

}  // namespace zhixing
