//! Share: a complete copy to keep, and a part to hand on.

mod link;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::{FileOut, SaveFile, SavedToFile, WhatLeaves};
use crate::platform::download;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, use_hands, use_who};
use crate::ui::widgets::{Button, Heading, Icon, Look, empty_state};
use crate::ui::words::{k, t, tn, tnf};

/// The screen.
#[component]
pub fn Share() -> AnyView {
    let hands = use_hands();
    let open = Memo::new(move |_| hands.session.current.with(Option::is_some));
    let body = move || {
        if open.get() {
            view! { <div class="share-cards"><SaveCopy /><SharePart /></div> }.into_any()
        } else {
            empty_state(
                Icon::Share,
                k::SHARE_NONE_TITLE,
                k::SHARE_NONE_TEXT,
                view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
            )
        }
    };
    view! { <div class="share"><Heading text=t(k::NAV_SHARE) lead=t(k::SHARE_LEAD) />{body}</div> }.into_any()
}

/// Writes a file and hands it to the person; none where it failed, which has been said.
async fn write_file(hands: Hands, what: WhatLeaves) -> Option<FileOut> {
    match hands.desk.ask_with(SaveFile { what }, None).await {
        Ok((out, Some(bytes))) if download(&out.name, &out.media_type, &bytes).is_ok() => Some(out),
        Ok(_) => {
            hands.toasts.say(t(k::SHARE_NOT_HANDED));
            None
        }
        Err(fault) => {
            hands.toasts.fault(&fault);
            None
        }
    }
}

#[component]
fn SaveCopy() -> AnyView {
    let hands = use_hands();
    let unsaved =
        move || hands.session.current.with(|info| info.as_ref().map_or(0, |info| info.unsaved_changes));
    let state = move || match unsaved() {
        0 => t(k::SHARE_ALL_SAVED),
        n => tn(k::CATALOG_UNSAVED, n),
    };
    let save = move |()| {
        spawn_local(async move {
            let Some(out) = write_file(hands, WhatLeaves::Everything).await else { return };
            hands.toasts.say(tnf(k::SHARE_COPY_SAVED, out.private_notes, &[("name", &out.name)]));
            if let Ok(info) = hands.desk.ask(SavedToFile {}).await {
                hands.session.current.try_set(Some(info));
                hands.session.catalogs_changed.try_update(|count| *count += 1);
            }
        });
    };
    view! {
        <section class="card">
            <h2>{t(k::SHARE_COPY_TITLE)}</h2>
            <p>{t(k::SHARE_COPY_TEXT)}</p>
            <p class="hint">{state}</p>
            <Button label=t(k::SHARE_COPY_SAVE) look=Look::Primary symbol=Icon::Save on_press=save />
        </section>
    }
    .into_any()
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

#[component]
fn SharePart() -> AnyView {
    let hands = use_hands();
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
    let what = move || WhatLeaves::Part {
        only_institution: institution.get().filter(|_| part.mine_only.get()),
        offers: part.offers.get(),
        requests: part.requests.get(),
        portfolio: part.portfolio.get(),
        contacts: part.contacts.get(),
        private_notes: part.private_notes.get(),
    };
    let write = move |()| {
        let what = untrack(what);
        spawn_local(async move {
            let Some(out) = write_file(hands, what).await else { return };
            let entries = out.counts.offers + out.counts.requests;
            hands.toasts.say(tnf(k::SHARE_PART_SAVED, entries, &[("name", &out.name)]));
        });
    };
    view! {
        <section class="card">
            <h2>{t(k::SHARE_PART_TITLE)}</h2>
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
            <Button label=t(k::SHARE_PART_WRITE) symbol=Icon::Save on_press=write />
            <link::LinkOf what=Signal::derive(what) />
        </section>
    }
    .into_any()
}

fn check(label: String, value: RwSignal<bool>) -> AnyView {
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
