//! Words of courses, lessons, practice, search and the notebook.

messages! {
    courses: "课程" | "Courses";
    contents: "课程内容" | "Lessons";
    lessons(n): "{n} 课" | "{n} lesson" / "{n} lessons" by n;
    hours(n): "{n} 课时" | "{n} class hour" / "{n} class hours" by n;
    take_book: "下载电子书（EPUB）" | "Download as a book (EPUB)";
    on_paper: "打印版" | "For printing";
    on_paper_words: "整门课都在这一页，练习不带答案。用浏览器的“打印”印出来，或存成 PDF；每一课从新的一页开始。"
        | "The whole course is on this page, and practice has no answers. Print it with your browser, or save it as a PDF: each lesson begins a new sheet.";
    print_course: "打印整门课" | "Print the whole course";
    answer_on_page: "在网页上作答" | "Answer it on the page";
    author(name): "作者：{name}" | "By {name}";
    license(name): "使用许可：{name}" | "Licence: {name}";
    made_from(source): "改编自 {source}" | "Made from {source}";
    source(title, author, from, license): "《{title}》（{author}，{from}，{license}）" | "“{title}” ({author}, {from}, {license})";
    reading_minutes(n): "约 {n} 分钟阅读" | "about {n} minute of reading" / "about {n} minutes of reading" by n;
    reading_hours(n): "约 {n} 小时阅读" | "about {n} hour of reading" / "about {n} hours of reading" by n;
    with_certificate: "可考证" | "With certificate";
    read_of(done, all): "已读 {done} / {all}" | "{done} of {all} read";
    learn_and_prove: "学习与考试" | "Learn and prove";
    begin_reading: "开始学习" | "Start";
    read_on: "继续学习" | "Continue";
    progress: "课程进度" | "Progress";
    lesson_n(n): "第 {n} 课" | "Lesson {n}";
    read: "已读" | "Read";
    opened: "在读" | "Opened";
    unread: "未读" | "Unread";
    lesson_note(minutes, practice): "{minutes} 分钟 · {practice}" | "{minutes} min · {practice}";
    minutes(n): "{n} 分钟" | "{n} minute" / "{n} minutes" by n;
    practice_count(n): "{n} 道练习" | "{n} practice item" / "{n} practice items" by n;
    items(n): "{n} 题" | "{n} item" / "{n} items" by n;
    times(n): "{n} 次机会" | "{n} attempt" / "{n} attempts" by n;
    plan_note(items, minutes, pass, attempts): "{items} · {minutes} 分钟 · 合格线 {pass} 分 · {attempts}" | "{items} · {minutes} min · pass mark {pass} of 100 · {attempts}";
    sit_mock: "做一次模拟考" | "Sit the mock";
    sit_exam: "进入候考" | "Go to exam";
    standard: "职业标准" | "Occupation standard";
    edition(e): "{e} 年版" | "{e} edition";
    weights: "权重表（%）" | "Weights (per cent)";
    function: "职业功能" | "Function";
    theory: "理论知识" | "Theory";
    skill: "技能要求" | "Skill";
    demo_value: "演示值" | "demonstration value";
    on_this_page: "本页目录" | "On this page";
    all_lessons: "课程目录" | "All lessons";
    finished: "读完了？记下来，下次从下一课开始。" | "Finished? Note it, and go on with the next lesson.";
    mark_read: "标记为已读" | "Mark as read";
    mark_unread: "改为未读" | "Mark as unread";
    is_read: "这一课已读" | "You have read this lesson";
    previous: "上一课" | "Previous lesson";
    next: "下一课" | "Next lesson";
    pager: "上一课和下一课" | "Previous and next lesson";
    practice: "练一练" | "Practice";
    check: "检查答案" | "Check the answer";
    checked_later: "没有网络：答案留在这一页，联网后自动检查。" | "No network: the answer stays on this page and is checked when the network is back.";
    right: "答对了" | "Right";
    wrong: "还不对" | "Not yet";
    partly: "对了一部分" | "Partly right";
    try_again: "再想一想、再试一次；需要时再看答案。" | "Think again and try once more. The answer is here when you want it.";
    try_again_hint: "再想一想、再试一次；需要时先看提示，再看答案。" | "Think again and try once more. A hint and the answer are here when you want them.";
    hint: "提示" | "Hint";
    show_answer: "看答案和解析" | "Show the answer";
    nothing_said: "请先作答" | "Answer first";
    look_again: "请再看一下您的作答" | "Look at your answer again";
    search: "搜索" | "Search";
    search_label: "要找的词" | "What to look for";
    search_hint: "例如：数据清洗" | "For example: cleaning";
    hits(n): "找到 {n} 处" | "{n} result" / "{n} results" by n;
    of_kind(shown, all): "{shown} / {all}" | "{shown} of {all}";
    found_lessons: "课" | "Lessons";
    only_other: "仅英文" | "In Chinese only";
    title_only_other(title): "{title}（仅英文）" | "{title} (in Chinese only)";
    in_other_language: "英文" | "In Chinese";
    see_courses: "看全部课程" | "See all courses";
    no_hits(what): "没有找到“{what}”" | "Nothing found for “{what}”";
    no_hits_words: "换一个更短的词，或者换一种语言试试；也可以从全部课程里找。" | "Try a shorter word, or the word in Chinese; or look through the courses.";
    notebook: "错题本" | "Mistakes";
    notebook_lead: "练习和模拟考试里答错的题都在这里。再答对一次，就算掌握了。" | "Every mistake of practice and mocks. Answer one correctly and it counts as mastered.";
    open_mistakes(n): "待掌握 {n} 题" | "{n} to master";
    mastered(n): "已掌握 {n} 题" | "{n} mastered";
    wrong_times(n): "答错 {n} 次" | "wrong {n} time" / "wrong {n} times" by n;
    forget: "移出错题本" | "Remove";
    no_mistakes: "错题本是空的" | "No mistakes here";
    repetitions: "复习" | "Repetition";
    repetitions_lead: "练过的题隔 1、3、7、16、35 天再问：到期答对，隔得更久；答错，明天再问。"
        | "What you practised comes back after 1, 3, 7, 16 and 35 days. Right on its day, and the next pause is longer; wrong, and it is back tomorrow.";
    due_n(n): "该复习 {n} 题" | "{n} due";
    nothing_due: "现在没有要复习的题" | "Nothing to repeat now";
    nothing_due_words: "还没有练过题。从一课开始，练过的题到期会出现在这里和首页。" | "You have not practised yet. Start with a lesson; what you practise appears here and on your home when it is due.";
    next_due(date, n): "下次复习：{date}，{n} 题。" | "Next: {date}, {n} item." / "Next: {date}, {n} items." by n;
    repetition_changed: "这道题改过，从头开始复习。" | "This item has changed since you answered it: its repetition starts again.";
    again_on(date): "这道题下次复习：{date}。" | "This item comes again on {date}.";
    left_n(n): "还有 {n} 题要复习。" | "{n} more is due." / "{n} more are due." by n;
    none_left: "今天没有别的要复习了。" | "Nothing else is due now.";
    next_repetition: "下一题" | "Next item";
    repetitions_done: "返回首页" | "Home";
    repetitions_here(n): "去复习（{n} 题）" | "Review what is due ({n})";
    back_to_lesson(n): "回到第 {n} 课" | "Back to lesson {n}";
    no_mistakes_words: "去做几道练习，或者做一次模拟考试。" | "Try some practice, or sit a mock.";
}

/// How long reading takes, in the unit that people count it in.
pub fn reading(lang: zhixing_domain::lang::Lang, minutes: u32) -> String {
    if minutes < 90 { reading_minutes(lang, minutes) } else { reading_hours(lang, (minutes + 30) / 60) }
}
