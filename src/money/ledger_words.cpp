// What a ledger says: flaws in words, reporting structures, the JSON document.
#include <array>
#include <unordered_map>

#include "law/data.hpp"
#include "value/data.hpp"
#include "value/json_writer.hpp"
#include "zhixing/ledger.hpp"

namespace zhixing {
namespace {

struct Words {
    const char *zh, *en;
};

constexpr std::array<Words, 13> kWords = {{
    {"", ""},
    {"超出账户余额", "takes more than the account holds"},
    {"没有金额，前序环节也不能确定金额", "states no amount, and none follows from what went before"},
    {"所指的款项、发放、冻结或者分录不在案", "names a receipt, payment, hold or entry that is not on record"},
    {"金额与前一环节不一致", "states another amount than the step before it"},
    {"流水号或者发放编号已用于其他内容", "repeats a bank serial or payment number with other contents"},
    {"该笔发放已经支付、撤销或者失败", "is about a payment that was paid, voided or failed already"},
    {"该笔发放未经审批", "takes money out without an approval of that payment"},
    {"超出债权人应得数额", "pays more than is due to the creditor"},
    {"动用被冻结的案款", "takes money that is frozen"},
    {"解除冻结的文书与冻结文书不对应", "lifts a hold by another document than its own"},
    {"退款对象不是原交款人", "returns money to somebody who did not pay it"},
    {"该分录已经冲正，或者本身就是冲正", "reverses an entry that was reversed, or a reversal"},
}};

std::string_view id_of(std::int32_t event, const Dossier& dossier) { return dossier.event_id(dossier.events()[static_cast<std::size_t>(event)]); }

class LedgerWriter {
public:
    LedgerWriter(std::string& out, const Ledger& ledger, const Dossier& dossier) : json_{out}, ledger_{ledger}, dossier_{dossier} {}

    void write() {
        json_.open('{').member("schema", "zhixing.ledger/1");
        if (!dossier_.number().empty()) json_.member("number", dossier_.number());
        json_.member("as_of", to_string(ledger_.as_of));
        amount("received", ledger_.received());
        amount("unreleased", ledger_.unreleased());
        list("accounts", ledger_.accounts);
        list("entries", ledger_.entries);
        list("flaws", ledger_.flaws);
        list("payments", ledger_.payments);
        list("receipts", ledger_.receipts);
        list("entitlements", ledger_.entitlements);
        json_.close('}');
    }

private:
    template <std::size_t size>
    void amount(const char (&name)[size], Money money) { json_.name(name).word(money.to_string()); }
    template <std::size_t size>
    void optional_text(const char (&name)[size], std::string_view text) {
        if (!text.empty()) json_.member(name, text);
    }
    template <std::size_t size, class Rows>
    void list(const char (&name)[size], const Rows& rows) {
        json_.name(name).open('[');
        for (const auto& row : rows) {
            json_.open('{');
            write(row);
            json_.close('}');
        }
        json_.close(']');
    }

    void write(const LedgerAccount& account) {
        json_.name("kind").word(to_string(account.kind));
        optional_text("key", account.key);
        amount("debits", account.debits);
        amount("credits", account.credits);
        amount("balance", account.balance());
    }
    void write(const LedgerEntry& entry) {
        const Kind kind = dossier_.events()[static_cast<std::size_t>(entry.event)].kind;
        json_.member("event", id_of(entry.event, dossier_)).name("kind").word(Catalogue::bundled().kind(kind).id).name("on").word(to_string(entry.on));
        json_.member("debit", entry.debit).member("credit", entry.credit);
        amount("amount", entry.amount);
        const Kind reported = entry.reverses < 0 ? kind : dossier_.events()[static_cast<std::size_t>(ledger_.entries[static_cast<std::size_t>(entry.reverses)].event)].kind;
        if (const auto structure = funds_structure(reported)) json_.name("structure").word(structure->code);
        if (entry.reverses >= 0) json_.member("reverses", entry.reverses);
    }
    void write(const LedgerFlaw& flaw) {
        json_.member("event", id_of(flaw.event, dossier_)).name("fault").word(to_string(flaw.fault));
        amount("amount", flaw.amount);
        json_.name("message").both(message(flaw, dossier_));
    }
    void write(const LedgerPayment& payment) {
        optional_text("number", payment.number);
        optional_text("payee", payment.payee);
        optional_text("receipt", payment.receipt);
        amount("amount", payment.amount);
        json_.name("state").word(to_string(payment.state)).name("events").open('[');
        for (const std::int32_t event : payment.events) json_.text(id_of(event, dossier_));
        json_.close(']');
    }
    void write(const LedgerReceipt& receipt) {
        json_.member("ref", receipt.ref);
        optional_text("payer", receipt.payer);
        json_.member("event", id_of(receipt.event, dossier_)).name("on").word(to_string(receipt.on));
        amount("amount", receipt.amount);
        amount("left", receipt.left);
        if (receipt.spent_on != kNoDate) json_.name("spent_on").word(to_string(receipt.spent_on));
    }
    void write(const LedgerEntitlement& entitlement) {
        json_.member("creditor", entitlement.creditor);
        optional_text("head", entitlement.head);
        amount("due", entitlement.due);
        amount("paid", entitlement.paid);
    }

    JsonWriter json_;
    const Ledger& ledger_;
    const Dossier& dossier_;
};

}  // namespace

std::optional<FundsStructure> funds_structure(Kind kind) {
    static const auto table = [] {
        std::unordered_map<std::size_t, FundsStructure> rows;
        for_each_row<3>(rule_data("data/funds-structures.csv").value(), [&](const auto& row) {
            rows[static_cast<std::size_t>(Catalogue::bundled().find_kind(row[0]))] = {row[1], row[2]};
        });
        return rows;
    }();
    const auto found = table.find(static_cast<std::size_t>(kind));
    if (found == table.end()) return std::nullopt;
    return found->second;
}

Text message(const LedgerFlaw& flaw, const Dossier& dossier) {
    const Event& event = dossier.events()[static_cast<std::size_t>(flaw.event)];
    const KindInfo& kind = Catalogue::bundled().kind(event.kind);
    const Words& words = kWords[static_cast<std::size_t>(flaw.fault)];
    const std::string id{dossier.event_id(event)}, amount = flaw.amount.to_string();
    Text text{"事件" + id + "“" + kind.zh + "”" + words.zh, "event " + id + ", " + kind.en + ": " + words.en};
    if (flaw.amount > Money{}) {
        text.zh += "，涉及" + amount + "元";
        text.en += ", " + amount + " yuan";
    }
    return text;
}

std::string to_json(const Ledger& ledger, const Dossier& dossier) {
    std::string out;
    LedgerWriter{out, ledger, dossier}.write();
    return out;
}

}  // namespace zhixing
