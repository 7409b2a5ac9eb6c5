/// @file
/// Court fees (诉讼费用) under 《诉讼费用交纳办法》: amounts line by line, who bears them, when they are due.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zhixing/date.hpp"
#include "zhixing/money.hpp"
#include "zhixing/rates.hpp"
#include "zhixing/rulebook.hpp"

namespace zhixing {

/// Which fee: 执行申请费, 保全申请费, 案件受理费 of property cases, 支付令申请费, 破产申请费.
enum class FeeKind : std::uint8_t { execution = 1, preservation, acceptance, payment_order, bankruptcy };
/// What becomes of fractions; the law is silent (`money.fee.rounding`).
enum class FeeRounding : std::uint8_t { fen_half_up = 1, yuan_half_up, yuan_floor, tens_half_up };

[[nodiscard]] std::string_view to_string(FeeKind kind) noexcept;
[[nodiscard]] std::string_view to_string(FeeRounding rounding) noexcept;

/// What is asked. Where an option is left out, the rulebook's choice holds.
struct FeeQuestion {
    FeeKind kind = FeeKind::execution;
    std::optional<Money> amount = {};  ///< none: the matter has no amount
    std::optional<Money> local = {};   ///< of an execution without amount: what the court charges, 50 to 500 yuan
    std::optional<Date> as_of = {};    ///< selects the scale; none: the newest
    std::optional<FeeRounding> rounding = {};
    bool halved = false;          ///< 案件受理费 halved (mediation, withdrawal, simple procedure); once at most
    std::string base = {};        ///< `recovered` or `applied`: what the amount is; empty: as the rulebook has it
    bool net = false;             ///< the amount is all that was received: find x with x + fee(x) = amount
    std::optional<Rate> exchange_rate = {};  ///< yuan for one unit of the currency of `amount`, official on the day of acceptance
};

/// One line of the computation; the fees of all lines add up to the fee.
struct FeeLine {
    enum class What : std::uint8_t { flat = 1, band, divided, halved, cap, rounding, local };
    What what = What::band;
    Money over, part;  ///< of a band: where it begins, and how much of the amount lies in it
    Rate rate;         ///< of a band
    Money fee;         ///< to the fen; negative where it lowers the fee
    std::vector<Citation> citations = {};  ///< in the version of the day
};

[[nodiscard]] std::string_view to_string(FeeLine::What what) noexcept;

/// A statement about the fee that the law makes: who bears it, when it is due, where the money goes.
struct FeeNote {
    std::string rule;   ///< id of the rule that makes it, `money.fee.execution.bearer`
    std::string value;  ///< what it sets, as JSON: `"respondent"`
    Text text;
    std::vector<Citation> citations;
};

/// The answer.
struct Fee {
    FeeKind kind = FeeKind::execution;
    FeeRounding rounding = FeeRounding::fen_half_up;
    std::optional<Date> as_of;
    std::string base;         ///< `recovered` or `applied`
    Money amount;             ///< in yuan, on which the fee is computed (with `net`, the x that was found)
    Money fee;
    std::optional<Money> received;  ///< with `net`: received = amount + fee + remainder
    Money remainder;                ///< with `net`: fen that no x uses up
    std::vector<FeeLine> lines;
    std::vector<Citation> citations;
    std::vector<FeeNote> notes;
};

/// @throws InputError `fee.amount` (negative, or none where one is needed), `fee.halved`, `fee.base`, `fee.local`,
/// `fee.exchange_rate` (zero), `fee.short` (`net` and not enough for the least fee), `rule.no_version` (no scale known on that day). Safe from many threads.
[[nodiscard]] Fee fee(const FeeQuestion& question, const Rulebook& rulebook);

/// Reads `{"kind","amount","as_of",…}`, the parameters of zx_fee. @throws InputError with a JSON pointer.
[[nodiscard]] FeeQuestion fee_question(std::string_view params);
/// `zhixing.fee/1`.
[[nodiscard]] std::string to_json(const Fee& fee);

}  // namespace zhixing
