"""The kinds of the event catalogue. Written by tools/generate.py from rules/catalogue.json."""

from typing import Final, Literal

Kind = Literal[
    "basis.made",
    "basis.effective",
    "basis.due",
    "basis.suit_expired",
    "basis.revoked",
    "basis.verified",
    "application.received",
    "application.defects_told",
    "application.corrected",
    "case.filed",
    "case.refused",
    "case.data_verified",
    "case.triaged",
    "case.assigned",
    "case.received_by_handler",
    "notice.immediate_measures",
    "case.reminded",
    "risk.told",
    "recusal.applied",
    "recusal.decided",
    "notice.issued",
    "notice.performed",
    "demand.issued",
    "document.made",
    "document.submitted",
    "document.approved",
    "document.published",
    "document.received",
    "document.served",
    "service.failed",
    "service.handed_over",
    "service.public_notice_published",
    "address.confirmed",
    "service.sent",
    "service.attempted",
    "service.arrived",
    "service.acknowledged",
    "service.returned",
    "service.assessed",
    "service.entrusted",
    "service.accepted",
    "service.consented",
    "address.noted",
    "address.refused",
    "address.abroad",
    "address.receiver_named",
    "report.ordered",
    "report.received",
    "report.supplemented",
    "property.changed",
    "report.failed",
    "report.checked",
    "query.online",
    "query.feedback",
    "query.offline",
    "query.objected",
    "query.answered",
    "query.told",
    "property.found",
    "investigation.requested",
    "investigation.started",
    "visit.onsite",
    "investigation.completed",
    "respondent.searched_for",
    "respondent.questioned",
    "search.done",
    "audit.applied",
    "audit.decided",
    "reward.applied",
    "reward.decided",
    "reward.announced",
    "lawyer_order.issued",
    "clue.requested",
    "clue.received",
    "clue.verified",
    "clue.sent_down",
    "clue.screened",
    "seizure.ruled",
    "assistance.requested",
    "seizure.made",
    "deposit.frozen",
    "movable.seized",
    "movable.impounded",
    "immovable.seized",
    "right.frozen",
    "income.withheld",
    "garnishment.noticed",
    "garnishment.objected",
    "garnishment.paid",
    "garnishment.enforced",
    "control.other",
    "seizure.waiting",
    "seizure.waiting_effective",
    "seizure.renewal_applied",
    "seizure.renewed",
    "seizure.expiry_told",
    "seizure.released",
    "disposal.transferred",
    "property.self_disposed",
    "disposal.transfer_requested",
    "disposal.transfer_refused",
    "preservation.applied",
    "preservation.security_ordered",
    "preservation.security_given",
    "preservation.ruled",
    "preservation.refused",
    "preservation.started",
    "preservation.lift_applied",
    "preservation.lifted",
    "litigation.filed",
    "litigation.ended",
    "preservation.result_told",
    "preservation.substituted",
    "preservation.counter_security",
    "preservation.review_applied",
    "preservation.reviewed",
    "preservation.converted",
    "consumption.restricted",
    "consumption.exempted",
    "consumption.lifted",
    "dishonest.applied",
    "dishonest.decided",
    "dishonest.listed",
    "dishonest.not_qualified",
    "dishonest.correction_applied",
    "dishonest.correction_decided",
    "dishonest.review_applied",
    "dishonest.reviewed",
    "dishonest.deletion_due",
    "dishonest.removed",
    "dishonest.corrected",
    "exit.restricted",
    "exit.lifted",
    "exit.review_applied",
    "exit.reviewed",
    "summons.forced",
    "summons.ended",
    "fine.imposed",
    "sanction.reviewed",
    "sanction.review_applied",
    "detention.ordered",
    "detention.released",
    "detention.family_told",
    "crime.transferred",
    "valuation.started",
    "appraisal.entrusted",
    "appraisal.done",
    "appraisal.served",
    "appraisal.objected",
    "appraisal.reviewed",
    "price.fixed",
    "price.negotiated",
    "price.inquired",
    "price.quoted",
    "appraisal.extension_applied",
    "appraisal.extended",
    "appraisal.recalled",
    "appraisal.correction_asked",
    "appraisal.corrected",
    "appraisal.published",
    "appraisal.referred",
    "appraisal.answered",
    "appraisal.technical_review",
    "auction.started",
    "auction.terms_decided",
    "auction.parties_notified",
    "auction.announced",
    "auction.first",
    "auction.failed",
    "auction.reannounced",
    "auction.second",
    "auction.third",
    "auction.withdrawn",
    "auction.sold",
    "auction.confirmed",
    "auction.price_paid",
    "auction.defaulted",
    "deposit.forfeited",
    "difference.ordered",
    "auction.ruling_made",
    "auction.ruling_served",
    "sale.announced",
    "sale.started",
    "sale.failed",
    "setoff.accepted",
    "setoff.refused",
    "setoff.ruled",
    "auction.notice_published",
    "auction.no_surplus_told",
    "auction.no_surplus_insisted",
    "auction.bid_deposit_paid",
    "auction.bid_deposit_returned",
    "auction.deposit_moved",
    "auction.suspended",
    "auction.cause_ended",
    "auction.resumed",
    "auction.annulled",
    "auction.buyer_checked",
    "setoff.asked",
    "asset.managed",
    "asset.returned",
    "asset.delivered",
    "thing.delivered",
    "eviction.announced",
    "eviction.executed",
    "act.performed",
    "thing.lost",
    "funds.transferred",
    "funds.received",
    "funds.receipt_issued",
    "funds.arrival_notified",
    "funds.unidentified",
    "funds.claimed",
    "funds.collection_notified",
    "release.approved",
    "funds.released",
    "funds.release_failed",
    "funds.deferred",
    "funds.deferral_ended",
    "funds.frozen",
    "funds.unfrozen",
    "funds.moved",
    "funds.deposited",
    "funds.deposit_returned",
    "funds.refunded",
    "funds.surrendered",
    "funds.reconciled",
    "funds.anomaly_reported",
    "funds.interest_credited",
    "account.registered",
    "funds.witnessed",
    "cash.handed_in",
    "bill.cleared",
    "bill.dishonoured",
    "funds.claim_confirmed",
    "funds.claim_reversed",
    "entitlement.fixed",
    "payment.proposed",
    "payment.checked",
    "payment.verified",
    "payment.sent",
    "payment.rejected",
    "payment.voided",
    "account.verified",
    "funds.correction_approved",
    "funds.corrected",
    "account.stated",
    "account.credited",
    "account.balance",
    "account.opened",
    "payment.device",
    "funds.paid_directly",
    "funds.disputed",
    "funds.dispute_ended",
    "funds.freeze_requested",
    "funds.handed_over",
    "funds.reconciliation_signed",
    "funds.difference_found",
    "funds.difference_settled",
    "funds.journal_checked",
    "interest.computed",
    "court_cost.collected",
    "fine.collected",
    "fee.charged",
    "fee.collected",
    "fee.waived",
    "cost.paid",
    "distribution.applied",
    "distribution.planned",
    "distribution.served",
    "distribution.objected",
    "distribution.objection_told",
    "distribution.opposed",
    "distribution.opposition_told",
    "distribution.confirmed",
    "objection.filed",
    "objection.accepted",
    "objection.heard",
    "objection.ruled",
    "review.filed",
    "review.ruled",
    "suit.filed",
    "suit.decided",
    "refusal.applied",
    "refusal.accepted",
    "refusal.sent",
    "refusal.ruled",
    "supervision.ruled",
    "restitution.ruled",
    "objection.supplement_asked",
    "objection.supplemented",
    "objection.refused",
    "objection.notified",
    "objection.served",
    "review.received",
    "review.file_sent",
    "review.extended",
    "inaction.applied",
    "refusal.extended",
    "application.dismissed",
    "order.review_asked",
    "order.received",
    "settlement.made",
    "settlement.due",
    "settlement.performed",
    "settlement.breached",
    "security.given",
    "security.enforced",
    "pause.suspended",
    "pause.suspension_ended",
    "pause.deferred",
    "pause.deferral_ended",
    "pause.excluded_from",
    "pause.excluded_to",
    "extension.applied",
    "extension.decided",
    "party.change_applied",
    "party.change_decided",
    "party.added",
    "party.change_extended",
    "party.change_served",
    "party.review_applied",
    "party.reviewed",
    "party.died",
    "party.dissolved",
    "party.entered",
    "delegation.requested",
    "delegation.sent",
    "delegation.received",
    "delegation.supplement_asked",
    "delegation.supplemented",
    "delegation.returned",
    "delegation.urged",
    "delegation.replied",
    "delegation.handed_to_team",
    "case.delegated",
    "case.delegation_received",
    "case.delegation_accepted",
    "case.delegation_told",
    "delegation.centre_checked",
    "delegation.signed",
    "delegation.contacted",
    "delegation.finished",
    "delegation.confirmed",
    "delegation.complained",
    "case.delegation_approved",
    "case.delegation_return_approved",
    "case.delegation_supplement_asked",
    "case.delegation_supplemented",
    "case.delegation_returned",
    "case.delegation_started",
    "case.delegation_reported",
    "case.designated",
    "case.elevated",
    "case.urged_by_upper",
    "bankruptcy.transferred",
    "bankruptcy.accepted",
    "bankruptcy.consented",
    "bankruptcy.file_received",
    "bankruptcy.decided",
    "bankruptcy.declared",
    "interview.held",
    "termination.told",
    "termination.confirmed",
    "callback.made",
    "termination.started",
    "termination.checked",
    "termination.panel_verified",
    "termination.approved",
    "closure.proposed",
    "closure.reviewed_substance",
    "closure.reviewed_procedure",
    "closure.completed",
    "closure.terminated",
    "closure.ended",
    "closure.cancelled",
    "closure.refused",
    "closure.dismissed",
    "closure.preservation",
    "closure.other",
    "closure.served",
    "closure.notice_issued",
    "application.withdrawn",
    "claim.waived",
    "closure.confirmed",
    "closure.panel",
    "case.archived",
    "library.entered",
    "library.error_found",
    "library.corrected",
    "library.hidden",
    "query.periodic",
    "resume.applied",
    "resume.proposed",
    "case.resumed",
    "obstacle.applied",
    "resume.refused",
    "matter.received",
    "matter.issued",
    "matter.forwarded",
    "matter.urged",
    "matter.replied",
    "matter.returned",
    "matter.closed",
    "matter.weekly_reported",
    "petition.received",
    "petition.registered",
    "petition.closed",
    "opinion.registered",
    "opinion.analysed",
    "opinion.signed_off",
    "opinion.transferred",
    "opinion.handled",
    "command.started",
    "emergency.reported",
    "emergency.handled",
    "consultation.requested",
    "consultation.held",
    "recording.made",
    "recording.uploaded",
    "recording.ended",
    "recording.interrupted",
    "recording.continued",
    "recording.explained",
    "recording.explanation_signed",
    "recording.linked",
    "recording.backed_up",
    "recording.checked",
    "recording.access_asked",
    "recording.access_approved",
    "recording.access_refused",
    "recording.viewed",
    "recording.exported",
    "recording.move_approved",
    "recording.moved",
    "recording.hold_placed",
    "recording.hold_lifted",
    "recording.disposal_approved",
    "recording.disposed",
    "disclosure.sent",
    "circular.issued",
    "compensation.applied",
    "compensation.ruled",
    "staff.left",
    "staff.absent",
    "agent.authorised",
    "agent.ended",
    "party.left",
    "disclosure.asked",
    "disclosure.decided",
    "disclosure.error_found",
    "disclosure.corrected",
    "disclosure.withdrawn",
    "publication.decided",
]

BASIS_MADE: Final = "basis.made"  # 作出执行依据
BASIS_EFFECTIVE: Final = "basis.effective"  # 执行依据生效
BASIS_DUE: Final = "basis.due"  # 履行期限届满
BASIS_SUIT_EXPIRED: Final = "basis.suit_expired"  # 行政决定法定起诉期限届满
BASIS_REVOKED: Final = "basis.revoked"  # 执行依据被撤销
BASIS_VERIFIED: Final = "basis.verified"  # 向裁判文书系统核验执行依据
APPLICATION_RECEIVED: Final = "application.received"  # 收到执行申请或移送执行书
APPLICATION_DEFECTS_TOLD: Final = "application.defects_told"  # 告知补正材料
APPLICATION_CORRECTED: Final = "application.corrected"  # 补正材料齐全
CASE_FILED: Final = "case.filed"  # 立案
CASE_REFUSED: Final = "case.refused"  # 裁定不予受理
CASE_DATA_VERIFIED: Final = "case.data_verified"  # 核准当事人、依据和标的信息
CASE_TRIAGED: Final = "case.triaged"  # 繁简分流
CASE_ASSIGNED: Final = "case.assigned"  # 分案（确定承办人）
CASE_RECEIVED_BY_HANDLER: Final = "case.received_by_handler"  # 承办人收到案卷
NOTICE_IMMEDIATE_MEASURES: Final = "notice.immediate_measures"  # 立即采取执行措施
CASE_REMINDED: Final = "case.reminded"  # 节点催办提醒
RISK_TOLD: Final = "risk.told"  # 告知执行风险
RECUSAL_APPLIED: Final = "recusal.applied"  # 申请回避
RECUSAL_DECIDED: Final = "recusal.decided"  # 回避决定
NOTICE_ISSUED: Final = "notice.issued"  # 发出执行通知书
NOTICE_PERFORMED: Final = "notice.performed"  # 被执行人自动履行
DEMAND_ISSUED: Final = "demand.issued"  # 责令支付迟延履行利息
DOCUMENT_MADE: Final = "document.made"  # 制作执行文书
DOCUMENT_SUBMITTED: Final = "document.submitted"  # 文书或措施报批
DOCUMENT_APPROVED: Final = "document.approved"  # 文书或措施获批
DOCUMENT_PUBLISHED: Final = "document.published"  # 文书或信息上网公布
DOCUMENT_RECEIVED: Final = "document.received"  # 收到当事人材料
DOCUMENT_SERVED: Final = "document.served"  # 送达文书
SERVICE_FAILED: Final = "service.failed"  # 送达不成功
SERVICE_HANDED_OVER: Final = "service.handed_over"  # 附表移交团队继续送达
SERVICE_PUBLIC_NOTICE_PUBLISHED: Final = "service.public_notice_published"  # 刊登送达公告
ADDRESS_CONFIRMED: Final = "address.confirmed"  # 确认送达地址
SERVICE_SENT: Final = "service.sent"  # 发出送达
SERVICE_ATTEMPTED: Final = "service.attempted"  # 尝试送达
SERVICE_ARRIVED: Final = "service.arrived"  # 送达信息到达系统
SERVICE_ACKNOWLEDGED: Final = "service.acknowledged"  # 受送达人收悉或者阅知
SERVICE_RETURNED: Final = "service.returned"  # 送达文书退回
SERVICE_ASSESSED: Final = "service.assessed"  # 认定送达效力
SERVICE_ENTRUSTED: Final = "service.entrusted"  # 收到委托送达的函件
SERVICE_ACCEPTED: Final = "service.accepted"  # 团队接收移交的送达
SERVICE_CONSENTED: Final = "service.consented"  # 同意电子送达
ADDRESS_NOTED: Final = "address.noted"  # 查明送达地址
ADDRESS_REFUSED: Final = "address.refused"  # 拒不提供送达地址
ADDRESS_ABROAD: Final = "address.abroad"  # 在境内没有住所
ADDRESS_RECEIVER_NAMED: Final = "address.receiver_named"  # 指定代收人
REPORT_ORDERED: Final = "report.ordered"  # 发出报告财产令
REPORT_RECEIVED: Final = "report.received"  # 收到财产报告
REPORT_SUPPLEMENTED: Final = "report.supplemented"  # 补充报告财产变动
PROPERTY_CHANGED: Final = "property.changed"  # 被执行人财产发生变动
REPORT_FAILED: Final = "report.failed"  # 未按令报告财产
REPORT_CHECKED: Final = "report.checked"  # 核查财产报告
QUERY_ONLINE: Final = "query.online"  # 网络查询
QUERY_FEEDBACK: Final = "query.feedback"  # 收到查询反馈
QUERY_OFFLINE: Final = "query.offline"  # 线下查询
QUERY_OBJECTED: Final = "query.objected"  # 协助机构对网络查控提出异议
QUERY_ANSWERED: Final = "query.answered"  # 答复协助机构的异议
QUERY_TOLD: Final = "query.told"  # 告知申请执行人查询结果
PROPERTY_FOUND: Final = "property.found"  # 查明被执行人财产
INVESTIGATION_REQUESTED: Final = "investigation.requested"  # 申请调查财产
INVESTIGATION_STARTED: Final = "investigation.started"  # 启动财产调查
VISIT_ONSITE: Final = "visit.onsite"  # 现场调查
INVESTIGATION_COMPLETED: Final = "investigation.completed"  # 完成财产调查
RESPONDENT_SEARCHED_FOR: Final = "respondent.searched_for"  # 查找被执行人下落
RESPONDENT_QUESTIONED: Final = "respondent.questioned"  # 传唤询问被执行人
SEARCH_DONE: Final = "search.done"  # 实施搜查
AUDIT_APPLIED: Final = "audit.applied"  # 申请审计
AUDIT_DECIDED: Final = "audit.decided"  # 审计申请的决定
REWARD_APPLIED: Final = "reward.applied"  # 申请悬赏
REWARD_DECIDED: Final = "reward.decided"  # 悬赏申请的决定
REWARD_ANNOUNCED: Final = "reward.announced"  # 发布悬赏公告
LAWYER_ORDER_ISSUED: Final = "lawyer_order.issued"  # 签发律师调查令
CLUE_REQUESTED: Final = "clue.requested"  # 通知提供财产线索
CLUE_RECEIVED: Final = "clue.received"  # 收到财产线索
CLUE_VERIFIED: Final = "clue.verified"  # 核实财产线索
CLUE_SENT_DOWN: Final = "clue.sent_down"  # 平台统查下发线索
CLUE_SCREENED: Final = "clue.screened"  # 终本线索筛查结论
SEIZURE_RULED: Final = "seizure.ruled"  # 裁定查封、扣押、冻结、划拨
ASSISTANCE_REQUESTED: Final = "assistance.requested"  # 送达协助执行通知书
SEIZURE_MADE: Final = "seizure.made"  # 采取查封、扣押、冻结措施（未分种类）
DEPOSIT_FROZEN: Final = "deposit.frozen"  # 冻结存款或网络资金
MOVABLE_SEIZED: Final = "movable.seized"  # 查封动产
MOVABLE_IMPOUNDED: Final = "movable.impounded"  # 扣押动产
IMMOVABLE_SEIZED: Final = "immovable.seized"  # 查封不动产
RIGHT_FROZEN: Final = "right.frozen"  # 冻结股权等其他财产权
INCOME_WITHHELD: Final = "income.withheld"  # 扣留、提取收入
GARNISHMENT_NOTICED: Final = "garnishment.noticed"  # 通知第三人履行到期债务
GARNISHMENT_OBJECTED: Final = "garnishment.objected"  # 第三人对到期债务提出异议
GARNISHMENT_PAID: Final = "garnishment.paid"  # 第三人履行到期债务
GARNISHMENT_ENFORCED: Final = "garnishment.enforced"  # 裁定对第三人强制执行
CONTROL_OTHER: Final = "control.other"  # 其他控制财产措施
SEIZURE_WAITING: Final = "seizure.waiting"  # 轮候查封、冻结
SEIZURE_WAITING_EFFECTIVE: Final = "seizure.waiting_effective"  # 轮候转为正式查封、冻结
SEIZURE_RENEWAL_APPLIED: Final = "seizure.renewal_applied"  # 申请续行查封、冻结
SEIZURE_RENEWED: Final = "seizure.renewed"  # 续行查封、扣押、冻结
SEIZURE_EXPIRY_TOLD: Final = "seizure.expiry_told"  # 告知查封、冻结届满日期
SEIZURE_RELEASED: Final = "seizure.released"  # 解除查封、扣押、冻结
DISPOSAL_TRANSFERRED: Final = "disposal.transferred"  # 移送处置权
PROPERTY_SELF_DISPOSED: Final = "property.self_disposed"  # 被执行人自行处置控制中的财产
DISPOSAL_TRANSFER_REQUESTED: Final = "disposal.transfer_requested"  # 请求移送处置权
DISPOSAL_TRANSFER_REFUSED: Final = "disposal.transfer_refused"  # 不予移送处置权
PRESERVATION_APPLIED: Final = "preservation.applied"  # 申请财产保全
PRESERVATION_SECURITY_ORDERED: Final = "preservation.security_ordered"  # 责令提供保全担保
PRESERVATION_SECURITY_GIVEN: Final = "preservation.security_given"  # 提供保全担保
PRESERVATION_RULED: Final = "preservation.ruled"  # 裁定财产保全
PRESERVATION_REFUSED: Final = "preservation.refused"  # 驳回保全申请
PRESERVATION_STARTED: Final = "preservation.started"  # 开始实施保全
PRESERVATION_LIFT_APPLIED: Final = "preservation.lift_applied"  # 申请解除保全
PRESERVATION_LIFTED: Final = "preservation.lifted"  # 解除保全
LITIGATION_FILED: Final = "litigation.filed"  # 提起诉讼或申请仲裁
LITIGATION_ENDED: Final = "litigation.ended"  # 保全所涉诉讼、仲裁申请被驳回、撤回或不予受理
PRESERVATION_RESULT_TOLD: Final = "preservation.result_told"  # 书面告知保全结果和期限
PRESERVATION_SUBSTITUTED: Final = "preservation.substituted"  # 变更保全标的物
PRESERVATION_COUNTER_SECURITY: Final = "preservation.counter_security"  # 被保全人提供担保
PRESERVATION_REVIEW_APPLIED: Final = "preservation.review_applied"  # 对保全裁定申请复议
PRESERVATION_REVIEWED: Final = "preservation.reviewed"  # 保全复议决定
PRESERVATION_CONVERTED: Final = "preservation.converted"  # 保全转为执行中的查封、扣押、冻结
CONSUMPTION_RESTRICTED: Final = "consumption.restricted"  # 限制消费
CONSUMPTION_EXEMPTED: Final = "consumption.exempted"  # 单次解除限制消费
CONSUMPTION_LIFTED: Final = "consumption.lifted"  # 解除限制消费
DISHONEST_APPLIED: Final = "dishonest.applied"  # 申请纳入失信名单
DISHONEST_DECIDED: Final = "dishonest.decided"  # 作出失信决定
DISHONEST_LISTED: Final = "dishonest.listed"  # 纳入失信名单
DISHONEST_NOT_QUALIFIED: Final = "dishonest.not_qualified"  # 认定不符合纳入失信条件
DISHONEST_CORRECTION_APPLIED: Final = "dishonest.correction_applied"  # 申请纠正失信、限制消费
DISHONEST_CORRECTION_DECIDED: Final = "dishonest.correction_decided"  # 纠正申请的决定
DISHONEST_REVIEW_APPLIED: Final = "dishonest.review_applied"  # 对驳回纠正申请决定申请复议
DISHONEST_REVIEWED: Final = "dishonest.reviewed"  # 失信纠正复议决定
DISHONEST_DELETION_DUE: Final = "dishonest.deletion_due"  # 出现应删除失信信息的情形
DISHONEST_REMOVED: Final = "dishonest.removed"  # 删除失信信息
DISHONEST_CORRECTED: Final = "dishonest.corrected"  # 撤销或更正失信信息
EXIT_RESTRICTED: Final = "exit.restricted"  # 限制出境
EXIT_LIFTED: Final = "exit.lifted"  # 解除限制出境
EXIT_REVIEW_APPLIED: Final = "exit.review_applied"  # 对限制出境申请复议
EXIT_REVIEWED: Final = "exit.reviewed"  # 限制出境复议决定
SUMMONS_FORCED: Final = "summons.forced"  # 拘传
SUMMONS_ENDED: Final = "summons.ended"  # 拘传询问结束
FINE_IMPOSED: Final = "fine.imposed"  # 罚款
SANCTION_REVIEWED: Final = "sanction.reviewed"  # 罚款、拘留复议决定
SANCTION_REVIEW_APPLIED: Final = "sanction.review_applied"  # 对罚款、拘留申请复议
DETENTION_ORDERED: Final = "detention.ordered"  # 拘留
DETENTION_RELEASED: Final = "detention.released"  # 解除拘留
DETENTION_FAMILY_TOLD: Final = "detention.family_told"  # 通知被拘留人家属
CRIME_TRANSFERRED: Final = "crime.transferred"  # 移送追究拒执罪
VALUATION_STARTED: Final = "valuation.started"  # 启动确定参考价
APPRAISAL_ENTRUSTED: Final = "appraisal.entrusted"  # 委托评估或网络询价
APPRAISAL_DONE: Final = "appraisal.done"  # 收到评估或询价报告
APPRAISAL_SERVED: Final = "appraisal.served"  # 向当事人送达评估（询价）报告
APPRAISAL_OBJECTED: Final = "appraisal.objected"  # 对评估（询价）报告提出异议
APPRAISAL_REVIEWED: Final = "appraisal.reviewed"  # 评估异议审查处理
PRICE_FIXED: Final = "price.fixed"  # 确定参考价
PRICE_NEGOTIATED: Final = "price.negotiated"  # 当事人议价
PRICE_INQUIRED: Final = "price.inquired"  # 收到定向询价结果
PRICE_QUOTED: Final = "price.quoted"  # 网络询价平台出具结果
APPRAISAL_EXTENSION_APPLIED: Final = "appraisal.extension_applied"  # 评估机构申请延期
APPRAISAL_EXTENDED: Final = "appraisal.extended"  # 准许评估延期
APPRAISAL_RECALLED: Final = "appraisal.recalled"  # 撤回评估委托
APPRAISAL_CORRECTION_ASKED: Final = "appraisal.correction_asked"  # 要求补正询价、评估报告
APPRAISAL_CORRECTED: Final = "appraisal.corrected"  # 补正询价、评估报告
APPRAISAL_PUBLISHED: Final = "appraisal.published"  # 公示评估（询价）报告
APPRAISAL_REFERRED: Final = "appraisal.referred"  # 将异议交评估机构说明
APPRAISAL_ANSWERED: Final = "appraisal.answered"  # 评估机构说明
APPRAISAL_TECHNICAL_REVIEW: Final = "appraisal.technical_review"  # 委托专业技术评审
AUCTION_STARTED: Final = "auction.started"  # 启动拍卖程序
AUCTION_TERMS_DECIDED: Final = "auction.terms_decided"  # 合议庭确定起拍价、保证金等
AUCTION_PARTIES_NOTIFIED: Final = "auction.parties_notified"  # 通知当事人和优先购买权人
AUCTION_ANNOUNCED: Final = "auction.announced"  # 发布第一次拍卖公告
AUCTION_FIRST: Final = "auction.first"  # 第一次拍卖
AUCTION_FAILED: Final = "auction.failed"  # 流拍
AUCTION_REANNOUNCED: Final = "auction.reannounced"  # 发布第二次（再次）拍卖公告
AUCTION_SECOND: Final = "auction.second"  # 第二次拍卖
AUCTION_THIRD: Final = "auction.third"  # 第三次拍卖
AUCTION_WITHDRAWN: Final = "auction.withdrawn"  # 撤回拍卖
AUCTION_SOLD: Final = "auction.sold"  # 拍卖、变卖成交
AUCTION_CONFIRMED: Final = "auction.confirmed"  # 拍卖成交确认
AUCTION_PRICE_PAID: Final = "auction.price_paid"  # 买受人付清价款
AUCTION_DEFAULTED: Final = "auction.defaulted"  # 买受人悔拍
DEPOSIT_FORFEITED: Final = "deposit.forfeited"  # 竞买保证金不予退还
DIFFERENCE_ORDERED: Final = "difference.ordered"  # 责令补交差价
AUCTION_RULING_MADE: Final = "auction.ruling_made"  # 作出成交裁定
AUCTION_RULING_SERVED: Final = "auction.ruling_served"  # 送达成交（抵债）裁定
SALE_ANNOUNCED: Final = "sale.announced"  # 发布变卖公告
SALE_STARTED: Final = "sale.started"  # 启动变卖
SALE_FAILED: Final = "sale.failed"  # 变卖不成
SETOFF_ACCEPTED: Final = "setoff.accepted"  # 申请执行人接受以物抵债
SETOFF_REFUSED: Final = "setoff.refused"  # 申请执行人拒绝以物抵债
SETOFF_RULED: Final = "setoff.ruled"  # 裁定以物抵债
AUCTION_NOTICE_PUBLISHED: Final = "auction.notice_published"  # 公示无法通知的情况
AUCTION_NO_SURPLUS_TOLD: Final = "auction.no_surplus_told"  # 告知无益拍卖
AUCTION_NO_SURPLUS_INSISTED: Final = "auction.no_surplus_insisted"  # 申请继续无益拍卖
AUCTION_BID_DEPOSIT_PAID: Final = "auction.bid_deposit_paid"  # 交纳竞买保证金
AUCTION_BID_DEPOSIT_RETURNED: Final = "auction.bid_deposit_returned"  # 退还竞买保证金
AUCTION_DEPOSIT_MOVED: Final = "auction.deposit_moved"  # 成交保证金划入法院账户
AUCTION_SUSPENDED: Final = "auction.suspended"  # 暂缓、中止拍卖
AUCTION_CAUSE_ENDED: Final = "auction.cause_ended"  # 暂缓、中止拍卖的事由消失
AUCTION_RESUMED: Final = "auction.resumed"  # 恢复拍卖
AUCTION_ANNULLED: Final = "auction.annulled"  # 撤销网络司法拍卖
AUCTION_BUYER_CHECKED: Final = "auction.buyer_checked"  # 核查竞买人（买受人）资格
SETOFF_ASKED: Final = "setoff.asked"  # 询问是否接受以物抵债
ASSET_MANAGED: Final = "asset.managed"  # 交付申请执行人管理（强制管理）
ASSET_RETURNED: Final = "asset.returned"  # 财产退还被执行人
ASSET_DELIVERED: Final = "asset.delivered"  # 移交拍卖、变卖、抵债财产
THING_DELIVERED: Final = "thing.delivered"  # 交付标的物或票证
EVICTION_ANNOUNCED: Final = "eviction.announced"  # 发布强制迁出公告
EVICTION_EXECUTED: Final = "eviction.executed"  # 强制迁出房屋、退出土地
ACT_PERFORMED: Final = "act.performed"  # 完成行为义务
THING_LOST: Final = "thing.lost"  # 特定物毁损、灭失
FUNDS_TRANSFERRED: Final = "funds.transferred"  # 扣划存款
FUNDS_RECEIVED: Final = "funds.received"  # 案款到账
FUNDS_RECEIPT_ISSUED: Final = "funds.receipt_issued"  # 开具收款票据
FUNDS_ARRIVAL_NOTIFIED: Final = "funds.arrival_notified"  # 财务通知承办人到账
FUNDS_UNIDENTIFIED: Final = "funds.unidentified"  # 不明款到账
FUNDS_CLAIMED: Final = "funds.claimed"  # 认领不明案款
FUNDS_COLLECTION_NOTIFIED: Final = "funds.collection_notified"  # 通知领取案款
RELEASE_APPROVED: Final = "release.approved"  # 审批发放案款（办理支付手续）
FUNDS_RELEASED: Final = "funds.released"  # 发放案款
FUNDS_RELEASE_FAILED: Final = "funds.release_failed"  # 发放不成功（退汇）
FUNDS_DEFERRED: Final = "funds.deferred"  # 延缓发放案款
FUNDS_DEFERRAL_ENDED: Final = "funds.deferral_ended"  # 延缓发放事由消失
FUNDS_FROZEN: Final = "funds.frozen"  # 案款被保全、冻结
FUNDS_UNFROZEN: Final = "funds.unfrozen"  # 解除案款冻结
FUNDS_MOVED: Final = "funds.moved"  # 案款转移至另案或他院
FUNDS_DEPOSITED: Final = "funds.deposited"  # 提存案款
FUNDS_DEPOSIT_RETURNED: Final = "funds.deposit_returned"  # 提存款返还或领取
FUNDS_REFUNDED: Final = "funds.refunded"  # 退还案款
FUNDS_SURRENDERED: Final = "funds.surrendered"  # 上缴国库（罚金、没收等）
FUNDS_RECONCILED: Final = "funds.reconciled"  # 案款对账
FUNDS_ANOMALY_REPORTED: Final = "funds.anomaly_reported"  # 案款异常报告执行局局长
FUNDS_INTEREST_CREDITED: Final = "funds.interest_credited"  # 专户利息入账
ACCOUNT_REGISTERED: Final = "account.registered"  # 登记收款账户
FUNDS_WITNESSED: Final = "funds.witnessed"  # 收取现金、票据的第二名执行人员
CASH_HANDED_IN: Final = "cash.handed_in"  # 现金移交财务
BILL_CLEARED: Final = "bill.cleared"  # 票据兑付到账
BILL_DISHONOURED: Final = "bill.dishonoured"  # 票据退票
FUNDS_CLAIM_CONFIRMED: Final = "funds.claim_confirmed"  # 复核认领
FUNDS_CLAIM_REVERSED: Final = "funds.claim_reversed"  # 撤销认领
ENTITLEMENT_FIXED: Final = "entitlement.fixed"  # 核定应付款项
PAYMENT_PROPOSED: Final = "payment.proposed"  # 提出发放案款
PAYMENT_CHECKED: Final = "payment.checked"  # 案款专管员核对发放
PAYMENT_VERIFIED: Final = "payment.verified"  # 财务审核发放
PAYMENT_SENT: Final = "payment.sent"  # 出纳办理支付
PAYMENT_REJECTED: Final = "payment.rejected"  # 发放审批不通过
PAYMENT_VOIDED: Final = "payment.voided"  # 撤销已批准的发放
ACCOUNT_VERIFIED: Final = "account.verified"  # 核验收款账户户名
FUNDS_CORRECTION_APPROVED: Final = "funds.correction_approved"  # 批准错账更正
FUNDS_CORRECTED: Final = "funds.corrected"  # 错账更正（冲正）
ACCOUNT_STATED: Final = "account.stated"  # 文书载明的案款账户
ACCOUNT_CREDITED: Final = "account.credited"  # 扣划款转入的账户
ACCOUNT_BALANCE: Final = "account.balance"  # 银行子账户余额
ACCOUNT_OPENED: Final = "account.opened"  # 案款专户启用
PAYMENT_DEVICE: Final = "payment.device"  # 办理发放所用的设备或会话
FUNDS_PAID_DIRECTLY: Final = "funds.paid_directly"  # 当事人之间直接给付
FUNDS_DISPUTED: Final = "funds.disputed"  # 登记案款的争议数额
FUNDS_DISPUTE_ENDED: Final = "funds.dispute_ended"  # 案款争议解决
FUNDS_FREEZE_REQUESTED: Final = "funds.freeze_requested"  # 收到冻结案款的协助执行文书
FUNDS_HANDED_OVER: Final = "funds.handed_over"  # 移交案款凭证和未结款项
FUNDS_RECONCILIATION_SIGNED: Final = "funds.reconciliation_signed"  # 对账签字
FUNDS_DIFFERENCE_FOUND: Final = "funds.difference_found"  # 对账发现差异
FUNDS_DIFFERENCE_SETTLED: Final = "funds.difference_settled"  # 对账差异处理完毕
FUNDS_JOURNAL_CHECKED: Final = "funds.journal_checked"  # 核验案款日志
INTEREST_COMPUTED: Final = "interest.computed"  # 计算迟延履行利息
COURT_COST_COLLECTED: Final = "court_cost.collected"  # 收取诉讼费
FINE_COLLECTED: Final = "fine.collected"  # 收取罚款、罚金
FEE_CHARGED: Final = "fee.charged"  # 核定执行申请费
FEE_COLLECTED: Final = "fee.collected"  # 收取执行申请费
FEE_WAIVED: Final = "fee.waived"  # 减免缓执行费
COST_PAID: Final = "cost.paid"  # 支付评估、保管等实际费用
DISTRIBUTION_APPLIED: Final = "distribution.applied"  # 申请参与分配
DISTRIBUTION_PLANNED: Final = "distribution.planned"  # 制作分配方案
DISTRIBUTION_SERVED: Final = "distribution.served"  # 送达分配方案
DISTRIBUTION_OBJECTED: Final = "distribution.objected"  # 对分配方案提出异议
DISTRIBUTION_OBJECTION_TOLD: Final = "distribution.objection_told"  # 通知分配方案异议
DISTRIBUTION_OPPOSED: Final = "distribution.opposed"  # 对异议提出反对意见
DISTRIBUTION_OPPOSITION_TOLD: Final = "distribution.opposition_told"  # 通知反对意见
DISTRIBUTION_CONFIRMED: Final = "distribution.confirmed"  # 分配方案确定
OBJECTION_FILED: Final = "objection.filed"  # 提出执行异议
OBJECTION_ACCEPTED: Final = "objection.accepted"  # 异议立案
OBJECTION_HEARD: Final = "objection.heard"  # 听证
OBJECTION_RULED: Final = "objection.ruled"  # 作出异议裁定
REVIEW_FILED: Final = "review.filed"  # 申请复议
REVIEW_RULED: Final = "review.ruled"  # 作出复议裁定
SUIT_FILED: Final = "suit.filed"  # 提起诉讼（执行异议之诉、分配方案异议之诉等）
SUIT_DECIDED: Final = "suit.decided"  # 诉讼作出裁判
REFUSAL_APPLIED: Final = "refusal.applied"  # 申请不予执行
REFUSAL_ACCEPTED: Final = "refusal.accepted"  # 不予执行申请立案
REFUSAL_SENT: Final = "refusal.sent"  # 移送不予执行申请
REFUSAL_RULED: Final = "refusal.ruled"  # 不予执行申请的裁定
SUPERVISION_RULED: Final = "supervision.ruled"  # 作出执行监督裁定
RESTITUTION_RULED: Final = "restitution.ruled"  # 执行回转的裁定
OBJECTION_SUPPLEMENT_ASKED: Final = "objection.supplement_asked"  # 通知补正异议材料
OBJECTION_SUPPLEMENTED: Final = "objection.supplemented"  # 补正异议材料
OBJECTION_REFUSED: Final = "objection.refused"  # 裁定不予受理异议
OBJECTION_NOTIFIED: Final = "objection.notified"  # 通知异议人和相关当事人
OBJECTION_SERVED: Final = "objection.served"  # 送达异议裁定
REVIEW_RECEIVED: Final = "review.received"  # 上一级法院收到复议材料
REVIEW_FILE_SENT: Final = "review.file_sent"  # 报送复议案卷
REVIEW_EXTENDED: Final = "review.extended"  # 延长复议审查期限
INACTION_APPLIED: Final = "inaction.applied"  # 申请上一级法院执行（超六个月未执行）
REFUSAL_EXTENDED: Final = "refusal.extended"  # 延长不予执行审查期限
APPLICATION_DISMISSED: Final = "application.dismissed"  # 裁定驳回执行申请
ORDER_REVIEW_ASKED: Final = "order.review_asked"  # 请求上级法院复议指令
ORDER_RECEIVED: Final = "order.received"  # 收到上级法院裁定、决定或指令
SETTLEMENT_MADE: Final = "settlement.made"  # 达成执行和解协议
SETTLEMENT_DUE: Final = "settlement.due"  # 和解履行期届满
SETTLEMENT_PERFORMED: Final = "settlement.performed"  # 和解协议履行完毕
SETTLEMENT_BREACHED: Final = "settlement.breached"  # 不履行和解协议
SECURITY_GIVEN: Final = "security.given"  # 提供执行担保
SECURITY_ENFORCED: Final = "security.enforced"  # 执行担保财产或担保人
PAUSE_SUSPENDED: Final = "pause.suspended"  # 中止执行
PAUSE_SUSPENSION_ENDED: Final = "pause.suspension_ended"  # 中止事由消失，恢复执行程序
PAUSE_DEFERRED: Final = "pause.deferred"  # 暂缓执行
PAUSE_DEFERRAL_ENDED: Final = "pause.deferral_ended"  # 暂缓期限届满或解除
PAUSE_EXCLUDED_FROM: Final = "pause.excluded_from"  # 扣除期限起算
PAUSE_EXCLUDED_TO: Final = "pause.excluded_to"  # 扣除期限结束
EXTENSION_APPLIED: Final = "extension.applied"  # 申请延长执行期限
EXTENSION_DECIDED: Final = "extension.decided"  # 延长执行期限审批
PARTY_CHANGE_APPLIED: Final = "party.change_applied"  # 申请变更、追加当事人
PARTY_CHANGE_DECIDED: Final = "party.change_decided"  # 变更、追加申请的裁定
PARTY_ADDED: Final = "party.added"  # 追加被执行人
PARTY_CHANGE_EXTENDED: Final = "party.change_extended"  # 延长变更追加审查期限
PARTY_CHANGE_SERVED: Final = "party.change_served"  # 送达变更、追加裁定
PARTY_REVIEW_APPLIED: Final = "party.review_applied"  # 对变更、追加裁定申请复议
PARTY_REVIEWED: Final = "party.reviewed"  # 变更、追加复议裁定
PARTY_DIED: Final = "party.died"  # 当事人死亡
PARTY_DISSOLVED: Final = "party.dissolved"  # 法人、非法人组织终止
PARTY_ENTERED: Final = "party.entered"  # 录入、修改当事人信息
DELEGATION_REQUESTED: Final = "delegation.requested"  # 团队提出事项委托
DELEGATION_SENT: Final = "delegation.sent"  # 发出事项委托
DELEGATION_RECEIVED: Final = "delegation.received"  # 收到受托事项
DELEGATION_SUPPLEMENT_ASKED: Final = "delegation.supplement_asked"  # 要求补充委托材料
DELEGATION_SUPPLEMENTED: Final = "delegation.supplemented"  # 补充委托材料
DELEGATION_RETURNED: Final = "delegation.returned"  # 退回委托事项
DELEGATION_URGED: Final = "delegation.urged"  # 催办委托事项
DELEGATION_REPLIED: Final = "delegation.replied"  # 反馈委托结果
DELEGATION_HANDED_TO_TEAM: Final = "delegation.handed_to_team"  # 反馈材料移交团队
CASE_DELEGATED: Final = "case.delegated"  # 全案委托执行
CASE_DELEGATION_RECEIVED: Final = "case.delegation_received"  # 收到全案委托执行函
CASE_DELEGATION_ACCEPTED: Final = "case.delegation_accepted"  # 受托法院立案
CASE_DELEGATION_TOLD: Final = "case.delegation_told"  # 告知申请执行人委托情况
DELEGATION_CENTRE_CHECKED: Final = "delegation.centre_checked"  # 指挥中心审核委托材料
DELEGATION_SIGNED: Final = "delegation.signed"  # 签收受托事项
DELEGATION_CONTACTED: Final = "delegation.contacted"  # 与委托法院沟通
DELEGATION_FINISHED: Final = "delegation.finished"  # 受托事项办结
DELEGATION_CONFIRMED: Final = "delegation.confirmed"  # 确认委托反馈
DELEGATION_COMPLAINED: Final = "delegation.complained"  # 向受托法院的上级法院反映
CASE_DELEGATION_APPROVED: Final = "case.delegation_approved"  # 高级人民法院同意（报备）委托
CASE_DELEGATION_RETURN_APPROVED: Final = "case.delegation_return_approved"  # 高级人民法院同意退回委托
CASE_DELEGATION_SUPPLEMENT_ASKED: Final = "case.delegation_supplement_asked"  # 要求补办全案委托材料
CASE_DELEGATION_SUPPLEMENTED: Final = "case.delegation_supplemented"  # 补办全案委托材料
CASE_DELEGATION_RETURNED: Final = "case.delegation_returned"  # 退回全案委托
CASE_DELEGATION_STARTED: Final = "case.delegation_started"  # 受托法院开始执行
CASE_DELEGATION_REPORTED: Final = "case.delegation_reported"  # 函告委托法院执行情况
CASE_DESIGNATED: Final = "case.designated"  # 指定（指令）执行
CASE_ELEVATED: Final = "case.elevated"  # 提级执行
CASE_URGED_BY_UPPER: Final = "case.urged_by_upper"  # 上级法院督促执行
BANKRUPTCY_TRANSFERRED: Final = "bankruptcy.transferred"  # 移送破产审查
BANKRUPTCY_ACCEPTED: Final = "bankruptcy.accepted"  # 破产申请被受理
BANKRUPTCY_CONSENTED: Final = "bankruptcy.consented"  # 同意移送破产审查
BANKRUPTCY_FILE_RECEIVED: Final = "bankruptcy.file_received"  # 被执行人住所地法院收到破产移送材料
BANKRUPTCY_DECIDED: Final = "bankruptcy.decided"  # 受移送法院裁定是否受理破产
BANKRUPTCY_DECLARED: Final = "bankruptcy.declared"  # 宣告破产
INTERVIEW_HELD: Final = "interview.held"  # 约谈
TERMINATION_TOLD: Final = "termination.told"  # 送达拟终本告知书
TERMINATION_CONFIRMED: Final = "termination.confirmed"  # 申请执行人签字确认终本
CALLBACK_MADE: Final = "callback.made"  # 终本回访
TERMINATION_STARTED: Final = "termination.started"  # 启动终本程序
TERMINATION_CHECKED: Final = "termination.checked"  # 终本条件核查
TERMINATION_PANEL_VERIFIED: Final = "termination.panel_verified"  # 合议庭核实无财产
TERMINATION_APPROVED: Final = "termination.approved"  # 院长批准终本
CLOSURE_PROPOSED: Final = "closure.proposed"  # 报结
CLOSURE_REVIEWED_SUBSTANCE: Final = "closure.reviewed_substance"  # 结案实体审核
CLOSURE_REVIEWED_PROCEDURE: Final = "closure.reviewed_procedure"  # 结案程序审核
CLOSURE_COMPLETED: Final = "closure.completed"  # 执行完毕
CLOSURE_TERMINATED: Final = "closure.terminated"  # 终结本次执行程序
CLOSURE_ENDED: Final = "closure.ended"  # 终结执行
CLOSURE_CANCELLED: Final = "closure.cancelled"  # 销案
CLOSURE_REFUSED: Final = "closure.refused"  # 不予执行
CLOSURE_DISMISSED: Final = "closure.dismissed"  # 驳回执行申请
CLOSURE_PRESERVATION: Final = "closure.preservation"  # 保全案件结案
CLOSURE_OTHER: Final = "closure.other"  # 其他方式结案
CLOSURE_SERVED: Final = "closure.served"  # 送达结案文书
CLOSURE_NOTICE_ISSUED: Final = "closure.notice_issued"  # 发出结案通知书
APPLICATION_WITHDRAWN: Final = "application.withdrawn"  # 撤回执行申请
CLAIM_WAIVED: Final = "claim.waived"  # 申请执行人放弃债权
CLOSURE_CONFIRMED: Final = "closure.confirmed"  # 双方确认履行完毕
CLOSURE_PANEL: Final = "closure.panel"  # 合议庭评议结案
CASE_ARCHIVED: Final = "case.archived"  # 归档
LIBRARY_ENTERED: Final = "library.entered"  # 录入终本案件信息库
LIBRARY_ERROR_FOUND: Final = "library.error_found"  # 发现终本信息有误
LIBRARY_CORRECTED: Final = "library.corrected"  # 更正终本信息库
LIBRARY_HIDDEN: Final = "library.hidden"  # 从终本案件信息库屏蔽
QUERY_PERIODIC: Final = "query.periodic"  # 终本后网络查询
RESUME_APPLIED: Final = "resume.applied"  # 申请恢复执行
RESUME_PROPOSED: Final = "resume.proposed"  # 终本团队交立案庭恢复
CASE_RESUMED: Final = "case.resumed"  # 恢复执行
OBSTACLE_APPLIED: Final = "obstacle.applied"  # 申请排除妨害
RESUME_REFUSED: Final = "resume.refused"  # 不予恢复执行
MATTER_RECEIVED: Final = "matter.received"  # 接收上级督办
MATTER_ISSUED: Final = "matter.issued"  # 发布本院督办
MATTER_FORWARDED: Final = "matter.forwarded"  # 转发督办
MATTER_URGED: Final = "matter.urged"  # 催办督办
MATTER_REPLIED: Final = "matter.replied"  # 回复督办
MATTER_RETURNED: Final = "matter.returned"  # 督办退回补充
MATTER_CLOSED: Final = "matter.closed"  # 督办办结
MATTER_WEEKLY_REPORTED: Final = "matter.weekly_reported"  # 周报督办落实情况
PETITION_RECEIVED: Final = "petition.received"  # 收到信访
PETITION_REGISTERED: Final = "petition.registered"  # 信访登记录入
PETITION_CLOSED: Final = "petition.closed"  # 信访办结
OPINION_REGISTERED: Final = "opinion.registered"  # 舆情登记
OPINION_ANALYSED: Final = "opinion.analysed"  # 舆情分析识别
OPINION_SIGNED_OFF: Final = "opinion.signed_off"  # 执行局负责人审签舆情
OPINION_TRANSFERRED: Final = "opinion.transferred"  # 舆情移交
OPINION_HANDLED: Final = "opinion.handled"  # 舆情处置反馈
COMMAND_STARTED: Final = "command.started"  # 开始远程指挥
EMERGENCY_REPORTED: Final = "emergency.reported"  # 报告突发事件
EMERGENCY_HANDLED: Final = "emergency.handled"  # 突发事件处置完毕
CONSULTATION_REQUESTED: Final = "consultation.requested"  # 申请会商、听证、调度支持
CONSULTATION_HELD: Final = "consultation.held"  # 召开执行会商
RECORDING_MADE: Final = "recording.made"  # 外出执行全程录音录像
RECORDING_UPLOADED: Final = "recording.uploaded"  # 音视频资料上传归集
RECORDING_ENDED: Final = "recording.ended"  # 录制结束
RECORDING_INTERRUPTED: Final = "recording.interrupted"  # 录制中断
RECORDING_CONTINUED: Final = "recording.continued"  # 恢复录制
RECORDING_EXPLAINED: Final = "recording.explained"  # 录音录像不完整的书面说明
RECORDING_EXPLANATION_SIGNED: Final = "recording.explanation_signed"  # 书面说明审核签字
RECORDING_LINKED: Final = "recording.linked"  # 录音录像归入任务
RECORDING_BACKED_UP: Final = "recording.backed_up"  # 录音录像备份
RECORDING_CHECKED: Final = "recording.checked"  # 核对录音录像校验值
RECORDING_ACCESS_ASKED: Final = "recording.access_asked"  # 申请查阅、复制录音录像
RECORDING_ACCESS_APPROVED: Final = "recording.access_approved"  # 准许查阅、复制录音录像
RECORDING_ACCESS_REFUSED: Final = "recording.access_refused"  # 不准许查阅、复制录音录像
RECORDING_VIEWED: Final = "recording.viewed"  # 查阅录音录像
RECORDING_EXPORTED: Final = "recording.exported"  # 复制录音录像
RECORDING_MOVE_APPROVED: Final = "recording.move_approved"  # 准许迁移录音录像
RECORDING_MOVED: Final = "recording.moved"  # 迁移录音录像
RECORDING_HOLD_PLACED: Final = "recording.hold_placed"  # 录音录像限制处置
RECORDING_HOLD_LIFTED: Final = "recording.hold_lifted"  # 解除录音录像处置限制
RECORDING_DISPOSAL_APPROVED: Final = "recording.disposal_approved"  # 准许销毁录音录像
RECORDING_DISPOSED: Final = "recording.disposed"  # 销毁录音录像
DISCLOSURE_SENT: Final = "disclosure.sent"  # 向当事人告知执行进展
CIRCULAR_ISSUED: Final = "circular.issued"  # 发布执行情况通报
COMPENSATION_APPLIED: Final = "compensation.applied"  # 申请国家赔偿
COMPENSATION_RULED: Final = "compensation.ruled"  # 作出赔偿决定
STAFF_LEFT: Final = "staff.left"  # 人员调离、退休
STAFF_ABSENT: Final = "staff.absent"  # 人员不在岗（请假、出差、休假）
AGENT_AUTHORISED: Final = "agent.authorised"  # 提交授权委托书（委托代理人）
AGENT_ENDED: Final = "agent.ended"  # 代理权变更或解除
PARTY_LEFT: Final = "party.left"  # 确认当事人退出
DISCLOSURE_ASKED: Final = "disclosure.asked"  # 申请告知、查询案件信息
DISCLOSURE_DECIDED: Final = "disclosure.decided"  # 是否准许查询的决定
DISCLOSURE_ERROR_FOUND: Final = "disclosure.error_found"  # 发现已公开信息有误或者不应公开
DISCLOSURE_CORRECTED: Final = "disclosure.corrected"  # 更正已公开信息
DISCLOSURE_WITHDRAWN: Final = "disclosure.withdrawn"  # 撤回已公开信息
PUBLICATION_DECIDED: Final = "publication.decided"  # 文书是否上网公布的决定
