//! Deciding settings of the site, by the page and by the API. It needs a session of somebody who signed in.

use zhixing_app::i18n::settings as words;
use zhixing_domain::{
    account::Administrator,
    digest::sha256_hex,
    lang::{Bilingual, Lang},
    settings::{self, LOGO_BYTES, SettingRefusal, SiteSetting},
};
use zhixing_shell::{
    guard::Visit,
    problem::{FieldFaults, Problem},
};

/// What becomes of the logo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LogoWish {
    #[default]
    Stays,
    Goes,
    New(Vec<u8>),
}

/// Decides settings as they were typed; an empty one is as configured. What is not named stays. Gives what changed, or all that is wrong, with
/// nothing stored.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
pub async fn decide(
    visit: &Visit,
    admin: &Administrator,
    typed: Vec<(SiteSetting, String)>,
    logo: LogoWish,
) -> Result<Result<Vec<SiteSetting>, FieldFaults>, Problem> {
    visit.signed_in()?;
    let (mut wrong, mut decided, mut bytes): (FieldFaults, _, _) = (vec![], vec![], None);
    for (setting, text) in typed.iter().filter(|(setting, _)| *setting != SiteSetting::Logo) {
        match settings::kept(*setting, text) {
            Ok(value) => decided.push((*setting, value)),
            Err(why) => wrong.push((setting.code(), Bilingual::of(|l| explain(why, l).to_string()))),
        }
    }
    match logo {
        LogoWish::Stays => {}
        LogoWish::Goes => decided.push((SiteSetting::Logo, None)),
        LogoWish::New(new) if new.len() > LOGO_BYTES => wrong.push(("logo", Bilingual::of(|l| words::logo_large(l).to_string()))),
        LogoWish::New(new) => match visit.site.ports.picture_kind(&new) {
            None => wrong.push(("logo", Bilingual::of(|l| words::logo_wrong(l).to_string()))),
            Some(kind) => {
                decided.push((SiteSetting::Logo, Some(format!("{}.{kind}", sha256_hex(&new)))));
                bytes = Some((kind.to_string(), new));
            }
        },
    }
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    let changed = visit.site.store.set_site_settings(admin, decided, bytes, visit.stamp()).await?;
    visit.site.decided.refresh(&visit.site.store).await?;
    Ok(Ok(changed))
}

fn explain(why: SettingRefusal, lang: Lang) -> &'static str {
    match why {
        SettingRefusal::NameForm => words::name_form(lang),
        SettingRefusal::ContactLong => words::contact_long(lang),
        SettingRefusal::Unknown => words::unknown(lang),
    }
}
