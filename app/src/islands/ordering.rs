//! The buttons that move an entry up or down, and dragging ([`drag`]): they set the selects that a form without scripts would use. A place that is
//! chosen in a select is taken from the entry that had it, which gets the other's, or where that had none the next that is free: no entry loses its
//! place in silence. Entries that all have a place stand in its order.

mod drag;

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
    drag::wake(root);
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
    let selects: Vec<HtmlSelectElement> = dom::all(&list, "select").into_iter().filter_map(|s| s.dyn_into().ok()).collect();
    let others = || selects.iter().filter(|other| other.name() != select.name());
    if let Some((other, now)) = others().find(|other| other.value() == now).zip(now.parse().ok()) {
        let taken: Vec<u8> = selects.iter().filter_map(|s| s.value().parse().ok()).collect();
        let place = in_exchange(was.parse().ok(), now, &taken, selects.len() as u8);
        other.set_value(&place.map(|p| p.to_string()).unwrap_or_default());
    }
    if arrange(&list) {
        dom::focus(select);
    }
}

/// What an entry gets whose place is chosen for another one: the place that this one had, or else the next free one, as if it were pushed down.
fn in_exchange(was: Option<u8>, now: u8, taken: &[u8], count: u8) -> Option<u8> {
    let is_free = |place: &u8| !taken.contains(place);
    was.filter(is_free).or_else(|| (now..count).chain(0..now).find(is_free))
}

/// Puts the entries under `root` in the order of their places, where each has one. Whether one of them moved.
pub fn arrange(root: &Element) -> bool {
    let place = |row: &Element| dom::one(row, "select")?.dyn_into::<HtmlSelectElement>().ok()?.value().parse::<u8>().ok();
    let rows = dom::all(root, ".ordering__row");
    let Some(placed) = rows.iter().map(|row| Some((place(row)?, row))).collect::<Option<Vec<_>>>() else { return false };
    let at = |place: u8| placed.iter().filter(move |(its, _)| *its == place).map(|(_, row)| *row);
    let wanted: Vec<&Element> = (0..=u8::MAX).flat_map(at).collect();
    if wanted.iter().zip(&rows).all(|(row, here)| *row == here) {
        return false;
    }
    for row in wanted {
        let _ = row.parent_element().map(|list| list.append_child(row));
    }
    true
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
            let _ = select.set_attribute(WAS, &select.value());
        }
    }
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("change", &init) {
        let _ = row.dispatch_event(&event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_whose_place_is_taken_gets_the_others_or_the_next_that_is_free() {
        for (was, now, taken, place) in [
            (Some(3), 0, &[0, 1, 2, 0][..], Some(3)),
            (None, 0, &[0, 0], Some(1)),
            (None, 1, &[0, 1, 1], Some(2)),
            (None, 3, &[0, 3, 3], Some(1)),
            // what it had has been given away meanwhile
            (Some(1), 0, &[0, 1, 0], Some(2)),
        ] {
            assert_eq!(in_exchange(was, now, taken, 4), place, "{was:?} {now} {taken:?}");
        }
    }
}
