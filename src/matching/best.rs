//! The best few of many: the same result as looking at every pair, while looking at few.
//!
//! For a request, every offer gets an upper bound of its score: the subject value of its kind (exact, computed once for
//! all offers with the same subjects), a text value from the postings of the request's terms (exact but for
//! rounding), and for the other criteria the most they could be. Offers are then looked at from the highest bound
//! down, until no bound reaches the score of the `k`-th best found. Offers that share no term with the request are
//! bounded kind by kind and mostly never touched.

use super::answer::{Criterion, Match, Settings, State};
use super::constants as c;
use super::criteria::{Value, Values, commitment, text, values};
use super::facts::Node;
use super::gates;
use super::index::Index;
use super::kinds::Kind;
use super::rank::by_score;
use super::rows::OfferRow;
use super::side::Slot;
use super::vectors::Doc;
use super::wanted::Wanted;
use crate::primitive::Id;

/// Bounds are kept in single precision: this much more than any rounding there can take away.
const SLACK: f64 = 1e-4;
/// Bounds are sorted roughly, into this many steps from 0 to 1.
const STEPS: usize = 256;
/// So many offers with the highest bounds are looked at first, to learn what the `k`-th best must reach.
const FIRST: usize = 4;

/// Ranks request after request with the same settings; keeps its working memory between them.
pub struct Ranker<'a> {
    index: &'a Index,
    settings: &'a Settings,
    /// By place: whether the offer is open, has not lapsed and has a place left.
    live: Vec<bool>,
    /// Whether some offer has no terms, so that its text value is the neutral one.
    has_silent: bool,
    /// By document: cosine of concepts and of words with the current request.
    concepts: Vec<f32>,
    words: Vec<f32>,
    touched_docs: Vec<Doc>,
    /// By place of an offer: its text value's bound; negative where no term is shared.
    texts: Vec<f32>,
    touched: Vec<Slot>,
    bounds: Vec<f32>,
    /// The subject values of all kinds for these wanted subjects.
    subjects: Vec<Value>,
    subjects_for: Option<Vec<(Node, f64)>>,
    kinds_by_value: Vec<Kind>,
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
        let docs = index.owners.len();
        Self {
            index,
            settings,
            live,
            has_silent,
            concepts: vec![0.0; docs],
            words: vec![0.0; docs],
            touched_docs: Vec::new(),
            texts: vec![-1.0; places],
            touched: Vec::new(),
            bounds: Vec::new(),
            subjects: Vec::new(),
            subjects_for: None,
            kinds_by_value: Vec::new(),
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
    pub fn rank_at(&mut self, slot: Slot, k: usize) -> Vec<Match> {
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
        self.set_subjects(&wanted);
        self.set_texts(&wanted);
        let most = Most::of(&wanted);
        let mut best = Best::new(k);
        self.look_at_touched(&wanted, most, &mut best);
        self.look_at_others(&wanted, most, &mut best);
        for slot in self.touched.drain(..) {
            self.texts[slot as usize] = -1.0;
        }
        best.found
    }

    fn set_subjects(&mut self, wanted: &Wanted<'_>) {
        if self.subjects_for.as_ref() == Some(&wanted.nodes) {
            return;
        }
        let kinds = self.index.kinds.nodes();
        self.subjects.clear();
        self.subjects.extend(kinds.iter().map(|nodes| wanted.subject(nodes)));
        self.kinds_by_value.clear();
        self.kinds_by_value.extend(0..kinds.len() as Kind);
        let value = |kind: &Kind| self.subjects[*kind as usize].1;
        self.kinds_by_value.sort_unstable_by(|a, b| value(b).total_cmp(&value(a)));
        self.subjects_for = Some(wanted.nodes.clone());
    }

    /// Adds up the postings of the request's terms, then keeps the best document of each offer.
    fn set_texts(&mut self, wanted: &Wanted<'_>) {
        let index = self.index;
        let sides = [
            (&index.concepts, &wanted.concepts, &mut self.concepts),
            (&index.words, &wanted.words, &mut self.words),
        ];
        for (space, vector, sums) in sides {
            for (term, count) in &vector.kept {
                let weight = (space.weight(*term, *count) / vector.norm) as f32;
                for (doc, posted) in space.postings(*term) {
                    sums[*doc as usize] += weight * posted;
                    self.touched_docs.push(*doc);
                }
            }
        }
        for doc in self.touched_docs.drain(..) {
            let at = doc as usize;
            let (concepts, words) = (self.concepts[at], self.words[at]);
            if concepts == 0.0 && words == 0.0 {
                continue;
            }
            (self.concepts[at], self.words[at]) = (0.0, 0.0);
            let value = text::similarity(f64::from(concepts), f64::from(words)) as f32;
            let owner = index.owners[at];
            let slot = owner as usize;
            if self.texts[slot] < 0.0 {
                self.touched.push(owner);
            }
            self.texts[slot] = self.texts[slot].max(value);
        }
    }

    /// Offers that share a term with the request, from the highest bound down.
    fn look_at_touched(&mut self, wanted: &Wanted<'_>, most: Most, best: &mut Best) {
        let mut steps = [0_usize; STEPS];
        self.bounds.clear();
        for slot in &self.touched {
            let at = *slot as usize;
            let subject = self.subjects[self.index.kinds.of(*slot) as usize].1;
            let bound = if self.live[at] { most.bound(subject, f64::from(self.texts[at])) } else { -1.0 };
            if bound >= 0.0 {
                steps[step(bound)] += 1;
            }
            self.bounds.push(bound as f32);
        }
        let mut cut = STEPS - 1;
        let mut above = steps[cut];
        while cut > 0 && above < FIRST * best.k {
            cut -= 1;
            above += steps[cut];
        }
        for first in [true, false] {
            for (slot, bound) in self.touched.iter().zip(&self.bounds) {
                let bound = f64::from(*bound);
                if bound >= 0.0 && (step(bound) >= cut) == first && bound + SLACK >= best.least() {
                    let text = f64::from(self.texts[*slot as usize]);
                    self.look_at(wanted, *slot, text, best);
                }
            }
        }
    }

    /// Offers that share no term with the request, kind by kind.
    fn look_at_others(&self, wanted: &Wanted<'_>, most: Most, best: &mut Best) {
        let text = if self.has_silent { c::NEUTRAL_TEXT } else { 0.0 };
        for kind in &self.kinds_by_value {
            let subject = self.subjects[*kind as usize].1;
            if most.bound(subject, text) + SLACK < best.least() {
                break;
            }
            for slot in self.index.kinds.members(*kind) {
                let at = *slot as usize;
                if self.live[at] && self.texts[at] < 0.0 {
                    self.look_at(wanted, *slot, text, best);
                }
            }
        }
    }

    /// Judges one offer: cheap gates, cheap criteria, and the exact text only where it can still matter.
    fn look_at(&self, wanted: &Wanted<'_>, slot: Slot, text: f64, best: &mut Best) {
        let Some(offer) = self.index.offers.row(slot) else { return };
        let pair = wanted.pair(offer);
        let passes = gates::form(pair)
            && gates::parties(pair, self.settings)
            && gates::overlaps(&self.index.facts, pair)
            && (gates::shares_subject(pair) || text + SLACK >= c::TEXT_GATE);
        if !passes {
            return;
        }
        let subject = self.subjects[self.index.kinds.of(slot) as usize];
        let mut values = values(pair, subject, (State::Stated, text));
        if wanted.weights.score(&values) + SLACK < best.least() {
            return;
        }
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

fn step(bound: f64) -> usize {
    // Bounds are at most 1 and a little slack; beyond the last step all are the same.
    ((bound * STEPS as f64) as usize).min(STEPS - 1)
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
}
