//! A partner for each entry.

use crate::html::{IntoMarkup, Markup};
use crate::question::{Face, plain, select};
use leptos::prelude::*;
use zhixing_domain::question::{Answer, Prompt};

pub fn field(face: &Face) -> Markup {
    let partners = match face.answer {
        Some(Answer::Matching { partners }) => partners.as_slice(),
        _ => &[],
    };
    let rows: Vec<_> = face
        .prompt
        .options
        .iter()
        .enumerate()
        .map(|(i, left)| {
            let entries = face.prompt.partners.iter().enumerate().map(|(n, p)| (n.to_string(), plain(p.as_str()))).collect();
            let chosen = partners.get(i).copied().flatten().map(|p| p.to_string());
            let picker = select("input input--select", face.part(i), plain(left.as_str()), entries, chosen, face.lang);
            view! { <li class="matching__row"><div class="matching__left" lang=face.foreign() inner_html=left.as_str().to_string()></div>{picker}</li> }
        })
        .collect();
    view! { {face.stem()}<ul class="matching" role="list">{rows}</ul> }.into_markup()
}

pub fn said(prompt: &Prompt, partners: &[Option<u8>]) -> Markup {
    let rows: Vec<_> = prompt
        .options
        .iter()
        .zip(partners)
        .map(|(left, partner)| {
            let right = partner.and_then(|p| prompt.partners.get(usize::from(p))).map_or("–".into(), |p| plain(p.as_str()));
            view! { <li>{plain(left.as_str())}" → "{right}</li> }
        })
        .collect();
    view! { <ul class="said" role="list">{rows}</ul> }.into_markup()
}
