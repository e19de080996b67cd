//! Faults of Markdown: links, figures, formulas, headings, footnotes.

use super::Known;

super::faults! {
    /// Faults of Markdown.
    PageFault
    RawHtml { tag: String } Error "raw-html"
        "正文里不许写 HTML：`{tag}`" "用 Markdown 的写法；要显示尖括号，写在反引号里（`` `<b>` ``）或写成 `\\<`。"
        "raw HTML is not allowed: `{tag}`" "use Markdown; to show angle brackets, put them in backticks (`` `<b>` ``) or write `\\<`.";
    BadLink { to: String } Error "bad-link"
        "不能链接到 `{to}`" "写 `https://…`、`mailto:…`、同一门课的 `020-name.md`（可加 `#标题`）或 `#标题`。"
        "a link cannot lead to `{to}`" "write `https://…`, `mailto:…`, a lesson of the course `020-name.md` (perhaps with `#heading`) or `#heading`.";
    BrokenLink { to: String, known: Known } Error "broken-link"
        "这门课没有 `{to}` 这篇课文" "{known}"
        "the course has no lesson `{to}`" "{known}";
    BrokenFragment { to: String, known: Known } Error "broken-fragment"
        "那一页没有 `#{to}` 这个标题" "{known}"
        "that page has no heading `#{to}`" "{known}";
    BadImage { to: String } Error "bad-image"
        "图片要放在课程的 media 文件夹里，不能是 `{to}`" "把文件放进 `media/`，写 `![图里有什么](media/name.svg)`。"
        "a figure must be in the course's media folder, not `{to}`" "put the file into `media/` and write `![what it shows](media/name.svg)`.";
    MissingAlt { name: String } Error "missing-alt"
        "图片 `{name}` 没有替代文字，看不见图的人不知道图里有什么" "在方括号里说出图上能看到什么：`![坐标轴，两条曲线……](media/{name})`"
        "the figure `{name}` has no text for those who cannot see it" "say in the brackets what is to be seen: `![axes with two curves …](media/{name})`";
    BadMaths { formula: String, detail: String } Error "bad-maths"
        "公式 `{formula}` 读不懂：{detail}" "检查花括号是否成对、命令是否拼对；普通的美元符号写成 `\\$`。"
        "the formula `{formula}` cannot be read: {detail}" "check braces and the spelling of commands; write a plain dollar sign as `\\$`.";
    UnknownLanguage { name: String, known: Known } Warning "unknown-language"
        "代码块的语言 `{name}` 不认识，不会着色" "{known}"
        "the language `{name}` of the code block is not known and will not be coloured" "{known}";
    UnknownCallout { name: String, known: Known } Warning "unknown-callout"
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
        "the attributes after the heading are not well written: `{text}`" "put them in one pair of braces, with straight quotes: `{{#net-rate .single points=2 tags=\"network,unit\"}}`";
    UnknownAttribute { key: String, known: Known } Error "unknown-attribute"
        "没有 `{key}` 这个属性" "{known}"
        "there is no attribute `{key}`" "{known}";
    UndefinedFootnote { label: String } Error "undefined-footnote"
        "脚注 `[^{label}]` 没有写内容" "在文件末尾加一行：`[^{label}]: 注释的内容`"
        "the footnote `[^{label}]` has no text" "add a line at the end of the file: `[^{label}]: the note`";
    UnusedFootnote { label: String } Warning "unused-footnote"
        "脚注 `[^{label}]` 写了内容，正文却没有引用" "在正文里写 `[^{label}]`，或删掉它。"
        "the footnote `[^{label}]` is never referred to" "write `[^{label}]` in the text, or delete it.";
    StrayEmphasis Warning "stray-emphasis"
        "这里的 `**` 没有变成粗体，读者会看到星号" "`**` 紧挨着标点时 Markdown 认不出来：把标点移到 `**` 外面（`**注意**：`），或在外侧加空格。"
        "the `**` here does not make bold text; readers will see the asterisks" "Markdown fails where `**` touches punctuation: move the punctuation outside (`**Note**:`) or add a space outside.";
    TooDeep Error "too-deep"
        "引文或列表嵌套得太深" "最多二十四层；改成平列的段落。"
        "quotes or lists are nested too deeply" "at most twenty-four levels; use plain paragraphs.";
}
