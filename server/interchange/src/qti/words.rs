//! What is told of QTI, in both languages.

use super::pictures::NoPicture;
use super::xml::{Broken, Why};
use crate::Told;
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
pub fn with_text(told: &Told, text: &str) -> Told {
    if text.is_empty() {
        return told.clone();
    }
    let (zh, en) = (told.words(Lang::Zh), told.words(Lang::En));
    Told::new(told.line, told.code, format!("{zh}。原文：{text}"), format!("{en}. Its text: {text}"))
}

fn whole(line: usize, code: &'static str, text: &str, zh: &str, en: &str) -> Told {
    with_text(&Told::new(line, code, zh, en), text)
}

pub fn broken(b: &Broken) -> Told {
    let (zh, en) = match &b.why {
        Why::Syntax(why) => (format!("文件不是完好的 XML（{why}）"), format!("the file is no well-formed XML ({why})")),
        Why::Entity(name) => (format!("XML 里有未声明或自定义的实体（{name}），不予读取"), format!("the XML declares entities or uses one that it may not ({name})")),
        Why::Encoding => ("文件的编码与其声明不符".into(), "the file is not in the encoding that it declares".into()),
        Why::TooLarge => ("XML 太大、太深或属性太多".into(), "the XML is too large, too deep or has too many attributes".into()),
    };
    Told::new(b.line, "xml", zh, en)
}

pub fn no_items(line: usize, root: &str) -> Told {
    Told::new(line, "qti-no-items", format!("<{root}> 里没有试题"), format!("<{root}> holds no items"))
}

pub fn templated(line: usize, text: &str) -> Told {
    whole(line, "qti-template", text, "试题由模板随机生成数值，无法成为一道固定的试题", "the item is a template that draws its values at random, which no item of ours does")
}

pub fn adaptive(line: usize, text: &str) -> Told {
    whole(line, "qti-adaptive", text, "自适应试题（多步作答）没有对应的题型", "an adaptive item, answered in several steps, has no type of ours")
}

pub fn no_question(line: usize, text: &str) -> Told {
    whole(line, "qti-no-question", text, "没有作答的地方，不是试题", "there is nothing to answer: it is no question")
}

pub fn composite(line: usize, zh: &str, en: &str, text: &str) -> Told {
    let (zh, en) = (format!("一道试题里有几种作答（{zh}），没有对应的题型"), format!("several ways to answer in one item ({en}), which no type of ours has"));
    whole(line, "qti-composite", text, &zh, &en)
}

/// The kind of answer has no type of ours.
pub fn unlike(line: usize, name: &str) -> Told {
    let (zh, en) = match name {
        "hotspotInteraction" | "selectPointInteraction" | "render_hotspot" | "response_xy" => ("在图上点选", "pointing at a picture"),
        "graphicOrderInteraction" => ("在图上排序", "ordering places of a picture"),
        "graphicAssociateInteraction" | "graphicGapMatchInteraction" | "gapImg" => ("在图上连线或把图拖到空处", "joining or dragging pictures"),
        "positionObjectInteraction" => ("在图上摆放", "placing an object on a picture"),
        "drawingInteraction" => ("画图", "drawing"),
        "uploadInteraction" | "response_upload" => ("上传文件", "handing in a file"),
        "mediaInteraction" => ("播放媒体", "playing a medium"),
        "customInteraction" | "portableCustomInteraction" => ("自定义程序作答", "a program of its own"),
        "calculated_question" => ("由公式随机生成数值", "values drawn at random for a formula"),
        _ => {
            return Told::new(line, "qti-unlike", format!("这种作答（{name}）没有对应的题型"), format!("this way to answer ({name}) has no type of ours"));
        }
    };
    Told::new(line, "qti-unlike", format!("{zh}（{name}）没有对应的题型"), format!("{en} ({name}) has no type of ours"))
}

pub fn no_key(line: usize) -> Told {
    Told::new(line, "qti-no-key", "没有说明正确答案", "no answer is said to be right")
}

pub fn few_options(line: usize) -> Told {
    Told::new(line, "qti-few-options", "选项不足两个", "there are fewer than two options")
}

pub fn many_to_many(line: usize) -> Told {
    Told::new(line, "qti-many-to-many", "一项与几项相配，连线题一项只配一项", "an entry belongs to several; ours has one partner for each")
}

pub fn shared_partners(line: usize) -> Told {
    Told::new(line, "qti-shared-partners", "几项配同一项：改为完形填空，逐行选择", "several entries share a partner: it becomes a cloze with a choice in each line")
}

pub fn part_of_order(line: usize) -> Told {
    Told::new(line, "qti-part-of-order", "只排一部分选项，排序题须排全部", "only a part of the entries is put in order; ours orders all")
}

pub fn idle_entries(line: usize, n: usize) -> Told {
    Told::new(line, "qti-idle-entries", format!("{n} 项没有相配的，已略去"), format!("{n} of the entries belong to nothing and are left out"))
}

pub fn associate(line: usize) -> Told {
    Told::new(line, "qti-associate", "一组之内两两相配：改为左右两栏的连线题", "pairs out of one set: it becomes a matching of two columns")
}

pub fn hottext(line: usize) -> Told {
    Told::new(line, "qti-hottext", "文中点选：改为选择题，选项是原来可点的词句", "words to point at within a text: it becomes a choice of those words")
}

pub fn one_essay(line: usize) -> Told {
    Told::new(line, "qti-one-essay", "几处书面作答合为一处", "several fields to write in become one")
}

pub fn hint(line: usize) -> Told {
    Told::new(line, "qti-hint", "作答中途的提示或按钮未保留", "a button for a hint during the answer is not kept")
}

pub fn unscored(line: usize) -> Told {
    Told::new(line, "qti-unscored", "原题没有自动评分：以其声明的正确答案为准", "the item scores nothing by itself: what it declares to be right counts")
}

pub fn not_understood(line: usize, what: &str) -> Told {
    let (zh, en) = (format!("评分规则（{what}）无法识别：以其声明的正确答案为准"), format!("its scoring ({what}) is not understood: what it declares to be right counts"));
    Told::new(line, "qti-scoring", zh, en)
}

pub fn open_range(line: usize) -> Told {
    Told::new(line, "qti-open-range", "数值范围一端不封闭：以 10 的 15 次方为界", "a range of numbers is open at one end: it ends at ten to the power of 15")
}

pub fn wrong_feedback(line: usize) -> Told {
    Told::new(line, "qti-feedback", "只在答错时显示的反馈未保留", "feedback that is shown only after a wrong answer is not kept")
}

pub fn rubric(line: usize) -> Told {
    Told::new(line, "qti-rubric", "写给评分人的说明未保留：机器评分的题没有它的位置", "words for markers are not kept: an item marked by machine has no place for them")
}

pub fn points(line: usize, points: f64) -> Told {
    Told::new(line, "qti-points", format!("分值 {points} 不在 0 到 100 之间，未保留"), format!("points of {points} are not between 0 and 100 and not kept"))
}

pub fn formula(line: usize) -> Told {
    Told::new(line, "qti-formula", "公式里有无法转成 TeX 的结构：只保留了文字", "a formula has a construct that is not turned into TeX: only its text is kept")
}

pub fn medium(line: usize, kind: &str) -> Told {
    Told::new(line, "qti-medium", format!("媒体（{kind}）未保留：题目里只能有图片"), format!("a medium ({kind}) is not kept: items show pictures alone"))
}

pub fn picture(line: usize, source: &str, why: NoPicture) -> Told {
    let source = excerpt(source);
    let (zh, en) = match why {
        NoPicture::Missing => ("不在题库里", "is not in the bank"),
        NoPicture::Elsewhere => ("在别的网站上", "is on another site"),
        NoPicture::Kind => ("的格式不是 SVG、PNG、JPEG 或 WebP", "is no SVG, PNG, JPEG or WebP"),
        NoPicture::TooLarge => ("超过 2 MB", "is larger than 2 MB"),
    };
    Told::new(line, "qti-picture", format!("图片 {source} {zh}"), format!("the picture {source} {en}"))
}

pub fn no_passage(line: usize, address: &str) -> Told {
    Told::new(line, "qti-passage", format!("共用的材料 {address} 不在题库里或无法读取"), format!("the shared passage {address} is not in the bank or cannot be read"))
}

pub fn not_there(line: usize, address: &str) -> Told {
    Told::new(line, "qti-not-there", format!("{address} 不在题库里"), format!("{address} is not in the bank"))
}

pub fn case(line: usize) -> Told {
    Told::new(line, "qti-case", "原题区分大小写，我们不区分", "the item tells small letters from large ones; ours does not")
}

pub fn structure(line: usize, zh: impl Into<String>, en: impl Into<String>) -> Told {
    Told::new(line, "qti-structure", zh, en)
}
