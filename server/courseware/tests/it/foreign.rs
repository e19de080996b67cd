//! What authors bring along from other tools: each is told with what to write here, and ordinary words that look alike are not.

use crate::support::HEAD;
use zhixing_courseware::{Files, Problem, read};
use zhixing_domain::lang::Lang;

/// What is said of a lesson with this text.
fn told(text: &str) -> Vec<Problem> {
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
    ];
    let wrong: Vec<String> =
        texts.iter().flat_map(|text| told(text).into_iter().map(move |p| format!("{text:?}: {}", p.text(Lang::Zh)))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
