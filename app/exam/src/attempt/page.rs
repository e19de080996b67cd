//! The page of a running attempt: what staff say on it, and who it is to the evidence where it is a form without scripts.

use zhixing_app::i18n::exam as words;
use zhixing_domain::{
    attempt::Word,
    digest::{sha256_hex, unhex},
    id::WriterId,
    lang::Lang,
    time::Span,
};
use zhixing_shell::{guard::Visit, parts::time};

/// What staff have for whoever sits, in the language of the page.
pub fn word_of_staff(word: Word, lang: Lang) -> String {
    match word {
        Word::Wrote(text) => text,
        Word::Time(span) if span < Span::ZERO => words::taken_back(lang, time::length(Span::from_ms(-span.ms()), lang)),
        Word::Time(span) => words::given_more(lang, time::length(span, lang)),
    }
}

/// The writer of a form without scripts: all forms of one sign-in are one page to whoever reads the evidence.
pub fn form_writer(visit: &Visit) -> WriterId {
    let (now, random) = (visit.now, visit.site.id_bytes());
    let sign_in =
        visit.session.as_ref().and_then(|session| session.id()).and_then(|id| unhex::<32>(&sha256_hex(id.to_string().as_bytes())));
    match sign_in {
        Some([a, b, c, d, ..]) => WriterId::of_form(now, random, [a, b, c, d]),
        None => WriterId::new(now, random),
    }
}
