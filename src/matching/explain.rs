//! Why a pair has the score it has, what to mind, and which part of the offer fits. Computed when asked for.

use super::answer::{Criterion, Explanation, FittingComponent, Settings, State};
use super::constants as c;
use super::criteria::text::Shared;
use super::criteria::{Told, Values, labels, time};
use super::facts::values as values_of;
use super::gates;
use super::index::Index;
use super::rows::{OfferRow, nodes};
use super::vectors::Doc;
use super::wanted::Wanted;
use crate::catalog::{Catalog, Offer, Request};
use crate::primitive::{Arg, Date, Id, Said};
use crate::vocabulary::{AgreementNeeded, Code, CostItem, Quadrant};
use crate::words::{Meanings, fold};

/// Evidence up to here is *little*, and a caution.
const LITTLE_EVIDENCE: f64 = 0.35;
/// Windows that have fewer days in common than so many times the days needed are tight.
const TIGHT: i64 = 2;
/// Entries nobody confirmed for longer than this are old: programmes change within a budget year.
const OLD_DAYS: i32 = 365;

impl Index {
    /// Explains a pair of the catalog the index was made of; none where one of them is not there.
    pub fn explain(
        &self,
        catalog: &Catalog,
        request: Id,
        offer: Id,
        settings: &Settings,
    ) -> Option<Explanation> {
        let (request, offer) = (catalog.requests.get(&request)?, catalog.offers.get(&offer)?);
        let wanted = Wanted::at(self, settings, self.requests.slot(request.head.id)?)?;
        let slot = self.offers.slot(offer.head.id)?;
        let row = self.offers.row(slot)?;
        let docs = self.offers.docs(slot);
        let values = wanted.values(row, docs);
        let shared = self.shared(&wanted, docs, request, offer);
        let told = self.told(&wanted, request, offer, row, &shared);
        let score = wanted.weights.score(&values);
        Some(Explanation {
            request: request.head.id,
            offer: offer.head.id,
            score,
            band: wanted.weights.band(&values, score),
            known: wanted.weights.known(&values),
            parts: wanted.weights.parts(&values, &told),
            cautions: cautions(&told, &values),
            component: self.fitting_component(&wanted, offer, docs),
            failures: gates::failures(&told, &values, settings),
        })
    }

    /// The values of a pair and the weights of its criteria as shares of the whole.
    pub fn values(&self, request: Id, offer: Id, settings: &Settings) -> Option<(Values, [f64; 10])> {
        let wanted = Wanted::at(self, settings, self.requests.slot(request)?)?;
        let slot = self.offers.slot(offer)?;
        let values = wanted.values(self.offers.row(slot)?, self.offers.docs(slot));
        let total = wanted.weights.total;
        Some((values, wanted.weights.each.map(|weight| if total > 0.0 { weight / total } else { 0.0 })))
    }

    /// What reasons draw on.
    pub(super) fn told<'a>(
        &'a self,
        wanted: &'a Wanted<'_>,
        request: &'a Request,
        offer: &'a Offer,
        row: &'a OfferRow,
        shared: &'a Shared,
    ) -> Told<'a> {
        Told {
            pair: wanted.pair(row),
            request,
            offer,
            facts: &self.facts,
            vocabulary: self.analyser.vocabulary(),
            tags: &self.tags,
            shared,
        }
    }

    /// Concepts and words that the request shares with the most similar document of the offer.
    fn shared(&self, wanted: &Wanted<'_>, docs: &[Doc], request: &Request, offer: &Offer) -> Shared {
        let best = docs.iter().copied().map(|doc| (wanted.similarity(doc), doc));
        let Some((_, doc)) = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) else {
            return Shared::default();
        };
        let concepts = self.concepts.shared(&wanted.concepts, self.concepts.of(doc));
        let concepts = concepts.into_iter().map(|(given, term)| (given, self.concepts.name(term)));
        let (meanings, concepts): (Vec<_>, Vec<_>) = concepts.partition(|(_, name)| Meanings::is_name(name));
        let stems = self.words.shared(&wanted.words, self.words.of(doc));
        let stems = stems.into_iter().map(|(given, term)| (given, self.words.name(term)));
        let mut names: Vec<(f64, &str)> = meanings.into_iter().chain(stems).collect();
        names.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let (mine, yours) =
            (self.analyser.written_in_request(request), self.analyser.written_in_offer(offer));
        let mut words: Vec<(String, String)> = Vec::new();
        for (_, name) in names {
            if let (Some(asked), Some(given)) = (mine.get(name), yours.get(name))
                && words.iter().all(|(known, _)| fold(known) != fold(asked))
            {
                words.push((asked.clone(), given.clone()));
            }
        }
        let concepts = concepts.into_iter().map(|(_, name)| name.to_owned()).collect();
        Shared { concepts, words }
    }

    /// The component whose subjects and text fit better than those of the offer as a whole.
    fn fitting_component(
        &self,
        wanted: &Wanted<'_>,
        offer: &Offer,
        docs: &[Doc],
    ) -> Option<FittingComponent> {
        let weight = |criterion: Criterion| wanted.weights.each[criterion.index()];
        let vocabulary = self.analyser.vocabulary();
        let substance = |subjects: &[crate::catalog::Subject], sectors, doc: Doc| {
            let nodes = nodes(&self.facts, vocabulary, subjects.iter(), sectors);
            let (state, subject) = wanted.subject(&nodes);
            let subject = if state == State::Stated { subject } else { 0.0 };
            weight(Criterion::Subject) * subject + weight(Criterion::Text) * wanted.similarity(doc)
        };
        let whole = substance(&offer.subjects, &offer.sectors, *docs.first()?);
        let parts = offer.components.iter().zip(&docs[1..]).enumerate();
        let (fit, index) = parts
            .map(|(at, (part, doc))| (substance(&part.subjects, &[], *doc), at))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        let part = offer.components.get(index).filter(|_| fit > whole)?;
        Some(FittingComponent { index, id: part.id, title: part.title.clone() })
    }
}

/// What to mind about a pair, the weightiest first.
fn cautions(told: &Told<'_>, values: &Values) -> Vec<Said> {
    let mut cautions = Vec::new();
    cautions.extend(of_language(values));
    cautions.extend(of_agreement(told));
    if told.offer.preconditions.text.trim() != "" {
        cautions.push(Said::new("caution.preconditions"));
    }
    cautions.extend(of_window(told));
    cautions.extend(of_capacity(told));
    cautions.extend(of_costs(told));
    if values.of(Criterion::Evidence).1 <= LITTLE_EVIDENCE {
        cautions.push(Said::new("caution.evidence"));
    }
    let types = (told.pair.request.row.types, told.pair.offer.row.types);
    if types.0 != 0 && types.1 != 0 && types.0 & types.1 == 0 {
        cautions.push(Said::new("caution.type"));
    }
    let ages =
        [(told.offer.confirmed_on, "caution.old-offer"), (told.request.confirmed_on, "caution.old-request")];
    for (confirmed, key) in ages {
        if let Some(day) = confirmed.filter(|day| told.pair.as_of.days_since(*day) > OLD_DAYS) {
            cautions.push(Said::new(key).with("date", Arg::Date(day)));
        }
    }
    cautions
}

fn of_language(values: &Values) -> Option<Said> {
    let (state, value) = values.of(Criterion::Language);
    if state != State::Stated || value >= 1.0 {
        None
    } else if value >= c::LANGUAGE_NEAR {
        Some(Said::new("caution.near-language"))
    } else {
        Some(Said::new("caution.interpretation"))
    }
}

/// The offer's own word, else what the document of 2010 says of the quadrants both are in.
fn of_agreement(told: &Told<'_>) -> Option<Said> {
    let stated = told.offer.agreement_needed.as_ref().and_then(Code::known);
    let (request, offer) = (told.pair.request.row.quadrants, told.pair.offer.row.quadrants);
    let both = if request == 0 { offer } else { request & offer };
    let of_quadrants =
        values_of::<Quadrant>(both).map(|quadrant| told.vocabulary.agreement_needed(quadrant)).max();
    match stated.or(of_quadrants)? {
        AgreementNeeded::Political => Some(Said::new("caution.political")),
        AgreementNeeded::Technical => Some(Said::new("caution.technical")),
        AgreementNeeded::None => None,
    }
}

fn of_window(told: &Told<'_>) -> Option<Said> {
    let pair = told.pair;
    if !pair.request.row.has_window() || !pair.offer.row.has_window() {
        return None;
    }
    let wanted = told.request.min_duration_days.map_or(0, |days| i64::from(days.get()));
    let needed = time::needed(told.facts, pair).max(wanted);
    let overlap = time::overlap(pair);
    let tight = overlap > 0 && overlap < TIGHT.saturating_mul(needed);
    tight.then(|| {
        Said::new("caution.window")
            .with("n", Arg::Number(overlap as f64))
            .with("needed", Arg::Number(needed as f64))
    })
}

fn of_capacity(told: &Told<'_>) -> Option<Said> {
    let (used, capacity) = (told.pair.offer.used, told.pair.offer.capacity);
    if used > capacity {
        let (used, places) = (Arg::Number(f64::from(used)), Arg::Number(f64::from(capacity)));
        Some(Said::new("caution.overbooked").with("n", places).with("used", used))
    } else if used > 0 && used + 1 == capacity {
        Some(Said::new("caution.last-place"))
    } else {
        None
    }
}

/// Cost items one side asks for and the other, having stated what it covers, does not.
fn of_costs(told: &Told<'_>) -> Option<Said> {
    let (request, offer) = (&told.pair.request.row, &told.pair.offer.row);
    let open = |asked: u16, covered: u16| if covered == 0 { 0 } else { asked & !covered };
    let open = open(request.asks_cover, offer.covers) | open(offer.asks_cover, request.covers);
    (open != 0).then(|| Said::new("caution.costs").with("items", labels::<CostItem>(open)))
}

/// A day as an argument.
pub(super) fn date(days: i32) -> Arg {
    Arg::Date(Date::from_days(days))
}
