//! A rubric: a table of criterion, points and what earns them. The explanation is a model answer.

use super::{missing, sheet::Sheet};
use crate::{
    markdown::{Kind, plain},
    problem::ItemFault,
    text::short,
};
use zhixing_domain::{
    points::Points,
    question::{Criterion, Essay},
};

pub(super) fn read(sheet: &mut Sheet, points: Points) -> Option<Essay> {
    let wanted = missing(
        ("三列的评分表", "a rubric: a table of three columns"),
        (
            "`| 标准 | 分值 | 得分条件 |`、`|---|---|---|`、`| 步骤完整 | 4 | 五步齐全 |`",
            "`| Criterion | Points | What earns them |`, `|---|---|---|`, `| Complete | 4 | all five steps |`",
        ),
    );
    let table = sheet.answer(|kind| matches!(kind, Kind::Table(_)), wanted)?;
    let rows = sheet.rows(&table, 3)?;
    let mut rubric = vec![];
    for (i, row) in rows.iter().enumerate() {
        let (title, worth, detail) = (plain(row.cell(0)), plain(row.cell(1)), plain(row.cell(2)));
        if title.is_empty() || detail.is_empty() {
            sheet.add_at(row.at, ItemFault::EmptyEntry { place: i + 1 });
        }
        match worth.parse::<Points>().ok().filter(|p| *p > Points::ZERO) {
            Some(points) => rubric.push(points),
            None => sheet.add_at(row.at, ItemFault::BadPoints { value: short(&worth, 20) }),
        }
        sheet.wording.rubric.push(Criterion { title, detail });
    }
    if rows.is_empty() {
        sheet.add_at(table.text.start, ItemFault::TooFew { found: 0, least: 1 });
    }
    let sum: Points = rubric.iter().copied().sum();
    if rubric.len() == rows.len() && !rows.is_empty() && sum != points {
        sheet.add_at(table.text.start, ItemFault::RubricSum { sum, points });
    }
    Some(Essay { rubric })
}
