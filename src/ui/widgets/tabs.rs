//! Views of one thing beside each other.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Choice;

/// Tabs after the ARIA pattern: arrows move, the panel below is the owner's, with `id="{name}-panel"`,
/// `role="tabpanel"`. Meant for two to five views; what deserves an address of its own is a link instead.
#[component]
pub fn Tabs(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    tabs: Vec<Choice>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
) -> AnyView {
    let ids: StoredValue<Vec<String>> = StoredValue::new(tabs.iter().map(|tab| tab.id.clone()).collect());
    let base = name.clone();
    let on_key = move |event: web_sys::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => 1,
            "ArrowLeft" | "ArrowUp" => -1_isize,
            _ => return,
        };
        event.prevent_default();
        let ids = ids.get_value();
        let now = ids.iter().position(|id| *id == chosen.get_untracked()).unwrap_or(0);
        let count = isize::try_from(ids.len()).unwrap_or(1).max(1);
        let next = (isize::try_from(now).unwrap_or(0) + step).rem_euclid(count);
        let Some(id) = usize::try_from(next).ok().and_then(|at| ids.get(at)) else { return };
        on_choose.run(id.clone());
        let node = document().get_element_by_id(&format!("{base}-tab-{id}"));
        if let Some(node) = node.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = node.focus();
        }
    };
    let panel = format!("{name}-panel");
    let one = move |tab: Choice| {
        let id = StoredValue::new(tab.id.clone());
        let is_chosen = move || chosen.get() == id.get_value();
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                id=format!("{name}-tab-{}", tab.id)
                aria-controls=panel.clone()
                aria-selected=move || is_chosen().to_string()
                tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| on_choose.run(id.get_value())
            >
                {tab.label}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>
            {tabs.into_iter().map(one).collect_view()}
        </div>
    }
    .into_any()
}
