//! The best match of every open request, kept until the catalog changes.

use std::collections::BTreeSet;

use super::facts::STANDINGS;
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
    known: Option<(Settings, Vec<Best>)>,
}

impl BestMatches {
    /// The catalog has changed.
    pub fn forget(&mut self) {
        self.known = None;
    }
}

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
    pub fn best_of_all(&mut self, settings: &Settings) -> &[Best] {
        if self.best.known.as_ref().is_none_or(|(known, _)| known != settings) {
            let all = self.index().map(|index| index.rank_all(1, settings)).unwrap_or_default();
            let all = all.into_iter().map(|(id, best)| (id, best.first().copied()));
            let open: Vec<Best> = all.filter(|(id, _)| self.is_open(*id, settings.as_of)).collect();
            self.best.known = Some((*settings, open));
        }
        self.best.known.as_ref().map_or(&[], |(_, best)| best)
    }

    fn is_open(&self, request: Id, as_of: Date) -> bool {
        let row = self.facts.row(RecordKind::Request, request);
        row.is_some_and(|row| {
            STANDINGS[self.facts.standing(RecordKind::Request, request, row, as_of)] == "open"
        })
    }

    /// Open requests without a good or strong match.
    pub fn unmet(&mut self, settings: &Settings) -> BTreeSet<Id> {
        let all = self.best_of_all(settings).iter();
        let unmet = all.filter(|(_, best)| best.is_none_or(|best| best.band < Band::Good));
        unmet.map(|(id, _)| *id).collect()
    }
}
