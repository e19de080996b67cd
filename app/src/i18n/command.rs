//! What the commands `zhixing bank`, `zhixing course` and `zhixing content` say.

messages! {
    no_bank(course, bank): "课程 {course} 没有题库 {bank}" | "the course {course} has no bank {bank}";
    no_format(word, known): "没有格式 {word}，只有 {known}" | "there is no format {word}, but {known}";
    nothing_written: "没有写文件；加 --to 写到课程的文件夹" | "nothing was written; --to writes into a course's folder";
    loss: "损失" | "loss";
    fault: "错误" | "error";
    wrote(path): "写了 {path}" | "wrote {path}";
    came_in(source, items, pictures, faults, encoding): "{source}：{items} 道题，{pictures} 张图，{faults} 道没有收（{encoding}）"
        | "{source}: items: {items}, pictures: {pictures}, not taken: {faults} ({encoding})";
    is_taken(path): "{path} 已有另一份内容：请先改名，或写到别的文件夹" | "{path} is something else already: rename it first, or write to another folder";
    page_came(source, name, encoding): "{source} → {name}（{encoding}）" | "{source} → {name} ({encoding})";
    page_unnamed(source): "{source}：目录里没有这一页，没有收" | "{source}: the contents do not name it, it was not taken";
    page_out(source): "{source}：没有收" | "{source}: stays out";
    folder_came(kind, lessons, pictures, faults): "{kind}：{lessons} 课，{pictures} 张图，{faults} 页没有收" | "{kind}: lessons: {lessons}, pictures: {pictures}, pages not taken: {faults}";
    went_out(items, losses): "{items} 道题，{losses} 处损失" | "items: {items}, losses: {losses}";
    only_told(items, losses): "{items} 道题，{losses} 处损失；没有写文件，加 --to" | "items: {items}, losses: {losses}; nothing was written, add --to";
    nothing_taken: "没有写文件；加 --to 写到内容的文件夹" | "nothing was written; --to writes into the content";
    course_gone_out(path, size, issuer, key): "{path}：{size} KB，由 {issuer} 用 {key} 签名" | "{path}: {size} KB, signed by {issuer} with {key}";
    left_out(path): "没有放进课程包：{path}（课程里不能有这样的文件）" | "not in the package: {path} (a course cannot have such a file)";
    key_not_believed(did, key): "{did} 不承认这把钥匙：{key}" | "{did} does not believe this key: {key}";
    package(title, count, made, author, license): "《{title}》：{count} 个文件，{made}；作者 {author}，许可 {license}"
        | "“{title}”: {count} file, {made}; by {author}, licence {license}"
        / "“{title}”: {count} files, {made}; by {author}, licence {license}" by count;
    made_from(title, author, issuer, license): "  改编自 {title}（{author}，{issuer}，{license}）" | "  made from {title} ({author}, {issuer}, {license})";
    signed_by(key, text, known): "签名有效：{key} {text}；{known}" | "signed: {key} {text}; {known}";
    key_known: "与对方的 DID 文档相符" | "the key is in the DID document";
    key_unknown: "请与对方网站的 /.well-known/did.json 核对（--did）" | "compare it with /.well-known/did.json of their site (--did)";
    file_written: "写入" | "written";
    file_removed: "删除" | "removed";
    ours_kept: "保留这里的" | "ours kept";
    both_changed: "两边都改了：保留这里的，对方的在 _update" | "both changed: ours kept, theirs is in _update";
    nothing_published: "还没有发布任何内容" | "nothing is published";
    not_empty(path): "{path} 不是空的，也不是拉取下来的；不会覆盖里面的文件" | "{path}: not empty, and never pulled; nothing is written over what is there";
    pulled(n, path): "{path} 里有 {n} 个文件" | "{n} file in {path}" / "{n} files in {path}" by n;
    from_workshop: "备课里的" | "from the workshop:";
    gone_there: "（已删除）" | " (deleted)";
    came_together: "两边合并" | "came together:";
    stays_draft(path): "备课里有 {path} 的草稿：没有发布，打开它就能合并" | "a draft of {path} stays in the workshop: it is not published, and comes together when it is opened";
    no_base: "没有发布：有人在备课里写过，而不知道这个文件夹是从哪一版开始改的。请先 zhixing content pull --to 另一个文件夹，把改动放进去；确实要用这个文件夹盖掉，请加 --take folder"
        | "not published: somebody wrote in the workshop, and nothing says what this folder began from. Pull into another folder first \
            (zhixing content pull --to FOLDER) and put your changes there; to overwrite it knowingly, add --take folder";
    torn: "什么也没有写：这些地方文件夹（<）和备课（>）都改了。把要留下的写进文件夹，再加 --take folder；或加 --take workshop，这些地方用备课的："
        | "nothing was written: folder (<) and workshop (>) both changed these places. Write into the folder what should stand and add \
            --take folder, or add --take workshop to have the workshop's words there:";
    decided: "这些地方文件夹（<）和备课（>）都改了，按 --take 取舍：" | "folder (<) and workshop (>) both changed these places, and --take decided:";
    gone_from_folder: "文件夹里删了，备课里改了" | "gone from the folder, changed in the workshop";
    gone_from_workshop: "文件夹里改了，备课里删了" | "changed in the folder, gone from the workshop";
    torn_whole: "两边不同，不能按段落合并" | "differs, and cannot come together by paragraph";
    published_meanwhile: "没有发布：刚才又有别的发布，请再来一次" | "not published: something else was published meanwhile, please try again";
    not_published: "没有发布" | "not published";
    would_remove: "没有发布：以上带 − 的内容会从网站上消失。确实要撤下，请加 --remove" | "not published: what has a − above would go from the site. To take it away knowingly, add --remove";
    folder_stays(error): "已经发布，但文件夹没有更新：{error}" | "it is published, but the folder was not brought up to date: {error}";
}
