//! Instants and lengths as people read them.

use crate::{
    html::{IntoMarkup, Markup},
    site::Site,
};
use leptos::prelude::*;
use zhixing_app::i18n::site as words;
use zhixing_domain::{
    lang::Lang,
    time::{Span, Timestamp},
};

/// A date with its time: `2026年11月22日 09:05`, `22 Nov 2026, 09:05`.
pub fn moment(site: &Site, at: Timestamp, lang: Lang) -> Markup {
    let local = site.local(at);
    view! { <time datetime=local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string() class="nowrap">{local.strftime(form(lang)).to_string()}</time> }
        .into_markup()
}

/// The same with its zone, on what people keep and show to others.
pub fn zoned(site: &Site, at: Timestamp, lang: Lang) -> Markup {
    view! { {moment(site, at, lang)}" "<span class="small soft">{zone(site, at, lang)}</span> }.into_markup()
}

/// The same as text alone, where no element can stand.
pub fn at(site: &Site, at: Timestamp, lang: Lang) -> String {
    site.local(at).strftime(form(lang)).to_string()
}

/// As files say it: RFC 3339, UTC, whole seconds.
pub fn utc(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_millisecond(at.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// From when to when: `2026年11月22日 12:10 – 13:10`, and with the other date where it ends on another day.
pub fn window(site: &Site, opens: Timestamp, closes: Timestamp, lang: Lang) -> Markup {
    let (from, to) = (site.local(opens), site.local(closes));
    let end = to.strftime(if from.date() == to.date() { "%H:%M" } else { form(lang) }).to_string();
    let stamp = to.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    view! { {moment(site, opens, lang)}" – "<time datetime=stamp class="nowrap">{end}</time> }.into_markup()
}

/// The same as text, with the zone: on what leaves the site.
pub fn window_zoned(site: &Site, opens: Timestamp, closes: Timestamp, lang: Lang) -> String {
    let (from, to) = (site.local(opens), site.local(closes));
    let end = to.strftime(if from.date() == to.date() { "%H:%M" } else { form(lang) }).to_string();
    words::in_zone(lang, format!("{} – {end}", plain(site, opens, lang)), zone(site, opens, lang))
}

/// What people call the zone in which times are written.
pub fn zone_name(site: &Site, lang: Lang) -> String {
    match site.about.zone.as_str() {
        "Asia/Shanghai" | "Asia/Chongqing" | "Asia/Harbin" | "PRC" => words::beijing(lang).into(),
        zone => zone.into(),
    }
}

/// In which zone times are written, as it is at that moment: `北京时间（UTC+08:00）`.
pub fn zone(site: &Site, at: Timestamp, lang: Lang) -> String {
    let offset = site.local(at).strftime("%:z").to_string();
    words::zone(lang, zone_name(site, lang), offset)
}

/// The same as text, for where there are no elements.
pub fn plain(site: &Site, at: Timestamp, lang: Lang) -> String {
    site.local(at).strftime(form(lang)).to_string()
}

fn form(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "%Y年%-m月%-d日 %H:%M",
        Lang::En => "%-d %b %Y, %H:%M",
    }
}

/// A moment that is near: `17:26`, and with its date where that is not today's.
pub fn soon(site: &Site, now: Timestamp, at: Timestamp, lang: Lang) -> String {
    let local = site.local(at);
    let today = local.date() == site.local(now).date();
    local.strftime(if today { "%H:%M" } else { form(lang) }).to_string()
}

/// A date alone.
pub fn date(site: &Site, at: Timestamp, lang: Lang) -> String {
    site.local(at).strftime(date_form(lang)).to_string()
}

fn date_form(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "%Y年%-m月%-d日",
        Lang::En => "%-d %b %Y",
    }
}

/// The time of the day with seconds: for saves.
pub fn clock(site: &Site, at: Timestamp) -> String {
    site.local(at).strftime("%H:%M:%S").to_string()
}

/// A date that came as `2026-11-22`; one that is none stays what it is.
pub fn iso_date(text: &str, lang: Lang) -> String {
    jiff::civil::Date::strptime("%Y-%m-%d", text).map_or_else(|_| text.to_string(), |date| date.strftime(date_form(lang)).to_string())
}

pub fn minutes(span: Span, lang: Lang) -> String {
    words::minutes(lang, span.minutes())
}

/// On a card, where room is short: `30 min`.
pub fn short_minutes(span: Span, lang: Lang) -> String {
    words::minutes_short(lang, span.minutes())
}

/// To the second: `40 s`, `10 minutes`, `1 min 35 s`.
pub fn length(span: Span, lang: Lang) -> String {
    match span.ms() / 1_000 {
        s if s < 60 => words::seconds_n(lang, s),
        s if s % 60 == 0 => minutes(span, lang),
        s => words::minutes_seconds(lang, s / 60, s % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_said_in_the_form_of_its_language() {
        let both = |text| Lang::ALL.map(|lang| iso_date(text, lang));
        assert_eq!(both("2026-01-05"), ["2026年1月5日", "5 Jan 2026"]);
        assert_eq!(both("2026-13-05"), ["2026-13-05", "2026-13-05"]);
    }
}
