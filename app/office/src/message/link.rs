//! What the links of letters open: confirming an address, and wanting no more of a kind. A link that is only opened changes nothing, for programs open
//! every link of a letter; the button on its page does, and so does the one click that a mail program offers (RFC 8058).

use crate::message::actions::{self as act, LetterLink};
use axum::{extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{mail as words, message as topics},
    urls,
};
use zhixing_shell::{
    guard::Visit,
    parts::{Nav, Page},
    problem::Problem,
};

/// A page with one thing to do, or with what came of it.
struct Door {
    title: String,
    words: String,
    /// Where its button sends, and what it says.
    button: Option<(String, &'static str)>,
}

impl Door {
    fn show(self, visit: &Visit, status: StatusCode) -> Response {
        let lang = visit.lang;
        Page::new(self.title.clone(), Nav::None).status(status).show(visit, || {
            let done = self.button.is_none();
            view! {
                <div class="door">
                    <h1 class="door__title">{self.title.clone()}</h1>
                    <p>{self.words.clone()}</p>
                    {self.button.map(|(action, text)| view! {
                        <form class="form" method="post" action=action><button class="button button--primary button--wide">{text}</button></form>
                    })}
                    {done.then(|| view! { <p class="door__foot"><a href=urls::home()>{words::to_site(lang)}</a></p> })}
                </div>
            }
        })
    }
}

fn over(visit: &Visit) -> Response {
    let lang = visit.lang;
    Door { title: words::link_over(lang).into(), words: words::link_over_words(lang).into(), button: None }
        .show(visit, StatusCode::NOT_FOUND)
}

pub(crate) async fn confirm_page(visit: Visit, Path(sealed): Path<String>) -> Result<Response, Problem> {
    let Some(LetterLink::Confirm { account, address, asked }) = LetterLink::open(&visit.site, &sealed) else { return Ok(over(&visit)) };
    let place = visit.site.store.mail_place(account).await?;
    let Some((account, _)) = visit.site.store.reader(account).await?.filter(|_| place.asked == Some((address.clone(), asked))) else {
        return Ok(over(&visit));
    };
    let lang = visit.lang;
    let button = Some((urls::confirm_mail(&sealed), words::confirm_do(lang)));
    let words = words::confirm_words(lang, address, account.login);
    Ok(Door { title: words::confirm_title(lang).into(), words, button }.show(&visit, StatusCode::OK))
}

pub(crate) async fn confirm(visit: Visit, Path(sealed): Path<String>) -> Result<Response, Problem> {
    let Some(LetterLink::Confirm { account, address, asked }) = LetterLink::open(&visit.site, &sealed) else { return Ok(over(&visit)) };
    if !act::confirm(&visit, account, asked, address).await? {
        return Ok(over(&visit));
    }
    let (visit, lang) = (Visit { path: urls::home(), ..visit.clone() }, visit.lang);
    Ok(Door { title: words::confirmed(lang).into(), words: words::confirmed_words(lang).into(), button: None }.show(&visit, StatusCode::OK))
}

pub(crate) async fn unsubscribe_page(visit: Visit, Path(sealed): Path<String>) -> Result<Response, Problem> {
    let Some(LetterLink::Unsubscribe { topic, .. }) = LetterLink::open(&visit.site, &sealed) else { return Ok(over(&visit)) };
    let lang = visit.lang;
    let title = words::unsubscribe_title(lang, topics::topic(topic, lang));
    let button = Some((urls::unsubscribe(&sealed), words::unsubscribe_do(lang)));
    Ok(Door { title, words: words::unsubscribe_words(lang).into(), button }.show(&visit, StatusCode::OK))
}

pub(crate) async fn unsubscribe(visit: Visit, Path(sealed): Path<String>) -> Result<Response, Problem> {
    let Some(LetterLink::Unsubscribe { account, topic }) = LetterLink::open(&visit.site, &sealed) else { return Ok(over(&visit)) };
    act::unsubscribe(&visit, account, topic).await?;
    let (visit, lang) = (Visit { path: urls::home(), ..visit.clone() }, visit.lang);
    Ok(Door { title: words::unsubscribed(lang).into(), words: words::unsubscribe_words(lang).into(), button: None }
        .show(&visit, StatusCode::OK))
}
