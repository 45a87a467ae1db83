//! The best match of every open request, kept in step with edits.
//!
//! Working all of them out takes a second at 20,000 entries. An edit of a few entries moves only what they take part
//! in, unless it moves a rarity, or the catalog of institutions or portfolio items: then everything is worked out
//! again with the next question.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::OPEN;
use super::{Book, Desk};
use crate::catalog::RecordKind;
use crate::desk::{Fault, Shelf};
use crate::matching::answer::{Band, Match, Settings};
use crate::primitive::{Date, Id, World};

/// A request with its best match, where it has one.
pub(super) type Best = (Id, Option<Match>);

/// The last answer, with the settings it was worked out under.
#[derive(Default)]
pub(super) struct BestMatches {
    known: Option<(Settings, BTreeMap<Id, Option<Match>>)>,
}

/// More edits at once than this are worked out anew.
const FEW_EDITS: usize = 16;

impl<S: Shelf, W: World> Desk<S, W> {
    /// The open catalog, ready for questions about matches.
    pub(super) fn indexed(&mut self) -> Result<&mut Book, Fault> {
        let book = self.book.as_mut().ok_or(Fault::NoCatalog)?;
        book.build_index();
        Ok(book)
    }
}

impl Book {
    /// The best match of every open request, in order of request id.
    pub fn best_of_all(&mut self, settings: &Settings) -> Vec<Best> {
        if self.best.known.as_ref().is_none_or(|(known, _)| known != settings) {
            let all = self.index().map(|index| index.rank_all(1, settings)).unwrap_or_default();
            let all = all.into_iter().map(|(id, best)| (id, best.first().copied()));
            let open = all.filter(|(id, _)| self.is_open(*id, settings.as_of)).collect();
            self.best.known = Some((*settings, open));
        }
        let known = self.best.known.iter().flat_map(|(_, best)| best);
        known.map(|(id, best)| (*id, *best)).collect()
    }

    /// Brings the matching index in step with changed records, and with it the best matches.
    pub(super) fn follow_matches(&mut self, changed: &[(RecordKind, Id)]) {
        let Some(index) = &mut self.index else { return };
        let before = index.node_levels();
        let updated = index.update(&self.catalog, changed);
        let is_local = changed.len() <= FEW_EDITS
            && changed.iter().all(|(kind, _)| {
                matches!(
                    kind,
                    RecordKind::Offer | RecordKind::Request | RecordKind::Contact | RecordKind::Note
                )
            })
            && updated.reweighed == 0
            && index.node_levels() == before;
        match self.best.known.take().filter(|_| is_local) {
            Some((settings, best)) => {
                self.best.known = Some((settings, self.patched(best, &settings, changed)))
            }
            None => self.best.known = None,
        }
    }

    /// Forgets what matching needs; it is built anew when it is asked for.
    pub(super) fn forget_matches(&mut self) {
        self.index = None;
        self.best.known = None;
    }

    /// Best matches after these entries changed and nothing else.
    fn patched(
        &self,
        mut best: BTreeMap<Id, Option<Match>>,
        settings: &Settings,
        changed: &[(RecordKind, Id)],
    ) -> BTreeMap<Id, Option<Match>> {
        let Some(index) = self.index() else { return best };
        let ids: BTreeSet<Id> = changed.iter().map(|(_, id)| *id).collect();
        let offers = changed.iter().filter(|(kind, _)| *kind == RecordKind::Offer);
        for found in offers.flat_map(|(_, offer)| index.rank_offer(*offer, settings, usize::MAX)) {
            if let Some(known) = best.get_mut(&found.request)
                && known.is_none_or(|known| (found.score, known.offer) > (known.score, found.offer))
            {
                *known = Some(found);
            }
        }
        // Requests that changed, and those whose best offer did and may have become worse.
        let lost = best.iter().filter(|(_, known)| known.is_some_and(|known| ids.contains(&known.offer)));
        let requests = changed.iter().filter(|(kind, _)| *kind == RecordKind::Request).map(|(_, id)| *id);
        let stale: BTreeSet<Id> = lost.map(|(id, _)| *id).chain(requests).collect();
        for id in stale {
            if self.is_open(id, settings.as_of) {
                best.insert(id, index.rank_request(id, settings, 1).first().copied());
            } else {
                best.remove(&id);
            }
        }
        best
    }

    fn is_open(&self, request: Id, as_of: Date) -> bool {
        let row = self.facts.row(RecordKind::Request, request);
        row.is_some_and(|row| self.facts.standing(RecordKind::Request, request, row, as_of) == OPEN)
    }

    /// Open requests without a good or strong match.
    pub fn unmet(&mut self, settings: &Settings) -> BTreeSet<Id> {
        unmet_of(&self.best_of_all(settings))
    }
}

/// Requests among these without a good or strong match.
pub(super) fn unmet_of(best: &[Best]) -> BTreeSet<Id> {
    let unmet = best.iter().filter(|(_, best)| best.is_none_or(|best| best.band < Band::Good));
    unmet.map(|(id, _)| *id).collect()
}
