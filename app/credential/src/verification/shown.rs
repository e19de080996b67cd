//! What a verdict looks like: its heading with the holder's name, what to do now, and the checks one by one.

use crate::certificate::Shown;
use leptos::prelude::*;
use zhixing_app::i18n::{certificate as words, verification as said};
use zhixing_domain::{
    certificate::Facts,
    lang::{Bilingual, Lang, Title},
    verification::{Carried, Check, Doubt, Finding, Flaw, Outcome, Reason, Report, SignedFact, Standing, Verdict},
};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{icon, time, titled},
    site::Site,
};

/// The state that styles and programs look at, and the sign beside the words. What cannot be told is never red.
fn state(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Genuine(Standing::InForce) => ("valid", "check"),
        Verdict::Genuine(Standing::Demonstration) => ("demonstration", "caution"),
        Verdict::Genuine(Standing::Revoked) => ("revoked", "cross"),
        Verdict::Genuine(Standing::NotYet | Standing::Expired | Standing::Corrected) => ("lapsed", "caution"),
        Verdict::NotGenuine(_) => ("invalid", "cross"),
        Verdict::CannotBeTold(_) => ("unknown", "unknown"),
    }
}

fn standing_title(standing: Standing, name: &str, lang: Lang) -> String {
    match standing {
        Standing::InForce => said::in_force(lang, name),
        Standing::Demonstration => said::demonstration(lang, name),
        Standing::NotYet => said::not_yet(lang, name),
        Standing::Expired => said::expired(lang, name),
        Standing::Corrected => said::corrected(lang, name),
        Standing::Revoked => said::revoked(lang, name),
    }
}

/// The verdict in one line, with the holder's name where there is one.
pub fn title(report: &Report, name: &str, lang: Lang) -> String {
    match report.verdict {
        Verdict::Genuine(standing) => standing_title(standing, name, lang),
        Verdict::NotGenuine(flaw) => match flaw {
            Flaw::Forged => said::forged(lang),
            Flaw::ForeignKey => said::foreign_key(lang),
            Flaw::WithdrawnKey => said::withdrawn_key(lang),
            Flaw::FileDiffers => said::file_differs(lang),
            Flaw::NotRecorded => said::not_recorded(lang),
            Flaw::RecordDiffers => said::record_differs(lang),
            Flaw::NoSuchNumber => said::no_such_number(lang),
        }
        .into(),
        Verdict::CannotBeTold(doubt) => match doubt {
            Doubt::NoCredential => said::no_credential(lang),
            Doubt::Unreadable => said::unreadable(lang),
            Doubt::TooLarge => said::too_large(lang),
            Doubt::Several => said::several_credentials(lang),
            Doubt::OtherForm => said::other_form(lang),
            Doubt::OtherIssuer => said::other_issuer(lang),
            Doubt::OtherSite => said::other_site(lang),
            Doubt::StandingUnknown => said::standing_unknown(lang),
        }
        .into(),
    }
}

/// What to do now.
pub fn advice(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Genuine(standing) => match standing {
            Standing::InForce => said::in_force_do(lang),
            Standing::Demonstration => said::demonstration_do(lang),
            Standing::NotYet => said::not_yet_do(lang),
            Standing::Expired => said::expired_do(lang),
            Standing::Corrected => said::corrected_do(lang),
            Standing::Revoked => said::revoked_do(lang),
        },
        Verdict::NotGenuine(flaw) => match flaw {
            Flaw::Forged => said::forged_do(lang),
            Flaw::ForeignKey => said::foreign_key_do(lang),
            Flaw::WithdrawnKey => said::withdrawn_key_do(lang),
            Flaw::FileDiffers => said::file_differs_do(lang),
            Flaw::NotRecorded => said::not_recorded_do(lang),
            Flaw::RecordDiffers => said::record_differs_do(lang),
            Flaw::NoSuchNumber => said::no_such_number_do(lang),
        },
        Verdict::CannotBeTold(doubt) => match doubt {
            Doubt::NoCredential => said::no_credential_do(lang),
            Doubt::Unreadable => said::unreadable_do(lang),
            Doubt::TooLarge => said::too_large_do(lang),
            Doubt::Several => said::several_credentials_do(lang),
            Doubt::OtherForm => said::other_form_do(lang),
            Doubt::OtherIssuer => said::other_issuer_do(lang),
            Doubt::OtherSite => said::other_site_do(lang),
            Doubt::StandingUnknown => said::standing_unknown_do(lang),
        },
    }
}

/// `name` as much of it as may be seen.
pub fn verdict(report: &Report, name: &str, lang: Lang) -> Markup {
    let (state, glyph) = state(report.verdict);
    // around a genuine credential somebody put another file: what the credential says comes first
    let inside = (report.verdict == Verdict::NotGenuine(Flaw::FileDiffers)).then(|| {
        let standing = report.standing.map(|standing| view! { <p>{standing_title(standing, name, lang)}</p> });
        view! { <p class="verdict__says">{said::file_differs_says(lang)}<strong><bdi>{name.to_string()}</bdi></strong></p>{standing} }
    });
    view! {
        <div class="verdict" data-state=state data-verdict=report.verdict.code() data-reason=report.verdict.reason() role="status">
            <span class="verdict__mark">{icon(glyph)}</span>
            <div class="verdict__words"><h1>{title(report, name, lang)}</h1>{inside}<p>{advice(report.verdict, lang)}</p></div>
        </div>
    }
    .into_markup()
}

/// What a certificate says of one thing, as text: what it is, and what is said of it.
pub fn fact(site: &Site, fact: &SignedFact, lang: Lang) -> (Title, Title) {
    match fact {
        SignedFact::Holder(name) => (words::holder(lang).into(), name.clone().into()),
        SignedFact::Occupation { name, code } => (words::occupation(lang).into(), beside(name, code, lang)),
        SignedFact::Direction(text) => (words::direction(lang).into(), text.clone().into()),
        SignedFact::Level(level) => (words::level(lang).into(), level.name(lang).into()),
        SignedFact::Score { assessment, score, pass_mark } => (assessment.title(lang), words::score_of(lang, score, pass_mark).into()),
        SignedFact::Standard { name, edition: year } => (words::standard(lang).into(), beside(name, &edition(year, lang), lang)),
        SignedFact::Number(number) => (words::number(lang).into(), number.clone().into()),
        SignedFact::Version(version) => (words::version_word(lang).into(), version.to_string().into()),
        SignedFact::Awarded(at) => (words::awarded(lang).into(), time::date(site, *at, lang).into()),
        SignedFact::Issuer { name, .. } => (words::issuer(lang).into(), name.title(lang)),
    }
}

fn beside(name: &Bilingual<String>, said: &str, lang: Lang) -> Title {
    let title = name.title(lang);
    Title { text: format!("{} {said}", title.text).trim_end().into(), ..title }
}

/// What a record says, in the same order as signed data.
pub fn of_record(shown: &Shown) -> Vec<SignedFact> {
    let (f, r) = (&shown.facts, &shown.record);
    let both = |pair: &[String; 2]| Bilingual::new(pair[0].clone(), Facts::english(pair).map(str::to_string));
    let mut said = vec![SignedFact::Holder(f.holder.clone()), SignedFact::Occupation { name: both(&f.occupation), code: f.code.clone() }];
    said.extend(f.direction().map(|direction| SignedFact::Direction(direction.to_string())));
    said.push(SignedFact::Level(f.level));
    said.extend(f.results().map(|result| SignedFact::Score {
        assessment: both(&result.assessment),
        score: result.score.clone(),
        pass_mark: result.pass_mark.clone(),
    }));
    said.extend([
        SignedFact::Standard { name: both(&f.standard), edition: f.edition.clone() },
        SignedFact::Number(r.number.to_string()),
        SignedFact::Version(r.version),
        SignedFact::Awarded(f.awarded_at),
        SignedFact::Issuer { name: both(&f.issuer), demo: f.demo },
    ]);
    said
}

/// What a certificate says, a row each; nothing where nothing is signed. One section for what was uploaded and for what is looked up.
pub fn facts(site: &Site, facts: &[SignedFact], lang: Lang) -> Option<Markup> {
    let row = |one: &SignedFact| {
        let (name, said) = fact(site, one, lang);
        let said = match one {
            SignedFact::Occupation { name, code } => {
                view! { {titled(&name.title(lang))}" "<span class="mono">{code.clone()}</span> }.into_markup()
            }
            SignedFact::Number(number) => view! { <span class="mono">{number.clone()}</span> }.into_markup(),
            SignedFact::Issuer { demo: true, .. } => {
                view! { {titled(&said)}" "<span class="badge badge--warn">{words::demo(lang)}</span> }.into_markup()
            }
            _ => titled(&said),
        };
        view! { <dt>{titled(&name)}</dt><dd>{said}</dd> }
    };
    let rows: Vec<_> = facts.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! { <section class="stack" aria-labelledby="facts"><h2 id="facts">{words::says(lang)}</h2><dl class="facts">{rows}</dl></section> }
            .into_markup()
    })
}

/// The edition of a standard as a page says it: `2018年版` is the 2018 edition.
pub fn edition(edition: &str, lang: Lang) -> String {
    let year = edition.trim_end_matches('版').trim_end_matches('年').trim();
    if year.is_empty() || !year.bytes().all(|b| b.is_ascii_digit()) {
        return edition.to_string();
    }
    said::edition(lang, year)
}

/// What a picture proves: nothing, whatever is drawn in it.
pub fn picture_note(report: &Report, lang: Lang) -> Option<Markup> {
    let drawn = report.carried == Some(Carried::Picture) && !report.facts.is_empty();
    drawn.then(|| view! { <p class="notice notice--caution">{said::picture_proves_nothing(lang)}</p> }.into_markup())
}

pub fn checks(report: &Report, lang: Lang) -> Option<Markup> {
    let rows: Vec<_> = report
        .findings
        .iter()
        .map(|f| {
            let (state, glyph) = match f.outcome {
                Outcome::Pass => ("pass", "check"),
                Outcome::Fail => ("fail", "cross"),
                Outcome::Unknown => ("unknown", "unknown"),
            };
            // a file that holds no credential has not failed a check: there was nothing to check
            let (state, glyph) = match report.verdict {
                Verdict::CannotBeTold(_) if f.outcome == Outcome::Fail => ("unknown", "unknown"),
                _ => (state, glyph),
            };
            let (name, words_of) = check_words(f, report.replaced, lang);
            view! { <li class="checks__row" data-state=state>{icon(glyph)}<div><p class="checks__name">{name}</p><p class="checks__words">{words_of}</p></div></li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="checks">
                <h2 id="checks">{words::checks(lang)}</h2>
                <ul class="checks" role="list">{rows}</ul>
            </section>
        }
        .into_markup()
    })
}

/// What was checked and what came of it, in plain words. Of a version that was replaced the record is its own, and the present one says something else.
pub fn check_words(finding: &Finding, replaced: bool, lang: Lang) -> (&'static str, &'static str) {
    let pick = |pass, fail| match finding.outcome {
        Outcome::Pass => pass,
        Outcome::Fail => fail,
        Outcome::Unknown => words::could_not_check(lang),
    };
    match finding.check {
        Check::Format => (words::format(lang), pick(words::format_pass(lang), words::format_fail(lang))),
        Check::Signature => (words::signature(lang), pick(said::signature_pass(lang), said::signature_fail(lang))),
        Check::Issuer => (words::issuer(lang), pick(words::issuer_pass(lang), words::issuer_fail(lang))),
        Check::Validity => (words::validity(lang), pick(words::validity_pass(lang), words::validity_fail(lang))),
        Check::Revocation => (words::revocation(lang), pick(words::revocation_pass(lang), words::revocation_fail(lang))),
        Check::Record => {
            let absent = finding.reason == Some(Reason::RecordAbsent);
            let fail = if absent { said::record_absent(lang) } else { said::record_differs_words(lang) };
            let pass = if replaced { said::record_pass_earlier(lang) } else { said::record_pass(lang) };
            (words::record(lang), pick(pass, fail))
        }
        Check::File => (said::file_check(lang), pick(said::file_pass(lang), said::file_fail(lang))),
    }
}
