//! Records with versions that wait for a choice: field by field, or the one or the other as a whole.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{cut, part};
use crate::catalog::AnyRecord;
use crate::catalog::merge::{FieldDifference, combined, differences};
use crate::desk::{Command, Contested, EntryDetail, EntryKey, Few, GetEntry};
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::{Button, Icon, Look, Tone, note, shown_text};
use crate::ui::words::{field_name, in_words, k, number, reader, t, tf};

/// Records that are contested; each unfolds.
pub fn section(few: &Few<Contested>) -> Option<AnyView> {
    if few.total == 0 {
        return None;
    }
    let items = few.first.iter().map(|contested| view! { <li>{row(contested)}</li> }).collect_view();
    let body = view! { <ul class="organiser-list">{items}</ul> {cut(few.first.len(), few.total)} };
    Some(part("organiser-conflicts", k::ORGANISER_CONFLICTS, k::ORGANISER_CONFLICTS_TEXT, body))
}

fn row(contested: &Contested) -> AnyView {
    let key = contested.key;
    let deleted = contested.with_deletion;
    let is_open = RwSignal::new(false);
    let title = shown_text(&contested.title);
    let toggle = move |event: web_sys::Event| {
        let details: web_sys::Element = event_target(&event);
        is_open.set(details.has_attribute("open"));
    };
    // The element may have stood for another record before: whether it is open is said, not left as it was.
    let body = move || is_open.get().then(|| view! { <Versions key deleted /> });
    view! {
        <details class="organiser-conflict" prop:open=is_open on:toggle=toggle>
            <summary>{title} " " <span class="hint">{tf(k::ORGANISER_VERSIONS, &[("n", &number(contested.versions))])}</span></summary>
            {body}
        </details>
    }
    .into_any()
}

/// The versions of a record beside each other.
#[component]
fn Versions(key: EntryKey, deleted: bool) -> AnyView {
    let hands = use_hands();
    let answered = use_answer(move || Some(GetEntry { kind: key.kind, id: key.id, lang: reader() }));
    shown(answered, move |detail| versions_view(key, deleted, detail, hands))
}

fn versions_view(key: EntryKey, deleted: bool, detail: &EntryDetail, hands: Hands) -> AnyView {
    let versions: Vec<AnyRecord> =
        std::iter::once(&detail.record).chain(&detail.conflicts).cloned().collect();
    let differ = differences(&versions.iter().collect::<Vec<_>>());
    let taken: RwSignal<BTreeMap<String, usize>> = RwSignal::new(BTreeMap::new());
    let stored = StoredValue::new(versions);
    let keep = move |()| {
        let chosen = stored.with_value(|versions| combined(versions, 0, &taken.get_untracked()));
        if let Some(record) = chosen {
            hands.send(Command::Resolve(Box::new(record)));
        }
    };
    let remove = move |()| hands.send(Command::Delete(vec![(key.kind, key.id)]));
    let caution = deleted.then(|| note(Tone::Caution, t(k::MERGE_WITH_DELETION)));
    let delete = deleted.then(|| {
        view! { <Button label=t(k::BULK_DELETE) look=Look::Danger symbol=Icon::Remove on_press=remove /> }
    });
    let fields =
        fields(&differ).into_iter().map(|(field, all)| field_view(key, &field, &all, taken)).collect_view();
    let label = t(if deleted { k::ORGANISER_KEEP } else { k::ORGANISER_CHOOSE });
    view! {
        {caution}
        <div class="organiser-fields">{fields}</div>
        <div class="actions"><Button label look=Look::Primary symbol=Icon::Tick on_press=keep /> {delete}</div>
    }
    .into_any()
}

/// Differences by field, in the order of the format: what is chosen is a whole field.
fn fields(differ: &[FieldDifference]) -> Vec<(String, Vec<FieldDifference>)> {
    let mut fields: Vec<(String, Vec<FieldDifference>)> = Vec::new();
    for one in differ {
        match fields.iter_mut().find(|(field, _)| *field == one.field) {
            Some((_, all)) => all.push(one.clone()),
            None => fields.push((one.field.clone(), vec![one.clone()])),
        }
    }
    fields
}

/// A field with a radio button for each version's value.
fn field_view(
    key: EntryKey,
    field: &str,
    all: &[FieldDifference],
    taken: RwSignal<BTreeMap<String, usize>>,
) -> AnyView {
    let versions = all.iter().map(|one| one.values.len()).max().unwrap_or(0);
    let name = format!("choice-{}-{field}", key.id);
    let option = |version: usize| {
        let own = field.to_owned();
        let (read, write) = (own.clone(), own);
        let checked = move || taken.with(|taken| taken.get(&read).copied().unwrap_or(0) == version);
        let choose = move |_| {
            taken.update(|taken| {
                taken.insert(write.clone(), version);
            });
        };
        let values = all.iter().map(|one| match one.values.get(version) {
            Some(Some(value)) => in_words(value),
            _ => t(k::MERGE_NOT_STATED),
        });
        let values =
            values.map(|value| view! { <span class="organiser-value">{value}</span> }).collect_view();
        view! {
            <label class="check">
                <input type="radio" name=name.clone() prop:checked=checked on:change=choose />
                <span>{values}</span>
            </label>
        }
    };
    view! {
        <fieldset class="organiser-field">
            <legend>{field_name(field)}</legend>
            {(0..versions).map(option).collect_view()}
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_of_one_field_are_chosen_together() {
        let one =
            |field: &str| FieldDifference { field: field.to_owned(), part: Vec::new(), values: Vec::new() };
        let fields = fields(&[one("title"), one("window"), one("title")]);
        let counts: Vec<(&str, usize)> =
            fields.iter().map(|(field, all)| (field.as_str(), all.len())).collect();
        assert_eq!(counts, [("title", 2), ("window", 1)]);
    }
}
