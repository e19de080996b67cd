//! Words of the audit log as administrators read it.

use zhixing_domain::lang::Lang;

messages! {
    log: "审计日志" | "Audit log";
    log_lead: "谁在什么时候做了什么。记下的行不会再改：每一行的摘要都连着前一行。" | "Who did what, and when. A line is never changed: the hash of each is over the one before.";
    person: "人员" | "Person";
    person_hint: "登录名或姓名：这个人做的事，和对这个账号、这个人的考试做的事。" | "An account name or a name: what this person did, and what was done to the account and its attempts.";
    nobody_called(login): "没有叫“{login}”的人，也没有这个登录名。" | "Nobody is called “{login}”, and no account has this name.";
    several_called(name, logins): "叫“{name}”的不止一人，请写登录名：{logins}" | "Several people are called “{name}”. Write one of their account names: {logins}";
    kind: "类别" | "Kind";
    any: "全部" | "All";
    object: "对象" | "Object";
    object_hint: "编号：考试、证书、场次……" | "An id: of an attempt, certificate, session …";
    day: "日期" | "Day";
    day_form: "请按 2026-11-22 的样子写日期。" | "Write a day like 2026-11-22.";
    show: "筛选" | "Show";
    show_all: "看全部" | "Show all";
    when: "时间" | "When";
    who: "谁" | "Who";
    what: "做了什么" | "What";
    about: "对象" | "About";
    detail: "内容" | "Detail";
    action: "代号" | "Code";
    request: "请求编号" | "Request";
    only_this(what): "只看“{what}”" | "Only “{what}”";
    older: "更早的" | "Older";
    newest: "最新的" | "Newest";
    nothing: "没有符合条件的记录" | "No line matches";
    nothing_words: "换一个条件，或者看全部。" | "Choose other conditions, or look at all of them.";
    export_csv: "导出 CSV" | "Export as CSV";
    export_xlsx: "导出 Excel" | "Export as spreadsheet";
    export_words: "导出符合条件的全部记录，最新的 5 万条。" | "All lines that match, the newest 50,000.";
    proof: "日志的证明" | "The proof of the log";
    head: "链头" | "Head";
    head_words(place, hash): "第 {place} 条，SHA-256 {hash}" | "link {place}, SHA-256 {hash}";
    no_head: "还没有记录" | "No line yet";
    unlinked(n): "{n} 条等待链接" | "{n} waits to be linked" / "{n} wait to be linked" by n;
    checked: "已核对" | "Checked";
    checked_words(place, at): "到第 {place} 条（{at}）" | "up to link {place} ({at})";
    not_checked: "服务器刚启动，还没有核对" | "Not yet: the server has just started";
    walk_began: "本轮开始" | "This check began";
    whole: "整条核对" | "The whole chain";
    whole_words(at, place): "{at}，共 {place} 条，全部相符" | "{at}: {place} link fits" / "{at}: all {place} links fit" by place;
    whole_faults(at, n): "{at}，{n} 处不相符" | "{at}: {n} link does not fit" / "{at}: {n} links do not fit" by n;
    faults(n): "日志有 {n} 处与它的链不相符：有人改过数据库。请保留现场，运行 zhixing audit verify。"
        | "The log does not fit its chain in {n} place: somebody changed the database. Keep it as it is and run zhixing audit verify."
        / "The log does not fit its chain in {n} places: somebody changed the database. Keep it as it is and run zhixing audit verify." by n;
    note_head: "把链头抄在别处，以后就能证明日志没有被截短：zhixing audit verify --head。"
        | "Write the head down elsewhere, and it can be shown later that nothing was cut off: zhixing audit verify --head.";

    kind_account: "账号" | "Accounts";
    kind_group: "群组" | "Groups";
    kind_session: "场次与登录" | "Exam sessions and signing in";
    kind_token: "访问令牌" | "Access tokens";
    kind_inquiry: "提问" | "Questions of learners";
    kind_content: "教学内容" | "Content";
    kind_assessment: "考试方案" | "Plans";
    kind_attempt: "作答" | "Attempts";
    kind_browser: "安全浏览器" | "Safe Exam Browser";
    kind_result: "成绩" | "Results";
    kind_mark: "评分" | "Marks";
    kind_item: "试题" | "Items";
    kind_certificate: "证书" | "Certificates";
    kind_site: "站点设置" | "Settings of the site";
    kind_workshop: "备课与发布" | "Workshop and publishing";
    kind_webhook: "系统对接" | "Webhooks";
}

/// The kinds by what their actions begin with.
pub const KINDS: [(&str, super::Message); 16] = [
    ("account", kind_account),
    ("group", kind_group),
    ("session", kind_session),
    ("token", kind_token),
    ("content", kind_content),
    ("workshop", kind_workshop),
    ("inquiry", kind_inquiry),
    ("assessment", kind_assessment),
    ("attempt", kind_attempt),
    ("browser", kind_browser),
    ("result", kind_result),
    ("mark", kind_mark),
    ("item", kind_item),
    ("certificate", kind_certificate),
    ("site", kind_site),
    ("webhook", kind_webhook),
];

/// The word for a kind; what is no kind stands for itself.
pub fn kind_word(kind: &str, lang: Lang) -> String {
    KINDS.iter().find(|(name, _)| *name == kind).map_or_else(|| kind.to_string(), |(_, word)| word(lang).to_string())
}
