//! Words of files that were deleted, and of bringing them back.

messages! {
    title: "已删除的文件" | "Deleted files";
    lead: "删除、改名之后不在课程里的文件，发布过也能恢复。恢复出来的是草稿，发布之后学员才看得到。"
        | "Files that were deleted or renamed, also long ago. What is brought back is a draft, which learners see once it is published.";
    none: "没有删除过文件" | "Nothing was deleted";
    none_words: "以后删除的文件会列在这里。" | "What is deleted will be listed here.";
    last: "最后一稿" | "Last version";
    not_published: "删除还没有发布" | "not published yet";
    bring_back(path): "恢复 {path}" | "Bring {path} back";
    courses(n): "文件都删除了的课程（{n}）" | "Courses whose files are all deleted ({n})";
}
