//! What the boxes of other tools are called, and what each is here.

/// What a box becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// By the word of a callout.
    Callout(&'static str),
    Fold,
    Quote,
    /// Nobody reads it but authors.
    Comment,
}

/// A box by its name in small letters; nothing where it is none that is known.
pub(super) fn look(name: &str) -> Option<Look> {
    Some(match name {
        "note" | "info" | "information" | "todo" | "abstract" | "summary" | "tldr" | "seealso" | "discussion" | "questions"
        | "objectives" | "objective" | "keypoints" | "example" | "examples" | "definition" | "theorem" | "lemma" | "proof" | "remark"
        | "overview" | "topic" | "versionadded" | "versionchanged" | "deprecated" | "admonition" | "alert" | "outcomes" => {
            Look::Callout("NOTE")
        }
        "tip" | "success" | "check" | "done" | "callout" | "hint" | "highlight" => Look::Callout("TIP"),
        "important" | "prereq" | "prerequisite" | "prerequisites" | "challenge" | "exercise" | "exercises" | "checklist" | "question"
        | "help" | "faq" | "attention" | "activity" | "task" => Look::Callout("IMPORTANT"),
        "warning" | "testing" => Look::Callout("WARNING"),
        "caution" | "danger" | "error" | "failure" | "fail" | "missing" | "bug" => Look::Callout("CAUTION"),
        "solution" | "answer" | "spoiler" | "details" | "dropdown" | "toggle" | "collapse" | "fold" => Look::Fold,
        "quote" | "cite" | "testimonial" | "epigraph" | "pull-quote" | "blockquote" => Look::Quote,
        "instructor" | "instructor-note" | "comment" => Look::Comment,
        _ => return None,
    })
}

/// What a box is called where its author wrote nothing, if its look does not say it.
pub(super) fn title(name: &str, is_han: bool) -> Option<&'static str> {
    let (zh, en) = match name {
        "questions" => ("问题", "Questions"),
        "objectives" | "objective" | "outcomes" => ("目标", "Objectives"),
        "keypoints" => ("要点", "Key points"),
        "prereq" | "prerequisite" | "prerequisites" => ("先修", "Prerequisites"),
        "challenge" | "exercise" | "exercises" | "activity" | "task" => ("练习", "Exercise"),
        "checklist" => ("清单", "Checklist"),
        "question" | "faq" | "help" => ("问题", "Question"),
        "discussion" => ("讨论", "Discussion"),
        "solution" | "answer" => ("答案", "Solution"),
        "hint" => ("提示", "Hint"),
        "spoiler" | "details" | "dropdown" | "toggle" | "collapse" => ("展开", "More"),
        "example" | "examples" => ("例", "Example"),
        "abstract" | "summary" | "tldr" => ("摘要", "Summary"),
        "definition" => ("定义", "Definition"),
        "theorem" => ("定理", "Theorem"),
        "lemma" => ("引理", "Lemma"),
        "proof" => ("证明", "Proof"),
        "seealso" => ("另见", "See also"),
        "todo" => ("待办", "To do"),
        "bug" => ("错误", "Bug"),
        _ => return None,
    };
    Some(if is_han { zh } else { en })
}
