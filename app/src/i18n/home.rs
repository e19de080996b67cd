//! Words of the home of somebody who is signed in, and of the list of exams.

messages! {
    home: "首页" | "Home";
    hello(name): "{name}，您好" | "Hello, {name}";
    // what is next
    next: "接下来" | "What is next";
    session_over: "下一场考试" | "Your next session";
    session_open_over: "正在开放的场次" | "Your session is open";
    in_days(n): "还有 {n} 天" | "in {n} day" / "in {n} days" by n;
    in_hours(n): "还有 {n} 小时" | "in {n} hour" / "in {n} hours" by n;
    in_minutes(n): "还有 {n} 分钟" | "in {n} minute" / "in {n} minutes" by n;
    in_clock(time): "还有 {time}" | "in {time}";
    until(at): "{at} 截止" | "until {at}";
    lesson_over(n): "继续学习 · 第 {n} 课" | "Continue · lesson {n}";
    lesson_note(course, done, all): "{course} · 已读 {done} / {all}" | "{course} · {done} of {all} read";
    due_over: "复习" | "Repetition";
    due_n(n): "有 {n} 题该复习了" | "{n} item to repeat" / "{n} items to repeat" by n;
    due_note: "练过的题，隔几天再答一次，才记得牢。" | "Answered again after some days, what you practised stays with you.";
    mistakes_over: "错题本" | "Your mistakes";
    mistakes_n(n): "有 {n} 题等着再做一遍" | "{n} item to answer again" / "{n} items to answer again" by n;
    mistakes_note: "再答对一次，就算掌握了。" | "Answer one correctly and it counts as mastered.";
    result_over: "新成绩" | "New result";
    message_over: "未读消息" | "Unread message";
    more_messages(n): "全部 {n} 条未读消息" | "All {n} unread messages";
    nothing: "从一门课开始" | "Start with a course";
    nothing_words: "读过的课、将要参加的考试、错题和成绩，以后都在这里等您。" | "What you read, the exams ahead, your mistakes and your results will wait for you here.";
    to_catalogue: "看全部课程" | "See all courses";
    catalogue_title: "课程" | "Courses";
    // what waits for staff
    work: "等您处理" | "Waiting for you";
    own: "您自己的" | "Your own";
    to_mark_n(n): "{n} 份待评阅" | "{n} to mark";
    to_release_n(n): "{n} 份待公布" | "{n} to release";
    session_today: "今天的场次" | "A session today";
    session_note(when, begun, candidates): "{when} · 已开考 {begun} / {candidates}" | "{when} · {begun} of {candidates} begun";
    sitting_n(n): "{n} 人在考" | "{n} sitting now";
    names_over: "证书姓名" | "Names";
    names_n(n): "{n} 个姓名待核实" | "{n} name to confirm" / "{n} names to confirm" by n;
    held_over: "证书" | "Certificates";
    held_n(n): "{n} 张证书暂缓颁发" | "{n} certificate on hold" / "{n} certificates on hold" by n;
    lost_over: "试题作废" | "Voided items";
    lost_n(n): "{n} 人的证书需要决定" | "{n} certificate to decide on" / "{n} certificates to decide on" by n;
    questions_over: "学员提问" | "Questions of learners";
    questions_n(n): "{n} 个提问待回答" | "{n} question to answer" / "{n} questions to answer" by n;
    problems_over: "课程内容" | "Courseware";
    problems_n(n): "{n} 处内容问题" | "{n} problem to look at" / "{n} problems to look at" by n;
    review_over: "请您审阅" | "A review asked of you";
    review_any_over: "请同事审阅" | "A review asked of any colleague";
    review_note(who, at): "{who}请的，{at}" | "{who} asked, {at}";
    sent_back_over: "退回给您的草稿" | "Drafts sent back to you";
    due_publication: "定时发布" | "Published at a time";
    drafts_over: "还没有发布的草稿" | "Drafts that are not published";
    drafts_note(n, at): "{n} 个文件，{at} 保存" | "{n} file, saved {at}" / "{n} files, saved {at}" by n;
    drafts_asked: "，在等同事看" | ", waiting for a colleague";
    more_drafts(n): "另有 {n} 门课有草稿" | "Drafts of {n} more course" / "Drafts of {n} more courses" by n;
    nothing_waits: "现在没有等您处理的事。" | "Nothing waits for you now.";
    to_desk: "去工作台" | "To the desk";
    // the list of exams
    now: "现在可以考" | "You can sit now";
    coming: "将要开放" | "Opening later";
    not_now: "现在不能考" | "Not open to you now";
    is_open: "现在开放" | "Open now";
    open_until(at): "{at} 截止" | "Open until {at}";
    opens_at(at): "{at} 开放" | "Opens {at}";
    closed_at(at): "已于 {at} 关闭" | "Closed {at}";
    used: "次数已用完" | "No attempt left";
    no_session: "没有您的场次" | "No session of yours";
    session_cancelled: "您的场次已取消" | "Your session was cancelled";
    pass(n): "合格线 {n} 分" | "pass mark {n} of 100";
    left_of(left, all): "还有 {left} 次，共 {all} 次" | "{left} of {all} attempt left" / "{left} of {all} attempts left" by all;
    no_limit: "次数不限" | "unlimited attempts";
    attempt_line(n, at): "第 {n} 次 · {at}" | "Attempt {n} · {at}";
    no_exams: "还没有考试" | "No exams yet";
    no_exams_words: "课程发布考试以后，会出现在这里。" | "Exams appear here when a course has some.";
    all_read: "全部读完" | "All read";
    // when a result may be expected
    expect_marker: "有题目要人工评阅；评完马上公布，届时会收到消息。" | "Some items are marked by a person. The result follows at once then, and a message tells you.";
    expect_machine: "正在评分，马上就好；出分后会收到消息。" | "The result is being computed. It will be here in a moment, and a message tells you.";
    expect_staff: "考评员审定后公布成绩，届时会收到消息。" | "An examiner releases the result, and a message tells you.";
    digits: "核对用的数据" | "Data for checking";
}
