//! Quadrant: whether the offer lies in the wanted cells of the matrix.

use super::super::answer::State;
use super::super::constants as c;
use super::super::rows::RequestRow;
use super::{NOT_ASKED, Pair, Told, Value, labels};
use crate::primitive::Said;
use crate::vocabulary::Quadrant;

pub(super) fn is_asked(request: &RequestRow) -> bool {
    request.row.quadrants != 0
}

pub(super) fn value(pair: Pair<'_>) -> Value {
    let wanted = pair.request.row.quadrants;
    let (main, also) = (pair.offer.row.quadrants, pair.offer.row.also_quadrants);
    if wanted == 0 {
        NOT_ASKED
    } else if main | also == 0 {
        (State::Silent, c::NEUTRAL_QUADRANT)
    } else {
        let mainly = f64::from((wanted & main).count_ones());
        let also = f64::from((wanted & also & !main).count_ones());
        (State::Stated, (mainly + c::QUADRANT_ALSO * also) / f64::from(wanted.count_ones()))
    }
}

pub(super) fn reason((state, value): Value, told: &Told<'_>) -> Said {
    let covered = told.pair.request.row.quadrants & told.pair.offer.row.quadrants;
    if state == State::Silent {
        Said::new("reason.quadrant.silent")
    } else if value >= 1.0 {
        Said::new("reason.quadrant.all").with("covered", labels::<Quadrant>(covered))
    } else if value > 0.0 {
        Said::new("reason.quadrant.part")
    } else {
        Said::new("reason.quadrant.none")
    }
}
