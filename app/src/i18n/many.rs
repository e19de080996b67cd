//! Words of changes to many files or items at once: replacing words, changing items of a bank, and taking such a step back.

use crate::i18n::marking;
use zhixing_domain::{
    lang::Lang,
    question::Difficulty,
    workshop::{VersionWhy, step::StepSaid},
};

messages! {
    replace: "查找和替换" | "Search and replace";
    replace_lead: "在这门课的所有文件里找，看清每一行会变成什么，选好再替换；“替换为”不填，就是删去。改的是草稿，可以整步撤回。"
        | "Look for words in all files of the course, see what each line would become, choose, then replace. With nothing to replace them, the words go. The changes are \
           drafts and can be taken back as one step.";
    words: "查找" | "Find";
    instead: "替换为" | "Replace with";
    exactly: "区分大小写" | "Match case";
    in_which: "哪种语言" | "Language";
    in_both: "中文和英文" | "Chinese and English";
    in_zh: "只在中文里" | "Chinese only";
    in_en: "只在英文里" | "English only";
    which_files: "哪些文件" | "Files";
    all_files: "所有文件" | "All files";
    look: "看看会改哪里" | "See what would change";
    words_form(n): "请写要查找的字，一行之内，最多 {n} 个字，并且和替换成的不同。" | "Give words within a line, {n} characters at most, that differ from what replaces them.";
    nothing_found(words): "没有找到“{words}”。" | "“{words}” is nowhere in these files.";
    found(hits, files): "找到 {hits} 处，在 {files} 个文件里。" | "Places found: {hits}. Files: {files}.";
    cut(n): "只看了前 {n} 处，后面的没有列出。请把要找的写得更具体，或分几次替换。" | "Only the first {n} places were looked at; those behind are left out. Be more specific, or replace in several steps.";
    left_out(files): "没有查找这些文件（太长，不是 UTF-8，或所有文件加起来太长）：{files}" | "Not looked through, being too long, not UTF-8, or too long all together: {files}";
    flaws(n): "全部改完后，这些文件里会多出 {n} 处错误，改正之前不能发布"
        | "With all of it changed, {n} new error in these files keeps the course from being published"
        / "With all of it changed, {n} new errors in these files keep the course from being published" by n;
    starved(n): "这样改完，{n} 个考试方案会不对（例如题库不够抽），改正之前不能发布："
        | "With this {n} plan would not be right, such as with too few items to draw, and keeps the course from being published:"
        / "With this {n} plans would not be right, such as with too few items to draw, and keep the course from being published:" by n;
    all: "全选" | "Choose all";
    none: "全不选" | "Choose none";
    lines_n(n): "{n} 行" | "{n} line" / "{n} lines" by n;
    rest_lines(n): "后面没有显示的 {n} 行也替换" | "Also in the {n} line behind that is not shown" / "Also in the {n} lines behind that are not shown" by n;
    replace_chosen: "替换选中的" | "Replace what is chosen";
    none_chosen: "请至少选一处。" | "Choose one at least.";
    changed_meanwhile(paths): "没有改动：您看过之后，别人改了 {paths}。请再看一遍。" | "Nothing was changed: since you looked, somebody changed {paths}. Please look again.";
    and_more_files(n): "还有 {n} 个文件。" | " And {n} more.";
    between: "、" | ", ";
    is_changed: "别人刚改过" | "changed meanwhile";

    items: "批量改题" | "Change many items";
    items_lead: "选出题目，一次改标签、分值、难度，或移到别的题库。只改题目标题后面的说明，其余一字不动；改的是草稿，可以整步撤回。"
        | "Choose items, then change their tags, points or difficulty, or move them to another bank, all at once. Nothing changes but what stands in braces behind \
           their headings. The changes are drafts and can be taken back as one step.";
    bank: "题库" | "Bank";
    kind: "题型" | "Type";
    any: "不限" | "Any";
    difficulty: "难度" | "Difficulty";
    tag: "标签" | "Tag";
    in_words: "题干或编号" | "Words or id";
    filter: "筛选" | "Filter";
    shown_of(n, all): "{all} 道题中的 {n} 道" | "{n} of {all} item" / "{n} of {all} items" by all;
    no_fit: "没有这样的题。" | "No item is like this.";
    rest_items(n): "后面没有显示的 {n} 道也改" | "Also the {n} item behind that is not shown" / "Also the {n} items behind that are not shown" by n;
    points_n(points): "{points} 分" | "points: {points}";
    what_changes: "改成什么" | "What to change";
    what_hint: "空着的不改；几个标签用逗号分开。" | "What is left empty stays. Several tags are parted by commas.";
    add_tags: "加标签" | "Add tags";
    remove_tags: "去掉标签" | "Remove tags";
    tags_form: "标签最多 40 个字，不含引号和花括号。" | "A tag has 40 characters at most, without quotes and braces.";
    points: "分值" | "Points";
    points_form: "分值大于 0，不超过 100，最多两位小数。" | "Points are above 0 and at most 100, with two decimals at most.";
    stays: "不改" | "As it is";
    move_to: "移到题库" | "Move to the bank";
    no_move: "不移动" | "Not moved";
    look_items: "看看会变成什么" | "See what would change";
    none_items: "请至少选一道题。" | "Choose one item at least.";
    nothing_to_do: "请写要改什么。" | "Say what to change.";
    no_twin_there(path): "选中的题有英文版，而那个题库还没有。请先新建 {path}。" | "The chosen items have an English version, and that bank has none. Begin {path} first.";
    items_stay: "这样改，选中的题没有一道会变。" | "None of the chosen items would change.";
    would_change(n): "{n} 道题会变" | "{n} item changes" / "{n} items change" by n;
    unchanged_n(n): "{n} 道本来就是这样，不变。" | "{n} item is like this already and stays." / "{n} items are like this already and stay." by n;
    goes_to(bank): "移到“{bank}”" | "goes to “{bank}”";
    takes_over(what): "那个题库的 {what} 会算到它身上" | "has {what} of that bank from now on";
    more_items(n): "还有 {n} 道，同样会改。" | "And {n} more, which change as well.";
    change_now: "就这样改" | "Change them";
    back: "回去再选" | "Back to the items";

    steps: "批量改动" | "Bulk changes";
    steps_lead: "一次改了许多文件的，都列在这里，可以整步撤回。之后又被改过或已发布的文件不动。"
        | "What was changed in many files at once. A step is taken back as a whole; files that were changed or published since stay.";
    no_steps: "还没有批量改动" | "No change in one step yet";
    no_steps_words: "用“查找和替换”或“批量改题”改过之后，会列在这里。" | "What you do with search and replace, or with many items, is listed here.";
    done: "已改好，都是草稿。看过之后发布，或在这里撤回。" | "Done, as drafts. Look at them and publish, or take the step back here.";
    files_n(n): "{n} 个文件" | "{n} file" / "{n} files" by n;
    take_back: "撤回这一步" | "Take it back";
    taken_back_said(said, n): "已撤回 {said}：{n} 个文件恢复原样。" | "Taken back: {said}. {n} file is as it was before." / "Taken back: {said}. {n} files are as they were before." by n;
    taken_back(n): "已撤回：{n} 个文件恢复原样。" | "Taken back: {n} file is as it was before." / "Taken back: {n} files are as they were before." by n;
    some_stay(paths): "这些文件之后又改过或已发布，没有动：{paths}" | "These were changed or published since, and stay: {paths}";
    nothing_back: "这一步的文件之后改过、已发布或已撤回，没有可以撤回的。批量改题要么全部撤回，要么都不动。"
        | "Files of this step were changed, published or taken back since: there is nothing to take back. Changed items go back together, or not at all.";
    stays_n(n): "其中 {n} 个之后又改过或已发布，不会动。" | "{n} of them was changed or published since and stays." / "{n} of them were changed or published since and stay." by n;
    over: "之后都改过或已发布" | "changed or published since";
    was_taken_back: "已撤回" | "taken back";
    partly_back(n): "其中 {n} 个已撤回。" | "{n} of them is taken back." / "{n} of them are taken back." by n;
    replaced(old, new, places): "「{old}」→「{new}」，{places} 处" | "“{old}” → “{new}”, {places} place" / "“{old}” → “{new}”, {places} places" by places;
    removed(old, places): "删去「{old}」，{places} 处" | "“{old}” removed, {places} place" / "“{old}” removed, {places} places" by places;
    items_n(n): "{n} 道题" | "{n} item" / "{n} items" by n;
    tags_added(tags): "加标签 {tags}" | "tags added: {tags}";
    tags_removed(tags): "去掉标签 {tags}" | "tags removed: {tags}";
    new_difficulty(word): "难度 {word}" | "difficulty: {word}";
    moved_to(bank): "移到 {bank}" | "moved to {bank}";
    and_then: "；" | "; ";
}

/// What was done, in words; nothing of what is no step.
pub fn said_word(said: &StepSaid, lang: Lang) -> Option<String> {
    let list = |tags: &[String]| tags.join(between(lang));
    match said {
        StepSaid::Replaced { words, instead, places } if instead.is_empty() => Some(removed(lang, words, *places)),
        StepSaid::Replaced { words, instead, places } => Some(replaced(lang, words, instead, *places)),
        StepSaid::ItemsChanged { items, add, remove, points, difficulty, to } => {
            let level = difficulty.as_deref().and_then(Difficulty::from_code).map(|level| match level {
                Difficulty::Easy => marking::easy(lang),
                Difficulty::Medium => marking::medium(lang),
                Difficulty::Hard => marking::hard(lang),
            });
            let parts = [
                Some(items_n(lang, *items)),
                (!add.is_empty()).then(|| tags_added(lang, list(add))),
                (!remove.is_empty()).then(|| tags_removed(lang, list(remove))),
                points.as_ref().map(|points| points_n(lang, points)),
                level.map(|word| new_difficulty(lang, word)),
                to.as_ref().map(|bank| moved_to(lang, bank)),
            ];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(and_then(lang)))
        }
        StepSaid::TakenBack | StepSaid::Because { .. } | StepSaid::StillRight { .. } => None,
    }
}

/// What a step did, by why its versions were kept.
pub fn step_word(why: VersionWhy, lang: Lang) -> &'static str {
    if why == VersionWhy::Replaced { replace(lang) } else { items(lang) }
}
