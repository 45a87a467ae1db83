//! The library: whom to ask for what, how cooperation is carried out, what others have done.
//!
//! Its files are read when they are asked for, not before. The documents behind them are mostly in English; what is
//! shown are our translations ([`texts`]), with the originals one press away.

mod cases;
mod cycles;
mod directory;
mod found;
mod glossary;
mod texts;

pub use cases::cases_on;
pub use texts::Texts;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use crate::platform::fetch_text;
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::Route;
use crate::ui::widgets::{Button, Heading, Look, TextInput, Tone, note, waiting};
use crate::ui::words::{Key, k, reader, t, tf};

/// A shelf of the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shelf {
    /// Multilateral bodies by country and sector.
    #[default]
    Directory,
    /// How cooperation is carried out, step by step.
    Cycles,
    /// Documented cases.
    Cases,
    /// What words mean.
    Glossary,
}

/// The shelves with the word in the address and the name.
const SHELVES: [(Shelf, &str, Key); 4] = [
    (Shelf::Directory, "", k::LIBRARY_DIRECTORY),
    (Shelf::Cycles, "cycles", k::LIBRARY_CYCLES),
    (Shelf::Cases, "cases", k::LIBRARY_CASES),
    (Shelf::Glossary, "glossary", k::LIBRARY_GLOSSARY),
];

/// Which shelf an address means.
fn shelf_of(route: &Route) -> Shelf {
    let wanted = route.get("view").unwrap_or_default();
    SHELVES.iter().find(|shelf| shelf.1 == wanted).map_or(Shelf::Directory, |shelf| shelf.0)
}

/// The screen.
#[component]
pub fn Library() -> AnyView {
    let route = use_route();
    let shelf = Memo::new(move |_| route.with(shelf_of));
    let words = words_of_address();
    let texts = Texts::fetch();
    let link = move |known: &(Shelf, &'static str, Key)| {
        let (of, id, name) = *known;
        let address = move || route.with(|route| href(&route.clone().with("view", id)));
        let current = move || (shelf.get() == of).then_some("page");
        view! { <li><a class="plan-aim" href=address aria-current=current>{t(name)}</a></li> }
    };
    let body = move || match shelf.get() {
        _ if !texts.are_here() => waiting(),
        Shelf::Directory => loaded("library/directory.json", move |file| directory::view(file, words, texts)),
        Shelf::Cycles => loaded("library/cycles.json", move |file| cycles::view(file, words, texts)),
        Shelf::Cases => loaded("library/cases.json", move |file| cases::view(file, words, texts)),
        Shelf::Glossary => {
            loaded(glossary::address(reader()), move |file| glossary::view(file, words, texts))
        }
    };
    let translated =
        move || (texts.has_translations() && shelf.get() != Shelf::Glossary).then(|| translation(texts));
    view! {
        <div class="library">
            <Heading text=t(k::NAV_LIBRARY) lead=t(k::LIBRARY_LEAD) />
            <nav aria-label=t(k::LIBRARY_SHELVES)>
                <ul class="plan-aims">{SHELVES.iter().map(link).collect_view()}</ul>
            </nav>
            <div role="search" class="library-search">
                <TextInput id="library-search" label=t(k::LIST_SEARCH) hint=t(k::LIBRARY_SEARCH_HINT) value=words kind="search" />
            </div>
            {translated}
            {body}
        </div>
    }
    .into_any()
}

/// A file of the library, shown when it is there; where it could not be fetched, a sentence that says so.
fn loaded<T>(address: &'static str, show: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let file: RwSignal<Option<Option<T>>> = RwSignal::new(None);
    spawn_local(async move {
        let read = fetch_text(address).await.ok().and_then(|text| serde_json::from_str(&text).ok());
        file.try_set(Some(read));
    });
    let body = move || match file.get() {
        None => waiting(),
        Some(None) => note(Tone::Caution, t(k::LIBRARY_NOT_LOADED)),
        Some(Some(file)) => show(file),
    };
    view! { <div class="library-shelf">{body}</div> }.into_any()
}

/// The words searched for; the address keeps them, so that a search can be linked to.
fn words_of_address() -> RwSignal<String> {
    let nav = use_nav();
    let words = RwSignal::new(nav.now().filter.text);
    Effect::new(move |_| {
        let text = words.get();
        nav.change(|mut route| {
            route.filter.text = text;
            route
        });
    });
    words
}

/// Says that the texts are our translation, and lets the person read the originals.
fn translation(texts: Texts) -> AnyView {
    let pressed = Signal::derive(move || texts.original.get());
    view! {
        <p class="library-translated">
            <span class="hint">{t(k::LIBRARY_TRANSLATED)}</span>
            <Button label=t(k::LIBRARY_ORIGINAL) look=Look::Quiet pressed on_press=move |()| texts.original.update(|on| *on = !*on) />
        </p>
    }
    .into_any()
}

/// The document behind something.
fn source(english: &str, texts: Texts) -> AnyView {
    let words = tf(k::LIBRARY_SOURCE, &[("source", &texts.words(english))]);
    view! { <p class="hint">{words}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::route::Screen;

    #[test]
    fn an_address_says_which_shelf_is_meant() {
        for (shelf, id, _) in SHELVES {
            assert_eq!(shelf_of(&Route::to(Screen::Library).with("view", id)), shelf);
        }
        assert_eq!(shelf_of(&Route::to(Screen::Library).with("view", "x")), Shelf::Directory);
    }

    #[test]
    fn the_files_of_the_library_are_read_whole() {
        let directory: directory::Directory =
            serde_json::from_str(include_str!("../../../../public/library/directory.json")).unwrap();
        let cycles: Vec<cycles::Cycle> =
            serde_json::from_str(include_str!("../../../../public/library/cycles.json")).unwrap();
        let cases: Vec<cases::Case> =
            serde_json::from_str(include_str!("../../../../public/library/cases.json")).unwrap();
        // As counted in the documents: 20 organisations, 30 rows, 17 cycles, 74 cases.
        let counts = (directory.organisations.len(), directory.rows.len(), cycles.len(), cases.len());
        assert_eq!(counts, (20, 30, 17, 74));
    }
}
