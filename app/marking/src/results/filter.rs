//! What a page of results is asked for, and the form that asks.

use crate::results::actions::{PlanResults, ResultQuestion};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{group as group_words, results as words},
    urls,
};
use zhixing_domain::{grading::ResultStage, lang::Lang};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::time,
};

/// The question as an address has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResultQuery {
    session: String,
    stage: String,
    verdict: String,
    q: String,
    group: String,
    sort: String,
    page: i64,
    /// How many were released a moment ago, from here.
    pub released: Option<usize>,
}

impl ResultQuery {
    pub fn question(&self) -> ResultQuestion {
        let Self { session, stage, verdict, q, group, sort, page, .. } = self.clone();
        ResultQuestion { session, stage, verdict, q, group, sort, page }
    }
}

/// The same question in an address.
pub(crate) fn query(asked: &ResultQuestion) -> String {
    let ResultQuestion { session, stage, verdict, q, group, sort, page } = asked;
    let pairs = [("session", session), ("stage", stage), ("verdict", verdict), ("group", group), ("q", q), ("sort", sort)];
    let mut parts: Vec<String> =
        pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", urls::encoded(value))).collect();
    if *page > 0 {
        parts.push(format!("page={page}"));
    }
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

fn option(chosen: &str, value: String, text: String) -> Markup {
    let selected = chosen == value;
    view! { <option value=value selected=selected>{text}</option> }.into_markup()
}

fn select(name: &'static str, label: &'static str, options: Vec<Markup>) -> Markup {
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            <select class="input input--select" id=name name=name>{options}</select>
        </div>
    }
    .into_markup()
}

pub(crate) fn form(visit: &Visit, found: &PlanResults, asked: &ResultQuestion, lang: Lang) -> Markup {
    let mut sessions = vec![option(&asked.session, String::new(), words::all_sessions(lang).into())];
    sessions.extend(found.sessions.iter().map(|(id, name, opens)| {
        let text = format!("{name} · {}", time::date(&visit.site, *opens, lang));
        option(&asked.session, id.to_string(), text)
    }));
    let one = found.sessions.is_empty();
    if found.without_session && !one {
        sessions.push(option(&asked.session, "none".into(), words::no_session(lang).into()));
    }
    let mut stages = vec![option(&asked.stage, String::new(), words::any(lang).into())];
    stages.extend(ResultStage::ALL.map(|s| option(&asked.stage, s.code().into(), words::stage_word(s, lang).into())));
    let verdicts = [("", words::any(lang)), ("passed", words::passed(lang)), ("failed", words::failed(lang))];
    let verdicts = verdicts.map(|(value, text)| option(&asked.verdict, value.into(), text.into())).into();
    let mut groups = vec![option(&asked.group, String::new(), words::any(lang).into())];
    groups.extend(found.groups.iter().map(|g| option(&asked.group, g.id.to_string(), g.terms.name.get(lang).clone())));
    let grouped = !found.groups.is_empty();
    view! {
        <form class="filter" method="get" action=urls::plan_results(found.plan.course(), found.plan.plan()) role="search">
            <input type="hidden" name="sort" value=asked.sort.clone()/>
            {(!one).then(|| select("session", words::session(lang), sessions))}
            {select("stage", words::stage(lang), stages)}
            {select("verdict", words::verdict(lang), verdicts)}
            {grouped.then(|| select("group", group_words::of_released(lang), groups))}
            <div class="field">
                <label class="field__label" for="q">{words::find(lang)}</label>
                <input class="input" id="q" name="q" type="search" value=asked.q.clone() placeholder=words::find_hint(lang)/>
            </div>
            <button class="button">{words::show(lang)}</button>
        </form>
    }
    .into_markup()
}
