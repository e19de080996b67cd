//! What is told of QTI, in both languages.

use super::pictures::NoPicture;
use super::xml::{Broken, Why};
use crate::BankNote;
use zhixing_domain::lang::Lang;

/// The beginning of a text, for people who look for it.
pub fn excerpt(text: &str) -> String {
    let mut out: String = text.chars().take(120).collect();
    if text.chars().nth(120).is_some() {
        out.push('…');
    }
    out
}

/// The same, with the text of the item.
pub fn with_text(told: &BankNote, text: &str) -> BankNote {
    if text.is_empty() {
        return told.clone();
    }
    let (zh, en) = (told.words(Lang::Zh), told.words(Lang::En));
    BankNote::new(told.line, told.code, format!("{zh}。原文：{text}"), format!("{en}. Its text: {text}"))
}

fn whole(line: usize, code: &'static str, text: &str, zh: &str, en: &str) -> BankNote {
    with_text(&BankNote::new(line, code, zh, en), text)
}

/// The same, with the file of a package that it speaks of.
pub fn of_file(note: &BankNote, file: &str) -> BankNote {
    BankNote::new(note.line, note.code, format!("{file}：{}", note.words(Lang::Zh)), format!("{file}: {}", note.words(Lang::En)))
}

pub fn broken(b: &Broken) -> BankNote {
    let (zh, en) = match &b.why {
        Why::Syntax(why) => (format!("文件不是完好的 XML（{why}）"), format!("the file is no well-formed XML ({why})")),
        Why::Entity(name) => (
            format!("XML 里有未声明或自定义的实体（{name}），不予读取"),
            format!("the XML declares entities or uses one that it may not ({name})"),
        ),
        Why::Encoding => ("文件的编码与其声明不符".into(), "the file is not in the encoding that it declares".into()),
        Why::TooLarge => ("XML 太大、太深或属性太多".into(), "the XML is too large, too deep or has too many attributes".into()),
    };
    BankNote::new(b.line, "xml", zh, en)
}

pub fn no_items(line: usize, root: &str) -> BankNote {
    BankNote::new(line, "qti-no-items", format!("<{root}> 里没有试题"), format!("<{root}> holds no items"))
}

pub fn templated(line: usize, text: &str) -> BankNote {
    whole(
        line,
        "qti-template",
        text,
        "试题由模板随机生成数值，无法成为一道固定的试题",
        "the item is a template that draws its values at random, which no item of ours does",
    )
}

pub fn endless(line: usize, text: &str) -> BankNote {
    whole(
        line,
        "qti-endless",
        text,
        "试题太大：元素超过 8000 个或选项超过 200 个",
        "the item is too large: more than 8000 elements or 200 options",
    )
}

pub fn adaptive(line: usize, text: &str) -> BankNote {
    whole(
        line,
        "qti-adaptive",
        text,
        "自适应试题（多步作答）没有对应的题型",
        "an adaptive item, answered in several steps, has no type of ours",
    )
}

pub fn no_question(line: usize, text: &str) -> BankNote {
    whole(line, "qti-no-question", text, "没有作答的地方，不是试题", "there is nothing to answer: it is no question")
}

pub fn composite(line: usize, zh: &str, en: &str, text: &str) -> BankNote {
    let (zh, en) = (
        format!("一道试题里有几种作答（{zh}），没有对应的题型"),
        format!("several ways to answer in one item ({en}), which no type of ours has"),
    );
    whole(line, "qti-composite", text, &zh, &en)
}

/// The kind of answer has no type of ours.
pub fn unlike(line: usize, name: &str) -> BankNote {
    let (zh, en) = match name {
        "hotspotInteraction" | "selectPointInteraction" | "render_hotspot" | "response_xy" => ("在图上点选", "pointing at a picture"),
        "graphicOrderInteraction" => ("在图上排序", "ordering places of a picture"),
        "graphicAssociateInteraction" | "graphicGapMatchInteraction" | "gapImg" => {
            ("在图上连线或把图拖到空处", "joining or dragging pictures")
        }
        "positionObjectInteraction" => ("在图上摆放", "placing an object on a picture"),
        "drawingInteraction" => ("画图", "drawing"),
        "uploadInteraction" | "response_upload" => ("上传文件", "handing in a file"),
        "mediaInteraction" => ("播放媒体", "playing a medium"),
        "customInteraction" | "portableCustomInteraction" => ("自定义程序作答", "a program of its own"),
        "calculated_question" => ("由公式随机生成数值", "values drawn at random for a formula"),
        _ => {
            return BankNote::new(
                line,
                "qti-unlike",
                format!("这种作答（{name}）没有对应的题型"),
                format!("this way to answer ({name}) has no type of ours"),
            );
        }
    };
    BankNote::new(line, "qti-unlike", format!("{zh}（{name}）没有对应的题型"), format!("{en} ({name}) has no type of ours"))
}

pub fn no_key(line: usize) -> BankNote {
    BankNote::new(line, "qti-no-key", "没有说明正确答案", "no answer is said to be right")
}

pub fn either(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-either",
        "可以选几项，而其中不止一种选法得满分：看不出要选一项还是全选",
        "several may be chosen, and more than one choice earns all: nobody can tell whether one or all of them are wanted",
    )
}

pub fn contradicted(line: usize, text: &str) -> BankNote {
    whole(
        line,
        "qti-contradiction",
        text,
        "声明的正确答案得分不是最高：评分规则给另一答案更多分，看不出哪个正确",
        "what is declared to be right is not worth most: the scoring gives more to another answer, and nobody can tell which is right",
    )
}

pub fn few_options(line: usize) -> BankNote {
    BankNote::new(line, "qti-few-options", "选项不足两个", "there are fewer than two options")
}

pub fn empty_option(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-empty-option",
        "有一项没有文字：是空的，或只有没能导入的图片或媒体",
        "an option has no words: it is empty, or a picture or a medium that does not come in",
    )
}

pub fn many_to_many(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-many-to-many",
        "一项与几项相配，连线题一项只配一项",
        "an entry belongs to several; ours has one partner for each",
    )
}

pub fn part_of_order(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-part-of-order",
        "只排一部分选项，排序题须排全部",
        "only a part of the entries is put in order; ours orders all",
    )
}

pub fn idle_entries(line: usize, n: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-idle-entries",
        format!("{n} 项没有相配的，已略去"),
        format!("{n} of the entries belong to nothing and are left out"),
    )
}

pub fn associate(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-associate",
        "一组之内两两相配：改为左右两栏的连线题",
        "pairs out of one set: it becomes a matching of two columns",
    )
}

pub fn hottext(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-hottext",
        "文中点选：改为选择题，选项是原来可点的词句",
        "words to point at within a text: it becomes a choice of those words",
    )
}

pub fn one_essay(line: usize) -> BankNote {
    BankNote::new(line, "qti-one-essay", "几处书面作答合为一处", "several fields to write in become one")
}

pub fn hint(line: usize) -> BankNote {
    BankNote::new(line, "qti-hint", "作答中途的提示或按钮未保留", "a button for a hint during the answer is not kept")
}

pub fn unscored(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-unscored",
        "原题没有自动评分：以其声明的正确答案为准",
        "the item scores nothing by itself: what it declares to be right counts",
    )
}

pub fn not_understood(line: usize, what: &str) -> BankNote {
    let (zh, en) = (
        format!("评分规则（{what}）无法识别：以其声明的正确答案为准"),
        format!("its scoring ({what}) is not understood: what it declares to be right counts"),
    );
    BankNote::new(line, "qti-scoring", zh, en)
}

pub fn open_range(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-open-range",
        "数值范围一端不封闭：以 10 的 15 次方为界",
        "a range of numbers is open at one end: it ends at ten to the power of 15",
    )
}

pub fn gap_range(line: usize, value: f64) -> BankNote {
    BankNote::new(
        line,
        "qti-gap-range",
        format!("空里的数值范围不保留：只收声明的 {value}"),
        format!("the range of a number in a gap is not kept: only {value} is accepted, which is declared to be right"),
    )
}

pub fn open_end(line: usize, end: f64) -> BankNote {
    BankNote::new(
        line,
        "qti-open-end",
        format!("数值范围不含端点 {end}：在它近旁截止"),
        format!("a range of numbers does not include its end {end}: it ends next to it"),
    )
}

pub fn wrong_feedback(line: usize) -> BankNote {
    BankNote::new(line, "qti-feedback", "只在答错时显示的反馈未保留", "feedback that is shown only after a wrong answer is not kept")
}

pub fn rubric(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-rubric",
        "写给评分人的说明未保留：机器评分的题没有它的位置",
        "words for markers are not kept: an item marked by machine has no place for them",
    )
}

pub fn points(line: usize, points: f64) -> BankNote {
    BankNote::new(
        line,
        "qti-points",
        format!("分值 {points} 不在 0 到 100 之间，未保留"),
        format!("points of {points} are not between 0 and 100 and not kept"),
    )
}

pub fn formula(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-formula",
        "公式里有无法转成 TeX 的结构：只保留了文字",
        "a formula has a construct that is not turned into TeX: only its text is kept",
    )
}

pub fn medium(line: usize, kind: &str) -> BankNote {
    BankNote::new(
        line,
        "qti-medium",
        format!("媒体（{kind}）未保留：题目里只能有图片"),
        format!("a medium ({kind}) is not kept: items show pictures alone"),
    )
}

pub fn picture(line: usize, source: &str, why: NoPicture) -> BankNote {
    let source = excerpt(source);
    let (zh, en) = match why {
        NoPicture::Missing => ("不在题库里", "is not in the bank"),
        NoPicture::Elsewhere => ("在别的网站上", "is on another site"),
        NoPicture::Kind => ("不是 2 MB 以内的 SVG、PNG、JPEG 或 WebP", "is no SVG, PNG, JPEG or WebP of at most 2 MB"),
    };
    BankNote::new(line, "qti-picture", format!("图片 {source} {zh}"), format!("the picture {source} {en}"))
}

pub fn no_passage(line: usize, address: &str) -> BankNote {
    BankNote::new(
        line,
        "qti-passage",
        format!("共用的材料 {address} 不在题库里或无法读取"),
        format!("the shared passage {address} is not in the bank or cannot be read"),
    )
}

pub fn not_there(line: usize, address: &str) -> BankNote {
    BankNote::new(line, "qti-not-there", format!("{address} 不在题库里"), format!("{address} is not in the bank"))
}

pub fn answer_feedback(line: usize) -> BankNote {
    BankNote::new(line, "qti-answer-feedback", "单个答案的反馈没有写出", "what is said to single answers was not written")
}

fn named(title: &str, zh: &str) -> String {
    if title.trim().is_empty() { zh.into() } else { format!("“{}”", excerpt(title.trim())) }
}

fn lasting(minutes: Option<usize>) -> (String, String) {
    minutes.map(|m| (format!("，{m} 分钟"), format!(", {m} minutes"))).unwrap_or_default()
}

/// A test: what a plan of ours would be called.
pub fn test(line: usize, title: &str, minutes: Option<usize>) -> BankNote {
    let (zh, en) = lasting(minutes);
    let name = named(title, "");
    BankNote::new(
        line,
        "qti-test",
        format!("试卷{name}{zh}：试卷的结构不会导入，可照下列各节写考试方案"),
        format!("a test {name}{en}: its structure is not imported; a plan can be written by these sections"),
    )
}

pub fn part(line: usize, id: &str, linear: bool, minutes: Option<usize>) -> BankNote {
    let (zh, en) = lasting(minutes);
    let (order_zh, order_en) = if linear { ("逐题作答，不能返回", "linear") } else { ("可以来回", "nonlinear") };
    BankNote::new(line, "qti-part", format!("部分 {id}：{order_zh}{zh}"), format!("part {id}: {order_en}{en}"))
}

pub fn section(line: usize, title: &str, items: usize, drawn: Option<usize>, shuffled: bool, minutes: Option<usize>) -> BankNote {
    let (mut zh, mut en) =
        (format!("节{}：{items} 项", named(title, "")), format!("section {}: {items} entries", named(title, "without a title")));
    if let Some(drawn) = drawn {
        zh.push_str(&format!("，抽 {drawn} 项"));
        en.push_str(&format!(", of which {drawn} are drawn"));
    }
    if shuffled {
        zh.push_str("，次序随机");
        en.push_str(", in any order");
    }
    let (more_zh, more_en) = lasting(minutes);
    BankNote::new(line, "qti-section", zh + &more_zh, en + &more_en)
}

pub fn not_carried(line: usize, name: &str) -> BankNote {
    let (zh, en) = match name {
        "branchRule" => ("按作答跳转", "branching by answers"),
        "preCondition" => ("按条件出现", "conditions for showing"),
        "testFeedback" => ("整卷的反馈", "feedback on the whole test"),
        _ => ("整卷的计分", "scoring of the whole test"),
    };
    BankNote::new(
        line,
        "qti-test-rule",
        format!("{zh}（{name}）在考试方案里没有对应"),
        format!("{en} ({name}) has nothing like it in a plan"),
    )
}

pub fn drawn_from(line: usize, bank: &str) -> BankNote {
    BankNote::new(line, "qti-drawn-from", format!("抽自别处的题库 {bank}"), format!("drawn from another bank, {bank}"))
}

/// The same quiz stands whole in another file.
pub fn twin(line: usize) -> BankNote {
    BankNote::new(
        line,
        "qti-twin",
        "同一份测验在 non_cc_assessments 里更完整，已从那里读取",
        "the same quiz is whole in non_cc_assessments and was read from there",
    )
}
