//! One request on its way to its best few: blocks, then offers, then briefs, each only as long as it can reach enough.

use super::ahead;
use super::answer::Match;
use super::best::Ranker;
use super::brief::{Brief, speech};
use super::constants as c;
use super::contest::{Best, Contender, SLACK, Telling, higher, mark};
use super::hope::Hope;
use super::shelf::{BLOCK, Documents, Shelf};
use super::side::Slot;
use super::wanted::Wanted;

/// What the last place is guessed to reach: so much less than usual. Where that is still too much, [`STEP`] less again.
const LESS: f32 = 0.02;
const STEP: f32 = 0.1;
/// Blocks that promise so much more than what is guessed come first.
const AHEAD: f32 = 0.12;

/// One request on its way.
pub struct Search<'s, 'a, 'w> {
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
    /// The line of a text that opens gate 4.
    gate: u16,
    /// The offer that is looked at next.
    waiting: Option<Promise>,
}

/// What is known of a live offer of a form that fits, before it is looked at.
#[derive(Clone, Copy)]
pub struct Promise {
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
    /// The way of a request through all offers, of which it wants the best `k`.
    pub fn of(ranker: &'s mut Ranker<'a>, wanted: &'s Wanted<'w>, hope: &'s Hope, k: usize) -> Self {
        let nothing = f32::NEG_INFINITY;
        let gate = ranker.echoes.line_for(c::TEXT_GATE as f32);
        Self {
            ranker,
            wanted,
            hope,
            best: Best::new(k),
            least: nothing,
            guess: nothing,
            bar: nothing,
            gate,
            waiting: None,
        }
    }

    /// Scores exactly who is left.
    pub fn end(mut self) -> Vec<Match> {
        self.ranker.contest.close();
        ahead::of_contenders(self.ranker.index, self.ranker.contest.contenders(), self.best.room());
        for contender in self.ranker.contest.contenders() {
            if f64::from(contender.most + SLACK) < self.best.least() {
                break;
            }
            self.ranker.judge(self.wanted, contender, &mut self.best);
        }
        self.ranker.remember(self.best.least());
        self.best.into_found()
    }

    /// Looks for what may reach the guess, then for less, at last for all that can still matter.
    pub fn look_through(&mut self, shelf: &mut Shelf) {
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
        let mut blocks = std::mem::take(&mut self.ranker.blocks);
        let many = self.choose(&mut blocks);
        for block in &blocks[..many] {
            if self.ranker.most_in[*block] >= self.bar {
                self.look_into(shelf, *block);
            }
        }
        self.ranker.blocks = blocks;
        if let Some(last) = self.waiting.take() {
            self.look_at(last);
        }
    }

    /// The blocks that promise enough, those far ahead first; says how many there are.
    ///
    /// Which they are no branch could foretell: each is written as both, and written over where it is not.
    fn choose(&self, blocks: &mut Vec<usize>) -> usize {
        let (all, ahead) = (&self.ranker.most_in, self.guess + AHEAD);
        blocks.clear();
        blocks.resize(2 * all.len(), 0);
        let (firsts, others) = blocks.split_at_mut(all.len());
        let (mut many_first, mut many_others) = (0, 0);
        for (block, most) in all.iter().enumerate() {
            (firsts[many_first], others[many_others]) = (block, block);
            let is_ahead = *most >= ahead;
            many_first += usize::from(is_ahead);
            many_others += usize::from(*most >= self.bar && !is_ahead);
        }
        blocks.copy_within(all.len()..all.len() + many_others, many_first);
        many_first + many_others
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
        if top < from {
            return;
        }
        let mut left = near & self.ranker.echoes.reaching(block, from);
        // Without a common subject the text must open gate 4.
        let speaking = from.max(self.gate);
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
            for number in card.documents().numbers() {
                most_text = higher(most_text, self.ranker.echoes.text(number));
                self.ranker.seen[number / BLOCK] |= 1 << (number % BLOCK);
            }
            left &= !self.ranker.seen[block];
            let least_text = most_text - self.ranker.echoes.spread();
            let (slot, documents) = (card.slot, card.documents());
            self.wait(Promise { slot, documents, known, most_intricate, least_text, most_text });
        }
    }

    /// Looks at an offer when the next one comes: until then its brief is on its way.
    fn wait(&mut self, promise: Promise) {
        ahead::of_brief(self.ranker.index, promise.slot);
        if let Some(before) = self.waiting.replace(promise) {
            self.look_at(before);
        }
    }

    /// A live offer that stands on no shelf.
    pub fn look_aside(&mut self, slot: Slot) {
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
