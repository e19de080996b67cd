//! Words of banks that come in from other systems and go out to them.

use zhixing_domain::lang::Lang;

messages! {
    import: "导入题目" | "Import items";
    import_lead: "从别的系统拿来的题库：先看清每道题变成什么样，再收为草稿。什么都不会直接发布。"
        | "A bank of another system: see first what becomes of each item, then take it as a draft. Nothing is published by this.";
    file: "题库文件" | "File";
    file_hint(mb): "GIFT、Moodle XML、Aiken、QTI、CSV、XLSX、Anki、mdbook-quiz、Markdown 或 Word 试卷（.docx）；其他格式带图片的打成 ZIP。最大 {mb} MB。"
        | "GIFT, Moodle XML, Aiken, QTI, CSV, XLSX, Anki, mdbook-quiz, Markdown, or a paper in Word (.docx); of others, what has pictures as a ZIP. {mb} MB at most.";
    pasted: "或者粘贴题目" | "Or paste items";
    pasted_hint: "例如一份试卷：题干、A B C D 选项、“答案：”、“解析：”。" | "A paper, for example: the stem, options A to D, then lines with the key and the explanation.";
    format: "格式" | "Format";
    format_found: "按文件内容认" | "Recognised from the file";
    look: "预览读取结果" | "See what is read";
    no_file: "请选择文件或粘贴题目。" | "Choose a file, or paste items.";
    too_large(mb): "最大 {mb} MB。请分成几份。" | "{mb} MB at most. Part it.";
    unreadable: "没有收到完整的文件，请再选一次。" | "The file did not arrive whole. Choose it again.";
    items_n(n): "{n} 道题" | "{n} item" / "{n} items" by n;
    out_n(n): "{n} 道未收入" | "{n} stays out" / "{n} stay out" by n;
    stays_out: "未收入" | "Stays out";
    out_of_kind(n, why): "{n} 道：{why}" | "{n} item: {why}" / "{n} items: {why}" by n;
    item_at(n, line): "第 {n} 题（第 {line} 行）" | "item {n} (line {line})";
    item_n(n): "第 {n} 题" | "item {n}";
    losses: "带不过来的" | "What is not carried";
    not_carried: "这道题带不过来的：" | "Not carried of this item:";
    take_n(n): "第 {n} 题" | "Item {n}";
    the_rest(n): "后面没有显示的 {n} 道也收" | "Also the {n} item behind that is not shown" / "Also the {n} items behind that are not shown" by n;
    where_to: "收到哪里" | "Where they go";
    into: "题库" | "Bank";
    a_new_bank: "新的题库（在下面起名）" | "A new bank, named below";
    take: "收为草稿" | "Take as drafts";
    another: "换一个文件" | "Another file";
    none_chosen: "请至少选一道题。" | "Choose one item at least.";

    export: "导出题库" | "Export a bank";
    export_lead: "把题库连同草稿写成别的系统能读的文件。文件里有答案，请妥善保管。" | "A bank, with its draft, as a file that other systems read. It holds the keys: keep it safe.";
    which_bank: "哪个题库" | "Which bank";
    look_out: "准备下载" | "Prepare download";
    not_taken: "带不走的" | "What is not carried";
    each_place: "逐题列出" | "Item by item";
    nothing_lost: "都能带走。" | "All of it is carried.";
    pasted_title: "导入的题目" | "Imported items";
    keys: "印成 Word 试卷时，答案" | "The keys of a paper in Word";
    keys_behind: "放在最后几页" | "on pages of their own at the end";
    keys_without: "不要" | "left out";
    keys_alone: "只要答案，不要试卷" | "alone, without the paper";
    download(file): "下载 {file}" | "Download {file}";
    no_bank: "这门课还没有题库" | "This course has no bank yet";
    no_bank_words: "可以新建一个，或从别的系统导入。" | "Begin one, or import one from another system.";

    from_elsewhere: "或者从别处拿来：" | "Or from elsewhere:";
    document: "导入文档" | "Import a document";
    document_lead: "Word 文档或网页变成一课的草稿：标题、列表、表格、链接、图片、代码和脚注都带过来，带不过来的会告诉您。"
        | "A Word document or a web page becomes the draft of a lesson: headings, lists, tables, links, pictures, code and footnotes come along, and you are told what does not.";
    document_file: "文档" | "Document";
    document_hint(mb): "Word（.docx）或网页（.html），最大 {mb} MB。别处的文字也可以直接粘贴到编辑框里。"
        | "Word (.docx) or a web page (.html), {mb} MB at most. Text from elsewhere can be pasted into the editor as well.";
    document_take: "变成草稿" | "Make it a draft";
    document_taken: "已收为一课草稿，排在最后。" | "It is the draft of a lesson, behind all others.";
    no_document: "请选择文档。" | "Choose a document.";
    told: "改了什么，漏了什么" | "What was changed or left out";
    nothing_lost_of_it: "没有漏掉什么。" | "Nothing was left out.";
    open_lesson: "打开看看" | "Open it";
    pasted_left(said): "粘贴时：{said}" | "Of what was pasted: {said}";

    format_markdown: "Markdown（本站的写法）" | "Markdown, as it is written here";
    format_gift: "GIFT（Moodle）" | "GIFT (Moodle)";
    format_moodle: "Moodle XML" | "Moodle XML";
    format_aiken: "Aiken" | "Aiken";
    format_mdbook: "mdbook-quiz" | "mdbook-quiz";
    format_csv: "CSV 表格" | "CSV table";
    format_xlsx: "XLSX 表格" | "XLSX table";
    format_anki: "Anki 文本" | "Anki text";
    format_paper: "试卷，文字或 Word（题干、选项、答案、解析）" | "A paper, in words or Word";
    format_qti: "QTI" | "QTI";
    format_docx: "Word 试卷，打印用" | "Word paper, to print";
}

/// Where the keys of a printed paper stand, by its word.
pub fn keys_word(code: &str, lang: Lang) -> &'static str {
    match code {
        "without" => keys_without(lang),
        "alone" => keys_alone(lang),
        _ => keys_behind(lang),
    }
}

/// What a format is called, by its word.
pub fn format_word(code: &str, lang: Lang) -> &'static str {
    match code {
        "markdown" => format_markdown(lang),
        "gift" => format_gift(lang),
        "moodle-xml" => format_moodle(lang),
        "aiken" => format_aiken(lang),
        "mdbook-quiz" => format_mdbook(lang),
        "csv" => format_csv(lang),
        "xlsx" => format_xlsx(lang),
        "anki" => format_anki(lang),
        "paper" => format_paper(lang),
        "qti" => format_qti(lang),
        "docx" => format_docx(lang),
        _ => "",
    }
}
