//! Icons, drawn in the page: no request, and they take the colour of the text.

use crate::html::{IntoMarkup, Markup};
use leptos::prelude::*;

/// The icon of that name; purely decorative, so words must stand beside it or in a label.
pub fn icon(name: &str) -> Markup {
    view! { <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" inner_html=path(name)></svg> }.into_markup()
}

/// The brand's seal: 知行.
pub fn seal() -> Markup {
    view! { <svg class="seal" viewBox="0 0 40 40" aria-hidden="true" inner_html=SEAL></svg> }.into_markup()
}

/// The mark of an issuer, as on the sheet (`server/credential/src/pdf/ornament.rs`): an open book, and a way that rises from it. No seal: that is a legal
/// instrument.
pub fn issuer_mark() -> Markup {
    view! { <svg class="certificate__mark" viewBox="0 0 100 100" aria-hidden="true" inner_html=MARK></svg> }.into_markup()
}

const MARK: &str = concat!(
    r#"<circle cx="50" cy="50" r="47" stroke-width="2"/><circle cx="50" cy="50" r="44" stroke-width=".7"/><circle cx="50" cy="50" r="38" stroke-width=".7"/>"#,
    r#"<circle cx="50" cy="50" r="35.800" stroke-width="2.200" stroke-dasharray=".8 2.324"/>"#,
    r#"<path stroke-width="2" d="M50 67.100Q60.900 58.800 73.900 61.900V47.900Q60.900 44.800 50 53.100V67.100Q39.100 58.800 26.100 61.900V47.900Q39.100 44.800 50 53.100"/>"#,
    r#"<path stroke="none" fill="currentColor" d="M39.100 38h5.700v5.200h-5.700zM46.900 32.300h5.700v10.900h-5.700zM54.700 26.600h5.700v16.600h-5.700z"/>"#,
);

const SEAL: &str = concat!(
    r#"<rect class="seal__ground" width="40" height="40" rx="3"/><rect class="seal__frame" x="2.2" y="2.2" width="35.6" height="35.6" rx="1.5"/>"#,
    r#"<path class="seal__strokes" d="M9.5 7L7 12.5M8.5 11.5h5.5M6.5 18h8M10.6 11.5V18.5L6.7 33M11 20l3.5 13M16.7 14h2.8v15.5h-2.8zM26 7l-3.2 5.5"#,
    r#"M26.5 13.5L22.8 20M24.9 17.5V33M28.8 10.5h5.4M28 17.5h6.5M32.3 18v14.5h-2.8"/>"#,
);

fn path(name: &str) -> &'static str {
    match name {
        "check" => r#"<path d="M4 10.5l4 4 8-9"/>"#,
        "cross" => r#"<path d="M5 5l10 10M15 5L5 15"/>"#,
        "partly" => r#"<path d="M3.5 11c2-4 4.5-4 6.5-1.5s4.5 2.5 6.5-1.5"/>"#,
        "unknown" => r#"<path d="M7 7.500a3 3 0 115 2.200c-1.3 1-2 1.5-2 2.800M10 15.500v.1"/>"#,
        "flag" => r#"<path d="M5 17V3.500h9.500l-2 3.5 2 3.500H5"/>"#,
        "clock" => r#"<circle cx="10" cy="10" r="7"/><path d="M10 6v4l2.8 2"/>"#,
        "pause" => r#"<circle cx="10" cy="10" r="7.5"/><path d="M8 7v6M12 7v6"/>"#,
        "saving" => r#"<path d="M16 10a6 6 0 11-2-4.500M16 3v3.500h-3.5"/>"#,
        "offline" => r#"<path d="M3 3l14 14M6 7.500a4 4 0 00-.5 7.900H13M9 5.600a4.5 4.5 0 015.3 4 3 3 0 011.9 4.4"/>"#,
        "warn" => r#"<path d="M10 3l7.5 13.500h-15zM10 8.500v3.500M10 14.300v.1"/>"#,
        "info" => r#"<circle cx="10" cy="10" r="7"/><path d="M10 9.500V14M10 6.500v.1"/>"#,
        "tip" => r#"<path d="M7.5 14.500a5 5 0 115 0zM8 17.500h4"/>"#,
        "important" => r#"<path d="M3.5 4h13v9.500H11L7.5 17v-3.500h-4zM10 6.500v3M10 11.300v.1"/>"#,
        "caution" => r#"<path d="M7 3h6l4 4v6l-4 4H7l-4-4V7zM10 6.500v4M10 13.300v.1"/>"#,
        "moon" => r#"<path d="M16 11.500A6.5 6.5 0 018.5 4a6.5 6.5 0 107.5 7.500z"/>"#,
        "search" => r#"<circle cx="9" cy="9" r="5.5"/><path d="M13 13l4 4"/>"#,
        "left" => r#"<path d="M12.5 4.500L7 10l5.5 5.5"/>"#,
        "right" => r#"<path d="M7.5 4.500L13 10l-5.5 5.5"/>"#,
        "down" => r#"<path d="M4.5 7.500L10 13l5.5-5.5"/>"#,
        "up" => r#"<path d="M4.5 12.500L10 7l5.5 5.5"/>"#,
        "grip" => r#"<path d="M7 5h.1M13 5h.1M7 10h.1M13 10h.1M7 15h.1M13 15h.1"/>"#,
        "download" => r#"<path d="M10 3v9.500M6 9l4 4 4-4M3.5 16.500h13"/>"#,
        "lock" => r#"<path d="M5 9h10v8H5zM7 9V6.500a3 3 0 016 0V9"/>"#,
        "print" => r#"<path d="M6 7V3h8v4M6 14H3.500V7h13v7H14M6 12h8v5H6z"/>"#,
        "file" => r#"<path d="M5 2.500h7l3.5 3.500v11.500H5zM12 2.500V6h3.5"/>"#,
        "inbox" => r#"<path d="M3 11.500L5 4h10l2 7.500V16H3zM3 11.500h4.2a2.8 2.8 0 005.6 0H17"/>"#,
        "link" => r#"<path d="M8.5 11.500l3-3M9 6l2-2a3.5 3.5 0 015 5l-2 2M11 14l-2 2a3.5 3.5 0 01-5-5l2-2"/>"#,
        _ => "",
    }
}
