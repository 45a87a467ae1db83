//! A part of the catalog as a link: made on demand, shown, copied.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::desk::{LinkOut, ShareLink, WhatLeaves};
use crate::ui::state::use_hands;
use crate::ui::widgets::{Button, Icon, Tone, note};
use crate::ui::words::{k, number, t, tf, tn};

/// Links longer than this are cut by some mail programs and messengers; a file is the better way then.
const LONG_LINK: usize = 8_000;

/// The button, and the link once it is made. It is forgotten when what leaves is changed.
#[component]
pub fn LinkOf(what: Signal<WhatLeaves>) -> AnyView {
    let hands = use_hands();
    let made = RwSignal::new(None::<LinkOut>);
    Effect::new(move |_| {
        what.track();
        made.set(None);
    });
    let make = move |()| {
        let what = what.get_untracked();
        spawn_local(async move {
            match hands.desk.ask(ShareLink { what }).await {
                Ok(link) => {
                    made.try_set(Some(link));
                }
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    let copy = move |address: String| {
        spawn_local(async move {
            let copied = JsFuture::from(window().navigator().clipboard().write_text(&address)).await.is_ok();
            hands.toasts.say(t(if copied { k::SHARE_LINK_COPIED } else { k::SHARE_LINK_NOT_COPIED }));
        });
    };
    let result = move || {
        made.get().map(|link| {
            let address = address(&link.fragment);
            let long = (address.len() > LONG_LINK).then(|| {
                note(Tone::Caution, tf(k::SHARE_LINK_LONG, &[("length", &number(address.len() as f64))]))
            });
            let entries = tn(k::SHARE_LINK_HOLDS, link.counts.offers + link.counts.requests);
            let shown = address.clone();
            view! {
                <div class="share-link" role="status">
                    <label for="made-link">{t(k::SHARE_LINK_LABEL)}</label>
                    <input id="made-link" class="input" readonly=true prop:value=shown />
                    <p class="hint">{entries}</p>
                    {long}
                    <Button label=t(k::SHARE_LINK_COPY) symbol=Icon::Copy on_press=move |()| copy(address.clone()) />
                </div>
            }
        })
    };
    view! {
        <Button label=t(k::SHARE_LINK_MAKE) symbol=Icon::Share on_press=make />
        {result}
    }
    .into_any()
}

/// The address under which this app opens the fragment.
fn address(fragment: &str) -> String {
    let location = window().location();
    let base =
        format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    format!("{base}#{}", fragment.trim_start_matches('#'))
}
