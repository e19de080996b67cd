//! Faults of items: attributes, options, keys, answers, gaps, tables.

use super::{Suggestion, Words};
use zhixing_domain::points::Points;

super::faults! {
    /// Faults of items.
    ItemFault
    MissingId { proposal: String } Error "missing-id"
        "标题没有编号" "在标题末尾的花括号里写一个不重复的编号：`{{#{proposal} …}}`"
        "the heading has no id" "write one that is not used elsewhere in the braces after the heading: `{{#{proposal} …}}`";
    MissingType { known: Suggestion } Error "missing-type"
        "题目没有写题型" "在标题末尾的花括号里写编号和题型：`{{#my-item .single}}`；{known}"
        "the item has no type" "write id and type in braces after the heading: `{{#my-item .single}}`; {known}";
    UnknownType { name: String, known: Suggestion } Error "unknown-type"
        "没有 `.{name}` 这种题型" "{known}"
        "there is no type `.{name}`" "{known}";
    SeveralTypes { first: String, second: String } Error "several-types"
        "一道题只能有一种题型，这里写了 `.{first}` 和 `.{second}`" "删去一个。"
        "an item has one type, but here are `.{first}` and `.{second}`" "delete one of them.";
    BadPoints { value: String } Error "bad-points"
        "分值 `{value}` 不能用" "写大于 0 的数，最多两位小数：`points=2` 或 `points=1.5`。"
        "`{value}` cannot be the points of an item" "write a number above 0 with at most two decimals: `points=2` or `points=1.5`.";
    MisplacedUnit { kind: String } Error "misplaced-unit"
        "`.{kind}` 题不用写 `unit`" "`unit` 只用于 `.numeric` 题，显示在填写框旁边。"
        "a `.{kind}` item takes no `unit`" "`unit` belongs to `.numeric` items, where it stands beside the field.";
    WrongLevel { level: usize } Error "item-heading-level"
        "题目的标题是 {level} 级，应当是三级" "题目以 `### ` 开头。"
        "the item's heading has level {level} instead of 3" "begin an item with `### `.";
    EssayInLesson Error "essay-in-lesson"
        "课文里的练习不能是 `.essay`：没有人评分" "改用别的题型，或把题放进 `items/` 的题库。"
        "practice in a lesson cannot be an `.essay`: nobody would mark it" "use another type, or move the item to a bank in `items/`.";
    TextOutside Warning "text-outside-item"
        "这里的内容不属于任何题目，不会发布" "题目到一、二、三级标题或 `---` 为止；把它移到题目里，或移到第一道题之前（那里可以写给同事的说明）。"
        "this text belongs to no item and is not published"
        "an item ends at a heading of level 1 to 3 or at `---`; move it into an item, or before the first one, where notes to colleagues may stand.";
    NoItems Warning "no-items"
        "题库里一道题也没有" "题目以 `### 题干 {{#编号 .题型}}` 开头。"
        "the bank has no items" "an item begins with `### stem {{#id .type}}`.";
    Footnote Error "footnote-in-item"
        "题目和考试规则里不能用脚注：它们单独出现在卷子上" "把要说的话直接写进题干、解析或规则。"
        "items and the rules of an exam have no footnotes: they stand on a paper by themselves" "say it in the stem, in the explanation or in the rules.";
    MissingExplanation { example: Words } Warning "missing-explanation"
        "题目没有解析，答错的人学不到东西" "在最后加一段引文：`> {example}`"
        "the item has no explanation: who answers wrongly learns nothing" "add a quote at the end: `> {example}`";
    MissingAnswer { wanted: Words, example: Words } Error "missing-answer"
        "没有找到答案：这种题型要写{wanted}" "例如：{example}"
        "no answer was found: this type wants {wanted}" "such as: {example}";
    SeveralAnswers Error "several-answers"
        "一道题里不止一处答案（`answer` 块，或带方框 `[ ]` 的列表），前面的会显示在题干里" "只留一处，`answer` 块里每行写一个可以接受的答案；是两道题的话，第二道的标题从行首写起：`### 题干 {{#编号 .题型}}`。"
        "the item has more than one answer (an `answer` block, or a list with boxes `[ ]`); the earlier one would be shown in the stem"
        "leave one, with an accepted answer a line in an `answer` block; if these are two items, begin the heading of the second one at the margin: `### stem {{#id .type}}`.";
    SwallowedItem Error "swallowed-item"
        "这一行像题目的标题却不是：后面的题会并入上文，答案显示给读者" "从行首写起，用半角的 `###`，后面空一格：`### 题干 {{#编号 .题型}}`；行首和 `#` 后面不能有全角空格、不换行空格和看不见的字符，也不写在列表或引文里。"
        "this looks like the heading of an item and is none: what follows joins the text above, and its key is shown"
        "begin at the margin with three plain `#` and a space: `### stem {{#id .type}}`; no wide, non-breaking or invisible space before or \
         after the marks, and not within a list or a quote.";
    TextAfterAnswer Error "text-after-answer"
        "答案后面除了解析（引文）不能再有别的内容" "后面的内容不属于这道题，就在它上面写一行 `---`，上下各空一行；题干写在答案之前，解析写成 `> …`。"
        "nothing but the explanation (a quote) may follow the answer"
        "where what follows is not part of the item, write a line `---` above it, between blank lines; the stem goes before the answer, the explanation is `> …`.";
    TooFew { found: usize, least: usize } Error "too-few-options"
        "只有 {found} 项，至少要 {least} 项" "补上缺少的项。"
        "there are only {found} entries, at least {least} are needed" "add the missing ones.";
    TooMany { found: usize, most: usize } Error "too-many-options"
        "有 {found} 项，最多 {most} 项" "拆成几道题。"
        "there are {found} entries, at most {most} are allowed" "make several items of it.";
    NotATask { place: usize } Error "option-without-box"
        "第 {place} 个选项前面没有 `[ ]` 或 `[x]`" "每个选项都写成 `- [ ] 选项` 或 `- [x] 正确的选项`。"
        "option {place} has no `[ ]` or `[x]`" "write every option as `- [ ] option` or `- [x] right option`.";
    NoKey Error "no-key"
        "没有标出正确的选项" "把正确选项前的 `[ ]` 改成 `[x]`。"
        "no option is marked as right" "write `[x]` before the right one.";
    SeveralKeys { found: usize } Error "several-keys"
        "标了 {found} 个正确选项，`.single` 只能有一个" "只留一个 `[x]`，或把题型改成 `.multiple`。"
        "{found} options are marked as right, but `.single` has one" "leave one `[x]`, or make it `.multiple`.";
    RefersToOthers { place: usize, text: String } Warning "option-refers-to-others"
        "第 {place} 个选项“{text}”说的是别的选项，打乱以后就说不通了" "在标题的花括号里写 `order=fixed`，这道题的选项就不打乱；或者把它改写成自己说得清的一项。"
        "option {place}, `{text}`, speaks of other options, which makes no sense once they are shuffled"
        "write `order=fixed` in the braces of the heading, and the options of this item stay in their order; or say in it what is meant.";
    ExplainsByLetter { letters: String } Warning "explanation-names-letters"
        "解析用字母“{letters}”指选项，打乱以后字母就变了" "在解析里写选项的内容；或者在标题的花括号里写 `order=fixed`。"
        "the explanation names option `{letters}` by its letter, which changes when options are shuffled"
        "name it by what it says; or write `order=fixed` in the braces of the heading.";
    EmptyEntry { place: usize } Error "empty-entry"
        "第 {place} 项是空的" "写上文字，或删去这一项。"
        "entry {place} is empty" "write its text, or delete it.";
    DuplicateEntry { text: String } Error "duplicate-entry"
        "“{text}”出现了两次，分不清哪个是对的" "改掉其中一个。"
        "`{text}` is there twice: nobody can tell which one is right" "change one of them.";
    SharedPartner { text: String } Error "shared-partner"
        "两行的右边都是“{text}”，每个右项只能配一个左项，选了另一个同样的就算错" "把两个左项合成一行，或让右边不同；几个左项同属一类时，改用填空的选择：`甲是 [[?一类|二类]]`。"
        "two rows have `{text}` at the right; a partner belongs to one row, and who takes the other one is wrong"
        "make one row of both, or let the partners differ; where several entries are of one kind, use gaps with choices: `a is [[?one kind|another]]`.";
    TrueFalse Error "truefalse-shape"
        "判断题的答案要写两行：先“正确”，后“错误”" "写成 `- [x] 正确` 和 `- [ ] 错误`，在对的一行打 `x`。"
        "a true-or-false item has two lines, first the true one, then the false one" "write `- [x] True` and `- [ ] False`, with the `x` at the right one.";
    BadNumber { text: String } Error "bad-number"
        "`{text}` 不是数，也不是数的范围" "写 `3.5`、`3.5 ± 0.1`（或 `3.5 +- 0.1`）或 `3 .. 4`；单位写在标题里：`unit=\"KB\"`。"
        "`{text}` is neither a number nor a range" "write `3.5`, `3.5 ± 0.1` (or `3.5 +- 0.1`) or `3 .. 4`; the unit goes to the heading: `unit=\"KB\"`.";
    BadRange { text: String } Error "bad-range"
        "范围 `{text}` 里没有数：左边要小于右边，误差不能是负数" "写成 `3 .. 4` 或 `3.5 ± 0.1`。"
        "the range `{text}` is empty: the left end must be below the right one, and a tolerance is not negative" "write `3 .. 4` or `3.5 ± 0.1`.";
    NumberGroups { text: String } Error "number-groups"
        "`{text}`：这里的逗号（或空格、下划线）不是千位分隔，看不出是哪个数" "千位每组三位：`1,000`；小数用点：`12.5`。作答时这样写的数不会被接受。"
        "`{text}`: this comma (or space, or underscore) does not part thousands, so nobody knows which number it is"
        "thousands come in groups of three, `1,000`; a fraction has a point, `12.5`. As an answer this would not be taken for a number.";
    NumberMarks { text: String } Error "number-marks"
        "`{text}`：看不出开头的记号是负号还是列表，或者 `...` 是范围还是小数" "每行只写一个数或范围，不写列表记号：负数 `-3.5`，范围 `0 .. 5`。"
        "`{text}`: nobody can tell a minus from the mark of a list here, or a range from a fraction in `...`"
        "write one number or range a line and no mark of a list: `-3.5` below zero, `0 .. 5` for a range.";
    HiddenInKey { text: String, code: String } Warning "hidden-in-key"
        "答案“{text}”里有看不见的字符 {code}" "删掉它：多半是从网页复制带来的。判分时它不起作用。"
        "the answer `{text}` holds the invisible character {code}" "delete it; it usually comes along with copied text. It is left aside when answers are compared.";
    UntypableKey { text: String, code: String } Warning "untypable-key"
        "答案“{text}”里的 {code} 谁也打不出来，没有人能答对" "换成键盘能打出的写法，或在另一行（填空用 `|`）加上它。"
        "nobody can type {code} in the answer `{text}`, so nobody can be right" "write what a keyboard can type, or add it as another answer (a line, or `|` in a gap).";
    LookAlikeKey { text: String, code: String } Warning "look-alike-key"
        "答案“{text}”里的 {code} 只是看起来像拉丁字母，照样子打字的人答不对" "用键盘重新打这个词。"
        "{code} in the answer `{text}` only looks like a Latin letter: who types what they see is wrong" "type the word anew.";
    HardToTypeKey { text: String, code: String } Warning "hard-to-type-key"
        "答案“{text}”里的 {code} 很少有键盘能打，它和普通数字不算相同" "把会打的写法也列为答案，例如 `m²` 之外再写 `m^2`、`m2`。"
        "few keyboards have {code} in the answer `{text}`, and it is not the same as a plain digit" "accept what people will type as well, such as `m^2` and `m2` beside `m²`.";
    MarkupInKey { text: String } Warning "markup-in-key"
        "答案“{text}”带着记号（Markdown、列表、引号、竖线、注释、“答案：”），作答的人得连记号一起打才算对" "只写答案本身：`answer` 块和空里的文字不是 Markdown；每个可以接受的答案各占一行，填空里用 `|` 分开。"
        "the answer `{text}` carries marks (of Markdown or a list, quotes, a bar, a comment, `Answer:`): one would have to type them as well"
        "write the answer alone; text in an `answer` block or a gap is not Markdown, and each accepted answer has a line of its own, or `|` in a gap.";
    LongKey { length: usize, most: usize } Warning "long-key"
        "答案有 {length} 个字，输入框最多 {most} 个，没有人能答对" "改成更短的答案，或改用 `.essay`。"
        "the answer has {length} characters and the field takes {most}: nobody can be right" "make it shorter, or an `.essay`.";
    EmptyKey { text: String } Warning "empty-key"
        "答案“{text}”除了看不见的字符和句号什么也没有" "写上答案，或删去这一行。"
        "there is nothing in the answer `{text}` but what nobody sees, and a full stop" "write the answer, or delete the line.";
    SameKey { text: String, first: String } Warning "same-key"
        "答案“{text}”和“{first}”算同一个：大小写、全角半角、空格、引号和连字符的写法不影响判分" "删去一个。"
        "the answers `{text}` and `{first}` are the same: case, width, spaces, kinds of quotes and hyphens do not matter" "delete one of them.";
    AlikeEntries { text: String, first: String } Warning "alike-options"
        "选项“{text}”和“{first}”只差在看不见的字符、全角半角或标点写法，作答的人分不清" "改掉其中一个，或删去。"
        "the options `{text}` and `{first}` differ in nothing but invisible characters, width or kinds of marks: people cannot tell them apart" "change or delete one of them.";
    NoAccepted Error "no-accepted-answer"
        "`answer` 块里没有可以接受的答案" "每行写一个可以接受的答案，至少一行。"
        "the `answer` block holds no accepted answer" "write an accepted answer a line, at least one.";
    NoGap Error "no-gap"
        "填空题里没有空" "在题干里写 `[[答案]]`（填写）或 `[[?正确|错误|错误]]`（选择）。"
        "the cloze has no gap" "write `[[answer]]` (typed) or `[[?right|wrong|wrong]]` (chosen) in the text.";
    BadGap { text: String, why: Words } Error "bad-gap"
        "空 `{text}` 写得不对：{why}" "写 `[[答案|另一种写法]]` 或 `[[?正确|错误|错误]]`，不要跨段。"
        "the gap `{text}` is not well written: {why}" "write `[[answer|another]]` or `[[?right|wrong|wrong]]` within one paragraph.";
    GapInCode { text: String } Warning "gap-in-code"
        "`{text}` 写在反引号或公式里，不是空，作答的人会看到答案" "在空的前后断开，让空在外面：`` `for i in `[[range]]`(10)` ``、`$x =$ [[5]]`；方括号是代码本身的，在里面加空格：`[[ x ]]`。"
        "`{text}` stands in backticks or a formula and is no gap: people will see the answer"
        "end the code before it and go on behind: `` `for i in `[[range]]`(10)` ``, `$x =$ [[5]]`; if the brackets are the program's, put spaces within: `[[ x ]]`.";
    GapInBlock { text: String } Warning "gap-in-code-block"
        "`{text}` 写在代码块或单独的公式里，不是空，作答的人会看到答案" "代码块里写 `①` 或 `____`，空写在下面的文字里：`① 处填 [[range]]`；方括号是代码本身的，在里面加空格：`[[ x ]]`。"
        "`{text}` stands in a code block or a formula of its own and is no gap: people will see the answer"
        "write `(1)` or `____` there and the gap in the text below: `at (1): [[range]]`; if the brackets are the program's, put spaces within: `[[ x ]]`.";
    BadTable { found: usize, wanted: usize } Error "bad-table"
        "表格有 {found} 列，应当是 {wanted} 列" "匹配题两列：左、右；评分表三列：标准、分值、得分条件。"
        "the table has {found} columns where {wanted} are wanted" "a matching has two columns, left and right; a rubric three: criterion, points, what earns them.";
    RubricSum { sum: Points, points: Points } Error "rubric-sum"
        "评分表合计 {sum} 分，题目是 {points} 分" "改评分表的分值，或在标题里写 `points={sum}`。"
        "the rubric adds up to {sum} points, the item has {points}" "change the points of the rubric, or write `points={sum}` in the heading.";
}
