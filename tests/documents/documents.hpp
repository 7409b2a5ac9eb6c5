// Documents made by hand, as rendering makes them: a notice, a ruling, and a form with tables on two pages.
#pragma once

#include "documents/model.hpp"

namespace zhixing::documents {

inline Paragraph paragraph(Style style, std::string text) { return {style, {{std::move(text)}}}; }

inline Document notice() {
    Document document{"执行通知书", true, {}};
    auto& blocks = document.blocks;
    blocks.push_back(paragraph(Style::court, "河南省内乡县人民法院"));
    blocks.push_back(paragraph(Style::title, "执行通知书"));
    blocks.push_back(paragraph(Style::number, "（2024）豫1325执12号"));
    blocks.push_back(paragraph(Style::flush, "张某："));
    blocks.push_back(paragraph(Style::body, "申请执行人李某与你民间借贷纠纷一案，本院作出的（2023）豫1325民初345号民事判决书已经发生法律效力。申请执行人向本院申请强制执行，本院于二〇二四年三月一日立案。依照《中华人民共和国民事诉讼法》第二百五十一条的规定，责令你自本通知书送达之日起十日内履行下列义务："));
    blocks.push_back(paragraph(Style::item, "1．向申请执行人支付借款本金1234567.89元（壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分）及利息；"));
    blocks.push_back(paragraph(Style::item, "2．加倍支付迟延履行期间的债务利息；"));
    blocks.push_back(paragraph(Style::item, "3．负担案件受理费8150.00元、申请执行费14745.68元。"));
    blocks.push_back(paragraph(Style::body, "逾期不履行的，本院将依法强制执行。你有履行能力而拒不履行的，本院可以将你纳入失信被执行人名单，依法予以信用惩戒，并可以采取限制消费、罚款、拘留等措施；构成犯罪的，依法追究刑事责任。"));
    blocks.push_back({Paragraph{Style::body, {{"案款汇入：户名内乡县人民法院执行款专户，开户行"}, {"【缺：开户行】", false, true}, {"，汇款时注明案号。"}}}});
    blocks.push_back({Paragraph{Style::body, {{"特此通知。", true}}}});
    blocks.push_back(paragraph(Style::date, "二〇二四年三月五日"));
    blocks.push_back(paragraph(Style::note, "联系人：王某　电话：0377-00000000"));
    return document;
}

inline Document ruling() {
    Document document{"执行裁定书", true, {}};
    auto& blocks = document.blocks;
    blocks.push_back(paragraph(Style::court, "河南省内乡县人民法院"));
    blocks.push_back(paragraph(Style::title, "执行裁定书"));
    blocks.push_back(paragraph(Style::number, "（2024）豫1325执12号之一"));
    blocks.push_back(paragraph(Style::body, "申请执行人：李某，女，一九八〇年一月一日出生，住河南省南阳市内乡县。"));
    blocks.push_back(paragraph(Style::body, "被执行人：张某，男，一九七五年五月五日出生，住河南省南阳市内乡县。"));
    for (int i = 0; i < 6; ++i) blocks.push_back(paragraph(Style::body, "本院在执行申请执行人李某与被执行人张某民间借贷纠纷一案中，于二〇二四年三月五日向被执行人送达执行通知书，责令其履行生效法律文书确定的义务，但被执行人至今未履行。"));
    blocks.push_back(paragraph(Style::body, "依照《中华人民共和国民事诉讼法》第二百五十三条的规定，裁定如下："));
    blocks.push_back(paragraph(Style::body, "一、冻结、划拨被执行人张某的银行存款1234567.89元；"));
    blocks.push_back(paragraph(Style::body, "二、存款不足的，查封、扣押其相应价值的其他财产。"));
    blocks.push_back(paragraph(Style::body, "本裁定立即执行。"));
    for (const char* const who : {"审　判　长　　　赵某", "审　判　员　　　钱某", "审　判　员　　　孙某"}) blocks.push_back(paragraph(Style::signature, who));
    blocks.push_back(paragraph(Style::date, "二〇二四年四月一日"));
    blocks.push_back(paragraph(Style::signature, "书　记　员　　　周某"));
    return document;
}

inline Document form() {
    Document document{"财产调查表", false, {}};
    auto& blocks = document.blocks;
    blocks.push_back(paragraph(Style::court, "河南省内乡县人民法院"));
    blocks.push_back(paragraph(Style::title, "财产调查表"));
    blocks.push_back(paragraph(Style::number, "（2024）豫1325执12号"));
    blocks.push_back(paragraph(Style::heading, "一、存款与车辆"));
    Table deposits{{Align::left, Align::left, Align::right}, {{{{"财产"}}}, {{{"所在"}}}, {{{"金额（元）"}}}}, {}};
    deposits.rows.push_back({{{{"银行存款"}}}, {{{"某银行内乡支行"}}}, {{{"12345.00"}}}});
    deposits.rows.push_back({{{{"车辆\n（小型轿车）"}}}, {{{"豫R00000，登记在被执行人名下，现停放于其住所地，已抵押于某银行，抵押权人另案主张优先受偿"}}}, {{{"80000.00"}}}});
    blocks.push_back(deposits);
    blocks.push_back(Table{{Align::centre, Align::centre}, {{}, {}}, {{{{{"申报人"}}}, {{{"张某"}}}}, {{{{"日期"}}}, {{{"　　年　月　日"}}}}}});
    blocks.push_back(paragraph(Style::note, "本联存卷"));
    blocks.push_back(PageBreak{});
    blocks.push_back(paragraph(Style::court, "河南省内乡县人民法院"));
    blocks.push_back(paragraph(Style::title, "送达回证"));
    Table receipt{{Align::left, Align::left}, {{}, {}}, {}};
    for (const char* const line : {"案号", "送达文书", "受送达人", "送达地址", "受送达人签名", "代收人及关系", "备注"}) receipt.rows.push_back({{{{line}}}, {{{""}}}});
    blocks.push_back(receipt);
    return document;
}

}  // namespace zhixing::documents
