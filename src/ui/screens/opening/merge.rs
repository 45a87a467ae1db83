//! Merging what was read into the open catalog: what would change, with a tick and a difference for each record.
//!
//! A merge may change 20,000 records. The page holds figures, the rows that were asked for, and what was ticked other
//! than its group; the rest stays with the desk.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Opening;
use super::change::{row, title_row};
use super::reading::take_merged;
use super::ticks::Ticks;
use crate::catalog::merge::{Change, Outcome};
use crate::desk::{ChangeGroup, ListChanges, MergeView, PreviewMerge};
use crate::primitive::Id;
use crate::ui::nav::{Nav, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::{Button, Look, Progress, Tone, note};
use crate::ui::words::{Key, Plural, k, t, tn};

/// Rows of a group that are asked for and drawn at once: a few screens full, and far below a frame's worth of work.
const LISTED: u32 = 50;

/// What a group is called, and what it means.
fn words_of_group(outcome: Outcome) -> (Plural, Key) {
    match outcome {
        Outcome::Conflict => (k::MERGE_CONFLICT, k::MERGE_CONFLICT_TEXT),
        Outcome::Deleted => (k::MERGE_DELETED, k::MERGE_DELETED_TEXT),
        Outcome::Updated => (k::MERGE_UPDATED, k::MERGE_UPDATED_TEXT),
        Outcome::Restored => (k::MERGE_RESTORED, k::MERGE_RESTORED_TEXT),
        Outcome::New => (k::MERGE_NEW, k::MERGE_NEW_TEXT),
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
    let own = hands.session.current.with_untracked(|info| info.as_ref().map_or(Id::NIL, |info| info.id));
    let ticks = Ticks::new(names);
    // Everything is ticked at first, whenever the preview comes anew.
    Effect::new(move |_| {
        answered.value.with(|preview| preview.iter().for_each(|preview| ticks.all(preview)))
    });
    let busy = RwSignal::new(false);
    let merge = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let conflicts = answered
            .value
            .with_untracked(|preview| preview.as_ref().map_or(0, |preview| ticks.conflicts(preview)));
        spawn_local(async move {
            carry_out(ticks, own, conflicts, opening, hands, nav).await;
            busy.try_set(false);
        });
    };
    let body = move |preview: &MergeView| preview_view(preview, token, ticks, busy, Callback::new(merge));
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

fn preview_view(
    preview: &MergeView,
    token: u32,
    ticks: Ticks,
    busy: RwSignal<bool>,
    merge: Callback<()>,
) -> AnyView {
    if preview.groups.is_empty() && preview.title.is_none() {
        return note(Tone::Good, t(k::MERGE_NOTHING));
    }
    let title = preview.title.as_ref().map(|title| title_row(title, ticks));
    let groups =
        preview.groups.iter().cloned().map(|group| view! { <Group token group ticks /> }).collect_view();
    let marked: u32 = preview.groups.iter().map(|group| group.marked).sum();
    let devices = (marked > 0).then(|| note(Tone::Caution, tn(k::MERGE_MARKED, marked)));
    let counted = StoredValue::new(preview.clone());
    let count = Memo::new(move |_| counted.with_value(|preview| ticks.count(preview)));
    let label = Signal::derive(move || tn(k::MERGE_DO, count.get()));
    let idle = Signal::derive(move || count.get() == 0 || busy.get());
    // A merge is one write: it cannot be stopped in the middle, only undone.
    let working = move || {
        busy.get().then(|| view! { <Progress label=t(k::MERGE_WORKING) done=Signal::from((0, 0)) /> })
    };
    view! {
        {devices}
        {title}
        {groups}
        <p class="hint">{tn(k::MERGE_UNCHANGED, preview.unchanged)}</p>
        <div class="actions merge-do">
            <Button label look=Look::Primary disabled=idle on_press=merge />
            <div role="status">{working}</div>
        </div>
    }
    .into_any()
}

async fn carry_out(ticks: Ticks, own: Id, conflicts: u32, opening: Opening, hands: Hands, nav: Nav) {
    let count = ticks.last_count();
    if !take_merged(opening, hands, ticks.taken(own)).await {
        return;
    }
    let done = tn(k::MERGE_DONE, count);
    if conflicts == 0 {
        hands.toasts.say_with_undo(done);
        nav.go(Route::to(Screen::Matrix));
    } else {
        // Where somebody has to choose, the desk is where one chooses.
        hands.toasts.say_with_undo(format!("{done} {}", tn(k::MERGE_DONE_CONFLICTS, conflicts)));
        nav.go(Route::to(Screen::Desk));
    }
}

/// The changes of one kind: figures at once, rows page by page.
#[component]
fn Group(token: u32, group: ChangeGroup, ticks: Ticks) -> AnyView {
    let hands = use_hands();
    let ChangeGroup { outcome, count, .. } = group;
    let pages = RwSignal::new(Vec::<(u32, Vec<Change>)>::new());
    let asked = RwSignal::new(0_u32);
    let loading = RwSignal::new(false);
    let more = move |()| {
        let from = asked.get_untracked();
        asked.set(from.saturating_add(LISTED));
        loading.set(true);
        spawn_local(async move {
            let page = hands.desk.ask(ListChanges { token, outcome, from, count: LISTED }).await;
            loading.try_set(false);
            match page {
                Ok(page) => {
                    pages.try_update(|pages| pages.push((from, page)));
                }
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    more(());
    let beyond = move || count.saturating_sub(asked.get());
    let rest = move || {
        (beyond() > 0).then(|| {
            view! {
                <p class="hint">{tn(k::OPEN_BEYOND, beyond())}</p>
                <Button label=t(k::LIST_MORE) disabled=loading on_press=more />
            }
        })
    };
    let (title, text) = words_of_group(outcome);
    view! {
        <details class="merge-group" open=outcome != Outcome::New>
            <summary>{tn(title, count)}</summary>
            <p class="hint">{t(text)}</p>
            {(count > 1).then(|| ticks.of_group(outcome, t(k::MERGE_ALL)))}
            <ul class="merge-list">
                <For each=move || pages.get() key=|(from, _)| *from let((_, page))>
                    {page.iter().map(|change| row(change, ticks)).collect_view()}
                </For>
            </ul>
            {rest}
        </details>
    }
    .into_any()
}
