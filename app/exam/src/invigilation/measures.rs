//! The form of measures: those that can be taken back are chosen from a list; those that end an attempt or take it away have red buttons apart.

use leptos::prelude::*;
use zhixing_app::i18n::invigilation as words;
use zhixing_domain::{lang::Lang, time::Span};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::SAYS_SOMETHING,
};

/// The form of measures; `many` where people are chosen above it, `most` what the plan lets be given back for outages.
pub(super) fn form(many: bool, most: Span, lang: Lang) -> Markup {
    let option = |value: &'static str, text: &'static str| view! { <option value=value>{text}</option> };
    view! {
        <fieldset class="measures">
            <legend class="measures__title"><h2 class="measures__head">{words::measures(lang)}</h2></legend>
            {many.then(|| view! {
                <div class="cluster measures__wide">
                    <label class="check"><input class="check__input" type="radio" name="to" value="chosen" checked/><span>{words::what(lang)}</span></label>
                    <label class="check"><input class="check__input" type="radio" name="to" value="all"/><span>{words::to_all(lang)}</span></label>
                </div>
            })}
            <div class="field">
                <label class="field__label" for="measure">{words::measure(lang)}</label>
                <select class="input input--select" id="measure" name="measure">
                    {option("message", words::message(lang))}{option("extend", words::extend(lang))}{option("extend_window", words::extend_window(lang))}
                    {(many && most > Span::ZERO).then(|| option("give_back", words::give_back(lang)))}
                    {option("pause", words::pause(lang))}{option("resume", words::resume(lang))}{option("revoke", words::revoke(lang))}
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="minutes">{words::minutes(lang)}</label>
                <input class="input" id="minutes" name="minutes" type="number" min="1" max="1440" value="5" inputmode="numeric"/>
            </div>
            <div class="field measures__wide">
                <label class="field__label" for="reason">{words::reason(lang)}</label>
                <p class="field__hint" id="reason-hint">{words::reason_hint(lang)}</p>
                <input class="input" id="reason" name="reason" maxlength="500" pattern=SAYS_SOMETHING required aria-describedby="reason-hint"/>
            </div>
            <div><button class="button button--primary">{words::carry_out(lang)}</button></div>
            {grave(lang)}
        </fieldset>
    }
    .into_markup()
}

/// The acts that end an attempt or take it away, each with a button of its own, after the one that Enter presses.
fn grave(lang: Lang) -> Markup {
    let button =
        |value: &'static str, text: &'static str| view! { <button class="button button--danger" name="grave" value=value>{text}</button> };
    view! {
        <div class="measures__wide measures__grave" role="group" aria-labelledby="grave">
            <p class="field__label" id="grave">{words::grave(lang)}</p>
            <div class="cluster">{button("terminate", words::terminate(lang))}{button("void", words::void_it(lang))}</div>
        </div>
    }
    .into_markup()
}
