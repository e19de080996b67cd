//! The form of the exam: reading answers from it, filling them in, and showing one item at a time.

use super::{
    super::{dom, ordering},
    OpeningItem, remark, view,
};
use crate::i18n::exam as words;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use zhixing_domain::{lang::Lang, question::Answer};

/// The paper on the page.
#[derive(Clone)]
pub struct PaperForm {
    pub form: HtmlFormElement,
    root: Element,
    sections: Vec<Element>,
    items: Vec<OpeningItem>,
    lang: Lang,
    /// The step of its first item, and the one after the last; nothing is after the last of a whole paper.
    pub first: u32,
    pub end: u32,
    /// Item by item, with no way back.
    pub linear: bool,
}

impl PaperForm {
    pub fn find(items: Vec<OpeningItem>, lang: Lang) -> Option<Self> {
        let document = dom::document()?;
        let form: HtmlFormElement = document.get_element_by_id("paper")?.dyn_into().ok()?;
        let root = form.closest(".exam").ok()??;
        let sections = dom::all(&form, "[data-item]");
        let step = |name: &str, none| form.get_attribute(name).and_then(|s| s.parse().ok()).unwrap_or(none);
        let (first, end, linear) = (step("data-first", 0), step("data-end", u32::MAX), form.has_attribute("data-linear"));
        (sections.len() == items.len()).then_some(Self { form, root, sections, items, lang, first, end, linear })
    }

    pub fn items(&self) -> &[OpeningItem] {
        &self.items
    }

    /// The place of an item on the paper.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.items.iter().position(|i| i.key == key)
    }

    /// What the form says to an item now.
    pub fn answer(&self, key: &str) -> Option<Answer> {
        Some(said(&self.items[self.place(key)?], &dom::fields(&self.form)))
    }

    /// Fills an answer into the form: one that waited on the device since an earlier page.
    pub fn fill(&self, key: &str, answer: &Answer) {
        let Some(section) = self.place(key).map(|i| &self.sections[i]) else { return };
        let choose = |values: &[String]| {
            for input in dom::all(section, "input[type=radio], input[type=checkbox]:not(.flag__input)") {
                if let Some(input) = input.dyn_ref::<HtmlInputElement>() {
                    input.set_checked(values.contains(&input.value()));
                }
            }
        };
        let parts = |values: &[String]| values.iter().enumerate().for_each(|(i, v)| set_value(section, &format!("a.{key}.{i}"), v));
        let places = |p: &[Option<u8>]| p.iter().map(|p| p.map(|p| p.to_string()).unwrap_or_default()).collect::<Vec<_>>();
        match answer {
            Answer::Single { option } => choose(&option.iter().map(u8::to_string).collect::<Vec<_>>()),
            Answer::Multiple { options } => choose(&options.iter().map(u8::to_string).collect::<Vec<_>>()),
            Answer::TrueFalse { value } => choose(&value.iter().map(bool::to_string).collect::<Vec<_>>()),
            Answer::Numeric { text } | Answer::Short { text } | Answer::Essay { text } => set_value(section, &format!("a.{key}"), text),
            Answer::Cloze { gaps } => parts(gaps),
            Answer::Ordering { positions } => {
                parts(&places(positions));
                ordering::arrange(section);
            }
            Answer::Matching { partners } => parts(&places(partners)),
        }
        remark::say(section, true, self.lang);
    }

    /// Sets or lifts an item's flag.
    pub fn set_flag(&self, key: &str, flagged: bool) {
        let input = self.place(key).and_then(|i| dom::one(&self.sections[i], ".flag__input"));
        if let Some(input) = input.and_then(|i| i.dyn_into::<HtmlInputElement>().ok()) {
            input.set_checked(flagged);
        }
    }

    /// What the device kept is on the page as well.
    pub fn is_whole(&self) {
        let _ = self.root.set_attribute("data-whole", "");
    }

    /// Takes no input while it rests.
    pub fn rest(&self, rests: bool) {
        let _ = if rests { self.root.set_attribute("inert", "") } else { self.root.remove_attribute("inert") };
    }

    /// Shows its items without taking input: another page holds the pen.
    pub fn lock(&self, locked: bool) {
        for section in &self.sections {
            let _ = if locked { section.set_attribute("inert", "") } else { section.remove_attribute("inert") };
        }
    }

    /// From a long page to one item at a time.
    pub fn one_at_a_time(&self) {
        let _ = self.root.set_attribute("data-mode", "one");
        dom::all(&self.root, "[data-moves]").iter().for_each(|e| dom::set_hidden(e, false));
        dom::all(&self.root, "[data-plain]").iter().for_each(|e| dom::set_hidden(e, true));
        let place = if self.linear { None } else { self.named_in_address() };
        self.turn_to(place.unwrap_or(if self.linear { self.current() } else { 0 }), false);
        // the browser looked for it on the long page, which is gone
        if let Some(section) = place.and_then(|place| self.sections.get(place)) {
            section.scroll_into_view();
        } else if let Some(head) = dom::one(&self.root, "#part:target") {
            head.scroll_into_view();
            dom::focus(&head);
        }
    }

    fn named_in_address(&self) -> Option<usize> {
        let hash = dom::window()?.location().hash().ok()?;
        let name = hash.strip_prefix('#')?;
        self.sections.iter().position(|s| s.id() == name)
    }

    /// Loads the page again, at this place.
    pub fn read_anew(&self, at: &str) {
        if let Some(location) = dom::window().map(|w| w.location()) {
            let _ = location.set_hash(at);
            let _ = location.reload();
        }
    }

    /// Where the item that is shown is on the page.
    pub fn here(&self) -> String {
        self.sections[self.current()].id()
    }

    /// Whether the item that is shown has no answer.
    pub fn is_blank(&self) -> bool {
        self.items.get(self.current()).is_some_and(|item| said(item, &dom::fields(&self.form)).is_empty())
    }

    /// The number of the item at a place, as the whole paper counts.
    pub fn number(&self, place: usize) -> String {
        self.sections.get(place).and_then(|s| s.id().strip_prefix("item-").map(str::to_string)).unwrap_or_default()
    }

    /// The item that is shown.
    pub fn current(&self) -> usize {
        self.sections.iter().position(|s| !s.has_attribute("hidden")).unwrap_or(0)
    }

    pub fn turn_to(&self, place: usize, with_focus: bool) {
        let Some(section) = self.sections.get(place) else { return };
        for (i, section) in self.sections.iter().enumerate() {
            dom::set_hidden(section, i != place);
        }
        for (i, cell) in dom::all(&self.root, "[data-cell]").iter().enumerate() {
            let _ = if i == place { cell.set_attribute("aria-current", "true") } else { cell.remove_attribute("aria-current") };
            if self.linear {
                // the words for both are there, and the style shows one of them
                let _ = cell.set_attribute("data-way", if i < place { "closed" } else { "ahead" });
            }
            if i == place {
                let _ = cell.remove_attribute("data-way");
            }
        }
        for (direction, at_end) in [("previous", place == 0), ("next", place + 1 == self.sections.len())] {
            if let Some(button) = dom::one(&self.root, &format!("[data-go={direction}]")) {
                let _ = if at_end { button.set_attribute("disabled", "") } else { button.remove_attribute("disabled") };
            }
        }
        if with_focus {
            section.scroll_into_view();
            if let Some(title) = dom::one(section, ".question__number") {
                dom::focus(&title);
            }
        }
    }

    /// The place of the item that an answer sheet's cell leads to.
    pub fn cell_place(&self, cell: &Element) -> Option<usize> {
        self.place(&cell.get_attribute("data-cell")?)
    }

    /// How many items are answered, and the cell of one item in its state.
    pub fn mark(&self, key: &str, unsaved: bool) -> usize {
        let fields = dom::fields(&self.form);
        let answered: Vec<bool> = self.items.iter().map(|i| !said(i, &fields).is_empty()).collect();
        let is_answered = self.place(key).is_some_and(|i| answered[i]);
        let flagged = self.place(key).and_then(|i| dom::one(&self.sections[i], ".flag__input:checked")).is_some();
        if let Some(cell) = dom::one(&self.root, &format!("[data-cell=\"{key}\"]")) {
            view::cell(&cell, is_answered, flagged, unsaved, self.lang);
        }
        let count = answered.iter().filter(|a| **a).count();
        if let Some(note) = dom::one(&self.root, "#sheet [data-done]") {
            note.set_text_content(Some(&words::done_of(self.lang, count, self.items.len())));
        }
        count
    }

    /// The line under an item that says what became of its answer.
    pub fn say(&self, key: &str, state: &'static str, text: &str) {
        if let Some(foot) = self.place(key).and_then(|i| dom::one(&self.sections[i], ".save-state")) {
            view::save_state(&foot, state, text);
        }
    }

    /// The count below an essay.
    pub fn count_characters(&self, section: &Element) {
        let (Some(count), Some(area)) = (dom::one(section, "[data-count]"), dom::one(section, "textarea")) else { return };
        if let Some(area) = area.dyn_ref::<HtmlTextAreaElement>() {
            let n = area.value().chars().filter(|c| !c.is_whitespace()).count();
            count.set_text_content(Some(&words::characters(self.lang, n)));
        }
    }
}

/// What the fields of the form say to an item.
fn said(item: &OpeningItem, fields: &[(String, String)]) -> Answer {
    let name = format!("a.{}", item.key);
    Answer::from_fields(&item.shape, |part| {
        let name = part.map_or(name.clone(), |i| format!("{name}.{i}"));
        fields.iter().filter(|(n, _)| *n == name).map(|(_, v)| v.clone()).collect()
    })
}

fn set_value(section: &Element, name: &str, value: &str) {
    let Some(control) = dom::one(section, &format!("[name=\"{name}\"]")) else { return };
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.set_value(value);
    } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    }
}
