//! The accounts that were opened by a list, with their codes: shown once, to be downloaded or printed. The file is in the page itself, so that nobody
//! keeps the codes.

use crate::account::import::actions::{AccountImport, OpenedAccount};
use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{account as account_words, import as words, site},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::isolated,
    parts::{FramedTable, Nav, Page, notice, page_head, time},
    sheet::{DataSheet, SheetCell, SheetForm},
};

fn row(opened: &OpenedAccount, lang: Lang) -> Markup {
    view! {
        <tr>
            <th scope="row">{opened.login.clone()}</th>
            <td>{isolated(&opened.name)}</td>
            <td data-label=account_words::legal_name(lang)>{isolated(&opened.legal_name)}</td>
            <td class="mono table__nowrap" data-label=words::code(lang)>{opened.code.clone()}</td>
        </tr>
    }
    .into_markup()
}

pub(super) fn show(visit: &Visit, import: &AccountImport) -> Response {
    let lang = visit.lang;
    let mut response = Page::new(words::title(lang), Nav::Desk).show(visit, || {
        let rows: Vec<_> = import.opened.iter().map(|opened| row(opened, lang)).collect();
        let heads = [account_words::login(lang), account_words::name(lang), account_words::legal_name(lang), words::code(lang)];
        let file =
            format!("data:text/csv;charset=utf-8,{}", urls::encoded(&String::from_utf8_lossy(&sheet(visit, import).bytes(SheetForm::Csv))));
        let until = time::at(&visit.site, import.until, lang);
        view! {
            {page_head(words::title(lang), words::done_n(lang, import.opened.len()), words::how(lang, address(visit), until), vec![])}
            <div class="stack stack--loose">
                {(import.left > 0).then(|| notice("warning", words::left_n(lang, import.left)))}
                {(!import.taken.is_empty()).then(|| notice("caution", words::taken_meanwhile(lang, import.taken.join(site::comma(lang)))))}
                {import.ungrouped.then(|| notice("warning", zhixing_app::i18n::group::not_grouped(lang)))}
                {notice("caution", words::once(lang))}
                <div class="cluster no-print">
                    <a class="button button--primary" href=file download="accounts.csv">{words::download(lang)}</a>
                    <a class="button" href=urls::accounts()>{words::to_accounts(lang)}</a>
                </div>
                {FramedTable::called(words::title(lang)).of_words(heads, rows)}
            </div>
        }
    });
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn address(visit: &Visit) -> String {
    format!("{}{}", visit.site.about.public_url, urls::reset())
}

fn sheet(visit: &Visit, import: &AccountImport) -> DataSheet {
    let lang: Lang = visit.lang;
    let heading = [
        account_words::login(lang),
        account_words::name(lang),
        account_words::legal_name(lang),
        account_words::roles(lang),
        words::code(lang),
        words::place(lang),
    ];
    let text = |text: &str| SheetCell::Text(text.into());
    let row = |o: &OpenedAccount| {
        vec![
            text(&o.login),
            text(&o.name),
            text(&o.legal_name),
            text(&account_words::roles_of(o.roles, lang)),
            text(&o.code),
            text(&address(visit)),
        ]
    };
    DataSheet { name: words::title(lang).into(), heading: heading.map(String::from).into(), rows: import.opened.iter().map(row).collect() }
}
