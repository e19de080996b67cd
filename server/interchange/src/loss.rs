//! What ours does not carry of an item, and what another format does not carry of ours.

use crate::{Accepted, BankNote, Choice, ForeignGap, ForeignItem, ForeignKey, Import, MarkedNumber, ReadItem};

/// What is lost of an item on its way into our Markdown.
pub(crate) fn of(item: &ForeignItem) -> Vec<BankNote> {
    let mut losses = vec![];
    let line = item.line;
    let mut add = |code, zh: &str, en: &str| losses.push(BankNote::new(line, code, zh, en));
    match &item.key {
        ForeignKey::Single(options) => {
            if options.iter().filter(|o| o.worth >= 1.0).count() > 1 {
                add(
                    "several-right",
                    "那边选中几个正确选项中的任一个都得满分；这里改成多选，要全部选中",
                    "there any one of several right options earns all; here they become a multiple choice, and all of them are wanted",
                );
            }
            if options.iter().any(partial) {
                add("partial-options", "部分得分和倒扣的选项只算错", "options that earn a part or cost something are plainly wrong here");
            }
        }
        ForeignKey::Multiple(options) => {
            let right: Vec<f64> = options.iter().map(|o| o.worth).filter(|w| *w > 0.0).collect();
            let even = right.first().is_none_or(|first| right.iter().all(|w| (w - first).abs() < 0.01));
            if !even {
                add(
                    "weights",
                    "各选项分值不同；这里全对得满分，选对一部分得一半",
                    "the options are worth different shares; here all of them earn full marks and a part of them half",
                );
            }
            if options.iter().any(|o| o.worth < 0.0) {
                add("penalties", "选错倒扣的分值不保留；这里选错就不得分", "what a wrong option costs is not kept; here it leaves nothing");
            }
        }
        ForeignKey::Short { accept, case_matters } => {
            if *case_matters {
                add("case", "那边区分大小写；这里不区分", "there case matters; here it does not");
            }
            answers(accept, &mut add);
        }
        ForeignKey::Numeric { accept, .. } => answers(accept, &mut add),
        ForeignKey::TrueFalse { feedback, .. } => {
            if feedback.iter().any(Option::is_some) {
                add(
                    "truefalse-feedback",
                    "判断题两种回答各自的反馈：对的并入解析，错的不保留",
                    "what was said to the right answer became part of the explanation, what was said to the wrong one is not kept",
                );
            }
        }
        ForeignKey::Cloze(gaps) => {
            let uneven = |accept: &[Accepted<String>]| accept.iter().any(|a| a.worth < 1.0 || a.feedback.is_some());
            if gaps.iter().any(|gap| match gap {
                ForeignGap::Typed(accept) => uneven(accept),
                ForeignGap::Number(accept) => accept.iter().any(|a| a.worth < 1.0 || a.feedback.is_some()),
                ForeignGap::Chosen(options) => options.iter().any(|o| partial(o) || o.feedback.is_some()),
            }) {
                add(
                    "gap-answers",
                    "空的部分得分和反馈不保留，只收满分的答案",
                    "shares and feedback of single gaps are not kept; only answers that earn all are accepted",
                );
            }
            let ranged = |number: &MarkedNumber| !matches!(number, MarkedNumber::Around { tolerance: 0.0, .. });
            if gaps.iter().any(|g| matches!(g, ForeignGap::Number(accept) if accept.iter().any(|a| ranged(&a.answer)))) {
                add(
                    "gap-tolerance",
                    "空里数值的误差范围不保留，按文字比较",
                    "the tolerance of a number in a gap is not kept: it is compared as words",
                );
            }
        }
        ForeignKey::Essay(rubric) => {
            if rubric.is_empty() {
                add(
                    "rubric",
                    "那边没有评分表；这里补了一行，请改写",
                    "there is no rubric there; a line of one was written here, to be made better",
                );
            }
        }
        ForeignKey::Ordering(_) | ForeignKey::Matching { .. } => {}
    }
    losses
}

/// What Moodle means by a star, of which ours knows nothing.
pub(crate) fn of_stars(import: &mut Import) {
    for read in &mut import.items {
        let ReadItem::Item { item, losses } = read else { continue };
        let ForeignKey::Short { accept, .. } = &item.key else { continue };
        if accept.iter().any(|a| a.worth >= 1.0 && a.answer.contains('*')) {
            losses.push(BankNote::new(
                item.line,
                "wildcard",
                "答案里的 `*` 在那边代表任意文字；这里只是星号",
                "`*` in an answer stands for any words there; here it is a star",
            ));
        }
    }
}

fn partial(option: &Choice) -> bool {
    option.worth < 0.0 || option.worth > 0.0 && option.worth < 1.0
}

fn answers<T>(accept: &[Accepted<T>], add: &mut impl FnMut(&'static str, &str, &str)) {
    if accept.iter().any(|a| a.worth > 0.0 && a.worth < 1.0) {
        add("partial-answers", "只得部分分的答案没有收", "answers that earn only a part were left out");
    }
    if accept.iter().any(|a| a.feedback.is_some()) {
        add(
            "answer-feedback",
            "单个答案的反馈：对的并入解析，其余不保留",
            "what was said to right answers became part of the explanation, what was said to others is not kept",
        );
    }
}

/// What a format has no place for, though it carries the item.
pub(crate) fn beside(item: &ForeignItem, format: &str) -> Vec<BankNote> {
    let mut losses = vec![];
    let mut add = |code, zh: &str, en: &str| {
        losses.push(BankNote::new(item.line, code, format!("{format} 写不下：{zh}"), format!("{format} has no place for {en}")));
    };
    let moodle = format == "Moodle XML";
    if item.points.is_some() && !moodle {
        add("no-points", "分值", "the points");
    }
    if item.difficulty.is_some() {
        add("no-difficulty", "难度", "the difficulty");
    }
    if item.fixed && !moodle {
        add("no-order", "选项不打乱", "the fixed order of the options");
    }
    if matches!(&item.key, ForeignKey::Numeric { unit: Some(_), .. }) && !moodle {
        add("no-unit", "单位", "the unit");
    }
    if matches!(&item.key, ForeignKey::Essay(rubric) if !rubric.is_empty()) {
        add("no-rubric", "评分表", "the rubric");
    }
    let marked = |right: &String| crate::text::is_marked(right);
    if moodle
        && matches!(&item.key, ForeignKey::Matching { pairs, distractors } if pairs.iter().map(|(_, right)| right).chain(distractors).any(marked))
    {
        add(
            "no-marks",
            "配对右侧的格式（代码、强调、图片），只留下文字",
            "what is set off on the right of a matching (code, emphasis, pictures): its words stay",
        );
    }
    losses.extend(ours(item, format));
    if !moodle {
        losses.extend(pictures(item, format));
    }
    losses
}

/// Pictures in a format that has no place for them.
pub(crate) fn pictures(item: &ForeignItem, format: &str) -> Option<BankNote> {
    let shows = |text: &String| text.contains("](media/");
    let options = match &item.key {
        ForeignKey::Single(options) | ForeignKey::Multiple(options) => options.as_slice(),
        _ => &[],
    };
    let texts = options.iter().map(|option| &option.text).chain(&item.explanation).chain([&item.stem]);
    texts.into_iter().any(shows).then(|| {
        BankNote::new(
            item.line,
            "no-picture",
            format!("{format} 写不下：图片，只留下路径"),
            format!("{format} has no place for the pictures; their paths stay"),
        )
    })
}

/// What only courseware of ours says of an item.
pub(crate) fn ours(item: &ForeignItem, format: &str) -> Option<BankNote> {
    (!item.ours.is_empty()).then(|| {
        BankNote::new(
            item.line,
            "no-place-in-standard",
            format!("{format} 写不下：职业功能、等级和用在哪种考试"),
            format!("{format} has no place for the function, the level and the kind of examination"),
        )
    })
}

pub(crate) fn no_form(item: &ForeignItem, format: &str) -> BankNote {
    BankNote::new(
        item.line,
        "no-form",
        format!("{format} 没有这种题型，这道题没有写出去"),
        format!("{format} has no such type: the item was not written"),
    )
}
