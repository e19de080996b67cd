//! A certificate of nobody.

use super::issuer_mark;
use crate::html::{IntoMarkup, Markup};
use leptos::prelude::*;
use zhixing_app::i18n::certificate as words;
use zhixing_domain::{certificate::Number, lang::Lang, level::Level};

/// A certificate of nobody, for the first page.
pub fn specimen(lang: Lang) -> Markup {
    view! {
        <article class="certificate certificate--small" data-state="valid" aria-label=words::specimen(lang)>
            <div>
                <p class="certificate__title" lang="zh-CN">"职业技能等级证书"</p>
                <p class="certificate__subtitle" lang="en">"Certificate of Occupational Skill Level"</p>
            </div>
            <p class="certificate__words">
                <span class="certificate__name">{words::specimen_name(lang)}</span>
                {words::sentence(lang, words::specimen_occupation(lang), Level::Five.name(lang))}
            </p>
            <dl class="certificate__facts">
                <dt>{words::number(lang)}</dt><dd class="mono">{Number::SPECIMEN}</dd>
                <dt>{words::score(lang)}</dt><dd>"86"</dd>
            </dl>
            <div class="certificate__foot">
                <p class="certificate__issuer">{words::specimen(lang)}</p>
                {issuer_mark()}
            </div>
        </article>
    }
    .into_markup()
}
