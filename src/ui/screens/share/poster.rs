//! A sheet for the wall: the title of the seminar, a code, and what to do in four languages.

use leptos::prelude::*;

use super::code::Code;
use super::link::{address_with, app_address};
use crate::desk::{ListSources, ShareLink, WhatLeaves};
use crate::platform::checked;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::opening::CATALOG;
use crate::ui::state::{use_answer, use_session};
use crate::ui::widgets::{Button, Choice, Heading, Icon, Look, RadioChips, TextInput, Tone, note, words_of};
use crate::ui::words::{k, t};

/// What the code leads to.
const AT_ADDRESS: &str = "address";
const WHOLE: &str = "whole";
const APP: &str = "app";

/// The sheet, with what it can be set to.
#[component]
pub fn Poster() -> AnyView {
    let session = use_session();
    let chosen = RwSignal::new(AT_ADDRESS.to_owned());
    let address = RwSignal::new(String::new());
    let sources = use_answer(|| Some(ListSources {}));
    // The address the catalog came from is most likely where others shall find it.
    Effect::new(move |_| {
        let first = sources.value.with(|all| all.as_ref().and_then(|all| all.first().cloned()));
        if let Some(source) = first.filter(|_| address.with_untracked(String::is_empty)) {
            address.set(source.address);
        }
    });
    let link = use_answer(move || (chosen.get() == WHOLE).then(|| ShareLink { what: everything() }));
    let at_address = move || checked(&address.get()).map(|address| with_catalog(&address));
    let words = Signal::derive(move || match chosen.get().as_str() {
        WHOLE => link.value.with(|link| link.as_ref().map(|link| address_with(&link.digits))),
        APP => Some(app_address()),
        _ => at_address(),
    });
    let title = move || session.current.with(|info| info.as_ref().map(|info| words_of(&info.title)));
    let heading = move || title().map(|title| view! { <h2 lang=title.lang>{title.text}</h2> });
    let code = move || match (words.with(Option::is_some), chosen.get().as_str()) {
        (false, AT_ADDRESS) => note(Tone::Info, t(k::POSTER_NEEDS_ADDRESS)),
        _ => view! { <Code words /> }.into_any(),
    };
    // A link that carries a catalog is not for reading.
    let written = move || words.get().filter(|_| chosen.get() != WHOLE);
    view! {
        <Tools chosen address />
        <div class="poster">
            {heading}
            <div class="poster-code">{code}</div>
            <p class="poster-how" lang="es">{t(k::POSTER_HOW_ES)}</p>
            <p class="poster-how" lang="pt-BR">{t(k::POSTER_HOW_PT)}</p>
            <p class="poster-how" lang="en">{t(k::POSTER_HOW_EN)}</p>
            <p class="poster-how" lang="fr">{t(k::POSTER_HOW_FR)}</p>
            <p class="address">{written}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Tools(chosen: RwSignal<String>, address: RwSignal<String>) -> AnyView {
    let choices = [(AT_ADDRESS, k::POSTER_AT_ADDRESS), (WHOLE, k::POSTER_WHOLE), (APP, k::POSTER_APP)];
    let choices: Vec<Choice> = choices
        .into_iter()
        .map(|(id, label)| Choice { id: id.to_owned(), label: t(label), note: String::new() })
        .collect();
    let error = Signal::derive(move || {
        let words = address.get();
        (!words.trim().is_empty() && checked(&words).is_none()).then(|| t(k::FETCH_BAD_ADDRESS))
    });
    let field = move || {
        (chosen.get() == AT_ADDRESS).then(|| {
            view! {
                <TextInput id="poster-address" label=t(k::POSTER_ADDRESS) hint=t(k::POSTER_ADDRESS_HINT)
                    value=address error kind="url" />
            }
        })
    };
    let print = move |()| {
        // A browser that cannot print has no such command to fail.
        let _ = window().print();
    };
    view! {
        <div class="sheet-tools poster-tools">
            <Heading text=t(k::POSTER_TITLE) lead=t(k::POSTER_LEAD) />
            <RadioChips name="poster" legend=t(k::POSTER_WHAT) choices chosen on_choose=move |id| chosen.set(id) />
            {field}
            <div class="actions">
                <Button label=t(k::DETAIL_PRINT) look=Look::Primary symbol=Icon::Print on_press=print />
                <a class="button" href=href(&Route::to(Screen::Share))>{t(k::POSTER_BACK)}</a>
            </div>
        </div>
    }
    .into_any()
}

/// The address under which this app fetches a catalog, written as short as a query may be: every character of it is
/// squares on the wall.
fn with_catalog(address: &str) -> String {
    let mut query = String::new();
    for letter in address.chars() {
        match letter {
            '%' | '&' | '#' | '+' => query.push_str(&format!("%{:02X}", u32::from(letter))),
            other => query.push(other),
        }
    }
    format!("{}?{CATALOG}={query}", app_address())
}

/// Everything that may hang on a wall: no personal contacts, no private notes.
fn everything() -> WhatLeaves {
    WhatLeaves::Part {
        only_institution: None,
        offers: true,
        requests: true,
        portfolio: false,
        contacts: false,
        private_notes: false,
    }
}
