#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "dossier/csv_scanner.hpp"
#include "dossier/csv_text.hpp"
#include "dossier/csv_values.hpp"
#include "dossier/json_reader.hpp"
#include "dossier/json_text.hpp"
#include "value/utf8.hpp"
#include "zhixing/case_number.hpp"
#include "zhixing/dossier.hpp"

namespace zhixing {
namespace {

// ---------------------------------------------------------------- the header row

/// What a column holds beside those of an event.
enum class Special : std::uint8_t { none, case_number, extra, court, applicants, respondents, claim };

struct SpecialName {
    std::string_view name;
    Special special;
};
constexpr SpecialName kSpecialNames[] = {{"case", Special::case_number},
                                         {"case_number", Special::case_number},
                                         {"案号", Special::case_number},
                                         {"执行案号", Special::case_number},
                                         {"extra", Special::extra},
                                         {"court", Special::court},
                                         {"法院", Special::court},
                                         {"applicants", Special::applicants},
                                         {"申请执行人", Special::applicants},
                                         {"respondents", Special::respondents},
                                         {"被执行人", Special::respondents},
                                         {"claim", Special::claim},
                                         {"执行标的", Special::claim},
                                         {"申请标的", Special::claim}};

struct CsvColumn {
    std::string name;  ///< as the header row has it
    Special special = Special::none;
    std::optional<Column> event;
    [[nodiscard]] bool is_unknown() const noexcept { return special == Special::none && !event; }
};

struct Layout {
    std::vector<CsvColumn> columns;

    [[nodiscard]] std::size_t find(Special special) const {
        return static_cast<std::size_t>(std::ranges::find(columns, special, &CsvColumn::special) -
                                        columns.begin());
    }
    [[nodiscard]] std::size_t find(Column column) const {
        return static_cast<std::size_t>(std::ranges::find(columns, std::optional{column}, &CsvColumn::event) -
                                        columns.begin());
    }
};

CsvColumn make_column(std::string_view name) {
    CsvColumn column{std::string{without_outer_space(name)}, Special::none, std::nullopt};
    const auto special = std::ranges::find(kSpecialNames, column.name, &SpecialName::name);
    if (special != std::end(kSpecialNames))
        column.special = special->special;
    else
        column.event = Catalogue::bundled().find_column(column.name);
    return column;
}

Layout read_layout(CsvScanner& scanner, std::string_view file) {
    const auto place = [&](std::string_view column) {
        return Place{std::string{file}, 1, std::string{column}};
    };
    read_header_row(scanner, file);
    Layout layout;
    for (const std::string_view name : scanner.cells()) {
        CsvColumn column = make_column(name);
        const auto same = [&](const CsvColumn& other) {
            if (column.is_unknown()) return !column.name.empty() && column.name == other.name;
            return other.special == column.special && other.event == column.event;
        };
        if (std::ranges::any_of(layout.columns, same)) {
            throw InputError{
                "input.header", {"表头有两列含义相同", "two columns mean the same"}, place(column.name)};
        }
        layout.columns.push_back(std::move(column));
    }
    if (layout.find(Column::kind) == layout.columns.size()) {
        throw InputError{
            "input.header",
            {"表头没有“事件类型”一列", "the header row has no column for the kind of event (kind, 事件类型)"},
            place("kind")};
    }
    return layout;
}

// ---------------------------------------------------------------- rows of one case

struct Group {
    std::string number;                 ///< 案号 as its first row has it
    std::optional<CsvRowStart> header;  ///< its row of kind `dossier`
    std::vector<CsvRowStart> rows;
    std::size_t bytes = 0;
    std::optional<InputError> error;  ///< a row could not be split
};

/// Which rows belong to which dossier. Rows of a case need not stand together.
class Grouping {
public:
    /// Numbers that mean the same case have the same key, whatever brackets they are written with.
    const std::string& key_of(std::string_view number) {
        const auto known = keys_.find(number);
        if (known != keys_.end()) return known->second;
        std::string key{number};
        try {
            if (!number.empty()) key = CaseNumber::parse(number).to_string();
        } catch (const InputError&) {
            // Not every host has numbers of the courts' form; the text itself tells the cases apart.
        }
        return keys_.emplace(number, std::move(key)).first->second;
    }

    /// @param number 案号, as written. @param opens whether the row is one of kind `dossier`.
    Group& group_of(std::string_view number, bool opens) {
        const auto [place, is_new] = by_number_.try_emplace(key_of(number), groups.size());
        // A second header begins a second dossier of that number (or of none).
        if (is_new || (opens && groups[place->second].header)) {
            place->second = groups.size();
            groups.emplace_back().number = number;
        }
        return groups[place->second];
    }

    std::vector<Group> groups;

private:
    std::map<std::string, std::string, std::less<>> keys_;
    std::map<std::string, std::size_t> by_number_;
};

/// A value that clerks repeat in every row of a case, from the first row that has it.
struct Noted {
    std::string value;
    std::size_t line = 0;
};

/// Reads the dossiers of one CSV text.
class CsvReader final : public Whereabouts {
public:
    CsvReader(std::string_view text, std::string_view file) : scanner_{text}, file_{file} {
        layout_ = read_layout(scanner_, file_);
        case_column_ = layout_.find(Special::case_number);
        kind_column_ = layout_.find(Column::kind);
        extra_column_ = layout_.find(Special::extra);
        for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
            if (layout_.columns[i].special > Special::extra) header_columns_.push_back(i);
        }
    }

    void read_all(const std::function<bool(const Dossier&)>& take, const BadLine& bad_line) {
        group_rows(bad_line);
        Dossier dossier;
        for (const Group& group : grouping_.groups) {
            if (const auto error = read_group(group, dossier))
                bad_line(*error);
            else if (!take(dossier))
                return;
        }
    }

    [[nodiscard]] Place place(const Spot& spot) const override {
        if (!noted_column_.empty()) return {file_, line_, noted_column_};
        if (spot.section != "events") return {file_, line_, "extra" + json_pointer(spot)};
        const std::size_t line = spot.index < event_lines_.size() ? event_lines_[spot.index] : line_;
        const std::string inner = spot.inner.empty() ? "" : '/' + std::string{spot.inner};
        return {file_, line, column_name(spot.member) + inner};
    }

private:
    /// The header cell of an event's column.
    [[nodiscard]] std::string column_name(std::string_view member) const {
        const auto column = Catalogue::bundled().find_column(member);
        const std::size_t at = column ? layout_.find(*column) : layout_.columns.size();
        return at < layout_.columns.size() ? layout_.columns[at].name : std::string{member};
    }

    [[nodiscard]] std::string_view value(std::size_t column) const noexcept {
        return without_protection(scanner_.cell(column));
    }

    [[noreturn]] void fail(const char* code, std::string zh, std::string en, std::string_view column) const {
        throw InputError{code, {std::move(zh), std::move(en)}, {file_, line_, std::string{column}}};
    }

    void group_rows(const BadLine& bad_line);
    std::optional<InputError> read_group(const Group& group, Dossier& dossier);
    void go_to(const CsvRowStart& row);
    void read_header(const Group& group, const Dossier& dossier);
    void read_event();
    void read_extra();
    void add_unknown(std::string_view name, std::string_view value);
    void note_for_header(std::size_t column, bool has_header_row);
    void add_noted();
    std::size_t add_parties(const Noted& names, std::string_view role, char letter);
    void add_claim(const Noted& amount, bool one_applicant, bool one_respondent);

    CsvScanner scanner_;
    std::string file_;
    Layout layout_;
    std::size_t case_column_ = 0, kind_column_ = 0, extra_column_ = 0;
    std::vector<std::size_t> header_columns_;  ///< court, parties, claim
    Grouping grouping_;

    std::size_t line_ = 0;            ///< of the row that is being read
    std::map<Special, Noted> noted_;  ///< for the dossier's header
    std::string noted_column_;        ///< header cell of the one that is being used
    std::vector<std::size_t> event_lines_;
    std::string extra_;
    JsonReader json_{*this};
    DossierBuilder builder_{*this};
};

void CsvReader::group_rows(const BadLine& bad_line) {
    while (!scanner_.at_end()) {
        const CsvRowStart row = scanner_.next_row();
        const CsvFault fault = scanner_.read_row();
        if (fault == CsvFault::none && scanner_.is_blank()) continue;
        const Place place{file_, row.line, ""};
        if (fault != CsvFault::none && case_column_ >= scanner_.cells().size() &&
            case_column_ < layout_.columns.size()) {
            bad_line(csv_error(fault, place));  // nobody knows whose row it is
            continue;
        }
        const bool is_header = is_header_kind(scanner_.cell(kind_column_));
        Group& group = grouping_.group_of(value(case_column_), is_header);
        group.bytes += scanner_.next_row().offset - row.offset;
        if (fault != CsvFault::none && !group.error) group.error = csv_error(fault, place);
        if (group.bytes > kMaxDossierBytes && !group.error)
            group.error = csv_error(CsvFault::too_long, place);
        if (is_header)
            group.header = row;
        else
            group.rows.push_back(row);
    }
}

std::optional<InputError> CsvReader::read_group(const Group& group, Dossier& dossier) {
    if (group.error) return group.error;
    try {
        event_lines_.clear();
        noted_.clear();
        noted_column_.clear();
        builder_.begin(dossier, {});
        if (group.header)
            read_header(group, dossier);
        else
            builder_.set_number(group.number);
        for (const CsvRowStart& row : group.rows) {
            go_to(row);
            event_lines_.push_back(row.line);
            for (const std::size_t column : header_columns_)
                note_for_header(column, group.header.has_value());
            read_event();
        }
        add_noted();
        builder_.finish();
        return std::nullopt;
    } catch (const InputError& error) {
        return error;
    }
}

void CsvReader::go_to(const CsvRowStart& row) {
    scanner_.go_to(row);
    scanner_.read_row();
    line_ = row.line;
    for (std::size_t i = 0; i < scanner_.cells().size(); ++i) {
        const bool named = i < layout_.columns.size() && !layout_.columns[i].name.empty();
        if (!named && !scanner_.cell(i).empty()) refuse_unnamed_cell(i, {file_, line_, ""});
    }
}

/// The row `dossier`: the header as JSON in the column `extra`.
void CsvReader::read_header(const Group& group, const Dossier& dossier) {
    go_to(*group.header);
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        if (i == case_column_ || i == kind_column_ || i == extra_column_ || value(i).empty()) continue;
        fail("input.conflict", "卷宗行只写案号、类型和extra",
             "a row of kind dossier has only case, kind and extra", layout_.columns[i].name);
    }
    if (!value(extra_column_).empty()) json_.read_header(value(extra_column_), builder_);
    if (dossier.number().empty()) return builder_.set_number(group.number);
    if (!group.number.empty() && grouping_.key_of(dossier.number()) != grouping_.key_of(group.number)) {
        fail("input.conflict", "案号与卷宗行不一致", "the case number differs from that of the dossier row",
             "extra/number");
    }
}

// ---------------------------------------------------------------- an event

void CsvReader::read_event() {
    extra_.clear();
    builder_.begin_event();
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        const CsvColumn& column = layout_.columns[i];
        const std::string_view cell = value(i);
        if (cell.empty()) continue;
        if (column.special == Special::extra) read_extra();
        if (column.is_unknown()) add_unknown(column.name, cell);
        if (!column.event) continue;
        switch (*column.event) {
            case Column::on:
            case Column::recorded:
            case Column::until:
                builder_.set(*column.event, iso_date(cell));
                break;
            case Column::amount:
                builder_.set(*column.event, without_grouping(cell));
                break;
            default:
                builder_.set(*column.event, cell);
        }
    }
    builder_.end_event(extra_);
}

/// Members that are no columns, as a JSON object.
void CsvReader::read_extra() {
    const Spot spot{"events", event_lines_.size() - 1, "extra"};
    const std::string_view members = json_.read_event_extra(value(extra_column_), spot);
    if (members.empty()) return;
    if (!extra_.empty()) extra_ += ',';
    extra_ += members;
}

void CsvReader::add_unknown(std::string_view name, std::string_view value) {
    if (!extra_.empty()) extra_ += ',';
    append_json_string(extra_, name);
    extra_ += ':';
    append_json_string(extra_, value);
}

// ---------------------------------------------------------------- the header from clerks' columns

/// Clerks' lists repeat the court and the parties in every row of a case, or leave them empty in all but the
/// first.
void CsvReader::note_for_header(std::size_t column, bool has_header_row) {
    const std::string_view cell = value(column);
    if (cell.empty()) return;
    const CsvColumn& info = layout_.columns[column];
    if (has_header_row)
        fail("input.conflict", "已有卷宗行", "there is a row of kind dossier already", info.name);
    Noted& noted = noted_[info.special];
    if (noted.value.empty()) noted = {std::string{cell}, line_};
    if (noted.value == cell) return;
    const std::string before = std::to_string(noted.line);
    fail("input.conflict", "与第" + before + "行不一致", "differs from line " + before + " of the same case",
         info.name);
}

void CsvReader::add_noted() {
    if (!noted_[Special::court].value.empty()) builder_.set_court(noted_[Special::court].value);
    const std::size_t applicants = add_parties(noted_[Special::applicants], "applicant", 'a');
    const std::size_t respondents = add_parties(noted_[Special::respondents], "respondent", 'r');
    add_claim(noted_[Special::claim], applicants == 1, respondents == 1);
}

/// Names separated by 、 or a semicolon become parties a1, a2, … or r1, r2, …; says how many.
std::size_t CsvReader::add_parties(const Noted& names, std::string_view role, char letter) {
    constexpr std::array<std::string_view, 3> kSeparators = {"、", ";", "；"};
    std::size_t count = 0;
    std::string_view rest = names.value;
    while (!rest.empty()) {
        std::size_t end = rest.size(), next = rest.size();
        for (const std::string_view separator : kSeparators) {
            const std::size_t found = rest.find(separator);
            if (found < end) end = found, next = found + separator.size();
        }
        const std::string_view name = without_outer_space(rest.substr(0, end));
        rest.remove_prefix(next);
        if (name.empty()) continue;
        const std::string id = letter + std::to_string(++count);
        PartyTexts party;
        party.id = id;
        party.role = role;
        party.name = name;
        builder_.add_party(party);
    }
    return count;
}

/// Who claims from whom is said only where there is one of each: a list of names does not tell it.
void CsvReader::add_claim(const Noted& amount, bool one_applicant, bool one_respondent) {
    if (amount.value.empty()) return;
    constexpr std::array<std::string_view, 1> kDebtors = {"r1"};
    line_ = amount.line;
    noted_column_ = layout_.columns[layout_.find(Special::claim)].name;
    const std::string principal = without_grouping(amount.value);
    ClaimTexts claim;
    claim.id = "c1";
    claim.kind = "money";
    claim.principal = principal;
    if (one_applicant) claim.creditor = "a1";
    if (one_respondent) claim.debtors = kDebtors;
    builder_.add_claim(claim);
    noted_column_.clear();
}

}  // namespace

void read_csv(std::string_view text, std::string_view file, const std::function<bool(const Dossier&)>& take,
              const BadLine& bad_line) {
    std::string converted;
    CsvReader{utf8_of_csv(text, file, converted), file}.read_all(take, bad_line);
}

}  // namespace zhixing
