//! Words of names: what cannot be taken and why, what a certificate waits for, what is asked of staff.

use zhixing_domain::lang::Lang;

messages! {
    empty: "请填写姓名。" | "Give a name.";
    long: "姓名最多 80 个字符。" | "A name has 80 characters at most.";
    character(c): "证书姓名里不能有 {c}。可以用文字、空格、间隔号（·）、连字符和撇号，请与身份证件一致。"
        | "A name for certificates cannot have {c}. Letters, spaces, the middle dot, hyphens and apostrophes may stand there, as on your identity document.";
    unprintable(c): "证书的字体里没有 {c}，印不出来。请填写证件上的汉字或拉丁字母姓名（护照上印有拉丁字母）；只有这一种写法时，请告诉考务人员。"
        | "The certificate’s fonts do not have {c}, so it cannot be printed. Give the name in Latin letters or Chinese characters, as your \
            passport has it; if there is no such form, tell the exam’s staff.";
    // the person
    legal_name: "证书姓名" | "Name for certificates";
    none_yet: "还没有填写" | "not given yet";
    stated: "由本人填写，待核实" | "stated by the person, to be confirmed";
    stated_own: "您填写的，待考务人员核实" | "as you stated it; staff will confirm it";
    confirmed: "已核实" | "confirmed";
    confirmed_words: "考务人员已经核实。有误请告诉他们或管理员，本人不能自行修改。" | "Staff have confirmed it. If it is wrong, tell the exam’s staff or an administrator; you cannot change it yourself.";
    before_words: "考试合格后，证书只发给这个姓名。开始考试后它不再改变，请对照身份证件看一遍。"
        | "If you pass, the certificate is issued for this name and no other. It is fixed when you start: compare it with your identity document.";
    give_first: "请先填写证书姓名，再开始考试。" | "Give your name for certificates first, then start.";
    give: "保存姓名" | "Save the name";
    change: "改正姓名" | "Correct the name";
    changed_meanwhile: "证书姓名刚刚变了，请看清后再开始。" | "The name for certificates has just changed. Please compare it, then start.";
    pledge(name): "按下“开始考试”，就是确认证书姓名“{name}”与我的证件一致；开始后不再改变。" | "By pressing Start I confirm that “{name}”, my name for the certificate, is as on my document. It is fixed then.";
    of_attempt: "证书姓名" | "The name of this exam";
    check_name: "核对或更正姓名" | "Check or correct your name";
    of_attempt_lead: "姓名在开始考试时固定。需要更正时在这里申请，由考务人员对照证件核实后决定。" | "The name was fixed when the exam began. Ask here if it is wrong; staff decide when they have seen your document.";
    fixed: "本次考试的姓名" | "Fixed for this exam";
    none_fixed: "开始时没有填写" | "none was given at the start";
    ask: "申请更正" | "Ask for a correction";
    ask_short: "姓名有误？" | "Wrong name?";
    wished: "正确的姓名" | "The right name";
    why: "原因" | "Why";
    why_hint: "例如：登记时写错一个字。" | "Such as: one letter was wrong in the list.";
    evidence: "核实依据" | "What shows it";
    evidence_hint: "例如：身份证，已给监考员王老师看过。不要填写证件号码。" | "Such as: my passport, shown to the invigilator Ms Wang. No document numbers.";
    text_form: "请填写，最多 500 字。" | "Say it in at most 500 characters.";
    asked_for(name, at): "{at} 申请改为“{name}”，等待决定。" | "{at}: you asked for “{name}”. It waits for a decision.";
    accepted_on(name, at): "{at} 同意改为“{name}”。" | "{at}: staff changed it to “{name}”.";
    refused_on(name, at, answer): "{at} 没有同意改为“{name}”：{answer}" | "{at}: staff did not change it to “{name}”: {answer}";
    not_started: "考试还没有开始，姓名可以直接修改。" | "The exam has not begun: the name can still be changed directly.";
    same: "现在就是这个姓名，没有要改的。" | "That is the name already: nothing would change.";
    waits_already: "已经有一份申请在等待决定。" | "A request waits for a decision already.";
    issued: "证书已经颁发，姓名由管理员在证书上更正。" | "The certificate is issued: an administrator corrects it there.";
    issued_ask: "证书已经颁发，这里不能再申请。姓名有误，请联系发证机构：管理员对照证件后，在证书上更正，编号不变。"
        | "The certificate is issued, so nothing can be asked for here. If the name is wrong, ask the agency that issued it: an administrator \
            compares it with your document and corrects the certificate, which keeps its number.";
    see_issued: "查看证书和发证机构" | "See the certificate and its agency";
    own_confirmed: "这个姓名已经核实，本人不能修改。请告诉考务人员或管理员。" | "This name is confirmed and not yours to change. Tell the exam’s staff or an administrator.";
    // what a certificate waits for
    waits: "您的证书在等待：" | "Your certificate is waiting: ";
    waits_missing: "开始考试时没有填写证书姓名。请申请登记姓名，考务人员核实后证书自动颁发。"
        | "No name was given when the exam began. Ask for yours to be entered; the certificate is issued by itself when staff have confirmed it.";
    waits_unconfirmed(name): "姓名“{name}”等待考务人员核实，核实后证书自动颁发。" | "The name “{name}” waits for staff to confirm it; the certificate then follows by itself.";
    waits_glyph(c): "姓名中的 {c} 印不出来。请申请改用证件上的汉字或拉丁字母姓名。" | "{c} in the name cannot be printed. Ask for the form with Latin letters or Chinese characters that your document has.";
    waits_issuer: "评价机构的设置还没有完成。管理员已经知道，处理后证书自动颁发，您不用做什么。"
        | "The issuer’s settings are not complete. The administrator knows; the certificate is issued by itself, and you need do nothing.";
    // staff
    names: "待核实的姓名" | "Names to confirm";
    names_n(n): "待核实的姓名（{n}）" | "Names to confirm ({n})";
    names_lead: "证书只发给核实过的姓名。请对照证件核实，或者决定更正申请；决定后证书自动颁发。"
        | "Certificates are issued for confirmed names alone. Compare with a document, or decide a request; what waits is issued by itself.";
    names_none: "没有等待核实的姓名" | "No name waits";
    names_none_words: "有人用自己填写的姓名通过考试，或者申请更正姓名时，会列在这里。" | "Whoever passes under a name of their own stating, or asks for a correction, is listed here.";
    early: "正在考试或等待成绩" | "Sitting now, or waiting for results";
    early_words: "姓名由本人填写。人在现场时核实最方便。" | "They stated their names themselves: it is easiest to confirm while they are here.";
    first_n(n): "只列出前 {n} 个。" | "The first {n} only.";
    wait_request(name): "申请改为“{name}”" | "asks for “{name}”";
    person: "考生" | "Candidate";
    exam: "考试" | "Exam";
    settle: "证书姓名" | "Name for the certificate";
    settle_words: "请对照本人的证件。您的核实和说明会记录在案，不要写证件号码。" | "Compare it with the person’s document. Your decision and your note are on record; write no document numbers.";
    note: "说明：谁凭什么核实" | "Note: who confirmed it, by what";
    note_hint: "例如：对照了身份证原件。拒绝时，考生会看到这里的原因。" | "Such as: compared with the original identity card. The candidate sees it where you refuse.";
    confirm(name): "核实“{name}”" | "Confirm “{name}”";
    accept(name): "同意改为“{name}”" | "Change it to “{name}”";
    refuse: "不同意" | "Refuse";
    set: "改为下面的姓名并核实" | "Set and confirm this name";
    set_name: "证件上的姓名" | "The name on the document";
    asked_reason: "申请原因" | "Their reason";
    asked_evidence: "申请人说明" | "Their evidence";
    unclean(name): "这个姓名里有看不见或写法不规范的字符。请登记为“{name}”。" | "This name has characters that cannot be seen, or an odd spelling. Set it as “{name}”.";
    settled: "姓名已处理。" | "The name is decided.";
    settle_changed: "姓名或申请刚刚变了，请再看一遍。" | "The name or the request has just changed. Please look again.";
    told_changed(name): "证书姓名已改为“{name}”。" | "Your name for the certificate is now “{name}”.";
    told_refused(name, answer): "没有同意把证书姓名改为“{name}”：{answer}" | "Your name for the certificate was not changed to “{name}”: {answer}";
    give_and_confirm: "登记并核实姓名" | "Set and confirm the name";
    account_note: "说明：谁凭什么核实" | "Note: who confirmed it, by what";
    note_hint_list: "例如：报名时逐人对照了身份证原件。不要写证件号码。" | "Such as: each compared with the original identity card at enrolment. No document numbers.";
    // staff and the issuer
    held: "没能颁发的证书" | "Certificates that wait";
    held_n(n): "没能颁发的证书：{n}" | "Certificates that cannot be issued: {n}";
    held_name: "姓名待核实" | "the name is to be confirmed";
    held_missing: "开始时没有姓名" | "no name was given at the start";
    held_glyph(c): "证书字体没有 {c}" | "the fonts do not have {c}";
    held_long(text): "文字太长，放不下：{text}" | "too long for its place: {text}";
    held_fonts: "找不到证书字体" | "the certificate’s fonts are missing";
    held_setup: "评价机构的设置不完整" | "the issuer is not set up";
    held_other: "凭证内容不合规" | "what it would say cannot be said";
    do_name: "核实或更正姓名" | "confirm or correct the name";
    do_glyph: "姓名里有这个字时，改用证件上的另一种写法；否则修改考试或标准的名称" | "if it is in the name, use the other form on the document; else change the title of the exam or the standard";
    do_long: "修改考试、标准或机构的名称" | "shorten the title of the exam, the standard or the issuer";
    do_fonts: "请运维安装 fonts-noto-cjk，或用 --fonts 指定目录；之后自动重试" | "have the operator install fonts-noto-cjk or name a folder with --fonts; it is tried again by itself";
    do_setup: "请运维补全设置；之后自动重试" | "have the operator complete the settings; it is tried again by itself";
    do_other: "请运维查看日志" | "have the operator look at the log";
    cause: "原因" | "Cause";
    what_to_do: "怎么办" | "What to do";
    refused_now(why): "证书现在不能制作：{why}。" | "The certificate cannot be made: {why}.";
    // correcting
    correct_name: "更正后的姓名" | "The right name";
    correct_evidence: "更正依据（不公开）" | "What shows it (not public)";
    correct_reason: "原因（公开）" | "Reason (public)";
    compare: "对照更正前后" | "Compare before and after";
    before(n): "现在（第 {n} 版）" | "Now (version {n})";
    after(n): "更正后（第 {n} 版）" | "Corrected (version {n})";
    compare_words(old, new): "请逐字比对。确认后第 {old} 版立即失效，公众会看到它已由第 {new} 版更正；持证人手里的旧文件作废。"
        | "Compare letter by letter. Once confirmed, version {old} is void: the public sees that version {new} corrects it, and the holder’s old files are worth nothing.";
    do_correct: "颁发更正后的证书" | "Issue the corrected certificate";
    go_back: "返回修改" | "Back";
    nothing_differs: "没有任何不同，不需要更正。" | "Nothing differs: there is nothing to correct.";
    is_revoked: "证书已经吊销，不能更正。" | "It is revoked and cannot be corrected.";
    evidence_needed: "请写明更正依据：谁凭什么核实。" | "Say what shows it: who confirmed it, by what.";
    account_hint_own: "与身份证件完全一致。" | "Exactly as on your identity document.";
    document_hint: "与本人的身份证件完全一致。" | "Exactly as on the person’s identity document.";
    note_hint_correct: "例如：对照了身份证原件。不要填写证件号码。" | "Such as: compared with the original identity card. No document numbers.";
    go_back_to: "返回" | "Back";
    account_hint: "与证件一致。填写即表示已经核实。" | "As on the document. Giving it here means that it is confirmed.";
}

/// A character as people can find it: itself where it can be seen, and its number.
pub fn sign(c: char, lang: Lang) -> String {
    let code = format!("U+{:04X}", c as u32);
    let seen = !c.is_control()
        && !zhixing_domain::text::name::goes_from_names(c)
        && !matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    match (seen, lang) {
        (false, _) => code,
        // isolated, so that a letter of another direction turns nothing around
        (true, Lang::Zh) => format!("“\u{2068}{c}\u{2069}”（{code}）"),
        (true, Lang::En) => format!("“\u{2068}{c}\u{2069}” ({code})"),
    }
}
