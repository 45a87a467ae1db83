//! The six gates: conditions without which a pair cannot match.

use super::answer::{Criterion, Gate, GateFailure, Importance, Settings, State};
use super::constants as c;
use super::criteria::{Pair, Told, Values, labels, time};
use super::facts::Facts;
use super::rows::Row;
use crate::primitive::{Arg, Date, Said};
use crate::vocabulary::{Delivery, Modality, Status};

/// The gates a pair fails: bit `i` for the gate with index `i`.
pub type Failed = u8;

/// Whether an entry is open and has not lapsed.
pub fn is_live(row: &Row, as_of: Date) -> bool {
    row.status == Status::Open && row.to >= as_of.days()
}

/// Gate 1: different institutions, and by default different countries.
pub fn parties(pair: Pair<'_>, settings: &Settings) -> bool {
    let (request, offer) = (&pair.request.row, &pair.offer.row);
    request.institution != offer.institution
        && (settings.same_country || request.country == 0 || request.country != offer.country)
}

/// Gate 2: both open, neither lapsed, enough days in common.
pub fn time(facts: &Facts, pair: Pair<'_>) -> bool {
    is_live(&pair.request.row, pair.as_of) && is_live(&pair.offer.row, pair.as_of) && overlaps(facts, pair)
}

/// The part of gate 2 that is about the two windows.
pub fn overlaps(facts: &Facts, pair: Pair<'_>) -> bool {
    let both_stated = pair.request.row.has_window() && pair.offer.row.has_window();
    !both_stated || time::overlap(pair) >= time::needed(facts, pair)
}

/// Gate 3: a modality and a way of delivery in common.
pub fn form(pair: Pair<'_>) -> bool {
    shares_modality(pair) && shares_delivery(pair)
}

fn shares_modality(pair: Pair<'_>) -> bool {
    let (request, offer) = (pair.request.row.modalities, pair.offer.row.modalities);
    request == 0 || offer == 0 || request & offer != 0
}

fn shares_delivery(pair: Pair<'_>) -> bool {
    let (request, offer) = (pair.request.row.delivery, pair.offer.row.delivery);
    request == 0 || offer == 0 || request & offer != 0
}

/// The part of gate 4 that needs no text: nodes of a common sector, or none on one side. (A common node has
/// common sectors.)
pub fn shares_subject(pair: Pair<'_>) -> bool {
    let (request, offer) = (&pair.request.row, &pair.offer.row);
    request.nodes.is_empty() || offer.nodes.is_empty() || request.sectors & offer.sectors != 0
}

/// Gate 5: a place left in the offer, a provider still wanted.
pub fn capacity(pair: Pair<'_>) -> bool {
    pair.offer.used < pair.offer.capacity && pair.request.provided < pair.request.needed
}

/// Gate 6: what the person requires reaches the minimum, where it is stated.
pub fn required(values: &Values, settings: &Settings) -> bool {
    Criterion::ALL.into_iter().all(|criterion| !is_below(criterion, values, settings))
}

/// Whether a criterion is required, stated and below the minimum.
pub fn is_below(criterion: Criterion, values: &Values, settings: &Settings) -> bool {
    let (state, value) = values.of(criterion);
    settings.importances.of(criterion) == Importance::Required
        && state == State::Stated
        && value < settings.required_minimum
}

/// Every gate the pair fails.
pub fn failed(facts: &Facts, pair: Pair<'_>, values: &Values, settings: &Settings) -> Failed {
    let text = values.of(Criterion::Text);
    let speaks = text.0 == State::Stated && text.1 >= c::TEXT_GATE;
    let passed = [
        parties(pair, settings),
        time(facts, pair),
        form(pair),
        shares_subject(pair) || speaks,
        capacity(pair),
        required(values, settings),
    ];
    passed.iter().enumerate().fold(0, |failed, (at, passed)| failed | (u8::from(!passed) << at))
}

/// Every gate the pair fails, each with every reason.
pub fn failures(told: &Told<'_>, values: &Values, settings: &Settings) -> Vec<GateFailure> {
    let failed = failed(told.facts, told.pair, values, settings);
    let gates = Gate::ALL.into_iter().filter(|gate| failed & (1 << gate.index()) != 0);
    gates
        .flat_map(|gate| reasons(gate, told, values, settings).into_iter().map(move |reason| (gate, reason)))
        .map(|(gate, reason)| GateFailure { gate, reason })
        .collect()
}

fn reasons(gate: Gate, told: &Told<'_>, values: &Values, settings: &Settings) -> Vec<Said> {
    let (request, offer) = (&told.pair.request.row, &told.pair.offer.row);
    match gate {
        Gate::Parties if request.institution == offer.institution => {
            vec![Said::new("gate.parties.institution")]
        }
        Gate::Parties => vec![Said::new("gate.parties.country").with("country", country(told))],
        Gate::Time => times(told),
        Gate::Form => forms(told),
        Gate::Subject => vec![Said::new("gate.subject.none")],
        Gate::Capacity => {
            let full = told.pair.offer.used >= told.pair.offer.capacity;
            let places = Arg::Number(f64::from(told.pair.offer.capacity));
            let of_offer = full.then(|| Said::new("gate.capacity.offer").with("n", places));
            let served = told.pair.request.provided >= told.pair.request.needed;
            let of_request = served.then(|| Said::new("gate.capacity.request"));
            of_offer.into_iter().chain(of_request).collect()
        }
        Gate::Required => {
            let below = Criterion::ALL.into_iter().filter(|it| is_below(*it, values, settings));
            below.map(|criterion| required_reason(criterion, values, settings)).collect()
        }
    }
}

/// A criterion as an argument: the page shows `criterion.<id>`.
pub fn name_of(criterion: Criterion) -> Arg {
    Arg::Label("criterion".into(), criterion.id().into())
}

fn required_reason(criterion: Criterion, values: &Values, settings: &Settings) -> Said {
    Said::new("gate.required.below")
        .with("criterion", name_of(criterion))
        .with("value", Arg::Share(values.of(criterion).1))
        .with("minimum", Arg::Share(settings.required_minimum))
}

fn country(told: &Told<'_>) -> Arg {
    Arg::Country(told.tags.country_code(told.pair.offer.row.country).to_owned())
}

fn times(told: &Told<'_>) -> Vec<Said> {
    let pair = told.pair;
    let mut reasons = Vec::new();
    let sides = [
        (&pair.offer.row, "gate.time.offer-not-open", "gate.time.offer-lapsed"),
        (&pair.request.row, "gate.time.request-not-open", "gate.time.request-lapsed"),
    ];
    for (row, not_open, lapsed) in sides {
        if row.status != Status::Open {
            reasons.push(Said::new(not_open));
        }
        if row.to < pair.as_of.days() {
            reasons.push(Said::new(lapsed).with("date", Arg::Date(Date::from_days(row.to))));
        }
    }
    if reasons.is_empty() {
        reasons.push(
            Said::new("gate.time.overlap")
                .with("n", Arg::Number(time::overlap(pair) as f64))
                .with("needed", Arg::Number(time::needed(told.facts, pair) as f64)),
        );
    }
    reasons
}

fn forms(told: &Told<'_>) -> Vec<Said> {
    let offer = &told.pair.offer.row;
    let modality = || Said::new("gate.form.modality").with("offered", labels::<Modality>(offer.modalities));
    let delivery = || Said::new("gate.form.delivery").with("offered", labels::<Delivery>(offer.delivery));
    let no_modality = (!shares_modality(told.pair)).then(modality);
    let no_delivery = (!shares_delivery(told.pair)).then(delivery);
    no_modality.into_iter().chain(no_delivery).collect()
}
