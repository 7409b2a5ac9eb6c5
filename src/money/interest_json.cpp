// zhixing.interest/1.
#include "law/rule.hpp"
#include "value/json_writer.hpp"
#include "zhixing/interest.hpp"

namespace zhixing {
namespace {

void write(JsonWriter& json, const InterestPiece& piece, const std::vector<Citation>& articles) {
    json.open('{').member("part", to_string(piece.part)).member("from", to_string(piece.from)).member("to", to_string(piece.to));
    json.member("days", piece.days).member("base", piece.base.to_string()).member("rate", piece.rate.percent());
    json.member("per", piece.yearly ? "year" : "day").member("amount", piece.amount.to_string());
    json.name("citations").raw(to_json(articles)).close('}');
}

void write(JsonWriter& json, const Settlement& settlement, const std::vector<Citation>& articles) {
    json.open('{').member("day", to_string(settlement.day)).member("amount", settlement.amount.to_string());
    json.member("costs", settlement.costs.to_string()).member("interest", settlement.interest.to_string());
    json.member("principal", settlement.principal.to_string()).member("doubled", settlement.doubled.to_string());
    json.member("surplus", settlement.surplus.to_string()).name("citations").raw(to_json(articles)).close('}');
}

void write(JsonWriter& json, const PerformanceMoney& performance) {
    json.open('{').member("amount", performance.amount.to_string());
    if (performance.duty.loss) json.member("loss", performance.duty.loss->to_string());
    if (performance.duty.decided) json.member("decided", performance.duty.decided->to_string());
    json.name("citations").raw(to_json(performance.citations)).close('}');
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
    json.name("options").open('{').member("days", to_string(asked.days));
    json.member("rounding", to_string(*asked.rounding)).member("order", to_string(*asked.order));
    if (asked.basis) json.member("basis", *asked.basis);
    if (asked.first_day) json.member("first_day", to_string(*asked.first_day));
    json.member("last_day", to_string(asked.last_day));
    json.close('}').name("pieces").open('[');
    for (std::size_t i = 0; i < sheet.pieces.size(); ++i) write(json, sheet.pieces[i], interest.piece_articles[i]);
    json.close(']').name("settlements").open('[');
    for (std::size_t i = 0; i < sheet.settlements.size(); ++i) write(json, sheet.settlements[i], interest.settlement_articles[i]);
    json.close(']').name("items").open('[');
    for (const ItemReading& item : interest.items) write(json, item);
    json.close(']').name("readings").open('[');
    for (const OtherReading& reading : interest.readings) {
        json.open('{').member("order", to_string(reading.order)).member("total", reading.total.to_string());
        json.member("outstanding", reading.outstanding.to_string()).name("citations").raw(to_json(reading.citations)).close('}');
    }
    json.close(']').name("citations").open('{');
    for (const auto& [of, citations] : interest.citations) json.key(of).raw(to_json(citations));
    json.close('}').name("remarks").open('[');
    for (const Text& remark : interest.remarks) json.both(remark);
    json.close(']');
    if (interest.performance) {
        json.name("performance");
        write(json, *interest.performance);
    }
    json.close('}');
    return out;
}

}  // namespace zhixing
