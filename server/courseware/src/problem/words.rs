//! Values within messages: how each is said in a language, and the guess at what was meant.

use zhixing_domain::{lang::Lang, points::Points};

/// Says a value within a message.
pub(super) trait Say {
    fn say(&self, lang: Lang) -> String;
}

macro_rules! say_as_shown {
    ($($kind:ty)*) => {$(
        impl Say for $kind {
            fn say(&self, _: Lang) -> String {
                self.to_string()
            }
        }
    )*};
}

say_as_shown! { String usize u64 u32 Points }

/// A few fixed words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Say for Words {
    fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh.into(),
            Lang::En => self.en.into(),
        }
    }
}

/// What a line could look like, in the words of each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example([String; 2]);

impl Example {
    /// The whole line: the key and its value.
    pub(crate) fn of(self, key: &str) -> Self {
        Self(self.0.map(|value| format!("{key} = {value}")))
    }
}

/// Numbers and codes, and the words of an English twin, are the same for whoever reads the message.
impl From<&str> for Example {
    fn from(value: &str) -> Self {
        Self([value.into(), value.into()])
    }
}

impl From<[&str; 2]> for Example {
    fn from(words: [&str; 2]) -> Self {
        Self(words.map(|word| format!("\"{word}\"")))
    }
}

impl Say for Example {
    fn say(&self, lang: Lang) -> String {
        let [zh, en] = &self.0;
        if lang == Lang::Zh { zh.clone() } else { en.clone() }
    }
}

/// What may be written, and which of it the author probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub guess: Option<String>,
    pub all: Vec<String>,
}

impl Suggestion {
    /// More than this many words help nobody.
    pub(crate) const SHOWN: usize = 24;
}

impl Say for Suggestion {
    fn say(&self, lang: Lang) -> String {
        let (guess, may, comma, none, more) = match lang {
            Lang::Zh => (("是不是想写 `", "`？"), "可以写：", "、", "现在还没有可以写的：先写好它，或删去这一处。", "等"),
            Lang::En => (("did you mean `", "`? "), "allowed: ", ", ", "there is none yet: write it first, or leave this out.", ", …"),
        };
        let guess = self.guess.iter().map(|g| format!("{}{g}{}", guess.0, guess.1)).collect::<String>();
        if self.all.is_empty() {
            return format!("{guess}{none}");
        }
        let list: Vec<String> = self.all.iter().take(Self::SHOWN).map(|word| format!("`{word}`")).collect();
        let more = if self.all.len() > Self::SHOWN { more } else { "" };
        format!("{guess}{may}{}{more}", list.join(comma))
    }
}

/// The known words, and the nearest to what was written if it is near enough to be a slip.
pub(crate) fn known<T: Into<String>>(written: &str, all: impl IntoIterator<Item = T>) -> Suggestion {
    let all: Vec<String> = all.into_iter().map(Into::into).collect();
    let folded = written.to_lowercase();
    let near = |word: &&String| {
        if folded.is_empty() {
            return false;
        }
        let most = 1 + word.chars().count().max(folded.chars().count()) / 4;
        let contained = folded.len() > 2 && (word.contains(&folded) || (word.len() > 2 && folded.contains(word.as_str())));
        contained || distance(&folded, &word.to_lowercase()) <= most
    };
    let guess = all.iter().filter(near).min_by_key(|word| distance(&folded, &word.to_lowercase())).cloned();
    Suggestion { guess, all: all.into_iter().take(Suggestion::SHOWN + 1).collect() }
}

/// After so many guesses at names of one kind only the first of the known names are told: to compare each with all would take as long as
/// both together.
const GUESSED: usize = 100;

/// Like [`known`], for names that may be many: `count` is how many were guessed at before.
pub(crate) fn nearest<'n>(written: &str, all: impl IntoIterator<Item = &'n String>, count: usize) -> Suggestion {
    if count > GUESSED {
        return Suggestion { guess: None, all: all.into_iter().take(Suggestion::SHOWN + 1).cloned().collect() };
    }
    known(written, all.into_iter().take(1000).cloned())
}

/// Damerau–Levenshtein distance with neighbours swapped as one edit (optimal string alignment), since typists swap letters.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_guessed_and_a_stranger_is_not() {
        let guess = |w: &str| known(w, ["title", "summary", "minutes", "function"]).guess;
        assert_eq!(guess("titel").as_deref(), Some("title"));
        assert_eq!(guess("minute").as_deref(), Some("minutes"));
        assert_eq!(guess("Function").as_deref(), Some("function"));
        assert_eq!(guess("作者"), None);
        assert_eq!(guess("author"), None);
    }
}
