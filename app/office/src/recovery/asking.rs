//! The form that asks for a letter with a link for a new password.

use leptos::prelude::*;
use zhixing_app::{i18n::recovery as words, urls};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::Field,
};

/// The form that asks for a letter.
pub(crate) fn ask_form(lang: Lang, who: String, error: Option<String>) -> Markup {
    let who = Field { value: who, error, autocomplete: "username", ..Field::new("who", words::who(lang)) };
    view! {
        <section class="stack" aria-labelledby="by-mail">
            <h2 id="by-mail" class="door__part">{words::by_mail(lang)}</h2>
            <p>{words::lead(lang)}</p>
            <form class="form" method="post" action=urls::recovery()>
                {who.view()}
                <button class="button button--primary button--wide">{words::send(lang)}</button>
            </form>
        </section>
    }
    .into_markup()
}
