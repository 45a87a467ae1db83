//! Forms: an institution, an offer or a request being written.
//!
//! The address says what: `what` (a kind of record), an `id` to change a record, `from` to begin with a copy of one. What is
//! written is kept on this device with every change, and offered back when the form is opened again.

mod common;
mod draft;
mod form;
mod institution;
mod live;
mod offer;
mod picker;
mod request;
mod subjects;

use leptos::prelude::*;

use crate::catalog::{AnyRecord, Head, Institution, Offer, RecordKind, Request};
use crate::desk::GetEntry;
use crate::platform::BrowserWorld;
use crate::primitive::{Id, Text};
use crate::ui::nav::{href, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::state::{shown, use_answer, use_session, use_who};
use crate::ui::widgets::{Heading, Icon, empty_state};
use crate::ui::words::{Key, k, reader, t};

/// What an address asks to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Task {
    kind: RecordKind,
    /// The record to change.
    id: Option<Id>,
    /// The record to copy.
    from: Option<Id>,
}

fn task(route: &Route) -> Task {
    let kind = route.get("what").and_then(RecordKind::from_word);
    Task {
        kind: kind.unwrap_or(RecordKind::Request),
        id: route.id,
        from: route.get("from").and_then(|id| id.parse().ok()),
    }
}

/// The screen.
#[component]
pub fn Edit() -> AnyView {
    let session = use_session();
    let route = use_route();
    let task = Memo::new(move |_| route.with(task));
    let has_catalog = Memo::new(move |_| session.current.with(Option::is_some));
    let body = move || {
        if !has_catalog.get() {
            return no_catalog();
        }
        let task = task.get();
        match task.id.or(task.from) {
            Some(id) => existing(task, id),
            None => form::view(task.kind, fresh(task.kind), true),
        }
    };
    view! { <div class="edit">{body}</div> }.into_any()
}

fn no_catalog() -> AnyView {
    view! {
        <Heading text=t(k::NAV_EDIT) />
        {empty_state(
            Icon::Edit,
            k::MATRIX_NONE_TITLE,
            k::EDIT_NO_CATALOG,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

/// A form over a record of the catalog, or over a copy of one. The record is read once: a change from another
/// tab while somebody writes must not take words from under their hands; saving then says that it has moved.
fn existing(task: Task, id: Id) -> AnyView {
    let asked = StoredValue::new(false);
    let answered = use_answer(move || {
        let first = !asked.get_value();
        asked.set_value(true);
        first.then(|| GetEntry { kind: task.kind, id, lang: reader() })
    });
    shown(answered, move |detail| {
        let record = if task.id.is_some() { detail.record.clone() } else { copy_of(detail.record.clone()) };
        form::view(task.kind, record, task.id.is_none())
    })
}

/// The same words under a new id, as a draft of its own.
fn copy_of(mut record: AnyRecord) -> AnyRecord {
    *record.head_mut() = Head::new(Id::new(&mut BrowserWorld));
    record
}

/// A record with nothing in it yet; it belongs to the person's institution where that is known.
fn fresh(kind: RecordKind) -> AnyRecord {
    let head = Head::new(Id::new(&mut BrowserWorld));
    // Nobody's: the form asks for the institution before it saves.
    let own = use_who().institution().unwrap_or(form::NOBODY);
    match kind {
        RecordKind::Institution => Institution::new(head, Text::default()).into(),
        RecordKind::Offer => Offer::new(head, own, Text::default()).into(),
        _ => Request::new(head, own, Text::default()).into(),
    }
}

/// The heading of a form.
fn heading(kind: RecordKind, is_new: bool) -> Key {
    match (kind, is_new) {
        (RecordKind::Institution, true) => k::EDIT_NEW_INSTITUTION,
        (RecordKind::Institution, false) => k::EDIT_INSTITUTION,
        (RecordKind::Offer, true) => k::EDIT_NEW_OFFER,
        (RecordKind::Offer, false) => k::EDIT_OFFER,
        (_, true) => k::EDIT_NEW_REQUEST,
        (_, false) => k::EDIT_REQUEST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_written() {
        let id = Id::from_u128(3);
        let new = Route::to(Screen::Edit).with("what", "offer");
        assert_eq!(task(&new), Task { kind: RecordKind::Offer, id: None, from: None });
        let change = Route::record(Screen::Edit, id).with("what", "institution");
        assert_eq!(task(&change), Task { kind: RecordKind::Institution, id: Some(id), from: None });
        assert_eq!(task(&new.with("from", id.to_string())).from, Some(id));
        assert_eq!(task(&Route::to(Screen::Edit).with("what", "nonsense")).kind, RecordKind::Request);
    }
}
