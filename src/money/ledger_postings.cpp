// Which kinds move case money, how, and when in a day.
#include <array>

#include "money/ledger_book.hpp"

namespace zhixing {
namespace {

using namespace kinds;
using enum AccountKind;

constexpr std::array kPostings = std::to_array<Posting>({
    {funds_received, Phase::in, &Book::receive, bank},
    {funds_unidentified, Phase::in, &Book::receive, unidentified},
    {funds_interest_credited, Phase::in, &Book::credit_from_outside, account_interest},
    {auction_bid_deposit_paid, Phase::in, &Book::take_bid_deposit, auction_deposit},
    {funds_claimed, Phase::claim, &Book::claim, case_money},
    {cash_handed_in, Phase::claim, &Book::bank_in, cash},
    {bill_cleared, Phase::claim, &Book::bank_in, bill},
    {auction_deposit_moved, Phase::claim, &Book::turn_bid_deposit, case_money},
    {deposit_forfeited, Phase::claim, &Book::turn_bid_deposit, case_money},
    {entitlement_fixed, Phase::claim, &Book::fix_entitlement},
    {payment_proposed, Phase::proposed, &Book::propose},
    {payment_checked, Phase::checked, &Book::check},
    {release_approved, Phase::approved, &Book::approve, payable},
    {payment_verified, Phase::verified, &Book::follow},
    {payment_sent, Phase::sent, &Book::follow},
    {funds_released, Phase::released, &Book::release, bank},
    {payment_rejected, Phase::ended, &Book::end_unpaid, payable},
    {payment_voided, Phase::ended, &Book::end_unpaid, payable},
    {funds_release_failed, Phase::ended, &Book::give_back, bank},
    {funds_claim_reversed, Phase::out, &Book::reverse_claim, unidentified},
    {bill_dishonoured, Phase::out, &Book::dishonour, bill},
    {fee_collected, Phase::out, &Book::collect, execution_fee},
    {court_cost_collected, Phase::out, &Book::collect, court_cost},
    {fine_collected, Phase::out, &Book::collect, fine},
    {cost_paid, Phase::out, &Book::pay_out, bank},
    {funds_moved, Phase::out, &Book::pay_out, bank},
    {funds_refunded, Phase::out, &Book::refund, bank},
    {funds_deposited, Phase::out, &Book::put_on_deposit, deposit},
    {auction_bid_deposit_returned, Phase::out, &Book::return_bid_deposit, auction_deposit},
    {funds_surrendered, Phase::treasury, &Book::surrender, bank},
    {funds_deposit_returned, Phase::treasury, &Book::take_off_deposit, deposit},
    {funds_frozen, Phase::hold, &Book::freeze, hold},
    {funds_unfrozen, Phase::claim, &Book::unfreeze, hold},
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
