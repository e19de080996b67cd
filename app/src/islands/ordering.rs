//! The buttons that move an entry up or down: they set the selects that a form without scripts would use. A place that is chosen in a select is
//! taken from the entry that had it, which gets the other's.

use super::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlSelectElement};

/// What a select said before it was changed.
const WAS: &str = "data-was";

/// Wakes the move buttons and the selects under `root`; before whoever reads the answer.
pub fn wake(root: &Element) {
    dom::listen(root, "focusin", |event| {
        if let Some(select) = place_of(&event) {
            let _ = select.set_attribute(WAS, &select.value());
        }
    });
    dom::listen(root, "change", |event| {
        if let Some(select) = place_of(&event) {
            swap(&select);
        }
    });
    let scope = root.clone();
    dom::listen(root, "click", move |event| {
        let Some(button) = dom::closest(&event, "[data-move]").filter(|b| scope.contains(Some(b))) else { return };
        let Some(row) = button.closest("li").ok().flatten() else { return };
        if move_row(&row, button.get_attribute("data-move").as_deref() == Some("up")) {
            number(&row);
            dom::focus(&button);
        }
    });
}

fn place_of(event: &Event) -> Option<HtmlSelectElement> {
    event.target()?.dyn_into::<HtmlSelectElement>().ok().filter(|s| s.class_list().contains("ordering__place"))
}

fn swap(select: &HtmlSelectElement) {
    let (was, now) = (select.get_attribute(WAS).unwrap_or_default(), select.value());
    let _ = select.set_attribute(WAS, &now);
    let Some(list) = select.closest("ol").ok().flatten().filter(|_| !now.is_empty()) else { return };
    for other in dom::all(&list, "select").into_iter().filter_map(|s| s.dyn_into::<HtmlSelectElement>().ok()) {
        if other.name() != select.name() && other.value() == now {
            other.set_value(&was);
        }
    }
}

/// Whether the row had somewhere to go.
fn move_row(row: &Element, up: bool) -> bool {
    let Some(list) = row.parent_element() else { return false };
    let moved = if up {
        row.previous_element_sibling().map(|before| list.insert_before(row, Some(&before)))
    } else {
        row.next_element_sibling().map(|after| list.insert_before(&after, Some(row)))
    };
    moved.is_some_and(|m| m.is_ok())
}

/// Gives every row its place, and says that the answer changed.
fn number(row: &Element) {
    let Some(list) = row.parent_element() else { return };
    for (place, select) in dom::all(&list, "select").iter().enumerate() {
        if let Some(select) = select.dyn_ref::<HtmlSelectElement>() {
            select.set_value(&place.to_string());
        }
    }
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("change", &init) {
        let _ = row.dispatch_event(&event);
    }
}
