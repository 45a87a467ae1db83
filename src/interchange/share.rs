//! What leaves the device, chosen before it goes, and told before it goes.
//!
//! Sharing a part leaves out whole records, never fields of one: so a shared copy and the full one merge
//! without loss, and what is left out is not deleted anywhere. Personal contacts and private notes stay at home
//! unless they are chosen at that moment.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::catalog::{AnyRecord, Catalog, RecordKind, Version};
use crate::primitive::Id;
use crate::vocabulary::Visibility;

/// Which entries leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entries {
    /// Offers and requests.
    #[default]
    All,
    /// Offers only.
    Offers,
    /// Requests only.
    Requests,
}

/// What a person chose to share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareOptions {
    /// Only what belongs to this institution; everybody's where none.
    pub of: Option<Id>,
    /// Offers, requests, or both.
    pub entries: Entries,
    /// Only these entries and portfolio items, and these institutions with all their entries; all where none.
    pub only: Option<BTreeSet<Id>>,
    /// Whether personal contacts leave.
    pub contacts: bool,
    /// Whether private notes leave.
    pub private_notes: bool,
}

/// What is inside a catalog, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Institutions.
    pub institutions: usize,
    /// Offers.
    pub offers: usize,
    /// Requests.
    pub requests: usize,
    /// Portfolio items.
    pub portfolio: usize,
    /// Personal contacts.
    pub contacts: usize,
    /// Notes that may travel.
    pub shared_notes: usize,
    /// Notes that stay at home unless chosen.
    pub private_notes: usize,
    /// Records with versions that wait for a choice.
    pub in_conflict: usize,
    /// Deletions, which delete the same records where the catalog arrives.
    pub deletions: usize,
}

/// The part of a catalog that leaves; a catalog of its own, with the same id and title.
pub fn shared(catalog: &Catalog, options: &ShareOptions) -> Catalog {
    let kept = kept(catalog, options);
    let mut part = Catalog {
        rev: catalog.rev.clone(),
        extra: catalog.extra.clone(),
        ..Catalog::new(catalog.id, catalog.title.clone())
    };
    part.admit_all(kept.iter().map(|id| (*id, catalog.versions_of(*id))).collect());
    // A deletion has no content left to tell whose it was; it travels with the lists it belongs to.
    for deletion in catalog.deletions.values() {
        if !kept.contains(&deletion.head.id) && deletion_leaves(deletion.of, options) {
            part.deletions.insert(deletion.head.id, deletion.clone());
        }
    }
    part
}

/// What is inside a catalog.
pub fn summary(catalog: &Catalog) -> Summary {
    let private = catalog.notes.values().filter(|note| note.visibility == Visibility::Private).count();
    let gone = catalog.deletions.keys().filter(|id| catalog.kind_of(**id).is_none()).count();
    Summary {
        institutions: catalog.institutions.len(),
        offers: catalog.offers.len(),
        requests: catalog.requests.len(),
        portfolio: catalog.portfolio.len(),
        contacts: catalog.contacts.len(),
        shared_notes: catalog.notes.len() - private,
        private_notes: private,
        in_conflict: catalog.in_conflict().len(),
        deletions: gone,
    }
}

fn deletion_leaves(of: RecordKind, options: &ShareOptions) -> bool {
    match of {
        RecordKind::Offer => options.entries != Entries::Requests && options.only.is_none(),
        RecordKind::Request => options.entries != Entries::Offers && options.only.is_none(),
        RecordKind::Contact => options.contacts,
        RecordKind::Note => options.private_notes,
        _ => options.only.is_none(),
    }
}

/// Institutions named among what leaves, joins resolved: they leave with all their entries.
fn chosen_institutions(catalog: &Catalog, options: &ShareOptions) -> BTreeSet<Id> {
    let named = options.only.iter().flatten().copied();
    named.filter(|id| catalog.institutions.contains_key(id)).map(|id| catalog.resolve(id)).collect()
}

/// The ids of the records that leave.
fn kept(catalog: &Catalog, options: &ShareOptions) -> BTreeSet<Id> {
    let same =
        |institution: Id| options.of.is_none_or(|of| catalog.resolve(of) == catalog.resolve(institution));
    let chosen = chosen_institutions(catalog, options);
    let is_chosen = |institution: Id| chosen.contains(&catalog.resolve(institution));
    let wanted = |id: &Id, institution: Id| {
        options.only.as_ref().is_none_or(|only| only.contains(id) || is_chosen(institution))
    };
    let mut kept = BTreeSet::new();
    let mut owners = BTreeSet::new();
    if options.entries != Entries::Requests {
        for (id, offer) in catalog
            .offers
            .iter()
            .filter(|(id, offer)| wanted(id, offer.institution) && same(offer.institution))
        {
            kept.insert(*id);
            owners.insert(offer.institution);
        }
    }
    if options.entries != Entries::Offers {
        for (id, request) in
            catalog.requests.iter().filter(|(id, one)| wanted(id, one.institution) && same(one.institution))
        {
            kept.insert(*id);
            owners.insert(request.institution);
        }
    }
    let whole = options.only.is_none() && options.entries == Entries::All;
    kept.extend(
        catalog
            .institutions
            .keys()
            .filter(|id| owners.contains(id) || same(**id) && (whole || options.of.is_some())),
    );
    if whole {
        let mine = |id: &Id| {
            let item = &catalog.portfolio[id];
            let ours = item.offers.iter().chain(&item.request).any(|entry| kept.contains(entry));
            options.of.is_none() || ours || item.parties.iter().any(|party| same(party.institution))
        };
        let items: Vec<Id> = catalog.portfolio.keys().copied().filter(mine).collect();
        kept.extend(items);
    }
    if let Some(only) = &options.only {
        kept.extend(catalog.portfolio.keys().filter(|id| only.contains(id)));
    }
    kept.extend(catalog.institutions.keys().filter(|id| is_chosen(**id)));
    let joins = catalog.joins.iter().filter(|(_, join)| {
        let ends = [join.from, join.to];
        whole && options.of.is_none() || ends.iter().any(|end| kept.contains(end) || owners.contains(end))
    });
    let joins: Vec<Id> = joins.map(|(id, _)| *id).collect();
    kept.extend(joins);
    with_small_records(catalog, options, kept)
}

/// Adds the contacts and notes that go with what leaves.
fn with_small_records(catalog: &Catalog, options: &ShareOptions, mut kept: BTreeSet<Id>) -> BTreeSet<Id> {
    if options.contacts {
        let ours = catalog.contacts.iter().filter(|(_, contact)| {
            let everything = *options
                == ShareOptions {
                    contacts: true,
                    private_notes: options.private_notes,
                    ..ShareOptions::default()
                };
            everything || kept.contains(&contact.institution)
        });
        let ours: Vec<Id> = ours.map(|(id, _)| *id).collect();
        kept.extend(ours);
    }
    let about = catalog.notes.iter().filter(|(id, note)| {
        let goes_with = kept.contains(&note.about) || note.about == catalog.id || note.about.is_nil();
        goes_with && (options.private_notes || !is_private(catalog, **id))
    });
    let about: Vec<Id> = about.map(|(id, _)| *id).collect();
    kept.extend(about);
    kept
}

/// Whether any version of a note is private: one that somebody wanted to keep does not leave with another.
fn is_private(catalog: &Catalog, id: Id) -> bool {
    catalog.versions_of(id).iter().any(|version| match version {
        Version::Content(AnyRecord::Note(note)) => note.visibility == Visibility::Private,
        _ => false,
    })
}
