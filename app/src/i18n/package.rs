//! Words of courses that go to other installations and come from them.

use zhixing_domain::lang::Lang;

messages! {
    bring: "引进课程" | "Bring in a course";
    bring_lead: "别的知行站点分享的课程包：先看清是谁的、签名对不对、每个文件会怎样，再收为草稿。这里改过的不会被盖掉。"
        | "A course package that another Zhixing site shares: see first whose it is, whether its signature holds and what becomes of each \
            file, then take it as drafts. What was changed here is not written over.";
    file: "课程包" | "Course package";
    file_hint(mb): "对方从“分享课程”下载的 ZIP 文件，最大 {mb} MB；更大的请用命令 zhixing course import。"
        | "The ZIP that they downloaded at “Share the course”, {mb} MB at most; larger ones come by the command zhixing course import.";
    no_file: "请选择课程包。" | "Choose a course package.";
    look: "看看里面有什么" | "See what is in it";
    look_again: "再看一遍" | "Look again";
    another: "换一个文件" | "Another file";
    beyond(course): "您的职责不包括课程“{course}”。" | "Your role does not reach the course “{course}”.";
    author: "作者" | "Author";
    license: "许可" | "Licence";
    edition: "版本（打包时间）" | "Edition (when it was packed)";
    edition_here: "这里现有的版本" | "Edition that is here";
    files: "文件数" | "Files";
    made_from: "改编自" | "Made from";
    signature: "来自哪里" | "Where it comes from";
    signed_here: "这是本站自己打的包，签名有效。" | "This site itself made the package, and the signature holds.";
    signed_there(issuer): "签名有效：打包之后没有人改过。它自称来自 {issuer}。" | "The signature holds: nobody changed it since it was packed. It says that it is of {issuer}.";
    compare: "要确认真是他们，请打开对方网站的 /.well-known/did.json，看里面有没有上面这把钥匙。" | "To be sure that it is theirs, open /.well-known/did.json of their site and look for this key in it.";
    issuer: "发布者" | "Issuer";
    key: "钥匙" | "Key";
    what_becomes: "每个文件会怎样" | "What becomes of each file";
    nothing_changes: "所有文件都和这里的一样，只记下新的版本。" | "All files are as they are here: the new edition is noted, and nothing else.";
    step_new(n): "{n} 个新文件" | "{n} new file" / "{n} new files" by n;
    step_updated(n): "{n} 个文件更新" | "{n} file is updated" / "{n} files are updated" by n;
    step_removed(n): "{n} 个文件去掉：对方不再有，这里也没改过"
        | "{n} file goes: they have it no more, and it was not changed here"
        / "{n} files go: they have them no more, and they were not changed here" by n;
    step_merged(n): "{n} 个文件两边都改过，改动合在了一起" | "{n} file was changed on both sides, and both changes stand" / "{n} files were changed on both sides, and both changes stand" by n;
    step_both(n): "{n} 个文件两边改了同一处：保留这里的；勾上的改用对方的"
        | "{n} file was changed on both sides in the same place: ours stays, theirs is taken if you tick it"
        / "{n} files were changed on both sides in the same place: ours stay, theirs are taken if you tick them" by n;
    step_kept(n): "{n} 个文件只在这里改过，保持不动" | "{n} file was changed here alone and stays" / "{n} files were changed here alone and stay" by n;
    step_left(n): "{n} 个文件不收：您不能写那里，或课程里不能有"
        | "{n} file stays out: you do not write there, or no course has it"
        / "{n} files stay out: you do not write there, or no course has them" by n;
    where_to: "收到哪里" | "Where it goes";
    folder_hint: "课程的文件夹；换一个名字就成了另一门课程。" | "The folder of the course; another name makes it another course.";
    new_key: "对方确实换了钥匙，我问过了" | "They did change their key, I have asked";
    take: "收为草稿" | "Take as drafts";

    share: "分享课程" | "Share the course";
    share_lead: "分享的是已经发布的内容，不含草稿。" | "What is published goes out, without drafts.";
    as_package: "给别的知行站点" | "For other Zhixing sites";
    as_package_words: "课文、题目、考试方案、图片、职业标准和使用许可都在一个文件里，由本站签名。题目带着答案，请只给应当有的人。对方引进之后，您再分享新版，他们改过的地方不会被盖掉。"
        | "Lessons, items, plans, figures, the standard and the licence in one file that this site signs. Items have their keys: give it \
            only to those who should have them. Share a newer edition later, and what they changed is not written over.";
    one_bank: "也可以只给一个题库：题目、用到的图片、职业标准和使用许可，打成一门小课程。对方引进以后，可以再复制到自己的课里。"
        | "A bank goes alone as well: its items, what they show, the standard and the licence, as a small course. Whoever takes it in can copy it into a course of theirs.";
    as_cartridge: "给别的学习平台" | "For other learning platforms";
    as_cartridge_words: "Common Cartridge 1.3：Moodle、Canvas 等平台都能导入。课文成为网页，题库成为测验；那边没有的题型会告诉您。"
        | "Common Cartridge 1.3, which Moodle, Canvas and others take in. Lessons become pages and banks become quizzes; you are told of types that they do not have.";
    which_language: "语言" | "Language";
    in_chinese: "中文" | "Chinese";
    in_english: "英文（没有英文的地方用中文）" | "English (Chinese where there is none)";
    download(file): "下载 {file}" | "Download {file}";
    no_license: "课程没有写明作者和使用许可，别人不知道可以怎样使用，所以还不能分享。" | "The course does not name its author and a licence, so nobody would know how it may be used: it cannot be shared yet.";
    write_license: "去写作者和许可" | "Name author and licence";
    not_published: "这门课还没有发布" | "This course is not published yet";
    not_published_words: "分享的是发布过的内容，先把草稿发布出来。" | "What goes out is what is published: publish the drafts first.";
    to_publish: "去发布" | "Publish it";
}

/// How many files something becomes of, by its word.
pub fn step_n(code: &str, n: usize, lang: Lang) -> String {
    match code {
        "new" => step_new(lang, n),
        "updated" => step_updated(lang, n),
        "removed" => step_removed(lang, n),
        "merged" => step_merged(lang, n),
        "both" => step_both(lang, n),
        "kept" => step_kept(lang, n),
        _ => step_left(lang, n),
    }
}
