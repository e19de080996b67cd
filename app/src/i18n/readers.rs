//! Words of where readers of a course stop, and which practice fails.

messages! {
    title: "读者" | "Readers";
    title_of(course): "《{course}》的读者" | "Readers of {course}";
    lead: "学员读到哪一课停下，哪些练习第一次就答错。只算登录的人；不到 5 个人的，不给比例。"
        | "Where readers stop, and which practice fails at the first try. Of people who are signed in; of fewer than five no share is told.";
    lessons: "课文" | "Lessons";
    lesson: "课" | "Lesson";
    opened: "打开" | "Opened";
    finished: "读完" | "Finished";
    finished_of(n, percent): "{n}（{percent}%）" | "{n} ({percent}%)";
    lost: "到下一课" | "To the next";
    lost_n(n): "{n} 人" | "{n}";
    stopped: "多停在" | "Most stop at";
    stopped_at(heading, n): "{heading}（{n} 人）" | "{heading} ({n})";
    at_opening: "开头" | "the opening";
    practice: "练习" | "Practice";
    item: "练习题" | "Item";
    people: "做过的人" | "Tried by";
    right_first: "第一次答对" | "Right at first";
    percent(n): "{n}%" | "{n}%";
    tries: "作答次数" | "Tries";
    wrongly: "最常错选" | "Chosen wrongly";
    wrongly_n(option, n): "{option}（{n} 人）" | "{option} ({n})";
    number_lesson: "课次" | "Number";
    name_of_item: "题目编号" | "Item’s name";
    kind: "题型" | "Type";
    right_percent: "第一次答对（%）" | "Right at first (%)";
    chosen_n: "错选人数" | "Chosen by";
    stopped_n: "停下人数" | "Stopped there";
    too_few: "不到 5 人" | "too few";
    not_tried(n): "还有 {n} 道练习没有人做过。" | "{n} item has been tried by nobody yet." / "{n} items have been tried by nobody yet." by n;
    no_practice: "这门课的课文里没有练习。" | "The lessons of this course have no practice.";
    edit: "修改" | "Edit";
    edit_what(what): "修改：{what}" | "Edit: {what}";
    as_csv: "下载 CSV" | "Download CSV";
    as_xlsx: "下载 Excel" | "Download Excel";
}
