//! One record in the preview of a merge: its tick, where it comes from, what differs.

use leptos::prelude::*;

use super::ticks::Ticks;
use crate::catalog::RecordKind;
use crate::catalog::merge::{Change, FieldDifference, Outcome, Part, TitleChange};
use crate::primitive::Arg;
use crate::ui::widgets::{Tone, badge, note, shown_text, words_of};
use crate::ui::words::{field_name, in_words, k, language, number, t, tf, tn};

/// The title of the catalog, where a merge would change it.
pub fn title_row(change: &TitleChange, ticks: Ticks) -> AnyView {
    let (mine, theirs) = (words_of(&change.mine).text, words_of(&change.theirs).text);
    let label = tf(k::MERGE_NEW_TITLE, &[("mine", &mine), ("theirs", &theirs)]);
    let concurrent = change.concurrent.then(|| view! { <p class="hint">{t(k::MERGE_TITLE_CONCURRENT)}</p> });
    let from = came_from(&[change.source], ticks);
    view! { <div class="merge-group">{ticks.of_title(label)} {from} {concurrent}</div> }.into_any()
}

/// One record.
pub fn row(change: &Change, ticks: Ticks) -> AnyView {
    let title = words_of(&change.title);
    let kind = t(kind_key(change.kind));
    let title = if title.text.is_empty() { kind.clone().into_any() } else { shown_text(&title) };
    let stranger = change.from_new_device.then(|| badge("caution", t(k::MERGE_STRANGER)));
    let label = view! { {title} " " <span class="hint">{kind}</span> " " {stranger} };
    view! {
        <li>
            {ticks.of_record(change.id, change.outcome, label)}
            {came_from(&change.sources, ticks)}
            {differences(change)}
        </li>
    }
    .into_any()
}

/// Names of files shown at one record; more of them are counted.
const NAMED: usize = 3;

/// Which of the files a change comes from; nothing where there is only one.
fn came_from(sources: &[usize], ticks: Ticks) -> Option<AnyView> {
    let words = ticks.names.with_value(|names| {
        if names.len() < 2 {
            return None;
        }
        let mut named: Vec<String> =
            sources.iter().take(NAMED).filter_map(|source| names.get(*source)).cloned().collect();
        let beyond = sources.len().saturating_sub(NAMED);
        if beyond > 0 {
            named.push(tn(k::MERGE_FROM_MORE, beyond as f64));
        }
        Some(tf(k::MERGE_FROM, &[("names", &named.join(", "))]))
    });
    words.map(|words| view! { <p class="hint merge-from">{words}</p> }.into_any())
}

fn kind_key(kind: RecordKind) -> crate::ui::words::Key {
    match kind {
        RecordKind::Institution => k::KIND_INSTITUTION,
        RecordKind::Offer => k::KIND_OFFER,
        RecordKind::Request => k::KIND_REQUEST,
        RecordKind::Portfolio => k::KIND_PORTFOLIO,
        RecordKind::Contact => k::KIND_CONTACT,
        RecordKind::Note => k::KIND_NOTE,
        RecordKind::Join => k::KIND_JOIN,
    }
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

/// Field by field: what is here, and each version that comes in.
fn differences(change: &Change) -> Option<AnyView> {
    let is_new = matches!(change.outcome, Outcome::New | Outcome::Deleted | Outcome::Restored);
    let deletion = change.with_deletion.then(|| note(Tone::Caution, t(k::MERGE_WITH_DELETION)));
    if change.differences.is_empty() || is_new {
        return deletion.filter(|_| change.outcome == Outcome::Conflict);
    }
    let count = change.differences.len();
    let change = StoredValue::new(change.clone());
    // The table is drawn when somebody looks: a hundred of them at once would be felt.
    let opened = RwSignal::new(false);
    let toggle = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        opened.set(details.has_attribute("open"));
    };
    let table = move || opened.get().then(|| change.with_value(table));
    let view = view! {
        <details class="merge-difference" prop:open=opened on:toggle=toggle>
            <summary>{tn(k::MERGE_FIELDS, count as f64)}</summary>
            {deletion}
            {table}
        </details>
    };
    Some(view.into_any())
}

fn table(change: &Change) -> AnyView {
    let versions = change.differences.iter().map(|difference| difference.values.len()).max().unwrap_or(2);
    let value = |value: Option<&Option<Arg>>| match value {
        Some(Some(arg)) => in_words(arg),
        _ => t(k::MERGE_NOT_STATED),
    };
    let rows = change.differences.iter().map(|difference| {
        let cells = (0..versions).map(|at| view! { <td>{value(difference.values.get(at))}</td> });
        view! { <tr><th scope="row">{place_of(difference)}</th>{cells.collect_view()}</tr> }
    });
    // Where nothing is here yet, several files bring versions that did not know each other.
    let first = usize::from(change.is_here);
    let here = change.is_here.then(|| view! { <th scope="col">{t(k::MERGE_HERE)}</th> });
    let heads = (first..versions).map(|at| {
        let name = t(k::MERGE_COMES);
        let many = versions - first > 1;
        let name = if many { format!("{name} ({})", number((at + 1 - first) as f64)) } else { name };
        view! { <th scope="col">{name}</th> }
    });
    view! {
        <div class="table-scroll">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t(k::MERGE_FIELD)}</th>
                        {here}
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
