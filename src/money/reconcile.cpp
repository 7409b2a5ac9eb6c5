#include "zhixing/reconcile.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "value/utf8.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/kinds.hpp"

namespace zhixing {
namespace {

using Item = ReconciliationItem;
using Positions = std::vector<std::uint32_t>;

constexpr std::array<MatchTest, 3> kTests = {MatchTest::payment_number, MatchTest::case_number, MatchTest::name};  // behind the serial

// ---------------------------------------------------------------- what a line and a movement have in common

// One line or one movement, as the tests see it.
struct Entry {
    bool incoming = true;
    std::optional<Money> amount;
    Date on = kNoDate;
    std::string serial;                                      // of the bank, where it is certain to be one
    std::array<std::vector<std::string>, kTests.size()> keys;  // what each test compares
    bool open = true;                                        // not matched yet
};

std::string without_spaces(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const Glyph glyph = take_glyph(text);
        if (glyph.code != ' ' && glyph.code != '\t' && glyph.code != 0x3000 && glyph.code != 0xA0) out += glyph.bytes;
    }
    return out;
}

std::optional<std::string> canonical(std::string_view number) {
    try {
        return CaseNumber::parse(number).without_suffix().to_string();
    } catch (const InputError&) {
        return std::nullopt;
    }
}

bool opens_year(char32_t c) { return c == U'（' || c == U'(' || c == U'〔' || c == U'[' || c == U'［'; }

// Case numbers in a text: from a bracket to the next 号.
std::vector<std::string> case_numbers_in(std::string_view memo) {
    constexpr std::string_view kEnd = "号";
    constexpr std::size_t kLongest = 96;  // bytes of a case number
    std::set<std::string> found;
    for (std::string_view rest = memo; !rest.empty();) {
        const std::string_view from = rest;
        if (!opens_year(take_glyph(rest).code)) continue;
        const std::size_t end = from.substr(0, kLongest).find(kEnd);
        if (end == std::string_view::npos) continue;
        if (const auto number = canonical(from.substr(0, end + kEnd.size()))) found.insert(*number);
    }
    return {found.begin(), found.end()};
}

bool is_number_character(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '/' || c == '.'; }

// Runs of Latin letters and digits, as payment numbers are.
std::vector<std::string> numbers_in(std::string_view memo) {
    std::set<std::string> found;
    for (auto from = memo.begin(); from != memo.end();) {
        from = std::find_if(from, memo.end(), is_number_character);
        const auto end = std::find_if_not(from, memo.end(), is_number_character);
        if (end - from >= 4) found.emplace(from, end);
        from = end;
    }
    return {found.begin(), found.end()};
}

std::vector<std::string> one_or_none(std::string text) {
    if (text.empty()) return {};
    return {std::move(text)};
}

Entry entry_of(const StatementLine& line) {
    return {line.incoming, line.amount, line.on, line.serial, {numbers_in(line.memo), case_numbers_in(line.memo), one_or_none(without_spaces(line.name))}, true};
}

// The number of money that came in is a bank serial, unless a payment came back.
Entry entry_of(const BankMovement& movement) {
    return {movement.incoming, movement.amount, movement.on, movement.incoming && movement.kind != kinds::funds_release_failed ? movement.number : "",
            {one_or_none(movement.number), one_or_none(canonical(movement.case_number).value_or("")), one_or_none(without_spaces(movement.name))}, !movement.reversed};
}

std::int32_t days_between(Date from, Date to) { return static_cast<std::int32_t>((to - from).count()); }

bool is_near(const Entry& left, const Entry& right, int days) {
    if (left.on == kNoDate || right.on == kNoDate) return false;
    return left.on - right.on <= date::days{days} && right.on - left.on <= date::days{days};
}

// Two bank serials that are known and not the same: it was another transfer.
bool contradicts(const Entry& left, const Entry& right) { return left.incoming && !left.serial.empty() && !right.serial.empty() && left.serial != right.serial; }

// ---------------------------------------------------------------- finding

// The open entries of one side by direction, and by amount and key where those are asked for; by date within.
class Index {
public:
    enum class By : std::uint8_t { amount_and_key, key, amount };

    Index(const std::vector<Entry>& entries, By by, std::size_t test) : entries_{&entries}, by_{by}, test_{test} {
        for (std::uint32_t i = 0; i < entries.size(); ++i) {
            if (!entries[i].open || entries[i].on == kNoDate) continue;
            for (std::string& key : keys(entries[i])) groups_[std::move(key)].push_back(i);
        }
        for (auto& [key, group] : groups_) std::ranges::stable_sort(group, {}, [&](std::uint32_t i) { return entries[i].on; });
    }

    // Hands over by date what fits an entry of the other side; false from `take` ends it.
    template <class Take>
    void each(const Entry& entry, int days, Take&& take) const {
        std::set<std::uint32_t> seen;
        for (const std::string& key : keys(entry)) {
            const auto group = groups_.find(key);
            if (group == groups_.end() || entry.on == kNoDate) continue;
            const auto first = std::ranges::lower_bound(group->second, entry.on - date::days{days}, {}, [&](std::uint32_t i) { return (*entries_)[i].on; });
            for (auto at = first; at != group->second.end() && (*entries_)[*at].on <= entry.on + date::days{days}; ++at) {
                if (seen.insert(*at).second && !take(*at)) return;
            }
        }
    }

private:
    [[nodiscard]] std::vector<std::string> keys(const Entry& entry) const {
        if (by_ != By::key && !entry.amount) return {};
        std::string start = entry.incoming ? "in " : "out ";
        if (by_ != By::key) start += std::to_string(entry.amount->fen()) + ' ';
        if (by_ == By::amount) return {start};
        std::vector<std::string> keys;
        for (const std::string& key : entry.keys[test_]) keys.push_back(start + key);
        return keys;
    }

    const std::vector<Entry>* entries_;
    By by_;
    std::size_t test_;
    std::map<std::string, Positions, std::less<>> groups_;
};

// The only one that fits, if there is just one.
std::optional<std::uint32_t> only_one(const Index& index, const std::vector<Entry>& others, const Entry& entry, int days) {
    std::optional<std::uint32_t> found;
    bool several = false;
    index.each(entry, days, [&](std::uint32_t i) {
        if (contradicts(entry, others[i])) return true;
        several = found.has_value();
        found = i;
        return !several;
    });
    return several ? std::nullopt : found;
}

// ---------------------------------------------------------------- the whole

class Reconciler {
public:
    Reconciler(const BankStatement& statement, std::vector<BankMovement> movements, const ReconcileOptions& options) {
        if (!statement.refused.empty()) throw InputError{statement.refused.front()};
        answer_.options = options;
        answer_.lines = statement.lines;
        answer_.movements = std::move(movements);
        answer_.bank_opening = statement.opening;
        answer_.bank_closing = statement.closing;
        answer_.breaks = statement.breaks;
        answer_.repeated = statement.repeated;
        set_period();
        sort();
        for (const StatementLine& line : answer_.lines) lines_.push_back(entry_of(line));
        for (const BankMovement& movement : answer_.movements) movements_.push_back(entry_of(movement));
    }

    Reconciliation run() {
        match_serials();
        for (std::size_t test = 0; test < kTests.size(); ++test) {
            match(test, 0);
            if (answer_.options.days > 0) match(test, answer_.options.days);
        }
        tell_the_rest();
        std::ranges::stable_sort(answer_.items, {}, [](const Item& item) {
            // By line, then what is only in the books.
            return std::pair{item.line < 0, item.line < 0 ? std::int64_t{item.movements.front()} : std::int64_t{item.line}};
        });
        add_up();
        return std::move(answer_);
    }

private:
    void set_period() {
        ReconcileOptions& options = answer_.options;
        if (options.days < 0 || options.days > 31) throw InputError{"reconcile.days", {"日期相差天数应为0至31", "the days by which dates may differ: expected 0 to 31"}};
        if (!answer_.lines.empty()) {
            const auto [first, last] = std::ranges::minmax_element(answer_.lines, {}, &StatementLine::on);
            if (!options.from) options.from = first->on;
            if (!options.to) options.to = last->on;
        }
        if (options.from && options.to && *options.from > *options.to) {
            throw InputError{"reconcile.period", {"期间的开始晚于结束", "the period ends before it begins"}};
        }
    }

    void sort() {
        std::ranges::stable_sort(answer_.lines, {}, [](const StatementLine& line) {
            return std::tuple{line.on, std::string_view{line.serial}, !line.incoming, line.amount, std::string_view{line.name}, std::string_view{line.account}, std::string_view{line.memo}, line.balance, line.line};
        });
        std::ranges::stable_sort(answer_.movements, {}, [](const BankMovement& movement) {
            return std::tuple{movement.on, std::string_view{movement.case_number}, std::string_view{movement.event}, movement.kind, movement.amount,
                              std::string_view{movement.number}, std::string_view{movement.name}, movement.reversed, movement.dossier};
        });
    }

    // ---- matching

    void match_serials() {
        std::map<std::pair<bool, std::string_view>, std::pair<Positions, Positions>> groups;
        for (std::uint32_t i = 0; i < lines_.size(); ++i) {
            if (!answer_.lines[i].serial.empty()) groups[{lines_[i].incoming, answer_.lines[i].serial}].first.push_back(i);
        }
        for (std::uint32_t i = 0; i < movements_.size(); ++i) {
            if (movements_[i].open && !answer_.movements[i].number.empty()) groups[{movements_[i].incoming, answer_.movements[i].number}].second.push_back(i);
        }
        for (const auto& [serial, group] : groups) {
            if (group.first.size() == 1 && !group.second.empty()) settle_serial(group.first.front(), group.second);
        }
    }

    void settle_serial(std::uint32_t line, const Positions& movements) {
        Item item = joined(line, movements, MatchTest::serial);
        Money sum;
        bool near = true;
        for (const std::uint32_t i : movements) {
            const Entry& movement = movements_[i];
            if (!movement.amount) item.reason = MismatchReason::no_amount;
            else sum += *movement.amount;
            if (is_near(lines_[line], movement, answer_.options.days)) continue;
            near = false;
            if (movement.on != kNoDate) item.days = days_between(lines_[line].on, movement.on);
        }
        if (item.reason == MismatchReason::none && sum != *lines_[line].amount) {
            item.reason = MismatchReason::amount_differs;
            item.difference = sum - *lines_[line].amount;
        } else if (item.reason == MismatchReason::none && !near) {
            item.reason = MismatchReason::date_differs;
        }
        if (item.reason != MismatchReason::date_differs) item.days = 0;
        if (item.reason != MismatchReason::none) item.outcome = Item::Outcome::differs;
        answer_.items.push_back(std::move(item));
    }

    // Pairs of which each is the only one that fits the other; found first, then taken, so that no pair goes before another.
    void match(std::size_t test, int days) {
        const Index by_movement{movements_, Index::By::amount_and_key, test}, by_line{lines_, Index::By::amount_and_key, test};
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (std::uint32_t i = 0; i < lines_.size(); ++i) {
            if (!lines_[i].open) continue;
            const auto movement = only_one(by_movement, movements_, lines_[i], days);
            if (movement && only_one(by_line, lines_, movements_[*movement], days) == i) pairs.emplace_back(i, *movement);
        }
        for (const auto& [line, movement] : pairs) answer_.items.push_back(joined(line, {movement}, kTests[test]));
    }

    Item joined(std::uint32_t line, const Positions& movements, MatchTest test) {
        lines_[line].open = false;
        for (const std::uint32_t i : movements) movements_[i].open = false;
        Item item;
        item.test = test;
        item.line = static_cast<std::int32_t>(line);
        item.movements = movements;
        return item;
    }

    // ---- what was not matched, and why

    // The indexes of one side in which a reason is looked for.
    struct Indexes {
        explicit Indexes(const std::vector<Entry>& entries) {
            amount.emplace_back(entries, Index::By::amount, 0);
            for (std::size_t test = 0; test < kTests.size(); ++test) {
                both.emplace_back(entries, Index::By::amount_and_key, test);
                key.emplace_back(entries, Index::By::key, test);
            }
        }
        std::vector<Index> both, key, amount;
    };

    void tell_the_rest() {
        const Indexes lines{lines_}, movements{movements_};
        for (std::uint32_t i = 0; i < lines_.size(); ++i) {
            if (!lines_[i].open) continue;
            Item item = reason(lines_[i], movements, movements_, 1);
            item.outcome = Item::Outcome::only_bank;
            item.line = static_cast<std::int32_t>(i);
            answer_.items.push_back(std::move(item));
        }
        for (std::uint32_t i = 0; i < movements_.size(); ++i) {
            const bool reversed = answer_.movements[i].reversed;
            if (!movements_[i].open && !reversed) continue;
            Item item = reversed ? Item{} : reason(movements_[i], lines, lines_, -1);
            item.outcome = reversed ? Item::Outcome::reversed : is_outside(movements_[i].on) ? Item::Outcome::outside : Item::Outcome::only_books;
            item.movements = {i};
            answer_.items.push_back(std::move(item));
        }
    }

    // @param sign 1 if the other side is the books, -1 if it is the bank: differences are books − bank.
    Item reason(const Entry& entry, const Indexes& indexes, const std::vector<Entry>& others, int sign) const {
        constexpr int kFar = 366;
        const int days = answer_.options.days;
        Item item;
        if (!entry.amount) {
            item.reason = MismatchReason::no_amount;
            return item;
        }
        const auto look = [&](const std::vector<Index>& in, int how_far, MismatchReason why, auto&& fits) {
            for (const Index& index : in) {
                index.each(entry, how_far, [&](std::uint32_t i) {
                    if (fits(others[i]) && std::ranges::find(item.candidates, i) == item.candidates.end()) item.candidates.push_back(i);
                    return item.candidates.size() < kMaxCandidates;
                });
            }
            std::ranges::sort(item.candidates);
            if (!item.candidates.empty()) item.reason = why;
            return !item.candidates.empty();
        };
        const auto agrees = [&](const Entry& other) { return !contradicts(entry, other); };
        if (look(indexes.both, days, MismatchReason::several_candidates, agrees)) return item;
        if (look(indexes.both, days, MismatchReason::serial_differs, [](const Entry&) { return true; })) return item;
        if (look(indexes.both, kFar, MismatchReason::date_differs, agrees)) {
            item.days = sign * days_between(entry.on, others[item.candidates.front()].on);
            return item;
        }
        if (look(indexes.key, days, MismatchReason::amount_differs, [&](const Entry& other) { return agrees(other) && other.amount; })) {
            const Money other = *others[item.candidates.front()].amount;
            item.difference = sign > 0 ? other - *entry.amount : *entry.amount - other;
            return item;
        }
        if (!look(indexes.amount, days, MismatchReason::not_identified, agrees)) item.reason = MismatchReason::no_candidate;
        return item;
    }

    [[nodiscard]] bool is_outside(Date day) const {
        const ReconcileOptions& options = answer_.options;
        return day != kNoDate && ((options.from && day < *options.from) || (options.to && day > *options.to));
    }

    // ---- sums

    static void add(FlowTotal& total, bool incoming, Money amount) {
        ++total.count;
        (incoming ? total.in : total.out) += amount;
    }

    void add_up() {
        using Outcome = Item::Outcome;
        for (const Item& item : answer_.items) {
            const bool matched = item.outcome == Outcome::matched;
            if (item.line >= 0) add(matched ? answer_.lines_matched : answer_.lines_unmatched, lines_[static_cast<std::size_t>(item.line)].incoming, *lines_[static_cast<std::size_t>(item.line)].amount);
            FlowTotal& total = matched                              ? answer_.movements_matched
                               : item.outcome == Outcome::outside   ? answer_.movements_outside
                               : item.outcome == Outcome::reversed  ? answer_.movements_reversed
                                                                    : answer_.movements_unmatched;
            for (const std::uint32_t i : item.movements) add(total, movements_[i].incoming, movements_[i].amount.value_or(Money{}));
        }
        for (const Entry& line : lines_) add(answer_.bank, line.incoming, *line.amount);
        for (std::size_t i = 0; i < movements_.size(); ++i) {
            const Entry& movement = movements_[i];
            const Money amount = movement.amount.value_or(Money{});
            add(answer_.movements_all, movement.incoming, amount);
            if (answer_.movements[i].reversed) continue;
            if (!is_outside(movement.on)) add(answer_.books, movement.incoming, amount);
            else if (answer_.options.from && movement.on < *answer_.options.from) answer_.books_opening += movement.incoming ? amount : -amount;
        }
        answer_.books_closing = answer_.books_opening + answer_.books.in - answer_.books.out;
    }

    Reconciliation answer_;
    std::vector<Entry> lines_, movements_;
};

FlowTotal operator+(const FlowTotal& left, const FlowTotal& right) { return {left.count + right.count, left.in + right.in, left.out + right.out}; }

}  // namespace

bool Reconciliation::adds_up() const {
    return bank == lines_matched + lines_unmatched &&
           movements_all == movements_matched + movements_unmatched + movements_outside + movements_reversed;
}

Reconciliation reconcile(const BankStatement& statement, std::vector<BankMovement> movements, const ReconcileOptions& options) {
    return Reconciler{statement, std::move(movements), options}.run();
}

}  // namespace zhixing
