//! Figures that come in with a text of elsewhere, among those that a course has: what each is called here.

use std::collections::{BTreeMap, BTreeSet};

/// What stands before the name of a figure that a text shows.
const OPENS: &str = "](media/";

/// The figures of a course that texts show, by their names.
pub fn shown<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<&'t str> {
    let named = |text: &'t str| text.split(OPENS).skip(1).filter_map(|rest| rest.split_once(')')).map(|(name, _)| name);
    texts.into_iter().flat_map(named).collect()
}

/// The name of each that comes in. It keeps its own where that is free; any other name is neither there nor that of another one that comes.
pub fn names<'n>(there: impl IntoIterator<Item = &'n str>, coming: &[&str]) -> BTreeMap<String, String> {
    let there: BTreeSet<&str> = there.into_iter().collect();
    let mut taken: BTreeSet<String> = there.iter().chain(coming).map(ToString::to_string).collect();
    let mut names = BTreeMap::new();
    for name in coming.iter().collect::<BTreeSet<_>>() {
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, "png"));
        let mut others = (2..).map(|n| format!("{stem}-{n}.{end}"));
        let other = if there.contains(name) { others.find(|other| taken.insert(other.clone())) } else { None };
        names.insert((*name).to_string(), other.unwrap_or_else(|| (*name).to_string()));
    }
    names
}

/// A text that shows its figures under these names: all of them in one pass, for a new name may be the old one of another.
pub fn renamed(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut parts = text.split(OPENS);
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (name, rest) = part.split_once(')').map_or((part, None), |(name, rest)| (name, Some(rest)));
        let name = rest.and_then(|_| names.get(name)).map_or(name, String::as_str);
        out.extend([OPENS, name]);
        out.extend(rest.into_iter().flat_map(|rest| [")", rest]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_is_never_that_of_another_one() {
        let names = names(["picture.png", "b.svg"], &["picture.png", "picture-2.png", "b.svg", "c.svg"]);
        let new: Vec<&str> = names.values().map(String::as_str).collect();
        assert_eq!(new, ["b-2.svg", "c.svg", "picture-2.png", "picture-3.png"]);
        let text = "![a](media/picture.png) ![b](media/picture-2.png) ![c](media/picture.png) ![d](media/none.png) ](media/picture.png";
        let wanted =
            "![a](media/picture-3.png) ![b](media/picture-2.png) ![c](media/picture-3.png) ![d](media/none.png) ](media/picture.png";
        assert_eq!(renamed(text, &names), wanted);
        assert_eq!(shown([text, "x"]).into_iter().collect::<Vec<_>>(), ["none.png", "picture-2.png", "picture.png"]);
    }
}
