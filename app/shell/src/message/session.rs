//! What a message about an exam session says of place and seat: staff wrote them, so they are read in the product alone. A mail says what changed.

use zhixing_app::i18n::{message as words, site, timetable};
use zhixing_domain::{lang::Lang, message::FromTo};

/// Sentences one after the other; those that are empty are left out.
pub(super) fn joined<const N: usize>(lang: Lang, sentences: [&str; N]) -> String {
    let said: Vec<&str> = sentences.into_iter().filter(|said| !said.is_empty()).collect();
    said.join(match lang {
        Lang::Zh => "",
        Lang::En => " ",
    })
}

/// The session with its place and the seat.
pub(super) fn all(session: &str, place: &str, seat: &str, lang: Lang) -> String {
    let labelled = |label, said: &str| if said.is_empty() { String::new() } else { site::labelled(lang, label) + said };
    dotted([session.into(), labelled(timetable::place(lang), place), labelled(timetable::seat(lang), seat)])
}

/// The session with what differs: what it is now, and what it was.
pub(super) fn differences(session: &str, place: Option<&FromTo>, seat: Option<&FromTo>, lang: Lang) -> String {
    let turned = |label, turn: &FromTo| {
        let (from, to) = (turn.from.as_str(), if turn.to.is_empty() { timetable::not_said(lang) } else { &turn.to });
        let said = if from.is_empty() { to.to_string() } else { words::now_and_before(lang, to, from) };
        site::labelled(lang, label) + &said
    };
    let of = |label, turn: Option<&FromTo>| turn.map(|turn| turned(label, turn)).unwrap_or_default();
    dotted([session.into(), of(timetable::place(lang), place), of(timetable::seat(lang), seat)])
}

/// What changed, without what it is.
pub(super) fn what(place: bool, seat: bool, own_time: bool, lang: Lang) -> String {
    let parts = [(place, words::changed_place(lang)), (seat, words::changed_seat(lang)), (own_time, words::changed_time(lang))];
    parts.into_iter().filter(|(changed, _)| *changed).map(|(_, said)| said).collect::<Vec<_>>().join(site::between_names(lang))
}

fn dotted(parts: [String; 3]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_empty_is_left_out_and_what_differs_says_what_it_was() {
        assert_eq!(all("上午场", "", "3-101", Lang::Zh), "上午场 · 考场座位：3-101");
        assert_eq!(joined(Lang::En, ["One.", "", "Two."]), "One. Two.");
        let (new, moved, gone) =
            (FromTo::of("", "A").expect("new"), FromTo::of("A", "B").expect("moved"), FromTo::of("B", "").expect("gone"));
        assert_eq!(differences("x", Some(&new), Some(&moved), Lang::En), "x · Place: A · Room and seat: B (it was A)");
        assert_eq!(differences("x", Some(&gone), None, Lang::Zh), "x · 地点：还没有定（原为B）");
        assert_eq!(what(true, false, true, Lang::En), "the place, your own time");
    }
}
