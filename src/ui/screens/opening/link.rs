//! A catalog that came as a link: in the fragment of the address, or pasted.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::address::fetch_all;
use super::reading::{opens_at_once, read_link, take_beside};
use super::{Opening, Step};
use crate::platform::checked;
use crate::ui::nav::{Nav, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, use_hands, use_session};
use crate::ui::widgets::TextInput;
use crate::ui::words::{Key, t};

/// The name under which an address of the app carries the address of a catalog: `?catalog=https://…`.
pub const CATALOG: &str = "catalog";

/// Takes a catalog out of the address when the app opens with one, and whenever one is put there later.
pub fn watch_links() {
    let (hands, nav, session) = (use_hands(), use_nav(), use_session());
    let opening = expect_context::<Opening>();
    let take = move || {
        let fragment = window().location().hash().unwrap_or_default();
        if fragment.len() > 1 {
            spawn_local(arrive(opening, hands, nav, fragment));
        }
    };
    Effect::new(move |done: Option<bool>| {
        let ready = session.ready.get();
        if ready && done != Some(true) {
            take();
        }
        ready
    });
    let route = nav.route();
    let wanted = Memo::new(move |_| route.with(|route| route.get(CATALOG).map(str::to_owned)));
    Effect::new(move |_| {
        if let (true, Some(address)) = (session.ready.get(), wanted.get()) {
            nav.change(|route| route.with(CATALOG, ""));
            fetch_all(opening, hands, nav, vec![address]);
        }
    });
    let on_change = Closure::<dyn FnMut()>::new(take);
    let _ = window().add_event_listener_with_callback("hashchange", on_change.as_ref().unchecked_ref());
    // It listens as long as the page lives.
    on_change.forget();
}

/// Reads the link the app was opened with; the fragment leaves the address bar either way.
async fn arrive(opening: Opening, hands: Hands, nav: Nav, fragment: String) {
    nav.clear_fragment();
    read_link(opening, hands, nav, fragment).await;
    open_if_free(opening, hands, nav).await;
}

/// Opens what waits at once where nothing speaks against it.
pub async fn open_if_free(opening: Opening, hands: Hands, nav: Nav) {
    let free = opening.step.with_untracked(|step| match step {
        Step::Read(pieces, Some(_)) => pieces.len() == 1 && opens_at_once(hands, &pieces[0].preview),
        _ => false,
    });
    if free {
        take_beside(opening, hands, nav, Screen::Start).await;
    }
}

/// What a person pasted as a link.
enum Pasted {
    /// A link that carries a catalog: its fragment.
    Fragment(String),
    /// The address at which a catalog lies.
    Address(String),
}

/// Reads what was pasted: a link with a catalog in it, one that names the address of a catalog, or that address.
fn pasted(words: &str) -> Option<Pasted> {
    let words = words.trim();
    if let Some((_, fragment)) = words.split_once('#').filter(|(_, fragment)| !fragment.is_empty()) {
        return Some(Pasted::Fragment(fragment.to_owned()));
    }
    let query = words.split_once('?').map(|(_, query)| Route::read(query));
    let named = query.as_ref().and_then(|route| route.get(CATALOG)).map(str::to_owned);
    named.or_else(|| checked(words)).map(Pasted::Address)
}

/// Opens a link or an address; false where the words are neither.
pub fn open_words(opening: Opening, hands: Hands, nav: Nav, words: &str) -> bool {
    match pasted(words) {
        Some(Pasted::Fragment(fragment)) => spawn_local(read_link(opening, hands, nav, fragment)),
        Some(Pasted::Address(address)) => fetch_all(opening, hands, nav, vec![address]),
        None => return false,
    }
    true
}

/// A field for a link somebody sent, or for the address of a catalog, with the words of where it stands: its label, a
/// hint, the button, and what to say where the words are neither.
#[component]
pub fn OpenLink(id: &'static str, words: [Key; 4]) -> AnyView {
    let (hands, nav) = (use_hands(), use_nav());
    let opening = expect_context::<Opening>();
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let [label, hint, action, neither] = words.map(t);
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let done = open_words(opening, hands, nav, &value.get_untracked());
        error.set((!done).then(|| neither.clone()));
    };
    view! {
        <form on:submit=open class="open-link" novalidate=true>
            <TextInput id label hint value error kind="url" />
            <button type="submit" class="button">{action}</button>
        </form>
    }
    .into_any()
}
