//! Time: how much of the wanted window the offer is available.

use super::super::answer::State;
use super::super::constants as c;
use super::super::facts::Facts;
use super::super::rows::{RequestRow, Row};
use super::{NOT_ASKED, Pair, Told, Value};
use crate::primitive::{Arg, Date, Said};

pub(super) fn is_asked(request: &RequestRow) -> bool {
    request.row.has_window()
}

/// Days both are available from the day of matching on; `i64::MAX` where no end is stated.
pub fn overlap(pair: Pair<'_>) -> i64 {
    let (request, offer) = (&pair.request.row, &pair.offer.row);
    let to = request.to.min(offer.to);
    let from = request.from.max(offer.from).max(pair.as_of.days());
    if to == i32::MAX { i64::MAX } else { (i64::from(to) - i64::from(from) + 1).max(0) }
}

/// Days they need in common: the offer's own minimum, else the shortest useful stay.
pub fn needed(facts: &Facts, pair: Pair<'_>) -> i64 {
    let (request, offer) = (&pair.request.row, &pair.offer.row);
    if pair.offer.min_duration > 0 {
        return i64::from(pair.offer.min_duration);
    }
    let shared = facts.shortest(request.modalities & offer.modalities);
    let either = || facts.shortest(request.modalities | offer.modalities);
    shared.or_else(either).map_or(1, i64::from)
}

/// Days a request wants from the day of matching on, at least 1.
pub fn wanted(as_of: Date, request: &Row) -> i64 {
    if request.to == i32::MAX {
        return c::WANTED_DAYS;
    }
    let from = request.from.max(as_of.days());
    (i64::from(request.to) - i64::from(from) + 1).max(1)
}

pub(super) fn value(pair: Pair<'_>) -> Value {
    if !is_asked(pair.request) {
        NOT_ASKED
    } else if !pair.offer.row.has_window() {
        (State::Silent, c::NEUTRAL_TIME)
    } else {
        (State::Stated, (overlap(pair) as f64 / wanted(pair.as_of, &pair.request.row) as f64).min(1.0))
    }
}

pub(super) fn reason((state, value): Value, told: &Told<'_>) -> Said {
    let (request, offer) = (&told.pair.request.row, &told.pair.offer.row);
    let from = request.from.max(offer.from).max(told.pair.as_of.days());
    let to = request.to.min(offer.to);
    if state == State::Silent {
        Said::new("reason.time.silent")
    } else if value >= 1.0 {
        Said::new("reason.time.whole")
    } else if value > 0.0 {
        Said::new("reason.time.part")
            .with("share", Arg::Share(value))
            .with("from", Arg::Date(Date::from_days(from)))
            .with("to", Arg::Date(Date::from_days(to)))
    } else {
        Said::new("reason.time.none")
    }
}
