//! The list: search, facets, order, choosing several, page by page.

use std::collections::BTreeSet;
use std::time::Duration;

use leptos::prelude::*;

use super::bulk::Bulk;
use super::card::{entry_card, institution_card, screen_of};
use super::facets::{Chosen, facets_view};
use crate::catalog::RecordKind;
use crate::desk::{Filter, ListEntries, ListView, Sort};
use crate::primitive::Id;
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::{screen_icon, screen_name};
use crate::ui::state::{shown, use_answer};
use crate::ui::widgets::{Choice, Heading, More, Pick, TextInput, empty_state};
use crate::ui::words::{Plural, k, reader, t, tn};

/// Rows asked for at first, and again with every *Show more*.
const PAGE: u32 = 40;
/// How long a person pauses before the list follows what is typed.
const PAUSE: Duration = Duration::from_millis(180);

/// The list of one kind.
#[component]
pub fn List(kind: RecordKind) -> AnyView {
    let nav = use_nav();
    let route = use_route();
    let count = RwSignal::new(PAGE);
    let selected: RwSignal<BTreeSet<Id>> = RwSignal::new(BTreeSet::new());
    let query = Memo::new(move |_| route.with(|route| (route.filter.clone(), route.sort)));
    Effect::new(move |_| {
        query.track();
        count.set(PAGE);
    });
    let answered = use_answer(move || {
        let (filter, sort) = query.get();
        Some(ListEntries { kind, filter, sort, from: 0, count: count.get(), lang: reader() })
    });
    let total =
        Signal::derive(move || answered.value.with(|list| list.as_ref().map_or(0, |list| list.total)));
    let shown_rows = Signal::derive(move || {
        answered.value.with(|list| {
            list.as_ref().map_or(0, |list| (list.entries.len() + list.institutions.len()) as u32)
        })
    });
    let counts = counted(kind);
    // Facets stand open where they have a column of their own; a record beside the list takes it.
    let wide = is_wide();
    let unfolded = Memo::new(move |_| wide && route.with(|route| route.id.is_none()));
    // Nothing before the first answer: a screen reader would announce that there are none.
    let counted_words = move || answered.value.with(|list| list.as_ref().map(|list| tn(counts, list.total)));
    let facets = move || answered.value.with(|list| list.as_ref().map(|list| facets_view(&list.facets, nav)));
    view! {
        <Heading text=screen_name(screen_of(kind)) />
        <div class="list-tools">
            <Search />
            <Order kind />
            <a class="button primary" href=href(&Route::to(Screen::Edit).with("what", kind.word()))>{t(add_words(kind))}</a>
        </div>
        <div class="list-page">
            <details class="list-facets" open=unfolded>
                <summary>{t(k::LIST_FILTERS)}</summary>
                {facets}
            </details>
            <div class="list-main">
                <Chosen />
                <h2 class="list-count"><span role="status">{counted_words}</span></h2>
                <Bulk kind selected />
                {shown(answered, move |list| rows(kind, list, selected))}
                <More shown=shown_rows total counts on_more=move |()| count.update(|count| *count += PAGE) />
            </div>
        </div>
    }
    .into_any()
}

/// Whether the window is wide enough for facets in a column of their own beside the list (`style/entries.css`).
fn is_wide() -> bool {
    window().match_media("(width >= 72rem)").ok().flatten().is_some_and(|query| query.matches())
}

fn counted(kind: RecordKind) -> Plural {
    match kind {
        RecordKind::Institution => k::COUNT_INSTITUTIONS,
        RecordKind::Request => k::COUNT_REQUESTS,
        _ => k::COUNT_OFFERS,
    }
}

fn add_words(kind: RecordKind) -> crate::ui::words::Key {
    match kind {
        RecordKind::Institution => k::LIST_ADD_INSTITUTION,
        RecordKind::Request => k::MATRIX_ADD_REQUEST,
        _ => k::MATRIX_ADD_OFFER,
    }
}

/// The search field; the address follows after a short pause.
#[component]
fn Search() -> AnyView {
    let nav = use_nav();
    let text = RwSignal::new(nav.now().filter.text);
    let waiting: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let route = nav.route();
    Effect::new(move |_| {
        // The address can change from outside: back button, a chip taken away.
        let there = route.with(|route| route.filter.text.clone());
        if text.get_untracked().trim() != there {
            text.set(there);
        }
    });
    Effect::new(move |before: Option<String>| {
        let words = text.get().trim().to_owned();
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        // The first run sees what the address already says.
        if before.is_some() && words != nav.now().filter.text {
            let wanted = words.clone();
            let go = move || {
                nav.change(|mut route| {
                    route.filter.text = wanted;
                    route
                });
            };
            waiting.set_value(set_timeout_with_handle(go, PAUSE).ok());
        }
        words
    });
    view! {
        <div role="search" class="list-search">
            <TextInput id="list-search" label=t(k::LIST_SEARCH) hint=t(k::LIST_SEARCH_HINT) value=text kind="search" />
        </div>
    }
    .into_any()
}

#[component]
fn Order(kind: RecordKind) -> AnyView {
    let nav = use_nav();
    let route = nav.route();
    let orders = [
        (Sort::Best, "best", k::SORT_BEST),
        (Sort::Title, "title", k::SORT_TITLE),
        (Sort::Country, "country", k::SORT_COUNTRY),
        (Sort::Fresh, "fresh", k::SORT_FRESH),
        (Sort::Ends, "ends", k::SORT_ENDS),
    ];
    // An institution has no window that could end.
    let offered = orders.iter().filter(|(sort, ..)| kind != RecordKind::Institution || *sort != Sort::Ends);
    let choices = offered.map(|(_, id, words)| Choice::new(*id, t(*words))).collect();
    let now = Signal::derive(move || {
        let sort = route.with(|route| route.sort);
        orders.iter().find(|order| order.0 == sort).map_or_else(String::new, |order| order.1.to_owned())
    });
    let choose = move |id: String| {
        let sort = orders.iter().find(|order| order.1 == id).map_or_else(Sort::default, |order| order.0);
        nav.change(|route| Route { sort, ..route });
    };
    view! { <Pick id="list-sort" label=t(k::LIST_SORT) choices chosen=now on_choose=choose /> }.into_any()
}

fn rows(kind: RecordKind, list: &ListView, selected: RwSignal<BTreeSet<Id>>) -> AnyView {
    if list.total == 0 {
        return nothing(kind, list);
    }
    let institutions = list
        .institutions
        .iter()
        .map(|card| row(card.id, card.name.text.clone(), institution_card(card), selected));
    let entries =
        list.entries.iter().map(|card| row(card.key.id, card.title.text.clone(), entry_card(card), selected));
    view! { <ul class="card-list">{institutions.collect_view()}{entries.collect_view()}</ul> }.into_any()
}

/// A card with the box that chooses it for what can be done to several.
fn row(id: Id, title: String, card: AnyView, selected: RwSignal<BTreeSet<Id>>) -> AnyView {
    let route = use_route();
    let is_open = move || route.with(|route| route.id == Some(id));
    let toggle = move |_| {
        selected.update(|all| {
            if !all.remove(&id) {
                all.insert(id);
            }
        });
    };
    view! {
        <li class:is-open=is_open class:is-selected=move || selected.with(|all| all.contains(&id))>
            <label class="row-choose">
                <input type="checkbox" aria-label=title prop:checked=move || selected.with(|all| all.contains(&id)) on:change=toggle />
            </label>
            {card}
        </li>
    }
    .into_any()
}

fn nothing(kind: RecordKind, list: &ListView) -> AnyView {
    let nav = use_nav();
    let screen = screen_of(kind);
    if list.of == 0 {
        let text = match kind {
            RecordKind::Institution => k::LIST_EMPTY_INSTITUTIONS,
            RecordKind::Request => k::LIST_EMPTY_REQUESTS,
            _ => k::LIST_EMPTY_OFFERS,
        };
        let add = href(&Route::to(Screen::Edit).with("what", kind.word()));
        return empty_state(
            screen_icon(screen),
            k::MATRIX_EMPTY_TITLE,
            text,
            view! { <a class="button primary" href=add>{t(add_words(kind))}</a> },
        );
    }
    let clear = move |_| nav.change(|route| route.filtered(Filter::default()));
    empty_state(
        screen_icon(screen),
        k::LIST_NO_HIT_TITLE,
        k::LIST_NO_HIT_TEXT,
        view! { <button type="button" class="button" on:click=clear>{t(k::LIST_CLEAR)}</button> },
    )
}
