//! The command line: words in places, and `--name value`.

use std::{collections::HashMap, fmt::Display, str::FromStr};

pub struct Words {
    pub places: Vec<String>,
    named: HashMap<String, String>,
}

impl Words {
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let (mut places, mut named, mut words) = (vec![], HashMap::new(), words.into_iter());
        while let Some(word) = words.next() {
            match word.strip_prefix("--") {
                Some(name) => drop(named.insert(name.to_string(), words.next().unwrap_or_else(|| die(&format!("--{name} wants a value"))))),
                None => places.push(word),
            }
        }
        Self { places, named }
    }

    pub fn get<T: FromStr>(&self, name: &str) -> Option<T> {
        let value = self.named.get(name)?;
        Some(value.parse().unwrap_or_else(|_| die(&format!("--{name} {value}: not what it takes"))))
    }

    pub fn or<T: FromStr>(&self, name: &str, otherwise: T) -> T {
        self.get(name).unwrap_or(otherwise)
    }

    pub fn need<T: FromStr>(&self, name: &str) -> T {
        self.get(name).unwrap_or_else(|| die(&format!("--{name} is missing")))
    }
}

/// A number in a place of its own, or the end.
pub fn number<T: FromStr>(word: &str) -> T {
    word.parse().unwrap_or_else(|_| die(&format!("{word}: not a number that fits here")))
}

/// The lines of a file.
pub fn lines(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| die(&format!("{path}: {e}")));
    text.lines().filter(|l| !l.is_empty()).map(str::to_string).collect()
}

pub fn die(why: &(impl Display + ?Sized)) -> ! {
    eprintln!("{why}");
    std::process::exit(2)
}
