//! The ways in which something leaves: share sheet, file, link, code. What is inside is told before it goes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::code::CodeOf;
use super::link::LinkOf;
use crate::desk::{FileOut, SaveFile, WeighShare, Weighed, WhatLeaves};
use crate::platform::{Asked, Bytes, download, share_file, shareable_ending};
use crate::ui::screens::parts::figures;
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::{Button, Icon, Look};
use crate::ui::words::{k, size, t, tf, tn, tnf};

/// Which further way is unfolded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Link,
    Code,
}

/// What is inside, and the ways it can go.
#[component]
pub fn Ways(
    /// What leaves.
    what: Signal<WhatLeaves>,
    /// Tells the fields of several of these apart.
    id: &'static str,
    /// Whether a link is handed out only where chat programs carry it.
    #[prop(optional)]
    only_short_links: bool,
) -> AnyView {
    let hands = use_hands();
    let weighed = use_answer(move || Some(WeighShare { what: what.get() }));
    let unfolded = RwSignal::new(Shown::Nothing);
    // What was made of something else is not shown any more.
    Effect::new(move |_| {
        what.track();
        unfolded.set(Shown::Nothing);
    });
    let share = move |()| spawn_local(share_as_file(hands, what.get_untracked()));
    let save = move |()| spawn_local(save(hands, what.get_untracked()));
    let sheet = shareable_ending().is_some();
    let look = if sheet { Look::Plain } else { Look::Primary };
    let further = move || match unfolded.get() {
        Shown::Nothing => ().into_any(),
        Shown::Link => view! { <LinkOf what id only_short=only_short_links /> }.into_any(),
        Shown::Code => view! { <CodeOf what /> }.into_any(),
    };
    view! {
        <div class="ways">
            <div class="inside" role="status">{shown(weighed, inside)}</div>
            <div class="actions">
                {sheet.then(|| view! {
                    <Button label=t(k::SHARE_SHEET) look=Look::Primary symbol=Icon::Share on_press=share />
                })}
                <Button label=t(k::SHARE_PART_WRITE) look symbol=Icon::Save on_press=save />
                <Button label=t(k::SHARE_LINK_MAKE) symbol=Icon::Copy on_press=move |()| unfolded.set(Shown::Link) />
                <Button label=t(k::SHARE_CODE_MAKE) symbol=Icon::Matrix on_press=move |()| unfolded.set(Shown::Code) />
            </div>
            {further}
        </div>
    }
    .into_any()
}

/// What is inside, in words.
fn inside(weighed: &Weighed) -> AnyView {
    let counts = &weighed.counts;
    let contacts = match counts.contacts {
        0 => t(k::SHARE_NO_CONTACTS),
        n => tn(k::SHARE_WITH_CONTACTS, n),
    };
    let shared_notes = counts.notes.saturating_sub(weighed.private_notes);
    let notes = (shared_notes > 0).then(|| tn(k::SHARE_WITH_NOTES, shared_notes));
    let private = match weighed.private_notes {
        0 => t(k::SHARE_NO_PRIVATE_NOTES),
        n => tn(k::SHARE_WITH_PRIVATE_NOTES, n),
    };
    let deletions = (weighed.deletions > 0).then(|| tn(k::SHARE_WITH_DELETIONS, weighed.deletions));
    let conflicts = (counts.conflicts > 0).then(|| tn(k::COUNT_CONFLICTS, counts.conflicts));
    let size = tf(k::SHARE_SIZE, &[("size", &size(weighed.bytes as f64))]);
    let item =
        |words: Option<String>, warn: bool| words.map(|words| view! { <li class:warn=warn>{words}</li> });
    view! {
        <h3>{t(k::SHARE_INSIDE)}</h3>
        <ul>
            {item(Some(figures(counts)), false)}
            {item(Some(contacts), counts.contacts > 0)}
            {item(Some(private), weighed.private_notes > 0)}
            {item(notes, false)}
            {item(deletions, false)}
            {item(conflicts, false)}
            {item(Some(size), false)}
        </ul>
    }
    .into_any()
}

/// What leaves as a file; none where that failed, which has been said.
pub(super) async fn file(hands: Hands, what: WhatLeaves) -> Option<(FileOut, Bytes)> {
    match hands.desk.ask_with(SaveFile { what }, None).await {
        Ok((out, bytes)) => Some((out, bytes?)),
        Err(fault) => {
            hands.toasts.fault(&fault);
            None
        }
    }
}

async fn save(hands: Hands, what: WhatLeaves) {
    if let Some((out, bytes)) = file(hands, what).await {
        hand_over(hands, &out, &bytes);
    }
}

fn hand_over(hands: Hands, out: &FileOut, bytes: &Bytes) {
    if download(&out.name, &out.media_type, bytes).is_ok() {
        let entries = out.counts.offers + out.counts.requests;
        hands.toasts.say(tnf(k::SHARE_PART_SAVED, entries, &[("name", &out.name)]));
    } else {
        hands.toasts.say(t(k::SHARE_NOT_HANDED));
    }
}

async fn share_as_file(hands: Hands, what: WhatLeaves) {
    let Some((out, bytes)) = file(hands, what).await else { return };
    match share_file(&out.name, &bytes).await {
        Asked::Chosen(()) => hands.toasts.say(t(k::SHARE_SHEET_DONE)),
        Asked::Dismissed => {}
        // What the share sheet does not take is still worth having.
        Asked::Failed => hand_over(hands, &out, &bytes),
    }
}
