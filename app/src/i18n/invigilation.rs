//! Words of the invigilators: exam sessions, the live board, what is done to an attempt.

use zhixing_domain::{attempt::Quarantine, lang::Lang};

messages! {
    title: "监考" | "Invigilation";
    sessions_and_lists: "场次与名单" | "Sessions and lists";
    lead: "谁在哪里、最后一次保存是什么时候、谁需要帮助。" | "Who is where, when each last saved, who needs help.";
    sessions: "场次" | "Exam sessions";
    boards: "实时监控" | "Live boards";
    session: "场次" | "Session";
    plan: "考试" | "Exam";
    opens: "开始" | "Opens";
    closes: "结束" | "Closes";
    candidates: "考生" | "Candidates";
    candidates_n(n): "考生 {n} 名" | "{n} candidate" / "{n} candidates" by n;
    plan_session: "安排场次" | "Plan a session";
    session_name: "场次名称" | "Name of the session";
    session_name_hint: "如：上午第一场" | "Such as: first session, morning";
    at_form(field): "“{field}”请写成 2026-12-01 09:00 的样子，年份写四位数字（2000 到 2100 年）。" | "{field}: write it like 2026-12-01 09:00, with a year of four digits (2000 to 2100).";
    choose_opens: "请选择开始时间。" | "Choose when it begins.";
    choose_closes: "请选择结束时间。" | "Choose when it ends.";
    plan_form: "请选择一场考试。" | "Choose an exam.";
    window_form: "结束时间要晚于开始时间。" | "It must close after it opens.";
    name_form: "请填写场次名称，最多 80 字。" | "Give the session a name of at most 80 characters.";
    open_session: "安排" | "Plan";
    list_people: "考生名单" | "The list";
    list_hint: "每行一人：登录名,考场座位,合理便利,证书姓名；也可以从电子表格里复制，或在第一行写列名。后三项可空；写了证书姓名，就算已经核实。1.25 是时间的 1.25 倍，+20 是多 20 分钟，1.25+20 是两者都有。"
        | "One person a line: account name,room and seat,accommodation,legal name; copied from a spreadsheet, or with a first line that names the columns, \
            too. The last three may be empty; a legal name given here counts as confirmed. 1.25 is a quarter more time, +20 is twenty \
            minutes more, 1.25+20 is both.";
    preview_list: "预览" | "Preview";
    list_file: "或从文件读入" | "Or from a file";
    list_file_hint: "电子表格（XLSX）的第一张有内容的表，或 CSV、文本文件（UTF-8、GBK、UTF-16 都可以）；先预览，不会直接保存。"
        | "A spreadsheet (XLSX), of which the first sheet with rows is read, or CSV or text (UTF-8, GBK or UTF-16). It is shown first and not saved.";
    list_read(n): "读到 {n} 人" | "{n} person read" / "{n} people read" by n;
    not_saved_yet: "还没有保存，请核对" | "Not saved yet: look it over";
    columns_unused(names): "没有用到的列：{names}。需要的话请改列名；名单里没有的列，已保存的内容不变。"
        | "Columns that are not used: {names}. Rename them if they matter; what the list does not say stays as it is stored.";
    list_unsure: "看不出文件的编码，下面这些字可能读错了。与电子表格里不同，就另存为 CSV（UTF-8）再读入。"
        | "The file does not show its encoding, and the letters below may be wrong. Where they differ from the spreadsheet, save it as CSV (UTF-8) and read it again.";
    lines_above(lines): "第 {lines} 行在列名之上，没有读。" | "Above the names of the columns and not read: line {lines}.";
    list_changes(n): "其中 {n} 人已保存的考场座位、合理便利或证书姓名会改变：划掉的是现在的，旁边是新的。"
        | "For {n} of them a room or seat, an accommodation or a legal name that is stored will change: struck out is what it is now, beside it what it becomes.";
    list_wrong(wrong): "要改的行和列写在名单下面，共 {wrong} 处；改好以前不会保存。"
        | "{wrong} cell to change is named below the list; nothing is saved before."
        / "{wrong} cells to change are named below the list; nothing is saved before." by wrong;
    is_a_name(login): "这是姓名，登录名是 {login}：请改成登录名" | "this is a person’s name: write the account name, {login}";
    is_a_name_of_many(logins): "有几个人叫这个名字，请改成其中一个登录名：{logins}" | "several people have this name: write the account name of one, {logins}";
    line: "行" | "Line";
    rows_first(n): "只列出前 {n} 行。" | "The first {n} rows only.";
    save_list: "保存名单" | "Save the list";
    listed_n(n): "名单已保存：{n} 人。" | "The list is saved: {n} person." / "The list is saved: {n} people." by n;
    room: "考场座位" | "Room and seat";
    grave: "会先列出名单，说明后果，再请您确认" | "You will see the names and the consequences, and are asked to confirm";
    accommodation: "合理便利" | "Accommodation";
    session_short(left, lost): "场次太短：只够 {left} 分钟，少 {lost} 分钟" | "session too short: {left} min, {lost} fewer";
    none: "无" | "none";
    private_note: "合理便利只有考生本人和监考员看得到。" | "Accommodations are seen by the person and the invigilators alone.";
    papers_early: "试卷在开考前半小时内备好。" | "Papers are ready within the half hour before the start.";
    board: "实时监控" | "Live board";
    total: "人数" | "People";
    silent: "失联" | "Silent";
    find: "登录名或姓名" | "Account name or name";
    filter: "筛选" | "Filter";
    everybody: "全部" | "All";
    person: "考生" | "Candidate";
    counts: "人数与状态" | "Counts";
    state: "状态" | "State";
    seen: "最后消息" | "Last heard";
    place: "最近题目" | "Last item";
    done: "已答" | "Answered";
    left_time: "截止" | "Deadline";
    notes: "情况" | "Notes";
    choose_page: "全选这一页" | "Choose all on this page";
    order: "排序" | "Order";
    by_room: "按考场座位和登录名" | "By room and name";
    by_silence: "最久没有消息的在前" | "Silent for longest first";
    by_answers: "答得最少的在前" | "Fewest answers first";
    choose(name): "选择 {name}" | "Choose {name}";
    online: "在线" | "online";
    quiet: "延迟" | "delayed";
    offline: "失联" | "silent";
    never: "还没有消息" | "nothing yet";
    outage(seconds): "断网 {seconds} 秒" | "offline {seconds} s";
    left_page(n, seconds): "离开页面 {n} 次共 {seconds} 秒" | "left the page {n} time, for {seconds} s" / "left the page {n} times, for {seconds} s" by n;
    deadline_at(time): "{time} 截止" | "ends at {time}";
    answered_n(n): "已答 {n} 题" | "{n} answered";
    saves_n(n): "保存 {n} 次" | "{n} save" / "{n} saves" by n;
    page_of(from, to, of): "共 {of} 条，这里是第 {from} 到 {to} 条。" | "{of} in all; these are {from} to {to}.";
    older: "更早的" | "Earlier";
    newer: "更近的" | "Later";
    telemetry: "页面与设备自报" | "Reports from pages and devices";
    telemetry_words: "由页面自动产生，数量多并不说明什么。人的处置和监考证据在上面的“操作记录”里，一条不少。"
        | "Recorded automatically; most entries mean little. Everything that people did, and the evidence of the sitting, is listed in full above.";
    counted_n(what, n): "{what}：共 {n} 次，超出的部分只计数。"
        | "{what}: {n} time in all; beyond a bound they are only counted."
        / "{what}: {n} times in all; beyond a bound they are only counted." by n;
    digest_only: "只留下了摘要" | "only its digest was kept";
    newest_of(n, of): "共 {of} 条，只列出最新的 {n} 条。" | "{of} in all, the newest {n} shown.";
    set_aside(n): "{n} 份未计入的答案" | "{n} answer set aside" / "{n} answers set aside" by n;
    irregular(n): "{n} 条异常记录" | "{n} irregularity" / "{n} irregularities" by n;
    shown: "已看到" | "Seen";
    to_candidate: "监考消息" | "Your messages";
    not_shown: "还没看到" | "not seen yet";
    shown_of(n, of): "{n} / {of}" | "{n} of {of}";
    nobody: "没有符合条件的考生。" | "No candidate matches.";
    live: "每两秒更新" | "Updated every two seconds";
    not_live: "实时更新中断，正在重连" | "Live updates stopped; connecting again";
    what: "对选中的考生" | "For those chosen";
    to_all: "对筛选出的全部考生" | "For everybody who matches the filter";
    measures: "监考处置" | "Measures";
    measure: "操作" | "Action";
    extend: "延长时间" | "Give more time";
    extend_window: "延长时间，并顺延关闭时间" | "Give more time, beyond the closing too";
    revoke: "收回延长" | "Take time back";
    pause: "暂停" | "Pause";
    resume: "继续" | "Resume";
    message: "发消息" | "Send a message";
    ask_terminate(n): "强制交卷：{n} 份答卷" | "End {n} attempt" / "End {n} attempts" by n;
    ask_terminate_words: "考生不能再作答，已保存的答案会评分。公布成绩之前可以重新开放，重新开放会另给时间。"
        | "Nothing more can be answered, and what is saved is graded. Before the result is released an attempt can be reopened with time of its own.";
    because(reason): "原因：{reason}" | "Reason: {reason}";
    ask_void(n): "作废 {n} 份答卷" | "Void {n} attempt" / "Void {n} attempts" by n;
    ask_void_words: "作废的考试不计成绩，这一步不能恢复。答案和记录会保留。" | "A void attempt counts for nothing, and this cannot be undone. Answers and history are kept.";
    terminate: "强制交卷" | "End the attempt";
    void_it: "作废" | "Void";
    minutes: "分钟（只用于延长或收回）" | "Minutes (only to give or take back)";
    reopen_minutes: "续考分钟数" | "Minutes that it goes on";
    cause: "原因" | "Reason";
    reason: "原因或消息" | "Reason or message";
    reason_hint: "写进审计日志；暂停、发消息、强制交卷和作废时，考生会看到。" | "Kept in the audit log; the candidate reads it with a pause, a message, an end or a voiding.";
    reason_form: "请写明原因，最多 500 字。" | "Give the reason, in at most 500 characters.";
    minutes_form: "请填写 1 到 1440 分钟。" | "Give 1 to 1440 minutes.";
    choose_some: "请先选择考生。" | "Choose somebody first.";
    carry_out: "执行" | "Apply";
    // what was done, and to whom
    carried_out(what, whom): "{what}：{whom}。" | "{what}: {whom}.";
    unfit(n): "{n} 人不适用。" | "Not for {n} of them.";
    not_done: "没有执行。" | "Not done.";
    not_done_because(why): "没有执行：{why}。" | "Not done: {why}.";
    unfit_because(n, why): "{n} 人不适用：{why}。" | "Not for {n}: {why}.";
    did_extend: "已延长时间" | "More time given";
    did_extend_by(time): "已延长 {time}" | "{time} more given";
    did_revoke_by(time): "已收回 {time}" | "{time} taken back";
    did_revoke: "已收回延长的时间" | "Time taken back";
    did_give_back: "已补回断网时间" | "Outage given back";
    did_pause: "已暂停" | "Paused";
    did_resume: "已继续" | "Resumed";
    did_message: "已发消息" | "Message sent";
    did_terminate: "已强制交卷" | "Ended";
    did_void: "已作废" | "Voided";
    did_free_pen: "已允许换设备作答" | "Another device may continue";
    did_irregularity: "已添加异常记录" | "Irregularity recorded";
    history: "操作记录" | "History";
    expected_differs(n): "这项处置会影响 {n} 场考试，请在 expected 中写明这个数目。"
        | "This reaches {n} attempt: say that number in expected."
        / "This reaches {n} attempts: say that number in expected." by n;
    no_pen: "没有页面正在作答，或考试不在进行。" | "No page is answering, or the attempt is not open.";
    reopen: "重新开放" | "Reopen";
    reopen_words: "已经结束的考试不会改变。重新开放会在同一份试卷、同样的答案上开始一个续考段，有自己的截止时间。"
        | "An attempt that has ended never changes. Reopening starts a new segment on the same paper with the same answers and its own deadline.";
    with_late: "把迟到的答案也算进去" | "Count the answers that came too late as well";
    free_pen: "允许换设备作答" | "Let another device continue";
    free_pen_words: "考生换了设备、原来的页面打不开时使用：下一个保存的页面继续作答。" | "When a candidate changed devices and the old page is gone: the next page that saves goes on.";
    irregularity: "异常记录" | "Irregularity";
    what_happened: "发生了什么" | "What happened";
    add_irregularity: "记录" | "Record";
    aside: "未计入的答案" | "Answers set aside";
    aside_words: "到达服务器但没有计入的值。一个也不会丢，由监考员决定。" | "Values that reached the server and do not count. None is lost; staff decide.";
    why: "原因" | "Why";
    aside_late: "送达时考试时间已过" | "came after the time was up";
    aside_not_running: "考试不在进行" | "the attempt was not running";
    aside_superseded: "已有更新的答案" | "a newer answer counts";
    aside_other_writer: "另一个页面在作答" | "another page was answering";
    aside_paused: "暂停期间" | "during a pause";
    aside_passed: "已经离开的部分" | "of a part that was left";
    aside_not_reached: "还没有到的部分" | "of a part that was not reached";
    value: "内容" | "Value";
    received: "收到" | "Received";
    segment_of: "上一续考段" | "Earlier segment";
    continued_by: "下一续考段" | "Next segment";
    reopened: "已重新开放。" | "It is open again.";
    not_reopened: "不能重新开放：还没有结束，或已作废。" | "It cannot be reopened: it has not ended, or it was voided.";
    reopened_already: "不能重新开放：已经继续，或这位考生另有进行中的考试。" | "It cannot be reopened: it goes on already, or this person has another open attempt.";
    released_already: "不能重新开放：成绩已公布。" | "It cannot be reopened: its result is released.";
    answer_file: "答案文件" | "Answer file";
    answer_file_words: "考生断网时从考场页面下载的加密文件。同一个文件上传几次都只算一次；迟到的部分会保留，由监考员决定。"
        | "The encrypted file that a candidate made in the room when the network was gone. However often it is brought in, it counts once; what is late is kept aside for staff.";
    bring_in: "上传" | "Bring in";
    file_closed: "这不是考生作答页面生成的答案文件，或者内容被改动过。什么都没有保存。请让考生刷新作答页面，重新导出一份。"
        | "The page of this attempt did not make this file, or it was changed. Nothing was saved. Have the candidate reload the page and make it again.";
    file_of_another: "这个文件属于另一场考试或另一名考生。什么都没有保存。" | "This file belongs to another attempt or candidate. Nothing was saved.";
    file_taken(applied, of): "文件里有 {of} 个操作，{applied} 个已计入，其余保留在“未计入的答案”。" | "Operations in the file: {of}. Counted: {applied}; the others are kept among the answers set aside.";
    give_back: "补回断网时间" | "Give back the measured outage";
    give_back_n(time): "补回 {time}" | "Give back {time}";
    give_back_words(most): "补时不超过实测的断网时间，也不超过考试规定的 {most}；关闭时间随之顺延。" | "No more than was measured, and no more than the {most} that the exam allows; the closing moves too.";
    outage_head: "断网" | "Outages";
    outage_measured: "页面实测" | "Measured by the page";
    outage_given: "已补回" | "Given back";
    outage_left: "还可以补回" | "May still be given back";
    outage_back(seconds): "补回 {seconds} 秒" | "{seconds} s given back";
    no_policy: "这场考试没有规定可以补回断网时间（outage_grant）" | "the exam lets nothing be given back for outages (outage_grant)";
    nothing_lost: "没有还可以补回的断网时间" | "no outage was measured that is not given back already";
    policy_spent: "考试规定的断网补时已经用完" | "all that the exam gives for outages is given back";
    over: "已经结束" | "has ended";
    not_started: "还没有开始" | "has not started";
    amount: "时间不合适" | "the amount does not fit";
    too_much: "超过已延长或剩余的时间" | "more than was granted or is left";
    unlisted: "您不在这场考试的任何场次名单上。如有疑问，请联系监考员。" | "You are on no list for this exam. If that is wrong, ask the invigilators.";
    look_again: "看看是否继续" | "Look again";
}

/// Why an answer does not count.
pub fn set_aside_word(why: Quarantine, lang: Lang) -> &'static str {
    match why {
        Quarantine::Late => aside_late(lang),
        Quarantine::NotRunning => aside_not_running(lang),
        Quarantine::Superseded => aside_superseded(lang),
        Quarantine::OtherWriter => aside_other_writer(lang),
        Quarantine::Paused => aside_paused(lang),
        Quarantine::Passed => aside_passed(lang),
        Quarantine::NotReached => aside_not_reached(lang),
    }
}
