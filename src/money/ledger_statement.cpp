// A statement of account as plain text.
#include <algorithm>
#include <array>
#include <vector>

#include "zhixing/ledger.hpp"

namespace zhixing {
namespace {

using Row = std::array<std::string, 5>;

// Columns of a terminal: Chinese characters and punctuation take two.
std::size_t width(std::string_view text) {
    std::size_t columns = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 || (byte >= 0xC0 && byte < 0xE0)) columns += 1;
        else if (byte >= 0xE0) columns += 2;
    }
    return columns;
}

// Words stand left, amounts right.
std::string table(const std::vector<Row>& rows) {
    std::array<std::size_t, 5> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string out;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - width(row[i]), ' ');
            line += i < 2 ? row[i] + padding : padding + row[i];
            if (i + 1 < row.size()) line += "  ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

bool in_hand(const LedgerAccount& account) { return account.asset() && account.kind != AccountKind::discrepancy; }

struct Movement {
    std::int32_t event = -1;
    Date on = kNoDate;
    Money in, out;
};

// What each event brought into the court's hands, and what it took out.
std::vector<Movement> movements(const Ledger& ledger) {
    std::vector<Movement> list;
    for (const LedgerEntry& entry : ledger.entries) {
        const bool in = in_hand(ledger.accounts[entry.debit]), out = in_hand(ledger.accounts[entry.credit]);
        if (in == out) continue;
        if (list.empty() || list.back().event != entry.event) list.push_back({entry.event, entry.on, {}, {}});
        (in ? list.back().in : list.back().out) += entry.amount;
    }
    return list;
}

// What the money in hand is made of: these add up to it, but for a discrepancy.
struct Part {
    AccountKind kind;
    const char *zh, *en;
};
constexpr Part kParts[] = {
    {AccountKind::case_money, "其中：可用案款", "of which free case money"},
    {AccountKind::hold, "其中：冻结", "of which frozen"},
    {AccountKind::payable, "其中：已批准待付", "of which approved and not yet paid"},
    {AccountKind::deposit, "其中：提存", "of which on deposit for creditors"},
    {AccountKind::unidentified, "其中：不明款", "of which unidentified"},
    {AccountKind::execution_fee, "其中：执行申请费", "of which execution fee"},
    {AccountKind::court_cost, "其中：诉讼费用", "of which court costs"},
    {AccountKind::fine, "其中：罚款罚金", "of which fines"},
    {AccountKind::auction_deposit, "其中：竞买保证金", "of which bidders' deposits"},
    {AccountKind::account_interest, "其中：专户利息", "of which interest of the account"},
};

std::string amount_or_blank(Money money) { return money == Money{} ? std::string{} : money.to_string(); }

}  // namespace

Text statement(const Ledger& ledger, const Dossier& dossier) {
    std::vector<Row> zh{{"日期", "事项", "收入", "支出", "余额"}}, en{{"Date", "Event", "In", "Out", "Balance"}};
    Money balance;
    for (const Movement& movement : movements(ledger)) {
        const KindInfo& kind = Catalogue::bundled().kind(dossier.events()[static_cast<std::size_t>(movement.event)].kind);
        balance += movement.in;
        balance -= movement.out;
        const std::string on = to_string(movement.on), in = amount_or_blank(movement.in), out = amount_or_blank(movement.out);
        zh.push_back({on, kind.zh, in, out, balance.to_string()});
        en.push_back({on, kind.en, in, out, balance.to_string()});
    }
    for (const Part& part : kParts) {
        const Money amount = ledger.balance(part.kind);
        if (amount == Money{}) continue;
        zh.push_back({"", part.zh, "", "", amount.to_string()});
        en.push_back({"", part.en, "", "", amount.to_string()});
    }
    const std::string number{dossier.number()}, day = to_string(ledger.as_of);
    return {"案款对账单 " + number + " 截至" + day + "（元）\n" + table(zh), "Statement of case money " + number + " on " + day + " (yuan)\n" + table(en)};
}

}  // namespace zhixing
