//! Faults between a Chinese file and its English twin.

use super::{Suggestion, Words};

super::faults! {
    /// Faults between a file and its twin.
    TwinFault
    Key { key: String } Error "twin-key"
        "`{key}` 只写在中文版里" "删去这一处：英文版只写文字（`title`、`summary`），题目的标题只写 `{{#编号 .题型}}`。"
        "`{key}` is written in the Chinese file only" "delete it here: a twin gives words (`title`, `summary`), and its items `{{#id .type}}`.";
    ItemMissing { id: String, twin: String } Error "twin-item-missing"
        "英文版 `{twin}` 里没有题目 `{id}`" "在英文版里加上这道题，编号和题型相同。"
        "the twin `{twin}` has no item `{id}`" "add the item there, with the same id and type.";
    ItemExtra { id: String, known: Suggestion } Error "twin-item-extra"
        "中文版里没有题目 `{id}`" "{known}"
        "the Chinese file has no item `{id}`" "{known}";
    ItemDiffers { id: String, what: Words } Error "twin-differs"
        "题目 `{id}` 与中文版不同：{what}" "两个版本的题型、选项的个数与次序、答案必须相同。"
        "the item `{id}` differs from the Chinese one in {what}" "type, number and order of options, and key must be the same in both.";
    Order Error "twin-order"
        "练习题的次序与中文版不同" "两个版本里的练习题按同样的次序出现。"
        "the practice items come in another order than in the Chinese file" "put them in the same order in both files.";
    Headings { zh: usize, en: usize } Warning "twin-headings"
        "英文版有 {en} 个二、三级标题，中文版有 {zh} 个" "检查是否漏译了一节。"
        "the twin has {en} headings of level 2 and 3, the Chinese file {zh}" "check whether a section was left out.";
    Sections { id: String } Error "twin-sections"
        "标准的结构与中文版不同，从 `{id}` 起对不上" "两个版本的标题层级、编号 `{{#id}}` 和次序必须相同。"
        "the structure differs from the Chinese file from `{id}` on" "level, id `{{#id}}` and order of the headings must be the same in both.";
    PlanSections { zh: usize, en: usize } Error "twin-plan-sections"
        "英文版有 {en} 个部分，中文版有 {zh} 个" "英文版按同样的次序给每个部分写一段 `[[section]]`，里面只写 `title`。"
        "the twin has {en} sections, the Chinese file {zh}" "write a `[[section]]` with nothing but its `title` for each section, in the same order.";
}
