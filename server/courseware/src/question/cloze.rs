//! A text with gaps, `[[typed|also right]]` or `[[?right|wrong|wrong]]`.

use super::{
    gap::{self, Found},
    sheet::Sheet,
    short,
};
use crate::{
    problem::{ItemFault, Words},
    render::escape,
};
use zhixing_domain::question::{Cloze, Gap};

pub(super) fn read(sheet: &mut Sheet, found: Vec<Found>) -> Option<Cloze> {
    sheet.one_answer(None);
    sheet.stem();
    if found.is_empty() {
        sheet.add_at(0, ItemFault::NoGap);
        return None;
    }
    // A gap that stands in an image's text or in an address would never be seen.
    let shown = gap::shown(sheet.wording.stem.as_str());
    let hidden = found.iter().enumerate().filter(|(i, _)| !shown.contains(i)).map(|(_, g)| g);
    for gap in hidden {
        let why = Words { zh: "这里显示不出空", en: "a gap cannot be shown here" };
        sheet.add_at(gap.at, ItemFault::BadGap { text: gap.text.clone(), why });
    }
    if found.len() > super::MOST_ENTRIES {
        sheet.add_at(0, ItemFault::TooMany { found: found.len(), most: super::MOST_ENTRIES });
    }
    for gap in &found {
        if gap.chosen {
            let words: Vec<String> = gap.words.iter().map(|word| escape(word)).collect();
            sheet.alike(words.iter().map(|word| (word.as_str(), gap.at)));
        } else {
            sheet.keys(&gap.words.iter().map(|word| (word.clone(), gap.at)).collect::<Vec<_>>());
        }
    }
    let gaps = found.iter().map(|g| if g.chosen { Gap::Choice(g.words.len()) } else { Gap::Text(g.words.clone()) }).collect();
    sheet.wording.gaps = found.into_iter().map(|g| if g.chosen { g.words } else { vec![] }).collect();
    Some(Cloze { gaps })
}

/// Compares the twin's gaps and takes over its accepted answers.
pub(super) fn merge(zh: &mut Cloze, en: &Cloze) -> Result<(), Words> {
    if zh.gaps.len() != en.gaps.len() {
        return Err(Words { zh: "空的个数", en: "the number of gaps" });
    }
    let alike = |(a, b): (&Gap, &Gap)| a.choices() == b.choices();
    if !zh.gaps.iter().zip(&en.gaps).all(alike) {
        return Err(Words {
            zh: "某个空是填写还是选择，或可选项的个数",
            en: "whether a gap is typed or chosen, or the number of its choices",
        });
    }
    for (zh, en) in zh.gaps.iter_mut().zip(&en.gaps) {
        if let (Gap::Text(accept), Gap::Text(more)) = (zh, en) {
            short::merge(accept, more);
        }
    }
    Ok(())
}
