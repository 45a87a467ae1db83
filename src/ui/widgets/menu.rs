//! What can be done besides the main thing, behind one button.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Icon, icon};

/// A button that unfolds a short list of actions. A native `<details>`: it works before any script runs; *Escape*
/// and a press or a step of the keyboard elsewhere fold it again.
#[component]
pub fn Menu(#[prop(into)] label: String, children: Children) -> AnyView {
    let node = NodeRef::<html::Details>::new();
    let fold = move || {
        if let Some(details) = node.get_untracked() {
            details.set_open(false);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let Some(details) = node.get_untracked().filter(|details| details.open()) else { return };
        if event.key() != "Escape" {
            return;
        }
        event.stop_propagation();
        fold();
        let summary = details.query_selector("summary").ok().flatten();
        if let Some(summary) = summary.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = summary.focus();
        }
    };
    let on_leave = move |event: web_sys::FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = node.get_untracked().is_some_and(|details| details.contains(to.as_ref()));
        if to.is_some() && !inside {
            fold();
        }
    };
    view! {
        <details class="menu" node_ref=node on:keydown=on_key on:focusout=on_leave>
            <summary class="button">{icon(Icon::More)} <span>{label}</span></summary>
            <div class="menu-list" on:click=move |_| fold()>{children()}</div>
        </details>
    }
    .into_any()
}
