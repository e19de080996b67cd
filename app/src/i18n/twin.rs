//! Words of the English twin beside the Chinese.

messages! {
    title: "中英对照" | "English beside Chinese";
    lead: "一段一段、一题一题对着看：英文写好之后中文又改了的，标出来，并写明改了哪里。"
        | "Section by section and item by item: what changed in the Chinese after its English was written is marked, with the words that changed.";
    open_n(n): "{n} 处要看" | "{n} place to look at" / "{n} places to look at" by n;
    all_fresh: "英文跟得上中文。" | "The English is up to date with the Chinese.";
    changed_at(at): "中文改于 {at}" | "the Chinese changed at {at}";
    missing: "还没有英文" | "not in English yet";
    alone: "中文里已经没有" | "not in the Chinese any more";
    what_changed: "中文改了什么" | "What changed in the Chinese";
    rest_folded(n): "没有变的 {n} 处" | "{n} that is up to date" / "{n} that are up to date" by n;
    edit_zh: "写中文" | "Edit the Chinese";
    edit_en: "写英文" | "Edit the English";
    beside: "中英对照" | "Side by side";
    still_right: "英文仍然对" | "The English is still right";
    all_right(n): "这 {n} 处的英文都仍然对" | "The English of {n} place is still right" / "The English of all {n} places is still right" by n;
    still_right_words: "中文改了、英文不用改时点它：标记去掉，历史里记一笔，文字不变。"
        | "For where the Chinese changed and the English need not: the mark goes, the history keeps who said so, and no text changes.";
    was_kept: "已记下：英文仍然对。" | "Kept: the English is still right.";
    nothing_older: "没有比中文旧的英文了。" | "No English is older than its Chinese any more.";
    none_yet: "这个文件还没有英文版" | "This file has no English version yet";
    none_yet_words: "先写英文版，再来对照。" | "Write it first, then compare.";
}
