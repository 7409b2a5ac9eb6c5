// What a reconciliation says, in words and as JSON.
#include "value/json_writer.hpp"
#include "zhixing/reconcile.hpp"

namespace zhixing {
namespace {

using Item = ReconciliationItem;

std::string day_or(Date day, const char* otherwise) { return day == kNoDate ? otherwise : to_string(day); }

Text by_test(MatchTest test) {
    switch (test) {
        case MatchTest::serial: return {"流水号相同", "same serial"};
        case MatchTest::payment_number: return {"金额、日期相符，摘要写明付款编号", "amount and date agree, the memo names the payment"};
        case MatchTest::case_number: return {"金额、日期相符，摘要写明案号", "amount and date agree, the memo names the case"};
        case MatchTest::name: return {"金额、日期、户名相符", "amount, date and name agree"};
        case MatchTest::none: break;
    }
    return {};
}

Text why(const Item& item) {
    const std::string difference = item.difference.to_string(), days = std::to_string(item.days), count = std::to_string(item.candidates.size());
    const bool at_bank = item.line >= 0;
    switch (item.reason) {
        case MismatchReason::amount_differs: return {"金额不符，账比银行" + std::string{item.difference < Money{} ? "少" : "多"} + (item.difference < Money{} ? -item.difference : item.difference).to_string() + "元",
                                                     "amounts differ, books − bank = " + difference};
        case MismatchReason::date_differs: return {"日期不符，账与银行相差" + days + "天", "dates differ, books − bank = " + days + " days"};
        case MismatchReason::serial_differs: return {"金额、日期和户名（案号）相符，流水号不同", "all agrees but the serials"};
        case MismatchReason::several_candidates: return {"可能对应的不止一笔（" + count + "笔）", "more than one would fit, here " + count};
        case MismatchReason::not_identified: return {"金额、日期与" + count + "笔相符，户名、案号均对不上", "amount and date agree with " + count + ", but no name and no number"};
        case MismatchReason::no_amount: return {"账上没有记金额", "the event states no amount"};
        case MismatchReason::no_candidate: return at_bank ? Text{"账上没有", "not in the books"} : Text{"银行没有", "not at the bank"};
        case MismatchReason::none: break;
    }
    return {};
}

// ---------------------------------------------------------------- JSON

void write(JsonWriter& json, const StatementLine& line) {
    json.open('{').member("line", static_cast<std::int64_t>(line.line)).name("on").word(to_string(line.on));
    if (!line.serial.empty()) json.member("serial", line.serial);
    json.name("direction").word(line.incoming ? "in" : "out").name("amount").word(line.amount.to_string());
    if (line.balance) json.name("balance").word(line.balance->to_string());
    if (!line.name.empty()) json.member("name", line.name);
    if (!line.account.empty()) json.member("account", line.account);
    if (!line.memo.empty()) json.member("memo", line.memo);
    json.close('}');
}

void write(JsonWriter& json, const BankMovement& movement) {
    json.open('{').member("case", movement.case_number).member("dossier", static_cast<std::int64_t>(movement.dossier)).member("event", movement.event);
    json.name("kind").word(Catalogue::bundled().kind(movement.kind).id);
    if (movement.on != kNoDate) json.name("on").word(to_string(movement.on));
    json.name("direction").word(movement.incoming ? "in" : "out");
    if (movement.amount) json.name("amount").word(movement.amount->to_string());
    if (!movement.number.empty()) json.member("number", movement.number);
    if (!movement.name.empty()) json.member("name", movement.name);
    json.close('}');
}

void write(JsonWriter& json, const FlowTotal& total) {
    json.open('{').member("count", static_cast<std::int64_t>(total.count)).name("in").word(total.in.to_string()).name("out").word(total.out.to_string()).close('}');
}

JsonWriter& amount_or_null(JsonWriter& json, std::optional<Money> amount) { return amount ? json.word(amount->to_string()) : json.raw("null"); }

void write_totals(JsonWriter& json, std::optional<Money> opening, Money in, Money out, std::optional<Money> closing) {
    json.open('{').name("opening");
    amount_or_null(json, opening).name("in").word(in.to_string()).name("out").word(out.to_string()).name("closing");
    amount_or_null(json, closing).close('}');
}

std::optional<Money> difference(Money books, std::optional<Money> bank) { return bank ? std::optional{books - *bank} : std::nullopt; }

void write_totals(JsonWriter& json, const Reconciliation& answer) {
    json.name("totals").open('{').name("bank");
    write_totals(json, answer.bank_opening, answer.bank.in, answer.bank.out, answer.bank_closing);
    json.name("books");
    write_totals(json, answer.books_opening, answer.books.in, answer.books.out, answer.books_closing);
    json.name("difference");
    write_totals(json, difference(answer.books_opening, answer.bank_opening), answer.books.in - answer.bank.in, answer.books.out - answer.bank.out,
                 difference(answer.books_closing, answer.bank_closing));
    json.name("note").both({"账上余额是所给卷宗收支之和，不一定是整个账户的", "the books sum the movements of the dossiers given, perhaps not of all"});
    json.close('}');
}

void write_proof(JsonWriter& json, const Reconciliation& answer) {
    json.name("proof").open('{').name("lines").open('{').name("all");
    write(json, answer.bank);
    json.name("matched");
    write(json, answer.lines_matched);
    json.name("unmatched");
    write(json, answer.lines_unmatched);
    json.close('}').name("movements").open('{').name("all");
    write(json, answer.movements_all);
    json.name("matched");
    write(json, answer.movements_matched);
    json.name("unmatched");
    write(json, answer.movements_unmatched);
    json.name("outside");
    write(json, answer.movements_outside);
    json.name("reversed");
    write(json, answer.movements_reversed);
    json.close('}').flag("adds_up", answer.adds_up()).close('}');
}

void write(JsonWriter& json, const Item& item, const Reconciliation& answer) {
    json.open('{').name("outcome").word(to_string(item.outcome));
    if (item.test != MatchTest::none) json.name("test").word(to_string(item.test));
    if (item.reason != MismatchReason::none) json.name("reason").word(to_string(item.reason));
    if (item.reason == MismatchReason::amount_differs) json.name("difference").word(item.difference.to_string());
    if (item.reason == MismatchReason::date_differs) json.member("days", std::int64_t{item.days});
    if (item.line >= 0) write(json.name("line"), answer.lines[static_cast<std::size_t>(item.line)]);
    json.name("movements").open('[');
    for (const std::uint32_t i : item.movements) write(json, answer.movements[i]);
    json.close(']').name("candidates").open('[');
    for (const std::uint32_t i : item.candidates) {
        if (item.line >= 0) write(json, answer.movements[i]);
        else write(json, answer.lines[i]);
    }
    json.close(']').name("message").both(message(item, answer)).close('}');
}

void write_remark(JsonWriter& json, const InputError& remark) {
    json.open('{').name("code").word(remark.code()).member("line", static_cast<std::int64_t>(remark.place().line)).member("column", remark.place().pointer);
    json.name("message").both(remark.message()).close('}');
}

}  // namespace

std::string_view to_string(Item::Outcome outcome) noexcept {
    switch (outcome) {
        case Item::Outcome::matched: return "matched";
        case Item::Outcome::differs: return "differs";
        case Item::Outcome::only_bank: return "only_bank";
        case Item::Outcome::only_books: return "only_books";
        case Item::Outcome::outside: return "outside";
        case Item::Outcome::reversed: return "reversed";
    }
    return "";
}

std::string_view to_string(MatchTest test) noexcept {
    switch (test) {
        case MatchTest::none: return "none";
        case MatchTest::serial: return "serial";
        case MatchTest::payment_number: return "payment_number";
        case MatchTest::case_number: return "case_number";
        case MatchTest::name: return "name";
    }
    return "";
}

std::string_view to_string(MismatchReason reason) noexcept {
    switch (reason) {
        case MismatchReason::none: return "none";
        case MismatchReason::amount_differs: return "amount_differs";
        case MismatchReason::date_differs: return "date_differs";
        case MismatchReason::serial_differs: return "serial_differs";
        case MismatchReason::several_candidates: return "several_candidates";
        case MismatchReason::not_identified: return "not_identified";
        case MismatchReason::no_amount: return "no_amount";
        case MismatchReason::no_candidate: return "no_candidate";
    }
    return "";
}

Text message(const Item& item, const Reconciliation& answer) {
    const Text reason = why(item);
    switch (item.outcome) {
        case Item::Outcome::matched: {
            const Text test = by_test(item.test);
            return {"已核对：" + test.zh, "matched: " + test.en};
        }
        case Item::Outcome::differs: return {"流水号相同，" + reason.zh, "same serial, but " + reason.en};
        case Item::Outcome::only_bank: return {"仅银行有：" + reason.zh, "only at the bank: " + reason.en};
        case Item::Outcome::only_books: return {"仅账上有：" + reason.zh, "only in the books: " + reason.en};
        case Item::Outcome::outside: {
            const Date day = answer.movements[item.movements.front()].on;
            return {"不在对账期间：" + day_or(day, "无日期"), "outside the period: " + day_or(day, "no date")};
        }
        case Item::Outcome::reversed: return {"已冲正", "reversed"};
    }
    return {};
}

namespace {

// What tells an item from all others, on every day on which it is not matched.
std::string reference(const Item& item, const Reconciliation& answer) {
    if (item.line < 0) {
        const BankMovement& movement = answer.movements[item.movements.front()];
        return "books:" + movement.case_number + ":" + movement.event;
    }
    const StatementLine& line = answer.lines[static_cast<std::size_t>(item.line)];
    if (!line.serial.empty()) return "bank:" + line.serial;
    return "bank:" + to_string(line.on) + (line.incoming ? "+" : "-") + line.amount.to_string() + ":" + line.name;
}

std::optional<Money> amount_in_question(const Item& item, const Reconciliation& answer) {
    if (item.reason == MismatchReason::amount_differs) return item.difference < Money{} ? -item.difference : item.difference;
    if (item.line >= 0) return answer.lines[static_cast<std::size_t>(item.line)].amount;
    return answer.movements[item.movements.front()].amount;
}

bool is_whole_month(const ReconcileOptions& options) {
    if (!options.from || !options.to) return false;
    const date::year_month_day from{*options.from}, to{*options.to};
    return from.year() == to.year() && from.month() == to.month() && from.day() == date::day{1} && Date{from.year() / from.month() / date::last} == *options.to;
}

}  // namespace

std::string to_events(const Reconciliation& answer, Date on) {
    std::string out;
    JsonWriter json{out};
    json.open('[').open('{').name("kind").word("funds.reconciled").name("on").word(to_string(on));
    if (answer.options.from && answer.options.to) json.member("ref", "reconciliation:" + to_string(*answer.options.from) + "/" + to_string(*answer.options.to));
    if (answer.options.to) json.name("until").word(to_string(*answer.options.to));
    if (is_whole_month(answer.options)) json.member("document", "案款对账单");
    json.name("outcome").word(answer.agrees() ? "agrees" : "differs").close('}');
    for (const Item& item : answer.items) {
        using Outcome = Item::Outcome;
        if (item.outcome != Outcome::differs && item.outcome != Outcome::only_bank && item.outcome != Outcome::only_books) continue;
        json.open('{').name("kind").word("funds.difference_found").name("on").word(to_string(on)).member("ref", reference(item, answer));
        if (const auto amount = amount_in_question(item, answer)) json.name("amount").word(amount->to_string());
        json.member("note", message(item, answer).zh).close('}');
    }
    json.close(']');
    return out;
}

std::string to_json(const Reconciliation& answer, std::optional<Date> on) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.reconciliation/1");
    if (answer.options.from) json.name("from").word(to_string(*answer.options.from));
    if (answer.options.to) json.name("to").word(to_string(*answer.options.to));
    json.member("days", std::int64_t{answer.options.days}).flag("agrees", answer.agrees());
    write_totals(json, answer);
    write_proof(json, answer);
    json.name("items").open('[');
    for (const Item& item : answer.items) write(json, item, answer);
    json.close(']').name("remarks").open('[');
    for (const InputError& remark : answer.breaks) write_remark(json, remark);
    for (const InputError& remark : answer.repeated) write_remark(json, remark);
    json.close(']');
    if (on) json.name("events").raw(to_events(answer, *on));
    json.close('}');
    return out;
}

}  // namespace zhixing
