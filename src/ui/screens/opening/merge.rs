//! Merging what was read into the open catalog: what would change, with a tick and a difference for each record.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Opening;
use super::change::{row, title_row};
use super::reading::take_merged;
use crate::catalog::merge::{Change, Outcome, Preview};
use crate::desk::PreviewMerge;
use crate::primitive::Id;
use crate::ui::nav::{Nav, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::{Button, Look, Tone, note};
use crate::ui::words::{Key, Plural, k, t, tn};

/// Changes of one kind listed at first; the rest follows on demand, so that a large merge opens at once.
const LISTED: usize = 100;

const GROUPS: [(Outcome, Plural, Key); 5] = [
    (Outcome::Conflict, k::MERGE_CONFLICT, k::MERGE_CONFLICT_TEXT),
    (Outcome::Deleted, k::MERGE_DELETED, k::MERGE_DELETED_TEXT),
    (Outcome::Updated, k::MERGE_UPDATED, k::MERGE_UPDATED_TEXT),
    (Outcome::Restored, k::MERGE_RESTORED, k::MERGE_RESTORED_TEXT),
    (Outcome::New, k::MERGE_NEW, k::MERGE_NEW_TEXT),
];

/// What is ticked, and what the rows need to say where a change comes from.
#[derive(Clone, Copy)]
pub struct Ticks {
    /// The records to be taken in; the id of the catalog stands for its title.
    pub set: RwSignal<BTreeSet<Id>>,
    /// Names of the files, in the order of the sources.
    pub names: StoredValue<Vec<String>>,
}

impl Ticks {
    /// A tick box for some records at once.
    pub fn check(self, ids: Vec<Id>, label: impl IntoView + 'static) -> AnyView {
        let own = ids.clone();
        let all = move || self.set.with(|set| own.iter().all(|id| set.contains(id)));
        let set = move |event| {
            let on = event_target_checked(&event);
            self.set.update(|set| {
                for id in &ids {
                    if on {
                        set.insert(*id);
                    } else {
                        set.remove(id);
                    }
                }
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=all on:change=set />
                <span>{label}</span>
            </label>
        }
        .into_any()
    }
}

/// The preview of a merge, asked for by the token under which files wait.
#[component]
pub fn MergePreview(
    token: u32,
    /// Names of the files, in their order.
    names: Vec<String>,
    /// Whether merging is what most people come to do here.
    first: bool,
) -> AnyView {
    let hands = use_hands();
    let nav = use_nav();
    let opening = expect_context::<Opening>();
    let answered = use_answer(move || Some(PreviewMerge { token }));
    let ticks = Ticks { set: RwSignal::new(BTreeSet::new()), names: StoredValue::new(names) };
    let own = hands.session.current.with_untracked(|info| info.as_ref().map_or(Id::NIL, |info| info.id));
    // Everything is ticked at first, whenever the preview comes anew.
    Effect::new(move |_| {
        let all = answered.value.with(|preview| {
            preview.as_ref().map(|preview| {
                let title = preview.title.iter().map(|_| own);
                preview.changes.iter().map(|change| change.id).chain(title).collect()
            })
        });
        if let Some(all) = all {
            ticks.set.set(all);
        }
    });
    let conflicts = move || {
        answered.value.with_untracked(|preview| {
            let changes = preview.as_ref().map(|preview| &preview.changes[..]).unwrap_or_default();
            let ticked = |change: &&Change| ticks.set.with_untracked(|set| set.contains(&change.id));
            changes.iter().filter(|change| change.outcome == Outcome::Conflict).filter(ticked).count()
        })
    };
    let merge = move |()| {
        spawn_local(carry_out(ticks.set.get_untracked(), conflicts(), opening, hands, nav));
    };
    let body = move |preview: &Preview| preview_view(preview, own, ticks, Callback::new(merge));
    let title = if first { t(k::MERGE_INTO) } else { t(k::MERGE_TITLE) };
    view! {
        <section class="merge">
            <h2>{title}</h2>
            <p>{t(k::MERGE_TEXT)}</p>
            {shown(answered, body)}
        </section>
    }
    .into_any()
}

fn preview_view(preview: &Preview, own: Id, ticks: Ticks, merge: Callback<()>) -> AnyView {
    if preview.changes.is_empty() && preview.title.is_none() {
        return note(Tone::Good, t(k::MERGE_NOTHING));
    }
    let title = preview.title.as_ref().map(|title| title_row(title, own, ticks));
    let groups = GROUPS.map(|(outcome, title, text)| group(preview, outcome, title, text, ticks));
    let marked = preview.changes.iter().filter(|change| change.from_new_device).count();
    let devices = (marked > 0).then(|| note(Tone::Caution, tn(k::MERGE_MARKED, marked as f64)));
    let label = Signal::derive(move || tn(k::MERGE_DO, ticks.set.with(BTreeSet::len) as f64));
    let none = Signal::derive(move || ticks.set.with(BTreeSet::is_empty));
    view! {
        {devices}
        {title}
        {groups.collect_view()}
        <p class="hint">{tn(k::MERGE_UNCHANGED, preview.unchanged as f64)}</p>
        <div class="actions merge-do"><Button label look=Look::Primary disabled=none on_press=merge /></div>
    }
    .into_any()
}

async fn carry_out(ticked: BTreeSet<Id>, conflicts: usize, opening: Opening, hands: Hands, nav: Nav) {
    let count = ticked.len();
    if !take_merged(opening, hands, ticked).await {
        return;
    }
    let done = tn(k::MERGE_DONE, count as f64);
    if conflicts == 0 {
        hands.toasts.say_with_undo(done);
        nav.go(Route::to(Screen::Matrix));
    } else {
        // Where somebody has to choose, the desk is where one chooses.
        hands.toasts.say_with_undo(format!("{done} {}", tn(k::MERGE_DONE_CONFLICTS, conflicts as f64)));
        nav.go(Route::to(Screen::Desk));
    }
}

fn group(preview: &Preview, outcome: Outcome, title: Plural, text: Key, ticks: Ticks) -> Option<AnyView> {
    let mut all: Vec<Change> =
        preview.changes.iter().filter(|change| change.outcome == outcome).cloned().collect();
    if all.is_empty() {
        return None;
    }
    // What is marked stands where it is seen.
    all.sort_by_key(|change| !change.from_new_device);
    let ids: Vec<Id> = all.iter().map(|change| change.id).collect();
    let count = all.len();
    let all = StoredValue::new(all);
    let listed = RwSignal::new(LISTED);
    let rows = move || {
        all.with_value(|all| all.iter().take(listed.get()).map(|change| row(change, ticks)).collect_view())
    };
    let more = move || {
        let beyond = count.saturating_sub(listed.get());
        (beyond > 0).then(|| {
            let more = move |()| listed.update(|listed| *listed += LISTED);
            view! { <p class="hint">{tn(k::OPEN_BEYOND, beyond as f64)}</p> <Button label=t(k::LIST_MORE) on_press=more /> }
        })
    };
    let view = view! {
        <details class="merge-group" open=outcome != Outcome::New>
            <summary>{tn(title, count as f64)}</summary>
            <p class="hint">{t(text)}</p>
            {(count > 1).then(|| ticks.check(ids, t(k::MERGE_ALL)))}
            <ul class="merge-list">{rows}</ul>
            {more}
        </details>
    };
    Some(view.into_any())
}
