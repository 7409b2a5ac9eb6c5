#include "dossier/builder.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <numeric>
#include <utility>

namespace zhixing {
namespace {

constexpr std::size_t kMaxNumbered = std::numeric_limits<std::uint16_t>::max();
constexpr std::int64_t kUndated = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kSecondsPerDay = 86'400;
// What JSON usually has of an event.
constexpr std::size_t kBytesAnEvent = 128;
constexpr std::size_t kCellsAnEvent = 9;

constexpr std::uint32_t bit(Column column) noexcept {
    return std::uint32_t{1} << static_cast<unsigned>(column);
}

/// Columns that every kind takes.
constexpr std::uint32_t kCommonColumns = bit(Column::id) | bit(Column::kind) | bit(Column::on) |
                                         bit(Column::recorded) | bit(Column::by) | bit(Column::role) |
                                         bit(Column::note);

std::uint32_t bits(const std::vector<Column>& columns) {
    return std::accumulate(columns.begin(), columns.end(), std::uint32_t{0},
                           [](std::uint32_t sum, Column column) { return sum | bit(column); });
}

std::vector<KindRule> make_kind_rules(const Catalogue& catalogue) {
    std::vector<KindRule> rules(catalogue.kind_count());
    for (std::size_t i = 1; i < rules.size(); ++i) {
        const KindInfo& kind = catalogue.kind(static_cast<Kind>(i));
        rules[i].needs = bits(kind.needs);
        rules[i].knows = rules[i].needs | bits(kind.allows) | kCommonColumns;
        for (const Word role : kind.roles) rules[i].roles.set(role);
        if (kind.roles.empty()) rules[i].roles.set();
    }
    return rules;
}

/// Once for all builders: the catalogue does not change.
std::span<const KindRule> kind_rules() {
    static const std::vector<KindRule> rules = make_kind_rules(Catalogue::bundled());
    return rules;
}

/// The column that the n-th bit from below stands for; takes the bit off.
std::size_t take_column(std::uint32_t& columns) noexcept {
    const auto column = static_cast<std::size_t>(std::countr_zero(columns));
    columns &= columns - 1;
    return column;
}

Spot event_spot(std::size_t event, Column column) { return {"events", event, to_string(column)}; }

/// Words are compared by meaning where they have one, else by their text.
int compare_words(Word left, std::string_view left_text, Word right, std::string_view right_text) {
    if (left != right) return left < right ? -1 : 1;
    return left == 0 ? left_text.compare(right_text) : 0;
}

template <typename Texts>
std::string_view text_in(const Texts& texts, Column column) {
    return texts[static_cast<std::size_t>(column)];
}

int compare_dates(Date left, Date right) { return left < right ? -1 : left > right ? 1 : 0; }

}  // namespace

// ---------------------------------------------------------------- places

std::string json_pointer(const Spot& spot) {
    std::string pointer;
    const auto name = [&pointer](std::string_view text) {
        if (text.empty()) return;
        pointer += '/';
        for (const char c : text) {
            if (c == '~')
                pointer += "~0";
            else if (c == '/')
                pointer += "~1";
            else
                pointer += c;
        }
    };
    const auto number = [&pointer](std::size_t n) {
        if (n != Spot::kNone) pointer += '/' + std::to_string(n);
    };
    name(spot.section);
    number(spot.index);
    name(spot.member);
    name(spot.inner);
    number(spot.item);
    return pointer;
}

void DossierBuilder::fail(const char* code, std::string zh, std::string en, const Spot& spot) const {
    throw InputError{code, {std::move(zh), std::move(en)}, whereabouts_.place(spot)};
}

// ---------------------------------------------------------------- begin

DossierBuilder::DossierBuilder(const Whereabouts& whereabouts)
    : whereabouts_{whereabouts}, catalogue_{Catalogue::bundled()}, rules_{kind_rules()} {}

void DossierBuilder::begin(Dossier& dossier, std::string_view source) {
    dossier_ = &dossier;
    source_ = source;
    dossier.text_.assign(source);
    // About as many as documents of that length have, so that a single one does not grow its lists step by step.
    dossier.events_.reserve(source.size() / kBytesAnEvent);
    dossier.cells_.reserve(source.size() / kBytesAnEvent * kCellsAnEvent);
    dossier.number_ = dossier.court_ = dossier.kind_text_ = dossier.extra_ = {};
    dossier.kind_ = 0;
    dossier.covers_all_ = true;
    std::ranges::fill(dossier.covered_, std::uint64_t{0});
    dossier.basis_ = {};
    dossier.covers_text_.clear();
    dossier.parties_.clear();
    dossier.claims_.clear();
    dossier.debtors_.clear();
    dossier.refs_.clear();
    dossier.undeclared_parties_.clear();
    dossier.events_.clear();
    dossier.cells_.clear();
    dossier.by_date_.clear();
    dossier.remarks_.clear();
    mentioned_.clear();
    ref_index_.begin(dossier.text_);
    mention_index_.begin(dossier.text_);
}

TextRef DossierBuilder::append(std::string_view text) {
    std::string& block = dossier_->text_;
    if (text.size() > 4 * kMaxDossierBytes - block.size()) {
        fail("input.limit", "卷宗文字过多", "the texts of the dossier are too long", {});
    }
    const TextRef ref{static_cast<std::uint32_t>(block.size()), static_cast<std::uint32_t>(text.size())};
    block += text;
    return ref;
}

void DossierBuilder::refuse_date(std::string_view text, const Spot& spot) const {
    const std::string written{text.substr(0, 40)};
    fail("input.date", "“" + written + "”不是日期；应为1900年至2199年间存在的日期，写作2023-02-06",
         "'" + written + "' is not a date; expected a day that exists, 1900 to 2199, as 2023-02-06", spot);
}

Date DossierBuilder::read_date(std::string_view text, const Spot& spot) const {
    if (text.empty()) return kNoDate;
    if (const auto date = parse_date(text)) return *date;
    refuse_date(text, spot);
}

/// @param spot makes the spot if there is an error: to make one each time would cost as much as the reading.
template <typename MakeSpot>
Money DossierBuilder::read_money(std::string_view text, MakeSpot spot) const {
    try {
        return Money::parse(text);
    } catch (const InputError& error) {
        throw InputError{error.code(), error.message(), whereabouts_.place(spot())};
    }
}

Word DossierBuilder::find_word(Vocabulary vocabulary, std::string_view text) const noexcept {
    return text.empty() ? Word{0} : catalogue_.find_word(vocabulary, text);
}

// ---------------------------------------------------------------- header

void DossierBuilder::set_kind(std::string_view text) {
    dossier_->kind_text_ = keep(text);
    dossier_->kind_ = find_word(Vocabulary::dossier_kind, text);
}

void DossierBuilder::add_covered(std::string_view name) {
    dossier_->covers_text_.push_back(keep(name));
    const auto cover = [this](std::size_t kind) {
        dossier_->covered_[kind / 64] |= std::uint64_t{1} << kind % 64;
    };
    if (const Kind kind = catalogue_.find_kind(name); kind != Kind::unknown)
        return cover(static_cast<std::size_t>(kind));
    // An area that this catalogue does not have covers none of its kinds.
    const std::string_view area = name.ends_with(".*") ? name.substr(0, name.size() - 2) : name;
    for (std::size_t i = 1; i < catalogue_.kind_count(); ++i) {
        if (catalogue_.kind(static_cast<Kind>(i)).area == area) cover(i);
    }
}

void DossierBuilder::set_basis(const BasisTexts& texts) {
    Basis& basis = dossier_->basis_;
    basis.present = true;
    basis.kind_text = keep(texts.kind);
    basis.kind = find_word(Vocabulary::basis_kind, texts.kind);
    basis.number = keep(texts.number);
    basis.made = read_date(texts.made, {"basis", Spot::kNone, "made"});
    basis.effective = read_date(texts.effective, {"basis", Spot::kNone, "effective"});
    basis.perform_by = read_date(texts.perform_by, {"basis", Spot::kNone, "perform_by"});
    basis.extra = keep(texts.extra);
}

void DossierBuilder::add_party(const PartyTexts& texts) {
    const std::size_t number = dossier_->parties_.size();
    if (number == kMaxParties) {
        fail("input.limit", "当事人超过10000名", "more than 10,000 parties", {"parties", number});
    }
    Party& party = dossier_->parties_.emplace_back();
    party.id = keep(texts.id);
    party.name = keep(texts.name);
    party.role_text = keep(texts.role);
    party.role = find_word(Vocabulary::party_role, texts.role);
    party.kind_text = keep(texts.kind);
    party.kind = find_word(Vocabulary::party_kind, texts.kind);
    party.identity_kind = keep(texts.identity_kind);
    party.identity_number = keep(texts.identity_number);
    party.identity_extra = keep(texts.identity_extra);
    party.extra = keep(texts.extra);
}

void DossierBuilder::add_claim(const ClaimTexts& texts) {
    const std::size_t number = dossier_->claims_.size();
    if (number == kMaxParties || dossier_->debtors_.size() + texts.debtors.size() > kMaxEvents) {
        fail("input.limit", "请求过多", "too many claims or debtors", {"claims", number});
    }
    Claim& claim = dossier_->claims_.emplace_back();
    claim.id = keep(texts.id);
    claim.creditor = keep(texts.creditor);
    claim.kind_text = keep(texts.kind);
    claim.kind = find_word(Vocabulary::claim_kind, texts.kind);
    claim.first_debtor = static_cast<std::uint32_t>(dossier_->debtors_.size());
    claim.debtor_count = static_cast<std::uint32_t>(texts.debtors.size());
    for (const std::string_view debtor : texts.debtors) dossier_->debtors_.push_back(keep(debtor));
    if (!texts.principal.empty()) {
        claim.principal = read_money(texts.principal, [number] {
            return Spot{"claims", number, "principal"};
        });
    }
    claim.extra = keep(texts.extra);
}

// ---------------------------------------------------------------- events

void DossierBuilder::read_column(Column column, std::string_view text, TextRef ref) {
    Event& event = *event_;
    const auto spot = [this, column] { return event_spot(event_count() - 1, column); };
    switch (column) {
        case Column::id:
            dossier_->cells_[event.first_cell].text = ref;
            break;
        case Column::kind:
            event.kind = catalogue_.find_kind(text);
            break;
        case Column::on:
            if (!read_time(event, text)) refuse_date(text, spot());
            break;
        case Column::recorded: {
            const auto time = parse_date_time(text);
            if (!time) refuse_date(text, spot());
            event.recorded = time->time_since_epoch().count();
            break;
        }
        case Column::role:
            event.role = read_word(Vocabulary::role, column, text);
            break;
        case Column::ref:
            event.ref = number_in(ref_index_, dossier_->refs_, ref, column);
            break;
        case Column::party:
            event.party = number_in(mention_index_, mentioned_, ref, column);
            break;
        case Column::amount:
            event.amount = read_money(text, spot);
            event.has_amount = true;
            break;
        case Column::until: {
            const auto date = parse_date(text);
            if (!date) refuse_date(text, spot());
            event.until = *date;
            break;
        }
        case Column::document:
            event.document = read_word(Vocabulary::document, column, text);
            break;
        case Column::method:
            event.method = read_word(Vocabulary::method, column, text);
            break;
        case Column::outcome:
            event.outcome = read_word(Vocabulary::outcome, column, text);
            break;
        case Column::ground:
            event.ground = read_word(Vocabulary::ground, column, text);
            break;
        default:
            break;  // kept as text only
    }
}

inline bool DossierBuilder::read_time(Event& event, std::string_view text) const {
    if (text.size() == 10) {
        const auto date = parse_date(text);
        if (date) event.on = *date;
        return date.has_value();
    }
    const auto time = parse_date_time(text);
    if (!time) return false;
    event.on = date::floor<date::days>(*time);
    event.second = static_cast<std::int32_t>((*time - event.on).count());
    return true;
}

inline Word DossierBuilder::read_word(Vocabulary vocabulary, Column column, std::string_view text) {
    const Word word = catalogue_.find_word(vocabulary, text);
    if (word == 0) remark(Remark::Code::unknown_word, column, event_count() - 1);
    return word;
}

inline std::uint16_t DossierBuilder::number_in(TextIndex& index, std::vector<TextRef>& list, TextRef ref,
                                               Column column) {
    const std::size_t next = list.size() + 1;
    const std::uint32_t number = index.add(ref, static_cast<std::uint32_t>(next));
    if (number != next) return static_cast<std::uint16_t>(number);
    if (next > kMaxNumbered) {
        fail("input.limit", "名称超过65535个", "more than 65,535 different names",
             event_spot(event_count() - 1, column));
    }
    list.push_back(ref);
    return static_cast<std::uint16_t>(number);
}

void DossierBuilder::check_columns() {
    const Event& event = *event_;
    const std::size_t number = event_count() - 1;
    if ((given_ & bit(Column::kind)) == 0) {
        fail("input.missing", "事件没有类型（kind）",
             "the event has no kind; expected a kind of the catalogue", event_spot(number, Column::kind));
    }
    if (!event.has_date()) remark(Remark::Code::no_date, Column::on, number);
    if (event.kind == Kind::unknown) return remark(Remark::Code::unknown_kind, Column::kind, number);

    const KindRule& rule = rules_[static_cast<std::size_t>(event.kind)];
    for (std::uint32_t missing = rule.needs & ~given_ & ~bit(Column::on); missing != 0;) {
        remark(Remark::Code::missing_column, static_cast<Column>(take_column(missing)), number);
    }
    for (std::uint32_t unexpected = given_ & ~rule.knows; unexpected != 0;) {
        remark(Remark::Code::unexpected_column, static_cast<Column>(take_column(unexpected)), number);
    }
    if (event.role != 0 && !rule.roles.test(event.role))
        remark(Remark::Code::wrong_role, Column::role, number);
}

void DossierBuilder::begin_event() {
    const std::size_t number = dossier_->events_.size();
    if (number == kMaxEvents)
        fail("input.limit", "事件超过100000件", "more than 100,000 events", {"events", number});
    event_ = &dossier_->events_.emplace_back();
    event_->first_cell = static_cast<std::uint32_t>(dossier_->cells_.size());
    // The id has a cell in any case, so that one can be assigned.
    dossier_->cells_.push_back({static_cast<std::uint8_t>(Column::id), {}});
    given_ = 0;
}

void DossierBuilder::end_event(std::string_view extra) {
    auto& cells = dossier_->cells_;
    if (!extra.empty()) cells.push_back({kColumnCount, keep(extra)});
    event_->cell_count = static_cast<std::uint16_t>(cells.size() - event_->first_cell);
    check_columns();
}

void DossierBuilder::remark(Remark::Code code, Column column, std::size_t event) {
    dossier_->remarks_.push_back({code, column, static_cast<std::uint32_t>(event)});
}

// ---------------------------------------------------------------- finish

void DossierBuilder::finish() {
    assign_missing(dossier_->parties_.size(), 'p', "parties", party_index_,
                   [this](std::size_t i) -> TextRef& { return dossier_->parties_[i].id; });
    assign_missing(dossier_->claims_.size(), 'c', "claims", id_index_,
                   [this](std::size_t i) -> TextRef& { return dossier_->claims_[i].id; });
    if (!event_ids_ascend()) {
        assign_missing(dossier_->events_.size(), 'e', "events", id_index_, [this](std::size_t i) -> TextRef& {
            return dossier_->cells_[dossier_->events_[i].first_cell].text;
        });
    }
    number_parties();
    order_events();
}

/// Whether every event has an id that is larger than the one before, as hosts usually number them (a longer
/// one counts as larger: e9 < e10). Then no two are equal, and nothing has to be looked up.
bool DossierBuilder::event_ids_ascend() const {
    std::string_view before;
    for (const Event& event : dossier_->events_) {
        const std::string_view id = dossier_->text(dossier_->cells_[event.first_cell].text);
        if (id.size() < before.size() || (id.size() == before.size() && id <= before)) return false;
        before = id;
    }
    return true;
}

/// Refuses two equal ids of a section and gives one to the rows that have none: the letter and their
/// position, or the next number that is free.
template <typename Id>
void DossierBuilder::assign_missing(std::size_t count, char letter, std::string_view section,
                                    TextIndex& index, Id id) {
    index.begin(dossier_->text_);
    bool missing = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (id(i).length == 0) {
            missing = true;
            continue;
        }
        const std::size_t first = index.add(id(i), static_cast<std::uint32_t>(i + 1)) - std::size_t{1};
        if (first != i) {
            const std::string name{dossier_->text(id(i))};
            const Place before = whereabouts_.place({section, first, "id"});
            const std::string at = before.line == 0 ? before.pointer : "line " + std::to_string(before.line);
            fail("input.duplicate", "编号“" + name + "”重复，已用于" + at,
                 "the id " + name + " is already that of " + at, {section, i, "id"});
        }
    }
    if (!missing) return;
    std::size_t next = 1;
    for (std::size_t i = 0; i < count; ++i) {
        if (id(i).length != 0) continue;
        next = std::max(next, i + 1);
        std::string name;
        do name = letter + std::to_string(next++);
        while (index.find(name) != 0);
        id(i) = keep(name);
        index.add(id(i), static_cast<std::uint32_t>(i + 1));
    }
}

/// Parties are numbered here because events may stand before the parties in the input.
void DossierBuilder::number_parties() {
    if (mentioned_.empty()) return;
    const std::size_t declared = dossier_->parties_.size();
    bool names_known = false;
    party_numbers_.clear();
    for (const TextRef mention : mentioned_) {
        const std::string_view text = dossier_->text(mention);
        std::size_t number = party_index_.find(text);
        if (number == 0) {
            if (!names_known) index_party_names();
            names_known = true;
            number = id_index_.find(text);
        }
        if (number == 0 || number > declared) {
            dossier_->undeclared_parties_.push_back(mention);
            number = declared + dossier_->undeclared_parties_.size();
        }
        if (number > kMaxNumbered)
            fail("input.limit", "当事人超过65535名", "more than 65,535 parties", {"parties"});
        party_numbers_.push_back(static_cast<std::uint16_t>(number));
    }
    for (std::size_t i = 0; i < dossier_->events_.size(); ++i) {
        Event& event = dossier_->events_[i];
        if (event.party == 0) continue;
        event.party = party_numbers_[event.party - std::size_t{1}];
        if (event.party > declared) remark(Remark::Code::unknown_party, Column::party, i);
    }
}

/// So that an event may name a party by its name. A name that two parties have stands for neither.
void DossierBuilder::index_party_names() {
    const auto& parties = dossier_->parties_;
    const auto ambiguous = static_cast<std::uint32_t>(kMaxParties + 1);
    id_index_.begin(dossier_->text_);
    for (std::size_t i = 0; i < parties.size(); ++i) {
        if (parties[i].name.length == 0) continue;
        const auto number = static_cast<std::uint32_t>(i + 1);
        if (id_index_.add(parties[i].name, number) != number) id_index_.set(parties[i].name, ambiguous);
    }
}

// ---------------------------------------------------------------- order

/// What sorts and what makes two events the same, but for kind and time. Only what the event says counts,
/// never its place in the input.
int DossierBuilder::compare_content(const Event& left, const Event& right) const {
    const ColumnTexts a = column_texts(left);
    const ColumnTexts b = column_texts(right);
    const auto compare = [&](Column column) { return text_in(a, column).compare(text_in(b, column)); };
    const auto compare_word = [&](Column column, Word word, Word other) {
        return compare_words(word, text_in(a, column), other, text_in(b, column));
    };
    if (left.ref != right.ref) return compare(Column::ref);
    if (left.party != right.party) return party_text(left).compare(party_text(right));
    if (left.has_amount != right.has_amount) return left.has_amount ? 1 : -1;
    if (left.amount != right.amount) return left.amount < right.amount ? -1 : 1;
    if (const int order = compare_dates(left.until, right.until)) return order;
    if (const int order =
            compare_word(Column::kind, static_cast<Word>(left.kind), static_cast<Word>(right.kind)))
        return order;
    if (const int order = compare_word(Column::role, left.role, right.role)) return order;
    if (const int order = compare_word(Column::document, left.document, right.document)) return order;
    if (const int order = compare_word(Column::method, left.method, right.method)) return order;
    if (const int order = compare_word(Column::outcome, left.outcome, right.outcome)) return order;
    if (const int order = compare_word(Column::ground, left.ground, right.ground)) return order;
    for (const Column column : {Column::by, Column::number, Column::digest, Column::note}) {
        if (const int order = compare(column)) return order;
    }
    return 0;
}

/// The texts of an event by column.
DossierBuilder::ColumnTexts DossierBuilder::column_texts(const Event& event) const {
    ColumnTexts texts;
    for (const auto& cell : dossier_->cells(event)) texts[cell.column] = dossier_->text(cell.text);
    return texts;
}

std::string_view DossierBuilder::party_text(const Event& event) const {
    return event.party == 0 ? std::string_view{} : dossier_->party_id(event.party);
}

bool DossierBuilder::stands_before(std::uint32_t left, std::uint32_t right) const {
    if (keys_[left] != keys_[right]) return keys_[left] < keys_[right];
    const Event& a = dossier_->events_[left];
    const Event& b = dossier_->events_[right];
    if (const int order = compare_content(a, b)) return order < 0;
    return dossier_->event_id(a) < dossier_->event_id(b);
}

void DossierBuilder::order_events() {
    const auto& events = dossier_->events_;
    auto& order = dossier_->by_date_;
    order.resize(events.size());
    keys_.resize(events.size());
    bool sorted = true;
    bool has_ties = false;
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        // A day without a time stands before every time of that day.
        const std::int64_t day = events[i].on.time_since_epoch().count();
        const std::int64_t time =
            events[i].has_date() ? day * (kSecondsPerDay + 1) + events[i].second : kUndated;
        keys_[i] = {time, events[i].kind};
        order[i] = i;
        if (i == 0 || keys_[i - 1] < keys_[i]) continue;
        has_ties = has_ties || keys_[i - 1] == keys_[i];
        sorted = sorted && keys_[i - 1] == keys_[i] && stands_before(i - 1, i);
    }
    if (!sorted) {
        std::ranges::sort(
            order, [this](std::uint32_t left, std::uint32_t right) { return stands_before(left, right); });
    }
    if (has_ties || !sorted) mark_duplicates();
}

/// Equal events stand side by side now, the one with the first id in front.
void DossierBuilder::mark_duplicates() {
    const auto& order = dossier_->by_date_;
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (keys_[order[i]] != keys_[order[i - 1]]) continue;
        Event& event = dossier_->events_[order[i]];
        if (compare_content(dossier_->events_[order[i - 1]], event) != 0) continue;
        event.duplicate = true;
        remark(Remark::Code::duplicate, Column::kind, order[i]);
    }
}

}  // namespace zhixing
