#include "zhixing/calendar.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "law/data.hpp"
#include "law/range.hpp"
#include "zhixing/error.hpp"

namespace zhixing {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;
constexpr std::size_t kDays = static_cast<std::size_t>((kLastDate - kFirstDate).count()) + 1;

Date day_at(std::size_t index) { return kFirstDate + date::days{static_cast<int>(index)}; }

int year_of(Date day) { return static_cast<int>(date::year_month_day{day}.year()); }

bool is_saturday_or_sunday(Date day) {
    const date::weekday weekday{day};
    return weekday == date::Saturday || weekday == date::Sunday;
}

bool is_work(DayKind kind) { return kind <= DayKind::make_up_working_day; }

// ---------------------------------------------------------------- what the statute says

/// The days that move from year to year, in the order of the columns of lunar-feasts.csv.
enum class Feast : std::uint8_t { spring_festival, qingming, dragon_boat, mid_autumn, none };

/// A holiday of all citizens (放假办法 art. 2), for the years in which that version was in force.
struct StatutoryHoliday {
    std::string_view name;
    int from_year;
    int to_year;
    Feast feast;     ///< counted from this feast …
    unsigned month;  ///< … or from this day
    unsigned day;
    int first;  ///< first day off, from the feast; -1 is its eve
    int days;
};

// The decree of 1949 and its revisions in force from 1999-09-18, 2008-01-01, 2014-01-01 and 2025-01-01.
constexpr StatutoryHoliday kStatutoryHolidays[] = {
    {"元旦", 1950, kLastYear, Feast::none, 1, 1, 0, 1},
    {"春节", 1950, 2007, Feast::spring_festival, 0, 0, 0, 3},
    {"春节", 2008, 2013, Feast::spring_festival, 0, 0, -1, 3},
    {"春节", 2014, 2024, Feast::spring_festival, 0, 0, 0, 3},
    {"春节", 2025, kLastYear, Feast::spring_festival, 0, 0, -1, 4},
    {"清明节", 2008, kLastYear, Feast::qingming, 0, 0, 0, 1},
    {"劳动节", 1950, 1999, Feast::none, 5, 1, 0, 1},
    {"劳动节", 2000, 2007, Feast::none, 5, 1, 0, 3},
    {"劳动节", 2008, 2024, Feast::none, 5, 1, 0, 1},
    {"劳动节", 2025, kLastYear, Feast::none, 5, 1, 0, 2},
    {"端午节", 2008, kLastYear, Feast::dragon_boat, 0, 0, 0, 1},
    {"国庆节", 1950, 1998, Feast::none, 10, 1, 0, 2},
    {"国庆节", 1999, kLastYear, Feast::none, 10, 1, 0, 3},
    {"中秋节", 2008, kLastYear, Feast::mid_autumn, 0, 0, 0, 1},
};

// ---------------------------------------------------------------- reading CSV

/// The lines of a file that say something, one after another, cut at the commas.
class Lines {
public:
    Lines(std::string_view text, std::string_view file) : rest_{text}, file_{file} {
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
    }

    /// Goes to the next line; false at the end of the file.
    bool next() {
        while (!rest_.empty()) {
            const std::size_t end = std::min(rest_.find('\n'), rest_.size());
            std::string_view line = rest_.substr(0, end);
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            ++number_;
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (line.empty() || line.starts_with('#')) continue;
            cut(line);
            return true;
        }
        return false;
    }

    [[nodiscard]] const std::vector<std::string_view>& cells() const { return cells_; }

    [[nodiscard]] Date date(std::size_t column) const {
        const std::optional<Date> day = parse_date(cells_[column]);
        if (!day) {
            const std::string cell{cells_[column]};
            fail("input.date", {"不是日期：" + cell, "not a date: " + cell}, "date");
        }
        return *day;
    }

    [[noreturn]] void fail(std::string code, Text message, std::string column) const {
        throw InputError{
            std::move(code), std::move(message), {std::string{file_}, number_, std::move(column)}};
    }

private:
    void cut(std::string_view line) {
        cells_.clear();
        for (std::size_t comma = line.find(','); comma != line.npos; comma = line.find(',')) {
            cells_.push_back(line.substr(0, comma));
            line.remove_prefix(comma + 1);
        }
        cells_.push_back(line);
    }

    std::string_view rest_;
    std::string_view file_;
    std::size_t number_ = 0;
    std::vector<std::string_view> cells_;
};

/// A file of rules/ that the build compiles in, so that it cannot be absent.
std::string_view bundled(std::string_view path) {
    const std::optional<std::string_view> text = rule_data(path);
    if (!text) {
        const std::string name{path};
        throw RuleError{
            "rule.data", {"缺少内置数据 " + name, "bundled data is missing: " + name}, {name, 0, ""}};
    }
    return *text;
}

using Feasts = std::map<int, std::array<Date, 4>>;

/// The days of the moving feasts by year.
Feasts read_feasts() {
    constexpr std::string_view kFile = "data/lunar-feasts.csv";
    Lines lines{bundled(kFile), kFile};
    lines.next();  // the header
    Feasts feasts;
    while (lines.next()) {
        if (lines.cells().size() != 5)
            lines.fail("calendar.columns", {"应有五列", "five columns expected"}, "");
        const std::array<Date, 4> days{lines.date(1), lines.date(2), lines.date(3), lines.date(4)};
        feasts.emplace(year_of(days[0]), days);
    }
    return feasts;
}

}  // namespace

/// Fills the tables of a calendar in three layers: the plain week, the statute, the yearly notices.
class CalendarBuilder {
public:
    CalendarBuilder() : listed_(kDays), announced_(kLastYear - kFirstYear + 1) {
        calendar_.kinds_.resize(kDays);
        calendar_.names_.resize(kDays);
        calendar_.holiday_names_.emplace_back();
        for (std::size_t i = 0; i < kDays; ++i) {
            set(i, is_saturday_or_sunday(day_at(i)) ? DayKind::weekend : DayKind::working_day);
        }
    }

    void add_statute(const Feasts& feasts) {
        for (const StatutoryHoliday& holiday : kStatutoryHolidays) {
            for (int year = holiday.from_year; year <= holiday.to_year; ++year) {
                if (holiday.feast == Feast::none) {
                    add_holiday(holiday, make_date(year, holiday.month, holiday.day));
                } else if (const auto found = feasts.find(year); found != feasts.end()) {
                    add_holiday(holiday, found->second[static_cast<std::size_t>(holiday.feast)]);
                }
            }
        }
    }

    void add_notices(std::string_view csv, std::string_view file) {
        Lines lines{csv, file};
        if (!lines.next() || parse_date(lines.cells().front())) {
            lines.fail("calendar.header",
                       {"首行应为表头 date,name,day", "the header date,name,day is missing"}, "");
        }
        while (lines.next()) add_notice(lines);
    }

    Calendar finish() {
        for (std::size_t i = 0; i < kDays; ++i) {
            if (!announced_[year_index(day_at(i))]) calendar_.kinds_[i] |= Calendar::kProvisionalBit;
        }
        calendar_.workdays_before_.reserve(kDays + 1);
        for (std::size_t i = 0; i < kDays; ++i) {
            calendar_.workdays_before_.push_back(static_cast<std::int32_t>(calendar_.workday_.size()));
            if (is_work(kind(i))) calendar_.workday_.push_back(day_at(i));
        }
        calendar_.workdays_before_.push_back(static_cast<std::int32_t>(calendar_.workday_.size()));
        return std::move(calendar_);
    }

private:
    static std::size_t year_index(Date day) { return static_cast<std::size_t>(year_of(day) - kFirstYear); }

    [[nodiscard]] DayKind kind(std::size_t i) const {
        return static_cast<DayKind>(calendar_.kinds_[i] & ~Calendar::kProvisionalBit);
    }

    void set(std::size_t i, DayKind kind, std::uint8_t name = 0) {
        calendar_.kinds_[i] = static_cast<std::uint8_t>(kind);
        calendar_.names_[i] = name;
    }

    /// Number of a holiday's name; empty when there are more names than a byte can tell apart.
    std::optional<std::uint8_t> name_number(std::string_view name) {
        auto& names = calendar_.holiday_names_;
        const auto found = std::find(names.begin(), names.end(), name);
        const auto number = static_cast<std::size_t>(found - names.begin());
        if (number > 0xFF) return std::nullopt;
        if (found == names.end()) names.emplace_back(name);
        return static_cast<std::uint8_t>(number);
    }

    void add_holiday(const StatutoryHoliday& holiday, Date feast) {
        for (int i = 0; i < holiday.days; ++i) {
            const std::size_t day = Calendar::index_of(feast + date::days{holiday.first + i});
            if (kind(day) == DayKind::statutory_holiday) continue;  // 中秋 inside 国庆 keeps the first name
            set(day, DayKind::statutory_holiday, *name_number(holiday.name));
        }
    }

    void add_notice(const Lines& lines) {
        if (lines.cells().size() != 3)
            lines.fail("calendar.columns", {"应有三列", "three columns expected"}, "");
        const Date day = lines.date(0);
        const std::size_t i = Calendar::index_of(day);
        if (listed_[i]) lines.fail("calendar.duplicate", {"日期重复", "the date occurs twice"}, "date");
        listed_[i] = true;
        announced_[year_index(day)] = true;

        const std::optional<std::uint8_t> name = name_number(lines.cells()[1]);
        if (!name) lines.fail("calendar.names", {"节日名称过多", "more than 255 names of holidays"}, "name");
        const std::string_view what = lines.cells()[2];
        if (what == "off") {
            set(i, rest_kind(i), *name);
        } else if (what != "work") {
            lines.fail("calendar.day", {"应为 off 或 work", "off or work expected"}, "day");
        } else if (is_saturday_or_sunday(day)) {
            set(i, DayKind::make_up_working_day, *name);
        } else {
            set(i, DayKind::working_day);  // a notice that takes back an earlier one, as in February 2020
        }
    }

    /// What a day is that a notice declares off.
    [[nodiscard]] DayKind rest_kind(std::size_t i) const {
        return kind(i) == DayKind::working_day ? DayKind::moved_rest_day : kind(i);
    }

    Calendar calendar_;
    std::vector<bool> listed_;
    std::vector<bool> announced_;
};

void throw_out_of_range() {
    throw InputError{
        "calendar.range",
        {"日期超出 1900-01-01 至 2199-12-31 的范围", "the date lies outside 1900-01-01 to 2199-12-31"}};
}

void Calendar::throw_out_of_range() { zhixing::throw_out_of_range(); }

std::string_view to_string(DayKind kind) noexcept {
    switch (kind) {
        case DayKind::working_day:
            return "working_day";
        case DayKind::make_up_working_day:
            return "make_up_working_day";
        case DayKind::weekend:
            return "weekend";
        case DayKind::statutory_holiday:
            return "statutory_holiday";
        case DayKind::moved_rest_day:
            return "moved_rest_day";
    }
    return "";
}

const Calendar& Calendar::china() {
    static const Calendar calendar = parse(bundled("data/holidays.csv"), "data/holidays.csv");
    return calendar;
}

Calendar Calendar::parse(std::string_view csv, std::string_view file) {
    CalendarBuilder builder;
    builder.add_statute(read_feasts());
    builder.add_notices(csv, file);
    return builder.finish();
}

std::string_view Calendar::holiday(Date day) const { return holiday_names_[names_[index_of(day)]]; }

namespace {

std::pair<Date, Date> outermost(const Date* days, std::size_t count) {
    // Plain numbers and no early exit, so that compilers turn the loop into vector instructions.
    int least = days[0].time_since_epoch().count();
    int greatest = least;
    for (std::size_t i = 0; i < count; ++i) {
        const int day = days[i].time_since_epoch().count();
        least = day < least ? day : least;
        greatest = day > greatest ? day : greatest;
    }
    return {Date{date::days{least}}, Date{date::days{greatest}}};
}

/// out[i] = answer(days[i]). Eight answers are read before the first is written: since `out` may be
/// `days`, the processor could not overlap the look-ups otherwise.
template <class Answer>
void for_each_day(const Date* days, std::size_t count, Date* out, Answer answer) {
    constexpr std::size_t kBlock = 8;
    std::size_t i = 0;
    for (; i + kBlock <= count; i += kBlock) {
        std::array<Date, kBlock> block;
        for (std::size_t k = 0; k < kBlock; ++k) block[k] = answer(days[i + k]);
        for (std::size_t k = 0; k < kBlock; ++k) out[i + k] = block[k];
    }
    for (; i < count; ++i) out[i] = answer(days[i]);
}

}  // namespace

void Calendar::add_workdays(const Date* days, std::size_t count, int n, Date* out) const {
    if (count == 0) return;
    const auto [least, greatest] = outermost(days, count);
    // The answers keep the order of the days, so when the outermost are in range all are.
    const Date first_answer = add_workdays(least, n);
    (void)add_workdays(greatest, n);
    if (n == 0) {
        std::copy(days, days + count, out);
        return;
    }
    const std::int32_t* before = workdays_before_.data() + (n > 0 ? 1 : 0);
    const Date* workday = workday_.data();
    const std::int32_t step = n > 0 ? n - 1 : n;
    const auto look_up = [=](Date day) { return workday[before[(day - kFirstDate).count()] + step]; };

    // Many days in a short span: one table for this n saves the second look-up.
    const auto span = static_cast<std::size_t>((greatest - least).count()) + 1;
    if (count / 4 < span) {
        for_each_day(days, count, out, look_up);
        return;
    }
    std::vector<Date> answers(span, first_answer);
    for (std::size_t i = 1; i < span; ++i) answers[i] = look_up(least + date::days{static_cast<int>(i)});
    for_each_day(days, count, out,
                 [table = answers.data(), from = least](Date day) { return table[(day - from).count()]; });
}

}  // namespace zhixing
