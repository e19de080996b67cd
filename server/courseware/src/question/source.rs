//! The source of an item: self-contained text from which it can be read again, whatever became of its file.
//!
//! A first line that names the form, a header in TOML (what the item inherits, and how long each language is), a line `+++`, then the Chinese
//! and the English Markdown as the author wrote them. Lengths part them, since Markdown may hold any line.

use crate::{figures::Figures, problem::Log};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use zhixing_domain::{
    lang::Lang,
    level::Level,
    media::{Beside, MediaKind, kind_of},
    question::Item,
};

const FORM: &str = "zhixing-item 1\n";
const END: &str = "+++\n";

/// What an item inherits from its surroundings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Origin {
    pub course: String,
    pub bank: Option<String>,
    pub function: Option<String>,
    pub level: Option<Level>,
    pub difficulty: Option<String>,
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    pub used_in: Option<String>,
    /// The language of the first text where it stands alone.
    #[serde(default, skip_serializing_if = "Lang::is_first")]
    pub lang: Lang,
    #[serde(default)]
    pub figures: Figures,
}

#[derive(Serialize, Deserialize)]
struct Header {
    zh: usize,
    en: Option<usize>,
    origin: Origin,
}

/// The parts of a source.
pub(crate) struct Parts<'s> {
    pub origin: Origin,
    pub zh: &'s str,
    pub en: Option<&'s str>,
}

/// Writes the source; of the figures only those that the texts name, and what belongs to a recording.
pub(crate) fn write(origin: &Origin, zh: &str, en: Option<&str>) -> String {
    let (zh, en) = (zh.trim_end(), en.map(str::trim_end));
    let named = |name: &str| [Some(zh), en].into_iter().flatten().any(|text| text.contains(&format!("media/{name}")));
    let played = origin.figures.keys().filter(|name| named(name) && kind_of(name).is_some_and(MediaKind::is_played));
    let beside: BTreeSet<String> = played.flat_map(|name| Beside::of(name, false).names().map(String::from).collect::<Vec<_>>()).collect();
    // what a transcript says is none of the item
    let own = |name: &String| named(name) || beside.contains(name) && kind_of(name) != Some(MediaKind::Transcript);
    let figures = origin.figures.iter().filter(|(name, _)| own(name)).map(|(n, f)| (n.clone(), f.clone())).collect();
    let header = Header { zh: zh.len(), en: en.map(str::len), origin: Origin { figures, ..origin.clone() } };
    let header = toml::to_string(&header).unwrap_or_default();
    format!("{FORM}{header}{END}{zh}{}", en.unwrap_or_default())
}

/// Parts what [`write`] wrote.
pub(crate) fn parts(source: &str) -> Option<Parts<'_>> {
    let rest = source.strip_prefix(FORM)?;
    let at = rest.find(&format!("\n{END}"))? + 1;
    let (header, rest) = (rest.get(..at)?, rest.get(at + END.len()..)?);
    let header: Header = toml::from_str(header).ok()?;
    let zh = rest.get(..header.zh)?;
    let en = match header.en {
        Some(length) => Some(rest.get(header.zh..header.zh.checked_add(length)?)?),
        None => None,
    };
    Some(Parts { origin: header.origin, zh, en })
}

/// Reads an item again.
pub(crate) fn read(source: &str) -> Option<Item> {
    let parts = parts(source)?;
    let (mut zh, mut en) = (Log::new("", parts.origin.lang), Log::new("", Lang::En));
    super::read(source, &parts, &mut zh, &mut en).map(|found| found.item)
}
