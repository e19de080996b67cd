//! How items went, to be looked at: dots of facility against discrimination, bars of what was chosen and what was earned.

use crate::actions::ItemCase;
use leptos::prelude::*;
use zhixing_app::i18n::{exam, results as words};
use zhixing_domain::{
    lang::Lang,
    question::{Answer, Item, Question},
    statistics::{ChoiceCounts, ItemSums, LOW_DISCRIMINATION, SHARES},
};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{ChartBar, ChartDot, DotPlot, Histogram, icon},
    question::arrangement,
};

/// Two decimals, or that there is no such number.
pub fn number(value: Option<f64>, lang: Lang) -> String {
    // not "-0.00"
    value.map_or_else(|| words::no_number(lang).into(), |v| format!("{:.2}", (v * 100.0).round() / 100.0 + 0.0))
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn is_low(sums: &ItemSums) -> bool {
    sums.discrimination().is_some_and(|d| d < LOW_DISCRIMINATION)
}

/// The discrimination of an item in a row of a table; one that is low asks for a look.
pub fn discrimination(sums: &ItemSums, lang: Lang) -> Markup {
    let value = sums.discrimination().map_or_else(|| "–".to_string(), |d| number(Some(d), lang));
    match is_low(sums) {
        true => view! { <span class="badge badge--warn">{words::look(lang)}</span>" "{value} }.into_markup(),
        false => value.into_markup(),
    }
}

/// All items at once; those that are low bear the number of their row in the table below, which has the numbers.
pub fn plot(cases: &[ItemCase], lang: Lang) -> Option<Markup> {
    let dot = |(n, case): (usize, &ItemCase)| {
        let (x, y) = case.sums.facility().zip(case.sums.discrimination())?;
        let title = words::plot_dot(lang, &case.item.wording.get(lang).title, percent(x), number(Some(y), lang));
        Some(ChartDot { x, y, title, number: is_low(&case.sums).then_some(n + 1) })
    };
    let dots: Vec<ChartDot> = cases.iter().enumerate().filter_map(dot).collect();
    if dots.is_empty() {
        return None;
    }
    let low = dots.iter().filter(|d| d.number.is_some()).count();
    let plot = DotPlot {
        summary: words::plot_of(lang, dots.len(), low),
        dots,
        x_label: zhixing_app::i18n::marking::facility(lang).into(),
        y_label: words::discrimination(lang).into(),
        line: LOW_DISCRIMINATION,
    };
    Some(
        view! {
            <section class="stack" aria-labelledby="plot">
                <h2 id="plot">{words::plot(lang)}</h2>
                <div class="chart">{plot.view()}<p class="small soft measure">{words::statistics_words(lang)}</p></div>
            </section>
        }
        .into_markup(),
    )
}

fn chosen_line(label: Markup, count: i64, papers: i64, is_right: bool, lang: Lang) -> Markup {
    let share = if papers > 0 { count as f64 / papers as f64 } else { 0.0 };
    let said = words::chosen_of(lang, count, percent(share));
    view! {
        <li class="chosen" data-right=is_right.then_some("")>
            <div class="chosen__option">{label}{is_right.then(|| view! { <span class="badge badge--right">{icon("check")}{words::is_right(lang)}</span> })}</div>
            <progress class="progress" value=count max=papers.max(1) aria-label=said.clone()></progress>
            <span class="chosen__count numeric">{said.clone()}</span>
        </li>
    }
    .into_markup()
}

/// The options in the author's order, each with how many chose it.
pub fn choices(item: &Item, chosen: &ChoiceCounts, lang: Lang) -> Markup {
    let truth = [exam::is_true(lang), exam::is_false(lang)].map(String::from);
    let options: Vec<String> = match item.question {
        Question::TrueFalse(_) => truth.into(),
        _ => item.wording.get(lang).options.iter().map(|o| o.as_str().to_string()).collect(),
    };
    let own = item.wording.foreign(lang).filter(|_| !matches!(item.question, Question::TrueFalse(_))).map(Lang::tag);
    let right: Vec<usize> = match item.question.right_answer(&arrangement(item)) {
        Some(Answer::Single { option }) => option.into_iter().map(usize::from).collect(),
        Some(Answer::Multiple { options }) => options.into_iter().map(usize::from).collect(),
        Some(Answer::TrueFalse { value }) => value.into_iter().map(|v| usize::from(!v)).collect(),
        _ => vec![],
    };
    let line = |label: Markup, count: i64, is_right: bool| chosen_line(label, count, chosen.papers, is_right, lang);
    let mut lines: Vec<Markup> = options
        .into_iter()
        .zip(&chosen.options)
        .enumerate()
        .map(|(n, (html, count))| line(view! { <div lang=own inner_html=html></div> }.into_markup(), *count, right.contains(&n)))
        .collect();
    if chosen.nothing > 0 {
        lines.push(line(view! { <span class="soft">{words::said_nothing(lang)}</span> }.into_markup(), chosen.nothing, false));
    }
    view! {
        <section class="stack" aria-labelledby="chosen">
            <h2 id="chosen">{words::chosen(lang)}</h2>
            <ul class="stack stack--tight" role="list">{lines}</ul>
        </section>
    }
    .into_markup()
}

/// How many papers earned which share of the item's points.
pub fn shares_given(shares: &[i64; SHARES], lang: Lang) -> Option<Markup> {
    let papers: i64 = shares.iter().sum();
    let row = |n: usize| match n {
        0 => words::share_none(lang).to_string(),
        n if n + 1 == SHARES => words::share_all(lang).into(),
        n => words::share_from(lang, n * 10, n * 10 + 9),
    };
    let bar = |(n, count): (usize, &i64)| {
        let tone = if n + 1 == SHARES { "right" } else { "" };
        ChartBar {
            label: if n + 1 == SHARES { words::share_all(lang).into() } else { format!("{}%", n * 10) },
            row: row(n),
            count: *count,
            tone,
        }
    };
    let histogram = || Histogram {
        summary: words::given_of(lang, papers),
        bars: shares.iter().enumerate().map(bar).collect(),
        lines: vec![],
        heads: [words::share(lang).into(), words::papers(lang).into()],
        end: None,
        sparse: true,
    };
    (papers > 0).then(|| {
        view! {
            <section class="stack" aria-labelledby="given">
                <h2 id="given">{words::given(lang)}</h2>
                {histogram().view()}
            </section>
        }
        .into_markup()
    })
}
