//! Language: whether the two sides can talk. Never a gate by itself: interpretation can be had, at a cost.

use super::super::answer::State;
use super::super::constants as c;
use super::super::facts::bit;
use super::super::rows::{PORTUGUESE, RequestRow, SPANISH, Tongues};
use super::{NOT_ASKED, Pair, Told, Value};
use crate::primitive::{Arg, Said};
use crate::vocabulary::CostItem;

pub(super) fn is_asked(request: &RequestRow) -> bool {
    request.row.languages != 0
}

/// Spanish on one side and Portuguese on the other.
fn is_near(one: Tongues, other: Tongues) -> bool {
    let crosses = |a: Tongues, b: Tongues| a & SPANISH != 0 && b & PORTUGUESE != 0;
    crosses(one, other) || crosses(other, one)
}

pub(super) fn value(pair: Pair<'_>) -> Value {
    let (wanted, there) = (pair.request.row.languages, pair.offer.row.languages);
    let covered = pair.request.row.covers | pair.offer.row.covers;
    if wanted == 0 {
        NOT_ASKED
    } else if there == 0 {
        (State::Silent, c::NEUTRAL_LANGUAGE)
    } else if wanted & there != 0 {
        (State::Stated, 1.0)
    } else if is_near(wanted, there) {
        (State::Stated, c::LANGUAGE_NEAR)
    } else if covered & bit(CostItem::Interpretation) != 0 {
        (State::Stated, c::LANGUAGE_PAID)
    } else {
        (State::Stated, c::LANGUAGE_NONE)
    }
}

pub(super) fn reason((state, value): Value, told: &Told<'_>) -> Said {
    if state == State::Silent {
        Said::new("reason.language.silent")
    } else if value >= 1.0 {
        let shared = told.pair.request.row.languages & told.pair.offer.row.languages;
        let names = told.tags.names(shared).into_iter().map(Arg::Language).collect();
        Said::new("reason.language.shared").with("shared", Arg::List(names))
    } else if value >= c::LANGUAGE_NEAR {
        Said::new("reason.language.near")
    } else if value >= c::LANGUAGE_PAID {
        Said::new("reason.language.paid")
    } else {
        Said::new("reason.language.none")
    }
}
