//! What can be done to several entries or institutions at once.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::card::screen_of;
use super::compare;
use crate::catalog::RecordKind;
use crate::desk::{Command, SaveFile, WhatLeaves};
use crate::platform::{BrowserWorld, download};
use crate::primitive::{Id, World};
use crate::ui::nav::use_nav;
use crate::ui::route::Route;
use crate::ui::screens::share::selection_route;
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Button, Icon, Look, Menu};
use crate::ui::words::{k, t, tn, tnf};
use crate::vocabulary::Status;

/// A renewed entry stays open for a year from today, the one-tap answer to entries that grow old.
pub const RENEWED_DAYS: i32 = 365;

/// The command that renews entries until a year from today.
pub fn renewal(ids: Vec<Id>) -> Command {
    Command::Renew { ids, until: BrowserWorld.today().plus_days(RENEWED_DAYS) }
}

/// Hands over as a file what was chosen: entries with their institutions, institutions with their entries; without
/// contacts and private notes.
async fn export(hands: Hands, ids: BTreeSet<Id>) {
    let count = ids.len();
    match hands.desk.ask_with(SaveFile { what: WhatLeaves::Selection(ids) }, None).await {
        Ok((out, Some(bytes))) if download(&out.name, &out.media_type, &bytes).is_ok() => {
            hands.toasts.say(tnf(k::SHARE_PART_SAVED, count as f64, &[("name", &out.name)]));
        }
        Ok(_) => hands.toasts.say(t(k::SHARE_NOT_HANDED)),
        Err(fault) => hands.toasts.fault(&fault),
    }
}

/// The bar that appears when entries are chosen.
#[component]
pub fn Bulk(kind: RecordKind, selected: RwSignal<BTreeSet<Id>>) -> AnyView {
    let hands = use_hands();
    let nav = use_nav();
    let ids = move || selected.with_untracked(|all| all.iter().copied().collect::<Vec<_>>());
    let send = move |command: Command| {
        hands.send(command);
        selected.set(BTreeSet::new());
    };
    let compare_them = move |()| nav.go(compare::route(Route::to(screen_of(kind)), &ids()));
    // What is renewed and closed are entries; an institution is neither open nor lapsed.
    let is_entry = kind != RecordKind::Institution;
    let can_compare = Signal::derive(move || selected.with(|all| !(2..=compare::MOST).contains(&all.len())));
    let bar = move || {
        let count = selected.with(BTreeSet::len);
        (count > 0).then(|| {
            view! {
                <div class="bulk" role="group" aria-label=t(k::BULK_LABEL)>
                    <span class="bulk-count">{tn(k::BULK_COUNT, count as f64)}</span>
                    <Button label=t(k::BULK_COMPARE) disabled=can_compare on_press=compare_them />
                    {is_entry.then(|| view! {
                        <Button label=t(k::BULK_RENEW) on_press=move |()| send(renewal(ids())) />
                    })}
                    <Menu label=t(k::DETAIL_MORE)>
                        {is_entry.then(|| view! {
                            <Button label=t(k::BULK_CLOSE) look=Look::Quiet symbol=Icon::Tick
                                on_press=move |()| send(Command::SetStatus { ids: ids(), status: Status::Closed }) />
                        })}
                        <Button label=t(k::NAV_SHARE) look=Look::Quiet symbol=Icon::Share
                            on_press=move |()| nav.go(selection_route(&ids())) />
                        <Button label=t(k::BULK_EXPORT) look=Look::Quiet symbol=Icon::Save
                            on_press=move |()| spawn_local(export(hands, selected.get_untracked())) />
                        <Button label=t(k::BULK_DELETE) look=Look::Quiet symbol=Icon::Remove
                            on_press=move |()| send(Command::Delete(ids().into_iter().map(|id| (kind, id)).collect())) />
                    </Menu>
                    <Button label=t(k::BULK_NONE) look=Look::Quiet symbol=Icon::Close only_icon=true
                        on_press=move |()| selected.set(BTreeSet::new()) />
                </div>
            }
        })
    };
    view! { <div aria-live="polite">{bar}</div> }.into_any()
}
