//! The buttons that move an entry up or down: they set the selects that a form without scripts would use.

use super::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlSelectElement};

/// Wakes the move buttons under `root`.
pub fn wake(root: &Element) {
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
