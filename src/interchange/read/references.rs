//! References to records that are not in the file: allowed, and worth knowing.

use std::collections::BTreeSet;

use super::super::{Place, Severity};
use super::reader::{Reader, quoted};
use crate::catalog::{Catalog, RecordKind};
use crate::primitive::{Arg, Id, Said};

/// Tells of every reference to a record that is not here.
pub(super) fn check(catalog: &Catalog, reader: &mut Reader) {
    let here = ids(catalog);
    let mut look = |kind: RecordKind, id: Id, title: &str, field: &str, to: Id| {
        if to.is_nil() || here.contains(&to) {
            return;
        }
        let place = Place {
            pointer: String::new(),
            list: Some(kind),
            record: Some(id),
            title: quoted(title),
            field: Some(field.to_owned()),
        };
        let said = Said::new("problem.reference").with("record", Arg::Record(to));
        reader.tell_at(Severity::Information, said, place);
    };
    for (id, offer) in &catalog.offers {
        look(RecordKind::Offer, *id, &offer.title.text, "institution", offer.institution);
    }
    for (id, request) in &catalog.requests {
        look(RecordKind::Request, *id, &request.title.text, "institution", request.institution);
    }
    for (id, item) in &catalog.portfolio {
        item.request.into_iter().for_each(|to| look(RecordKind::Portfolio, *id, "", "request", to));
        item.offers.iter().for_each(|to| look(RecordKind::Portfolio, *id, "", "offers", *to));
        item.parties
            .iter()
            .for_each(|party| look(RecordKind::Portfolio, *id, "", "parties", party.institution));
    }
    for (id, contact) in &catalog.contacts {
        look(RecordKind::Contact, *id, &contact.name, "institution", contact.institution);
    }
    for (id, note) in &catalog.notes {
        look(RecordKind::Note, *id, &note.text.text, "about", note.about);
    }
    for (id, join) in &catalog.joins {
        look(RecordKind::Join, *id, "", "from", join.from);
        look(RecordKind::Join, *id, "", "to", join.to);
    }
}

fn ids(catalog: &Catalog) -> BTreeSet<Id> {
    let institutions = catalog.institutions.keys().chain(catalog.offers.keys());
    let entries = institutions.chain(catalog.requests.keys()).chain(catalog.portfolio.keys());
    let all = entries.chain(catalog.contacts.keys()).chain(catalog.notes.keys()).chain(catalog.joins.keys());
    all.copied().chain([catalog.id]).collect()
}
