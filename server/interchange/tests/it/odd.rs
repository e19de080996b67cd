//! Banks that are odd, but not broken: no wrong key is taken silently. Where two readings are possible, the item stays out and says why.

use crate::formats::{one, told};
use zhixing_domain::lang::Lang;
use zhixing_interchange::{BankFormat, BankNote, Bundle, ForeignKey, Import, ReadItem, course, import};

const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const GIF: &str = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

fn bytes(base64: &str) -> Vec<u8> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    STANDARD.decode(base64).expect("base64")
}

fn quiz(questions: &str) -> Import {
    one("x.xml", format!("<?xml version=\"1.0\"?><quiz>\n{questions}\n</quiz>").as_bytes(), Some(BankFormat::MoodleXml))
}

fn cloze(gap: &str) -> Import {
    quiz(&format!("<question type=\"cloze\"><questiontext format=\"html\"><text><![CDATA[A {gap} b]]></text></questiontext></question>"))
}

/// What becomes of an import as Markdown of ours.
fn written(import: Import) -> String {
    let files = course(&[import], std::collections::BTreeSet::new()).0;
    files.into_iter().filter(|(path, _)| path.ends_with(".md")).map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

/// The notes of the one item, and the codes of a fault.
fn notes(import: &Import) -> Vec<BankNote> {
    match import.items.as_slice() {
        [ReadItem::Item { losses, .. }] => losses.clone(),
        [ReadItem::Fault(note)] => vec![note.clone()],
        other => panic!("{other:#?}"),
    }
}

fn codes(import: &Import) -> Vec<&'static str> {
    notes(import).iter().map(|note| note.code).collect()
}

#[test]
fn the_key_of_a_gap_is_the_choice_that_is_worth_most_and_never_merely_the_first() {
    for (gap, expected) in [
        ("{1:MULTICHOICE:wrong~%80%best~%50%half~bad}", "A [[?best|wrong|bad]] b"),
        ("{1:MC:b ~ =a}", "A [[?a|b]] b"),
        ("{1:MC:\n=good\n~bad\n~ugly}", "A [[?good|bad|ugly]] b"),
        ("{1:MC:%33,333%x~%100,0%y~z}", "A [[?y|z]] b"),
        ("{1:SA:%33,333%x~=y}", "A [[y]] b"),
    ] {
        let text = written(cloze(gap));
        assert!(text.contains(expected), "{gap}: {text}");
    }
    for gap in ["{1:MC:a~b}", "{1:MULTICHOICE:%0%a~%0%b}", "{1:MC:%x%a~b}", "{1:SA:%50%a~b}"] {
        assert_eq!(codes(&cloze(gap)), ["no-right-answer"], "{gap}");
    }
}

#[test]
fn a_gap_that_several_are_ticked_in_is_an_item_of_its_own_or_named() {
    let import = cloze("{1:MULTIRESPONSE:=a~=b~c}");
    assert!(
        matches!(import.items[0].item().map(|i| &i.key), Some(ForeignKey::Multiple(o)) if o.iter().map(|o| o.worth > 0.0).eq([true, true, false]))
    );
    assert!(written(import).contains("- [x] a\n- [x] b\n- [ ] c"));
    let import = cloze("{1:MRH:=a~b} {1:SA:=c}");
    let [note] = notes(&import).try_into().expect("one fault");
    assert_eq!(note.code, "moodle-gap-type");
    assert!(note.words(Lang::En).contains("`MRH`") && note.words(Lang::Zh).contains("`MRH`"));
    assert_eq!(codes(&cloze("{3:SA:=a} {1:SAC:=b}")), ["gap-weights", "gap-case"]);
}

#[test]
fn fractions_and_tolerances_that_are_no_numbers_keep_an_item_out() {
    let choice = |fraction: &str| {
        quiz(&format!(
            "<question type=\"multichoice\"><questiontext><text>Q</text></questiontext><single>false</single><answer fraction=\"{fraction}\">\
             <text>a</text></answer><answer fraction=\"50\"><text>b</text></answer><answer fraction=\"0\"><text>c</text></answer></question>"
        ))
    };
    assert_eq!(told(&choice("50,00000")), ["2 Q | multiple [(\"a\", 0.5), (\"b\", 0.5), (\"c\", 0.0)] | "]);
    assert_eq!(codes(&choice("half")), ["moodle-fraction"]);
    let number = |answer: &str, tolerance: &str| {
        quiz(&format!(
            "<question type=\"numerical\"><questiontext><text>Q</text></questiontext><answer fraction=\"100\"><text>{answer}</text>\
             <tolerance>{tolerance}</tolerance></answer></question>"
        ))
    };
    assert_eq!(told(&number("1,5", "0,1")), ["2 Q | numeric [Around { value: 1.5, tolerance: 0.1 }] | "]);
    assert_eq!(codes(&number("1,000", "0")), ["moodle-number"]);
    assert_eq!(codes(&number("5", "2%")), ["moodle-tolerance"]);
}

#[test]
fn true_and_false_are_told_by_their_words_in_any_order() {
    let question = |answers: [(&str, u8); 2]| {
        let answers: String =
            answers.iter().map(|(word, fraction)| format!("<answer fraction=\"{fraction}\"><text>{word}</text></answer>")).collect();
        quiz(&format!("<question type=\"truefalse\"><questiontext><text>Q</text></questiontext>{answers}</question>"))
    };
    for (answers, key) in [
        ([("False", 0), ("True", 100)], true),
        ([("错误", 100), ("正确", 0)], false),
        ([("对", 100), ("错", 0)], true),
        ([("&lt;p&gt;false&lt;/p&gt;", 0), ("&lt;p&gt;true&lt;/p&gt;", 100)], true),
    ] {
        assert_eq!(told(&question(answers)), [format!("2 Q | TrueFalse {{ key: {key}, feedback: [None, None] }} | ")], "{answers:?}");
    }
    for answers in [[("true", 0), ("false", 0)], [("true", 50), ("false", 0)], [("true", 100), ("false", 100)], [("hot", 100), ("cold", 0)]]
    {
        assert_eq!(codes(&question(answers)), ["moodle-truth"], "{answers:?}");
    }
}

#[test]
fn a_left_side_that_does_not_come_along_takes_its_pair_with_it() {
    let pair = |left: &str, file: &str, right: &str| {
        format!("<subquestion format=\"html\"><text><![CDATA[{left}]]></text>{file}<answer><text>{right}</text></answer></subquestion>")
    };
    let question = |first: String| {
        let all = first + &pair("<p>oak</p>", "", "tree") + &pair("<p></p>", "", "fish") + &pair("cow", "", "animal");
        quiz(&format!("<question type=\"matching\"><questiontext><text>Q</text></questiontext>{all}</question>"))
    };
    let picture = |name: &str, base64: &str| {
        pair(
            &format!("<img src=\"@@PLUGINFILE@@/{name}\">"),
            &format!("<file name=\"{name}\" path=\"/\" encoding=\"base64\">{base64}</file>"),
            "cat",
        )
    };
    let read = told(&question(picture("a.png", PNG)));
    assert!(read[0].contains("distractors: [\"fish\"]") && read[0].contains("(\"![a](media/a.png)\", \"cat\")"), "{read:?}");
    let lost = question(picture("a.gif", GIF));
    assert_eq!(codes(&lost), ["moodle-left"]);
    assert!(notes(&lost)[0].words(Lang::Zh).contains("cat"));
    assert_eq!(codes(&one("x.gift", b"Q {=<img src\\=\"a.gif\"> -> cat =oak -> tree =cow -> animal}", None)), ["gift-left"]);
}

#[test]
fn texts_that_are_elements_are_read_as_html() {
    let import = quiz(
        "<question type=\"multichoice\"><name><text>raw</text></name><questiontext format=\"html\"><text><p>What is <b>this</b> &amp; \
         that?</p></text></questiontext><answer fraction=\"100\"><text><i>a</i> x</text></answer><answer fraction=\"0\"><text>b</text>\
         </answer></question>\n<question type=\"shortanswer\"><questiontext><text>Q</text></questiontext><answer fraction=\"100\"><text>\
         <p>York</p></text></answer></question>",
    );
    assert_eq!(told(&import), ["2 What is **this** & that? | single [(\"*a* x\", 1.0), (\"b\", 0.0)] | ", "3 Q | short [\"York\"] | "]);
}

#[test]
fn a_file_in_a_folder_with_what_a_program_added_is_found() {
    let file = |path: &str| format!("<file name=\"x y.png\" path=\"{path}\" encoding=\"base64\">{PNG}</file>");
    let question = |files: &str| {
        quiz(&format!(
            "<question type=\"essay\"><questiontext format=\"html\"><text><![CDATA[<img src=\"@@PLUGINFILE@@/sub/x%20y.png?time=1\" \
             alt=\"pic\">]]></text>{files}</questiontext></question>"
        ))
    };
    for files in [file("/sub/"), file("/")] {
        let read = told(&question(&files));
        assert!(read[0].starts_with("2 ![pic](media/x-y.png) "), "{read:?}");
    }
}

#[test]
fn a_category_of_gift_is_a_line_of_its_own() {
    let import =
        one("x.gift", b"::Q0:: So? {F}\n$CATEGORY: $course$/top/a/b\n::Q1::What? {T}\n\n$CATEGORY: c\n\n// x\n::Q2:: And? {F}\n", None);
    let names: Vec<_> = import.items.iter().filter_map(ReadItem::item).map(|i| (i.line, i.name.as_str(), i.category.as_deref())).collect();
    assert_eq!(names, [(1, "Q0", None), (3, "Q1", Some("a/b")), (8, "Q2", Some("c"))]);
}

#[test]
fn formulas_of_aiken_stay_formulas() {
    let import = one("x.txt", b"Roots of $x^2=4$, for 3$?\nA. $\\pm 2$\nB. \\(2\\) *only*\nANSWER: A\n", None);
    assert_eq!(told(&import), ["1 Roots of $x^2=4$, for 3\\$? | single [(\"$\\\\pm 2$\", 1.0), (\"$2$ \\\\*only\\\\*\", 0.0)] | "]);
}

/// A bank among other files.
fn among(name: &str, text: &str, files: &[(&str, &str)]) -> Import {
    let mut bundle = Bundle::default();
    bundle.add(name, text.as_bytes().to_vec()).expect("small");
    for (path, base64) in files {
        bundle.add(*path, bytes(base64)).expect("small");
    }
    import(&bundle, None).expect("a bank").pop().expect("one bank")
}

#[test]
fn pictures_of_gift_and_anki_come_along_or_are_told() {
    let gift = format!(
        "::a:: [html]See <img src\\=\"@@PLUGINFILE@@/a.png\" alt\\=\"A\"> here {{=x ~y}}\n\n::b:: [html]See <img src\\=\"data\\:image/png;base64,{PNG}\"> here {{=x ~y}}\n"
    )
    .replace("==", "\\=\\=");
    let read = among("x.gift", &gift, &[("media/a.png", PNG)]);
    assert!(told(&read)[0].starts_with("1 See ![A](media/a.png) here"), "{:?}", told(&read));
    assert!(told(&read)[1].starts_with("3 See ![a](media/a.png) here"), "{:?}", told(&read));
    assert_eq!(read.pictures.len(), 1);
    assert!(told(&among("x.gift", &gift, &[]))[0].ends_with("| no-picture"));
    let anki = "#separator:tab\n#html:true\n看图 <img src=\"map.png\"> 是哪里\t北京\n<img src=\"map.png\">\t北京\n";
    assert_eq!(told(&among("x.txt", anki, &[])), ["3 看图 是哪里 | short [\"北京\"] | no-picture", "4 ! anki-card"]);
    assert!(told(&among("x.txt", anki, &[("collection.media/map.png", PNG)]))[1].starts_with("4 ![map](media/map.png)"));
}

#[test]
fn fields_of_anki_that_could_be_anything_are_told_and_named_ones_are_read() {
    let named = "#separator:Semicolon\n#html:false\n#columns:Question;A;B;C;D;Answer\n首都是？;上海;北京;广州;深圳;B\n哪些？;甲;乙;丙;;AC\n河？;长江;黄河;珠江;淮河;长江\n山？;一;二;三;四;E\n";
    assert_eq!(
        told(&one("x.txt", named.as_bytes(), None)),
        [
            "4 首都是？ | single [(\"上海\", 0.0), (\"北京\", 1.0), (\"广州\", 0.0), (\"深圳\", 0.0)] | ",
            "5 哪些？ | multiple [(\"甲\", 0.5), (\"乙\", 0.0), (\"丙\", 0.5)] | ",
            "6 河？ | single [(\"长江\", 1.0), (\"黄河\", 0.0), (\"珠江\", 0.0), (\"淮河\", 0.0)] | ",
            "7 ! anki-options",
        ]
    );
    let unnamed = "#separator:tab\n#html:true\n首都是？\t上海\t北京\tB\n首都？\t北京<br>直辖市\nQ\t<div>a</div><div>b</div>\na {{c1::b {{c2::c}} d}} e\t\n";
    assert_eq!(
        told(&one("x.txt", unnamed.as_bytes(), None)),
        ["3 ! anki-fields", "4 首都？ | short [\"北京 直辖市\"] | ", "5 Q | short [\"a b\"] | ", "6 ! anki-nested"]
    );
}

#[test]
fn questions_of_mdbook_bring_the_text_that_they_share() {
    let text = "[multipart]\npart = \"Consider `let x = 1;`\"\n\n[[questions]]\ntype = \"ShortAnswer\"\nmultipart = \"part\"\nprompt.prompt \
        = \"What is x?\"\nanswer.answer = \"1\"\n\n[[questions]]\ntype = \"ShortAnswer\"\nmultipart = \"other\"\nprompt.prompt = \"And y?\"\n\
        answer.answer = \"2\"\n";
    assert_eq!(
        told(&one("x.toml", text.as_bytes(), None)),
        ["4 Consider `let x = 1;`\n\nWhat is x? | short [\"1\"] | ", "10 ! mdbook-part"]
    );
}

#[test]
fn items_of_gift_without_an_empty_line_between_come_in_one_by_one() {
    let text = "When was he born? {#1822:5}\nWhat is pi? {#3.141..3.142}.\n// [tag:who]\n::Q1:: Who? {=A~B\n~C}\n::Q2:: Next {~A=B}\n::Q3:: A note\n::Q4:: last {F}\n";
    let import = one("x.gift", text.as_bytes(), None);
    assert!(import.items[2].item().is_some_and(|item| item.tags == ["who"]), "a comment belongs to what it stands above");
    assert_eq!(
        told(&import),
        [
            "1 When was he born? | numeric [Around { value: 1822.0, tolerance: 5.0 }] | ",
            "2 What is pi? \\_\\_\\_\\_\\_. | numeric [Between { low: 3.141, high: 3.142 }] | ",
            "4 Who? | single [(\"A\", 1.0), (\"B\", 0.0), (\"C\", 0.0)] | ",
            "6 Next | single [(\"A\", 0.0), (\"B\", 1.0)] | ",
            "8 last | TrueFalse { key: false, feedback: [None, None] } | ",
        ]
    );
    for text in ["a {=x} and b {=y}", "is $\\frac{1}{2}$? {=yes ~no}", "which? {=$\\sqrt{2}$ ~$2$}"] {
        assert_eq!(codes(&one("x.gift", text.as_bytes(), None)), ["gift-braces"], "{text}");
    }
}

#[test]
fn signs_of_gift_may_be_wide_and_what_is_judged_in_chinese() {
    for (text, expected) in [
        ("首都？｛＝北京 ～上海｝", "1 首都？ | single [(\"北京\", 1.0), (\"上海\", 0.0)] | "),
        ("首都？{＝北京 ～上海}", "1 首都？ | single [(\"北京\", 1.0), (\"上海\", 0.0)] | "),
        ("几度？{=5～10 度 ~3～4 度}", "1 几度？ | single [(\"5～10 度\", 1.0), (\"3～4 度\", 0.0)] | "),
        ("地球是圆的{√}", "1 地球是圆的 | TrueFalse { key: true, feedback: [None, None] } | "),
        ("地球是方的{错误}", "1 地球是方的 | TrueFalse { key: false, feedback: [None, None] } | "),
    ] {
        assert_eq!(told(&one("x.gift", text.as_bytes(), Some(BankFormat::Gift))), [expected], "{text}");
    }
}

#[test]
fn the_answer_of_aiken_is_the_option_of_that_letter() {
    for (options, answer, expected) in [
        ("B) one\nA) two", "A", "single [(\"one\", 0.0), (\"two\", 1.0)]"),
        ("A) one\nC) three", "C", "single [(\"one\", 0.0), (\"three\", 1.0)]"),
        ("A) one\nB) two\nC) three", "A, C", "multiple [(\"one\", 0.5), (\"two\", 0.0), (\"three\", 0.5)]"),
        ("A) one\nB) two\nC) three", "AB", "multiple [(\"one\", 0.5), (\"two\", 0.5), (\"three\", 0.0)]"),
        ("A) one\nB) two", "B) two", "single [(\"one\", 0.0), (\"two\", 1.0)]"),
        ("A．one\nB、two", "Ｂ", "single [(\"one\", 0.0), (\"two\", 1.0)]"),
    ] {
        let import = one("x.txt", format!("q\n{options}\nANSWER: {answer}\n").as_bytes(), None);
        assert_eq!(told(&import), [format!("1 q | {expected} | ")], "{options} {answer}");
    }
    for (options, answer, code) in [
        ("A) one\nA) two", "A", "aiken-option-twice"),
        ("A) one\nB) two", "BAD", "aiken-answer"),
        ("A) one\nB) two", "A because", "aiken-answer"),
        ("A) one\nB) two", "A) two", "aiken-answer"),
    ] {
        let import = one("x.txt", format!("q\n{options}\nANSWER: {answer}\n").as_bytes(), None);
        assert_eq!(codes(&import), [code], "{options} {answer}");
    }
}
