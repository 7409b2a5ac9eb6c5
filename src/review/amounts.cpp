// Amounts of money that conditions compare.
#include "money/fee_scale.hpp"
#include "review/condition.hpp"

namespace zhixing {
namespace {

Doubt missing_amount(std::int32_t event) {
    return {Unknown::Missing::column, Column::amount, static_cast<std::uint32_t>(event), true};
}

Doubt missing_total() {
    static const std::optional<std::size_t> total = Catalogue::bundled().find_fact("claims.total");
    return {Unknown::Missing::fact, Column::kind, static_cast<std::uint32_t>(total.value()), true};
}

// What an event states, or that it states none.
Told told_by(const Record& record, std::int32_t position) {
    const Event& event = record.event(position);
    if (!event.has_amount) return {0, missing_amount(position)};
    return {event.amount.fen(), {}};
}

Told sum_of(const Pattern& pattern, const Record& record, const Context& context) {
    Told told;
    Doubt doubt;
    record.each(pattern, Match::none, context, [&](std::int32_t position) {
        const Told one = told_by(record, position);
        told.doubt.keep_first(one.doubt);
        if (__builtin_add_overflow(told.fen, one.fen, &told.fen)) told.doubt.keep_first(missing_amount(position));
    }, &doubt);
    told.doubt.keep_first(doubt);
    return told;
}

Told last_of(const Pattern& pattern, const Record& record, const Context& context) {
    Doubt doubt;
    std::int32_t last = kNoEvent;
    record.each(pattern, Match::none, context, [&](std::int32_t position) {
        if (last == kNoEvent || record.rank(position) > record.rank(last)) last = position;
    }, &doubt);
    if (doubt.any) return {0, doubt};
    if (last == kNoEvent) return {0, {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(pattern.kinds.front()), true}};
    return told_by(record, last);
}

Told told_by_ledger(const Amount& amount, const Record& record, const Context& context) {
    if (const Doubt doubt = ledger_doubt(record); doubt.any) return {0, doubt};
    const Ledger& ledger = *record.ledger(std::min(context.day, record.as_of()));
    switch (amount.of) {
        case Amount::Of::received: return {ledger.received().fen(), {}};
        case Amount::Of::unreleased: return {ledger.unreleased().fen(), {}};
        default: return {ledger.balance(static_cast<AccountKind>(amount.account)).fen(), {}};
    }
}

}  // namespace

namespace {

// Sums that leave the range of an amount: the largest is to be looked at.
Doubt largest_amount(const Record& record) {
    const auto amount = [&](std::int32_t event) { return record.event(event).amount; };
    const auto largest = std::max_element(record.dated().begin(), record.dated().end(), [&](auto a, auto b) { return amount(a) < amount(b); });
    return {Unknown::Missing::column, Column::amount, static_cast<std::uint32_t>(*largest), true};
}

}  // namespace

Doubt ledger_doubt(const Record& record) {
    static const std::vector<Kind> posted = Catalogue::bundled().match_kinds("funds.*");
    for (const std::int32_t event : record.undated()) {
        if (std::find(posted.begin(), posted.end(), record.event(event).kind) == posted.end()) continue;
        return {Unknown::Missing::date, Column::on, static_cast<std::uint32_t>(event), true};
    }
    for (const Kind kind : posted) {
        if (!record.dossier().covers(kind)) return {Unknown::Missing::kind, Column::kind, static_cast<std::uint32_t>(kind), true};
    }
    return record.ledger(record.as_of()) == nullptr ? largest_amount(record) : Doubt{};
}

std::optional<Money> claims_total(const Dossier& dossier) {
    if (dossier.claims().empty()) return std::nullopt;
    Money total;
    try {
        for (const Claim& claim : dossier.claims()) {
            if (!claim.principal) return std::nullopt;
            total += *claim.principal;
        }
    } catch (const Error&) {  // more than can be counted: no total is stated
        return std::nullopt;
    }
    return total;
}

namespace {

Told told_by_scale(const Scale& scale, const Record& record, const Context& context) {
    const Told of = amount_of(scale.of, record, context);
    if (of.doubt.any) return of;
    try {
        return {money::fee_on_scale(scale.json, scale.rounding, Money::from_fen(of.fen)).fen(), {}};
    } catch (const InputError&) {  // more than can be counted
        return {0, missing_total()};
    }
}

}  // namespace

Told amount_of(const Amount& amount, const Record& record, const Context& context) {
    switch (amount.of) {
        case Amount::Of::sum: return sum_of(amount.pattern, record, context);
        case Amount::Of::last: return last_of(amount.pattern, record, context);
        case Amount::Of::trigger:
            if (context.trigger == kNoEvent) return {0, missing_total()};
            return told_by(record, context.trigger);
        case Amount::Of::received:
        case Amount::Of::unreleased:
        case Amount::Of::account: return told_by_ledger(amount, record, context);
        case Amount::Of::scale: return told_by_scale(*amount.scale, record, context);
        case Amount::Of::claims: break;
    }
    const auto total = claims_total(record.dossier());
    if (!total) return {0, missing_total()};
    return {total->fen(), {}};
}

}  // namespace zhixing
