//! Faults of Markdown: links, figures, formulas, headings, footnotes.

use super::{Suggestion, Words};

super::faults! {
    /// Faults of Markdown.
    PageFault
    TemplateWords { text: String } Warning "template-words"
        "这里还是样板里的话：“{text}”，学员会照样读到" "写上这门课自己的话，或者删去。"
        "these are still the words of the template, and learners will read them: “{text}”" "write your own words in their place, or delete them.";
    EmptyTable Warning "empty-table"
        "这张表格是空的" "填上内容，或者删去。"
        "this table is empty" "fill it in, or delete it.";
    RawHtml { tag: String, advice: Words } Error "raw-html"
        "正文里不许写 HTML：`{tag}`" "{advice}"
        "raw HTML is not allowed: `{tag}`" "{advice}";
    SwallowedText { text: String } Error "swallowed-text"
        "这些文字和 HTML 标签或注释连在一起，读者看不到：`{text}`" "标签（`<details>`、`</details>`）和注释 `<!-- … -->` 各占一行，和正文之间空一行。"
        "readers will not see these words, which are joined to a tag or a comment: `{text}`"
        "put tags (`<details>`, `</details>`) and comments `<!-- … -->` on lines of their own, with a blank line between them and the text.";
    UnclosedTag { tag: String } Error "unclosed-tag"
        "`{tag}` 不成对：同一段、同一引文、同一列表项里没有另一半" "补上缺少的一半，或删去；`<details>` 要在下一道题目之前用 `</details>` 结束。"
        "`{tag}` has no other half in the same paragraph, quote or entry"
        "add the half that is missing, or delete this one; a `<details>` ends with `</details>` before an item begins.";
    UnclosedComment Error "unclosed-comment"
        "注释 `<!--` 没有结束" "在注释末尾写 `-->`；要显示这些字符，写在反引号里。"
        "the comment `<!--` does not end" "write `-->` at its end; to show the characters, put them in backticks.";
    Foreign { what: Words, advice: Words } Warning "foreign-syntax"
        "{what}在这里不起作用，读者会看到这些符号" "{advice}"
        "not understood here, readers will see the marks: {what}" "{advice}";
    HeadingSpace Warning "heading-without-space"
        "这一行以 `#` 开头，却不是标题，读者会看到 `#`" "用半角的 `#`，后面空一格：`## 标题`；要显示井号，写成 `\\#`。"
        "the line begins with `#` but is no heading; readers will see the mark" "write a space after it: `## heading`; to show a number sign, write `\\#`.";
    ListSpace Warning "list-without-space"
        "这里像列表却不是：读者会看到记号，几行会连成一行" "每行写成 `- 项目` 或 `1. 项目`：从行首写起，记号后面空半角的一格，列表上面空一行；要照原样分行，每段之间空一行。"
        "this looks like a list and is none: readers will see its marks, and its lines run together"
        "write each line as `- entry` or `1. entry`: the mark at the margin, a plain space after it, and a blank line above the list; or leave a blank line between them.";
    BrokenTable Warning "broken-table"
        "这里像表格却不是，读者会看到竖线" "第二行写 `|---|---|`，格数和表头相同，用半角的 `|` 和 `-`，表格上面空一行，行与行之间没有空行。"
        "this looks like a table and is none; readers will see the bars"
        "write `|---|---|` on the second line with as many cells as the head; leave a blank line above the table and none between its rows.";
    TabbedTable Warning "tabbed-table"
        "这几行用制表符分开，像是从表格软件粘贴的：读者会看到它们连成一行" "写成表格：每行 `| 甲 | 乙 |`，第二行 `|---|---|`，表格上面空一行。"
        "these lines are parted by tabs, as from a spreadsheet; readers will see them run together"
        "write a table: `| a | b |` a row, `|---|---|` on the second line, and a blank line above it.";
    Renumbered { written: String, shown: String } Warning "list-renumbered"
        "这里的编号是 {written}，读者看到的是 {shown}" "列表从第一个编号起一个一个往下排：改成连续的编号；要照原样显示，写成 `{written}\\.`，每段之间空一行。"
        "the number here is {written}, and readers will see {shown}"
        "a list counts on from its first number: number it so; to show another number, write `{written}\\.` with a blank line between the paragraphs.";
    UnderlinedText Warning "underlined-text"
        "下面紧挨着的 `---` 或 `===` 把这段话变成了标题" "分隔线 `---` 上面空一行；要标题，写成 `## 标题`。"
        "the `---` or `===` right below makes a heading of this text" "leave a blank line above a rule `---`; write a heading as `## heading`.";
    OddInCode { code: String } Warning "odd-in-code"
        "代码里有 {code}，抄下来运行会出错" "换成英文键盘的空格、引号和括号；看不见的字符删掉。"
        "the code holds {code}: whoever copies and runs it gets an error" "write spaces, quotes and brackets of an English keyboard, and delete what nobody sees.";
    CellsLost { found: usize, wanted: usize } Warning "table-cells-lost"
        "这一行有 {found} 格，表头有 {wanted} 格，多出来的读者看不到" "格子里的竖线（代码里的也是）写成 `\\|`；否则给表头加一格。"
        "the row has {found} cells and the head {wanted}; readers will not see the rest" "write a bar within a cell as `\\|`, also within code; or add a cell to the head.";
    CellsMissing { found: usize, wanted: usize } Warning "table-cells-missing"
        "这一行有 {found} 格，表头有 {wanted} 格" "空的格子也写出来：`| 甲 | |`；要是这一行不属于表格，在它上面空一行。"
        "the row has {found} cells and the head {wanted}" "write empty cells as well: `| a | |`; if the line is not of the table, leave a blank line above it.";
    SwallowedMarks { mark: String } Warning "swallowed-marks"
        "这里的 `{mark}` 被当作 Markdown 的记号，读者看不到" "写在反引号里（`` `2*3*4` ``、`` `C:\\_data` ``），或写成 `\\{mark}`；乘号写 `×`，范围写 `～`。"
        "the `{mark}` here is taken for a mark of Markdown; readers will not see it"
        "put it in backticks (`` `2*3*4` ``, `` `C:\\_data` ``) or write `\\{mark}`; a product may have `×`, a range `–`.";
    SwallowedBlank Warning "swallowed-blank"
        "这里的下划线 `____` 是想留空，却成了强调的记号，读者看不到空" "写 `\\_\\_\\_\\_`，或者 `（　　）`；要学员作答，写成填空题 `### 题干 {{#编号 .cloze}}`，空写 `[[答案]]`。"
        "the underscores `____` here were meant as a blank and are taken for emphasis; readers will see none"
        "write `\\_\\_\\_\\_` or `(    )`; to have it answered, make it an item `### stem {{#id .cloze}}` with gaps `[[answer]]`.";
    MisplacedEmphasis { words: String } Warning "misplaced-emphasis"
        "粗体的范围多半不是想要的，变粗的是“{words}”" "`**` 紧挨着中文标点时会认错：把标点移到 `**` 外面（`**结论**：`），或在外侧加空格。"
        "the bold text is probably not what was meant; bold is `{words}`"
        "`**` beside Chinese punctuation is taken for its other half: move the punctuation outside (`**Note**:`) or add a space outside.";
    MoneyAsMaths Warning "money-as-maths"
        "这里的 `$` 像是金额或名字，不是公式，已按文字显示" "普通的美元符号写成 `\\$`；是公式的话，后一个 `$` 和后面的数字之间空一格。"
        "the `$` here looks like an amount or a name and not like a formula; it is shown as text"
        "write a plain dollar sign as `\\$`; if it is a formula, put a space between its second `$` and the digit.";
    BrokenLinkMarks Warning "broken-link-marks"
        "这里的链接没有写成，读者会看到方括号" "写成 `[文字](https://…)`：用半角的括号，两个括号之间没有空格，地址里的空格写成 `%20`；要显示方括号，写在反引号里。"
        "the link here was not read as one; readers will see its brackets"
        "write `[words](https://…)` with plain brackets, no space between them, and `%20` for a space in the address; to show brackets, put them in backticks.";
    UnusedDefinition Warning "unused-definition"
        "`[…]: …` 这一行是链接的定义，没有用到，读者看不到" "要显示它，在方括号前加 `\\`，或把冒号移开；是多余的链接就删去。"
        "the line `[…]: …` defines a link that is not used; readers will not see it" "to show it, write `\\` before the bracket; delete it if the link is not needed.";
    UnclosedCode Warning "unclosed-code"
        "代码块没有结束，后面的内容都成了代码" "在代码后面单独写一行，反引号和开头一样多。"
        "the code block does not end: all that follows is code" "write a line with as many backticks as at its beginning below the code.";
    IndentedCode Warning "indented-code"
        "缩进了四格的文字会显示成代码" "是正文就去掉缩进（段首不用空格）；是代码就写在三个反引号之间。"
        "what is indented by four spaces is shown as code" "take the indent away if it is text; put code between two lines of three backticks.";
    UnknownEquation { label: String, known: Suggestion } Error "unknown-equation"
        "这一页没有编号为 `{label}` 的公式" "在那个公式里写 `\\label{{{label}}}`（编号自动给）或再加 `\\tag{{1}}`；{known}"
        "the page has no equation labelled `{label}`" "write `\\label{{{label}}}` in its formula (it is numbered by itself), or `\\tag{{1}}` as well; {known}";
    BadLink { to: String } Error "bad-link"
        "不能链接到 `{to}`" "写 `https://…`、`mailto:…`、同一门课的 `020-name.md`（可加 `#标题`）或 `#标题`。"
        "a link cannot lead to `{to}`" "write `https://…`, `mailto:…`, a lesson of the course `020-name.md` (perhaps with `#heading`) or `#heading`.";
    BrokenLink { to: String, known: Suggestion } Error "broken-link"
        "这门课没有 `{to}` 这篇课文" "{known}"
        "the course has no lesson `{to}`" "{known}";
    BrokenFragment { to: String, known: Suggestion } Error "broken-fragment"
        "那一页没有 `#{to}` 这个标题" "{known}"
        "that page has no heading `#{to}`" "{known}";
    BadImage { to: String } Error "bad-image"
        "图片要放在课程的 media 文件夹里，不能是 `{to}`" "把文件放进 `media/`，写 `![图里有什么](media/name.svg)`。"
        "a figure must be in the course's media folder, not `{to}`" "put the file into `media/` and write `![what it shows](media/name.svg)`.";
    MissingAlt { name: String } Error "missing-alt"
        "图片 `{name}` 没有替代文字，看不见图的人不知道图里有什么" "在方括号里说出图上能看到什么：`![坐标轴，两条曲线……](media/{name})`"
        "the figure `{name}` has no text for those who cannot see it" "say in the brackets what is to be seen: `![axes with two curves …](media/{name})`";
    BadMaths { formula: String, detail: String, advice: Words } Error "bad-maths"
        "公式 `{formula}` 读不懂：{detail}" "{advice}"
        "the formula `{formula}` cannot be read: {detail}" "{advice}";
    UnknownLanguage { name: String, known: Suggestion } Warning "unknown-language"
        "代码块的语言 `{name}` 不认识，不会着色" "{known}"
        "the language `{name}` of the code block is not known and will not be coloured" "{known}";
    UnknownCallout { name: String, known: Suggestion } Warning "unknown-callout"
        "没有 `[!{name}]` 这种提示框，只会显示成引文" "{known}"
        "there is no callout `[!{name}]`; it will be shown as a plain quote" "{known}";
    TopHeading Warning "top-heading"
        "正文里出现了一级标题 `#`" "标题在 front matter 里已经写了，正文从 `##` 开始。"
        "the text holds a heading of level 1 (`#`)" "the title is in the front matter; begin with `##`.";
    BadId { id: String, proposal: String } Error "bad-id"
        "编号 `{id}` 不能用" "只用小写字母、数字和连字符，以字母或数字开头，最多 64 个：`{{#{proposal}}}`"
        "the id `{id}` cannot be used" "lower-case letters, digits and hyphens only, beginning with a letter or digit, at most 64: `{{#{proposal}}}`";
    DuplicateId { id: String, place: String } Error "duplicate-id"
        "编号 `{id}` 已经在 {place} 用过" "换一个没有用过的编号；题目的编号在一门课里不能重复。"
        "the id `{id}` is already used at {place}" "take one that is not used; ids of items are unique within a course.";
    BadAttribute { text: String } Error "bad-attribute"
        "标题后面的属性写得不对：`{text}`" "写在一对英文花括号里，用英文引号和等号：`{{#net-rate .single points=2 tags=\"network,unit\"}}`"
        "the attributes after the heading are not well written: `{text}`"
        "put them in one pair of braces, with straight quotes: `{{#net-rate .single points=2 tags=\"network,unit\"}}`";
    UnknownAttribute { key: String, known: Suggestion } Error "unknown-attribute"
        "没有 `{key}` 这个属性" "{known}"
        "there is no attribute `{key}`" "{known}";
    UndefinedFootnote { label: String } Error "undefined-footnote"
        "脚注 `[^{label}]` 没有写内容" "在文件末尾加一行：`[^{label}]: 注释的内容`"
        "the footnote `[^{label}]` has no text" "add a line at the end of the file: `[^{label}]: the note`";
    UnusedFootnote { label: String } Warning "unused-footnote"
        "脚注 `[^{label}]` 写了内容，正文却没有引用" "在正文里写 `[^{label}]`，或删掉它。"
        "the footnote `[^{label}]` is never referred to" "write `[^{label}]` in the text, or delete it.";
    DuplicateFootnote { label: String } Error "duplicate-footnote"
        "脚注 `[^{label}]` 写了两次内容，读者只看到第一次的" "给其中一个换个名字，正文里的引用也改；或者合成一个。"
        "the footnote `[^{label}]` has two texts; readers see the first" "give one of them another name, also where it is referred to, or make one of both.";
    StrayEmphasis { mark: String } Warning "stray-emphasis"
        "这里的 `{mark}` 没有起作用，读者会看到它" "`{mark}` 紧挨着标点（`_` 也包括汉字）时 Markdown 认不出来：把标点移到外面（`**注意**：`），或在外侧加空格；强调用 `**` 或 `*`，删除线用 `~~`。"
        "the `{mark}` here does nothing; readers will see it"
        "Markdown fails where `{mark}` touches punctuation (`_` also beside Chinese letters): move the punctuation outside (`**Note**:`) or \
         add a space outside; use `**` or `*` for emphasis, `~~` to strike out.";
    TooDeep Error "too-deep"
        "引文或列表嵌套得太深" "最多二十四层；改成平列的段落。"
        "quotes or lists are nested too deeply" "at most twenty-four levels; use plain paragraphs.";
}
