//! Merging a file into the open catalog: what would change, with a tick and a difference for each record.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Opening;
use crate::catalog::merge::{Change, FieldDifference, Outcome, Part, Preview};
use crate::desk::{Adopt, AdoptHow, PreviewMerge};
use crate::primitive::Id;
use crate::ui::nav::{Nav, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::{Button, Look, Tone, note, shown_text, words_of};
use crate::ui::words::{Key, Plural, field_name, in_words, k, language, number, t, tn, tnf};

/// Changes of one kind listed at first; the rest follows on demand, so that a large merge opens at once.
const LISTED: usize = 100;

const GROUPS: [(Outcome, Plural, Key); 5] = [
    (Outcome::New, k::MERGE_NEW, k::MERGE_NEW_TEXT),
    (Outcome::Updated, k::MERGE_UPDATED, k::MERGE_UPDATED_TEXT),
    (Outcome::Conflict, k::MERGE_CONFLICT, k::MERGE_CONFLICT_TEXT),
    (Outcome::Deleted, k::MERGE_DELETED, k::MERGE_DELETED_TEXT),
    (Outcome::Restored, k::MERGE_RESTORED, k::MERGE_RESTORED_TEXT),
];

/// The preview of a merge, to be asked for by the token of the file.
#[component]
pub fn MergePreview(token: u32) -> AnyView {
    let hands = use_hands();
    let nav = use_nav();
    let opening = expect_context::<Opening>();
    let answered = use_answer(move || Some(PreviewMerge { token }));
    let ticked = RwSignal::new(BTreeSet::<Id>::new());
    // Everything is ticked at first, whenever the preview comes anew.
    Effect::new(move |_| {
        let all = answered.value.with(|preview| {
            preview.as_ref().map(|preview| preview.changes.iter().map(|change| change.id).collect())
        });
        if let Some(all) = all {
            ticked.set(all);
        }
    });
    let merge = move |()| {
        spawn_local(carry_out(token, ticked.get_untracked(), opening, hands, nav));
    };
    let body = move |preview: &Preview| {
        if preview.changes.is_empty() {
            return note(Tone::Good, t(k::MERGE_NOTHING));
        }
        let groups = GROUPS.map(|(outcome, title, text)| group(preview, outcome, title, text, ticked));
        let devices = (!preview.new_devices.is_empty())
            .then(|| note(Tone::Caution, tn(k::MERGE_NEW_DEVICES, preview.new_devices.len() as f64)));
        let label = Signal::derive(move || tn(k::MERGE_DO, ticked.with(BTreeSet::len) as f64));
        view! {
            {devices}
            {groups.collect_view()}
            <p class="hint">{tn(k::MERGE_UNCHANGED, preview.unchanged as f64)}</p>
            <Button
                label
                look=Look::Primary
                disabled=Signal::derive(move || ticked.with(BTreeSet::is_empty))
                on_press=merge
            />
        }
        .into_any()
    };
    view! {
        <section class="merge">
            <h2>{t(k::MERGE_TITLE)}</h2>
            <p>{t(k::MERGE_TEXT)}</p>
            {shown(answered, body)}
        </section>
    }
    .into_any()
}

async fn carry_out(token: u32, ticked: BTreeSet<Id>, opening: Opening, hands: Hands, nav: Nav) {
    let count = ticked.len();
    match hands.desk.ask(Adopt { token, how: AdoptHow::Merge(ticked) }).await {
        Ok(info) => {
            opening.close();
            hands.session.opened(info);
            hands.toasts.say_with_undo(tn(k::MERGE_DONE, count as f64));
            nav.go(Route::to(Screen::Matrix));
        }
        Err(fault) => hands.toasts.fault(&fault),
    }
}

fn group(
    preview: &Preview,
    outcome: Outcome,
    title: Plural,
    text: Key,
    ticked: RwSignal<BTreeSet<Id>>,
) -> Option<AnyView> {
    let all: Vec<&Change> = preview.changes.iter().filter(|change| change.outcome == outcome).collect();
    if all.is_empty() {
        return None;
    }
    let ids: Vec<Id> = all.iter().map(|change| change.id).collect();
    let set_all = move |on: bool| {
        ticked.update(|set| {
            for id in &ids {
                if on {
                    set.insert(*id)
                } else {
                    set.remove(id)
                };
            }
        });
    };
    let rows = all.iter().take(LISTED).map(|change| row(change, ticked)).collect_view();
    let beyond = all.len().saturating_sub(LISTED);
    let view = view! {
        <details class="merge-group" open=outcome != Outcome::New>
            <summary>{tn(title, all.len() as f64)}</summary>
            <p class="hint">{t(text)}</p>
            <label class="check">
                <input type="checkbox" checked=true on:change=move |event| set_all(event_target_checked(&event)) />
                <span>{t(k::MERGE_ALL)}</span>
            </label>
            <ul class="merge-list">{rows}</ul>
            {(beyond > 0).then(|| view! { <p class="hint">{tn(k::OPEN_BEYOND, beyond as f64)}</p> })}
        </details>
    };
    Some(view.into_any())
}

fn row(change: &Change, ticked: RwSignal<BTreeSet<Id>>) -> AnyView {
    let id = change.id;
    let toggle = move |_| {
        ticked.update(|set| {
            if !set.remove(&id) {
                set.insert(id);
            }
        });
    };
    let title = words_of(&change.title);
    let title = if title.text.is_empty() { kind_words(change).into_any() } else { shown_text(&title) };
    view! {
        <li>
            <label class="check">
                <input type="checkbox" prop:checked=move || ticked.with(|set| set.contains(&id)) on:change=toggle />
                <span>{title} " " <span class="hint">{kind_words(change)}</span></span>
            </label>
            {differences(change)}
        </li>
    }
    .into_any()
}

fn kind_words(change: &Change) -> String {
    use crate::catalog::RecordKind;
    t(match change.kind {
        RecordKind::Institution => k::KIND_INSTITUTION,
        RecordKind::Offer => k::KIND_OFFER,
        RecordKind::Request => k::KIND_REQUEST,
        RecordKind::Portfolio => k::KIND_PORTFOLIO,
        RecordKind::Contact => k::KIND_CONTACT,
        RecordKind::Note => k::KIND_NOTE,
        RecordKind::Join => k::KIND_JOIN,
    })
}

/// Which value differs: the field, and where in it.
fn place_of(difference: &FieldDifference) -> String {
    let mut names = vec![field_name(&difference.field)];
    names.extend(difference.part.iter().map(|part| match part {
        Part::Language => t(k::SETTINGS_LANGUAGE),
        Part::Translation(tag) => language(tag),
        Part::Item(at) => number((at + 1) as f64),
        Part::Key(key) => field_name(key),
    }));
    names.join(" · ")
}

/// Field by field: what is here, what comes in.
fn differences(change: &Change) -> Option<AnyView> {
    if change.differences.is_empty() || matches!(change.outcome, Outcome::New) {
        return None;
    }
    let value = |value: Option<&Option<crate::primitive::Arg>>| match value {
        Some(Some(arg)) => in_words(arg),
        _ => t(k::MERGE_NOT_STATED),
    };
    let rows = change.differences.iter().map(|difference| {
        view! {
            <tr>
                <th scope="row">{place_of(difference)}</th>
                <td>{value(difference.values.first())}</td>
                <td>{value(difference.values.get(1))}</td>
            </tr>
        }
    });
    let count = change.differences.len();
    let deletion = change.with_deletion.then(|| note(Tone::Caution, t(k::MERGE_WITH_DELETION)));
    let view = view! {
        <details class="merge-difference">
            <summary>{tnf(k::MERGE_FIELDS, count as f64, &[])}</summary>
            {deletion}
            <div class="table-scroll">
                <table class="table">
                    <thead><tr><th>{t(k::MERGE_FIELD)}</th><th>{t(k::MERGE_HERE)}</th><th>{t(k::MERGE_COMES)}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    };
    Some(view.into_any())
}
