//! What the operator configured, as a table: the names of the README, the values in force, and where each comes from. No secret is shown.

use leptos::prelude::*;
use zhixing_app::i18n::settings as words;
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    configured::{ConfigSource, ConfiguredSetting},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::FramedTable,
};

pub(super) fn configured(visit: &Visit, lang: Lang) -> Markup {
    let decided = visit.site.decided.settings();
    let rows: Vec<_> = visit
        .site
        .about
        .configured
        .iter()
        .map(|setting| row(setting, setting.name == "registration" && decided.registration.is_some(), lang))
        .collect();
    let heads = [words::setting(lang), words::value(lang), words::source(lang), words::meaning(lang)];
    FramedTable::under("configured").dense().of_words(heads, rows)
}

/// A number of bytes as people read it.
fn megabytes(name: &str, value: &str) -> Option<String> {
    let bytes: u64 = value.parse().ok().filter(|_| name == "media_quota")?;
    (bytes >= 1 << 20).then(|| format!("{} MB", bytes >> 20))
}

fn row(setting: &ConfiguredSetting, overruled: bool, lang: Lang) -> Markup {
    let value = match setting.value.as_deref() {
        None => view! { <span class="soft">{words::hidden(lang)}</span> }.into_markup(),
        Some("") => view! { <span class="soft">{words::empty_value(lang)}</span> }.into_markup(),
        Some(value) => {
            view! { <span class="mono">{value.to_string()}</span>{megabytes(setting.name, value).map(|size| format!(" ({size})"))} }
                .into_markup()
        }
    };
    let source = match setting.source {
        ConfigSource::Default => words::from_default(lang).to_string(),
        ConfigSource::File => words::from_file(lang).into(),
        ConfigSource::Environment => words::from_environment(lang, setting.env),
        ConfigSource::Flag => words::from_flag(lang).into(),
    };
    let tone = if setting.source == ConfigSource::Default { "soft" } else { "" };
    let badge = overruled.then(|| view! { " "<span class="badge badge--warn">{words::overruled(lang)}</span> });
    let told = if lang == Lang::Zh { words::meaning_zh(setting.name) } else { None };
    view! {
        <tr>
            <th scope="row" class="mono small table__nowrap">{setting.name}</th>
            <td>{value}{badge}</td>
            <td class="table__nowrap"><span class=tone>{source}</span></td>
            <td class="small soft" lang=told.is_none().then_some("en")>{told.unwrap_or(setting.meaning)}</td>
        </tr>
    }
    .into_markup()
}
