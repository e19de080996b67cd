//! Which new passwords are taken: their length, and no guess that everybody makes first. No rules of composition (ASVS 6.2, NIST SP 800-63B).
//!
//! The commonest passwords are few words with few endings: a stem of the list below, perhaps with digits or signs around it or in place of letters; one
//! character or group again and again; a run of the alphabet, the digits or the keyboard; a date. So the own list is a list of stems. Beside it stands
//! what is long enough of the ten thousand commonest passwords of public leaks, as the estimator zxcvbn ranks them (its file, MIT licence).

use super::AccountRefusal;
use std::{collections::BTreeSet, sync::LazyLock};

/// What the commonest passwords are made of, in lower case.
const STEMS: &str = "password passwort parola passwd secret welcome letmein admin administrator root user guest login test testing default changeme \
    master superman batman spiderman pokemon naruto starwars dragon monkey tiger eagle falcon panther dolphin butterfly flower sunshine summer winter \
    spring autumn princess princesa angel baby babygirl lovely love loveme iloveyou iloveu forever freedom football baseball basketball soccer hockey \
    liverpool chelsea arsenal barcelona juventus computer internet google facebook linkedin samsung iphone microsoft windows mustang ferrari porsche \
    corvette mercedes yamaha michael jennifer jessica michelle daniel charlie thomas robert jordan anthony andrew joshua matthew william alexander \
    nicole ashley amanda hannah samantha elizabeth victoria killer hunter ranger shadow phoenix matrix cookie chocolate banana cheese pepper ginger \
    whatever trustno startrek blessed jesus christ heaven hello helloworld china beijing shanghai guangzhou shenzhen zhongguo woaini woaiwo aini aiyou \
    wangyut zhang wang chen taobao weixin wechat alipay baidu tencent caonima nihao laopo laogong mima zhixing abc abcd qwe asd zxc qaz wsx a aa aaa \
    q w x z s";

/// Rows and columns of keys, digits and letters, to walk along in either direction.
const RUNS: &[&str] = &[
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "qazwsxedcrfvtgbyhnujmikolp",
    "!@#$%^&*()",
    "147258369",
    "5201314",
    "1314520",
    "7758521",
];

/// The lists as they are asked: strangers ask before they have shown anything, with up to 128 characters.
static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| STEMS.split_whitespace().collect());
static COMMON: LazyLock<BTreeSet<&str>> = LazyLock::new(|| include_str!("common.txt").lines().collect());
static WALKS: LazyLock<Vec<String>> =
    LazyLock::new(|| RUNS.iter().flat_map(|run| [run.to_string(), run.chars().rev().collect()]).collect());

/// Checks a new password of the account `login`.
///
/// # Errors
///
/// [`AccountRefusal::PasswordShort`], [`AccountRefusal::PasswordLong`] or [`AccountRefusal::PasswordCommon`].
pub fn password(text: &str, login: &str) -> Result<(), AccountRefusal> {
    match text.chars().count() {
        0..8 => Err(AccountRefusal::PasswordShort),
        129.. => Err(AccountRefusal::PasswordLong),
        _ if is_common(text, login) => Err(AccountRefusal::PasswordCommon),
        _ => Ok(()),
    }
}

fn is_common(text: &str, login: &str) -> bool {
    let text = text.trim().to_lowercase();
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut once: Vec<char> = plain.chars().collect();
    once.dedup();
    let once: String = once.into_iter().collect();
    if plain.is_empty() || [&text, &plain].into_iter().any(|t| repeats(t) || walks(t)) || walks(&once) {
        return true;
    }
    // the login and its parts, with whatever stands around them
    let own = login.split(['@', '.', '_', '-', '+']).chain([login]).filter(|part| part.chars().count() >= 3);
    if own.map(str::to_lowercase).any(|part| plain.replacen(&part, "", 1).chars().count() < 6 && plain.contains(&part)) {
        return true;
    }
    let bare = plain.trim_matches(|c: char| c.is_ascii_digit());
    let date = plain.chars().all(|c| c.is_ascii_digit()) && plain.len() <= 8;
    let stem = |word: &str| WORDS.contains(word) || walks(word) || repeats(word);
    let whole = |word: &str| stem(word) || COMMON.contains(word);
    let ends = plain.len() - bare.len() <= 10;
    date || whole(&text) || shorter(&plain).any(whole) || ends && whole(bare) || whole(&letters(&text)) || halves(bare, &stem)
}

/// The word, and without up to four digits at its end.
fn shorter(word: &str) -> impl Iterator<Item = &str> {
    let cuts = (0..=4).map_while(|n| word.len().checked_sub(n));
    cuts.take_while(|cut| word.as_bytes()[*cut..].iter().all(u8::is_ascii_digit)).map(|cut| &word[..cut])
}

/// Two stems side by side.
fn halves(word: &str, stem: &dyn Fn(&str) -> bool) -> bool {
    (3..word.len().saturating_sub(2)).any(|n| word.is_char_boundary(n) && stem(&word[..n]) && stem(&word[n..]))
}

/// Digits and signs that stand for letters read as these; what follows the last letter is dropped.
fn letters(text: &str) -> String {
    text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation())
        .chars()
        .map(|c| match c {
            '@' => 'a',
            '$' => 's',
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            other => other,
        })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// One group of at most four characters, again and again.
fn repeats(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    chars.len() > 2 && (1..=4).any(|n| n < chars.len() && chars.iter().zip(chars.iter().skip(n)).all(|(a, b)| a == b))
}

/// Made of at most three walks along rows of keys or letters.
fn walks(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..3 {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).skip_while(|n| *n < 3);
        // a row that does not hold so much of it does not hold more
        let longest = ends.take_while(|n| WALKS.iter().any(|run| run.contains(&rest[..*n]))).last();
        match longest {
            Some(n) => rest = &rest[n..],
            None => return false,
        }
        if rest.is_empty() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for text in [
            "12345678",
            "87654321",
            "password",
            "Password1",
            "password123",
            "P@ssw0rd!",
            "passw0rd",
            "Aa123456",
            "a123456789",
            "        ",
            "11111111",
            "abcabcabc",
            "qwertyuiop",
            "qwerty123",
            "1q2w3e4r",
            "1qaz2wsx",
            "asdfghjkl",
            "iloveyou",
            "woaini1314",
            "woaini520",
            "5201314520",
            "123123123",
            "zhixing123",
            "zhixing2026",
            "19991231",
            "abc12345",
            "abcd1234",
            "admin123",
            "admin888",
            "welcome1",
            "monkey12",
            "qwe123456",
            "123456789a",
            "sunshine1",
            "football1",
            "superman1",
            "112233445566",
            "asd123456",
            "aa12345678",
            "!@#$%^&*",
            "147258369",
        ] {
            assert_eq!(password(text, "somebody"), Err(AccountRefusal::PasswordCommon), "{text}");
        }
    }

    #[test]
    fn what_many_have_chosen_before_is_refused() {
        let all: Vec<&str> = include_str!("common.txt").lines().collect();
        assert!(all.len() > 3_000 && all.is_sorted() && all.iter().all(|word| word.chars().count() >= 8));
        let ended = |word: &&str| word.chars().all(char::is_alphanumeric).then(|| [format!("{word}1"), format!("{word}!")]);
        let typed =
            all.iter().flat_map(|word| [word.to_string(), word.to_uppercase()].into_iter().chain(ended(word).into_iter().flatten()));
        for text in typed {
            assert_eq!(password(&text, "somebody"), Err(AccountRefusal::PasswordCommon), "{text}");
        }
    }

    #[test]
    fn the_own_name_is_no_password() {
        for text in ["wang.fang1", "wangfang1", "wang.fang@x", "WANG.FANG"] {
            assert_eq!(password(text, "wang.fang"), Err(AccountRefusal::PasswordCommon), "{text}");
        }
    }

    #[test]
    fn what_people_choose_with_some_care_is_taken() {
        for text in [
            "correct horse",
            "four unrelated words",
            "something new",
            "quite another one",
            "long enough",
            "床前明月光疑是地上霜",
            "Kt7#mV2q",
            "zhixing-demo",
            "blue kettle river",
            "wo zai xuexi rengong zhineng",
            "x9Lp2vQa",
        ] {
            assert_eq!(password(text, "somebody"), Ok(()), "{text}");
        }
    }
}
