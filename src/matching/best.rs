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
use super::brief::{Brief, speech};
use super::constants as c;
use super::contest::{Best, Contender, Contest, SLACK, Telling, higher, mark};
use super::echoes::Echoes;
use super::gates;
use super::hope::Hope;
use super::index::Index;
use super::nearness::Nearness;
use super::probe::Probe;
use super::rank::judged;
use super::shelf::{BLOCK, Documents, Layout, Members, ROOM, Shelf};
use super::side::Slot;
use super::wanted::Wanted;
use crate::primitive::Id;

/// What the last place is guessed to reach: so much less than usual. Where that is still too much, [`STEP`] less again.
const LESS: f32 = 0.02;
const STEP: f32 = 0.1;
/// Blocks that promise so much more than what is guessed come first.
const AHEAD: f32 = 0.12;
/// What is usual before anything was ranked: about what the tenth place reaches among thousands of offers.
const FIRST: f32 = 0.6;
/// About so many requests make up what is usual.
const MEMORY: f32 = 8.0;

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
    nearness: Nearness,
    /// By block of a shelf: what an offer in it can score.
    most_in: Vec<f32>,
    /// Those that promise enough.
    blocks: Vec<usize>,
    /// By speech: what it adds.
    spoken: Vec<f32>,
    /// What the `k`-th of the last requests scored, about.
    usual: f32,
    /// Those that cannot reach what was guessed, with what they can score.
    put_off: Vec<(f32, Promise)>,
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
    /// The higher of the two.
    bar: f32,
}

/// What is known of a live offer of a form that fits, before it is looked at.
#[derive(Clone, Copy)]
struct Promise {
    slot: Slot,
    /// Its documents on the shelf.
    documents: Documents,
    /// What its subjects and languages add.
    known: f32,
    /// The most that time, context and commitment can add.
    most_intricate: f32,
    /// Bounds of its text value.
    least_text: f32,
    most_text: f32,
}

impl<'s, 'a, 'w> Search<'s, 'a, 'w> {
    fn of(ranker: &'s mut Ranker<'a>, wanted: &'s Wanted<'w>, hope: &'s Hope, k: usize) -> Self {
        let nothing = f32::NEG_INFINITY;
        Self { ranker, wanted, hope, best: Best::new(k), least: nothing, guess: nothing, bar: nothing }
    }

    /// Scores exactly who is left.
    fn end(mut self) -> Vec<Match> {
        self.ranker.contest.close();
        for contender in self.ranker.contest.contenders() {
            if f64::from(contender.most + SLACK) < self.best.least() {
                break;
            }
            self.ranker.judge(self.wanted, contender, &mut self.best);
        }
        self.ranker.usual += (self.best.least().max(0.0) as f32 - self.ranker.usual) / MEMORY;
        self.best.into_found()
    }

    /// Looks for what may reach the guess, then for less, at last for all that can still matter.
    fn look_through(&mut self, shelf: &mut Shelf) {
        shelf.lay_out(self.ranker.index, self.wanted);
        self.ranker.echoes.read(shelf, self.wanted);
        self.ranker.seen.clear();
        self.ranker.seen.resize(shelf.blocks(), 0);
        shelf.ask(&self.hope.asked);
        self.ranker.echoes.most_in(shelf.subjects(), self.hope, &mut self.ranker.most_in);
        // What cannot reach a guess was put off or passed over: nothing is left where the guess was not too high.
        for less in [LESS, LESS + STEP, f32::INFINITY] {
            self.demand(self.least, self.ranker.usual - less);
            self.look_for(shelf);
            if self.guess <= self.least {
                break;
            }
        }
        self.demand(self.least, f32::NEG_INFINITY);
        self.ranker.put_off.clear();
    }

    fn demand(&mut self, least: f32, guess: f32) {
        (self.least, self.guess) = (least, guess);
        self.bar = higher(least, guess);
    }

    /// Looks at what was put off and into every block, for offers that can score so much; first where most is hoped for.
    fn look_for(&mut self, shelf: &Shelf) {
        let before = self.ranker.put_off.len();
        for at in 0..before {
            let (most, promise) = self.ranker.put_off[at];
            if most < self.bar {
                self.put_off(most, promise);
            } else {
                self.look_at(promise);
            }
        }
        self.ranker.put_off.drain(..before);
        let first = self.guess + AHEAD;
        let mut blocks = std::mem::take(&mut self.ranker.blocks);
        blocks.clear();
        blocks
            .extend((0..).zip(&self.ranker.most_in).filter(|(_, most)| **most >= self.bar).map(|(at, _)| at));
        for is_first in [true, false] {
            for block in &blocks {
                let most = self.ranker.most_in[*block];
                if (most >= first) == is_first && most >= self.bar {
                    self.look_into(shelf, *block);
                }
            }
        }
        self.ranker.blocks = blocks;
    }

    fn put_off(&mut self, most: f32, promise: Promise) {
        if most >= self.least {
            self.ranker.put_off.push((most, promise));
        }
    }

    /// Looks at the offers of a block that may match and can score enough.
    fn look_into(&mut self, shelf: &Shelf, block: usize) {
        let (hope, subject) = (self.hope, self.hope.subject(shelf.subjects()[block]));
        let from = self.ranker.echoes.line_for(hope.least_text(self.bar, subject));
        let (fit, near) = shelf.meeting(block);
        let top = self.ranker.echoes.tops()[block];
        let mut left =
            if near == 0 || top < from { 0 } else { near & self.ranker.echoes.reaching(block, from) };
        // Without a common subject the text must open gate 4.
        let speaking = from.max(self.ranker.echoes.line_for(c::TEXT_GATE as f32));
        if fit != near && top >= speaking {
            left |= fit & !near & self.ranker.echoes.reaching(block, speaking);
        }
        left &= !self.ranker.seen[block];
        while left != 0 {
            let number = block * BLOCK + left.trailing_zeros() as usize;
            left &= left - 1;
            let card = shelf.card(number);
            let spoken = self.ranker.spoken[usize::from(card.speech)];
            let known = hope.subject(self.ranker.nearness.of(card.kind)) + spoken;
            let most_intricate = hope.ceilings.intricate(card.stated);
            let most_but_text = known + hope.ceilings.plain(card.stated) + most_intricate + SLACK;
            let mut most_text = self.ranker.echoes.text(number);
            if most_but_text + hope.text(most_text) < self.bar {
                continue;
            }
            // It may say even more in its other documents, which need no look of their own.
            for number in card.documents.numbers() {
                most_text = higher(most_text, self.ranker.echoes.text(number));
                self.ranker.seen[number / BLOCK] |= 1 << (number % BLOCK);
            }
            left &= !self.ranker.seen[block];
            let least_text = most_text - self.ranker.echoes.spread();
            let (slot, documents) = (card.slot, card.documents);
            self.look_at(Promise { slot, documents, known, most_intricate, least_text, most_text });
        }
    }

    /// A live offer that stands on no shelf.
    fn look_aside(&mut self, slot: Slot) {
        let (hope, index) = (self.hope, self.ranker.index);
        let brief = index.briefs.at(slot);
        if hope.fits(brief) {
            let Some(offer) = index.offers.row(slot) else { return };
            let spoken = hope.language(speech(&offer.row));
            let known = hope.subject(self.ranker.nearness.of(brief.kind)) + spoken;
            let promise = Promise {
                slot,
                documents: Documents::default(),
                known,
                most_intricate: hope.ceilings.highest_intricate(),
                least_text: 0.0,
                most_text: 1.0,
            };
            self.look_at(promise);
        }
    }

    /// What an offer can score: first by what a look tells, then by all.
    fn look_at(&mut self, promise: Promise) {
        let (hope, index) = (self.hope, self.ranker.index);
        let brief = index.briefs.at(promise.slot);
        let plain = promise.known + hope.plain(brief);
        let text = hope.text(promise.most_text) + SLACK;
        let most = plain + promise.most_intricate + text;
        if most < self.bar {
            return self.put_off(most, promise);
        }
        if !hope.passes(&index.facts, brief) {
            return;
        }
        let known = plain + hope.intricate(brief);
        if known + text < self.bar {
            return self.put_off(known + text, promise);
        }
        self.enter(promise, known, brief);
    }

    /// An offer that may be among the best; `known` is what all but its text adds.
    fn enter(&mut self, promise: Promise, known: f32, brief: &Brief) {
        let (hope, slot, gate) = (self.hope, promise.slot, c::TEXT_GATE as f32);
        let shares_subject = hope.shares_subject(brief);
        if !shares_subject && promise.most_text + SLACK < gate {
            return;
        }
        let contender =
            Contender { most: known + hope.text(promise.most_text), slot, telling: self.telling(promise) };
        if self.ranker.is_demanding {
            self.ranker.judge(self.wanted, &contender, &mut self.best);
            self.demand(self.best.least() as f32 - SLACK, self.guess);
            return;
        }
        let speaks = shares_subject || promise.least_text > gate + SLACK;
        let is_sure = speaks && !hope.may_be_own(brief);
        let least = if is_sure { known + hope.text(higher(promise.least_text, 0.0)) } else { 0.0 };
        self.ranker.contest.enter(contender, least);
        self.demand(self.ranker.contest.least(), self.guess);
    }

    /// The documents of an offer that can be the most similar one: only they need an exact look.
    fn telling(&self, promise: Promise) -> Telling {
        let numbers = promise.documents.numbers();
        if numbers.len() < 2 {
            return Telling::MAX;
        }
        let is_low = |number| self.ranker.echoes.text(number) + SLACK < promise.least_text;
        let marks = numbers.enumerate().filter(|(_, number)| !is_low(*number)).map(|(at, _)| mark(at));
        marks.fold(0, |telling, mark| telling | mark)
    }
}

impl Ranker<'_> {
    /// Scores an offer exactly, and takes it in where it is good enough.
    fn judge(&self, wanted: &Wanted<'_>, contender: &Contender, best: &mut Best) {
        let slot = contender.slot;
        let Some(offer) = self.index.offers.row(slot) else { return };
        let docs = self.index.briefs.at(slot).docs().unwrap_or_else(|| self.index.offers.docs(slot));
        let telling = docs.iter().enumerate().filter(|(at, _)| contender.telling & mark(*at) != 0);
        let text = wanted.text_by(telling.map(|(_, doc)| *doc), |doc| self.probe.similarity(self.index, doc));
        if let Some(found) = judged(wanted, offer, wanted.values_with(offer, text)) {
            best.add(found);
        }
    }
}

#[cfg(test)]
#[path = "best_tests.rs"]
mod tests;
