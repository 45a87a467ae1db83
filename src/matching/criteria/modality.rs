//! Modality: forms of cooperation acceptable to both.

use super::super::answer::State;
use super::super::constants as c;
use super::super::rows::RequestRow;
use super::{NOT_ASKED, Pair, Told, Value, labels, share};
use crate::primitive::Said;
use crate::vocabulary::Modality;

pub(super) fn is_asked(request: &RequestRow) -> bool {
    request.row.modalities != 0
}

pub(super) fn value(pair: Pair<'_>) -> Value {
    let (wanted, there) = (pair.request.row.modalities, pair.offer.row.modalities);
    if wanted == 0 {
        NOT_ASKED
    } else if there == 0 {
        (State::Silent, c::NEUTRAL_MODALITY)
    } else if wanted & there == 0 {
        (State::Stated, 0.0)
    } else {
        (State::Stated, c::MODALITY_FIRST + (1.0 - c::MODALITY_FIRST) * share(wanted, there))
    }
}

pub(super) fn reason((state, value): Value, told: &Told<'_>) -> Said {
    let shared = told.pair.request.row.modalities & told.pair.offer.row.modalities;
    if state == State::Silent {
        Said::new("reason.modality.silent")
    } else if value > 0.0 {
        Said::new("reason.modality.shared").with("shared", labels::<Modality>(shared))
    } else {
        Said::new("reason.modality.none")
    }
}
