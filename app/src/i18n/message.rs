//! What people are told: each kind of message in both languages, and the words of the inbox. What other people wrote is put beside these, never in them:
//! they go out by mail as well.

use zhixing_domain::{lang::Lang, message::Topic};

messages! {
    title: "消息" | "Messages";
    unread_n(n): "消息，{n} 条未读" | "Messages, {n} unread";
    lead: "与您有关的事都写在这里：考试安排、成绩、证书、姓名和账号安全。" | "Everything that concerns you is here: exam sessions, results, certificates, your name and the security of your account.";
    counts(unread, total): "{unread} 条未读，共 {total} 条" | "{unread} unread of {total}";
    empty: "还没有消息" | "No messages yet";
    empty_words: "排了考试场次、考试时间有变、成绩公布、证书颁发的时候，消息会写到这里。现在可以先选一门课开始学。"
        | "When you are given an exam session or it is moved, a result is released or a certificate is issued, you are told here. Until then, choose a course and begin.";
    empty_staff: "账号或职责有变动的时候，消息会写到这里。现在没有要您知道的事。" | "When something changes about your account or your roles, it is told here. There is nothing for you to know now.";
    to_courses: "去看课程" | "See the courses";
    to_desk: "去工作台" | "Go to the desk";
    read_all: "全部标为已读" | "Mark all as read";
    one_read: "标为已读了。" | "Marked as read.";
    all_read: "全部标为已读了。" | "All are marked as read.";
    mark_read: "标为已读" | "Mark as read";
    open: "查看" | "Open";
    open_what(subject): "查看：{subject}" | "Open: {subject}";
    mark_what(subject): "标为已读：{subject}" | "Mark as read: {subject}";
    unread: "未读" | "Unread";
    unknown: "一条消息" | "A message";
    unknown_words: "它来自这个系统更新的版本，这一页还不认识。" | "A later version of this site wrote it; this page does not know it yet.";

    session_at(when): "时间：{when}。" | "It is on {when}.";
    session_moved(plan, opens): "《{plan}》改到 {opens} 开考" | "{plan}: your exam session is now on {opens}";
    session_listed(plan, opens): "已为您安排考试：《{plan}》，{opens}" | "{plan}: your exam is on {opens}";
    session_come: "请按时参加，其他安排见考试页。" | "Please come at that time; the page of the exam has the rest.";
    session_own_time: "您有另行约定的考试用时，见考试页。" | "You have your own time; see the page of the exam.";
    session_now_at(when): "新的时间：{when}。" | "It is now on {when}.";
    session_come_then: "请按新的时间参加。" | "Please come at the new time.";
    session_moved_from(when): "原来的时间：{when}。" | "It was on {when}.";
    session_moved_place: "地点也改了，见考试页。" | "The place changed as well; see the page of the exam.";
    session_changed(plan, what): "《{plan}》的考试安排改了：{what}" | "{plan}: your exam session changed ({what})";
    session_changed_body(what): "有变动的是：{what}。场次的时间不变。详情见考试页。" | "What changed: {what}. The session stays at its time. The page of the exam has the details.";
    changed_place: "地点" | "the place";
    changed_seat: "考场座位" | "your room and seat";
    changed_time: "您的考试用时" | "your own time";
    now_and_before(now, before): "{now}（原为{before}）" | "{now} (it was {before})";
    session_removed(plan): "您已被移出《{plan}》的一个考试场次" | "{plan}: you were taken off the list of an exam session";
    session_removed_body: "这一场不用您参加。另有安排时会再通知您；有疑问请联系考务人员。"
        | "You need not come to this one. If you are put on another list, you will be told. If this surprises you, ask the staff.";
    session_soon(plan, opens): "提醒：《{plan}》{opens} 开考" | "Reminder: {plan} begins on {opens}";
    session_soon_body: "考试页上有地点、座位和倒计时；请提前打开，检查设备。" | "The page of the exam has the place, your seat and a countdown. Open it early and check your device.";
    session_cancelled(plan): "《{plan}》的考试场次取消了" | "{plan}: your exam session was cancelled";
    session_cancelled_body: "这一场不再举行，原因见考试页。重新安排后会再通知您。" | "It does not take place; the page of the exam says why. You will be told when there is another one.";
    session_exam: "考试" | "Exam";
    session_name: "场次" | "Session";
    result_released(plan): "《{plan}》的成绩公布了" | "{plan}: your result is out";
    result_released_body: "分数、是否合格和各部分的得分都在成绩页上。" | "The page of your result has the score, whether you passed, and the points of each part.";
    result_revised(plan): "《{plan}》的成绩重新计算了" | "{plan}: your result was revised";
    result_revised_body: "有一道试题在评分后作废。原来的成绩和改动的原因都写在成绩页上。" | "An item was voided after the marking. The page of your result says what it was before, and why it changed.";
    certificate_issued(plan): "《{plan}》的证书颁发了" | "{plan}: your certificate is issued";
    certificate_issued_body: "可以下载保存，也可以把查验地址给任何人。" | "You can download it, and give its address to anybody who wants to check it.";
    certificate_corrected(plan): "《{plan}》的证书更正了" | "{plan}: your certificate was corrected";
    certificate_corrected_body: "证书编号不变，请改用新的版本；旧版本查验时会说明已经更正。" | "Its number stays. Please use the new version; whoever checks the old one is told that it was corrected.";
    certificate_revoked(plan): "《{plan}》的证书被吊销了" | "{plan}: your certificate was revoked";
    certificate_revoked_body: "原因和日期在“我的证书”里。按编号查验的人会看到已经吊销和日期，有文件或查验码的人还会看到原因。有异议请联系发证机构。"
        | "“My certificates” has the reason and the date. Whoever checks the number sees that it is revoked, and the date; whoever has the file or its check code also sees \
            the reason. If you disagree, ask the agency that issued it.";
    name_confirmed: "证书姓名已经核实" | "Your name for certificates is confirmed";
    name_confirmed_body: "证书上印这个姓名。要修改请联系考务人员。" | "Your certificates will bear it. To change it, ask the staff.";
    name_refused(plan): "《{plan}》的姓名修改没有通过" | "{plan}: your name was not changed";
    name_refused_body: "考务人员看过您的申请，没有同意，并写了答复。" | "The staff looked at your request, did not agree, and wrote why.";
    name_missing(plan): "《{plan}》的证书在等您填写姓名" | "{plan}: your certificate waits for your name";
    name_missing_body: "您已经合格。填写姓名并由考务人员核实后，证书就会颁发。" | "You have passed. Give your name; once the staff confirm it, the certificate is issued.";
    name_unconfirmed(plan): "《{plan}》的证书在等姓名核实" | "{plan}: your certificate waits until your name is confirmed";
    name_unconfirmed_body: "您已经合格。考务人员核实姓名后，证书就会颁发，您不用再做什么。" | "You have passed. Once the staff confirm your name, the certificate is issued. There is nothing more for you to do.";
    attempt_ended(plan): "监考员结束了您的《{plan}》考试" | "{plan}: an invigilator ended your attempt";
    attempt_ended_body: "结束前已保存的答案照常评分，回执上有结束的时间和原因。" | "The answers saved by then are marked. The receipt says when it was ended, and why.";
    attempt_voided(plan): "监考员作废了您的《{plan}》考试" | "{plan}: an invigilator voided your attempt";
    attempt_voided_body: "这次考试不评分，不计成绩。有疑问请联系监考员。" | "It is not marked and does not count. If you disagree, ask the invigilators.";
    invigilator_wrote(plan): "关于《{plan}》，监考员给您写了话" | "{plan}: the invigilator wrote to you";
    invigilator_wrote_body: "这是考试结束以后写的。" | "It was written after the exam.";
    question_answered(lesson): "您在《{lesson}》提的问题，老师回答了" | "{lesson}: your question was answered";
    question_answered_body: "问题和回答都在这一课里。" | "You find the question and its answer in the lesson.";
    course_role(course): "您在《{course}》的备课角色" | "{course}: your role in the workshop";
    course_role_is(role): "现在是：{role}。" | "It is now: {role}.";
    course_role_none: "您不再参与这门课的备课。" | "You have none there any more.";
    review_asked(course): "请您看一看《{course}》要发布的改动" | "{course}: you are asked to look over what is to be published";
    review_asked_body: "页面上逐字列出改了什么，可以写评语，同意或者退回。" | "The page shows word by word what changed. You can remark on lines, approve it or send it back.";
    review_approved(course): "《{course}》的改动，同事同意发布" | "{course}: a colleague approved your changes";
    review_approved_body: "可以发布了。" | "They can be published.";
    review_sent_back(course): "《{course}》的改动被退回" | "{course}: a colleague sent your changes back";
    review_sent_back_body: "请按评语改好，再请人看。" | "Mend what is remarked on, then ask again.";
    publication_stayed(course): "《{course}》到时没有发布" | "{course}: not published when its time came";
    schedule_ended(course): "《{course}》：您定的发布时间取消了" | "{course}: the time that you set for publishing is off";
    password_changed: "您的密码已修改" | "Your password was changed";
    factor_set: "两步登录开启了" | "Two-step sign-in was turned on";
    factor_removed: "两步登录关闭了" | "Two-step sign-in was turned off";
    passkey_added: "您的账号添加了通行密钥" | "A passkey was added to your account";
    passkey_removed: "您的账号删除了通行密钥" | "A passkey was removed from your account";
    identity_bound: "您的账号绑定了另一种登录方式" | "Another way to sign in was added to your account";
    identity_removed: "您的账号解绑了一种登录方式" | "A way to sign in was removed from your account";
    safety_body: "如果不是您本人做的，请马上联系管理员。" | "If this was not you, tell an administrator at once.";
    roles_changed: "您的角色有变动" | "Your roles were changed";
    roles_changed_body: "管理员修改了您在这里可以做的事。" | "An administrator changed what you may do here.";
    mail_changed: "通知邮箱换了" | "Your mail address was changed";
    mail_changed_body: "今后的通知不再发到原来的邮箱。如果不是您本人做的，请马上联系管理员。" | "Mail no longer goes to your previous address. If this was not you, tell an administrator at once.";
    account_merged: "您的两个账号合并了" | "Two accounts of yours were merged";
    account_merged_body: "管理员把您的另一个账号并入了这个账号：它的考试、证书、学习进度和错题都在这里，那个账号不能再登录。如果那不是您的账号，请马上联系管理员。"
        | "An administrator merged another account of yours into this one: its attempts, certificates, progress and mistakes are here, and that account can no longer be \
            used to sign in. If it was not yours, tell an administrator at once.";

    topic_session: "考试场次" | "Exam sessions";
    topic_reminder: "考试提醒" | "Reminders of exams";
    topic_result: "成绩" | "Results";
    topic_certificate: "证书" | "Certificates";
    topic_name: "证书姓名" | "Name for certificates";
    topic_invigilation: "监考员消息" | "Messages of the invigilator";
    topic_question: "提问" | "Questions";
    topic_workshop: "备课" | "Workshop";
    topic_account: "账号安全" | "Account security";
}

/// What a topic is called.
pub const fn topic(topic: Topic, lang: Lang) -> &'static str {
    match topic {
        Topic::Session => topic_session(lang),
        Topic::Reminder => topic_reminder(lang),
        Topic::Result => topic_result(lang),
        Topic::Certificate => topic_certificate(lang),
        Topic::Name => topic_name(lang),
        Topic::Invigilation => topic_invigilation(lang),
        Topic::Question => topic_question(lang),
        Topic::Workshop => topic_workshop(lang),
        Topic::Account => topic_account(lang),
    }
}
