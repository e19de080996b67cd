//! What the command `zhixing bank` says.

messages! {
    no_format(word, known): "没有格式 {word}，只有 {known}" | "there is no format {word}, but {known}";
    nothing_written: "没有写文件；加 --to 写到课程的文件夹" | "nothing was written; --to writes into a course's folder";
    loss: "损失" | "loss";
    fault: "错误" | "error";
    wrote(path): "写了 {path}" | "wrote {path}";
    came_in(source, items, pictures, faults, encoding): "{source}：{items} 道题，{pictures} 张图，{faults} 道没有收（{encoding}）" | "{source}: {items} items, {pictures} pictures, {faults} stay out ({encoding})";
    is_taken(path): "{path} 已有另一份内容：请先改名，或写到别的文件夹" | "{path} is something else already: rename it first, or write to another folder";
    went_out(items, losses): "{items} 道题，{losses} 处损失" | "{items} items, {losses} losses";
    only_told(items, losses): "{items} 道题，{losses} 处损失；没有写文件，加 --to" | "{items} items, {losses} losses; nothing was written, add --to";
}
