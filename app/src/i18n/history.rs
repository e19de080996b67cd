//! The audit log in words: what an event says to whoever reads the history of an account, an attempt or a certificate.

use zhixing_domain::lang::Lang;

messages! {
    system: "系统" | "the system";
    operator: "运维" | "the operator";
    account_opened: "开通账号" | "account opened";
    account_named: "修改姓名" | "name changed";
    account_roles: "修改角色" | "roles changed";
    account_disabled: "停用账号" | "account disabled";
    account_enabled: "恢复账号" | "account enabled";
    password_changed: "修改密码" | "password changed";
    factor_set: "开启两步登录" | "second factor turned on";
    factor_removed: "关闭两步登录" | "second factor turned off";
    recovery_code_used: "用恢复码登录" | "recovery code used";
    signed_out: "在所有设备退出" | "signed out everywhere";
    token_minted: "签发访问令牌" | "token minted";
    started: "开始作答" | "started";
    submitted: "交卷" | "handed in";
    expired: "到时自动交卷" | "ended by time";
    extended: "延长时间" | "time granted";
    revoked: "收回时间" | "time taken back";
    given_back: "补回断网时间" | "outage given back";
    paused: "暂停" | "paused";
    resumed: "继续" | "resumed";
    terminated: "终止" | "terminated";
    voided: "作废" | "voided";
    reopened: "续考" | "reopened as a segment";
    notified: "发消息" | "message sent";
    pen_taken: "换页作答" | "another page took the pen";
    pen_freed: "释放答题权" | "pen freed";
    irregularity: "异常" | "irregularity";
    left_page: "离开页面" | "page left";
    device_changed: "更换设备" | "device changed";
    counted: "此后只计数" | "from here on only counted";
    seb_missing: "不在安全考试浏览器中" | "outside Safe Exam Browser";
    outside_room: "不在考场网络" | "outside the room's network";
    browser_proved: "确认安全考试浏览器" | "Safe Exam Browser proved";
    graded: "评分完成" | "marked";
    mark_given: "人工评分" | "mark given";
    released: "公布成绩" | "result released";
    revised: "修订成绩" | "result revised";
    certificate_issued: "签发证书" | "certificate issued";
    certificate_revoked: "吊销证书" | "certificate revoked";
    certificate_held: "证书等待" | "certificate waits";
    certificate_corrected: "更正证书" | "certificate corrected";
    name_stated: "填写证书姓名" | "name for certificates stated";
    name_confirmed: "核实证书姓名" | "name for certificates confirmed";
    name_asked: "申请更正姓名" | "another name asked for";
    name_changed: "更正姓名" | "name corrected";
    name_refused: "不同意更正姓名" | "correction of the name refused";
}

/// The words for an event; one without words is said as it is kept.
pub fn happened(action: &str, lang: Lang) -> String {
    let words = match action {
        "account.opened" => account_opened,
        "account.named" => account_named,
        "account.roles" => account_roles,
        "account.disabled" => account_disabled,
        "account.enabled" => account_enabled,
        "account.password_changed" => password_changed,
        "account.factor_set" => factor_set,
        "account.factor_removed" => factor_removed,
        "account.recovery_code_used" => recovery_code_used,
        "session.ended_everywhere" => signed_out,
        "token.minted" => token_minted,
        "attempt.started" => started,
        "attempt.submitted" => submitted,
        "attempt.expired" => expired,
        "attempt.extended" => extended,
        "attempt.grant_revoked" => revoked,
        "attempt.outage_given_back" => given_back,
        "attempt.paused" => paused,
        "attempt.resumed" => resumed,
        "attempt.terminated" => terminated,
        "attempt.voided" => voided,
        "attempt.reopened" => reopened,
        "attempt.notified" => notified,
        "attempt.pen_taken" => pen_taken,
        "attempt.pen_freed" => pen_freed,
        "attempt.irregularity" => irregularity,
        "attempt.left_page" => left_page,
        "attempt.device_changed" => device_changed,
        "attempt.counted" => counted,
        "attempt.seb_missing" => seb_missing,
        "attempt.outside_room" => outside_room,
        "browser.proved" => browser_proved,
        "result.graded" => graded,
        "mark.given" => mark_given,
        "result.released" => released,
        "result.revised" => revised,
        "certificate.issued" => certificate_issued,
        "certificate.revoked" => certificate_revoked,
        "certificate.held" => certificate_held,
        "certificate.corrected" => certificate_corrected,
        "account.name_stated" => name_stated,
        "account.name_confirmed" | "attempt.name_confirmed" => name_confirmed,
        "attempt.name_asked" => name_asked,
        "attempt.name_changed" => name_changed,
        "attempt.name_refused" => name_refused,
        _ => return action.to_string(),
    };
    words(lang).to_string()
}
