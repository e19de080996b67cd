//! Words of the desk, marking, and teaching.

use zhixing_domain::{grading::Voiding, lang::Lang};

messages! {
    desk: "工作台" | "Desk";
    desk_lead: "等您处理的事，按职责列出。" | "What waits for you, role by role.";
    for_examiner: "考评员" | "Examiner";
    for_teacher: "教师" | "Teacher";
    for_admin: "管理员" | "Administrator";
    nothing_waits: "没有等待评阅或公布的内容。" | "Nothing waits to be marked or released.";
    mark_n(n): "评阅 {n} 份" | "Mark {n} answer" / "Mark {n} answers" by n;
    release_n(n): "公布 {n} 份成绩" | "Release {n} result" / "Release {n} results" by n;
    to_release_n(n): "待公布 {n} 份" | "{n} to release";
    counted(what, n): "{what}（{n}）" | "{what} ({n})";
    problems(n): "{n} 处内容问题" | "{n} problem" / "{n} problems" by n;
    open_tasks(n): "后台任务：{n} 项未完成" | "Background tasks: {n} open";
    marking: "阅卷" | "Marking";
    all_marked: "全部评阅完了" | "All marked";
    all_marked_words: "没有等待评阅的答卷。可以到工作台公布成绩。" | "No answer waits to be marked. Results can be released at the desk.";
    script: "考生答卷" | "Answer";
    model_answer: "参考答案" | "Model answer";
    rubric: "评分标准" | "Rubric";
    up_to(n): "（0–{n} 分）" | "(0–{n})";
    comment: "评语（考生会看到）" | "Comment (the candidate will see it)";
    ask_release(n): "公布 {n} 份成绩" | "Release {n} result" / "Release {n} results" by n;
    ask_release_words(n, pass): "{n} 份成绩，其中 {pass} 份合格。公布后考生立即看到成绩；合格的，证书姓名核实以后就颁发证书。公布不能撤回。"
        | "{n} result; passes: {pass}. Candidates see it at once; a certificate follows where the name is confirmed. A release cannot be taken back."
        / "{n} results; passes: {pass}. Candidates see them at once; certificates follow where the name is confirmed. A release cannot be taken back." by n;
    ask_release_session(name): "只公布场次“{name}”的成绩。" | "Only results of the session “{name}” are released.";
    ask_release_own(own): "其中 {own} 份是您自己的，不会公布，要由同事公布。"
        | "{own} that waits is your own: it is left for a colleague."
        / "{own} of those that wait are your own: they are left for a colleague." by own;
    queue_lead: "答卷不写姓名，一份一份地阅。跳过的留到最后，再问您一次。" | "Answers come one at a time, without names. What you skip is kept for the end, and you are asked again.";
    to_mark_n(n): "待评阅 {n} 份" | "{n} to mark";
    mine_n(n): "您阅过 {n} 份" | "{n} marked by you";
    skipped_n(n): "您跳过 {n} 份" | "{n} skipped by you";
    held_n(n): "同事正在阅 {n} 份" | "{n} with a colleague now";
    saved_last: "已保存。这场考试现在没有等您评阅的答卷了。" | "Saved. No answer of this exam waits for you now.";
    all_skipped(n): "剩下的 {n} 份您都跳过了。" | "You have skipped the {n} that is left." / "You have skipped the {n} that are left." by n;
    look_again(n): "再看跳过的 {n} 份" | "Look at the skipped {n} again";
    with_colleagues: "剩下的同事正在阅。" | "A colleague is marking what is left.";
    to_results: "看成绩，准备公布" | "Look at the results and release them";
    save_next: "保存，下一份" | "Save and next";
    save: "保存" | "Save";
    place_of(number, of): "第 {number} 份，共 {of} 份" | "{number} of {of}";
    left_to_mark(n): "还有 {n} 份待评阅" | "{n} left to mark";
    skip: "跳过，看下一份" | "Skip this one";
    total_now(most): "合计 * / {most} 分" | "Total: * of {most}";
    marked_by_me: "我阅过的答卷" | "What I marked";
    marked_by_me_lead: "最近阅的在前。成绩公布以前，可以打开再改。" | "The newest first. Until the results are released, an answer can be opened and marked anew.";
    none_marked: "还没有阅过答卷" | "Nothing marked yet";
    none_marked_words: "保存了评分的答卷会列在这里。" | "Answers that you give marks to are listed here.";
    closed_now: "不能再改" | "Closed";
    points_form: "请为每一项填写分数，最多两位小数。" | "Give points to every criterion, with two decimals at most.";
    too_many(n, most): "第 {n} 项最多 {most} 分。" | "Criterion {n} has {most} point at most." / "Criterion {n} has {most} points at most." by most;
    comment_long: "评语最多 4000 字。" | "A comment has 4,000 characters at most.";
    marked_meanwhile(by, at, points): "{by} 在 {at} 给了 {points} 分，晚于您打开这份答卷。您的分数还没有保存；再保存一次，就以您的为准。"
        | "{by} gave {points} at {at}, after you opened this answer. Yours is not saved yet; save once more and yours counts.";
    both_marks: "两次评分" | "Both marks";
    criterion: "评分项" | "Criterion";
    counts_now_of(by): "{by}（有效）" | "{by} (counts)";
    not_saved_yours: "您的（未保存）" | "Yours (not saved)";
    comment_given: "评语" | "Comment";
    released_already: "成绩已经公布，不能再改。" | "The result is released and cannot be changed.";
    items: "题目与得分率" | "Items and how they went";
    items_lead: "每道题在已阅的答卷里得了多少分。发现题目有错时，可以在这里作废。" | "What each item earned in the papers that are marked. One that turns out to be faulty can be voided here.";
    no_items: "还没有阅过的题目" | "No item is marked yet";
    no_items_words: "有人交卷并阅卷后，题目会列在这里。" | "When papers are handed in and marked, their items are listed here.";
    item: "题目" | "Item";
    kind: "题型" | "Type";
    attempts_of: "答卷" | "Papers";
    facility: "得分率" | "Facility";
    facility_n(n): "得分率 {n}" | "facility {n}";
    in_attempts(n): "在 {n} 份答卷中" | "in {n} paper" / "in {n} papers" by n;
    counts_now(how): "现在：{how}" | "Now: {how}";
    counts_as_marked: "按评阅结果计分" | "as marked";
    counts_full: "全体给分" | "full credit for all";
    counts_not: "不计分" | "not scored";
    full_credit: "全体给分" | "Full credit for all";
    full_credit_words: "试卷里有这道题的人都得满分，不论怎么答。谁的成绩也不会降低。" | "Everybody whose paper has it gets its points, whatever they answered. Nobody's score goes down.";
    excluded: "不计分" | "Excluded from scoring";
    excluded_words: "这道题的得分和分值都不算，其余题目折算成百分制。答对的人成绩可能降低。" | "Neither its points nor what it is worth count; the other items make up the hundred. Whoever had it right may lose.";
    counts_again: "恢复计分" | "Let it count again";
    counts_again_words: "回到原来评阅的分数。" | "Back to the points that were given.";
    void_item: "作废题目" | "Void an item";
    counts_for_what: "这道题怎样计分" | "What the item counts for";
    voiding_form: "请选择一种计分办法。" | "Choose what it counts for.";
    void_reason: "原因" | "Reason";
    void_reason_hint: "已公布成绩的考生会看到，也写进审计日志。" | "Candidates whose result is released will see it; it is kept in the audit log.";
    void_reason_form: "请写明原因，最多 500 字。" | "Give the reason, in at most 500 characters.";
    decide: "决定" | "Decide";
    decide_words: "只对这个版本的题目有效。成绩在后台重算：已公布的会注明改动；因此合格的按公布时的办法颁发证书；因此不合格的列给考评员，不会自动吊销证书。"
        | "It holds for this version of the item. Results are computed anew in the background: released ones say so; whoever passes now gets \
            the certificate as at a release; whoever no longer passes is shown to examiners, and no certificate is revoked by itself.";
    decided: "已决定，成绩正在重算。" | "Decided. The results are being computed anew.";
    behind(n): "还有 {n} 份答卷等待重算。" | "{n} paper waits to be computed anew." / "{n} papers wait to be computed anew." by n;
    decisions: "处理记录" | "What was decided";
    lost: "公布为合格、现在不合格" | "Released as passed, no longer passing";
    lost_words: "题目作废后，这些成绩低于合格线。证书没有自动吊销，由人决定。" | "After an item was voided these results are below the pass mark. No certificate was revoked by itself: people decide.";
    lost_n(n): "{n} 份已公布的成绩不再合格" | "{n} released result no longer passes" / "{n} released results no longer pass" by n;
    attempt: "答卷" | "Paper";
    points_of(points, worth): "{points} 分，满分 {worth} 分" | "{points} of {worth} point" / "{points} of {worth} points" by worth;
    paper_n(n): "第 {n} 份" | "Paper {n}";
    score_of_pass: "得分" | "Score";
    score_pass(score, pass): "{score} 分，合格线 {pass} 分" | "{score} point, pass mark {pass}" / "{score} points, pass mark {pass}" by score;
    certificate: "证书" | "Certificate";
    no_certificate: "没有有效证书" | "none in force";
    revised(at, before, now): "成绩已于 {at} 更正：原为 {before} 分，现为 {now} 分。" | "This result was revised on {at}: it was {before} and is {now}.";
    revised_same(at, now): "成绩已于 {at} 重新计算，仍为 {now} 分。" | "This result was computed anew on {at} and is still {now}.";
    revised_why(item, how, reason): "{item}：{how}。{reason}" | "{item}: {how}. {reason}";
    teach: "教学内容" | "Content";
    teach_lead: "课件、题库和考试方案都是 Markdown 文件；这里显示发布的内容和查出的问题。" | "Lessons, banks and blueprints are Markdown files; here is what is published and what is wrong with it.";
    publication: "当前发布" | "Publication";
    no_problems: "没有查出问题。" | "No problem was found.";
    bank: "题库" | "Bank";
    course: "课程" | "Course";
    function: "职业功能" | "Function";
    easy: "易" | "Easy";
    medium: "中" | "Medium";
    hard: "难" | "Hard";
    total: "合计" | "Total";
    problem_list: "内容问题" | "Problems";
    how_to_check: "在内容文件夹运行 zhixing content check，每个问题都会给出文件、行号和改法。"
        | "Run zhixing content check in the content folder: each problem comes with its file, line and what to write instead.";
}

/// What an item counts for.
pub fn counts_for(voiding: Option<Voiding>, lang: Lang) -> &'static str {
    match voiding {
        None => counts_as_marked(lang),
        Some(Voiding::FullCredit) => counts_full(lang),
        Some(Voiding::Excluded) => counts_not(lang),
    }
}
