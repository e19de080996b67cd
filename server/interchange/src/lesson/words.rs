//! What is told of documents that become lessons.

use crate::{BankNote, text::LeftOut};

pub(super) fn left_out(what: LeftOut, count: usize) -> BankNote {
    let (code, zh, en) = match what {
        LeftOut::Script => ("lesson-script", "段脚本没有带过来", "scripts were left out"),
        LeftOut::Frame => ("lesson-frame", "处嵌入的网页、视频或音频没有带过来", "embedded pages, films or sounds were left out"),
        LeftOut::Form => ("lesson-form", "个输入框或按钮没有带过来", "fields or buttons were left out"),
        LeftOut::Link => ("lesson-link", "个链接不是网址，只留下了文字", "links lead to no address of the web: their words stayed"),
        LeftOut::Picture => (
            "lesson-picture",
            "张图片没有带过来：另存后放进这门课的 media 文件夹",
            "pictures were left out: save them and put them into the folder media of the course",
        ),
    };
    BankNote::new(0, code, format!("{count} {zh}"), format!("{count} {en}"))
}

pub(super) fn empty() -> BankNote {
    BankNote::new(0, "lesson-empty", "里面没有能带过来的文字", "there are no words in it that could be taken")
}

pub(super) fn too_long() -> BankNote {
    BankNote::new(0, "lesson-long", "文档太长：分成几课", "the document is too long: part it into lessons")
}

pub(super) fn no_document() -> BankNote {
    BankNote::new(0, "lesson-docx", "这不是 Word 文档（.docx）", "this is no document of a word processor (.docx)")
}

pub(super) fn formulas(count: usize) -> BankNote {
    let zh = format!("{count} 个公式成了代码：请改写成 `$…$`");
    BankNote::new(0, "lesson-maths", zh, format!("{count} formulas became code: write them as `$…$`"))
}

pub(super) fn merged(count: usize) -> BankNote {
    let zh = format!("{count} 个合并的单元格拆开了");
    BankNote::new(0, "lesson-merged", zh, format!("{count} merged cells were parted"))
}

pub(super) fn boxes(count: usize) -> BankNote {
    let zh = format!("{count} 个文本框没有带过来：请把文字放进正文");
    BankNote::new(0, "lesson-box", zh, format!("{count} text boxes were left out: put their words into the text"))
}

pub(super) fn drawings(count: usize) -> BankNote {
    let zh = format!("{count} 个图表或图形没有带过来：另存为图片再放进来");
    BankNote::new(0, "lesson-drawing", zh, format!("{count} charts or drawings were left out: save them as pictures and put those in"))
}

pub(super) fn signs(count: usize) -> BankNote {
    let zh = format!("{count} 个特殊字体的符号认不出，写成了 □：请改成普通字符");
    BankNote::new(
        0,
        "lesson-sign",
        zh,
        format!("{count} signs of a font of their own are not known and became □: write them as characters"),
    )
}

pub(super) fn edges(count: usize) -> BankNote {
    let zh = format!("{count} 处页眉或页脚没有带过来");
    BankNote::new(0, "lesson-edges", zh, format!("{count} headers or footers were left out"))
}

pub(super) fn remarks(count: usize) -> BankNote {
    let zh = format!("{count} 条批注没有带过来");
    BankNote::new(0, "lesson-remarks", zh, format!("{count} comments were left out"))
}

pub(super) fn pictures(most: usize) -> BankNote {
    let zh = format!("一课最多带 {most} 张图片，其余没有带过来：分成几课");
    BankNote::new(
        0,
        "lesson-pictures",
        zh,
        format!("a lesson brings {most} pictures at most, the others were left out: part it into lessons"),
    )
}
