//! The best few of many: the same result as looking at every pair, while looking at few.
//!
//! A request's words give every document of an offer a bound of its text value ([`Echoes`]), its subjects bound what
//! those of a whole block of documents can add, and its forms and sectors say which of them may match at all
//! ([`Blocks`]). A few promising blocks are looked into first, then every block that still has a chance. There,
//! offers are looked at in brief: gates, text and subjects, then the rest ([`Hope`]). That is the score but for the
//! rounding of single precision ([`Contest`]); from the first `k` on, nothing is looked at that cannot reach the
//! `k`-th highest of those. At the end a dozen offers are scored exactly, and the best `k` of them are the answer.

use super::answer::{Criterion, Importance, Match, Settings};
use super::blocks::{BLOCK, Blocks, Prospect};
use super::brief::Brief;
use super::constants as c;
use super::contest::{Best, Contest, SLACK};
use super::echoes::{Echoes, line_for};
use super::gates;
use super::hope::Hope;
use super::index::Index;
use super::probe::Probe;
use super::rank::judged;
use super::side::Slot;
use super::vectors::Doc;
use super::wanted::Wanted;
use crate::primitive::Id;

/// So many blocks are looked into first, the most promising ones, to learn what the last place must reach …
const FIRST: usize = 48;
/// … and of each only the documents that come so near to its highest bound.
const FIRST_SHARE: f32 = 0.85;

/// Ranks request after request with the same settings; keeps its working memory between them.
pub struct Ranker<'a> {
    index: &'a Index,
    settings: &'a Settings,
    /// Whether a criterion is required: then nothing is sure before the exact values are known.
    is_demanding: bool,
    blocks: Blocks,
    prospect: Prospect,
    echoes: Echoes,
    contest: Contest,
    probe: Probe,
    /// By place: the last request for which this offer was looked at.
    seen: Vec<u32>,
    turn: u32,
}

impl<'a> Ranker<'a> {
    /// A ranker over all offers of an index.
    pub fn new(index: &'a Index, settings: &'a Settings) -> Self {
        let required = |criterion| settings.importances.of(criterion) == Importance::Required;
        let blocks = Blocks::of(index, settings.as_of.days());
        Self {
            index,
            settings,
            is_demanding: Criterion::ALL.into_iter().any(required),
            echoes: Echoes::of(blocks.count()),
            blocks,
            prospect: Prospect::default(),
            contest: Contest::default(),
            probe: Probe::default(),
            seen: vec![0; index.offers.places()],
            turn: 0,
        }
    }

    /// The best `k` offers for a request.
    pub fn rank(&mut self, request: Id, k: usize) -> Vec<Match> {
        let slot = self.index.requests.slot(request);
        slot.map_or_else(Vec::new, |slot| self.rank_at(slot, k))
    }

    /// The best `k` offers for each request, in order of request id.
    pub fn rank_all(&mut self, k: usize) -> Vec<(Id, Vec<Match>)> {
        self.index.requests.ids().map(|(id, slot)| (id, self.rank_at(slot, k))).collect()
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
        let hope = Hope::of(wanted);
        self.turn += 1;
        self.contest.open(k);
        let index = self.index;
        self.probe.lay(index, wanted);
        self.echoes.read((&index.concepts, &wanted.concepts), (&index.words, &wanted.words));
        let mut best = Best::new(k);
        self.blocks.prospect(&hope, &self.echoes, &mut self.prospect);
        self.look_into_blocks(wanted, &hope, &mut best);
        self.look_at_silent(wanted, &hope, &mut best);
        for (most, slot) in self.contest.close() {
            if f64::from(most + SLACK) < best.least() {
                break;
            }
            judge(index, &self.probe, wanted, *slot, &mut best);
        }
        self.probe.clear(wanted);
        best.into_found()
    }

    /// What an offer must be able to score to be looked at any further.
    fn least(&self, best: &Best) -> f32 {
        self.contest.least().max(best.least() as f32 - SLACK)
    }

    /// The blocks with the highest bounds, then all that can still matter.
    fn look_into_blocks(&mut self, wanted: &Wanted<'_>, hope: &Hope, best: &mut Best) {
        let promising = self.prospect.promise_of_best(FIRST);
        for block in 0..self.blocks.count() {
            if self.prospect.promise[block] >= promising {
                self.look_into(block, FIRST_SHARE * self.echoes.top(block), wanted, hope, best);
            }
        }
        for block in 0..self.blocks.count() {
            self.look_into(block, 0.0, wanted, hope, best);
        }
    }

    /// Looks at the offers of a block that may match and can score enough, with texts from this line on.
    fn look_into(&mut self, block: usize, from: f32, wanted: &Wanted<'_>, hope: &Hope, best: &mut Best) {
        let (fit, near) = (self.prospect.fit[block], self.prospect.near[block]);
        if fit == 0 {
            return;
        }
        let needed = line_for(hope.least_text(self.least(best), self.prospect.subject[block]));
        let from = from.max(needed);
        if self.echoes.top(block) < from {
            return;
        }
        let mut left = fit & near & self.echoes.reaching(block, from);
        // Without a common subject the text must open gate 4.
        let speaking = from.max(line_for(c::TEXT_GATE as f32));
        if fit & !near != 0 && self.echoes.top(block) >= speaking {
            left |= fit & !near & self.echoes.reaching(block, speaking);
        }
        self.prospect.fit[block] &= !left;
        while left != 0 {
            let doc = block * BLOCK + left.trailing_zeros() as usize;
            left &= left - 1;
            self.look_at_doc(wanted, hope, doc as Doc, best);
        }
    }

    fn look_at_doc(&mut self, wanted: &Wanted<'_>, hope: &Hope, doc: Doc, best: &mut Best) {
        let index = self.index;
        let slot = self.blocks.owner(doc);
        if self.seen[slot as usize] == self.turn {
            return;
        }
        self.seen[slot as usize] = self.turn;
        let brief = index.briefs.at(slot);
        if !hope.passes(&index.facts, brief) {
            return;
        }
        let docs = brief.docs().unwrap_or_else(|| index.offers.docs(slot));
        let text = docs.iter().map(|doc| Hope::similarity(self.echoes.cosines(*doc))).fold(0.0, f32::max);
        self.look_at(wanted, hope, slot, text, hope.subject(index.kinds.codes(brief.kind)), best);
    }

    /// Offers without terms: their text has the neutral value.
    fn look_at_silent(&mut self, wanted: &Wanted<'_>, hope: &Hope, best: &mut Best) {
        let index = self.index;
        for at in 0..self.blocks.silent().len() {
            let slot = self.blocks.silent()[at];
            let brief = index.briefs.at(slot);
            if self.seen[slot as usize] != self.turn && hope.passes(&index.facts, brief) {
                self.seen[slot as usize] = self.turn;
                let subject = hope.subject(index.kinds.codes(brief.kind));
                self.look_at(wanted, hope, slot, c::NEUTRAL_TEXT as f32, subject, best);
            }
        }
    }

    /// An offer that passes the gates which need no text, with its text value and what its subjects add: what it can
    /// score.
    fn look_at(
        &mut self,
        wanted: &Wanted<'_>,
        hope: &Hope,
        slot: Slot,
        text: f32,
        subject: f32,
        best: &mut Best,
    ) {
        let brief: &Brief = self.index.briefs.at(slot);
        let gate = c::TEXT_GATE as f32;
        let shares = hope.shares_subject(brief);
        let known = subject + hope.text(text);
        if (!shares && text + SLACK < gate) || known + hope.highest_rest + SLACK < self.least(best) {
            return;
        }
        let most = known + hope.rest(brief, self.index.briefs.tongues(slot));
        if self.is_demanding {
            if most + SLACK >= self.least(best) {
                judge(self.index, &self.probe, wanted, slot, best);
            }
            return;
        }
        if self.contest.admits(most) {
            let is_sure = !hope.may_be_own(brief) && (shares || text - SLACK >= gate);
            self.contest.enter(slot, most, is_sure.then_some(most));
        }
    }
}

/// Scores a pair exactly, and takes it in where it is good enough.
fn judge(index: &Index, probe: &Probe, wanted: &Wanted<'_>, slot: Slot, best: &mut Best) {
    let Some(offer) = index.offers.row(slot) else { return };
    let text = wanted.text_by(index.offers.docs(slot), |doc| probe.similarity(index, doc));
    if let Some(found) = judged(wanted, offer, wanted.values_with(offer, text)) {
        best.add(found);
    }
}
