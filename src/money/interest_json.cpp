// zhixing.interest/1.
#include "law/rule.hpp"
#include "value/json_writer.hpp"
#include "zhixing/interest.hpp"

namespace zhixing {
namespace {

void write(JsonWriter& json, const InterestPiece& piece) {
    json.open('{').member("part", to_string(piece.part)).member("from", to_string(piece.from)).member("to", to_string(piece.to));
    json.member("days", piece.days).member("base", piece.base.to_string()).member("rate", piece.rate.percent());
    json.member("per", piece.yearly ? "year" : "day").member("amount", piece.amount.to_string()).close('}');
}

void write(JsonWriter& json, const Settlement& settlement) {
    json.open('{').member("day", to_string(settlement.day)).member("amount", settlement.amount.to_string());
    json.member("costs", settlement.costs.to_string()).member("interest", settlement.interest.to_string());
    json.member("principal", settlement.principal.to_string()).member("doubled", settlement.doubled.to_string());
    json.member("surplus", settlement.surplus.to_string()).close('}');
}

void write(JsonWriter& json, const ItemReading& item) {
    json.open('{').member("kind", item.kind).member("amount", item.amount.to_string()).flag("in_base", item.in_base);
    json.flag("needs_ruling", item.needs_ruling).name("citations").raw(to_json(item.citations)).close('}');
}

}  // namespace

std::string to_json(const Interest& interest) {
    std::string out;
    JsonWriter json{out};
    const InterestQuestion& asked = interest.question;
    const InterestSheet& sheet = interest.sheet;
    json.open('{').member("schema", "zhixing.interest/1").member("total", sheet.total().to_string());
    json.member("general", sheet.general.to_string()).member("doubled", sheet.doubled.to_string());
    json.member("outstanding", sheet.outstanding().to_string()).member("rounding_difference", sheet.rounding.to_string());
    json.name("owed").open('{').member("costs", sheet.owed_costs.to_string()).member("interest", sheet.owed_interest.to_string());
    json.member("principal", sheet.owed_principal.to_string()).member("doubled", sheet.owed_doubled.to_string()).close('}');
    json.member("currency", asked.mid_rate ? "CNY" : asked.currency);
    json.name("options").open('{').member("days", asked.days == DayCount::both_ends ? "both_ends" : "end_exclusive");
    json.member("rounding", *asked.rounding == InterestRounding::line ? "line" : "once").member("order", to_string(*asked.order));
    if (asked.basis) json.member("basis", *asked.basis);
    json.close('}').name("pieces").open('[');
    for (const InterestPiece& piece : sheet.pieces) write(json, piece);
    json.close(']').name("settlements").open('[');
    for (const Settlement& settlement : sheet.settlements) write(json, settlement);
    json.close(']').name("items").open('[');
    for (const ItemReading& item : interest.items) write(json, item);
    json.close(']').name("readings").open('[');
    for (const OtherReading& reading : interest.readings) {
        json.open('{').member("order", to_string(reading.order)).member("total", reading.total.to_string());
        json.member("outstanding", reading.outstanding.to_string()).close('}');
    }
    json.close(']').name("citations").open('{');
    for (const auto& [of, citations] : interest.citations) json.key(of).raw(to_json(citations));
    json.close('}').name("remarks").open('[');
    for (const Text& remark : interest.remarks) json.both(remark);
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
