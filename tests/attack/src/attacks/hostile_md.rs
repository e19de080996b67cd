//! Lessons made to be read slowly: each is checked, or refused, in time and memory that an honest lesson of the same size would forgive.

use crate::{finding::Finding, stage::Stage};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    rc::Rc,
    time::Duration,
};
use zhixing_load::{clock, process::usage};

const HEAD: &str = "+++\ntitle = \"x\"\nsummary = \"y\"\nminutes = 5\nfunction = \"work\"\n+++\n\n## a\n\n";
/// Bytes of a lesson.
const SIZE: usize = 900_000;
/// Times as long as prose of the same size.
const FACTOR: f64 = 30.0;
/// Seconds that no machine is asked to beat.
const AT_ONCE: f64 = 3.0;
/// Megabytes.
const MEMORY: f64 = 1_500.0;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let folder = PathBuf::from(format!("{}-lessons", stage.recipe.data));
    crate::stage::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"), &folder).expect("the little course");
    let prose = "数据清洗让数据可用，先去重，再补缺。\n\n".repeat(SIZE / 55);
    let (honest, _, _) = check(&stage, &folder, &format!("{HEAD}{prose}")).await;
    let most = (honest * FACTOR).max(AT_ONCE);
    let (mut slowest, mut largest) = ((0.0, "none"), (0.0, "none"));
    let all = lessons();
    for (name, text) in &all {
        let text = if text.starts_with("+++") { text.clone() } else { format!("{HEAD}{text}\n") };
        let (seconds, memory, ended) = check_within(&stage, &folder, &text, most * 2.0).await;
        if seconds > slowest.0 {
            slowest = (seconds, name);
        }
        if memory > largest.0 {
            largest = (memory, name);
        }
        finding.must(ended, format!("{name}: the check broke off"));
        finding.must(seconds <= most, format!("{name}: {seconds:.1} s"));
        finding.must(memory <= MEMORY, format!("{name}: {memory:.0} MB"));
    }
    let _ = fs::remove_dir_all(&folder);
    finding.measure(format!("{} lessons: slowest {} {:.1} s (prose {honest:.2} s), largest {} {:.0} MB", all.len(), slowest.1, slowest.0, largest.1, largest.0));
    finding
}

async fn check(stage: &Stage, folder: &Path, text: &str) -> (f64, f64, bool) {
    check_within(stage, folder, text, 120.0).await
}

/// Seconds, megabytes, and whether `content check` came to an end of its own: found right, or wrong.
async fn check_within(stage: &Stage, folder: &Path, text: &str, seconds: f64) -> (f64, f64, bool) {
    fs::write(folder.join("little/030-hostile.md"), text).expect("a lesson");
    let out = File::create(folder.with_extension("said")).expect("a file");
    let mut command = std::process::Command::new(&stage.recipe.binary);
    command.args(["content", "check", &folder.display().to_string()]).stdout(out.try_clone().expect("a file")).stderr(out).stdin(Stdio::null());
    let (began, mut child) = (clock::now(), command.spawn().expect("the check"));
    let mut peak: f64 = 0.0;
    loop {
        peak = peak.max(usage(child.id()).peak);
        match child.try_wait() {
            // ended by a signal it has no code; 101 is a panic
            Ok(Some(status)) => return (began.elapsed().as_secs_f64(), peak, status.code().is_some_and(|c| c <= 2)),
            _ if began.elapsed() > Duration::from_secs_f64(seconds) => {
                let _ = child.kill();
                let _ = child.wait();
                return (began.elapsed().as_secs_f64(), peak, true);
            }
            _ => clock::seconds(0.004).await,
        }
    }
}

/// What is deep, long or many: brackets, quotes, lists, tables, references, entities, maths, code, attributes, front matter.
fn lessons() -> Vec<(&'static str, String)> {
    let many = |piece: &str| piece.repeat(SIZE / piece.len());
    let deep = |open: &str, close: &str| {
        let n = SIZE / (open.len() + close.len());
        format!("{}{}", open.repeat(n), close.repeat(n))
    };
    let lines = |line: &dyn Fn(usize) -> String, n: usize| (0..n).map(line).collect::<Vec<_>>().join("\n");
    let row = |cell: &str, n: usize| format!("{}\n", cell.repeat(n));
    vec![
        ("open brackets", many("[")),
        ("brackets", deep("[", "]")),
        ("links in links", many("[a](")),
        ("images in images", many("![a](")),
        ("backticks of every length", lines(&|n| format!("{}a", "`".repeat(n)), 1_300).replace('\n', "")),
        ("single backticks", many("`a")),
        ("emphasis", many("*a **b ")),
        ("strikes", many("~~a ~b ")),
        ("quotes in quotes", many(">")),
        ("quotes by line", lines(&|n| format!("{}a", ">".repeat(n)), 1_300)),
        ("lists in lists", lines(&|n| format!("{}- a", " ".repeat(n * 2)), 900)),
        ("numbered lists", many("1. a\n")),
        ("a wide table", [row("|a", 100_000), row("|-", 100_000), row("|b", 100_000)].concat()),
        ("a long table", format!("|a|b|\n|-|-|\n{}", "|\n".repeat(SIZE / 2))),
        ("a table that grows", [row("|a", 700), row("|-", 700), "|x\n".repeat(240_000)].concat()),
        ("footnotes", format!("{}\n{}", lines(&|n| format!("[^{n}]"), 60_000).replace('\n', ""), lines(&|n| format!("[^{n}]: a\n"), 20_000))),
        ("one reference", format!("{}\n\n[a]: /{}", "[a]".repeat(200_000), "b".repeat(100_000))),
        ("equal headings", many("## same\n\n")),
        ("tags", many("<")),
        ("comments", many("<!--")),
        ("declarations", many("<!A ")),
        ("entities", many("&")),
        ("addresses", many("http://a ")),
        ("braces of maths", format!("${}$", deep("{", "}"))),
        ("fractions", format!("${}1{}$", "\\frac{".repeat(60_000), "}{1}".repeat(60_000))),
        ("fences of maths", format!("${}$", deep("\\left(", "\\right)"))),
        ("roots", format!("${}$", deep("\\sqrt{", "}"))),
        ("many formulas", many("$a$ ")),
        ("powers", format!("$a{}$", deep("^{a", "}"))),
        ("dollars", many("$")),
        ("code of HTML", format!("```html\n{}\n```", "<a ".repeat(SIZE / 3))),
        ("code of Python", format!("```python\n{}\n```", "\"\"\"".repeat(SIZE / 3))),
        ("code of Rust", format!("```rust\n{}\n```", "/*".repeat(SIZE / 2))),
        ("code of SQL", format!("```sql\n{}\n```", "'".repeat(SIZE))),
        ("attributes", format!("### q {{{}}}", "#a ".repeat(SIZE / 3))),
        ("gaps", format!("### q {{#gap9 .cloze}}\n\n{}", "[[a]]".repeat(150_000))),
        ("options", format!("### q {{#opt9 .single}}\n\n{}- [x] b\n", "- [ ] a\n".repeat(90_000))),
        ("nothing", many("a\0b")),
        ("the other direction", many("\u{202e}")),
        ("arrays of front matter", format!("+++\ntitle = \"x\"\nx = {}\n+++\n", "[".repeat(SIZE))),
        ("keys of front matter", format!("+++\n{} = 1\n+++\n", vec!["a"; SIZE / 2].join("."))),
    ]
}
