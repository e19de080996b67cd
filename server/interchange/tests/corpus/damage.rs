//! The same files with something missing, twice or cut off: each is read to an end.

use crate::tally::Tally;
use std::{collections::BTreeMap, fs, path::Path};
use zhixing_interchange::{BankFormat, Bundle, import};

const FOLDERS: [(&str, &str, BankFormat); 7] = [
    ("gift", "}", BankFormat::Gift),
    ("moodle-xml", ">", BankFormat::MoodleXml),
    ("aiken", "\n", BankFormat::Aiken),
    ("qti12", ">", BankFormat::Qti),
    ("qti2", ">", BankFormat::Qti),
    ("qti3", ">", BankFormat::Qti),
    ("mdbook-quiz", "\n", BankFormat::MdbookQuiz),
];

pub fn run(root: &Path) -> Tally {
    let mut tally = Tally::new("damaged");
    for (folder, end, format) in FOLDERS {
        for (n, path) in crate::files(&root.join(folder)).into_iter().enumerate() {
            let text = String::from_utf8_lossy(&fs::read(&path).expect("the file")).into_owned();
            let mut parts: Vec<&str> = text.split_inclusive(end).collect();
            if parts.is_empty() {
                continue;
            }
            let (a, b) = (n * 7919 % parts.len(), n * 104_729 % parts.len());
            // a part without its end, two that changed places, a text that stops
            let cut = text.chars().take(text.len() * (n % 10) / 10).collect::<String>();
            let without = parts.iter().enumerate().filter(|(at, _)| *at != a).map(|(_, part)| *part).collect::<String>();
            parts.swap(a, b);
            for damaged in [cut, without, parts.concat()] {
                tally.files += 1;
                let bundle = Bundle(BTreeMap::from([("bank.xml".into(), damaged.into_bytes())]));
                // whatever is said of it
                let _ = tally.timed(&path.to_string_lossy(), || import(&bundle, Some(format)));
            }
        }
    }
    tally
}
