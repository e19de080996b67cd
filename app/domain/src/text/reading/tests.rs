//! Pairs of texts that say the same, and pairs that do not.

use super::*;
use proptest::prelude::*;

/// Whether two texts say the same.
fn same(a: &str, b: &str) -> bool {
    text(a) == text(b)
}

#[test]
fn what_nobody_sees_or_can_choose_does_not_decide() {
    for (key, typed) in [
        // invisible
        ("数据清洗", "数\u{200b}据清洗"),
        ("数据清洗", "数据清洗\u{fe0f}"),
        ("UTF-8", "UTF\u{ad}-8"),
        ("UTF\u{200b}-8", "utf-8"),
        ("12.5", "\u{202a}12.5\u{202c}"),
        ("IoU", "\u{feff}iou"),
        ("a\u{2060}b", "ab"),
        // width, case, normal forms
        ("IoU", " ｉｏｕ "),
        ("Löwe", "lo\u{308}we"),
        ("José", "JOSE\u{301}"),
        ("ﬁle", "file"),
        ("ｶﾅ", "カナ"),
        ("㎏", "kg"),
        ("㎡", "m²"),
        ("℃", "°C"),
        ("CO₂", "co2"),
        ("Ⅷ", "VIII"),
        ("⼈工", "人工"),
        ("长西角", "⻓⻄⻆"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("等…", "等……"),
        ("µm", "μm"),
        ("…", "..."),
        // minus, hyphen, dash
        ("-3.5", "−3.5"),
        ("-3.5", "–3.5"),
        ("-3.5", "﹣3.5"),
        ("-3.5", "－3.5"),
        ("-3.5", "ー3.5"),
        ("UTF-8", "UTF‑8"),
        ("UTF-8", "utf‐8"),
        ("one—two", "one-two"),
        // quotes and marks of the two languages
        ("don't panic", "don’t panic"),
        ("don't panic", "don＇t panic"),
        ("don't panic", "donʼt panic"),
        ("\"yes\"", "“yes”"),
        ("\"是\"", "「是」"),
        ("a,b", "a，b"),
        ("a, b", "a，b"),
        ("a, b", "a,b"),
        ("1:2", "1：2"),
        ("1:2", "1∶2"),
        ("甲;乙", "甲；乙"),
        ("f(x)", "f（x）"),
        ("交并比", "交并比。"),
        ("iou", "iou."),
        ("(是)", "(是)."),
        ("A·B", "A・B"),
        ("a/b", "a∕b"),
        // spaces
        ("C语言", "C 语言"),
        ("C 语言", "C语言"),
        ("使用 Python 3 编程", "使用Python 3编程"),
        ("合计、平均", "合计、 平均"),
        ("合计、平均", "合计,平均"),
        ("合计、平均", "合计， 平均"),
        ("浮点数（float）", "浮点数 (float)"),
        ("ls -l", "ls\u{a0}\u{3000} -l"),
    ] {
        assert!(same(key, typed), "{key:?} and {typed:?}: {:?} and {:?}", text(key), text(typed));
    }
}

#[test]
fn what_bears_meaning_decides() {
    for (key, typed) in [
        ("m²", "m2"),
        ("10²", "102"),
        ("1½", "11/2"),
        ("①", "1"),
        ("交并比", "交 并比"),
        ("ls -l", "ls-l"),
        ("ls -l", "ls - l"),
        ("cd ..", "cd"),
        ("cd .", "cd"),
        ("3.5", "35"),
        ("1,000", "1000"),
        ("a'b", "a\"b"),
        ("`ls`", "'ls'"),
        ("a-b", "a_b"),
        ("カー3", "カ-3"),
        ("一", "-"),
        ("Löwe", "Lowe"),
        ("x = 1", "x == 1"),
        ("《史记》", "\"史记\""),
        ("", "a"),
    ] {
        assert!(!same(key, typed), "{key:?} and {typed:?}: {:?}", text(key));
    }
}

#[test]
fn codes_and_words_of_plain_letters_keep_the_form_whose_hash_is_kept() {
    for (typed, kept) in [("AB-12 cd", "ab-12 cd"), ("ｐａｓｓ　1", "pass 1"), ("语文。", "语文"), ("甲 a1", "甲 a1"), ("x\u{200b}1", "x1")]
    {
        assert_eq!(fold(typed), kept);
    }
}

#[test]
fn fields_of_staff_are_read_as_an_english_keyboard_would_write_them() {
    for (typed, read) in [
        ("2026-12-01 09：00", "2026-12-01 09:00"),
        ("２０２６－１２－０１　０９：００", "2026-12-01 09:00"),
        ("2026–12−01 9∶00", "2026-12-01 9:00"),
        ("１.５", "1.5"),
        ("１。５", "1.5"),
        ("＋２０", "+20"),
        ("甲，乙、丙", "甲,乙,丙"),
        ("\u{feff}10.1.0.0／16\u{200b}", "10.1.0.0/16"),
    ] {
        assert_eq!(keyboard(typed), read, "{typed}");
    }
}

#[test]
fn names_and_logins_have_one_form() {
    assert_eq!(composed(" Jose\u{301}\u{200b} "), "José");
    assert_eq!(decomposed("José"), "Jose\u{301}");
    for typed in ["u01a", "ｕ０１ａ", "U01A\u{200b}", "\u{feff}u01a ", "𝐮01a"] {
        assert_eq!(login(typed), "u01a", "{typed:?}");
    }
}

proptest! {
    #[test]
    fn what_was_read_reads_the_same_again(typed in ".{0,24}") {
        let once = text(&typed);
        prop_assert_eq!(text(&once), once);
    }

    #[test]
    fn outer_spaces_and_invisible_characters_never_decide(typed in "[a-z0-9甲乙丙,.：（）' -]{0,12}", at in 0usize..12) {
        let mut chars: Vec<char> = typed.chars().collect();
        chars.insert(at.min(chars.len()), '\u{200b}');
        let marked: String = chars.into_iter().collect();
        let padded = [" \u{feff}", &marked, "\u{a0}"].concat();
        prop_assert!(same(&typed, &padded));
    }
}
