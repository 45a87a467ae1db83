//! The best few of many: the same result as looking at every pair, while looking at few.
//!
//! A request's words lead to the documents of offers that share some ([`Echoes`]), each with a bound of its text
//! value. From the highest bounds down, offers are looked at in brief: gates, text and subjects, then the rest
//! ([`Hope`]). That is the score but for the rounding of single precision ([`Contest`]); from the first `k` on, nothing
//! is looked at that cannot reach the `k`-th highest of those. Offers that share no word follow kind by kind, where
//! they have a chance at all. At the end a dozen offers are scored exactly, and the best `k` of them are the answer.

use super::answer::{Criterion, Importance, Match, Settings};
use super::brief::Brief;
use super::constants as c;
use super::contest::{Best, Contest, SLACK};
use super::echoes::{Echoes, line_for};
use super::gates;
use super::hope::Hope;
use super::index::Index;
use super::kinds::Kind;
use super::side::Slot;
use super::vectors::Doc;
use super::wanted::Wanted;
use crate::primitive::Id;

/// So many documents for each place to fill are looked at first, to learn what the last place must reach: one in
/// three or four passes the gates.
const FIRST: usize = 4;
/// Where that was not enough, so many times as many.
const MORE: usize = 4;

/// Ranks request after request with the same settings; keeps its working memory between them.
pub struct Ranker<'a> {
    index: &'a Index,
    settings: &'a Settings,
    /// Whether a criterion is required: then nothing is sure before the exact values are known.
    is_demanding: bool,
    echoes: Echoes,
    contest: Contest,
    /// By place: the last request for which this offer was looked at.
    seen: Vec<u32>,
    turn: u32,
}

impl<'a> Ranker<'a> {
    /// A ranker over all offers of an index.
    pub fn new(index: &'a Index, settings: &'a Settings) -> Self {
        let required = |criterion| settings.importances.of(criterion) == Importance::Required;
        Self {
            index,
            settings,
            is_demanding: Criterion::ALL.into_iter().any(required),
            echoes: Echoes::of(index, settings.as_of.days()),
            contest: Contest::default(),
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
        self.echoes.read((&index.concepts, &wanted.concepts), (&index.words, &wanted.words));
        let mut best = Best::new(k);
        self.look_at_echoes(wanted, &hope, k, &mut best);
        self.look_at_others(wanted, &hope, &mut best);
        for (most, slot) in self.contest.close() {
            if f64::from(most + SLACK) < best.least() {
                break;
            }
            judge(self.index, wanted, *slot, &mut best);
        }
        best.into_found()
    }

    /// What an offer must be able to score to be looked at any further.
    fn least(&self, best: &Best) -> f32 {
        self.contest.least().max(best.least() as f32 - SLACK)
    }

    /// Documents that share a term with the request: those with the highest bounds, then all that can still matter.
    fn look_at_echoes(&mut self, wanted: &Wanted<'_>, hope: &Hope, k: usize, best: &mut Best) {
        let mut many = FIRST.saturating_mul(k);
        loop {
            let needed = line_for(hope.least_text(self.least(best)));
            let from = self.echoes.line_of_best(many).max(needed);
            let mut echoes = std::mem::take(&mut self.echoes);
            echoes.take(from, hope.asked);
            for doc in echoes.taken() {
                self.look_at_doc(wanted, hope, &echoes, *doc, best);
            }
            self.echoes = echoes;
            if from <= needed {
                return;
            }
            many = many.saturating_mul(MORE);
        }
    }

    fn look_at_doc(&mut self, wanted: &Wanted<'_>, hope: &Hope, echoes: &Echoes, doc: Doc, best: &mut Best) {
        let index = self.index;
        let slot = echoes.owner(doc);
        if self.seen[slot as usize] == self.turn {
            return;
        }
        self.seen[slot as usize] = self.turn;
        let brief = index.briefs.at(slot);
        if !hope.passes(&index.facts, brief) {
            return;
        }
        let docs = brief.docs().unwrap_or_else(|| index.offers.docs(slot));
        let text = docs.iter().map(|doc| Hope::similarity(echoes.cosines(*doc))).fold(0.0, f32::max);
        self.look_at(wanted, hope, slot, text, hope.subject(&index.kinds, brief.kind), best);
    }

    /// Offers that share no term. Without a text value gate 4 asks for a common subject.
    fn look_at_others(&mut self, wanted: &Wanted<'_>, hope: &Hope, best: &mut Best) {
        // Of an offer without terms the value is the neutral one; there are few.
        if hope.least_text(self.least(best)) > c::NEUTRAL_TEXT as f32 + SLACK {
            return;
        }
        let echoes = std::mem::take(&mut self.echoes);
        for slot in echoes.silent() {
            let subject = hope.subject(&self.index.kinds, self.index.kinds.of(*slot));
            self.look_at_other(wanted, hope, *slot, c::NEUTRAL_TEXT as f32, subject, best);
        }
        self.look_at_kinds(wanted, hope, &echoes, best);
        self.echoes = echoes;
    }

    /// Offers with terms that share none, kind by kind.
    fn look_at_kinds(&mut self, wanted: &Wanted<'_>, hope: &Hope, echoes: &Echoes, best: &mut Best) {
        if hope.least_text(self.least(best)) > SLACK {
            return;
        }
        let index = self.index;
        for kind in 0..index.kinds.count() {
            let kind = kind as Kind;
            let subject = hope.subject(&index.kinds, kind);
            if subject + hope.highest_rest + SLACK < self.least(best) {
                continue;
            }
            for slot in index.kinds.members(kind) {
                if echoes.may_match_by_subject(*slot, hope.asked) {
                    self.look_at_other(wanted, hope, *slot, 0.0, subject, best);
                }
            }
        }
    }

    fn look_at_other(
        &mut self,
        wanted: &Wanted<'_>,
        hope: &Hope,
        slot: Slot,
        text: f32,
        subject: f32,
        best: &mut Best,
    ) {
        let index = self.index;
        if self.seen[slot as usize] != self.turn && hope.passes(&index.facts, index.briefs.at(slot)) {
            self.seen[slot as usize] = self.turn;
            self.look_at(wanted, hope, slot, text, subject, best);
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
                judge(self.index, wanted, slot, best);
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
fn judge(index: &Index, wanted: &Wanted<'_>, slot: Slot, best: &mut Best) {
    let Some(offer) = index.offers.row(slot) else { return };
    if let Some(found) = super::rank::one(wanted, offer, index.offers.docs(slot)) {
        best.add(found);
    }
}
