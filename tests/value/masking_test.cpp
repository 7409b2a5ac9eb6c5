// Masking of texts, by the provisions on publication of documents.
#include <gtest/gtest.h>

#include "zhixing/masking.hpp"

namespace zhixing::test {
namespace {

TEST(Masking, NamesAreHiddenByArticle9) {
    for (const auto& [name, shown] : {std::pair{"王小明", "王某"}, {"欧阳娜娜", "欧阳某"}, {"买买提·吐尔逊", "买某"}, {"John Smith", "J"}, {"欧阳", "欧某"}, {"欧阳·别克", "欧某"}, {"约翰·史密斯", "约某"}, {"令狐冲", "令狐某"}, {"", ""}}) EXPECT_EQ(surname_only(name), shown) << name;
}

TEST(Masking, WhatIsCrossedOutIsNotShortened) {
    EXPECT_EQ(cross("110101199003074514", 4, 2), "1101××××××××××××14");
    EXPECT_EQ(cross("13812345678", 3, 4), "138××××5678");
    EXPECT_EQ(cross("123456", 3, 4), "××××××") << "too short to keep anything";
    EXPECT_EQ(cross("豫R12345", 2, 0), "豫R×××××");
}

TEST(Masking, AddressesEndWithTheCounty) {
    for (const auto& [address, county] : {std::pair{"河南省南阳市内乡县城关镇县衙路1号", "河南省南阳市内乡县"}, {"广西壮族自治区南宁市青秀区民族大道", "广西壮族自治区南宁市青秀区"},
                                          {"幸福小区3号楼", ""}, {"北京路县前街12号", ""}, {"济源市宣化街", "济源市"}, {"", ""}}) EXPECT_EQ(county_of(address), county) << address;
}

TEST(Masking, FreeTextGivesNoNumbersAway) {
    const std::vector<std::pair<std::string, std::string>> names{{"王小明", "王某"}};
    for (const char* text : {"身份证110101199003074514。", "1101 0119 9003 0745 14", "１１０１０１１９９００３０７４５１４", "138-1234-5678", "1\xE2\x80\x8B" "3\xE2\x80\x8B" "8\xE2\x80\x8B" "12345678", "卡6222.0200.1234", "2023-03-01 13812345678",
                             "13812345678 2023-03-01", "11010119900307109X", "110101*19900307*4514"}) {
        const std::string shown = scan(text, names);
        for (const char* left : {"1990", "1234", "45678", "4514", "109X", "１９９０"}) EXPECT_EQ(shown.find(left), std::string::npos) << text << " gave " << shown;
    }
    EXPECT_EQ(scan("2023-03-01送达王小明，案号（2023）豫1325执123号，车豫R12345", names), "2023-03-01送达王某，案号（2023）豫1325执123号，车豫R×××××");
    EXPECT_EQ(scan("共3页，金额1234元", names), "共3页，金额1234元");
}

TEST(Masking, NamesThatBecomeAlikeAreNumbered) {
    using Names = std::vector<std::string>;
    const auto become = [](const Names& names) {
        const Pseudonyms given = pseudonyms(names);
        Names out;
        for (const std::string& name : names) {
            for (const auto& [from, to] : given) {
                if (from == name) out.push_back(to);
            }
        }
        return out;
    };
    EXPECT_EQ(become({"王小明"}), (Names{"王某"}));
    EXPECT_EQ(become({"王小明", "王大力"}), (Names{"王某1", "王某2"}));
    EXPECT_EQ(become({"王小明", "李四", "王大力", "王小明"}), (Names{"王某1", "李某", "王某2", "王某1"})) << "the same name is the same person";
    EXPECT_EQ(become({"欧阳娜娜", "欧阳修", "欧小明"}), (Names{"欧阳某1", "欧阳某2", "欧某"}));
    EXPECT_EQ(become({"John Smith", "James Bond"}), (Names{"J1", "J2"}));
    EXPECT_EQ(pseudonyms({"王小", "王小明"}).front().first, "王小明") << "the longest first, or it would be found in part";
}

TEST(Masking, ANumberedNameIsTheSameThroughADocument) {
    const Pseudonyms names = pseudonyms({"王小明", "王大力", "买买提·吐尔逊"});
    const MaskedText masked = mask_for_publication("申请执行人王小明与被执行人王大力借款纠纷，王小明申请执行。王大力、买买提·吐尔逊未履行。", names);
    EXPECT_EQ(masked.text, "申请执行人王某1与被执行人王某2借款纠纷，王某1申请执行。王某2、买某未履行。");
    EXPECT_EQ(masked.hidden, (std::vector<std::pair<Hidden, std::size_t>>{{Hidden::name, 5}}));
}

// Article 10: what is deleted. Article 11: what is kept.
TEST(Masking, ForPublicationWhatTellsAPersonIsDeleted) {
    const struct {
        const char *text, *shown;
    } cases[] = {
        {"公民身份号码110101199003074514", "公民身份号码××××××××××××××××××"},
        {"账号6222021234567890123", "账号×××××××××××××××××××"},
        {"车牌号为豫R12345的小型轿车", "车牌号为×××××××的小型轿车"},
        {"车牌豫A·D12345", "车牌××××××××"},
        {"电话13812345678", "电话×××××××××××"},
        {"豫（2020）内乡县不动产权第0001234号", "豫（2020）内乡县不动产权第×××××××号"},
        {"房权证内字第12345号", "房权证内字第×××××号"},
        {"张三，男，1980年1月1日出生，住河南省南阳市内乡县湍东镇县衙路12号。", "张三，男，1980年1月1日出生，住河南省南阳市内乡县。"},
        {"现住址：河南省内乡县灌涨镇前湾村3组", "现住址：河南省内乡县"},
        {"家庭住址：幸福小区3号楼2单元", "家庭住址：×"},
        {"某某商贸有限公司，住所地河南省内乡县渚阳大道88号", "某某商贸有限公司，住所地河南省内乡县渚阳大道88号"},
        {"统一社会信用代码91350100M000100Y43", "统一社会信用代码91350100M000100Y43"},
        {"某公司（91350100M000100Y43）", "某公司（91350100M000100Y43）"},
        {"律师，执业证号14113202010123456", "律师，执业证号14113202010123456"},
        {"组织机构代码110101199003074514", "组织机构代码××××××××××××××××××"},  // a person's number under a false name
        {"支付人民币1234567.89元", "支付人民币1234567.89元"},
        {"（2023）豫1325执123号，2023年3月1日立案", "（2023）豫1325执123号，2023年3月1日立案"},
        {"2023-03-01送达", "2023-03-01送达"},
        {"张三住院治疗，住院费3000元", "张三住院治疗，住院费3000元"},
    };
    for (const auto& one : cases) EXPECT_EQ(mask_for_publication(one.text, {}).text, one.shown);
}

TEST(Masking, NothingOfANumberIsLeftWhateverStandsInIt) {
    for (const char* text : {"6222 0212 3456 7890 123", "６２２２０２１２３４５６７８９０１２３", "6222-0212-3456-7890", "6222021234567890元"}) {
        const std::string shown = mask_for_publication(text, {}).text;
        for (const char* left : {"6222", "3456", "７８９０", "7890"}) EXPECT_EQ(shown.find(left), std::string::npos) << text << " gave " << shown;
    }
}

}  // namespace
}  // namespace zhixing::test
