//! Dragging an entry to its place: a mouse takes the row, a finger or a pen the grip, so that the page still scrolls under a finger. The order that
//! comes of it is said as the buttons say theirs. Nothing is dragged where the form takes no input.

use super::{super::dom, move_row, number};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

const ROW: &str = ".ordering__row";
const GRIP: &str = "[data-grip]";
/// Upon a row that is on its way.
const MOVED: &str = "data-moved";
/// Whoever moved by less has clicked.
const LEAST: i32 = 4;

struct Drag {
    pointer: i32,
    row: Element,
    list: Element,
    /// Where it was taken, from the top of the window.
    from: i32,
    /// The row that came after it then.
    next: Option<Element>,
}

/// Wakes the rows under `root`.
pub fn wake(root: &Element) {
    let held: Rc<RefCell<Option<Drag>>> = Rc::default();
    let taken = held.clone();
    dom::listen(root, "pointerdown", move |event| {
        if let Some(drag) = take(&event) {
            *taken.borrow_mut() = Some(drag);
        }
    });
    let moved = held.clone();
    dom::listen(root, "pointermove", move |event| {
        if let Some((drag, pointer)) = moved.borrow().as_ref().zip(event.dyn_ref::<PointerEvent>()) {
            drag.follow(pointer);
        }
    });
    // letting go ends the capture as well: what comes second finds nothing
    for (event, keeps) in [("pointerup", true), ("pointercancel", false), ("lostpointercapture", false)] {
        let dropped = held.clone();
        dom::listen(root, event, move |event| {
            let pointer = event.dyn_ref::<PointerEvent>().map(PointerEvent::pointer_id);
            let drag = dropped.borrow_mut().take_if(|drag| Some(drag.pointer) == pointer);
            if let Some(drag) = drag {
                drag.end(keeps);
            }
        });
    }
}

fn take(event: &Event) -> Option<Drag> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    let by = if pointer.pointer_type() == "mouse" { ROW } else { GRIP };
    let row = dom::closest(event, by)?.closest(ROW).ok()??;
    if !pointer.is_primary() || pointer.button() != 0 || dom::closest(event, "select, button, a").is_some() || rests(&row) {
        return None;
    }
    // no text is selected on the way
    event.prevent_default();
    let (list, next) = (row.parent_element()?, row.next_element_sibling());
    // the list stays where it is; a row that moves would lose the pointer
    list.set_pointer_capture(pointer.pointer_id()).ok()?;
    Some(Drag { pointer: pointer.pointer_id(), row, list, from: pointer.client_y(), next })
}

/// Another page holds the pen, the section is over, or a pause covers the paper.
fn rests(row: &Element) -> bool {
    let covered = dom::document().is_some_and(|d| d.query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some()));
    covered || row.closest("[inert]").is_ok_and(|inert| inert.is_some())
}

fn middle(row: &Element) -> f64 {
    let place = row.get_bounding_client_rect();
    place.top() + place.height() / 2.0
}

impl Drag {
    /// The row goes past every row whose middle the pointer has passed.
    fn follow(&self, pointer: &PointerEvent) {
        let y = pointer.client_y();
        if pointer.pointer_id() != self.pointer || (!self.row.has_attribute(MOVED) && (y - self.from).abs() < LEAST) {
            return;
        }
        let _ = self.row.set_attribute(MOVED, "");
        let y = f64::from(y);
        while self.row.previous_element_sibling().is_some_and(|before| y < middle(&before)) && move_row(&self.row, true) {}
        while self.row.next_element_sibling().is_some_and(|after| y > middle(&after)) && move_row(&self.row, false) {}
    }

    /// The new order is the answer, or the row goes back.
    fn end(&self, keeps: bool) {
        let _ = self.row.remove_attribute(MOVED);
        if self.row.next_element_sibling() == self.next {
            return;
        }
        if keeps && !rests(&self.row) {
            number(&self.row);
        } else {
            let _ = self.list.insert_before(&self.row, self.next.as_deref());
        }
    }
}
