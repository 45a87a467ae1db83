//! Share a part: what leaves is chosen, or was chosen in a list.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::ways::Ways;
use crate::desk::WhatLeaves;
use crate::primitive::Id;
use crate::ui::nav::{href, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::state::use_who;
use crate::ui::widgets::{Tone, note};
use crate::ui::words::{k, t, tn};

/// The name under which the address carries the entries chosen in a list.
const ONLY: &str = "only";

/// The address of this screen with entries chosen in a list.
pub fn selection_route(ids: &[Id]) -> Route {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    Route::to(Screen::Share).with(ONLY, ids.join(" "))
}

/// What the person leaves in; personal contacts and private notes stay home unless chosen at that moment.
#[derive(Clone, Copy)]
struct Part {
    mine_only: RwSignal<bool>,
    offers: RwSignal<bool>,
    requests: RwSignal<bool>,
    portfolio: RwSignal<bool>,
    contacts: RwSignal<bool>,
    private_notes: RwSignal<bool>,
}

/// The card.
#[component]
pub fn SharePart() -> AnyView {
    let route = use_route();
    let chosen = Memo::new(move |_| {
        let ids = route.with(|route| route.get(ONLY).map(str::to_owned))?;
        Some(ids.split(' ').filter_map(|id| id.parse().ok()).collect::<BTreeSet<Id>>())
    });
    let body = move || match chosen.get() {
        Some(ids) => of_selection(ids),
        None => view! { <Choose /> }.into_any(),
    };
    view! { <section class="card share-part"><h2>{t(k::SHARE_PART_TITLE)}</h2>{body}</section> }.into_any()
}

fn of_selection(ids: BTreeSet<Id>) -> AnyView {
    let count = ids.len();
    let what = Signal::derive(move || WhatLeaves::Selection(ids.clone()));
    view! {
        {note(Tone::Info, tn(k::SHARE_SELECTION, count as f64))}
        <Ways what id="selection" />
        <p><a href=href(&Route::to(Screen::Share))>{t(k::SHARE_SELECTION_CLEAR)}</a></p>
    }
    .into_any()
}

#[component]
fn Choose() -> AnyView {
    let who = use_who();
    let part = Part {
        mine_only: RwSignal::new(false),
        offers: RwSignal::new(true),
        requests: RwSignal::new(true),
        portfolio: RwSignal::new(true),
        contacts: RwSignal::new(false),
        private_notes: RwSignal::new(false),
    };
    let institution = Memo::new(move |_| who.institution());
    let mine = move || institution.get().map(|_| check(t(k::SHARE_MINE_ONLY), part.mine_only));
    let what = Signal::derive(move || WhatLeaves::Part {
        only_institution: institution.get().filter(|_| part.mine_only.get()),
        offers: part.offers.get(),
        requests: part.requests.get(),
        portfolio: part.portfolio.get(),
        contacts: part.contacts.get(),
        private_notes: part.private_notes.get(),
    });
    view! {
        <p>{t(k::SHARE_PART_TEXT)}</p>
        <fieldset class="checks">
            <legend>{t(k::SHARE_WHAT)}</legend>
            {mine}
            {check(t(k::NAV_OFFERS), part.offers)}
            {check(t(k::NAV_REQUESTS), part.requests)}
            {check(t(k::NAV_PORTFOLIO), part.portfolio)}
            {check(t(k::SHARE_CONTACTS), part.contacts)}
            {check(t(k::SHARE_PRIVATE_NOTES), part.private_notes)}
        </fieldset>
        <Ways what id="part" />
    }
    .into_any()
}

pub fn check(label: String, value: RwSignal<bool>) -> AnyView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
