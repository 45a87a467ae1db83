//! Save my copy: everything, to a file; again to the same file where the browser can.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ways;
use crate::desk::{FileOut, SavedToFile, WhatLeaves};
use crate::platform::{Asked, FileHandle, can_save_in_place, choose_place, download};
use crate::ui::screens::opening::Opening;
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Button, Icon, Look, Tone, note};
use crate::ui::words::{ago, k, t, tf, tn, tnf};

/// The card.
#[component]
pub fn SaveCopy() -> AnyView {
    let hands = use_hands();
    let opening = expect_context::<Opening>();
    let id = Memo::new(move |_| hands.session.current.with(|info| info.as_ref().map(|info| info.id)));
    let state = move || {
        let (unsaved, saved) = hands
            .session
            .current
            .with(|info| info.as_ref().map_or((0, None), |info| (info.unsaved_changes, info.saved_ms)));
        match (unsaved, saved) {
            (0, _) => view! { <p class="hint">{t(k::SHARE_ALL_SAVED)}</p> }.into_any(),
            (n, None) => note(Tone::Caution, tn(k::CATALOG_UNSAVED_EVER, n)),
            (n, Some(at)) => {
                note(Tone::Caution, tnf(k::CATALOG_UNSAVED_SINCE, n, &[("when", &ago(at as f64))]))
            }
        }
    };
    let again = move || {
        let file = id.get().and_then(|id| opening.file_of(id));
        file.map(|file| {
            let label = tf(k::SHARE_COPY_AGAIN, &[("name", &file.file_name())]);
            let save = move |()| {
                spawn_local(async move {
                    let file = id.get_untracked().and_then(|id| opening.file_of(id));
                    if let Some(file) = file {
                        save_in(hands, &file).await;
                    }
                });
            };
            view! { <Button label look=Look::Primary symbol=Icon::Save on_press=save /> }
        })
    };
    let choose = move |()| spawn_local(save_somewhere(opening, hands));
    let save = move |()| spawn_local(save_download(hands));
    let can_choose = can_save_in_place();
    let look = if can_choose { Look::Plain } else { Look::Primary };
    view! {
        <section class="card">
            <h2>{t(k::SHARE_COPY_TITLE)}</h2>
            <p>{t(k::SHARE_COPY_TEXT)}</p>
            <div role="status">{state}</div>
            <div class="actions">
                {again}
                {can_choose.then(|| view! { <Button label=t(k::SHARE_COPY_CHOOSE) symbol=Icon::Save on_press=choose /> })}
                <Button label=t(k::SHARE_COPY_SAVE) look symbol=Icon::Open on_press=save />
            </div>
        </section>
    }
    .into_any()
}

async fn save_download(hands: Hands) {
    let Some((out, bytes)) = ways::file(hands, WhatLeaves::Everything).await else { return };
    if download(&out.name, &out.media_type, &bytes).is_ok() {
        saved(hands, &out, &out.name).await;
    } else {
        hands.toasts.say(t(k::SHARE_NOT_HANDED));
    }
}

/// Asks where the file goes, and keeps the place for the next time.
async fn save_somewhere(opening: Opening, hands: Hands) {
    let Some(id) = hands.session.current.with_untracked(|info| info.as_ref().map(|info| info.id)) else {
        return;
    };
    let Some((out, _)) = ways::file(hands, WhatLeaves::Everything).await else { return };
    match choose_place(&out.name).await {
        Asked::Chosen(file) => {
            if save_in(hands, &file).await {
                opening.keep_file(id, file);
            }
        }
        Asked::Dismissed => {}
        Asked::Failed => save_download(hands).await,
    }
}

/// Saves to a file on disk; answers whether it did.
async fn save_in(hands: Hands, file: &FileHandle) -> bool {
    let Some((out, bytes)) = ways::file(hands, WhatLeaves::Everything).await else { return false };
    match file.save(&bytes).await {
        Asked::Chosen(()) => {
            saved(hands, &out, &file.file_name()).await;
            true
        }
        Asked::Dismissed => false,
        Asked::Failed => {
            hands.toasts.say(tf(k::SHARE_COPY_NOT_WRITTEN, &[("name", &file.file_name())]));
            false
        }
    }
}

async fn saved(hands: Hands, out: &FileOut, name: &str) {
    hands.toasts.say(tnf(k::SHARE_COPY_SAVED, out.private_notes, &[("name", name)]));
    if let Ok(info) = hands.desk.ask(SavedToFile {}).await {
        hands.session.current.try_set(Some(info));
        hands.session.catalogs_changed.try_update(|count| *count += 1);
    }
}
