//! What is told of a sheet.

use crate::BankNote;

fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(30).collect()
}

pub fn no_heading() -> BankNote {
    BankNote::new(
        1,
        "sheet-heading",
        "开头要有一行列名，至少要有：题干、答案（还认识：编号、题型、选项A 到 选项H、解析、分值、难度、标签、单位、不打乱）",
        "a line at the top must name the columns, at least stem and answer (others: id, type, option A to option H, explanation, points, difficulty, tags, unit, fixed)",
    )
}

pub fn empty(line: usize, zh: &str, en: &str) -> BankNote {
    BankNote::new(line, "sheet-empty", format!("“{zh}”列是空的"), format!("the column `{en}` is empty"))
}

pub fn twice(line: usize, column: &str, one: &str, other: &str) -> BankNote {
    let (one, other) = (shown(one), shown(other));
    BankNote::new(
        line,
        "sheet-twice",
        format!("有两列都叫“{column}”，一列是“{one}”，另一列是“{other}”"),
        format!("two columns are `{column}`, one says `{one}` and the other `{other}`"),
    )
}

pub fn unread(line: usize, answer: &str) -> BankNote {
    let shown = shown(answer);
    BankNote::new(
        line,
        "sheet-answer",
        format!("答案“{shown}”和题型、选项对不上"),
        format!("the answer `{shown}` does not fit the type or the options"),
    )
}

pub fn two_readings(line: usize, answer: &str) -> BankNote {
    let shown = shown(answer);
    BankNote::new(
        line,
        "sheet-ambiguous",
        format!("答案“{shown}”有两种读法：写选项的字母，或在“题型”列写明题型"),
        format!("the answer `{shown}` can be read in two ways: write the letter of the option, or the type in the column `type`"),
    )
}

pub fn no_options(line: usize, answer: &str) -> BankNote {
    let shown = shown(answer);
    BankNote::new(
        line,
        "sheet-options",
        format!("答案是字母“{shown}”，这一行却没有选项：选项的列名写成“选项A”"),
        format!("the answer is the letter `{shown}`, but the row has no options: name their columns `option A`"),
    )
}

pub fn blanks(line: usize, blanks: usize, answers: usize) -> BankNote {
    BankNote::new(
        line,
        "sheet-blanks",
        format!("题干有 {blanks} 个空，答案却是 {answers} 个：用“；”分开各空的答案"),
        format!("the stem has {blanks} gaps, the answer {answers} parts: part the answers of the gaps by `;`"),
    )
}

pub fn columns(line: usize, names: &[&str]) -> BankNote {
    let names = names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
    BankNote::new(line, "sheet-columns", format!("没有读这些列：{names}"), format!("these columns were not read: {names}"))
}

pub fn other_sheets(names: &[String]) -> BankNote {
    let names = names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
    BankNote::new(
        0,
        "sheet-others",
        format!("没有读这些工作表，它们没有“题干”和“答案”两列：{names}"),
        format!("these sheets were not read, they have no columns `stem` and `answer`: {names}"),
    )
}

pub fn doubtful(line: usize, text: &str) -> BankNote {
    let text = shown(text);
    BankNote::new(
        line,
        "sheet-cell",
        format!("这一行有单元格是日期或公式错误，读作“{text}”：若本来是文字（比如 1/2），请把单元格设为文本再写一遍"),
        format!(
            "a cell of this row is a date or an error and reads `{text}`: if words were meant (1/2, say), make the cell text and type it again"
        ),
    )
}
