//! The words of the audit log: what an event is called, and what is told of its data (`parts::history` puts them together).

use zhixing_domain::lang::Lang;

messages! {
    system: "系统" | "the system";
    operator: "运维" | "the operator";
    account_opened: "开通账号" | "account opened";
    account_named: "修改姓名" | "name changed";
    account_roles: "修改角色" | "roles changed";
    account_scope: "修改角色范围" | "scope of roles changed";
    account_disabled: "停用账号" | "account disabled";
    account_enabled: "恢复账号" | "account enabled";
    password_changed: "修改密码" | "password changed";
    factor_set: "开启两步登录" | "second factor turned on";
    factor_removed: "关闭两步登录" | "second factor turned off";
    mail_confirmed: "确认邮箱" | "mail address confirmed";
    mail_removed: "删除邮箱" | "mail address removed";
    phone_confirmed: "确认手机号" | "phone number confirmed";
    phone_removed: "删除手机号" | "phone number removed";
    grouped: "加入群组" | "put into a group";
    ungrouped: "移出群组" | "taken out of a group";
    group_opened: "建立群组" | "group made";
    group_changed: "修改群组" | "group changed";
    group_removed: "删除群组" | "group removed";
    people_grouped: "群组加人" | "people put into the group";
    people_ungrouped: "群组减人" | "people taken out of the group";
    group_disabled: "停用群组里的账号" | "accounts of the group disabled";
    group_people(n): "{n} 人" | "{n} person" / "{n} people" by n;
    webhook_added: "添加推送地址" | "webhook added";
    webhook_removed: "删除推送地址" | "webhook removed";
    webhook_resumed: "恢复推送" | "webhook called again";
    recovery_code_used: "用恢复码登录" | "recovery code used";
    terms_agreed: "同意隐私说明和条款" | "agreed to privacy and terms";
    calendar_made: "生成日历订阅链接" | "calendar link made";
    calendar_removed: "取消日历订阅链接" | "calendar link removed";
    signed_out: "在所有设备退出" | "signed out everywhere";
    session_ended: "结束一处登录" | "signed out in one place";
    sessions_ended: "结束其他登录" | "signed out in other places";
    data_taken: "下载自己的数据" | "took the own data";
    account_merged: "并入另一个账号" | "merged into another account";
    account_took_over: "并入了另一个账号" | "took another account over";
    certificate_moved: "持证人的账号合并" | "its holder's accounts were merged";
    sessions_n(n): "{n} 处" | "{n} place" / "{n} places" by n;
    token_minted: "签发访问令牌" | "token minted";
    started: "开始作答" | "started";
    submitted: "交卷" | "handed in";
    expired: "到时自动交卷" | "ended by time";
    extended: "延长时间" | "time granted";
    revoked: "收回时间" | "time taken back";
    given_back: "补回断网时间" | "outage given back";
    paused: "暂停" | "paused";
    resumed: "继续" | "resumed";
    terminated: "强制交卷" | "ended by staff";
    voided: "作废" | "voided";
    reopened: "续考" | "reopened as a segment";
    notified: "发消息" | "message sent";
    pen_taken: "换页作答" | "answering on another page";
    pen_freed: "允许换设备作答" | "another device let in";
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
    certificate_issued: "颁发证书" | "certificate issued";
    certificate_revoked: "吊销证书" | "certificate revoked";
    certificate_held: "证书等待" | "certificate waits";
    site_setting: "修改站点设置" | "setting of the site changed";
    certificate_corrected: "更正证书" | "certificate corrected";
    name_stated: "填写证书姓名" | "name for certificates stated";
    name_confirmed: "核实证书姓名" | "name for certificates confirmed";
    name_asked: "申请更正姓名" | "another name asked for";
    name_changed: "更正姓名" | "name corrected";
    name_refused: "不同意更正姓名" | "correction of the name refused";
    reset_code_made: "生成密码重设码" | "reset code made";
    password_reset: "用重设码改密码" | "password reset with a code";
    passkey_added: "添加通行密钥" | "passkey added";
    passkey_removed: "删除通行密钥" | "passkey removed";
    identity_bound: "绑定外部账号" | "account elsewhere bound";
    identity_removed: "解绑外部账号" | "account elsewhere removed";
    recovered: "用邮件链接改密码" | "password reset with a mailed link";
    token_revoked: "作废访问令牌" | "token revoked";
    published: "发布内容" | "content published";
    publication_reviewed: "评阅要发布的内容" | "publication reviewed";
    review_asked: "请同事看" | "asked for";
    review_approved: "同意" | "approved";
    review_sent_back: "退回" | "sent back";
    draft_saved: "保存草稿" | "draft saved";
    draft(rev, why): "第 {rev} 稿，{why}" | "version {rev}, {why}";
    inquiry_asked: "提问" | "question asked";
    inquiry_taken_back: "撤回提问" | "question taken back";
    inquiry_answered: "回答提问" | "question answered";
    inquiry_shown: "更改问答给谁看" | "who sees the answer changed";
    for_everybody: "给所有人看" | "for everybody";
    for_the_asker: "只给提问的人看" | "for the asker alone";
    plan_code_set: "设置考试口令" | "access code set";
    session_opened: "开设场次" | "session opened";
    session_moved: "改期" | "session moved";
    session_described: "修改场次名称或地点" | "name or place of the session changed";
    session_cancelled: "取消场次" | "session cancelled";
    candidate_removed: "移出名单" | "taken off the list";
    paper_discarded: "试卷作废，另行组卷" | "paper discarded before anybody saw it";
    closes_later: "场次延长到" | "the session closes later";
    session_code_set: "设置场次口令" | "access code of the session set";
    session_code_removed: "取消场次口令" | "access code of the session removed";
    listed: "更新名单" | "list of candidates changed";
    accommodated: "安排合理便利" | "accommodation given";
    item_decided: "处理试题" | "item decided";

    demonstration: "演示账号" | "a demonstration account";
    moved_to(opens, closes, was_opens, was_closes): "{opens} – {closes}，原为 {was_opens} – {was_closes}" | "{opens} – {closes}, before {was_opens} – {was_closes}";
    papers_anew(n): "{n} 份已备好的试卷作废，开考前重新组卷" | "{n} paper is drawn anew" / "{n} papers are drawn anew" by n;
    people(n): "{n} 人" | "{n} on the list";
    given(login, factor, minutes): "{login}：时间 ×{factor}，另加 {minutes} 分钟" | "{login}: time ×{factor}, and {minutes} min more";
    segment_of: "接续上一段" | "goes on from the part before";
    receipt(digest): "回执 {digest}" | "receipt {digest}";
    with_window(time): "{time}，关闭时间随之顺延" | "{time}, and the closing moves too";
    segment(time): "新的续考段，{time}" | "new segment, {time}";
    late_items(items): "计入迟到的答案：{items}" | "late answers count: {items}";
    keys_wait(door): "考试期间打开{door}" | "looked for answers during the exam: {door}";
    door_mock: "模拟考试" | "mock exam";
    door_practice: "练习" | "practice";
    door_question: "提问" | "asking teachers";
    door_marking: "阅卷" | "marking";
    door_notebook: "错题本" | "notebook";
    door_result: "成绩页" | "results";
    answer_file(n, digest): "上传答案文件：{n} 个操作，SHA-256 {digest}"
        | "answer file brought in: {n} operation, SHA-256 {digest}"
        / "answer file brought in: {n} operations, SHA-256 {digest}" by n;
    left(times, time): "共 {times} 次，{time}" | "{times} in all, {time}";
    only_counted(what, most): "{what}，已记 {most} 次" | "{what}, noted {most} time" / "{what}, noted {most} times" by most;
    wrong_key: "密钥不对" | "wrong key";
    no_key: "没有密钥" | "no key";
    points(item, points): "{item}：{points} 分" | "{item}: {points} points";
    score(score, pass_mark): "{score} 分，合格线 {pass_mark}" | "{score}, {pass_mark} to pass";
    revision(before, after, item): "{before} → {after} 分，{item}" | "{before} → {after}, {item}";
    version(n, digest): "第 {n} 版，SHA-256 {digest}" | "version {n}, SHA-256 {digest}";
}

/// The name of a kind of event that is counted, known by its action alone.
pub fn kind(action: &str, lang: Lang) -> String {
    let words = match action {
        "attempt.left_page" => left_page,
        "attempt.device_changed" => device_changed,
        "attempt.pen_taken" => pen_taken,
        "attempt.seb_missing" => seb_missing,
        "attempt.outside_room" => outside_room,
        other => return other.to_string(),
    };
    words(lang).to_string()
}
