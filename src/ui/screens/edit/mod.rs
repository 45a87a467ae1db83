//! Forms: an institution, an offer or a request being written.
//!
//! The address says what: `what` (a kind of record), an `id` to change a record, `from` to begin with a copy of one, `for` to write
//! the other side of an entry. What is written is kept on this device with every change, and offered back when the form is opened again.

mod common;
mod counterpart;
mod countries;
mod draft;
mod form;
mod institution;
mod live;
mod offer;
mod parts;
mod picker;
mod questionnaire;
mod request;
mod steps;
mod subjects;

use leptos::prelude::*;

use self::counterpart::counterpart;
use self::draft::Origin;
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
    origin: Origin,
}

fn task(route: &Route) -> Task {
    let kind = route.get("what").and_then(RecordKind::from_word).unwrap_or(RecordKind::Request);
    let named = |name: &str| route.get(name).and_then(|id| id.parse().ok());
    let origin = match (route.id, named("from"), named("for")) {
        (Some(id), ..) => Origin::Change(id),
        (None, Some(id), _) => Origin::Copy(id),
        (None, None, Some(id)) if kind != RecordKind::Institution => Origin::Counterpart(id),
        _ => Origin::New,
    };
    Task { kind, origin }
}

impl Task {
    /// The record it begins with.
    fn source(self) -> Option<(RecordKind, Id)> {
        match self.origin {
            Origin::New => None,
            Origin::Change(id) | Origin::Copy(id) => Some((self.kind, id)),
            Origin::Counterpart(id) if self.kind == RecordKind::Offer => Some((RecordKind::Request, id)),
            Origin::Counterpart(id) => Some((RecordKind::Offer, id)),
        }
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
        match task.source() {
            Some((kind, id)) => existing(task, kind, id),
            None => form::view(task.kind, fresh(task.kind), task.origin),
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

/// A form over a record of the catalog, a copy or the counterpart of one. The record is read once: a change from
/// another tab while somebody writes must not take words from under their hands; saving then says that it has moved.
fn existing(task: Task, kind: RecordKind, id: Id) -> AnyView {
    let asked = StoredValue::new(false);
    let answered = use_answer(move || {
        let first = !asked.get_value();
        asked.set_value(true);
        first.then(|| GetEntry { kind, id, lang: reader() })
    });
    let own = use_who().institution().unwrap_or(form::NOBODY);
    shown(answered, move |detail| {
        let record = detail.record.clone();
        let record = match task.origin {
            Origin::New | Origin::Change(_) => record,
            Origin::Copy(_) => copy_of(record),
            Origin::Counterpart(_) => {
                counterpart(&record, Head::new(Id::new(&mut BrowserWorld)), own).unwrap_or(record)
            }
        };
        form::view(task.kind, record, task.origin)
    })
}

/// The same words under a new id, as a record of its own.
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
        assert_eq!(task(&new), Task { kind: RecordKind::Offer, origin: Origin::New });
        let change = Route::record(Screen::Edit, id).with("what", "institution");
        assert_eq!(task(&change), Task { kind: RecordKind::Institution, origin: Origin::Change(id) });
        assert_eq!(task(&new.clone().with("from", id.to_string())).origin, Origin::Copy(id));
        assert_eq!(task(&Route::to(Screen::Edit).with("what", "nonsense")).kind, RecordKind::Request);
        let answer = task(&new.with("for", id.to_string()));
        assert_eq!(answer.origin, Origin::Counterpart(id));
        assert_eq!(answer.source(), Some((RecordKind::Request, id)));
    }
}
