//! The ways to a catalog: the sample, a file, an empty one.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::{Adopt, AdoptHow, CreateCatalog, ReadFile};
use crate::platform::fetch_bytes;
use crate::primitive::Text;
use crate::ui::nav::use_nav;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::opening::{OpenLink, PickFiles};
use crate::ui::shell::use_tour;
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Button, Icon, Look, TextInput, icon};
use crate::ui::words::{k, reader, t};

/// The sample that the app carries.
const SAMPLE: &str = "./samples/seminar.json";

/// Three cards: sample, file, empty catalog.
#[component]
pub fn Begin(
    /// Whether there is no catalog on this device yet.
    #[prop(into)]
    first: Signal<bool>,
) -> AnyView {
    let hands = use_hands();
    let nav = use_nav();
    let busy = RwSignal::new(false);
    let tour = use_tour();
    let try_sample = move |with_tour: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            if open_sample(hands).await {
                if with_tour {
                    tour.begin(nav);
                } else {
                    nav.go(Route::to(Screen::Matrix));
                }
            }
            busy.try_set(false);
        });
    };
    let label =
        Signal::derive(move || if busy.get() { t(k::START_SAMPLE_OPENING) } else { t(k::START_SAMPLE_TRY) });
    let has_sample =
        move || hands.session.catalogs.with(|all| all.iter().any(|info| info.sample && !info.removed));
    let look = if first.get_untracked() { Look::Primary } else { Look::Plain };
    view! {
        <section class="begin">
            <h2>{move || if first.get() { t(k::START_BEGIN_TITLE) } else { t(k::START_MORE_TITLE) }}</h2>
            <div class="begin-cards">
                {move || (!has_sample()).then(|| view! {
                    <article class="card">
                        <h3>{t(k::START_SAMPLE_TITLE)}</h3>
                        <p>{t(k::START_SAMPLE_TEXT)}</p>
                        <div class="actions">
                            <Button label look symbol=Icon::Library on_press=move |()| try_sample(false) />
                            <Button label=t(k::START_SAMPLE_TOUR) look=Look::Quiet on_press=move |()| try_sample(true) />
                        </div>
                    </article>
                })}
                <FileCard />
                <EmptyCard />
            </div>
        </section>
    }
    .into_any()
}

/// Opens the sample beside what is there; says so where it fails.
async fn open_sample(hands: Hands) -> bool {
    let Ok(bytes) = fetch_bytes(SAMPLE).await else {
        hands.toasts.say(t(k::START_SAMPLE_MISSING));
        return false;
    };
    let question = ReadFile { name: SAMPLE.to_owned(), sample: true };
    let read = hands.desk.ask_with(question, Some(bytes)).await;
    let adopted = match read {
        Ok((preview, _)) => hands.desk.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).await,
        Err(fault) => Err(fault),
    };
    match adopted {
        Ok(info) => {
            hands.session.opened(info);
            true
        }
        Err(fault) => {
            hands.toasts.fault(&fault);
            false
        }
    }
}

#[component]
fn FileCard() -> AnyView {
    let over = RwSignal::new(false);
    view! {
        <article
            class="card drop"
            class:over=move || over.get()
            on:dragover=move |_| over.set(true)
            on:dragleave=move |_| over.set(false)
            on:drop=move |_| over.set(false)
        >
            <h3>{t(k::START_FILE_TITLE)}</h3>
            <p>{t(k::START_FILE_TEXT)}</p>
            <PickFiles />
            <OpenLink
                id="link"
                words=[k::OPEN_LINK_LABEL, k::OPEN_LINK_HINT, k::OPEN_LINK_OPEN, k::OPEN_LINK_NOT]
            />
        </article>
    }
    .into_any()
}

#[component]
fn EmptyCard() -> AnyView {
    let hands = use_hands();
    let nav = use_nav();
    let title = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let form = NodeRef::<html::Form>::new();
    let begin = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = title.get_untracked().trim().to_owned();
        if words.is_empty() {
            error.set(Some(t(k::START_EMPTY_NEEDS_TITLE)));
            return;
        }
        error.set(None);
        spawn_local(async move {
            let title = Text::in_language(reader().code(), words);
            match hands.desk.ask(CreateCatalog { title }).await {
                Ok(info) => {
                    hands.session.opened(info);
                    nav.go(Route::to(Screen::Institutions));
                }
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    view! {
        <article class="card">
            <h3>{t(k::START_EMPTY_TITLE)}</h3>
            <form node_ref=form on:submit=begin>
                <TextInput id="new-title" label=t(k::START_EMPTY_LABEL) hint=t(k::START_EMPTY_HINT) value=title error />
                <button type="submit" class="button">{icon(Icon::Add)} <span>{t(k::START_EMPTY_BEGIN)}</span></button>
            </form>
        </article>
    }
    .into_any()
}
