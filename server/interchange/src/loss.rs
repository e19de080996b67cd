//! What ours does not carry of an item, and what another format does not carry of ours.

use crate::{Accepted, BankNote, Choice, ForeignGap, ForeignItem, ForeignKey, Import, MarkedNumber, ReadItem};

/// What is lost of an item on its way into our Markdown from a format, which is called so in Chinese and in English.
pub(crate) fn of(item: &ForeignItem, [there, elsewhere]: [&str; 2]) -> Vec<BankNote> {
    let note = |(code, zh, en): Loss| BankNote::new(item.line, code, zh.replace("{there}", there), en.replace("{there}", elsewhere));
    of_key(&item.key).into_iter().filter(|(lost, _)| *lost).map(|(_, loss)| note(loss)).collect()
}

/// Its code, in Chinese, in English; `{there}` is where the item comes from.
type Loss = (&'static str, &'static str, &'static str);

const SEVERAL_RIGHT: Loss = (
    "several-right",
    "在 {there} 里选中几个正确选项中的任一个都得满分；这里改成多选，要全部选中",
    "in {there} any one of several right options earns all; here they become a multiple choice, and all of them are wanted",
);
const PARTIAL_OPTIONS: Loss =
    ("partial-options", "部分得分和倒扣的选项只算错", "options that earn a part or cost something are plainly wrong here");
const BEST_OPTIONS: Loss = (
    "best-options",
    "没有得满分的选项；这里得分最高的算对，其余算错",
    "no option earns all: here those that earn most are right, and the others wrong",
);
const WEIGHTS: Loss = (
    "weights",
    "各选项分值不同；这里全对得满分，选对一部分得一半",
    "the options are worth different shares; here all of them earn full marks and a part of them half",
);
const PENALTIES: Loss =
    ("penalties", "选错倒扣的分值不保留；这里选错就不得分", "what a wrong option costs is not kept; here it leaves nothing");
const CASE: Loss = ("case", "{there} 区分大小写；这里不区分", "in {there} case matters; here it does not");
const FEEDBACK_OF_TRUTH: Loss = (
    "truefalse-feedback",
    "判断题两种回答各自的反馈：对的并入解析，错的不保留",
    "what was said to the right answer became part of the explanation, what was said to the wrong one is not kept",
);
const GAP_ANSWERS: Loss = (
    "gap-answers",
    "空的部分得分和反馈不保留，只收满分的答案",
    "shares and feedback of single gaps are not kept; only answers that earn all are accepted",
);
const GAP_TOLERANCE: Loss =
    ("gap-tolerance", "空里数值的误差范围不保留，按文字比较", "the tolerance of a number in a gap is not kept: it is compared as words");
const RUBRIC: Loss = (
    "rubric",
    "{there} 里没有评分表；这里补了一行，请改写",
    "there is no rubric in {there}; a line of one was written here, to be made better",
);
const PARTIAL_ANSWERS: Loss = ("partial-answers", "只得部分分的答案没有收", "answers that earn only a part were left out");
const ANSWER_FEEDBACK: Loss = (
    "answer-feedback",
    "单个答案的反馈：对的并入解析，其余不保留",
    "what was said to right answers became part of the explanation, what was said to others is not kept",
);

/// What may be lost of a key, and whether it is.
fn of_key(key: &ForeignKey) -> Vec<(bool, Loss)> {
    match key {
        ForeignKey::Single(options) => {
            let whole = options.iter().filter(|o| o.worth >= 1.0).count();
            let shares = options.iter().any(partial);
            vec![(whole > 1, SEVERAL_RIGHT), (whole == 0 && shares, BEST_OPTIONS), (whole > 0 && shares, PARTIAL_OPTIONS)]
        }
        ForeignKey::Multiple(options) => vec![(!is_even(options), WEIGHTS), (options.iter().any(|o| o.worth < 0.0), PENALTIES)],
        ForeignKey::Short { accept, case_matters } => [(*case_matters, CASE)].into_iter().chain(of_answers(accept)).collect(),
        ForeignKey::Numeric { accept, .. } => of_answers(accept).into(),
        ForeignKey::TrueFalse { feedback, .. } => vec![(feedback.iter().any(Option::is_some), FEEDBACK_OF_TRUTH)],
        ForeignKey::Cloze(gaps) => vec![(gaps.iter().any(is_uneven), GAP_ANSWERS), (gaps.iter().any(is_ranged), GAP_TOLERANCE)],
        ForeignKey::Essay(rubric) => vec![(rubric.is_empty(), RUBRIC)],
        ForeignKey::Ordering(_) | ForeignKey::Matching { .. } => vec![],
    }
}

/// Whether all that is right is worth the same.
fn is_even(options: &[Choice]) -> bool {
    let right: Vec<f64> = options.iter().map(|o| o.worth).filter(|w| *w > 0.0).collect();
    right.first().is_none_or(|first| right.iter().all(|w| (w - first).abs() < 0.01))
}

fn is_uneven(gap: &ForeignGap) -> bool {
    match gap {
        ForeignGap::Typed(accept) => accept.iter().any(|a| a.worth < 1.0 || a.feedback.is_some()),
        ForeignGap::Number(accept) => accept.iter().any(|a| a.worth < 1.0 || a.feedback.is_some()),
        ForeignGap::Chosen(options) => options.iter().any(|o| partial(o) || o.feedback.is_some()),
    }
}

fn is_ranged(gap: &ForeignGap) -> bool {
    let ranged = |number: &MarkedNumber| !matches!(number, MarkedNumber::Around { tolerance: 0.0, .. });
    matches!(gap, ForeignGap::Number(accept) if accept.iter().any(|a| ranged(&a.answer)))
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
                "答案里的 `*` 在 Moodle 里代表任意文字；这里只是星号",
                "`*` in an answer stands for any words in Moodle; here it is a star",
            ));
        }
    }
}

fn partial(option: &Choice) -> bool {
    option.worth < 0.0 || option.worth > 0.0 && option.worth < 1.0
}

fn of_answers<T>(accept: &[Accepted<T>]) -> [(bool, Loss); 2] {
    [
        (accept.iter().any(|a| a.worth > 0.0 && a.worth < 1.0), PARTIAL_ANSWERS),
        (accept.iter().any(|a| a.feedback.is_some()), ANSWER_FEEDBACK),
    ]
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
