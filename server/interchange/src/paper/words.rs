//! What is told of a pasted paper.

use crate::BankNote;

/// The beginning of words that are shown.
fn shown(text: &str) -> String {
    let start: String = text.trim().chars().filter(|c| !c.is_control()).take(24).collect();
    if text.trim().chars().count() > 24 { format!("{start}…") } else { start }
}

pub fn no_answer(line: usize) -> BankNote {
    BankNote::new(line, "paper-answer", "没有找到答案：另起一行写 `答案：B`", "no answer was found: write `答案：B` on a line of its own")
}

pub fn not_in_table(line: usize, number: Option<u32>) -> BankNote {
    let number = number.map(|n| n.to_string()).unwrap_or_default();
    BankNote::new(
        line,
        "paper-table-lacks",
        format!("卷末的答案里没有第 {number} 题，或对不上：另起一行写 `答案：B`"),
        format!("the answers at the end have none for item {number}, or none that fits: write `答案：B` on a line of its own"),
    )
}

pub fn no_stem(line: usize) -> BankNote {
    BankNote::new(line, "paper-stem", "没有题干", "there is no stem")
}

pub fn no_option(line: usize, answer: &str) -> BankNote {
    let answer = shown(answer);
    BankNote::new(line, "paper-option", format!("答案“{answer}”不是选项的字母"), format!("the answer `{answer}` names no option"))
}

pub fn two_readings(line: usize, answer: &str) -> BankNote {
    let answer = shown(answer);
    BankNote::new(
        line,
        "paper-ambiguous",
        format!("答案“{answer}”有两种读法：写选项的字母，或在题干前写明题型，如【填空题】"),
        format!(
            "the answer `{answer}` can be read in two ways: write the letter of the option, or the type before the stem, as in 【填空题】"
        ),
    )
}

pub fn no_options(line: usize, answer: &str) -> BankNote {
    let answer = shown(answer);
    BankNote::new(
        line,
        "paper-options",
        format!("答案是字母“{answer}”，却没有选项；填空题请在题干里写 `____`"),
        format!("the answer is the letter `{answer}`, but there are no options; of a gap to fill in, write `____` in the stem"),
    )
}

pub fn one_blank(line: usize) -> BankNote {
    BankNote::new(
        line,
        "paper-one-blank",
        "只有一个空的填空题读成了简答题型（填一个词），答案照旧",
        "a blank to fill in was read as a short answer; what is accepted stays the same",
    )
}

pub fn no_choice(line: usize) -> BankNote {
    BankNote::new(line, "paper-choice", "是选择题，却没有读到选项", "it is a choice, but no options were found")
}

pub fn letters(line: usize, letters: &str) -> BankNote {
    BankNote::new(
        line,
        "paper-letters",
        format!("选项的字母是“{letters}”，不是从 A 起一个接一个"),
        format!("the letters of the options are `{letters}`, not one after another from A"),
    )
}

pub fn twice(line: usize, letter: char) -> BankNote {
    BankNote::new(
        line,
        "paper-option-twice",
        format!("这一行又有选项 {letter}：上面是不是少了题号或答案"),
        format!("option {letter} is there again on this line: a number or an answer may be missing above"),
    )
}

pub fn second_answer(line: usize) -> BankNote {
    BankNote::new(
        line,
        "paper-second-answer",
        "这一行是同一道题的又一个答案：上面是不是少了题号",
        "this line is another answer to the same item: a number may be missing above",
    )
}

pub fn answers_differ(line: usize, one: &str, other: &str) -> BankNote {
    let (one, other) = (shown(one), shown(other));
    BankNote::new(
        line,
        "paper-answers-differ",
        format!("一处写答案是“{one}”，另一处是“{other}”"),
        format!("the answer is `{one}` in one place and `{other}` in another"),
    )
}

pub fn answer_first(line: usize, at: usize) -> BankNote {
    BankNote::new(
        line,
        "paper-answer-first",
        format!("第 {at} 行的答案写在题的前面，分不清哪个答案是哪道题的：把答案写在题的后面"),
        format!("line {at} has an answer before any item, so that it is not clear whose each answer is: write answers behind their items"),
    )
}

pub fn lone_answer(line: usize, text: &str) -> BankNote {
    let text = shown(text);
    BankNote::new(
        line,
        "paper-lone-answer",
        format!("这个答案不知道是哪道题的：“{text}”"),
        format!("it is not clear which item this answer belongs to: `{text}`"),
    )
}

pub fn several_brackets(line: usize) -> BankNote {
    BankNote::new(
        line,
        "paper-brackets",
        "题干里的括号不知道哪个是答案：另起一行写 `答案：B`",
        "it is not clear which brackets in the stem hold the answer: write `答案：B` on a line of its own",
    )
}

pub fn no_truth(line: usize, answer: &str) -> BankNote {
    let answer = shown(answer);
    BankNote::new(
        line,
        "paper-truth",
        format!("判断题的答案“{answer}”不是对也不是错"),
        format!("the answer `{answer}` of an item to be judged says neither right nor wrong"),
    )
}

pub fn blanks(line: usize, blanks: usize, answers: usize) -> BankNote {
    BankNote::new(
        line,
        "paper-blanks",
        format!("题干有 {blanks} 个空，答案却是 {answers} 个：用“；”分开各空的答案"),
        format!("the stem has {blanks} gaps, the answer {answers} parts: part the answers of the gaps by `；`"),
    )
}

pub fn single(line: usize, answer: &str) -> BankNote {
    let answer = shown(answer);
    BankNote::new(
        line,
        "paper-single",
        format!("是单选题，答案“{answer}”却不是一个选项"),
        format!("it is a single choice, but the answer `{answer}` is not one option"),
    )
}

pub fn no_item(line: usize, number: u32) -> BankNote {
    BankNote::new(
        line,
        "paper-table-item",
        format!("这一行有第 {number} 题的答案，上面却没有这道题，或不止一道"),
        format!("this line has an answer to item {number}, but there is no such item above, or more than one"),
    )
}

pub fn key_long(line: usize) -> BankNote {
    BankNote::new(
        line,
        "paper-key-long",
        "题目和答案多得对不过来：从这里起没有读答案，分成几份",
        "there are too many items and answers to match: from here on no answers were read, part it",
    )
}

pub fn more_faults(line: usize) -> BankNote {
    BankNote::new(
        line,
        "paper-more-faults",
        "从这里起还有这样的错，没有一一列出",
        "there are more of these from here on, which are not listed",
    )
}

pub fn bad_table(line: usize, text: &str) -> BankNote {
    let text = shown(text);
    BankNote::new(
        line,
        "paper-table",
        format!("答案和题号的个数不同：“{text}”"),
        format!("there are not as many answers as numbers: `{text}`"),
    )
}

pub fn unread(line: usize, text: &str) -> BankNote {
    let text = shown(text);
    BankNote::new(line, "paper-unread", format!("没有归入任何题：“{text}”"), format!("these words went into no item: `{text}`"))
}

pub fn no_document() -> BankNote {
    BankNote::new(0, "paper-docx", "这份 Word 文档（.docx）读不出来", "this document of a word processor (.docx) cannot be read")
}

pub fn long_document() -> BankNote {
    BankNote::new(0, "paper-long", "这份文档太长：分成几份再导入", "this document is too long: part it")
}

pub fn pictures(count: usize) -> BankNote {
    let zh = format!("{count} 张图片或图形没有带过来：另存为 PNG 再放进题目");
    BankNote::new(
        0,
        "paper-pictures",
        zh,
        format!("{count} pictures or drawings were left out: save them as PNG and put them into the items"),
    )
}

pub fn formulas(count: usize) -> BankNote {
    let zh = format!("{count} 个公式写成了代码：请改写成 `$…$`");
    BankNote::new(0, "paper-formulas", zh, format!("{count} formulas became code: write them as `$…$`"))
}

pub fn signs(count: usize) -> BankNote {
    let zh = format!("{count} 个特殊字体的符号认不出，写成了 □");
    BankNote::new(0, "paper-signs", zh, format!("{count} signs of a font of their own are not known and became □"))
}

pub fn tables(count: usize) -> BankNote {
    let zh = format!("{count} 个表格按行读成了文字");
    BankNote::new(0, "paper-tables", zh, format!("{count} tables were read as lines of words"))
}
