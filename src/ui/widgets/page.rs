//! The top of a screen, and small marks on it.

use leptos::html::H1;
use leptos::prelude::*;

use crate::ui::nav::use_nav;
use crate::ui::words::{Plural, k, t, tn};

/// The one `<h1>` of a screen. It names the page for the browser's tab and history, and takes the focus after a
/// move, so that keyboards and screen readers begin at the top of what is new.
#[component]
pub fn Heading(
    #[prop(into)] text: Signal<String>,
    /// A sentence under it.
    #[prop(optional, into)]
    lead: String,
) -> AnyView {
    let nav = use_nav();
    let node = NodeRef::<H1>::new();
    node.on_load(move |heading| {
        if nav.takes_focus() {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = heading.focus_with_options(&options);
        }
    });
    // Soft hyphens are for lines that break; a tab's title, its bookmark and its history have none.
    let title = move || text.get().replace('\u{ad}', "");
    Effect::new(move |_| document().set_title(&format!("{} – {}", title(), t(k::APP_NAME))));
    view! {
        <div class="heading">
            <h1 tabindex="-1" node_ref=node>{move || text.get()}</h1>
            {(!lead.is_empty()).then(|| view! { <p class="lead">{lead}</p> })}
        </div>
    }
    .into_any()
}

/// A word or two in a frame. `tone` is a class of `style/widgets.css`: `offer`, `request`, `good`, `caution`,
/// `bad`, `plain`.
pub fn badge(tone: &'static str, text: String) -> AnyView {
    view! { <span class=format!("badge {tone}")>{text}</span> }.into_any()
}

/// The foot of a list that is not shown whole: how much of it is there, and *Show more*.
#[component]
pub fn More(
    /// How many rows are shown.
    #[prop(into)]
    shown: Signal<u32>,
    /// How many there are.
    #[prop(into)]
    total: Signal<u32>,
    /// The message that counts them (`{n}`).
    counts: Plural,
    #[prop(into)] on_more: Callback<()>,
) -> AnyView {
    let words = move || tn(counts, total.get());
    let more = move || {
        (shown.get() < total.get()).then(|| {
            view! { <button type="button" class="button" on:click=move |_| on_more.run(())>{t(k::LIST_MORE)}</button> }
        })
    };
    view! { <footer class="list-foot"><p class="hint">{words}</p>{more}</footer> }.into_any()
}
