//! Starting the page: words, the desk, then the views.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use super::broken;
use super::nav::Nav;
use super::screens::{Opening, watch_drops, watch_links};
use super::shell::{Shell, Tour};
use super::state::{Desk, Plans, Session, Speech, Theme, Toasts, Weighing, Who, asked_for};
use super::words;
use crate::desk::{Fault, FromWorker, GetLabels, Hello, ListCatalogs, OpenCatalog};
use crate::platform::{BUILD, BrowserWorld};
use crate::primitive::{Language, World};
use crate::worker::client::Client;

/// The element of `index.html` that the app fills; its first content is the wait.
const ROOT: &str = "app";

/// Starts the page.
pub fn start() {
    broken::watch();
    let theme = Theme::remembered();
    let language = Speech::first();
    // Leptos has no executor before something is mounted.
    wasm_bindgen_futures::spawn_local(async move {
        if words::load(language, &asked_for()).await.is_err() {
            broken::show_no_words();
            return;
        }
        let root =
            document().get_element_by_id(ROOT).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok());
        let Some(root) = root else { return };
        root.set_text_content(None);
        mount_to(root, move || view! { <App language theme /> }).forget();
    });
}

/// Everything: provides what the screens share, and builds the views anew when the language changes.
#[component]
fn App(language: Language, theme: Theme) -> impl IntoView {
    let session = Session::new();
    let toasts = Toasts::new();
    let speech = Speech::in_language(language);
    let events = move |event: FromWorker| hear(&event, session);
    let client = Client::start(events);
    let desk = match client {
        Ok(client) => Desk::new(client),
        Err(_) => return broken::view().into_any(),
    };
    provide_context(Nav::start());
    provide_context(theme);
    provide_context(speech);
    provide_context(session);
    provide_context(toasts);
    provide_context(desk);
    provide_context(Who::remembered());
    provide_context(Weighing::remembered());
    provide_context(Opening::default());
    provide_context(Tour::new());
    provide_context(Plans::new());
    spawn_local(greet(desk, session, toasts, language));
    follow_catalogs(desk, session);
    watch_links();
    watch_drops();
    let body = move || {
        speech.get();
        view! { <Shell /> }.into_any()
    };
    view! { {body} }.into_any()
}

/// What the desk says unasked.
fn hear(event: &FromWorker, session: Session) {
    match event {
        FromWorker::Changed(revision) => {
            session.revision.try_set(*revision);
        }
        FromWorker::CatalogsChanged => {
            session.catalogs_changed.try_update(|count| *count += 1);
        }
        _ => {}
    }
}

/// The first words with the desk: the device's catalogs, the one left open, the labels.
async fn greet(desk: Desk, session: Session, toasts: Toasts, language: Language) {
    let hello = Hello { build: BUILD.to_owned(), today: BrowserWorld.today() };
    match desk.ask(hello).await {
        Ok(welcome) => {
            session.durable.set(welcome.durable);
            session.space.set(welcome.space);
            session.catalogs.set(welcome.catalogs);
        }
        Err(Fault::OtherBuild) if broken::reload_once() => return,
        Err(fault) => toasts.fault(&fault),
    }
    let (labels, opened) = (desk.ask(GetLabels { lang: language }).await, open_last(desk, session).await);
    match labels {
        Ok(labels) => words::set_labels(labels),
        Err(fault) => toasts.fault(&fault),
    }
    if let Err(fault) = opened {
        toasts.fault(&fault);
    }
    session.ready.set(true);
}

async fn open_last(desk: Desk, session: Session) -> Result<(), Fault> {
    let Some(id) = Session::remembered() else { return Ok(()) };
    let known = session.catalogs.with_untracked(|all| all.iter().any(|info| info.id == id && !info.removed));
    if known {
        let info = desk.ask(OpenCatalog { id }).await?;
        session.opened(info);
    }
    Ok(())
}

/// Keeps the list of catalogs fresh: counts, unsaved changes, what other tabs did.
fn follow_catalogs(desk: Desk, session: Session) {
    Effect::new(move |_| {
        session.catalogs_changed.track();
        session.revision.track();
        if !session.ready.get() {
            return;
        }
        spawn_local(async move {
            if let Ok(all) = desk.ask(ListCatalogs {}).await {
                session.listed(all);
            }
        });
    });
}
