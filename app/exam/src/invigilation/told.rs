//! What is said after a measure: what was done, to whom, and whom it did not fit.

use crate::invigilation::actions as invigilate;
use zhixing_app::i18n::{invigilation as words, site};
use zhixing_domain::{attempt::MeasureRefusal, lang::Lang, time::Span};
use zhixing_shell::{
    html::Markup,
    parts::{done, time},
};

/// What was done, by the word of its form, and by how many minutes where it was about time.
fn did(word: &str, minutes: i64, lang: Lang) -> Option<String> {
    let time = (minutes > 0).then(|| time::minutes(Span::from_minutes(minutes), lang));
    match (word, time) {
        ("extend" | "extend_window", Some(time)) => return Some(words::did_extend_by(lang, time)),
        ("revoke", Some(time)) => return Some(words::did_revoke_by(lang, time)),
        _ => {}
    }
    let what = match word {
        "extend" | "extend_window" => words::did_extend(lang),
        "revoke" => words::did_revoke(lang),
        "give_back" => words::did_give_back(lang),
        "pause" => words::did_pause(lang),
        "resume" => words::did_resume(lang),
        "message" => words::did_message(lang),
        "terminate" => words::did_terminate(lang),
        "void" => words::did_void(lang),
        "free_pen" => words::did_free_pen(lang),
        "irregularity" => words::did_irregularity(lang),
        _ => return None,
    };
    Some(what.to_string())
}

/// Whom it did not fit, and why; nothing where it fitted everybody.
fn unfit(refused: usize, why: &str, alone: bool, lang: Lang) -> Option<String> {
    let why = MeasureRefusal::from_code(why).map(|why| invigilate::explain(why)(lang));
    Some(match (refused, why) {
        (0, _) => return None,
        (1, Some(why)) if alone => words::not_done_because(lang, why),
        (1, None) if alone => words::not_done(lang).into(),
        (n, Some(why)) => words::unfit_because(lang, n, why),
        (n, None) => words::unfit(lang, n),
    })
}

/// `whom` are those to whom it was done: a name, or how many; none if it was done to nobody.
fn text((word, minutes): (&str, i64), whom: Option<&str>, refused: usize, why: &str, lang: Lang) -> String {
    let carried_out = did(word, minutes, lang).zip(whom).map(|(what, whom)| words::carried_out(lang, what, whom));
    let parts: Vec<String> = carried_out.into_iter().chain(unfit(refused, why, whom.is_none(), lang)).collect();
    parts.join(site::between(lang))
}

/// What became of a measure, as the page shows it first.
pub(super) fn said(what: (&str, i64), whom: Option<&str>, refused: usize, why: &str, lang: Lang) -> Markup {
    done(if refused > 0 { "warning" } else { "success" }, text(what, whom, refused, why, lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invigilation::actions::MEASURES;

    #[test]
    fn what_was_done_is_said_with_its_people_and_a_zero_is_left_out() {
        let said = |word, whom, refused, why| Lang::ALL.map(|lang| text((word, 10), whom, refused, why, lang));
        assert_eq!(said("pause", Some("李学知"), 0, ""), ["已暂停：李学知。", "Paused: 李学知."]);
        assert_eq!(
            said("message", Some("3"), 2, "over"),
            ["已发消息：3。2 人不适用：已经结束。", "Message sent: 3. Not for 2: has ended."]
        );
        assert_eq!(said("extend", Some("李学知"), 0, ""), ["已延长 10 分钟：李学知。", "10 minutes more given: 李学知."]);
        assert_eq!(said("extend", None, 1, "over"), ["没有执行：已经结束。", "Not done: has ended."]);
        assert_eq!(said("extend", None, 1, ""), ["没有执行。", "Not done."]);
        for word in MEASURES.into_iter().chain(["free_pen", "irregularity"]) {
            assert!(Lang::ALL.iter().all(|lang| did(word, 0, *lang).is_some()), "{word}");
        }
    }
}
