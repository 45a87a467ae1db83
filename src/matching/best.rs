//! The best few of many: the same result as looking at every pair, while looking at few.
//!
//! For a request, the postings of its terms give every document that shares one with it a bound of its text value:
//! first a straight line above the curve of the text criterion, which costs two multiplications, and only
//! where that could still matter the curve itself. Terms that are frequent and light are not read at all: what they
//! could add at most is added to every bound. The other criteria are bounded by the subject value of the offer's
//! kind (exact, computed once for all offers with the same subjects) and by the most the rest could be. The
//! documents with the highest bounds are looked at first; from then on nothing is looked at that cannot reach the `k`-th
//! best found. Offers that share no term with the request are passed over kind by kind.

use super::answer::{Criterion, Match, Settings, State};
use super::constants as c;
use super::criteria::{Value, Values, commitment, text, values};
use super::facts::Node;
use super::gates;
use super::index::Index;
use super::rank::by_score;
use super::rows::OfferRow;
use super::side::Slot;
use super::vectors::{Doc, Space, Vector};
use super::wanted::Wanted;
use crate::primitive::Id;

/// Bounds are kept in single precision: this much more than any rounding there can take away.
const SLACK: f64 = 1e-4;
/// Bounds of texts are sorted roughly, into this many steps from 0 to 1.
const STEPS: usize = 256;
/// So many documents for each place to fill are looked at first, to learn what the last place must reach.
const FIRST: usize = 3;
/// Terms are left unread while together they could add no more than this to a cosine: worth a few hundredths of
/// the text value, while the lists left unread are the longest.
const UNREAD: f32 = 0.02;

/// Ranks request after request with the same settings; keeps its working memory between them.
pub struct Ranker<'a> {
    index: &'a Index,
    settings: &'a Settings,
    /// By place: whether the offer is open, has not lapsed and has a place left.
    live: Vec<bool>,
    /// Whether some offer has no terms, so that its text value is the neutral one.
    has_silent: bool,
    /// By document: what the terms read so far add to its cosines of concepts and of words.
    sums: Vec<[f32; 2]>,
    touched: Vec<Doc>,
    /// By place: the last request that was done with this offer.
    done: Vec<u32>,
    turn: u32,
    /// The subject values of all kinds for these wanted subjects, and the highest of them.
    subjects: Vec<Value>,
    highest_subject: f64,
    subjects_for: Option<Vec<(Node, f64)>>,
}

/// The best found so far.
struct Best {
    k: usize,
    found: Vec<Match>,
}

impl Best {
    fn new(k: usize) -> Self {
        Self { k, found: Vec::with_capacity(k + 1) }
    }

    /// What a score must reach to be among them.
    fn least(&self) -> f64 {
        if self.found.len() < self.k { f64::NEG_INFINITY } else { self.found[self.k - 1].score }
    }

    fn add(&mut self, new: Match) {
        let order = |old: &Match| by_score((old.score, old.offer), (new.score, new.offer)).is_lt();
        let at = self.found.partition_point(order);
        if at < self.k {
            self.found.truncate(self.k - 1);
            self.found.insert(at, new);
        }
    }
}

impl<'a> Ranker<'a> {
    /// A ranker over all offers of an index.
    pub fn new(index: &'a Index, settings: &'a Settings) -> Self {
        let places = index.offers.places();
        let mut live = vec![false; places];
        for (slot, offer) in index.offers.rows() {
            live[slot as usize] = gates::is_live(&offer.row, settings.as_of) && offer.used < offer.capacity;
        }
        let has_silent = index.offers.rows().any(|(slot, _)| !index.has_terms(index.offers.docs(slot)));
        Self {
            index,
            settings,
            live,
            has_silent,
            sums: vec![[0.0; 2]; index.owners.len()],
            touched: Vec::new(),
            done: vec![0; places],
            turn: 0,
            subjects: Vec::new(),
            highest_subject: 0.0,
            subjects_for: None,
        }
    }

    /// The best `k` offers for a request.
    pub fn rank(&mut self, request: Id, k: usize) -> Vec<Match> {
        let slot = self.index.requests.slot(request);
        slot.map_or_else(Vec::new, |slot| self.rank_at(slot, k))
    }

    /// The best `k` offers for each request, in order of request id.
    pub fn rank_all(&mut self, k: usize) -> Vec<(Id, Vec<Match>)> {
        let mut slots: Vec<(Id, Slot)> = self.index.requests.ids().collect();
        // Requests with the same subjects one after the other: their subject values are computed once.
        let nodes = |slot: Slot| self.index.requests.row(slot).map(|request| request.row.nodes.as_slice());
        slots.sort_by(|a, b| nodes(a.1).cmp(&nodes(b.1)).then(a.0.cmp(&b.0)));
        let mut all: Vec<(Id, Vec<Match>)> =
            slots.into_iter().map(|(id, slot)| (id, self.rank_at(slot, k))).collect();
        all.sort_by_key(|(id, _)| *id);
        all
    }

    /// The best `k` offers for the request at a place.
    pub(super) fn rank_at(&mut self, slot: Slot, k: usize) -> Vec<Match> {
        let Some(wanted) = Wanted::at(self.index, self.settings, slot) else { return Vec::new() };
        let is_live = gates::is_live(&wanted.row.row, self.settings.as_of);
        if k == 0 || !is_live || wanted.row.provided >= wanted.row.needed {
            return Vec::new();
        }
        if wanted.weights.total <= 0.0 {
            let mut all = self.index.matches_of(&wanted);
            all.truncate(k);
            return all;
        }
        self.turn += 1;
        self.set_subjects(&wanted);
        let unread = self.read_postings(&wanted);
        let most = Most::of(&wanted);
        let mut best = Best::new(k);
        self.look_at_touched(&wanted, most, unread, &mut best);
        self.look_at_others(&wanted, most, unread, &mut best);
        best.found
    }

    fn set_subjects(&mut self, wanted: &Wanted<'_>) {
        if self.subjects_for.as_ref() == Some(&wanted.nodes) {
            return;
        }
        self.subjects.clear();
        self.subjects.extend(self.index.kinds.nodes().iter().map(|nodes| wanted.subject(nodes)));
        self.highest_subject = self.subjects.iter().map(|(_, value)| *value).fold(0.0, f64::max);
        self.subjects_for = Some(wanted.nodes.clone());
    }

    /// Adds up the postings of the request's terms; returns what the terms left unread could add.
    fn read_postings(&mut self, wanted: &Wanted<'_>) -> [f32; 2] {
        let spaces = [(&self.index.concepts, &wanted.concepts), (&self.index.words, &wanted.words)];
        let mut unread = [0.0; 2];
        for (at, (space, vector)) in spaces.into_iter().enumerate() {
            let (terms, left) = terms_to_read(space, vector);
            unread[at] = left;
            for (term, weight) in terms {
                for (doc, posted) in space.postings(term) {
                    let sums = &mut self.sums[*doc as usize];
                    if sums[0] == 0.0 && sums[1] == 0.0 {
                        self.touched.push(*doc);
                    }
                    sums[at] += weight * posted;
                }
            }
        }
        unread
    }

    /// Documents that share a term with the request: those with the highest bounds, then all that can still matter.
    fn look_at_touched(&mut self, wanted: &Wanted<'_>, most: Most, unread: [f32; 2], best: &mut Best) {
        let mut touched = std::mem::take(&mut self.touched);
        let mut steps = [0_usize; STEPS];
        for doc in &touched {
            let sums = &mut self.sums[*doc as usize];
            *sums = [sums[0] + unread[0], sums[1] + unread[1]];
            steps[step(line(*sums))] += 1;
        }
        let mut cut = STEPS - 1;
        let mut above = steps[cut];
        while cut > 0 && above < FIRST * best.k {
            cut -= 1;
            above += steps[cut];
        }
        for doc in &touched {
            if step(line(self.sums[*doc as usize])) >= cut {
                self.look_at_doc(wanted, most, *doc, best);
            }
        }
        let least = most.least_text(self.highest_subject, best.least() - SLACK) as f32;
        for doc in touched.drain(..) {
            let bound = line(self.sums[doc as usize]);
            if bound >= least && step(bound) < cut {
                self.look_at_doc(wanted, most, doc, best);
            }
            self.sums[doc as usize] = [0.0; 2];
        }
        self.touched = touched;
    }

    fn look_at_doc(&mut self, wanted: &Wanted<'_>, most: Most, doc: Doc, best: &mut Best) {
        let slot = self.index.owners[doc as usize];
        if !self.live[slot as usize] || self.done[slot as usize] == self.turn {
            return;
        }
        let [concepts, words] = self.sums[doc as usize];
        let text = text::similarity(f64::from(concepts), f64::from(words));
        let subject = self.subjects[self.index.kinds.of(slot) as usize].1;
        if most.bound(subject, text) + SLACK >= best.least() {
            self.look_at(wanted, slot, text, best);
        }
    }

    /// Offers that share no term that was read, kind by kind.
    fn look_at_others(&mut self, wanted: &Wanted<'_>, most: Most, unread: [f32; 2], best: &mut Best) {
        let silent = if self.has_silent { c::NEUTRAL_TEXT } else { 0.0 };
        let text = text::similarity(f64::from(unread[0]), f64::from(unread[1])).max(silent);
        // The kinds with the best subjects first: they raise what the others must reach.
        for first in [true, false] {
            for kind in 0..self.subjects.len() {
                let subject = self.subjects[kind].1;
                let is_best = subject >= self.highest_subject;
                if is_best != first || most.bound(subject, text) + SLACK < best.least() {
                    continue;
                }
                for slot in self.index.kinds.members(kind as u32) {
                    if self.live[*slot as usize] && self.done[*slot as usize] != self.turn {
                        self.look_at(wanted, *slot, text, best);
                    }
                }
            }
        }
    }

    /// Judges one offer whose text value is at most `text`: cheap gates, cheap criteria, and the exact text only
    /// where it can still matter.
    fn look_at(&mut self, wanted: &Wanted<'_>, slot: Slot, text: f64, best: &mut Best) {
        let Some(offer) = self.index.offers.row(slot) else { return };
        let pair = wanted.pair(offer);
        let passes = gates::form(pair)
            && gates::parties(pair, self.settings)
            && gates::overlaps(&self.index.facts, pair);
        if !passes {
            self.done[slot as usize] = self.turn;
            return;
        }
        if !gates::shares_subject(pair) && text + SLACK < c::TEXT_GATE {
            return;
        }
        let subject = self.subjects[self.index.kinds.of(slot) as usize];
        let mut values = values(pair, subject, (State::Stated, text));
        if wanted.weights.score(&values) + SLACK < best.least() {
            return;
        }
        self.done[slot as usize] = self.turn;
        values.0[Criterion::Text.index()] = wanted.text(self.index.offers.docs(slot));
        self.judge(wanted, offer, &values, best);
    }

    fn judge(&self, wanted: &Wanted<'_>, offer: &OfferRow, values: &Values, best: &mut Best) {
        if wanted.failed(offer, values) != 0 {
            return;
        }
        let score = wanted.weights.score(values);
        let band = wanted.weights.band(values, score);
        best.add(Match { request: wanted.row.row.id, offer: offer.row.id, score, band });
    }
}

/// The terms of a vector whose postings are read, with their normalised weights, and what the others could add at
/// most to any cosine.
fn terms_to_read(space: &Space, vector: &Vector) -> (Vec<(u32, f32)>, f32) {
    let normalised = |(term, count): &(u32, f32)| (*term, (space.weight(*term, *count) / vector.norm) as f32);
    let mut terms: Vec<(u32, f32)> = vector.kept.iter().map(normalised).collect();
    // What a term could add, for each entry of its list: the least for the most work is left unread first.
    let worth =
        |(term, weight): &(u32, f32)| weight * space.top(*term) / (space.postings(*term).len() + 1) as f32;
    terms.sort_unstable_by(|a, b| worth(a).total_cmp(&worth(b)));
    let mut left = 0.0;
    let mut from = 0;
    for (term, weight) in &terms {
        let more = left + weight * space.top(*term);
        if more > UNREAD {
            break;
        }
        left = more;
        from += 1;
    }
    terms.drain(..from);
    (terms, left)
}

/// A straight line above the curve of the text criterion, at most 1.
fn line(sums: [f32; 2]) -> f32 {
    // A noisy or is at most the sum of its two sides, and a saturating side at most its slope at 0.
    const CONCEPTS: f32 = (c::CONCEPT_SHARE * (1.0 + c::CONCEPT_HALF) / c::CONCEPT_HALF) as f32;
    const WORDS: f32 = (c::WORD_SHARE * (1.0 + c::WORD_HALF) / c::WORD_HALF) as f32;
    (CONCEPTS * sums[0] + WORDS * sums[1]).min(1.0)
}

fn step(bound: f32) -> usize {
    // Not negative, and at most 1: beyond the last step all are the same.
    ((bound * STEPS as f32) as usize).min(STEPS - 1)
}

/// The most an offer could score, given its subject and text values.
#[derive(Clone, Copy)]
struct Most {
    subject: f64,
    text: f64,
    rest: f64,
    total: f64,
}

impl Most {
    fn of(wanted: &Wanted<'_>) -> Self {
        let weight = |criterion: Criterion| wanted.weights.each[criterion.index()];
        let rest = Criterion::ALL
            .into_iter()
            .filter(|criterion| !matches!(criterion, Criterion::Subject | Criterion::Text))
            .map(|criterion| match criterion {
                Criterion::Commitment => weight(criterion) * commitment::highest(&wanted.row),
                _ => weight(criterion),
            })
            .sum();
        Self {
            subject: weight(Criterion::Subject),
            text: weight(Criterion::Text),
            rest,
            total: wanted.weights.total,
        }
    }

    fn bound(self, subject: f64, text: f64) -> f64 {
        (self.subject * subject + self.text * text + self.rest) / self.total
    }

    /// The least text value with which an offer of this subject value could score so much.
    fn least_text(self, subject: f64, score: f64) -> f64 {
        let lacking = score * self.total - self.subject * subject - self.rest;
        if self.text > 0.0 {
            lacking / self.text
        } else if lacking > 0.0 {
            f64::INFINITY
        } else {
            0.0
        }
    }
}
