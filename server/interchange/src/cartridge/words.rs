//! What a cartridge says by itself, and what is told of it.

use crate::{BankNote, ForeignItem, ForeignKey};
use zhixing_domain::{
    course::{Course, Piece},
    lang::Lang,
    question::Kind,
};

pub const fn practice(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "练习",
        Lang::En => "Practice",
    }
}

pub const fn banks(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "题库",
        Lang::En => "Item banks",
    }
}

pub const fn truths(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::Zh => ["正确", "错误"],
        Lang::En => ["True", "False"],
    }
}

pub fn rights(author: Option<&str>, license: Option<&str>, lang: Lang) -> String {
    let said = [author, license].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    match (said.is_empty(), lang) {
        (false, _) => said,
        (true, Lang::Zh) => "没有写明".into(),
        (true, Lang::En) => "not stated".into(),
    }
}

pub fn no_course(slug: &str) -> BankNote {
    let slug: String = slug.chars().filter(|c| !c.is_control()).take(80).collect();
    BankNote::new(
        0,
        "package-course",
        format!("没有课程“{slug}”，或它没有 course.md"),
        format!("there is no course `{slug}`, or it has no course.md"),
    )
}

/// What is told of a bank, with its name.
pub fn of_bank(name: &str, note: &BankNote) -> BankNote {
    BankNote::new(0, note.code, format!("题库 {name}：{}", note.text(Lang::Zh)), format!("bank {name}: {}", note.text(Lang::En)))
}

/// What a cartridge has no place for, of the course as a whole.
pub fn of_course(course: &Course) -> Vec<BankNote> {
    let mut losses = vec![];
    let mut add = |code, zh: String, en: String| losses.push(BankNote::new(0, code, zh, en));
    let pieces = course.lessons.iter().flat_map(|lesson| &lesson.body.get(Lang::Zh).pieces);
    let practice = pieces.filter(|piece| matches!(piece, Piece::Practice(_))).count();
    if practice > 0 {
        add(
            "cc-practice",
            format!("课文里的 {practice} 道练习只印出题目，不判对错"),
            format!("{practice} practice items in lessons are shown, and nobody judges them"),
        );
    }
    if !course.plans.is_empty() {
        add(
            "cc-plans",
            format!("{} 个考试方案没有写进去：Common Cartridge 没有命题蓝图、及格线和防作弊的写法", course.plans.len()),
            format!("{} plans are not in it: there is no form for blueprints, pass marks and lockdown", course.plans.len()),
        );
    }
    if super::rights(course)[1].is_none() {
        add("cc-rights", "课程没有写明使用许可，里面也就没有".into(), "the course names no licence, and so does the cartridge".into());
    }
    losses
}

pub fn left_out(kind: Kind, count: usize) -> BankNote {
    let [zh, en] = match kind {
        Kind::Single => ["单选题（几个正确选项中任选一个的）", "single choice with several right options"],
        Kind::Multiple => ["多选题", "multiple choice"],
        Kind::TrueFalse => ["判断题", "true or false"],
        Kind::Cloze => ["填空题", "cloze"],
        Kind::Short => ["简答题（没有得满分的答案的）", "short answer without a full one"],
        Kind::Numeric => ["数值题", "numeric"],
        Kind::Ordering => ["排序题", "ordering"],
        Kind::Matching => ["匹配题", "matching"],
        Kind::Essay => ["论述题", "essay"],
    };
    BankNote::new(
        0,
        "cc-type",
        format!("{count} 道{zh}没有写进去：Common Cartridge 没有这种题"),
        format!("not in it, for Common Cartridge has no such type: {count} × {en}"),
    )
}

/// What the profile has no place for, of items that it carries.
pub fn beside(items: &[&ForeignItem]) -> Vec<BankNote> {
    let has = |is: &dyn Fn(&ForeignItem) -> bool| items.iter().any(|item| is(item));
    let all = [
        (
            has(&|item| !item.tags.is_empty() || item.difficulty.is_some()),
            "cc-tags",
            "标签和难度没有写进去",
            "tags and difficulty are not in it",
        ),
        (has(&|item| item.fixed), "cc-order", "选项不打乱的要求没有写进去", "that options stay in their order is not in it"),
        (
            has(&|item| matches!(&item.key, ForeignKey::Multiple(_))),
            "cc-part",
            "多选题在导入的平台上要全部选对才得分",
            "a multiple choice earns nothing there unless all of it is right",
        ),
        (
            has(&|item| matches!(&item.key, ForeignKey::Essay(rows) if !rows.is_empty())),
            "cc-rubric",
            "论述题的评分表没有写进去",
            "the rubrics of essays are not in it",
        ),
    ];
    all.into_iter().filter(|(is, ..)| *is).map(|(_, code, zh, en)| BankNote::new(0, code, zh, en)).collect()
}
