//! What authors bring along from other tools: each is told with what to write here, and ordinary words that look alike are not.

use crate::support::HEAD;
use zhixing_courseware::{ContentProblem, Files, read};
use zhixing_domain::lang::Lang;

/// What is said of a lesson with this text.
fn told(text: &str) -> Vec<ContentProblem> {
    let files: Files =
        [("course/course.md", format!("{HEAD}+++\n")), ("course/010-first.md", format!("{HEAD}minutes = 5\n+++\n\n## 节\n\n{text}\n"))]
            .into_iter()
            .collect();
    let mut problems = read(&files).1;
    problems.retain(|p| p.code() != "missing-twin");
    problems
}

/// Each text with a part of what is said of it: the code, or words of the message in Chinese.
fn all_are_told(rows: &[(&str, &str)]) {
    let silent: Vec<String> = rows
        .iter()
        .map(|(text, part)| (text, part, told(text)))
        .filter(|(_, part, told)| !told.iter().any(|p| p.code() == **part || p.message(Lang::Zh).contains(**part)))
        .map(|(text, part, told)| {
            format!("{text:?} should tell {part}, told {:?}", told.iter().map(|p| p.text(Lang::Zh)).collect::<Vec<_>>())
        })
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn questions_and_slides_of_other_tools_are_told() {
    all_are_told(&[
        ("%%\n自己看的\n%%", "Obsidian 的注释"),
        ("%% 自己\n看的 %%", "Obsidian 的注释"),
        ("%%\n\n自己看的\n\n%%", "Obsidian 的注释"),
        ("::Q1:: 首都是？ {=北京 ~上海}", "GIFT"),
        ("首都是？ {=北京 ~上海}", "GIFT"),
        ("首都是？ {\n=北京\n~上海\n}", "GIFT"),
        ("地球是圆的。{T}", "GIFT"),
        ("地球是平的。 {FALSE}", "GIFT"),
        ("$CATEGORY: 数据/基础", "GIFT"),
        ("首都是 {1:SHORTANSWER:=北京}。", "GIFT"),
        ("1 + 2 = ?\nA) 3\nB) 4\nANSWER: A", "Aiken"),
        ("1 + 2 = ?\nA) 3\nB) 4", "list-without-space"),
        ("- ( ) 甲\n- (x) 乙", "别的工具的选项"),
        ("( ) 甲\n(x) 乙", "list-without-space"),
        ("class: center, middle\n\n文", "remark.js"),
        (".left[文字]", "remark.js"),
        (".pull-right[\n文字\n]", "remark.js"),
    ]);
}

#[test]
fn formulas_that_are_none_are_told() {
    all_are_told(&[
        ("$$\na = b\n\nc = d\n$$", "没有成对的 `$$`"),
        ("$$a = b\n\nc = d$$", "没有成对的 `$$`"),
        ("这里有 \\textbf{粗体} 字", "LaTeX 的命令"),
        ("见文献 \\cite{x}", "LaTeX 的命令"),
        ("如图 \\ref{y} 所示", "LaTeX 的命令"),
        ("$$\na = b\n$$ (eq-1)", "别的工具的角色和编号"),
        ("面积是 x^2^ 平方米", "上标、下标"),
        ("\\[\na = b\n\\]", "LaTeX 的公式括号"),
        ("\\[ a_1 + b_1 \\]", "LaTeX 的公式括号"),
        ("\\(x\\) 是变量", "LaTeX 的公式括号"),
        ("- \\(x\\) 是变量", "LaTeX 的公式括号"),
        ("其中：\n\\[ a^2 \\]", "LaTeX 的公式括号"),
        ("其中 $ x $ 是变量", "里侧有空格的 `$`"),
        ("$ E = mc^2 $", "里侧有空格的 `$`"),
        ("$E = mc^2 $", "里侧有空格的 `$`"),
        ("水是 H~2~O", "上标、下标"),
        ("已有研究^[3]^表明", "上标、下标"),
    ]);
}

#[test]
fn swallowed_marks_are_told() {
    all_are_told(&[
        ("要 3~~5 天，7~~9 天", "swallowed-marks"),
        ("共享在 \\\\192.168.1.1\\share 里", "swallowed-marks"),
        ("\\\\server\\share", "swallowed-marks"),
        ("打开 C:\\_data\\.git", "swallowed-marks"),
        ("放在 D:\\\n然后打开", "swallowed-marks"),
        ("文件 _config_ 里", "swallowed-marks"),
        (">=90 分为优秀", "swallowed-marks"),
        ("成绩：\n>= 90 分为优秀", "swallowed-marks"),
        (">90 分为优秀", "swallowed-marks"),
        ("> 90 分为优秀", "swallowed-marks"),
        ("- > 90：优秀\n- > 80：良好", "swallowed-marks"),
        ("- >= 90", "swallowed-marks"),
        ("1. >90", "swallowed-marks"),
        ("____是首都，位于____。", "swallowed-blank"),
        ("（____）和（____）", "swallowed-blank"),
        ("_____和_____", "swallowed-blank"),
        ("___是首都，位于___。", "swallowed-blank"),
        ("- ____是首都，位于____。", "swallowed-blank"),
        ("## ____和____", "swallowed-blank"),
        ("**____和____**", "swallowed-blank"),
        ("| 题 |\n|---|\n| ____和____ |", "swallowed-blank"),
    ]);
}

#[test]
fn lists_and_tables_that_are_none_are_told() {
    let lists = [
        "步骤：\n2. 打开\n3. 关闭",
        "A. 甲\nB. 乙",
        "A、甲\nB、乙",
        "（1）甲\n（2）乙",
        "①甲\n②乙",
        "1）甲\n2）乙",
        "１．甲\n２．乙",
        "1、甲\n2、乙",
        "一、甲\n二、乙",
        "◆ 甲\n◆ 乙",
        "■ 甲\n■ 乙",
        "o 甲\no 乙",
        "\u{f06c}甲\n\u{f06c}乙",
        "\u{f0b7} 甲\n\u{f0b7} 乙",
        "· 甲\n· 乙",
        "[1] 张三。甲。\n[2] 李四。乙。",
        "-[ ] 甲\n-[x] 乙",
        "Ａ．甲\nＢ．乙",
        "**1.** 甲\n**2.** 乙",
        "a) 甲\nb) 乙",
        "※ 甲\n※ 乙",
        "> A. 甲\n> B. 乙",
        "问：甲。\n（一）子\n（二）丑",
        "1. 甲\n   （1）子\n   （2）丑",
    ];
    all_are_told(&lists.map(|text| (text, "list-without-space")));
    all_are_told(&[
        ("- [ ]无空格", "没有写成的方框"),
        ("- [] 甲", "没有写成的方框"),
        ("- [√] 甲", "没有写成的方框"),
        ("| a | b |\n| 1 | 2 |", "broken-table"),
        ("| **a** | b |\n| 1 | 2 |", "broken-table"),
        ("｜a｜b｜\n｜1｜2｜", "broken-table"),
        ("- [x]无空格", "没有写成的方框"),
        ("| a | b |\n|---|\n| 1 | 2 |", "broken-table"),
        ("| a | b |\n|-|\n| 1 | 2 |", "broken-table"),
        ("文\n\n|-|-|", "broken-table"),
        ("| a | b |\n|---|---|\n\n| 1 | 2 |\n\n| 3 | 4 |", "broken-table"),
    ]);
}

#[test]
fn marks_beside_wide_and_invisible_spaces_are_told() {
    let lists = [
        "\u{3000}\u{3000}- 甲\n\u{3000}\u{3000}- 乙",
        "\u{3000}\u{3000}1. 甲",
        "\u{3000}\u{3000}1、甲\n\u{3000}\u{3000}2、乙",
        "-\u{3000}甲",
        "1.\u{3000}甲",
        "-\u{a0}甲\n-\u{a0}乙",
        "1.\u{a0}甲",
        "\u{200b}* 甲",
        "> \u{3000}- 甲",
        "＊ 甲\n＊ 乙",
        "＋ 甲\n＋ 乙",
        "1。甲\n2。乙",
    ];
    all_are_told(&lists.map(|text| (text, "list-without-space")));
    let headings =
        ["##\u{3000}标题", "##\u{a0}标题", "\u{3000}## 标题", "\u{200b}## 标题", "#\u{a0}标题", "##\u{200b}标题", "> \u{3000}## 标题"];
    all_are_told(&headings.map(|text| (text, "heading-without-space")));
    all_are_told(&[
        ("\u{3000}> 引用", "行首的全角空格"),
        ("\u{a0}>\u{3000}引用", "行首的全角空格"),
        ("\u{3000}```python\nx = 1\n\u{3000}```", "行首的全角空格"),
        ("\u{a0}```\nx = 1\n```", "行首的全角空格"),
        ("\u{3000}~~~\nx = 1\n\u{3000}~~~", "行首的全角空格"),
        ("\u{3000}---", "行首的全角空格"),
        ("\u{3000}| a | b |\n\u{3000}|---|---|\n\u{3000}| 1 | 2 |", "broken-table"),
        ("：：：note\n\n文", "别的工具的框"),
        ("！！！ note\n\n文", "MkDocs 的提示框"),
        ("［TOC］", "目录的标记"),
        ("<！-- 给同事 -->", "没有写成的注释"),
        ("<!— 给同事 —>", "没有写成的注释"),
        ("<!–- 给同事 -–>", "没有写成的注释"),
    ]);
}

#[test]
fn marks_of_other_tools_are_told() {
    all_are_told(&[
        ("/// note | 标题\n文\n///", "别的工具的框"),
        ("(label)=", "MyST"),
        ("% 一句注释", "MyST"),
        ("文\n\n+++\n\n文", "MyST"),
        ("见 @fig-plot", "文献和引用"),
        ("出处 [@li2020]", "文献和引用"),
        ("一句话^[这是注释]", "文献和引用"),
        ("共 `r nrow(x)` 行", "要运行的代码"),
        ("共 `{python} len(x)` 行", "要运行的代码"),
        ("标题是 {props.title}", "模板的花括号"),
        ("一段话。 ^abc123", "Obsidian 的段落编号"),
        ("这里{++增加++}了", "修订的标记"),
        ("这里{--删去--}了", "修订的标记"),
        ("<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> b", "合并冲突"),
        ("文\n\n---\ntitle: yaml\n---\n\n文", "正文里的 `---`"),
        ("＊＊粗＊＊", "全角的记号"),
        ("＞ 引用", "全角的记号"),
        ("脚注［^1］", "全角的记号"),
        ("见[文字] (https://example.org/a)", "broken-link-marks"),
        ("见【文字】(https://example.org/a)", "broken-link-marks"),
        ("> [!NOTE] 标题\n> 文", "提示框的标题"),
        ("> [!warning] **标题**\n> 文", "提示框的标题"),
        ("!!! note\n\n文", "MkDocs 的提示框"),
        ("!!! note 标题", "MkDocs 的提示框"),
        ("export const x = 1", "MDX"),
        ("import X from '@theme/Tabs';", "MDX"),
        ("![图](a.svg){scale=2}", "属性的花括号"),
        ("按 ++enter++ 键", "按键的写法"),
    ]);
}

#[test]
fn what_is_lost_on_the_way_is_told() {
    all_are_told(&[
        ("甲\t乙\t丙\n1\t2\t3", "tabbed-table"),
        ("> 甲\t乙\n> 1\t2", "tabbed-table"),
        ("句子。\n---", "underlined-text"),
        ("一行\n又一行\n===", "underlined-text"),
        ("1. 甲\n3. 乙\n7. 丙", "list-renumbered"),
        ("- 甲\n  1. 子\n  3. 丑", "list-renumbered"),
        ("见 https://zh.wikipedia.org/wiki/数据清洗", "网址里的中文"),
        ("甲\u{fffd}乙", "乱码"),
        ("图\u{fffc}", "乱码"),
        ("锟斤拷", "乱码"),
        ("见错误！未找到引用源。", "乱码"),
        ("```python\nx\u{a0}= 1\n```", "odd-in-code"),
        ("```sql\nSELECT\u{200b} 1\n```", "odd-in-code"),
        ("```python\nprint（x）\n```", "odd-in-code"),
        ("```python\nx = “甲”\n```", "odd-in-code"),
        ("```json\n{“a”: 1}\n```", "odd-in-code"),
        ("```rust\n# fn main() {\nlet x = 1;\n# }\n```", "mdBook"),
    ]);
}

#[test]
fn marks_of_still_other_tools_are_told() {
    all_are_told(&[
        ("!!! Note", "MkDocs 的提示框"),
        ("!!! 提示", "MkDocs 的提示框"),
        ("!!! warning: x", "MkDocs 的提示框"),
        ("???+ 标题", "MkDocs 的提示框"),
        ("这里 ^^增加^^ 了", "MkDocs 的插入"),
        ("[!NOTE]\n文", "前面没有 `>`"),
        ("[!FOLD] 标题", "前面没有 `>`"),
        ("圆周率是 {#3.14:0.01}", "GIFT"),
        ("谈谈看法？{}", "GIFT"),
        ("地球是圆的。{正确}", "GIFT"),
        ("首都是？{~=甲~乙}", "GIFT"),
        ("首都是？｛＝甲　～乙｝", "GIFT"),
        ("- [>] 甲", "没有写成的方框"),
        ("- [-] 甲", "没有写成的方框"),
        ("日期 <% tp.date.now() %>", "模板"),
        ("((65f3a1b2-0000-4000-8000-000000000000))", "Logseq"),
        ("title:: 甲", "Logseq"),
        ("<<< @/snippets/a.py", "引入别的文件"),
        ("<!--@include: ./part.md-->", "引入别的文件"),
        ("这是 [b]粗[/b] 的", "论坛"),
        ("[url=https://a.org]甲[/url]", "论坛"),
    ]);
}

#[test]
fn ordinary_words_are_not_told() {
    let texts = [
        "矩阵 [[1,2],[3,4]] 和 [[1, 2]]",
        "已有研究[1][2]和[1,3][5-7]",
        "export const 声明的名字不能再赋值",
        "export default 后面是默认导出的值",
        "集合 {name=张三} 和 {x=1}",
        "先 ++count++ 再 i++",
        "从 50%% 与 60%% 里选",
        "作者 [@李四] 说",
        "函数 x^[2] 的值",
        "!!! 三个叹号",
        "2^10+2^20 和 2^10,2^20",
        "约3~5天，共10~20人",
        "~~旧价~~新价",
        "路径 /users/{user.id} 和 {id}",
        "转置写作 A^{T}",
        "1. 甲\n2. 乙",
        "A. 甲\n\nB. 乙",
        "A. 甲  \nB. 乙",
        "长度是\n3.5 米，宽度是\n4.5 米",
        "写在 `C:\\_data\\.git` 里",
        "写在 C:\\data\\git 里",
        "写成 snake\\_case",
        "an _important_ word",
        "> 2024 年发布的标准规定",
        "> 1. 第一\n> 2. 第二",
        "> - 甲",
        "\\>=90 分为优秀",
        "\\[注\\] 见 \\[1\\]",
        "cost $5 or $10 each, $HOME and $PATH",
        "手机 138****0000",
        "密码 ********",
        "证件 110***********0000",
        "邮箱 z***@example.com 和 y***@example.com",
        "张**、李** 两人",
        "张*、李* 两人",
        "带 ** 的为选填项",
        "术语 _em_ 两种",
        "好的~~，再见~~",
        "标题\n---",
        "|x| + |y|",
        "甲 | 乙 | 丙",
        "1. 甲\n1. 乙\n1. 丙",
        "3. 甲\n4. 乙",
        "见 https://example.org/docs（中文）和 https://example.org/查看",
        "```python\n# 读取（数据）\nprint(\"“甲”（乙）\")  # 说明（一）\n```",
        "```bash\necho 完成（全部）\n```",
        "空字典写作 {}",
        "std::vec 和 a:: b",
        "谢谢 ^^ 再见 ^^",
        "- [1] 张三",
        "[注] 和 [!] 一样",
        "首都是____。",
        "首都是___，省会是___",
        "___重点___",
        "首都是 ____ ，省会是 ____ 。",
        "\\_\\_\\_\\_是首都，位于\\_\\_\\_\\_。",
        "__重点__和__难点__",
        "____",
        "【重要】（见下文）",
        "【例】(见 https://example.org/a)",
        "[注] (见 https://example.org/a)",
        "**重点**：甲\n**难点**：乙",
        "时刻 {10:30:00}",
        "见 [1] (第三页)",
        "`r` 和 `r 读` 打开文件",
        "- [x] 做了\n- [ ] 没做",
        "> [!NOTE]\n> 文",
        "|x| 是绝对值",
        "变量 $$ 是进程号",
        "笑脸 ^_^",
        "＞90 分为优秀",
        "邮箱 a@fig-x.com",
        "公式 $`a^2`$ 也可以这样写",
        "满意度：\n很好！！！\n一般……",
        "第 3 章\n第 4 章",
        "他说：“好。”\n（完）",
        "C++ 和 i++，n 和 l",
        "选 A 或 B。\nA 更好。",
        "时间 10:30:00 到 11:00",
        "JSON 是 {\"a\": 1}，集合 {1, 2}",
        "占 50%，其余 50% 不计",
        "The class: a group of words.",
        "class: mammal",
        "Note: this is an ordinary remark.",
        "→ 见下页",
        "A. Smith 说\nA. Jones 说",
        "正则 `^abc$` 和 `a{2}`",
        "f(x) = x^2 和 g(x) = x^3",
        "see [1] and [2], a[0] and b[[1]]",
        "~/work 和 ~5 天",
        "\u{3000}\u{3000}段首空两格。\n\u{3000}\u{3000}第二段。",
        "\u{3000}\u{3000}一、总则",
        "\u{3000}\u{3000}-3 度，1.5 米",
        "| 项 | 数 |\n|---|---|\n| \u{3000}- 其中：男 | \u{3000}1. 甲 |",
        "## 1.\u{3000}总则",
        "- 1.\u{3000}甲",
        "\u{3000}#1 号机",
        "\u{3000}> 90 分为优秀",
        "？？？\n！！！",
        "／／／ 害羞",
        "1。",
    ];
    let wrong: Vec<String> =
        texts.iter().flat_map(|text| told(text).into_iter().map(move |p| format!("{text:?}: {}", p.text(Lang::Zh)))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
