//! From a participant to the organiser: one's own entries, in two taps.

use leptos::prelude::*;

use super::part::check;
use super::ways::Ways;
use crate::desk::WhatLeaves;
use crate::ui::state::use_who;
use crate::ui::widgets::{Button, Dialog, Icon, Look};
use crate::ui::words::{k, t};

/// The card on Share, for somebody who said who they are.
#[component]
pub fn SendCard() -> AnyView {
    let who = use_who();
    let known = Memo::new(move |_| who.institution().is_some());
    let card = move || {
        known.get().then(|| {
            view! {
                <section class="card">
                    <h2>{t(k::SEND_TITLE)}</h2>
                    <p>{t(k::SEND_TEXT)}</p>
                    <div class="actions"><SendMine /></div>
                </section>
            }
        })
    };
    view! { {card} }.into_any()
}

/// The button: the first tap shows what would go, the second sends it.
#[component]
pub fn SendMine() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button label=t(k::SEND_MINE) look=Look::Plain symbol=Icon::Mail on_press=move |()| open.set(true) />
        <Dialog title=t(k::SEND_MINE) open content=|| view! { <Mine /> }.into_any() />
    }
    .into_any()
}

#[component]
fn Mine() -> AnyView {
    let who = use_who();
    let contacts = RwSignal::new(false);
    let what = Signal::derive(move || WhatLeaves::Part {
        only_institution: who.institution(),
        offers: true,
        requests: true,
        portfolio: true,
        contacts: contacts.get(),
        private_notes: false,
    });
    view! {
        <p>{t(k::SEND_HOW)}</p>
        <Ways what id="mine" only_short_links=true />
        {check(t(k::SEND_CONTACTS), contacts)}
    }
    .into_any()
}
