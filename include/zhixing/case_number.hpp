/// @file
/// Case numbers (案号) in the format of 法〔2015〕137号 as amended in 2018, and older ones kept as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhixing {

/// A case number. Immutable; equality is equality of meaning (brackets and spaces do not count).
class CaseNumber {
public:
    /// Reads a case number: full-width, half-width and 〔〕 brackets, inner spaces, the optional
    /// 专门审判代字 and a suffix 之N. A number of an older scheme (`（2015）海执字第00270号`), or one that
    /// the scheme of 2016 does not explain (no court code, an unknown type, several serials), is kept as text
    /// and is_legacy().
    /// @throws InputError naming the part that is wrong: `case_number.empty`, `.length`, `.encoding`,
    /// `.year`,
    /// `.court`, `.type`, `.serial`, `.suffix`, `.tail` (text after 号), `.several` (more than one number).
    [[nodiscard]] static CaseNumber parse(std::string_view text);

    /// 收案年度; 0 in a legacy number whose year has two digits, as the century cannot be told.
    [[nodiscard]] int year() const noexcept { return year_; }
    /// 法院代字, e.g. `豫1325`; in legacy numbers the text between year and type as far as it can be told.
    [[nodiscard]] const std::string& court() const noexcept { return court_; }
    /// 专门审判代字 (one character) or empty.
    [[nodiscard]] const std::string& specialty() const noexcept { return specialty_; }
    /// 类型代字, e.g. `执`, `执恢`, `民初`.
    [[nodiscard]] const std::string& type() const noexcept { return type_; }
    /// 编号; 0 in a legacy number whose serial is not a single number.
    [[nodiscard]] std::int64_t serial() const noexcept { return serial_; }
    /// The N of 之N, or 0.
    [[nodiscard]] int suffix() const noexcept { return suffix_; }
    [[nodiscard]] bool is_legacy() const noexcept { return legacy_; }
    /// Why the number is held to be legacy, and what was odd but understood: short English notes from a fixed
    /// set, joined by `; `. Empty for a clean number.
    [[nodiscard]] const std::string& remark() const noexcept { return remark_; }

    /// Canonical text: full-width brackets, no spaces; a legacy number as it was written but for these.
    [[nodiscard]] const std::string& to_string() const noexcept { return text_; }

    /// The same number without 之N: the case that the document belongs to.
    [[nodiscard]] CaseNumber without_suffix() const;

    friend bool operator==(const CaseNumber& left, const CaseNumber& right) noexcept {
        return left.text_ == right.text_;
    }

private:
    CaseNumber() = default;
    int year_ = 0;
    std::string court_, specialty_, type_, text_, remark_;
    std::int64_t serial_ = 0;
    int suffix_ = 0;
    bool legacy_ = false;
};

}  // namespace zhixing
