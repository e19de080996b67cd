//! Words of folders of Markdown that become lessons.

use zhixing_domain::lang::Lang;

messages! {
    folder: "导入文件夹" | "Import a folder";
    folder_lead: "别人的 Markdown 课程——mdBook、MkDocs、MyST（Jupyter Book）、Carpentries、Jupyter 笔记本或普通 Markdown——按原来的顺序变成几课。先看清每一页改了什么、漏了什么，再收为草稿；什么都不会直接发布。"
        | "Somebody else's course in Markdown (mdBook, MkDocs, MyST and Jupyter Book, the Carpentries, Jupyter notebooks or plain files) \
            becomes lessons in its own order. See first what is changed or left out of each page, then take them as drafts. Nothing is \
            published by this.";
    files: "ZIP 或文件" | "A ZIP, or files";
    files_hint(mb): "整个文件夹打成一个 ZIP（连同 SUMMARY.md、mkdocs.yml 这样的目录文件和图片），或一起选中几个 .md、.ipynb 文件。最大 {mb} MB；更大的用命令 zhixing course import-markdown。"
        | "The whole folder as one ZIP (with its pictures, and its contents such as SUMMARY.md or mkdocs.yml), or several files .md or \
            .ipynb chosen together. {mb} MB at most; what is larger comes by the command zhixing course import-markdown.";
    whole: "或者整个文件夹" | "Or a whole folder";
    whole_hint: "电脑上的浏览器可以直接选文件夹；手机上请用 ZIP。" | "Browsers of computers choose a folder; on a telephone take a ZIP.";
    no_folder: "请选择 ZIP、文件或文件夹。" | "Choose a ZIP, files or a folder.";
    lessons: "将成为以下各课" | "The lessons that it becomes";
    lessons_n(n): "{n} 课" | "{n} lesson" / "{n} lessons" by n;
    pictures_n(n): "{n} 张图片" | "{n} picture" / "{n} pictures" by n;
    out_n(n): "{n} 页未收入" | "{n} page stays out" / "{n} pages stay out" by n;
    to_mend: "发布前要改" | "To be mended before it is published";
    as_seen: "看看读者看到的样子" | "As readers will see it";
    unsaid_n(n): "{n} 张图片没有说明" | "{n} picture without words" / "{n} pictures without words" by n;
    all_said: "图片说明都写了" | "All pictures have words";
    say_below: "去写图上有什么" | "Say what is to be seen";
    unsaid_lead: "图上能看到什么？写下的话会放进课文，读给看不见图的人听。可以先空着，但发布前要补上。"
        | "Say what is to be seen. Your words go into the lessons and are read aloud to those who cannot see the picture. A field may stay \
            empty for now, but not until it is published.";
    seen_in(name): "图片“{name}”上有什么" | "Describe {name}";
    take_lead: "勾选的页收为草稿，排在这门课最后。没勾选的页，指向它们的链接只留下文字。"
        | "The pages that are ticked become drafts behind all lessons of the course. Links to pages that stay out keep only their words.";
    another: "换一个文件夹" | "Another folder";
    none_chosen: "请至少选一页。" | "Choose one page at least.";
    taken_n(n): "已收为 {n} 课草稿。" | "{n} lesson is a draft." / "{n} lessons are drafts." by n;

    kind_mdbook: "mdBook" | "mdBook";
    kind_mkdocs: "MkDocs" | "MkDocs";
    kind_myst: "MyST（Jupyter Book）" | "MyST (Jupyter Book)";
    kind_carpentries: "Carpentries 课程" | "A lesson of the Carpentries";
    kind_notebooks: "Jupyter 笔记本" | "Jupyter notebooks";
    kind_plain: "普通 Markdown" | "Plain Markdown";
}

/// What a folder was written for, by its word.
pub fn kind_word(code: &str, lang: Lang) -> &'static str {
    match code {
        "mdbook" => kind_mdbook(lang),
        "mkdocs" => kind_mkdocs(lang),
        "myst" => kind_myst(lang),
        "carpentries" => kind_carpentries(lang),
        "notebooks" => kind_notebooks(lang),
        _ => kind_plain(lang),
    }
}
