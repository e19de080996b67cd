//! Small sheets against what is read of them.

use super::{cell, csv_rows, read, write_csv};
use crate::{ForeignItem, ForeignKey, ReadItem};

/// The stem and the key of each row, or the code of its fault; then the codes of what is told besides.
fn told(csv: &str) -> Vec<String> {
    let import = read("x", &csv_rows(csv));
    let one = |read: &ReadItem| match read {
        ReadItem::Fault(note) => format!("{} ! {}", note.line, note.code),
        ReadItem::Item { item, .. } => {
            let right =
                |options: &[crate::Choice]| ('A'..='Z').zip(options).filter(|(_, o)| o.worth > 0.0).map(|(c, _)| c).collect::<String>();
            let key = match &item.key {
                ForeignKey::Single(options) => right(options),
                ForeignKey::Multiple(options) => format!("*{}", right(options)),
                ForeignKey::TrueFalse { key, .. } => key.to_string(),
                ForeignKey::Short { accept, .. } => format!("\"{}\"", accept.first().map(|a| a.answer.as_str()).unwrap_or_default()),
                ForeignKey::Cloze(gaps) => format!("{} gaps", gaps.len()),
                ForeignKey::Essay(_) => item.explanation.clone().unwrap_or_default(),
                other => format!("{other:?}"),
            };
            format!("{} {} = {key}", item.line, item.stem)
        }
    };
    import.items.iter().map(one).chain(import.losses.iter().map(|note| note.code.to_string())).collect()
}

#[test]
fn headings_are_found_however_they_name_options() {
    for options in ["A选项,B选项", "选项（A）,选项（B）", "选项一,选项二", "Option A,Option B", "选项1,选项2", "A,B"]
    {
        assert_eq!(told(&format!("题干,{options},答案\r\n首都,上海,北京,B\r\n")), ["2 首都 = B"], "{options}");
    }
    assert_eq!(told("题干,甲,乙,答案\n首都,上海,北京,B\n"), ["2 ! sheet-options", "sheet-columns"]);
    assert_eq!(told("题干,选项A,选项B,答案,答案\n首都,上海,北京,A,B\n"), ["2 ! sheet-twice"]);
    assert_eq!(told("单选题,首都,上海,北京,B\n"), ["1 ! sheet-heading"]);
}

#[test]
fn a_row_that_can_be_read_in_two_ways_stays_out() {
    let head = "题型,题干,选项A,选项B,选项C,答案\n";
    for (row, expected) in [
        (",交流电,DC,AC,CA,AC", "2 ! sheet-ambiguous"),
        ("单选题,交流电,DC,AC,CA,AC", "2 交流电 = B"),
        ("单选题,直辖市,上海,北京,广州,AB", "2 ! sheet-answer"),
        (",辅助,CAM,CAE,CAD,CAD", "2 辅助 = C"),
        ("填空,力的符号是____,,,,F", "2 力的符号是\\_\\_\\_\\_ = \"F\""),
        ("填空题,未知数,,,,x", "2 未知数 = \"x\""),
        ("填空题,首都____简称____,,,,北京；京", "2 首都\u{fffc}简称\u{fffc} = 2 gaps"),
        ("多空填空题,首都____简称____,,,,北京", "2 ! sheet-blanks"),
        (",力的符号是什么,,,,F", "2 ! sheet-ambiguous"),
        ("判断题,水,对,错,,B", "2 水 = false"),
        ("判断题,水,,,,A", "2 ! sheet-answer"),
        ("简答题,说明,,,,要点一", "2 说明 = 要点一"),
        ("简单题,首都,上海,北京,,B", "2 首都 = B"),
    ] {
        assert_eq!(told(&format!("{head}{row}\n")), [expected], "{row}");
    }
}

#[test]
fn a_number_is_the_place_of_an_option_where_the_columns_are_counted() {
    let counted = "题干,选项1,选项2,选项3,答案\n";
    for (row, expected) in [
        ("首都,上海,北京,广州,2", "2 首都 = B"),
        ("数,1,2,3,2", "2 数 = B"),
        ("数,2,3,1,2", "2 ! sheet-ambiguous"),
        ("质数,甲,乙,丙,\"1,3\"", "2 质数 = *AC"),
        ("首都,上海,北京,广州,北京", "2 首都 = B"),
        ("首都,上海,北京,广州,4", "2 ! sheet-answer"),
        ("首都,上海,北京,广州,B", "2 首都 = B"),
    ] {
        assert_eq!(told(&format!("{counted}{row}\n")), [expected], "{row}");
    }
    assert_eq!(told("题干,选项A,选项B,答案\n首都,上海,北京,2\n"), ["2 ! sheet-answer"], "letters are not counted");
}

#[test]
fn templates_of_quizzes_against_the_clock_are_read() {
    let kahoot = "Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,Answer 3 - max 75 characters,\
                  \"Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs\",Correct answer(s) - choose at least one\n\
                  Capital?,Shanghai,Beijing,Guangzhou,20,2\nPrimes?,2,3,4,30,\"1,2\"\nFour?,2,4,1,20,2\nOne?,2,3,1,20,3\n";
    assert_eq!(told(kahoot), ["2 Capital? = B", "3 Primes? = *AB", "4 Four? = B", "5 One? = C", "sheet-columns"]);
    let quizizz = "Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds,Image Link,Answer explanation\n\
                   \"Text of the question\n(required)\",\"Question Type\n(default is Multiple Choice)\",\"Text for option 1\",Text for option 2,Text for option 3,\
                   \"The correct option choice (between 1-5)\",Time in seconds,Link of the image,Explanation\n\
                   Sum?,Multiple Choice,3,1,2,2,30,,\nPrimes?,Checkbox,2,3,4,\"1,2\",30,,why\nSay,Open-Ended,,,,,60,,\nFill,Fill-in-the-Blank,cat,,,,30,,\nPoll?,Poll,a,b,,,60,,\n";
    assert_eq!(
        told(quizizz),
        ["2 ! sheet-answer", "5 Sum? = B", "6 Primes? = *AB", "7 Say = ", "8 ! sheet-empty", "9 ! sheet-empty", "sheet-columns"]
    );
}

#[test]
fn letters_that_all_options_begin_with_are_no_part_of_them() {
    let options = |row: &str| {
        let import = read("x", &csv_rows(&format!("题干,选项A,选项B,答案\n{row}\n")));
        let Some(ForeignKey::Single(options)) = import.items[0].item().map(|item| item.key.clone()) else { panic!("{import:?}") };
        options.into_iter().map(|o| o.text).collect::<Vec<_>>()
    };
    assert_eq!(options("首都,A.上海,Ｂ．北京,B.北京"), ["上海", "北京"]);
    assert_eq!(options("首都,A、上海,北京,A"), ["A、上海", "北京"], "only one of them");
}

#[test]
fn cells_of_others_are_words_and_ours_are_markdown() {
    let rows = "\"a=[[1,2],[3,4]]，a[0][1] 的值是____\",2\n2*3*4=,24\n若 $x^2=4$ 则 x*y,2\n";
    assert_eq!(
        told(&format!("题干,答案\n{rows}")),
        [
            "2 a=\\[\\[1,2\\],\\[3,4\\]\\]，a\\[0\\]\\[1\\] 的值是\\_\\_\\_\\_ = \"2\"",
            "3 2\\*3\\*4= = \"24\"",
            "4 若 $x^2=4$ 则 x\\*y = \"2\"",
        ]
    );
    assert_eq!(told("题干,答案,不打乱\n*首都*,北京,\n首都是[[北京]]。,,\n"), ["2 *首都* = \"北京\"", "3 首都是\u{fffc}。 = 1 gaps"]);
}

#[test]
fn numbers_are_read_as_they_are_shown() {
    for (value, shown) in [("0.30000000000000004", "0.3"), ("12", "12"), ("1e300", "1e300"), ("x", "x")] {
        assert_eq!(cell::number(value), shown);
    }
    assert_eq!((cell::percent("0.25").as_str(), cell::percent("0.07").as_str()), ("25%", "7%"));
    for (value, late, shown) in
        [("45292", false, "2024-01-01"), ("1", false, "1900-01-01"), ("43830.5", true, "2024-01-01 12:00"), ("0.75", false, "18:00")]
    {
        assert_eq!(cell::date(value, late).as_deref(), Some(shown), "{value}");
    }
    assert_eq!(cell::unescaped("北京_x000D_ _x5317_ _xyz_"), "北京\r 北 _xyz_");
}

#[test]
fn no_cell_is_a_formula_in_a_spreadsheet_and_each_is_read_as_it_was() {
    for stem in ["＝1+1", "=1", "－1", "＠x", "'x", "'=x", "\u{3000}=1"] {
        let item = ForeignItem::new(1, stem, ForeignKey::TrueFalse { key: true, feedback: [None, None] });
        let text = String::from_utf8(write_csv(&[item]).0).unwrap_or_default();
        assert!(text.contains(&format!(",'{stem},")), "{text}");
        let read = read("x.csv", &csv_rows(text.trim_start_matches('\u{feff}')));
        assert_eq!(read.items[0].item().map(|item| item.stem.as_str()), Some(stem.trim()));
    }
}
