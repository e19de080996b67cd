//! What is told of folders that become lessons.

use super::report::{Telling, telling};
use crate::{BankNote, text::LeftOut};

// what became something else
pub(super) const CALLOUT: Telling =
    telling("folder-callout", "提示框“{}”改成了 `> [!…]` 的写法", "the box `{}` became a callout, `> [!…]`");
pub(super) const FOLD: Telling = telling("folder-fold", "“{}”改成了折叠块 `> [!FOLD]`", "`{}` became a fold, `> [!FOLD]`");
pub(super) const TABS: Telling =
    telling("folder-tabs", "选项卡“{}”改成了折叠块，依次排开", "the tab `{}` became a fold, one after another");
pub(super) const INCLUDED: Telling = telling("folder-included", "“{}”的内容放进了正文", "the text of `{}` was put in");
pub(super) const LINKED: Telling = telling("folder-linked", "页面之间的链接改成了课之间的链接", "links between pages lead to lessons");
pub(super) const MATHS: Telling = telling("folder-maths", "公式改成了 `$…$` 的写法", "formulas are written as `$…$`");
pub(super) const MARKS: Telling = telling("folder-marks", "“{}”改成了这里的写法", "`{}` is written as it is here");
pub(super) const CODE: Telling = telling("folder-code", "代码块的设置“{}”没有带过来", "settings of a block of code were left out: `{}`");
pub(super) const LANGUAGE: Telling =
    telling("folder-language", "这里不给“{}”着色，成了普通文字的代码", "`{}` is not coloured here: the code is plain");
pub(super) const HIDDEN: Telling = telling("folder-hidden", "隐藏的代码行没有带过来", "hidden lines of code were left out");
pub(super) const OUTPUT: Telling = telling("folder-output", "很长的输出只留下了开头", "of a long output only the beginning was kept");
pub(super) const COMMENT: Telling =
    telling("folder-comment", "“{}”成了注释，读者看不到", "`{}` became a comment, which readers do not see");

// what was left out
pub(super) const FRONT: Telling = telling("folder-front", "文件头的“{}”没有带过来", "of the front matter `{}` was left out");
pub(super) const NOT_INCLUDED: Telling =
    telling("folder-not-included", "要放进来的“{}”不在这里，漏掉了", "`{}` was to be put in and is not here: left out");
pub(super) const LINK: Telling =
    telling("folder-link", "链接“{}”指向的不在这里，只留下文字", "`{}` leads to nothing that is here: its words stayed");
pub(super) const FILE: Telling =
    telling("folder-file", "链接“{}”指向的文件没有带过来，只留下文字", "the file behind the link `{}` was not brought: its words stayed");
pub(super) const UNSAFE: Telling =
    telling("folder-unsafe", "链接“{}”不是网址，只留下文字", "`{}` is no address of the web: its words stayed");
pub(super) const PICTURE: Telling = telling(
    "folder-picture",
    "图片“{}”没有带过来：不在这里、不是可用的图片，或大于 2 MB",
    "the picture `{}` was left out: it is not here, none that is shown here, or larger than 2 MB",
);
pub(super) const PICTURE_WEB: Telling = telling(
    "folder-picture-web",
    "图片“{}”在别的网站上，成了链接：另存后放进 media 文件夹",
    "the picture `{}` is of another site and became a link: save it and put it into the folder media",
);
pub(super) const ALT: Telling =
    telling("folder-alt", "图片“{}”没有说明：写出图上有什么", "the picture `{}` has no words: say what is to be seen");
pub(super) const HTML: Telling =
    telling("folder-html", "HTML 标签“{}”没有带过来，文字留下了", "tags of HTML were left out, their words stayed: `{}`");
pub(super) const SCRIPT: Telling = telling("folder-script", "脚本或样式没有带过来", "a script or a style was left out");
pub(super) const FRAME: Telling =
    telling("folder-frame", "嵌入的网页、视频、音频或输入框没有带过来", "an embedded page, film, sound or field was left out");
pub(super) const ATTRIBUTES: Telling = telling("folder-attributes", "属性“{}”没有带过来", "attributes were left out: `{}`");
pub(super) const TEMPLATE: Telling = telling("folder-template", "模板“{}”没有带过来", "a template was left out: `{}`");
pub(super) const DIRECTIVE: Telling =
    telling("folder-directive", "“{}”在这里没有对应的写法，只留下里面的文字", "there is nothing like `{}` here: the words within stayed");
pub(super) const DROPPED: Telling = telling("folder-dropped", "“{}”没有带过来", "`{}` was left out");
pub(super) const DEEP: Telling = telling("folder-deep", "套得太深，里面照原样留下", "too deep: what is within stayed as it is");

// why a page stays out
pub(super) fn no_pages() -> BankNote {
    BankNote::new(
        0,
        "folder-no-pages",
        "里面没有 Markdown 文件或 Jupyter 笔记本",
        "there is no Markdown file and no Jupyter notebook in it",
    )
}

pub(super) fn empty() -> BankNote {
    BankNote::new(0, "folder-empty", "里面没有能带过来的文字", "there are no words in it that could be taken")
}

pub(super) fn too_long() -> BankNote {
    BankNote::new(0, "folder-long", "太长（一课最多 1 MB）：分成几页", "it is too long (a lesson has 1 MB at most): part it")
}

pub(super) fn all_too_long() -> BankNote {
    BankNote::new(
        0,
        "folder-all-long",
        "整个文件夹的文字太多，这一页没有读：分几次导入",
        "the folder has too many words and this page was not read: bring it in parts",
    )
}

pub(super) fn no_notebook(line: usize, column: usize) -> BankNote {
    let zh = format!("不是 Jupyter 笔记本，或已损坏（第 {column} 个字符处）");
    BankNote::new(line, "folder-notebook", zh, format!("this is no notebook of Jupyter, or it is damaged (at character {column})"))
}

// of the folder as a whole
pub(super) fn pages(most: usize) -> BankNote {
    BankNote::new(
        0,
        "folder-pages",
        format!("一次最多读 {most} 页，其余没有读"),
        format!("{most} pages are read at most, the others were not"),
    )
}

pub(super) fn pictures(most: usize) -> BankNote {
    let zh = format!("一次最多带 {most} 张图片，其余没有带过来");
    BankNote::new(0, "folder-pictures", zh, format!("{most} pictures come at most, the others were left out"))
}

/// What a page of HTML within a text leaves out.
pub(super) fn left_out(what: LeftOut) -> &'static Telling {
    match what {
        LeftOut::Script => &SCRIPT,
        LeftOut::Frame | LeftOut::Form => &FRAME,
        LeftOut::Link => &LINK,
        LeftOut::Picture => &PICTURE,
    }
}
