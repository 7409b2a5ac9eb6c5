#include "zhixing/case_number.hpp"

#include "expect_error.hpp"
#include "value/data.hpp"

namespace zhixing {
namespace {

using testing::code_of;

std::string refused(const std::string& text) {
    return code_of([&] { (void)CaseNumber::parse(text); });
}

/// What a number was read as, in one line: `2023 豫1325 + 知 + 执 123 之2`.
std::string parts(const CaseNumber& number) {
    std::string text = std::to_string(number.year()) + " " + number.court() + " + ";
    if (!number.specialty().empty()) text += number.specialty() + " + ";
    text += number.type() + " " + std::to_string(number.serial());
    if (number.suffix() != 0) text += " 之" + std::to_string(number.suffix());
    return text;
}

struct Read {
    const char* text;
    const char* parts;
    const char* remark = "";
};

TEST(CaseNumber, ReadsTheSchemeOf2016) {
    for (const auto& [text, expected, remark] : {Read{"（2023）豫1325执123号", "2023 豫1325 + 执 123"},
                                                 {"（2019）豫1325执1243号之六", "2019 豫1325 + 执 1243 之6"},
                                                 {"（2023）豫1325执恢12号", "2023 豫1325 + 执恢 12"},
                                                 {"（2023）豫1325执保1号", "2023 豫1325 + 执保 1"},
                                                 {"（2023）豫13执复1号", "2023 豫13 + 执复 1"},
                                                 {"（2021）最高法执监344号", "2021 最高法 + 执监 344"},
                                                 {"（2020）豫执监5号", "2020 豫 + 执监 5"},
                                                 {"（2019）最高法知民终1号", "2019 最高法 + 知 + 民终 1"},
                                                 {"（2020）京73知民初7号", "2020 京73 + 知 + 民初 7"},
                                                 {"（2017）浙0206引调5号", "2017 浙0206 + 引调 5"},
                                                 {"（2020）川0191民先调5号", "2020 川0191 + 民先调 5"},
                                                 {"（2020）川0191诉前调5号", "2020 川0191 + 诉前调 5"},
                                                 {"（2020）兵0601执5号", "2020 兵0601 + 执 5"},
                                                 {"（2020）军0101执5号", "2020 军0101 + 执 5"},
                                                 {"（2020）豫13破1号之二十一", "2020 豫13 + 破 1 之21"},
                                                 {"（2020）豫13破终1号", "2020 豫13 + 破终 1"},
                                                 {"（2016）豫1325执1号", "2016 豫1325 + 执 1"}}) {
        const CaseNumber number = CaseNumber::parse(text);
        EXPECT_EQ(parts(number), expected) << text;
        EXPECT_EQ(number.remark(), remark) << text;
        EXPECT_EQ(number.to_string(), text);
        EXPECT_FALSE(number.is_legacy()) << text;
    }
}

TEST(CaseNumber, EvensOutTheWriting) {
    for (const auto& [text, expected, remark] :
         {Read{"(2023)豫1325执123号", "（2023）豫1325执123号"},
          {"〔2023〕豫1325执123号", "（2023）豫1325执123号"},
          {"[2023]豫1325执123号", "（2023）豫1325执123号"},
          {" (2023)豫1325执123号\r\n", "（2023）豫1325执123号"},
          {"（2023)豫1325执123号", "（2023）豫1325执123号", "brackets of two kinds"},
          {"( 2023)豫1325 执　123 号", "（2023）豫1325执123号", "spaces inside"},
          {"（２０２３）豫１３２５执１２３号", "（2023）豫1325执123号", "full-width digits"},
          {"2023豫1325执123号", "（2023）豫1325执123号", "year without its brackets"},
          {"2023）豫1325执123号", "（2023）豫1325执123号", "year without its brackets"},
          {"2023年豫1325执123号", "（2023）豫1325执123号", "year without its brackets"},
          {"（2023豫1325执123号", "（2023）豫1325执123号", "year without its brackets"},
          {"（2023）豫1325执123", "（2023）豫1325执123号", "号 is missing"},
          {"（2023）豫1325执123號", "（2023）豫1325执123号", "號 for 号"},
          {"（2023）豫1325执00123号", "（2023）豫1325执123号", "serial padded with zeros"},
          {"（2017）云Ｏ111执5号", "（2017）云0111执5号", "a letter O read as zero"},
          {"（2016）吉0112民初字981号", "（2016）吉0112民初981号", "字 or 第 of the older form"},
          {"（2017）湘10法赔第4号", "（2017）湘10法赔4号", "字 or 第 of the older form"},
          {"（2023）豫1325执123号之2", "（2023）豫1325执123号之二", "suffix in Arabic digits"},
          {"（2023）豫1325执123号之一十二", "（2023）豫1325执123号之十二"},
          {"（2023）豫1325商民初1号", "（2023）豫1325商民初1号",
           "a specialty that the library does not know"},
          {"2023 豫1325执01", "（2023）豫1325执1号",
           "spaces inside; year without its brackets; 号 is missing; serial padded with zeros"}}) {
        const CaseNumber number = CaseNumber::parse(text);
        EXPECT_EQ(number.to_string(), expected) << text;
        EXPECT_EQ(number.remark(), remark) << text;
        EXPECT_FALSE(number.is_legacy()) << text;
    }
}

TEST(CaseNumber, KeepsOlderNumbersAsText) {
    const char* const older = "older than the scheme of 2016";
    for (const auto& [text, expected, remark] :
         {Read{"（2015）海执字第00270号", "2015 海 + 执 270", older},
          {"（2015）内法执字第12号", "2015 内法 + 执 12", older},
          {"（2009）浙甬民一终字第00349号", "2009 浙甬 + 民一终 349", older},
          {"（2011）惠中法少刑初字第11号", "2011 惠中法 + 少刑初 11", older},
          {"（2011）甬仑执民字第1907号", "2011 甬仑 + 执民 1907", older},
          {"（2012）商民初字第5号", "2012 商 + 民初 5", older},
          {"（2009）执他字第4号", "2009  + 执他 4", older},
          {"（2003）皖1202执字第00174号", "2003 皖1202 + 执 174", older},
          {"（2015）豫1325执123号", "2015 豫1325 + 执 123", older},
          {"（2015）海执字第270号之一", "2015 海 + 执 270 之1", older},
          {"（2015）海某字第270号", "2015 海某 +  270", "older than the scheme of 2016; type cannot be told"},
          {"2003州刑初字第5号", "2003 州 + 刑初 5",
           "year without its brackets; older than the scheme of 2016"},
          {"（2003）鲁民二初字第26", "2003 鲁 + 民二初 26", "older than the scheme of 2016; 号 is missing"},
          {"（2013）宁执字第386-1号", "2013 宁 + 执 0",
           "older than the scheme of 2016; serial is a range or has a sub-number"},
          {"（88）经字第5号", "0  + 经 5", "year of two digits"},
          {"豫法执字（1998）第12号", "1998 豫法 + 执 12",
           "year not at the beginning; older than the scheme of 2016"},
          {"（2016）安执字第00175号", "2016 安 + 执 175", "older form with 字第"},
          {"（2018）沪仲案字第2336号", "2018 沪 + 仲案 2336",
           "older form with 字第; looks like the number of an arbitral award"}}) {
        const CaseNumber number = CaseNumber::parse(text);
        EXPECT_EQ(parts(number), expected) << text;
        EXPECT_EQ(number.remark(), remark) << text;
        EXPECT_EQ(number.to_string(), text);
        EXPECT_TRUE(number.is_legacy()) << text;
    }
}

TEST(CaseNumber, KeepsAsTextWhatTheSchemeDoesNotExplain) {
    for (const auto& [text, expected, remark] :
         {Read{"（2016）皖16执66—2号", "2016 皖16 + 执 0", "serial is a range or has a sub-number"},
          {"（2016）豫1325执第325-334号", "2016 豫1325 + 执 0",
           "serial is a range or has a sub-number; 字 or 第 of the older form"},
          {"（2020）豫1325执1、2、3号", "2020 豫1325 + 执 0", "serial is a range or has a sub-number"},
          {"（2020）豫1325甲乙丙12号", "2020 豫1325 + 甲乙丙 12", "type not in the table of case types"},
          {"（2020）内乡执12号", "2020 内乡 + 执 12", "type not in the table of case types"},
          {"（2020）安执12号", "2020 安 + 执 12", "no court code of the scheme of 2016"}}) {
        const CaseNumber number = CaseNumber::parse(text);
        EXPECT_EQ(number.remark(), remark) << text;
        EXPECT_EQ(number.to_string(), text);
        EXPECT_TRUE(number.is_legacy()) << text;
        EXPECT_EQ(parts(number), expected) << text;
    }
}

TEST(CaseNumber, NamesThePartThatIsWrong) {
    const std::pair<const char*, const char*> cases[] = {
        {"", "case_number.empty"},
        {" 　\t", "case_number.empty"},
        {"号", "case_number.year"},
        {"豫1325执123号", "case_number.year"},
        {"（）豫1325执123号", "case_number.year"},
        {"（202）豫1325执123号", "case_number.year"},
        {"（20233）豫1325执123号", "case_number.year"},
        {"（二〇二三）豫1325执123号", "case_number.year"},
        {"（0000）豫1325执123号", "case_number.year"},
        {"（1948）豫1325执123号", "case_number.year"},
        {"（2200）豫1325执123号", "case_number.year"},
        {"（9999）豫1325执123号", "case_number.year"},
        {"（2023）", "case_number.serial"},
        {"（2023）号", "case_number.serial"},
        {"（2023）豫1325执号", "case_number.serial"},
        {"（2023）豫1325执×××号", "case_number.serial"},
        {"（2023）豫1325执0号", "case_number.serial"},
        {"（2023）豫1325执000号", "case_number.serial"},
        {"（2023）豫1325执1234567890号", "case_number.serial"},
        {"（2023）豫1325执99999999999999999999999号", "case_number.serial"},
        {"（2015）海执字第号", "case_number.serial"},
        {"（2023）豫132执123号", "case_number.court"},
        {"（2023）豫1执123号", "case_number.court"},
        {"（2023）豫13255执123号", "case_number.court"},
        {"（2023）豫13251325132513251325执123号", "case_number.court"},
        {"（2015）第5号", "case_number.court"},
        {"（2015）5号", "case_number.court"},
        {"（2023）123号", "case_number.court"},
        {"（2015）abc5号", "case_number.court"},
        {"（2023）豫1325号", "case_number.type"},
        {"（2023）最高法5号", "case_number.type"},
        {"（2023）豫1325执123号民事判决书", "case_number.tail"},
        {"（2023）豫1325执123号、124号", "case_number.several"},
        {"(2014)宁商初字第121号至第124号", "case_number.several"},
        {"（2023）豫1325执123号号", "case_number.several"},
        {"（2023）豫1325执123号之", "case_number.suffix"},
        {"（2023）豫1325执123号之零", "case_number.suffix"},
        {"（2023）豫1325执123号之0", "case_number.suffix"},
        {"（2023）豫1325执123号之1000", "case_number.suffix"},
        {"（2023）豫1325执123号之一千", "case_number.suffix"},
        {"（2023）豫1325执123号之执行", "case_number.suffix"},
        {"（2023）豫1325执123\xff号", "case_number.encoding"},
        {"（2023）豫1325执\x01"
         "123号",
         "case_number.encoding"}};
    for (const auto& [text, code] : cases) EXPECT_EQ(refused(text), code) << text;
    EXPECT_EQ(refused(std::string(201, '1')), "case_number.length");
}

TEST(CaseNumber, BracketsAndSpacesDoNotCountForEquality) {
    EXPECT_EQ(CaseNumber::parse("（2023）豫1325执123号"), CaseNumber::parse("( 2023 )豫1325执0123号"));
    EXPECT_EQ(CaseNumber::parse("（2015）海执字第270号"), CaseNumber::parse("(2015) 海执字第270号"));
    EXPECT_NE(CaseNumber::parse("（2023）豫1325执123号"), CaseNumber::parse("（2023）豫1325执恢123号"));
    EXPECT_NE(CaseNumber::parse("（2023）豫1325执123号"), CaseNumber::parse("（2023）豫1325执123号之一"));
}

TEST(CaseNumber, WithoutSuffixIsTheCaseOfTheDocument) {
    for (const char* text : {"（2023）豫1325执123号", "（2015）海执字第270号"}) {
        const CaseNumber main = CaseNumber::parse(text);
        const CaseNumber document = CaseNumber::parse(std::string{text} + "之十二");
        EXPECT_EQ(document.without_suffix(), main);
        EXPECT_EQ(document.without_suffix().suffix(), 0);
        EXPECT_EQ(main.without_suffix(), main);
    }
}

TEST(CaseNumber, EveryTypeOfTheTableIsReadAndStaysWhole) {
    const auto csv = value_data("data/case-types.csv");
    ASSERT_TRUE(csv);
    EXPECT_EQ(csv->find('"'), std::string_view::npos) << "the reader knows no quoted fields";
    for_each_row<3>(*csv, [](const auto& row) {
        if (row[2].empty()) return;
        const std::string type{row[2]};
        const CaseNumber plain = CaseNumber::parse("（2023）豫1325" + type + "7号");
        EXPECT_EQ(plain.type(), type);
        EXPECT_EQ(plain.specialty(), "") << type;
        EXPECT_EQ(plain.remark(), "") << type;
        EXPECT_EQ(CaseNumber::parse("（2023）豫1325知" + type + "7号").type(), type);
    });
}

TEST(CaseNumber, PartsPutTogetherAreReadBack) {
    for (int serial = 1; serial < 30'000; serial += 101) {
        for (int suffix = 0; suffix <= 999; suffix += 111) {
            const std::string text = "（2023）豫1325执恢" + std::to_string(serial) + "号";
            const CaseNumber number =
                CaseNumber::parse(suffix == 0 ? text : text + "之" + std::to_string(suffix));
            ASSERT_EQ(number.serial(), serial);
            ASSERT_EQ(number.suffix(), suffix);
            ASSERT_EQ(parts(CaseNumber::parse(number.to_string())), parts(number));
        }
    }
}

}  // namespace
}  // namespace zhixing
