//! What somebody brings costs in proportion to its length: four times as much takes about four times as long, never sixteen.

#[path = "../../../courseware/tests/support/growth.rs"]
mod growth;

use growth::{MOST, growth};
use zhixing_interchange::{BankFormat, Bundle, FolderWish, folder, import};

fn page(text: String) -> Bundle {
    Bundle([("a.md".into(), text.into_bytes())].into())
}

#[test]
fn links_to_headings_cost_what_they_are_long() {
    type Line = fn(usize) -> String;
    let pages: [(&str, Line); 3] = [
        ("own headings", |i| format!("## x{i}\n\n[a](#x{i}) [b](#y{i})\n\n")),
        ("equal headings", |_| "## x\n\n[a](#x)\n\n".into()),
        ("labels", |i| format!("(l{i})=\n## x\n\n[a](#l{i})\n\n")),
    ];
    let slow: Vec<_> = pages
        .iter()
        .map(|(name, line)| {
            let text = |n: usize| page(format!("# A\n\n{}", (0..n).map(line).collect::<String>()));
            (name, growth(text, |bundle| drop(folder(bundle, &FolderWish::default())), 1_000))
        })
        .filter(|(_, found)| *found > MOST)
        .collect();
    assert!(slow.is_empty(), "four times the text takes so many times as long: {slow:?}");
}

#[test]
fn papers_and_their_keys_cost_what_they_are_long() {
    let item = |i: usize| format!("{i}. 题{i}是什么\nA. 甲\nB. 乙\n");
    let items = |n: usize, key: &str| (1..=n).map(|i| item(i) + key).collect::<String>();
    let entries =
        |n: usize| (1..=n).map(|i| format!("{i}.A ")).collect::<Vec<_>>().chunks(10).map(|row| row.concat() + "\n").collect::<String>();
    type Paper<'p> = Box<dyn Fn(usize) -> String + 'p>;
    let papers: [(&str, Paper); 13] = [
        ("a key behind all", Box::new(|n| format!("{}参考答案\n{}", items(n, ""), entries(n)))),
        ("a key of items that have one", Box::new(|n| format!("{}参考答案\n{}", items(n, "答案：A\n"), entries(n)))),
        ("tables in closed items", Box::new(|n| items(n, "答案：A\n") + &"1.A 2.B 3.A\n".repeat(n))),
        ("one number for all", Box::new(|n| format!("{}参考答案\n{}", item(1).repeat(n), "1.A\n".repeat(n)))),
        ("one that waits above all", Box::new(|n| item(0) + &items(n, "答案：A\n"))),
        ("tables below one that waits", Box::new(|n| item(0) + &items(n, "答案：A\n") + &"1.A 2.B 3.A\n".repeat(n))),
        ("a table below each of those that wait", Box::new(|n| (1..=n).map(|i| item(i) + "1-5 ABCDA\n").collect())),
        ("a key of numbers that are none", Box::new(|n| item(1) + &item(2) + "参考答案\n" + &"7.A\n".repeat(4 * n))),
        ("no answers", Box::new(|n| items(n, ""))),
        ("an option of many lines", Box::new(|n| format!("1. 题\nA. 甲\n{}B. 乙\n答案：A\n", "更多\n".repeat(40 * n)))),
        ("answers above all", Box::new(|n| format!("参考答案\n{}{}", entries(n), items(n, "")))),
        ("headings above answers above all", Box::new(|n| format!("答案\n{}1-2 AB\n{}", "一、单选题\n".repeat(8 * n), items(n, "")))),
        ("empty lines above all", Box::new(|n| "\n".repeat(40 * n) + &items(n, "答案：A\n"))),
    ];
    let slow: Vec<_> = papers
        .iter()
        .map(|(name, text)| {
            let read = |bundle: &Bundle| drop(import(bundle, Some(BankFormat::Paper)));
            (name, growth(|n| Bundle([("x.txt".into(), text(n).into_bytes())].into()), read, 250))
        })
        .filter(|(_, found)| *found > MOST)
        .collect();
    assert!(slow.is_empty(), "four times the text takes so many times as long: {slow:?}");
}
