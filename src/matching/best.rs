//! The best few of many: the same result as looking at every pair, while looking at few.
//!
//! Live offers stand on shelves, in blocks ([`Layout`]). A request's words give every document a bound of its text
//! value ([`Echoes`]), the nearest subject in a block bounds what those of its offers can add, and its forms and
//! sectors say which of them may match at all. What the last place must reach is guessed first, from the request
//! before: neighbours ask much the same. Only what can reach the guess is looked at, in brief: gates, subjects, the
//! rest ([`Hope`]), and the text exactly where that is still enough. This gives the score but for the rounding of
//! single precision ([`Contest`]); from the first `k` on, nothing is looked at that cannot reach the `k`-th highest of
//! those. Where fewer reach the guess it was too high, and the search goes on with less: a guess never changes the
//! answer. At the end a dozen offers are scored exactly, and the best `k` of them are the answer.

use super::answer::{Criterion, Importance, Match, Settings, State};
use super::brief::Brief;
use super::constants as c;
use super::contest::{Best, Contender, Contest, SLACK};
use super::criteria::Value;
use super::echoes::Echoes;
use super::gates;
use super::hope::Hope;
use super::index::Index;
use super::probe::Probe;
use super::rank::judged;
use super::shelf::{BLOCK, Layout, Members, ROOM, Shelf};
use super::side::Slot;
use super::wanted::Wanted;
use crate::primitive::Id;

/// What the request before had to reach is the first guess of what this one must; so much less is the second.
const STEP: f32 = 0.08;

/// Ranks request after request with the same settings; keeps its working memory between them.
pub struct Ranker<'a> {
    index: &'a Index,
    settings: &'a Settings,
    /// Whether a criterion is required: then nothing is sure before the exact values are known.
    is_demanding: bool,
    layout: Layout,
    echoes: Echoes,
    contest: Contest,
    probe: Probe,
    /// By block of a shelf: the documents whose offers this request has looked at.
    seen: Vec<Members>,
    /// What the `k`-th of the last request scored.
    last: f32,
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
            last: 0.0,
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
        let hope = Hope::of(wanted);
        let mut search = Search::of(self, wanted, &hope, k);
        for slot in &layout.aside {
            search.look_at(*slot, 1.0);
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

/// One request on its way.
struct Search<'s, 'a, 'w> {
    ranker: &'s mut Ranker<'a>,
    wanted: &'s Wanted<'w>,
    hope: &'s Hope,
    best: Best,
    /// What an offer must be able to score to be looked at any further.
    least: f32,
    /// What the last place may have to reach: what cannot reach it is put off.
    guess: f32,
    put_off: Vec<PutOff>,
}

/// An offer that was looked at and cannot reach what was guessed.
#[derive(Clone, Copy)]
struct PutOff {
    slot: Slot,
    /// What all but its text adds.
    known: f32,
    /// Bound of its text value.
    most_text: f32,
}

impl<'s, 'a, 'w> Search<'s, 'a, 'w> {
    fn of(ranker: &'s mut Ranker<'a>, wanted: &'s Wanted<'w>, hope: &'s Hope, k: usize) -> Self {
        let nothing = f32::NEG_INFINITY;
        Self { ranker, wanted, hope, best: Best::new(k), least: nothing, guess: nothing, put_off: Vec::new() }
    }

    /// Scores exactly who is left.
    fn end(mut self) -> Vec<Match> {
        for contender in self.ranker.contest.close() {
            if f64::from(contender.most + SLACK) < self.best.least() {
                break;
            }
            judge(self.ranker.index, self.wanted, contender.slot, contender.text, &mut self.best);
        }
        self.ranker.last = self.best.least().max(0.0) as f32;
        self.best.into_found()
    }

    /// Looks for what may reach the guess, then for less, at last for all that can still matter.
    fn look_through(&mut self, shelf: &mut Shelf) {
        shelf.lay(self.ranker.index, &self.wanted.concepts, &self.wanted.words);
        self.ranker.echoes.read(shelf, self.wanted);
        self.ranker.seen.clear();
        self.ranker.seen.resize(shelf.blocks(), 0);
        let guesses = [0.0, STEP].map(|less| self.ranker.last - less);
        // What cannot reach a guess was put off or passed over: nothing is left where the guess was not too high.
        for guess in guesses.into_iter().chain([f32::NEG_INFINITY]) {
            self.look_for(guess, shelf);
            if guess <= self.least {
                break;
            }
        }
        self.guess = f32::NEG_INFINITY;
        self.put_off.clear();
    }

    /// Looks at what was put off and into every block, for offers that can score so much.
    fn look_for(&mut self, guess: f32, shelf: &Shelf) {
        self.guess = guess;
        let before = self.put_off.len();
        for at in 0..before {
            let PutOff { slot, known, most_text } = self.put_off[at];
            self.look_closer(slot, known, most_text);
        }
        self.put_off.drain(..before);
        let (mut from, mut least) = (self.line_with_subject(), self.least);
        for block in 0..shelf.blocks() {
            let top = self.ranker.echoes.tops()[block];
            if top >= from {
                self.look_into(shelf, block, top);
            }
            if self.least > least {
                (from, least) = (self.line_with_subject(), self.least);
            }
        }
    }

    /// The line a document needs where its offer has every subject.
    fn line_with_subject(&self) -> u32 {
        let bar = self.least.max(self.guess);
        self.ranker.echoes.line_for(self.hope.least_text(bar, self.hope.highest_subject()))
    }

    /// Looks at the offers of a block that may match and can score enough.
    fn look_into(&mut self, shelf: &Shelf, block: usize, top: u32) {
        let (hope, bar) = (self.hope, self.least.max(self.guess));
        let from = self.ranker.echoes.line_for(hope.least_text(bar, shelf.subject(block, hope)));
        if top < from {
            return;
        }
        let (fit, near) = shelf.meeting(block, &hope.asked);
        let mut left = if near == 0 { 0 } else { near & self.ranker.echoes.reaching(block, from) };
        // Without a common subject the text must open gate 4.
        let speaking = from.max(self.ranker.echoes.line_for(c::TEXT_GATE as f32));
        if fit != near && top >= speaking {
            left |= fit & !near & self.ranker.echoes.reaching(block, speaking);
        }
        left &= !self.ranker.seen[block];
        while left != 0 {
            let card = shelf.card(block * BLOCK + left.trailing_zeros() as usize);
            let mut line = 0;
            for number in card.documents() {
                line = line.max(self.ranker.echoes.line(number));
                self.ranker.seen[number / BLOCK] |= 1 << (number % BLOCK);
            }
            left &= !self.ranker.seen[block];
            self.look_at(card.slot, self.ranker.echoes.most_text(line));
        }
    }

    /// A live offer, and a bound of its text value: what it can score. Each is looked at once.
    fn look_at(&mut self, slot: Slot, most_text: f32) {
        let (hope, index) = (self.hope, self.ranker.index);
        let brief: &Brief = index.briefs.at(slot);
        if !hope.passes(&index.facts, brief) {
            return;
        }
        let known = hope.subject(index.kinds.codes(brief.kind));
        if known + hope.text(most_text) + hope.highest_rest + SLACK < self.least {
            return;
        }
        self.look_closer(slot, known + hope.rest(brief, index.briefs.tongues(slot)), most_text);
    }

    /// An offer of which only the text is still to be known.
    fn look_closer(&mut self, slot: Slot, known: f32, most_text: f32) {
        let (hope, index) = (self.hope, self.ranker.index);
        let most = known + hope.text(most_text) + SLACK;
        if most < self.least {
            return;
        }
        if most < self.guess {
            self.put_off.push(PutOff { slot, known, most_text });
            return;
        }
        let brief = index.briefs.at(slot);
        let docs = brief.docs().unwrap_or_else(|| index.offers.docs(slot));
        let text = self.wanted.text_by(docs, |doc| self.ranker.probe.similarity(index, doc));
        self.enter(slot, known + hope.text(text.1 as f32), text, brief);
    }

    fn enter(&mut self, slot: Slot, most: f32, text: Value, brief: &Brief) {
        let speaks = text.0 == State::Stated && text.1 >= c::TEXT_GATE;
        if (!speaks && !self.hope.shares_subject(brief)) || most + SLACK < self.least {
            return;
        }
        if self.ranker.is_demanding {
            judge(self.ranker.index, self.wanted, slot, text, &mut self.best);
            self.least = self.best.least() as f32 - SLACK;
        } else {
            let is_sure = !self.hope.may_be_own(brief);
            self.ranker.contest.enter(Contender { most, slot, text }, is_sure);
            self.least = self.ranker.contest.least();
        }
    }
}

/// Scores a pair exactly, its text value known, and takes it in where it is good enough.
fn judge(index: &Index, wanted: &Wanted<'_>, slot: Slot, text: Value, best: &mut Best) {
    let Some(offer) = index.offers.row(slot) else { return };
    if let Some(found) = judged(wanted, offer, wanted.values_with(offer, text)) {
        best.add(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::read_catalog;
    use crate::primitive::Date;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn the_best_few_do_not_depend_on_how_much_room_a_shelf_has() {
        let catalog = read_catalog(include_bytes!("../../tests/graded/catalog-a.json")).catalog.unwrap();
        let index = Index::build(&catalog, Vocabulary::carried());
        let settings = Settings::on("2026-11-22".parse::<Date>().unwrap());
        // Room for hardly an offer (those with parts stand aside), for a few, for less than a block, for all.
        for room in [1, 3, 50, ROOM] {
            let mut ranker = Ranker::with_shelves(&index, &settings, room);
            let (shelves, aside) = (ranker.layout.shelves.len(), ranker.layout.aside.len());
            assert!(
                (shelves > 1) == (room < ROOM) && (aside > 0) == (room == 1),
                "{room}: {shelves}, {aside}"
            );
            for (request, found) in ranker.rank_all(5) {
                let mut all = index.all_matches(request, &settings);
                all.truncate(5);
                assert_eq!(found, all, "room for {room}");
            }
        }
    }
}
