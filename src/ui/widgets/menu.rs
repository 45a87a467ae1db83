//! What can be done besides the main thing, behind one button.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{Icon, icon};

/// A button that unfolds a short list of actions. A native `<details>`: it works before any script runs; *Escape*
/// and a press or a step of the keyboard elsewhere fold it again.
#[component]
pub fn Menu(#[prop(into)] label: String, children: Children) -> AnyView {
    let on_key = move |event: web_sys::KeyboardEvent| {
        let Some(details) = details_of(&event).filter(is_open) else { return };
        if event.key() != "Escape" {
            return;
        }
        event.stop_propagation();
        fold(&details);
        let summary = details.query_selector("summary").ok().flatten();
        if let Some(summary) = summary.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = summary.focus();
        }
    };
    let on_leave = move |event: web_sys::FocusEvent| {
        let Some(details) = details_of(&event) else { return };
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if to.is_some() && !details.contains(to.as_ref()) {
            fold(&details);
        }
    };
    let on_press = move |event: web_sys::MouseEvent| {
        let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let acts =
            pressed.is_some_and(|node| node.closest(".menu-list .button").is_ok_and(|found| found.is_some()));
        if let Some(details) = details_of(&event).filter(|_| acts) {
            fold(&details);
        }
    };
    view! {
        <details class="menu" on:keydown=on_key on:focusout=on_leave on:click=on_press>
            <summary class="button">{icon(Icon::More)} <span>{label}</span></summary>
            <div class="menu-list">{children()}</div>
        </details>
    }
    .into_any()
}

/// The menu an event has reached. From the event and not from a `NodeRef`: an action can take the menu off the page,
/// and its last events come when the view is gone already.
fn details_of(event: &web_sys::Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

fn is_open(details: &Element) -> bool {
    details.has_attribute("open")
}

fn fold(details: &Element) {
    // An attribute that is not there is taken off as well.
    let _ = details.remove_attribute("open");
}
