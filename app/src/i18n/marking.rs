//! Words of the desk, marking, and teaching.

messages! {
    desk: "工作台" | "Desk";
    desk_lead: "什么在等谁，一处看清。" | "What waits for whom, in one place.";
    for_examiner: "考评员" | "Examiner";
    for_teacher: "教师" | "Teacher";
    for_admin: "管理员" | "Administrator";
    nothing_waits: "没有等待评阅或公布的内容。" | "Nothing waits to be marked or released.";
    mark_n(n): "评阅 {n} 份" | "Mark {n}";
    release_n(n): "公布 {n} 份成绩" | "Release {n} results";
    counts(to_mark, to_release): "待评阅 {to_mark} 份 · 待公布 {to_release} 份" | "{to_mark} to mark · {to_release} to release";
    content: "教学内容" | "Content";
    problems(n): "{n} 个问题" | "{n} problems";
    open_tasks(n): "后台任务：{n} 项未完成" | "Background tasks: {n} open";
    marking: "阅卷" | "Marking";
    all_marked: "全部评阅完了" | "All marked";
    all_marked_words: "没有等待评阅的答卷。可以到工作台公布成绩。" | "No answer waits to be marked. Results can be released at the desk.";
    script: "考生答卷" | "Answer";
    model_answer: "参考答案" | "Model answer";
    rubric: "评分标准" | "Rubric";
    up_to(n): "（0–{n} 分）" | "(0–{n})";
    comment: "评语（考生会看到）" | "Comment (the candidate will see it)";
    save_next: "保存，下一份" | "Save, next";
    points_form: "请为每一项填写分数，最多两位小数。" | "Give points to every criterion, with two decimals at most.";
    too_many(n, most): "第 {n} 项最多 {most} 分。" | "Criterion {n} has {most} points at most.";
    comment_long: "评语最多 4000 字。" | "A comment has 4,000 characters at most.";
    released_already: "成绩已经公布，不能再改。" | "The result is released and cannot be changed.";
    teach: "教学内容" | "Content";
    teach_lead: "课件、题库和试卷蓝图都是 Markdown 文件；这里显示发布的内容和查出的问题。" | "Lessons, banks and blueprints are Markdown files; here is what is published and what is wrong with it.";
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
    how_to_check: "在内容文件夹运行 zhixing content check，每个问题都会给出文件、行号和改法。" | "Run zhixing content check in the content folder: each problem comes with its file, line and what to write instead.";
}
