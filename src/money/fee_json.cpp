// zhixing.fee/1.
#include "law/rule.hpp"
#include "value/json_writer.hpp"
#include "zhixing/fee.hpp"

namespace zhixing {

std::string to_json(const Fee& fee) {
    std::string out;
    JsonWriter json{out};
    json.open('{').member("schema", "zhixing.fee/1").member("kind", to_string(fee.kind)).member("base", fee.base);
    if (fee.as_of) json.member("as_of", to_string(*fee.as_of));
    json.member("rounding", to_string(fee.rounding)).member("amount", fee.amount.to_string()).member("fee", fee.fee.to_string());
    if (fee.received) json.member("received", fee.received->to_string()).member("remainder", fee.remainder.to_string());
    json.name("lines").open('[');
    for (const FeeLine& line : fee.lines) {
        json.open('{').member("what", to_string(line.what));
        if (line.what <= FeeLine::What::band) json.member("over", line.over.to_string()).member("part", line.part.to_string());
        if (line.what == FeeLine::What::band) json.member("rate", line.rate.percent());
        json.member("fee", line.fee.to_string()).name("citations").raw(to_json(line.citations)).close('}');
    }
    json.close(']').name("citations").raw(to_json(fee.citations)).name("notes").open('[');
    for (const FeeNote& note : fee.notes) {
        json.open('{').member("rule", note.rule).name("value").raw(note.value).name("text").both(note.text);
        json.name("citations").raw(to_json(note.citations)).close('}');
    }
    json.close(']').close('}');
    return out;
}

}  // namespace zhixing
