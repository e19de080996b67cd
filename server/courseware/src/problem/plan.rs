//! Faults of assessments and standards: blueprints, points, weights.

use super::{Suggestion, Words};
use zhixing_domain::points::Points;

super::faults! {
    /// Faults of assessments and standards.
    PlanFault
    NoDraw Error "no-draw"
        "没有写组卷规则，卷子里不会有题" "至少写一段 `[[draw]]`，例如 `[[draw]]`、`types = [\"single\"]`、`easy = 5`。"
        "there is no blueprint, so the paper would be empty" "write at least one `[[draw]]`, such as `[[draw]]`, `types = [\"single\"]`, `easy = 5`.";
    EmptyDraw Error "empty-draw"
        "这段 `[[draw]]` 一道题也不抽" "写 `easy`、`medium`、`hard` 中的一个或几个，表示各抽几道。"
        "this `[[draw]]` draws nothing" "write one or more of `easy`, `medium` and `hard`: how many of each.";
    BlueprintShort { difficulty: String, wanted: usize, found: usize } Error "blueprint-short"
        "题库不够：难度 {difficulty} 要抽 {wanted} 道，符合条件的只能保证 {found} 道（前面各段已抽走的不能再用）" "减少这段的数目，放宽 `function` 或 `types`，或者往题库里加题。"
        "the bank is too small: {wanted} of difficulty {difficulty} are wanted, only {found} are sure to be there (what earlier draws may take is gone)"
        "ask for fewer, allow more in `function` or `types`, or add items to the bank.";
    DrawOutside Error "draw-outside-section"
        "这段 `[[draw]]` 不属于任何部分" "写了 `[[section]]` 以后，每段组卷规则都写成 `[[section.draw]]`，放在所属部分的下面。"
        "this `[[draw]]` belongs to no section" "with `[[section]]` in a plan, write every line of the blueprint as `[[section.draw]]` below its section.";
    EmptySection Error "empty-section"
        "这个部分没有组卷规则，里面不会有题" "在它下面至少写一段 `[[section.draw]]`，例如 `[[section.draw]]`、`types = [\"single\"]`、`easy = 5`。"
        "this section has no blueprint, so it would be empty" "write at least one `[[section.draw]]` below it, such as `[[section.draw]]`, `types = [\"single\"]`, `easy = 5`.";
    SectionMinutes { sum: u64, whole: u64 } Error "section-minutes"
        "各部分的 `minutes` 合计 {sum} 分钟，与整场的 {whole} 分钟对不上" "每个部分都限时的，合计要等于整场的 `minutes`；有的部分不限时的，合计要小于它。"
        "the `minutes` of the sections add up to {sum}, which does not fit the {whole} of the whole"
        "with `minutes` in every section they add up to those of the plan; where a section has none, to less.";
    ExamTotal { sum: Points } Error "exam-total"
        "考试的分数合计是 {sum} 分，不是 100 分" "调整各段 `[[draw]]` 的题数或 `points`，使合计为 100。"
        "the points of the exam add up to {sum}, not 100" "change counts or `points` of the draws until they add up to 100.";
    DrawPoints { low: Points, high: Points } Error "draw-points-vary"
        "这段 `[[draw]]` 会抽到分值不同的题（{low} 到 {high} 分），卷子的总分不定" "在这段里写 `points = …`，给每道题同样的分。"
        "this `[[draw]]` may take items of different points ({low} to {high}), so the total of a paper is not fixed" "write `points = …` in it to give each the same.";
    Window Error "closes-before-opens"
        "`closes` 不晚于 `opens`，考试永远不会开放" "把 `closes` 改到 `opens` 之后。"
        "`closes` is not after `opens`: the assessment would never be open" "put `closes` after `opens`.";
    Short { minutes: u32, window: u32 } Warning "window-short"
        "从 `opens` 到 `closes` 只有 {window} 分钟，比 `minutes` 的 {minutes} 分钟短：谁也用不满时间" "把 `closes` 往后移，给晚到的人和有加时的人留出余地；或减少 `minutes`。"
        "there are {window} minutes from `opens` to `closes` and `minutes` promises {minutes}: nobody gets them"
        "put `closes` later, with room for those who come late or have more time, or make `minutes` fewer.";
    Certificate { why: Words } Error "certificate-without-basis"
        "不能发证书：{why}" "证书按职业标准和等级发给通过考试的人：写全 `course.md` 的 `standard` 和 `level`，`kind = \"exam\"`；否则 `certificate = false`。"
        "no certificate can be issued: {why}"
        "a certificate names a standard and a level and follows an exam: write `standard` and `level` in `course.md` and `kind = \"exam\"`, or `certificate = false`.";
    Shared { exam: String, id: String, count: usize } Error "keys-given-away"
        "这份卷子会公布答案，却和发证书的考试 `{exam}` 共用 {count} 道题（例如 `{id}`）：谁都可以先在这里看到答案" "在题库的文件头写 `use = \"exam\"`，或在题目标题里写 `use=exam`，留给考试；给这份卷子用的题写 `use=mock`，题不够就再加。"
        "this plan shows keys and shares {count} items (such as `{id}`) with `{exam}`, which ends in a certificate: anybody may read the answers here first"
        "keep items for the exam with `use = \"exam\"` in the front matter of a bank or `use=exam` in the heading of an item; write \
         `use=mock` at those for this plan, and add some where there are too few.";
    Waits Warning "release-waits"
        "`release = \"submit\"`，但卷子里可能有论述题，要等人评分后才出成绩" "改用 `release = \"staff\"`，或在 `types` 里不抽 essay。"
        "`release = \"submit\"`, but the paper may hold an essay, whose result waits for a marker" "use `release = \"staff\"`, or leave essay out of `types`.";
    WeightSum { level: u32, paper: Words, sum: u32 } Error "weight-sum"
        "{level} 级的{paper}权重合计是 {sum}%，不是 100%" "调整这一级各职业功能和基本要求的权重，使合计为 100。"
        "the weights of the {paper} paper at level {level} add up to {sum}%, not 100%"
        "change the weights of the functions and the basic requirements of this level until they add up to 100.";
    BadWeight { key: String, value: String } Error "bad-weight"
        "权重 `{key}={value}` 写得不对" "写一个 0 到 100 的整数；基本要求可写五级到一级的五个数：`{key}=\"5,5,5,5,5\"`。"
        "the weight `{key}={value}` is not well written" "write a whole number from 0 to 100; a basic requirement may have five, for levels five to one: `{key}=\"5,5,5,5,5\"`.";
    Section { wanted: Words } Error "misplaced-section"
        "这个标题不在职业标准的结构里：{wanted}" "标准的结构是 `## 等级 {{#level-5 .level level=5}}`、`### 职业功能 {{#data .function theory=30 skill=35}}`、`#### 工作内容 {{#data-collect .work}}`。"
        "this heading does not fit the structure of a standard: {wanted}"
        "the structure is `## Level {{#level-5 .level level=5}}`, `### Function {{#data .function theory=30 skill=35}}`, `#### Work {{#data-collect .work}}`.";
    DuplicateLevel { level: u32, known: Suggestion } Error "duplicate-level"
        "等级 {level} 写了两次" "{known}"
        "level {level} is there twice" "{known}";
}
