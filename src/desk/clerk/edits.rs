//! What a command changes, worked out on the catalog as it stands and without touching it.

use std::collections::BTreeSet;

use super::log::{Change, Header, Logged, Merged, Move, same_content, say_the_same};
use super::write::{Prepared, kind_of};
use super::{Desk, refused};
use crate::catalog::merge::known_to_all;
use crate::catalog::{
    AnyRecord, Catalog, Deletion, Head, Join, Offer, Party, PortfolioItem, RecordKind, Replica, Request,
    Version, VersionVector,
};
use crate::desk::{Command, Fault, MergeEntry, Shelf};
use crate::primitive::{Arg, Date, Id, Said, Window, World};
use crate::vocabulary::{Code, PortfolioStatus, Role, Status};

/// A merge on the way back, or forth again. A title that was changed since stays as it is now.
fn back_from(merge: &Merged, now: &Header, how: Move) -> Merged {
    let header = merge.header.clone().map(|(before, after)| {
        let to = if after == *now { before } else { now.clone() };
        (now.clone(), to)
    });
    let entry = MergeEntry { undone: how == Move::Undo, ..merge.entry.clone() };
    Merged { key: merge.key.clone(), entry, header }
}

/// Edits being worked out: the catalog as it stands, and the replica that edits.
pub(super) struct Draft<'a> {
    pub catalog: &'a Catalog,
    replica: Replica,
    changes: Vec<Change>,
}

impl<S: Shelf, W: World> Desk<S, W> {
    /// Works out what a command changes.
    pub(super) fn prepare(&mut self, command: Command) -> Result<Prepared, Fault> {
        let replica = self.replica();
        let today = self.today;
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let world = &mut self.world;
        let mut fresh = || Id::new(world);
        let mut draft = Draft { catalog: &book.catalog, replica, changes: Vec::new() };
        let (what, record) = draft.carry_out(command, &mut fresh, today)?;
        let Draft { replica, changes, .. } = draft;
        Ok(Prepared {
            changes,
            replica: Some(replica),
            what,
            record,
            merge: None,
            asides: Vec::new(),
            how: Move::Do,
        })
    }

    pub(super) fn prepare_undo(&mut self) -> Result<Prepared, Fault> {
        let logged = self.log.last_done().cloned().ok_or_else(|| refused("refused.nothing-to-undo"))?;
        self.prepare_back(&logged, Move::Undo, "done.undone")
    }

    pub(super) fn prepare_redo(&mut self) -> Result<Prepared, Fault> {
        let logged = self.log.last_undone().cloned().ok_or_else(|| refused("refused.nothing-to-redo"))?;
        self.prepare_back(&logged, Move::Redo, "done.redone")
    }

    /// Works out how to go back to before a command.
    fn prepare_back(&mut self, logged: &Logged, how: Move, key: &str) -> Result<Prepared, Fault> {
        let is_merge = logged.merge.is_some();
        let mut replica = if is_merge { Replica::new(&mut self.world) } else { self.replica() };
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let mut changes = Vec::with_capacity(logged.changes.len());
        for change in &logged.changes {
            let now = book.catalog.versions_of(change.id);
            if !say_the_same(&now, &change.after) {
                return Err(Fault::Moved(change.id));
            }
            let after = if is_merge {
                change.before.clone()
            } else {
                brought_back(change, &now, &mut replica, &mut self.world)
            };
            changes.push(Change { id: change.id, before: now, after });
        }
        let record = match &changes[..] {
            [Change { id, after, .. }] if matches!(after.first(), Some(Version::Content(_))) => Some(*id),
            _ => None,
        };
        Ok(Prepared {
            changes,
            replica: Some(replica),
            what: Said::new(key),
            record,
            merge: logged.merge.as_ref().map(|merge| back_from(merge, &Header::of(&book.catalog), how)),
            asides: Vec::new(),
            how,
        })
    }
}

/// The content of before a change, as new edits that know everything since. Versions that were concurrent are so
/// again: all but the first are edits of devices that never existed before.
fn brought_back(
    change: &Change,
    now: &[Version],
    replica: &mut Replica,
    world: &mut dyn World,
) -> Vec<Version> {
    let known = known_to_all(now);
    let Some(first) = change.before.first() else {
        // The record was new: it goes again.
        let kind = change.after.first().map(kind_of);
        let rev = replica.edit(&known);
        return kind.map(|of| Version::Deletion(Deletion::new(of, change.id, rev))).into_iter().collect();
    };
    let mut versions = vec![under(first, replica.edit(&known))];
    for other in &change.before[1..] {
        versions.push(under(other, Replica::new(world).edit(&known)));
    }
    versions
}

/// A version's content under another vector.
fn under(version: &Version, rev: VersionVector) -> Version {
    let mut version = version.clone();
    match &mut version {
        Version::Content(record) => record.head_mut().rev = rev,
        Version::Deletion(deletion) => deletion.head.rev = rev,
    }
    version
}

impl Draft<'_> {
    fn carry_out(
        &mut self,
        command: Command,
        fresh: &mut dyn FnMut() -> Id,
        today: Date,
    ) -> Result<(Said, Option<Id>), Fault> {
        match command {
            Command::Put(record) => self.put(*record),
            Command::Delete(keys) => self.delete(&keys),
            Command::Renew { ids, until } => {
                self.each(&ids, "done.renewed", |record| renew(record, today, until))
            }
            Command::SetStatus { ids, status } => {
                self.each(&ids, "done.status", |record| set_status(record, status))
            }
            Command::TakeUp { request, offers, status } => {
                let item = fresh();
                self.take_up(item, request, &offers, status)?;
                Ok((Said::new("done.taken-up"), Some(item)))
            }
            Command::TakeUpAll { picks, status } => {
                for (request, offers) in &picks {
                    self.take_up(fresh(), *request, offers, status)?;
                }
                let n = Arg::Number(picks.len() as f64);
                Ok((Said::new("done.taken-up-all").with("n", n), None))
            }
            Command::NoteAgreement(agreement) => {
                let item = self.note_agreement(fresh, agreement)?;
                Ok((Said::new("done.agreement-noted"), Some(item)))
            }
            Command::SetStage { item, status } => self.each(&[item], "done.stage", |record| {
                if let AnyRecord::Portfolio(item) = record {
                    item.status = status;
                }
            }),
            Command::Join { from, to } => self.join(fresh(), from, to),
            Command::Resolve(record) => self.resolve(*record),
        }
    }

    /// Replaces what is shown of a record; versions beside it stay.
    pub fn change(&mut self, mut record: AnyRecord) {
        let id = record.head().id;
        let before = self.catalog.versions_of(id);
        let base = before.first().map(Version::known).unwrap_or_default();
        record.head_mut().rev = self.replica.edit(&base);
        let mut after = vec![Version::Content(record)];
        after.extend(before.iter().skip(1).cloned());
        self.changes.push(Change { id, before, after });
    }

    fn put(&mut self, record: AnyRecord) -> Result<(Said, Option<Id>), Fault> {
        let (kind, id) = (record.kind(), record.head().id);
        let shown = self.shown(id);
        if shown.as_ref().is_some_and(|shown| shown.kind() != kind || shown.head().rev != record.head().rev)
            || shown.is_none() && self.catalog.deletions.contains_key(&id)
        {
            return Err(Fault::Moved(id));
        }
        let what = put_key(kind, shown.is_some());
        if !shown.is_some_and(|shown| same_content(&shown, &record)) {
            self.change(record);
        }
        Ok((Said::new(what), Some(id)))
    }

    fn shown(&self, id: Id) -> Option<AnyRecord> {
        self.catalog.get(self.catalog.kind_of(id)?, id)
    }

    fn delete(&mut self, keys: &[(RecordKind, Id)]) -> Result<(Said, Option<Id>), Fault> {
        let mut going: BTreeSet<(RecordKind, Id)> = BTreeSet::new();
        for (kind, id) in keys {
            if self.catalog.get(*kind, *id).is_none() {
                return Err(Fault::NotFound(*id));
            }
            going.insert((*kind, *id));
            if *kind == RecordKind::Institution {
                going.extend(belongings(self.catalog, *id));
            }
        }
        let gone: BTreeSet<Id> = going.iter().map(|(_, id)| *id).collect();
        let notes = self.catalog.notes.values().filter(|note| gone.contains(&note.about));
        going.extend(notes.map(|note| (RecordKind::Note, note.head.id)));
        for (kind, id) in going {
            let before = self.catalog.versions_of(id);
            let rev = self.replica.edit(&known_to_all(&before));
            let after = vec![Version::Deletion(Deletion::new(kind, id, rev))];
            self.changes.push(Change { id, before, after });
        }
        Ok((Said::new("done.deleted").with("n", Arg::Number(self.changes.len() as f64)), None))
    }

    /// Changes records one by one; those that stay the same are left alone.
    fn each(
        &mut self,
        ids: &[Id],
        key: &str,
        mut change: impl FnMut(&mut AnyRecord),
    ) -> Result<(Said, Option<Id>), Fault> {
        for id in ids.iter().collect::<BTreeSet<_>>() {
            let shown = self.shown(*id).ok_or(Fault::NotFound(*id))?;
            let mut record = shown.clone();
            change(&mut record);
            if record != shown {
                self.change(record);
            }
        }
        let record = if let [id] = ids { Some(*id) } else { None };
        Ok((Said::new(key).with("n", Arg::Number(ids.len() as f64)), record))
    }

    fn take_up(
        &mut self,
        fresh: Id,
        request: Id,
        offers: &[Id],
        status: PortfolioStatus,
    ) -> Result<(), Fault> {
        let asking = self.catalog.requests.get(&request).ok_or(Fault::NotFound(request))?;
        let mut parties = vec![party(self.catalog.resolve(asking.institution), Role::Recipient)];
        for id in offers {
            let offer = self.catalog.offers.get(id).ok_or(Fault::NotFound(*id))?;
            let provider = party(self.catalog.resolve(offer.institution), Role::Provider);
            if !parties.contains(&provider) {
                parties.push(provider);
            }
        }
        let item = PortfolioItem {
            head: Head::new(fresh),
            status,
            request: Some(request),
            offers: offers.to_vec(),
            parties,
        };
        self.change(item.into());
        Ok(())
    }

    fn join(&mut self, fresh: Id, from: Id, to: Id) -> Result<(Said, Option<Id>), Fault> {
        for id in [from, to] {
            if !self.catalog.institutions.contains_key(&id) {
                return Err(Fault::NotFound(id));
            }
        }
        if self.catalog.resolve(from) == self.catalog.resolve(to) {
            return Err(refused("refused.joined-already"));
        }
        self.change(Join { head: Head::new(fresh), from, to }.into());
        Ok((Said::new("done.joined"), Some(to)))
    }

    /// Ends a conflict: the record as chosen knows every version.
    fn resolve(&mut self, mut record: AnyRecord) -> Result<(Said, Option<Id>), Fault> {
        let id = record.head().id;
        let before = self.catalog.versions_of(id);
        let Some(shown) = before.first() else { return Err(Fault::NotFound(id)) };
        let known = known_to_all(&before);
        if record.head().rev != *shown.rev() && record.head().rev != known {
            return Err(Fault::Moved(id));
        }
        record.head_mut().rev = self.replica.edit(&known);
        self.changes.push(Change { id, before, after: vec![Version::Content(record)] });
        Ok((Said::new("done.resolved"), Some(id)))
    }
}

/// The message for a record saved, new or changed.
fn put_key(kind: RecordKind, is_known: bool) -> &'static str {
    match (kind, is_known) {
        (RecordKind::Institution, false) => "done.added.institution",
        (RecordKind::Institution, true) => "done.changed.institution",
        (RecordKind::Offer, false) => "done.added.offer",
        (RecordKind::Offer, true) => "done.changed.offer",
        (RecordKind::Request, false) => "done.added.request",
        (RecordKind::Request, true) => "done.changed.request",
        (_, false) => "done.added",
        (_, true) => "done.changed",
    }
}

/// What goes with an institution: its entries, and the people to talk to there.
fn belongings(catalog: &Catalog, institution: Id) -> Vec<(RecordKind, Id)> {
    let offers = catalog.offers.values().filter(|offer| offer.institution == institution);
    let requests = catalog.requests.values().filter(|request| request.institution == institution);
    let contacts = catalog.contacts.values().filter(|contact| contact.institution == institution);
    offers
        .map(|offer| (RecordKind::Offer, offer.head.id))
        .chain(requests.map(|request| (RecordKind::Request, request.head.id)))
        .chain(contacts.map(|contact| (RecordKind::Contact, contact.head.id)))
        .collect()
}

pub(super) fn party(institution: Id, role: Role) -> Party {
    Party { institution, roles: vec![Code::Known(role)], extra: crate::catalog::Extra::new() }
}

/// Confirms an entry as still valid, and lets it run until the given day where it would end before.
fn renew(record: &mut AnyRecord, today: Date, until: Date) {
    let longer = |window: Window| {
        let ends_before = window.to().is_some_and(|to| to < until);
        let renewed = Window::new(window.from(), if ends_before { Some(until) } else { window.to() });
        renewed.unwrap_or(window)
    };
    match record {
        AnyRecord::Offer(Offer { window, confirmed_on, .. })
        | AnyRecord::Request(Request { window, confirmed_on, .. }) => {
            *window = longer(*window);
            *confirmed_on = Some(today);
        }
        _ => {}
    }
}

fn set_status(record: &mut AnyRecord, to: Status) {
    if let AnyRecord::Offer(Offer { status, .. }) | AnyRecord::Request(Request { status, .. }) = record {
        *status = to;
    }
}
