//! A catalog that came as a link: in the fragment of the address, or pasted.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::Opening;
use crate::desk::ReadLink;
use crate::ui::nav::{Nav, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, use_hands, use_session};
use crate::ui::widgets::TextInput;
use crate::ui::words::{k, t};

/// Takes a catalog out of the address when the app opens with one, and whenever one is put there later.
pub fn watch_links() {
    let (hands, nav, session) = (use_hands(), use_nav(), use_session());
    let opening = expect_context::<Opening>();
    let take = move || {
        let fragment = window().location().hash().unwrap_or_default();
        if fragment.len() > 1 {
            spawn_local(read(opening, hands, nav, fragment));
        }
    };
    Effect::new(move |done: Option<bool>| {
        let ready = session.ready.get();
        if ready && done != Some(true) {
            take();
        }
        ready
    });
    let on_change = Closure::<dyn FnMut()>::new(take);
    let _ = window().add_event_listener_with_callback("hashchange", on_change.as_ref().unchecked_ref());
    // It listens as long as the page lives.
    on_change.forget();
}

/// Reads the fragment of a link and shows what is in it; the fragment leaves the address bar either way.
async fn read(opening: Opening, hands: Hands, nav: Nav, fragment: String) {
    nav.clear_fragment();
    match hands.desk.ask(ReadLink { fragment }).await {
        Ok(preview) => {
            opening.show(t(k::OPEN_LINK_NAME), preview);
            nav.go(Route::to(Screen::Open));
        }
        Err(fault) => hands.toasts.fault(&fault),
    }
}

/// A field for a link somebody sent.
#[component]
pub fn OpenLink() -> AnyView {
    let (hands, nav) = (use_hands(), use_nav());
    let opening = expect_context::<Opening>();
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = value.get_untracked();
        let Some((_, fragment)) = words.trim().split_once('#').filter(|(_, fragment)| !fragment.is_empty())
        else {
            error.set(Some(t(k::OPEN_LINK_NOT)));
            return;
        };
        error.set(None);
        spawn_local(read(opening, hands, nav, fragment.to_owned()));
    };
    view! {
        <form on:submit=open class="open-link">
            <TextInput id="link" label=t(k::OPEN_LINK_LABEL) value error kind="url" />
            <button type="submit" class="button">{t(k::OPEN_LINK_OPEN)}</button>
        </form>
    }
    .into_any()
}
