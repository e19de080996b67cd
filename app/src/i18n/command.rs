//! What the commands `zhixing bank` and `zhixing course` say.

messages! {
    no_format(word, known): "没有格式 {word}，只有 {known}" | "there is no format {word}, but {known}";
    nothing_written: "没有写文件；加 --to 写到课程的文件夹" | "nothing was written; --to writes into a course's folder";
    loss: "损失" | "loss";
    fault: "错误" | "error";
    wrote(path): "写了 {path}" | "wrote {path}";
    came_in(source, items, pictures, faults, encoding): "{source}：{items} 道题，{pictures} 张图，{faults} 道没有收（{encoding}）" | "{source}: {items} items, {pictures} pictures, {faults} stay out ({encoding})";
    is_taken(path): "{path} 已有另一份内容：请先改名，或写到别的文件夹" | "{path} is something else already: rename it first, or write to another folder";
    page_came(source, name, encoding): "{source} → {name}（{encoding}）" | "{source} → {name} ({encoding})";
    page_unnamed(source): "{source}：目录里没有这一页，没有收" | "{source}: the contents do not name it, it was not taken";
    page_out(source): "{source}：没有收" | "{source}: stays out";
    folder_came(kind, lessons, pictures, faults): "{kind}：{lessons} 课，{pictures} 张图，{faults} 页没有收" | "{kind}: {lessons} lessons, {pictures} pictures, {faults} pages stay out";
    went_out(items, losses): "{items} 道题，{losses} 处损失" | "{items} items, {losses} losses";
    only_told(items, losses): "{items} 道题，{losses} 处损失；没有写文件，加 --to" | "{items} items, {losses} losses; nothing was written, add --to";
    nothing_taken: "没有写文件；加 --to 写到内容的文件夹" | "nothing was written; --to writes into the content";
    course_gone_out(path, size, issuer, key): "{path}：{size} KB，由 {issuer} 用 {key} 签名" | "{path}: {size} KB, signed by {issuer} with {key}";
    left_out(path): "没有放进课程包：{path}（课程里不能有这样的文件）" | "not in the package: {path} (a course cannot have such a file)";
    key_not_believed(did, key): "{did} 不承认这把钥匙：{key}" | "{did} does not believe this key: {key}";
    package(title, count, made, author, license): "《{title}》：{count} 个文件，{made}；作者 {author}，许可 {license}" | "“{title}”: {count} files, {made}; by {author}, licence {license}";
    made_from(title, author, issuer, license): "  改编自 {title}（{author}，{issuer}，{license}）" | "  made from {title} ({author}, {issuer}, {license})";
    signed_by(key, text, known): "签名有效：{key} {text}；{known}" | "signed: {key} {text}; {known}";
    key_known: "与对方的 DID 文档相符" | "the key is in the DID document";
    key_unknown: "请与对方网站的 /.well-known/did.json 核对（--did）" | "compare it with /.well-known/did.json of their site (--did)";
    file_written: "写入" | "written";
    file_removed: "删除" | "removed";
    ours_kept: "保留这里的" | "ours kept";
    both_changed: "两边都改了：保留这里的，对方的在 _update" | "both changed: ours kept, theirs is in _update";
}
