//! Commitment: what the requesting side has secured, and whether the two sides' cost items fit together.

use super::super::answer::State;
use super::super::constants as c;
use super::super::rows::RequestRow;
use super::{NOT_ASKED, Pair, Told, Value, share};
use crate::primitive::Said;

/// From here on commitment is *firm*, in words.
const FIRM: f64 = 0.8;
/// From here on it is there *in part*.
const PARTLY: f64 = 0.4;

pub(super) fn is_asked(request: &RequestRow) -> bool {
    !request.secured.is_nan() || request.row.covers != 0 || request.row.asks_cover != 0
}

pub(super) fn value(pair: Pair<'_>) -> Value {
    let (request, offer) = (&pair.request.row, &pair.offer.row);
    if !is_asked(pair.request) {
        return NOT_ASKED;
    }
    let (mut sum, mut parts) = (0.0, 0.0);
    let mut add = |value: f64| {
        sum += value;
        parts += 1.0;
    };
    if !pair.request.secured.is_nan() {
        add(pair.request.secured);
    }
    if request.asks_cover != 0 {
        let neutral = offer.covers == 0;
        add(if neutral { c::NEUTRAL_COMMITMENT } else { share(request.asks_cover, offer.covers) });
    }
    if offer.asks_cover != 0 && request.covers != 0 {
        add(share(offer.asks_cover, request.covers));
    }
    if parts == 0.0 { (State::Silent, c::NEUTRAL_COMMITMENT) } else { (State::Stated, sum / parts) }
}

pub(super) fn reason((state, value): Value, _: &Told<'_>) -> Said {
    if state == State::Silent {
        Said::new("reason.commitment.silent")
    } else if value >= FIRM {
        Said::new("reason.commitment.firm")
    } else if value >= PARTLY {
        Said::new("reason.commitment.partly")
    } else {
        Said::new("reason.commitment.weak")
    }
}
