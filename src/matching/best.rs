//! The best few of many: the same result as looking at every pair, while looking at few.
//!
//! Live offers stand on shelves, in blocks ([`Layout`]). A request's words tell of every document its text value within
//! narrow bounds ([`Echoes`]), the nearest subject in a block bounds what those of its offers can add ([`Nearness`]),
//! and its forms and sectors say which of them may match at all. What the last place must reach is guessed first, from
//! the requests before: neighbours ask much the same. Only what can reach the guess is looked at, in brief: gates and
//! all other criteria ([`Hope`]). This gives the score within narrow bounds ([`Contest`]); from the first `k` on, nothing
//! is looked at that cannot reach the `k`-th highest of the lower ones. Where fewer reach the guess it was too high, and
//! the search goes on with less: a guess never changes the answer. At the end a dozen offers are scored exactly, and the
//! best `k` of them are the answer.

use super::answer::{Criterion, Importance, Match, Settings};
use super::contest::{Best, Contender, Contest};
use super::echoes::Echoes;
use super::gates;
use super::hope::Hope;
use super::index::Index;
use super::nearness::Nearness;
use super::probe::Probe;
use super::rank::judged;
use super::search::{Promise, Search};
use super::shelf::{Layout, Members, ROOM};
use super::side::Slot;
use super::wanted::Wanted;
use crate::primitive::Id;

/// What is usual before anything was ranked: about what the tenth place reaches among thousands of offers.
const FIRST: f32 = 0.6;
/// About so many requests make up what is usual.
const MEMORY: f32 = 8.0;

/// Ranks request after request with the same settings; keeps its working memory between them.
pub struct Ranker<'a> {
    pub(super) index: &'a Index,
    pub(super) settings: &'a Settings,
    /// Whether a criterion is required: then nothing is sure before the exact values are known.
    pub(super) is_demanding: bool,
    pub(super) layout: Layout,
    pub(super) echoes: Echoes,
    pub(super) contest: Contest,
    pub(super) probe: Probe,
    /// By block of a shelf: the documents whose offers this request has looked at.
    pub(super) seen: Vec<Members>,
    pub(super) nearness: Nearness,
    /// By block of a shelf: what an offer in it can score.
    pub(super) most_in: Vec<f32>,
    /// Those that promise enough.
    pub(super) blocks: Vec<usize>,
    /// By speech: what it adds.
    pub(super) spoken: Vec<f32>,
    /// What the `k`-th of the last requests scored, about.
    pub(super) usual: f32,
    /// Those that cannot reach what was guessed, with what they can score.
    pub(super) put_off: Vec<(f32, Promise)>,
}

impl<'a> Ranker<'a> {
    /// A ranker over all offers of an index.
    pub fn new(index: &'a Index, settings: &'a Settings) -> Self {
        Self::with_shelves(index, settings, ROOM)
    }

    fn with_shelves(index: &'a Index, settings: &'a Settings, room: usize) -> Self {
        let required = |criterion| settings.importances.of(criterion) == Importance::Required;
        Self {
            index,
            settings,
            is_demanding: Criterion::ALL.into_iter().any(required),
            layout: Layout::of(index, settings.as_of.days(), room),
            echoes: Echoes::new(),
            contest: Contest::default(),
            probe: Probe::default(),
            seen: Vec::new(),
            nearness: Nearness::default(),
            most_in: Vec::new(),
            blocks: Vec::new(),
            spoken: Vec::new(),
            usual: FIRST,
            put_off: Vec::new(),
        }
    }

    /// The best `k` offers for a request.
    pub fn rank(&mut self, request: Id, k: usize) -> Vec<Match> {
        let slot = self.index.requests.slot(request);
        slot.map_or_else(Vec::new, |slot| self.rank_at(slot, k))
    }

    /// The best `k` offers for each request, in order of request id.
    pub fn rank_all(&mut self, k: usize) -> Vec<(Id, Vec<Match>)> {
        let index = self.index;
        // By place, where neighbours ask much the same.
        let places = index.requests.rows();
        let mut all: Vec<_> = places.map(|(slot, request)| (request.row.id, self.rank_at(slot, k))).collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        all
    }

    /// The best `k` offers for the request at a place.
    pub(super) fn rank_at(&mut self, slot: Slot, k: usize) -> Vec<Match> {
        let Some(wanted) = Wanted::at(self.index, self.settings, slot) else { return Vec::new() };
        self.rank_wanted(&wanted, k)
    }

    /// The best `k` offers for a request, be it a draft.
    pub(super) fn rank_wanted(&mut self, wanted: &Wanted<'_>, k: usize) -> Vec<Match> {
        let is_live = gates::is_live(&wanted.row.row, self.settings.as_of);
        if k == 0 || !is_live || wanted.row.provided >= wanted.row.needed {
            return Vec::new();
        }
        if wanted.weights.total <= 0.0 {
            let mut all = self.index.matches_of(wanted);
            all.truncate(k);
            return all;
        }
        self.contest.open(k);
        self.probe.lay(self.index, &wanted.concepts, &wanted.words);
        let mut layout = std::mem::take(&mut self.layout);
        self.nearness.turn_to(wanted, self.index, &mut layout);
        let hope = Hope::of(wanted);
        self.spoken.clear();
        self.spoken.extend(self.index.briefs.speeches().iter().map(|speech| hope.language(*speech)));
        let mut search = Search::of(self, wanted, &hope, k);
        for slot in &layout.aside {
            search.look_aside(*slot);
        }
        for shelf in &mut layout.shelves {
            search.look_through(shelf);
        }
        let found = search.end();
        self.layout = layout;
        self.probe.clear(&wanted.concepts, &wanted.words);
        found
    }
}

impl Ranker<'_> {
    /// Keeps in mind what the last place of a request scored.
    pub(super) fn remember(&mut self, least: f64) {
        self.usual += (least.max(0.0) as f32 - self.usual) / MEMORY;
    }

    /// Scores an offer exactly, and takes it in where it is good enough.
    pub(super) fn judge(&self, wanted: &Wanted<'_>, contender: &Contender, best: &mut Best) {
        let Some(offer) = self.index.offers.row(contender.slot) else { return };
        let telling = contender.telling(self.index.docs_of_offer(contender.slot));
        let text = wanted.text_by(telling, |doc| self.probe.similarity(self.index, doc));
        if let Some(found) = judged(wanted, offer, wanted.values_with(offer, text)) {
            best.add(found);
        }
    }
}

#[cfg(test)]
#[path = "best_tests.rs"]
mod tests;
