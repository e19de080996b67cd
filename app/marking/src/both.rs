//! Two marks of one answer, side by side: the one that counts, and the one that was not stored because it came first.

use crate::actions::Typed;
use leptos::prelude::*;
use zhixing_app::i18n::marking as words;
use zhixing_domain::{lang::Lang, points::Points};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::time::at,
    site::Site,
};
use zhixing_store::GivenMark;

/// A table of both, criterion by criterion.
pub fn both(site: &Site, lang: Lang, criteria: &[String], theirs: &GivenMark, yours: &Typed) -> Markup {
    let row = |i: usize, title: &String| {
        let given = theirs.rating.criteria.get(i).map(Points::to_string);
        let typed = yours.points.get(i).cloned();
        view! { <tr><th scope="row">{title.clone()}</th><td class="table__number">{given}</td><td class="table__number">{typed}</td></tr> }
    };
    let rows: Vec<_> = criteria.iter().enumerate().map(|(i, title)| row(i, title)).collect();
    view! {
        <div class="table-frame" role="group" tabindex="0" aria-label=words::both_marks(lang)>
            <table class="table table--both" data-dense="">
                <caption class="table__caption">{words::both_marks(lang)}</caption>
                <thead><tr>
                    <th scope="col">{words::criterion(lang)}</th>
                    <th scope="col">{words::counts_now_of(lang, &theirs.by)}" "<span class="soft">{at(site, theirs.at, lang)}</span></th>
                    <th scope="col">{words::not_saved_yours(lang)}</th>
                </tr></thead>
                <tbody>
                    {rows}
                    <tr><th scope="row">{words::comment_given(lang)}</th><td>{theirs.rating.comment.clone()}</td><td>{yours.comment.clone()}</td></tr>
                </tbody>
            </table>
        </div>
    }
    .into_markup()
}
