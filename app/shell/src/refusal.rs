//! What the issuer refuses to put on a certificate, in words, and what to do about it.

use zhixing_app::i18n::name as words;
use zhixing_domain::{certificate::IssuerRefusal, lang::Lang};

/// What is wrong, and what is to be done.
pub fn refused(refusal: &IssuerRefusal, lang: Lang) -> (String, &'static str) {
    match refusal {
        IssuerRefusal::Glyph(c) => (words::held_glyph(lang, words::sign(*c, lang)), words::do_glyph(lang)),
        IssuerRefusal::Long(text) => (words::held_long(lang, text), words::do_long(lang)),
        IssuerRefusal::Fonts(_) => (words::held_fonts(lang).into(), words::do_fonts(lang)),
        IssuerRefusal::Setup(_) => (words::held_setup(lang).into(), words::do_setup(lang)),
        IssuerRefusal::Other(_) => (words::held_other(lang).into(), words::do_other(lang)),
    }
}
