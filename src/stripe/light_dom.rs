//! Puts Stripe's element into the frame, or, where the frame is in a shadow root, beside it in the light DOM.
//!
//! Stripe's script looks for what it serves in the document and knows nothing of shadow roots. So where the frame is
//! in one, the element becomes a child of the root's host, and a slot shows it in the frame.
//!
//! Limits: one step out. Where the host is itself in the shadow root of another component, so is Stripe's element.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, ShadowRoot};

/// Stripe's element in the page. Dropping it takes the element out, and what was made for it.
pub(super) struct Placement {
    element: Element,
    made: Vec<Element>,
}

impl Placement {
    /// Puts `element` into `frame`, or where it is shown there. `name` tells it from others of the same host.
    pub(super) fn of(element: Element, frame: &Element, name: &str) -> Option<Self> {
        let mut placement = Self {
            element,
            made: Vec::new(),
        };
        let mut parent = frame.clone();
        if let Ok(root) = frame.get_root_node().dyn_into::<ShadowRoot>() {
            let document = frame.owner_document()?;
            let slot = document.create_element("slot").ok()?;
            slot.set_attribute("name", name).ok()?;
            let slotted = document.create_element("div").ok()?;
            slotted.set_attribute("slot", name).ok()?;
            placement.made = vec![slot.clone(), slotted.clone()];
            frame.append_child(&slot).ok()?;
            root.host().append_child(&slotted).ok()?;
            parent = slotted;
        }
        let parent: &Node = &parent;
        parent.append_child(&placement.element).ok()?;
        Some(placement)
    }
}

impl Drop for Placement {
    fn drop(&mut self) {
        self.element.remove();
        self.made.iter().for_each(Element::remove);
    }
}
