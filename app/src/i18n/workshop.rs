//! Words of the workshop, where teachers write courses and publish them.

use zhixing_domain::{
    lang::Lang,
    workshop::{VersionWhy, place::PlaceKind, template::NewKind},
};

messages! {
    title: "备课" | "Workshop";
    lead: "在这里写课、出题、配卷。写的是草稿，发布之后学员才看得到。课程始终是一个 Markdown 文件夹，也可以在自己的电脑上写。"
        | "Write lessons, items and plans here. What you write is a draft until it is published. A course stays a folder of Markdown files, \
            which can be written on your own computer as well.";
    how_to_write: "怎么写" | "How to write";
    search: "查找文件" | "Find a file";
    search_hint: "标题或路径" | "Title or path";
    find: "查找" | "Find";
    nothing_found(words): "没有标题或路径里有“{words}”的文件。" | "No file has “{words}” in its title or path.";
    no_courses: "还没有课程" | "No course yet";
    no_courses_words: "新建一门课程：起个名字，就有可以照着写的第一课。" | "Begin a course: give it a name, and there is a first lesson to write over.";
    new_course: "新建课程" | "New course";
    new_course_lead: "得到一个能直接发布的样子，照着改就行。" | "You get something that could be published as it is, to write over.";
    new_lesson: "新建一课" | "New lesson";
    new_bank: "新建题库" | "New bank";
    new_standard: "新建职业标准" | "New standard";
    kind_standard_one: "职业标准" | "Standard";
    plan_draws: "抽哪些题" | "What is drawn";
    plan_types: "题型" | "Types";
    plan_any: "不限" | "any";
    plan_points: "每题分值" | "Points of each";
    plan_own_points: "题目自己的" | "its own";
    which_language: "用哪种语言写" | "Language of the course";
    which_language_hint: "用中文写的课，以后可以给每个文件添上英文版；用英文写的课只有英文，中文页面会标明“仅英文”。"
        | "A course in English is in English alone, and Chinese pages say so. A course in Chinese can have an English version beside each file.";
    in_chinese: "中文（可以再添英文版）" | "Chinese, with English versions beside it if you like";
    in_english: "英文" | "English";
    new_file: "新建文件" | "New file";
    new_file_in(course): "在“{course}”里新建" | "New file in “{course}”";
    new_kind: "写什么" | "What to write";
    name: "网址名" | "Name in the address";
    name_hint: "小写字母、数字和连字符，例如 data-cleaning。" | "Lower-case letters, digits and hyphens, such as data-cleaning.";
    name_form: "请用小写字母、数字和连字符，最多 64 个；new、guide、bring、pages、standards 另有用处。"
        | "Use lower-case letters, digits and hyphens, 64 at most; new, guide, bring, pages and standards have other uses.";
    file_title: "标题" | "Title";
    title_form: "请写一个标题。" | "Please write a title.";
    taken: "已经有这个名字的课程。" | "There is a course of this name.";
    taken_path(path): "已经有 {path} 这个文件。" | "There is a file {path} already.";
    create: "新建" | "Create";
    publish: "发布" | "Publish";
    publish_n(n): "发布（{n} 处改动）" | "Publish ({n} change)" / "Publish ({n} changes)" by n;
    state_new: "新" | "new";
    state_changed: "有改动" | "changed";
    state_deleted: "已删除" | "deleted";
    state_problems(n): "{n} 个问题" | "{n} problem" / "{n} problems" by n;
    twin: "英文版" | "English version";
    twin_missing: "写英文版" | "Write the English version";
    twin_old: "比中文旧" | "older than the Chinese";
    kind_course: "课程说明" | "The course";
    kind_lesson: "课" | "Lessons";
    kind_bank: "题库" | "Banks";
    kind_plan: "考试方案" | "Plans";
    kind_standard: "职业标准" | "Standards";
    kind_other: "媒体和设置" | "Media and settings";
    one_lesson: "一课" | "A lesson";
    one_bank: "一个题库" | "A bank of items";
    one_plan: "一个考试方案" | "A plan";
    standards: "职业标准" | "Standards";
    pages: "网站的页面" | "Pages of the site";
    bank_counts: "题库里有多少题" | "How many items the banks have";
    only_draft: "还没有发布" | "not published yet";

    edit: "编辑" | "Edit";
    text_label: "正文（Markdown）" | "Text (Markdown)";
    insert_bar: "插入" | "Insert";
    insert_heading: "标题" | "Heading";
    insert_bold: "加粗" | "Bold";
    insert_list: "列表" | "List";
    insert_table: "表格" | "Table";
    insert_callout: "提示框" | "Callout";
    insert_figure: "图片" | "Figure";
    insert_maths: "公式" | "Formula";
    insert_code: "代码" | "Code";
    insert_note: "脚注" | "Footnote";
    insert_link: "链接" | "Link";
    sample_text: "文字" | "text";
    save: "保存草稿" | "Save draft";
    show_preview: "看看效果" | "Preview";
    preview: "学员看到的" | "What learners see";
    preview_none: "这类文件没有预览，问题仍会列出。" | "There is no preview of this kind of file; its problems are still listed.";
    preview_unreadable: "现在还看不出效果，请先改正下面的问题。" | "Nothing can be shown yet: please mend the problems first.";
    the_key: "答案与解析" | "Key and explanation";
    try_it: "试答" | "Try an answer";
    tried_by_hand: "这道题由人评阅。" | "A person marks this item.";
    unread: "这里有一道题读不懂，学员看不到它。" | "An item stands here that cannot be read. Learners do not see it.";
    unread_twin: "这个文件里它没有错，错在另一种语言的文件里。" | "Nothing is wrong with it in this file: the fault is in the file of the other language.";
    problems: "问题" | "Problems";
    no_problems: "没有查出问题。" | "No problem was found.";
    advice_n(n): "发布前提醒：{n} 处" | "Advice before you publish: {n}";
    advice_words: "不改也能发布，学员读到的就是现在这样。" | "It can be published as it is; learners will read it so.";
    more_n(n): "还有 {n} 处" | "{n} more";
    line_n(n): "第 {n} 行" | "Line {n}";
    is_error: "错误" | "Error";
    is_advice: "提醒" | "Advice";
    elsewhere(n): "这门课的其他文件里还有 {n} 个问题。" | "There is {n} more problem in other files of this course." / "There are {n} more problems in other files of this course." by n;
    saved: "草稿已保存。" | "The draft is saved.";
    saved_with(who, at): "草稿已保存，并和{who}在 {at} 保存的改动合在了一起。请看一遍。" | "The draft is saved, together with what {who} saved at {at}. Please read it through.";
    edited_by(who, at): "草稿由{who}保存于 {at}" | "Draft saved by {who}, {at}";
    torn: "没有保存：这几段您和别人都改了" | "Not saved: you and somebody else changed these paragraphs";
    torn_words(who): "别处的改动已经合进来；下面几段{who}也改了。编辑框里留的是您的；要用对方的，请抄进编辑框，然后再保存。对方的版本在历史里不会丢。"
        | "Other changes were taken in; these paragraphs {who} changed as well. The text field has yours; copy what you want of theirs into \
            it, then save again. Their version stays in the history.";
    mine: "您的" | "Yours";
    theirs: "对方的" | "Theirs";
    empty_paragraph: "（删去了）" | "(deleted)";
    somebody: "别人" | "somebody else";
    behind: "这个文件后来又从别处发布过。" | "This file was published from elsewhere since the draft began.";
    take_in: "合并发布的内容" | "Take in what was published";
    taken_in: "发布的内容已经合进来，请看一遍再保存。" | "What was published is taken in. Read it through, then save.";
    file_gone: "这个文件已删除" | "This file is deleted";
    file_gone_words: "发布之前，学员看到的还是原来的。" | "Until that is published, learners see what was there.";
    bring_back: "恢复" | "Bring back";
    not_utf8: "这个文件不是 UTF-8 编码，不能在这里编辑。请在自己的电脑上另存为 UTF-8。" | "This file is not UTF-8 and cannot be edited here. Please save it as UTF-8 on your own computer.";
    too_long(kb): "文件最长 {kb} KB。" | "A file has {kb} KB at most.";
    too_many(n): "一门课最多 {n} 个草稿。" | "A course has {n} drafts at most.";
    changed_meanwhile(path): "{path} 刚被别人改过，请看过再做。" | "Somebody else has just changed {path}. Please look at it first.";
    kept_here: "还没保存的内容已留在这台设备上。" | "What is not saved is kept on this device.";
    found_here: "这台设备上有没保存的内容。" | "There is something on this device that was not saved.";
    put_back: "放回编辑框" | "Put it back";
    throw_away: "放弃" | "Throw it away";
    offline: "连不上服务器，写的内容留在这台设备上。" | "The server cannot be reached. What you write stays on this device.";
    others_too(who): "{who}也打开着这个文件。两边保存的会合并。" | "Also open with {who}. What you both save comes together.";
    open_with(who): "{who}正在编辑" | "open with {who}";
    other_editor(who): "{who}刚保存过这个文件。您接着写，保存时会合并。" | "{who} has just saved this file. Go on writing: it comes together when you save.";
    more: "改名、复制、删除" | "Rename, copy, delete";
    new_path: "新的路径" | "New path";
    new_path_hint: "把最前面的课程名换成另一门您能编写的课，就放到那门课里，用到的图片等文件一起带去。题号和那里的题重复时，换成新的题号。"
        | "Name another course that you write before the first slash, and it goes there with the pictures and other files it shows. Items whose ids are taken there get new ones.";
    new_ids_n(n): "有 {n} 道题的题号在这门课里已经用了，复制过来的题换了新的题号。"
        | "{n} item had an id that this course has already: here it has a new one." / "{n} items had ids that this course has already: here they have new ones." by n;
    copy_of: "照哪门课开始" | "Begin from";
    copy_of_none: "一个空的样子" | "An empty template";
    copy_of_hint: "照一门课复制时，课、题库、考试方案和图片等文件都带来，语言也和它一样；原来的课不变，谁能编写要重新定。"
        | "A copy has all lessons, banks, plans and files of that course, in its language. That course stays as it is, and who may write the copy is decided anew.";
    copy_course: "复制这门课" | "Copy the course";
    no_such_course: "没有这门课。" | "There is no such course.";
    place_form(path): "{path} 不是这类文件可以放的地方：要在一门您能编写的课里、放在同一类文件的地方，名字用小写字母、数字和连字符；课的文件名前有三位数字。"
        | "{path} is no place for a file of this kind: it goes into a course that you write, where files of its kind lie, \
            with a name of lower-case letters, digits and hyphens; a lesson's begins with three digits.";
    rename: "改名" | "Rename";
    copy: "复制" | "Copy";
    delete: "删除" | "Delete";
    delete_words: "英文版一起删除。历史还在，随时可以恢复。" | "Its English version goes with it. The history stays, and it can be brought back.";
    discard: "放弃草稿" | "Give up the draft";
    discard_words: "回到发布的内容；草稿留在历史里。" | "Back to what is published; the draft stays in the history.";

    history: "历史" | "History";
    history_of(path): "{path} 的历史" | "History of {path}";
    history_lead: "每次保存、每次发布都留着。点开看改了哪些字，也可以恢复。" | "Every save and every publication is kept. Open one to see what changed, or restore it.";
    no_history: "还没有保存过" | "Nothing was saved yet";
    no_history_words: "在这里保存的每一稿、每次发布都会列出来。" | "Each version that is saved here, and each publication, will be listed.";
    version_n(n): "第 {n} 稿" | "Version {n}";
    the_published: "发布的内容" | "What was published";
    compared: "和上一稿相比" | "Compared with the version before";
    restore: "恢复这一稿" | "Restore this version";
    same: "没有区别。" | "There is no difference.";
    lines_kept(n): "（中间 {n} 行没有改）" | "({n} line in between is the same)" / "({n} lines in between are the same)" by n;
    why_created: "新建" | "begun";
    why_brought_in: "导入" | "brought in";
    why_saved: "保存" | "saved";
    why_merged: "合并" | "merged";
    why_renamed: "改名" | "renamed";
    why_copied: "复制" | "copied";
    why_deleted: "删除" | "deleted";
    why_restored: "恢复" | "restored";
    why_discarded: "放弃草稿" | "draft given up";
    why_published: "发布" | "published";
    why_replaced: "批量替换" | "words replaced";
    why_items_changed: "批量改题" | "items changed";
    why_went_back: "回到以前的发布" | "back to an earlier publication";
    why_still_right: "英文仍然对" | "English still right";
    reason: "为什么改（可以不填）" | "Why (optional)";
    reason_form(n): "原因最多 {n} 字。" | "A reason has {n} characters at most.";
    because(words): "原因：{words}" | "Why: {words}";
    it_stands: "现在就是这样" | "as it is now";

    publish_title(course): "发布“{course}”" | "Publish “{course}”";
    publish_lead: "先看清会改变什么。正在考的人不受影响：他们的试卷不变。" | "Look first at what will change. Those who sit an exam now are not touched: their papers stay.";
    nothing_to_publish: "没有要发布的改动" | "Nothing to publish";
    nothing_to_publish_words: "草稿和发布的内容一样。" | "The drafts are the same as what is published.";
    what_changes: "会改变什么" | "What will change";
    files_n(n): "{n} 个文件" | "{n} file" / "{n} files" by n;
    lessons_come: "新的课" | "New lessons";
    lessons_go: "撤下的课" | "Lessons that go";
    lessons_renamed: "改名的课" | "Lessons with another name";
    lessons_changed: "改过的课" | "Lessons that change";
    items_come: "新的题" | "New items";
    items_go: "撤下的题" | "Items that go";
    items_changed: "改过的题" | "Items that change";
    keys_changed: "答案变了的题" | "Items whose key changes";
    plans_come: "新的考试方案" | "New plans";
    plans_go: "撤下的考试方案" | "Plans that go";
    plans_changed: "改过的考试方案" | "Plans that change";
    plan_minutes(from, to): "时长 {from} → {to} 分钟" | "{from} → {to} minute" / "{from} → {to} minutes" by to;
    plan_pass(from, to): "及格线 {from} → {to}" | "pass mark {from} → {to}";
    plan_attempts(from, to): "次数 {from} → {to}" | "attempts {from} → {to}";
    plan_no_limit: "不限" | "no limit";
    plan_items(from, to): "题数 {from} → {to}" | "{from} → {to} item" / "{from} → {to} items" by to;
    plan_drawn: "抽的题" | "which items are drawn";
    plan_rest: "说明或其他规则" | "its words or other rules";
    standards_come: "新的职业标准" | "New standards";
    standards_go: "撤下的职业标准" | "Standards that go";
    standards_changed: "改过的职业标准" | "Standards that change";
    running(n): "这门课现在有 {n} 场考试正在作答，试卷不变。" | "{n} attempt of this course runs now; its paper stays." / "{n} attempts of this course run now; their papers stay." by n;
    refused_by: "有错误，不能发布" | "There are errors, so it cannot be published";
    both_sides: "这些文件后来又从别处发布过，草稿不能直接盖上去。请打开每一个，合并后再发布："
        | "These files were published from elsewhere since their drafts began, and are not overwritten. Open each, take in what was published, then publish:";
    goes_words: "有内容会从网站上消失。" | "Something will go from the site.";
    sure: "我看过了，确实要撤下" | "I have looked at it: it is meant to go";
    sure_form: "有内容会从网站上消失，请先勾选确认。" | "Something will go from the site: please tick that it is meant to.";
    publish_now: "现在发布" | "Publish now";
    published: "已发布。" | "Published.";
    see_as_learners: "看学员看到的" | "See it as learners do";
    back_to_course: "回到这门课" | "Back to the course";
    other_meanwhile: "刚才又有了别的改动，请再看一遍。" | "Something else has changed meanwhile. Please look again.";
    review: "请同事看" | "A second pair of eyes";
    review_words: "发布之前要有一位同事看过并同意。看的就是现在这些改动；之后再改，要重新请人看。"
        | "A colleague has to approve this before it is published. It is about exactly these changes: whoever changes something afterwards asks anew.";
    ask_review: "请同事看" | "Ask a colleague";
    waits_for_colleague: "在等一位同事看。" | "This waits for a colleague.";
    asks_you(who): "{who}请您看一看。" | "{who} asks you to look at this.";
    approved: "同事看过并同意，可以发布。" | "A colleague approved this: it can be published.";
    sent_back: "同事退回了，请按评语改好再请人看。" | "A colleague sent this back. Mend what is remarked, then ask again.";
    remarks: "评语" | "Remarks";
    remark_file: "文件" | "File";
    remark_line: "行号" | "Line";
    remark_text: "评语" | "Remark";
    remark_form: "请写评语，最多 1000 字，行号从 1 起。" | "Write a remark of 1,000 characters at most, of a line from 1.";
    add_remark: "加评语" | "Add the remark";
    approve: "同意发布" | "Approve";
    send_back: "退回" | "Send back";
    review_over: "这次审阅已经结束，或改动已经不同了。请再看一遍。" | "This review is over, or the changes are others by now. Please look again.";
    needs_review: "要有一位同事同意才能发布。" | "A colleague has to approve this before it is published.";
    publications: "以前的发布" | "Earlier publications";
    publications_words: "可以让这门课回到以前某次发布的样子；别的课不变。" | "This course can go back to what it was in an earlier publication; other courses stay.";
    back_to_this: "看看回到这一次" | "See what going back would change";
    going_back(at): "让这门课回到 {at} 发布的样子" | "Take this course back to what was published at {at}";
    go_back: "回到这一次" | "Go back to it";
    the_newest: "当前" | "newest";
    rather_not: "暂不发布" | "Not now";
    between: "、" | ", ";

    you_write: "写" | "You write";
    they_see: "看到" | "They see";
    guide_more: "题目有九种：点正文上面的“题目”，选一种，就有照着改的样子。"
        | "There are nine types of items: press “Item” above the text and choose one, to be filled in or written over.";
}

/// Why a version was kept; of one of a later build its own word.
pub fn why_word(why: &str, lang: Lang) -> String {
    let Some(known) = VersionWhy::from_code(why) else { return why.to_string() };
    let word = match known {
        VersionWhy::Created => why_created,
        VersionWhy::BroughtIn => why_brought_in,
        VersionWhy::Saved => why_saved,
        VersionWhy::Merged => why_merged,
        VersionWhy::Renamed => why_renamed,
        VersionWhy::Copied => why_copied,
        VersionWhy::Deleted => why_deleted,
        VersionWhy::Restored => why_restored,
        VersionWhy::Discarded => why_discarded,
        VersionWhy::Published => why_published,
        VersionWhy::Replaced => why_replaced,
        VersionWhy::ItemsChanged => why_items_changed,
        VersionWhy::WentBack => why_went_back,
        VersionWhy::StillRight => why_still_right,
    };
    word(lang).to_string()
}

pub fn kind_word(kind: PlaceKind, lang: Lang) -> &'static str {
    match kind {
        PlaceKind::Course => kind_course(lang),
        PlaceKind::Lesson => kind_lesson(lang),
        PlaceKind::Bank => kind_bank(lang),
        PlaceKind::Plan => kind_plan(lang),
        PlaceKind::Standard => kind_standard(lang),
        PlaceKind::Other => kind_other(lang),
    }
}

/// What a course is written in, as its author chooses.
pub fn written_in(own: Lang, lang: Lang) -> &'static str {
    match own {
        Lang::Zh => in_chinese(lang),
        Lang::En => in_english(lang),
    }
}

pub fn new_word(kind: NewKind, lang: Lang) -> &'static str {
    match kind {
        NewKind::Lesson => one_lesson(lang),
        NewKind::Bank => one_bank(lang),
        NewKind::Plan => one_plan(lang),
        NewKind::Standard => kind_standard_one(lang),
    }
}
