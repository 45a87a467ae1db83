//! A part of the catalog as a link: made, measured, copied.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::desk::{LinkOut, ShareLink, WhatLeaves};
use crate::interchange::SAFE_LINK;
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::{Button, Icon, Look, Tone, note};
use crate::ui::words::{k, number, t, tf, tn};

/// Links longer than this are refused by some browsers and most mail programs (Safari has been seen to stop at
/// 80,000 characters, Outlook earlier): only a file is left.
const HOPELESS_LINK: usize = 60_000;

/// The link, with what its length means.
#[component]
pub fn LinkOf(
    what: Signal<WhatLeaves>,
    id: &'static str,
    /// Whether only a link that chat programs carry is handed out.
    only_short: bool,
) -> AnyView {
    let hands = use_hands();
    let made = use_answer(move || Some(ShareLink { what: what.get() }));
    let body = move |link: &LinkOut| link_view(link, id, only_short, hands);
    view! { <div class="share-link" role="status">{shown(made, body)}</div> }.into_any()
}

fn link_view(link: &LinkOut, id: &'static str, only_short: bool, hands: Hands) -> AnyView {
    let address = address_with(&link.fragment);
    let length = [("length", number(address.len() as f64)), ("safe", number(SAFE_LINK as f64))];
    let length = length.each_ref().map(|(name, value)| (*name, value.as_str()));
    let about = match address.len() {
        short if short <= SAFE_LINK => note(Tone::Good, tf(k::SHARE_LINK_SHORT, &length)),
        long if long <= HOPELESS_LINK => note(Tone::Caution, tf(k::SHARE_LINK_LONG, &length)),
        _ => note(Tone::Bad, tf(k::SHARE_LINK_HOPELESS, &length)),
    };
    if only_short && address.len() > SAFE_LINK {
        return about;
    }
    let entries = tn(k::SHARE_LINK_HOLDS, link.counts.offers + link.counts.requests);
    let field = format!("made-link-{id}");
    let shown = address.clone();
    let copy = move |()| copy(hands, address.clone());
    view! {
        <label for=field.clone()>{t(k::SHARE_LINK_LABEL)}</label>
        <input id=field class="input made-link" readonly=true prop:value=shown />
        <p class="hint">{entries}</p>
        {about}
        <Button label=t(k::SHARE_LINK_COPY) look=Look::Primary symbol=Icon::Copy on_press=copy />
    }
    .into_any()
}

fn copy(hands: Hands, words: String) {
    spawn_local(async move {
        let copied = JsFuture::from(window().navigator().clipboard().write_text(&words)).await.is_ok();
        hands.toasts.say(t(if copied { k::SHARE_LINK_COPIED } else { k::SHARE_LINK_NOT_COPIED }));
    });
}

/// The address of this app, without what is on the screen.
pub fn app_address() -> String {
    let location = window().location();
    format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default())
}

/// The address under which this app opens the fragment.
pub fn address_with(fragment: &str) -> String {
    format!("{}#{}", app_address(), fragment.trim_start_matches('#'))
}
