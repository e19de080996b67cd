//! Forms against the texts that they were read of and are written into.

use super::*;
use std::{fs, path::Path};

fn at(text: &str, id: &str) -> PlacedForm {
    read(text, true, &FormPlace::Id(id.into()), Lang::Zh).unwrap_or_else(|| panic!("no form of {id}"))
}

/// Every item of the gallery as it stands there, and whether it is a twin.
fn gallery() -> Vec<(PlacedForm, bool)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/_gallery");
    let mut all = vec![];
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let text = fs::read_to_string(&file).unwrap();
        let is_twin = file.to_str().unwrap().ends_with(".en.md");
        let of = |(line, _)| (read(&text, true, &FormPlace::Line(line), Lang::Zh).unwrap(), is_twin);
        all.extend(found(&text, true).into_iter().map(of));
    }
    all
}

#[test]
fn a_form_in_which_nothing_was_changed_writes_every_byte_again() {
    let all = gallery();
    for kind in Kind::ALL {
        assert!(all.iter().any(|(item, _)| item.form.kind == kind), "{kind:?}");
    }
    for (item, is_twin) in all {
        assert_eq!(item.form.fault(), None, "{}", item.text);
        assert_eq!(written(&item.text, &item.form, is_twin), Some(item.text.clone()));
        assert!(!item.form.rows.is_empty() && !item.form.why.is_empty(), "{}", item.text);
    }
    for kind in Kind::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let new = read("", true, &FormPlace::New(kind), lang).unwrap();
            assert_eq!((new.form.fault(), written(&new.text, &new.form, lang == Lang::En)), (None, Some(new.text.clone())));
        }
    }
}

#[test]
fn what_a_form_says_is_read_again_from_what_it_wrote() {
    for (item, _) in gallery().into_iter().filter(|(_, is_twin)| !is_twin) {
        let mut form = item.form.clone();
        form.stem.push_str("还有一句。");
        form.why = "为什么。\n\n还因为。".into();
        (form.difficulty, form.tags) = ("hard".into(), "新".into());
        let text = written(&item.text, &form, false).unwrap();
        assert_eq!(super::form(&text), Some(form), "{text}");
    }
}

const MIXED: &str = "+++\ntitle = \"x\"\n+++\n\n### 哪个？ {#one .single unit-less=\"a b\" points=2 } ##\n\n<!-- 别动 -->\n\n看图：\n\
    ![图](media/a.svg)\n\n* [x] 这一个，\n  很长\n  > 对了。\n* [ ] 那一个\n\n\
    * [ ] 第三个\n\n<!-- 也别动 -->\n\n> 因为。\n\n---\n\n### 二 {#two .ordering}\n\n3) 看\n4) 改\n   - 小步\n5) 查\n";

#[test]
fn only_what_was_changed_is_written() {
    let item = at(MIXED, "one");
    assert_eq!((item.from, item.to), (5, 22));
    let shown: Vec<_> = item.form.rows.iter().map(|row| (row.marked, row.cell(0))).collect();
    assert_eq!(shown, [(true, "这一个，很长"), (false, "那一个"), (false, "第三个")]);
    assert_eq!(item.form.stem, "哪个？\n\n看图：\n![图](media/a.svg)");
    let mut form = item.form.clone();
    (form.rows[0].marked, form.rows[1].marked) = (false, true);
    form.rows[1].cells = vec!["另一个".into()];
    form.rows[2].cells = vec![String::new()];
    form.rows.push(FormRow { marked: false, cells: vec!["新的".into()] });
    let expected = item.text.replace("[x]", "[ ]").replace("[ ] 那一个\n\n* [ ] 第三个", "[x] 另一个\n* [ ] 新的");
    assert_eq!(written(&item.text, &form, false).unwrap(), expected);
    assert_eq!(read(MIXED, true, &FormPlace::Line(23), Lang::Zh), None, "the rule is no item");
    assert_eq!(read(MIXED, true, &FormPlace::Line(22), Lang::Zh).unwrap(), item);
}

#[test]
fn steps_change_places_with_what_stands_below_them() {
    let item = at(MIXED, "two");
    let mut form = item.form.clone();
    form.rows.swap(0, 1);
    assert_eq!(written(&item.text, &form, false).unwrap(), "### 二 {#two .ordering}\n\n1) 改\n   - 小步\n2) 看\n3) 查");
}

#[test]
fn rows_of_a_table_and_what_a_rubric_is_worth() {
    let text = "### 配 {#m .matching}\n\n左 | 右\n---|:--:\n甲\\|乙 |  一 \n丙| 二\n| | 三 |\n\n> 因为。";
    let item = at(text, "m");
    assert_eq!(item.form.rows.iter().map(|r| r.cells.clone()).collect::<Vec<_>>(), [["甲|乙", "一"], ["丙", "二"], ["", "三"]]);
    let mut form = item.form.clone();
    form.rows[1].cells[1] = "二|2".into();
    form.rows.push(FormRow { marked: false, cells: vec!["丁".into(), "四".into()] });
    assert_eq!(written(text, &form, false).unwrap(), text.replace("丙| 二\n| | 三 |", "丙| 二\\|2\n| | 三 |\n| 丁 | 四 |"));
    let text = "### 写 {#e .essay points=3 tags=a}\n\n| 标准 | 分 | 得分 |\n|---|---|---|\n| 甲 | 1 | 有 |\n| 乙 | 2 | 有 |\n\n> 例。";
    let mut form = at(text, "e").form;
    form.rows[1].cells[1] = "2.5".into();
    assert_eq!(written(text, &form, false).unwrap(), text.replace("points=3", "points=3.5").replace("| 2 |", "| 2.5 |"));
    assert_eq!(written(text, &form, true).unwrap(), text.replace("| 2 |", "| 2.5 |"), "a twin has no points");
}

#[test]
fn gaps_stand_as_numbers_and_keep_their_words() {
    let text = "### 补全 [[甲 | 乙]]。 {#c .cloze}\n\n| 一 | [[?对\\|错]] |\n|---|---|\n| `[[1]]` | 二 |\n\n> 因为 [[不是空]]。";
    let item = at(text, "c");
    assert_eq!(item.form.stem, "补全 [[1]]。\n\n| 一 | [[2]] |\n|---|---|\n| `[[1]]` | 二 |");
    assert_eq!(item.form.rows.iter().map(|r| (r.marked, r.cell(0))).collect::<Vec<_>>(), [(false, "甲 | 乙"), (true, "对 | 错")]);
    let mut form = item.form.clone();
    form.rows[1].cells = vec!["对|错|都不".into()];
    form.rows.push(FormRow { marked: false, cells: vec!["丙".into()] });
    form.stem = form.stem.replace("二 |", "二 [[3]] |");
    let expected = text.replace("[[?对\\|错]]", "[[?对\\|错\\|都不]]").replace("二 |", "二 [[丙]] |");
    assert_eq!(written(text, &form, false).unwrap(), expected);
}
