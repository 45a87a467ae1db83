//! The catalogs on this device, side by side.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::{CatalogInfo, OpenCatalog, RemoveCatalog, RenameCatalog, RestoreCatalog};
use crate::primitive::{Id, Text};
use crate::ui::nav::{href, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Button, Dialog, Icon, Look, TextInput, badge, icon, words_of};
use crate::ui::words::{ago, k, reader, t, tf, tn, tnf};

/// A card for every catalog; removed ones stay as a line with *Bring back*.
#[component]
pub fn Catalogs() -> AnyView {
    let hands = use_hands();
    let body = move || {
        let all = hands.session.catalogs.get();
        let current = hands.session.current.with(|info| info.as_ref().map(|info| info.id));
        let (removed, kept): (Vec<_>, Vec<_>) = all.into_iter().partition(|info| info.removed);
        let cards = kept.into_iter().map(|info| card(info, current, hands)).collect_view();
        let gone = removed.into_iter().map(|info| removed_line(&info, hands)).collect_view();
        view! { <div class="catalog-cards">{cards}</div> {gone} }
    };
    let any = move || hands.session.catalogs.with(|all| !all.is_empty());
    let section = move || {
        any().then(
            || view! { <section class="catalogs"><h2>{t(k::START_CATALOGS_TITLE)}</h2>{body}</section> },
        )
    };
    view! { {section} }.into_any()
}

fn card(info: CatalogInfo, current: Option<Id>, hands: Hands) -> AnyView {
    let nav = use_nav();
    let id = info.id;
    let is_current = current == Some(id);
    let title = words_of(&info.title);
    let counts = [
        tn(k::COUNT_INSTITUTIONS, info.counts.institutions),
        tn(k::COUNT_OFFERS, info.counts.offers),
        tn(k::COUNT_REQUESTS, info.counts.requests),
    ]
    .join(" · ");
    let open = move |()| {
        spawn_local(async move {
            match hands.desk.ask(OpenCatalog { id }).await {
                Ok(info) => {
                    hands.session.opened(info);
                    nav.go(Route::to(Screen::Matrix));
                }
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    let remove = move |()| take_off(id, hands);
    let conflicts =
        (info.counts.conflicts > 0).then(|| badge("caution", tn(k::COUNT_CONFLICTS, info.counts.conflicts)));
    let go_on = if is_current {
        let to = href(&Route::to(Screen::Matrix));
        view! { <a class="button primary" href=to>{icon(Icon::Matrix)} <span>{t(k::START_CONTINUE)}</span></a> }
            .into_any()
    } else {
        view! { <Button label=t(k::START_OPEN) on_press=open /> }.into_any()
    };
    let remove_label = tf(k::START_REMOVE_NAMED, &[("title", &title.text)]);
    view! {
        <article class="card catalog-card" class:current=is_current>
            <h3 lang=title.lang>{title.text.clone()}</h3>
            <p class="badges">
                {is_current.then(|| badge("good", t(k::START_IS_OPEN)))}
                {info.sample.then(|| badge("plain", t(k::CATALOG_SAMPLE)))}
                {conflicts}
            </p>
            <p class="figures">{counts}</p>
            <p class="hint">{saved_words(&info)}</p>
            <div class="actions">
                {go_on}
                <Rename id title=title.text.clone() />
                <Button label=remove_label look=Look::Quiet symbol=Icon::Remove only_icon=true on_press=remove />
            </div>
        </article>
    }
    .into_any()
}

/// A button that asks for another title.
#[component]
fn Rename(id: Id, title: String) -> AnyView {
    let hands = use_hands();
    let open = RwSignal::new(false);
    let value = RwSignal::new(title.clone());
    let error = RwSignal::new(None::<String>);
    let rename = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = value.get_untracked().trim().to_owned();
        if words.is_empty() {
            error.set(Some(t(k::START_EMPTY_NEEDS_TITLE)));
            return;
        }
        spawn_local(async move {
            let title = Text::in_language(reader().code(), words);
            match hands.desk.ask(RenameCatalog { id, title }).await {
                Ok(info) => {
                    open.try_set(false);
                    hands.toasts.say(tf(k::START_RENAMED, &[("title", &words_of(&info.title).text)]));
                    hands.session.catalogs_changed.try_update(|count| *count += 1);
                }
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    let form = move || {
        view! {
            <form on:submit=rename>
                <TextInput id=format!("rename-{id}") label=t(k::START_EMPTY_LABEL) value error />
                <button type="submit" class="button primary">{t(k::START_RENAME)}</button>
            </form>
        }
        .into_any()
    };
    let label = tf(k::START_RENAME_NAMED, &[("title", &title)]);
    view! {
        <Button label look=Look::Quiet symbol=Icon::Edit only_icon=true on_press=move |()| open.set(true) />
        <Dialog title=t(k::START_RENAME) open content=form />
    }
    .into_any()
}

/// Takes a catalog off the device's list; it can be brought back below the list.
fn take_off(id: Id, hands: Hands) {
    spawn_local(async move {
        match hands.desk.ask(RemoveCatalog { id }).await {
            Ok(all) => {
                hands.session.listed(all);
                hands.toasts.say(t(k::START_REMOVED));
            }
            Err(fault) => hands.toasts.fault(&fault),
        }
    });
}

/// When it changed, and whether what changed is in a file.
fn saved_words(info: &CatalogInfo) -> String {
    let changed = tf(k::CATALOG_CHANGED, &[("when", &ago(info.changed_ms as f64))]);
    if info.sample {
        return t(k::CATALOG_SAMPLE_NOTE);
    }
    let saved = match info.saved_ms {
        None if info.unsaved_changes > 0 => tn(k::CATALOG_UNSAVED_EVER, info.unsaved_changes),
        None => t(k::CATALOG_NEVER_SAVED),
        Some(at) if info.unsaved_changes > 0 => {
            tnf(k::CATALOG_UNSAVED_SINCE, info.unsaved_changes, &[("when", &ago(at as f64))])
        }
        Some(at) => tf(k::CATALOG_SAVED, &[("when", &ago(at as f64))]),
    };
    format!("{changed} {saved}")
}

fn removed_line(info: &CatalogInfo, hands: Hands) -> AnyView {
    let id = info.id;
    let title = words_of(&info.title).text;
    let restore = move |()| {
        spawn_local(async move {
            match hands.desk.ask(RestoreCatalog { id }).await {
                Ok(all) => hands.session.listed(all),
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    view! {
        <div class="removed">
            <p>{tf(k::START_WAS_REMOVED, &[("title", &title)])}</p>
            <Button label=t(k::START_RESTORE) symbol=Icon::Undo on_press=restore />
        </div>
    }
    .into_any()
}
