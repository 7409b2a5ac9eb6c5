// Which kinds move case money, how, and when in a day.
#include <array>

#include "money/ledger_book.hpp"

namespace zhixing {
namespace {

using namespace kinds;
using enum AccountKind;

// The last column is the structure of the national report (1001 执行款缴纳 … 1012 账户存量) in which the entry appears.
constexpr std::array kPostings = std::to_array<Posting>({
    {funds_received, Phase::in, &Book::receive, bank, "1001"},
    {funds_unidentified, Phase::in, &Book::receive, unidentified, "1002"},
    {funds_interest_credited, Phase::in, &Book::credit_from_outside, account_interest, "1012"},
    {auction_bid_deposit_paid, Phase::in, &Book::take_bid_deposit, auction_deposit, "1001"},
    {funds_claimed, Phase::claim, &Book::claim, case_money, "1003"},
    {cash_handed_in, Phase::claim, &Book::bank_in, cash, "1001"},
    {bill_cleared, Phase::claim, &Book::bank_in, bill, "1001"},
    {auction_deposit_moved, Phase::claim, &Book::turn_bid_deposit, case_money, "1001"},
    {deposit_forfeited, Phase::claim, &Book::turn_bid_deposit, case_money, "1001"},
    {entitlement_fixed, Phase::claim, &Book::fix_entitlement},
    {payment_proposed, Phase::proposed, &Book::propose},
    {payment_checked, Phase::checked, &Book::check},
    {release_approved, Phase::approved, &Book::approve, payable, "1006"},
    {payment_verified, Phase::verified, &Book::follow},
    {payment_sent, Phase::sent, &Book::follow},
    {funds_released, Phase::released, &Book::release, bank, "1007"},
    {payment_rejected, Phase::ended, &Book::end_unpaid, payable, "1006"},
    {payment_voided, Phase::ended, &Book::end_unpaid, payable, "1006"},
    {funds_release_failed, Phase::ended, &Book::give_back, bank, "1007"},
    {funds_claim_reversed, Phase::out, &Book::reverse_claim, unidentified, "1003"},
    {bill_dishonoured, Phase::out, &Book::dishonour, bill, "1001"},
    {fee_collected, Phase::out, &Book::collect, execution_fee, "1007"},
    {court_cost_collected, Phase::out, &Book::collect, court_cost, "1007"},
    {fine_collected, Phase::out, &Book::collect, fine, "1007"},
    {cost_paid, Phase::out, &Book::pay_out, bank, "1007"},
    {funds_moved, Phase::out, &Book::pay_out, bank, "1007"},
    {funds_refunded, Phase::out, &Book::refund, bank, "1007"},
    {funds_deposited, Phase::out, &Book::put_on_deposit, deposit, "1008"},
    {auction_bid_deposit_returned, Phase::out, &Book::return_bid_deposit, auction_deposit, "1007"},
    {funds_surrendered, Phase::treasury, &Book::surrender, bank, "1007"},
    {funds_deposit_returned, Phase::treasury, &Book::take_off_deposit, deposit, "1009"},
    {funds_frozen, Phase::hold, &Book::freeze, hold, "1005"},
    {funds_unfrozen, Phase::claim, &Book::unfreeze, hold, "1005"},
    {funds_corrected, Phase::correction, &Book::correct},
});

constexpr auto kPostingOfKind = [] {
    std::array<std::uint8_t, kMaxKinds> table{};
    for (std::size_t i = 0; i < kPostings.size(); ++i) table[static_cast<std::size_t>(kPostings[i].kind)] = static_cast<std::uint8_t>(i + 1);
    return table;
}();

}  // namespace

const Posting* posting_of(Kind kind) noexcept {
    const std::size_t place = kPostingOfKind[static_cast<std::size_t>(kind)];
    return place == 0 ? nullptr : &kPostings[place - 1];
}

}  // namespace zhixing
