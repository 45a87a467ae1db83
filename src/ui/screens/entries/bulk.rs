//! What can be done to several entries at once.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::card::screen_of;
use super::compare;
use crate::catalog::RecordKind;
use crate::desk::Command;
use crate::platform::BrowserWorld;
use crate::primitive::{Id, World};
use crate::ui::nav::use_nav;
use crate::ui::route::Route;
use crate::ui::state::use_hands;
use crate::ui::widgets::{Button, Icon, Look};
use crate::ui::words::{k, t, tn};
use crate::vocabulary::Status;

/// A renewed entry stays open for a year from today, the one-tap answer to entries that grow old.
pub const RENEWED_DAYS: i32 = 365;

/// The command that renews entries until a year from today.
pub fn renewal(ids: Vec<Id>) -> Command {
    Command::Renew { ids, until: BrowserWorld.today().plus_days(RENEWED_DAYS) }
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
    let can_compare = Signal::derive(move || selected.with(|all| !(2..=compare::MOST).contains(&all.len())));
    let bar = move || {
        let count = selected.with(BTreeSet::len);
        (count > 0).then(|| {
            view! {
                <div class="bulk" role="group" aria-label=t(k::BULK_LABEL)>
                    <span class="bulk-count">{tn(k::BULK_COUNT, count as f64)}</span>
                    <Button label=t(k::BULK_COMPARE) disabled=can_compare on_press=compare_them />
                    <Button label=t(k::BULK_RENEW) on_press=move |()| send(renewal(ids())) />
                    <Button label=t(k::BULK_CLOSE)
                        on_press=move |()| send(Command::SetStatus { ids: ids(), status: Status::Closed }) />
                    <Button label=t(k::BULK_DELETE) symbol=Icon::Remove
                        on_press=move |()| send(Command::Delete(ids().into_iter().map(|id| (kind, id)).collect())) />
                    <Button label=t(k::BULK_NONE) look=Look::Quiet on_press=move |()| selected.set(BTreeSet::new()) />
                </div>
            }
        })
    };
    view! { <div aria-live="polite">{bar}</div> }.into_any()
}
