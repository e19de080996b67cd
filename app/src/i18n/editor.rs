//! Words of the workshop's editor: its forms, what it tells while somebody types, and the component's own words.

use zhixing_domain::lang::Lang;

messages! {
    unkept: "这台设备存不下了，没保存的内容只在这个页面里。请尽快保存。" | "This device has no room left: what is not saved is in this page alone. Please save soon.";
    ended: "登录已结束，写的内容留在这台设备上。" | "Your session has ended. What you write stays on this device.";
    sign_in_beside: "在新标签页登录，再回到这里" | "Sign in in another tab, then come back here";
    signs_out: "没保存的内容会从这台设备上删掉，仍要退出登录吗？" | "What is not saved will be deleted from this device. Sign out all the same?";
    take_theirs: "用对方的" | "Take theirs";
    mend: "改成这里的写法" | "Write it as here";
    insert: "插入" | "Insert";
    cancel: "取消" | "Cancel";
    fold: "折叠" | "Fold";
    item: "题目" | "Item";
    figure_file: "从这台设备选一张" | "From this device";
    figure_there: "或者用课程里已有的" | "Or one that the course has";
    figure_none: "请选一张图片。" | "Please choose a picture.";
    figure_alt: "图上能看到什么" | "What is to be seen in it";
    figure_alt_hint: "读给看不见图的人听，例如：坐标轴，两条曲线在 3 处相交。" | "Read out to people who cannot see it, such as: axes with two curves that meet at 3.";
    figure_caption: "图题（可以不写）" | "Caption (may be empty)";
    unreachable: "连不上服务器。" | "The server cannot be reached.";
    table_rows: "行" | "Rows";
    table_columns: "列" | "Columns";
    table_cells: "表头和各格" | "Head and cells";
    table_cell(place): "第 {place} 格" | "Cell {place}";
    table_head(n): "表头第 {n} 列" | "Head of column {n}";
    callout_kind: "类型" | "Kind";
    callout_note: "说明" | "Note";
    callout_tip: "提示" | "Tip";
    callout_important: "重要" | "Important";
    callout_warning: "注意" | "Warning";
    callout_caution: "警告" | "Caution";
    text: "文字" | "Words";
    fold_summary: "折叠时的标题" | "Title while it is folded";
    maths_formula: "公式（TeX）" | "Formula (TeX)";
    maths_hint: "例如 a^2 + b^2、\\frac{1}{2}。" | "Such as a^2 + b^2 or \\frac{1}{2}.";
    maths_own: "单独一行" | "On a line of its own";
    code_language: "语言" | "Language";
    code_text: "代码" | "Code";
    note_text: "脚注的内容" | "What the footnote says";
    link_words: "看到的文字" | "The words";
    link_to: "链接到哪里" | "Where it leads";
    link_hint: "网址，或者这门课的一课。" | "An address, or a lesson of this course.";
    item_kind: "题型" | "Type";
    item_stem: "题干" | "The question";
    item_stem_hint: "第一行是题目，下面还可以写几行材料。" | "The first line is the question. What belongs to it may follow below.";
    item_options: "选项" | "Options";
    item_options_hint: "勾出对的，空着的不算。" | "Tick what is right. Empty ones are left out.";
    item_option(n): "选项 {n}" | "Option {n}";
    item_right(n): "选项 {n} 是对的" | "Option {n} is right";
    item_more: "再加一个选项" | "One more option";
    item_truth: "这句话" | "The statement is";
    item_answers: "可接受的答案" | "Accepted answers";
    item_answers_hint: "一行一个。数值可以写范围，例如 3.5 ± 0.1 或 3 .. 4。" | "One a line. A number may be a range, such as 3.5 ± 0.1 or 3 .. 4.";
    item_order: "按正确顺序填写各步" | "The steps in the right order";
    item_order_hint: "一行一步。学员看到时是打乱的。" | "One a line. Learners see them mixed.";
    item_why: "解析（可以不写）" | "Why (may be empty)";
    item_why_hint: "答完之后给学员看。" | "Learners read it once they have answered.";
    item_needs_one: "请写两个以上的选项，并只勾出一个对的。" | "Write two options or more and tick the one that is right.";
    item_needs_some: "请写两个以上的选项，并勾出对的。" | "Write two options or more and tick those that are right.";
    item_needs_answer: "请写一个可接受的答案。" | "Write an accepted answer.";
    item_needs_steps: "请写两步以上，一行一步。" | "Write two steps or more, one a line.";
    item_needs_stem: "请写题干。" | "Write the question.";
    item_needs_pairs: "请写两对以上，右边都要填。" | "Write two pairs or more, each with its right side.";
    item_needs_rubric: "每行要有标准、分值和得分条件。" | "Each line needs a criterion, its points and what earns them.";
    item_needs_gap: "请在题干里写一个空，例如 [[1]]。" | "Put a gap into the question, such as [[1]].";
    item_empty_gap(n): "空 {n} 没有答案。选择的空至少要两项。" | "Gap {n} has no words. One to choose from needs two.";
    item_lost_gap(n): "题干里没有 [[{n}]]。" | "There is no [[{n}]] in the question.";
    item_bad_points: "分值要大于 0，最多 100。" | "Points are more than 0 and at most 100.";
    item_bad_difficulty: "没有这种难度。" | "There is no such difficulty.";
    item_bad_tags: "标签里不能有引号和花括号，每个最多 40 个字。" | "A tag has no quotes or braces and at most 40 characters.";
    item_none: "光标不在题目里，或者这道题要在原文里改。" | "The caret is in no item, or this item has to be changed in its source.";
    item_changed: "原文在这期间变了，请关上再打开这道题。" | "The text has changed meanwhile. Please close this form and open the item again.";
    item_edit: "用表单改" | "Edit in the form";
    item_edit_one(id): "用表单改 {id}" | "Edit in the form: {id}";
    item_write: "写回" | "Write back";
    item_see: "看看效果" | "See it";
    item_form_lead: "写回后仍未保存，在编辑页保存。" | "What is written back is not saved yet: save on the editor's page.";
    item_begin: "新题" | "New item";
    item_pairs: "配对" | "Pairs";
    item_pairs_hint: "左边留空的是干扰项。" | "A right side without a left one is a distractor.";
    item_left(n): "第 {n} 对，左边" | "Pair {n}, left";
    item_partner(n): "第 {n} 对，右边" | "Pair {n}, right";
    item_more_pairs: "再加一对" | "One more pair";
    item_rubric: "评分表" | "Rubric";
    item_rubric_hint: "各行：标准、分值、怎样得分。题目的分值是各行之和。" | "Each line: criterion, points, what earns them. The item is worth their sum.";
    item_criterion(n): "第 {n} 行，标准" | "Line {n}, criterion";
    item_worth(n): "第 {n} 行，分值" | "Line {n}, points";
    item_earns(n): "第 {n} 行，怎样得分" | "Line {n}, what earns them";
    item_more_rubric: "再加一行" | "One more line";
    item_gaps: "空" | "Gaps";
    item_gaps_hint: "题干里 [[1]] 是第 1 个空。几种写法或几个选项用 | 隔开；选择的空，第一个是对的。" | "[[1]] in the question is gap 1. Part answers or choices with |. Of choices the first is right.";
    item_gap(n): "空 {n} 的答案" | "Words of gap {n}";
    item_gap_kind(n): "空 {n} 的类型" | "Kind of gap {n}";
    item_gap_typed: "填写" | "Typed";
    item_gap_chosen: "选择" | "Chosen";
    item_more_gaps: "再加一个空" | "One more gap";
    item_facts: "分值、难度、标签" | "Points, difficulty, tags";
    item_points: "分值（默认 1）" | "Points (1 by default)";
    item_difficulty: "难度" | "Difficulty";
    item_difficulty_none: "不写" | "Not said";
    item_tags: "标签，用逗号隔开" | "Tags, parted by commas";
    printed: "打印出来" | "As printed";
    printed_points(points): "（{points} 分）" | "({points} point)" / "({points} points)" by points;
    printed_answer: "答：" | "Answer: ";
    printed_order: "次序：" | "Order: ";
    printed_gap(n): "空 {n}：" | "Gap {n}: ";

    find: "查找" | "Find";
    replace_by: "替换成" | "Replace";
    next: "下一个" | "next";
    previous: "上一个" | "previous";
    all: "全部" | "all";
    match_case: "区分大小写" | "match case";
    regexp: "正则表达式" | "regexp";
    by_word: "整词" | "by word";
    replace: "替换" | "replace";
    replace_all: "全部替换" | "replace all";
    close: "关闭" | "close";
    current_match: "当前匹配" | "current match";
    on_line: "所在行" | "on line";
    replaced_line: "替换了第 $ 行的匹配" | "replaced match on line $";
    replaced: "替换了 $ 处" | "replaced $ matches";
    go_to_line: "跳到行" | "Go to line";
    go: "跳转" | "go";
    diagnostics: "问题" | "Diagnostics";
    selection_deleted: "所选内容已删除" | "Selection deleted";
    control_character: "控制字符" | "Control character";
}

/// What the editor component says of itself; by its English it knows each.
pub const PHRASES: [super::Message; 20] = [
    find,
    replace_by,
    next,
    previous,
    all,
    match_case,
    regexp,
    by_word,
    replace,
    replace_all,
    close,
    current_match,
    on_line,
    replaced_line,
    replaced,
    go_to_line,
    go,
    diagnostics,
    selection_deleted,
    control_character,
];

/// The callouts that there are, with their words.
pub const CALLOUTS: [(&str, super::Message); 5] = [
    ("NOTE", callout_note),
    ("TIP", callout_tip),
    ("IMPORTANT", callout_important),
    ("WARNING", callout_warning),
    ("CAUTION", callout_caution),
];

/// The component's own words in a language, by their English.
pub fn phrases(lang: Lang) -> Vec<(&'static str, &'static str)> {
    PHRASES.iter().map(|phrase| (phrase(Lang::En), phrase(lang))).collect()
}
