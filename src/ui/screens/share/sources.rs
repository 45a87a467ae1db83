//! Addresses the open catalog was fetched from: fetched again on demand, with the preview of a merge.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::{KeepSource, ListSources, Source};
use crate::ui::nav::{Nav, use_nav};
use crate::ui::screens::opening::{OpenLink, Opening, fetch_all};
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::{Button, Icon, Look};
use crate::ui::words::{ago, k, t, tf};

/// The card.
#[component]
pub fn Sources() -> AnyView {
    let (hands, nav) = (use_hands(), use_nav());
    let opening = expect_context::<Opening>();
    let changed = RwSignal::new(0_u32);
    let answered = use_answer(move || {
        changed.track();
        Some(ListSources {})
    });
    let body = move |sources: &Vec<Source>| list(sources, opening, hands, nav, changed);
    view! {
        <section class="card">
            <h2>{t(k::SOURCES_TITLE)}</h2>
            <p>{t(k::SOURCES_TEXT)}</p>
            {shown(answered, body)}
            <OpenLink
                id="address"
                words=[k::SOURCES_LABEL, k::SOURCES_HINT, k::SOURCES_FETCH, k::FETCH_BAD_ADDRESS]
            />
        </section>
    }
    .into_any()
}

fn list(sources: &[Source], opening: Opening, hands: Hands, nav: Nav, changed: RwSignal<u32>) -> AnyView {
    if sources.is_empty() {
        return ().into_any();
    }
    let rows = sources.iter().map(|source| {
        let address = source.address.clone();
        let fetch = {
            let address = address.clone();
            move |()| fetch_all(opening, hands, nav, vec![address.clone()])
        };
        let remove = {
            let address = address.clone();
            move |()| forget(address.clone(), hands, changed)
        };
        let fetched = tf(k::SOURCES_FETCHED, &[("when", &ago(source.fetched_ms as f64))]);
        let again = tf(k::SOURCES_AGAIN_NAMED, &[("name", &address)]);
        let label = tf(k::SOURCES_REMOVE, &[("name", &address)]);
        view! {
            <li>
                <span class="address">{address}</span>
                <span class="hint">{fetched}</span>
                <div class="actions">
                    <button type="button" class="button" aria-label=again on:click=move |_| fetch(())>{t(k::SOURCES_AGAIN)}</button>
                    <Button label look=Look::Quiet symbol=Icon::Remove only_icon=true on_press=remove />
                </div>
            </li>
        }
    });
    let all: Vec<String> = sources.iter().map(|source| source.address.clone()).collect();
    let several = all.len() > 1;
    let fetch_them = move |()| fetch_all(opening, hands, nav, all.clone());
    view! {
        <ul class="sources">{rows.collect_view()}</ul>
        {several.then(|| view! { <Button label=t(k::SOURCES_ALL) on_press=fetch_them /> })}
    }
    .into_any()
}

fn forget(address: String, hands: Hands, changed: RwSignal<u32>) {
    spawn_local(async move {
        match hands.desk.ask(KeepSource { address, keep: false }).await {
            Ok(_) => {
                changed.try_update(|count| *count += 1);
                hands.toasts.say(t(k::SOURCES_REMOVED));
            }
            Err(fault) => hands.toasts.fault(&fault),
        }
    });
}
