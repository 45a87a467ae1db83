//! Context: whether region, scale, setting and people served are alike.

use super::super::answer::State;
use super::super::constants as c;
use super::super::facts::Place;
use super::super::rows::{RequestRow, Row};
use super::{NOT_ASKED, Pair, Told, Value, labels, share};
use crate::primitive::Said;
use crate::vocabulary::Setting;

/// From here on settings are *much alike*, in words.
const ALIKE: f64 = 0.75;
/// From here on they are *partly alike*.
const PARTLY: f64 = 0.4;

pub(super) fn is_asked(request: &RequestRow) -> bool {
    let row = &request.row;
    row.scale >= 0 || !row.people.is_nan() || row.settings != 0
}

fn region(one: Place, other: Place) -> Option<f64> {
    if one.region == 0 || other.region == 0 {
        None
    } else if one.region == other.region {
        Some(1.0)
    } else if one.continent == other.continent {
        Some(c::REGION_CONTINENT)
    } else {
        Some(c::REGION_FAR)
    }
}

fn is_silent(wanted: &Row, there: &Row) -> bool {
    (wanted.scale < 0 || there.scale < 0)
        && (wanted.people.is_nan() || there.people.is_nan())
        && (wanted.settings == 0 || there.settings == 0)
}

pub(super) fn value(pair: Pair<'_>) -> Value {
    let (wanted, there) = (&pair.request.row, &pair.offer.row);
    if !is_asked(pair.request) {
        return NOT_ASKED;
    }
    if is_silent(wanted, there) {
        return (State::Silent, c::NEUTRAL_CONTEXT);
    }
    let (mut sum, mut parts) = (0.0, 0.0);
    let mut add = |value: f64| {
        sum += value;
        parts += 1.0;
    };
    if wanted.scale >= 0 {
        let apart = f64::from((wanted.scale - there.scale).abs());
        add(if there.scale < 0 { c::NEUTRAL_CONTEXT } else { 1.0 - apart / 2.0 });
    }
    if !wanted.people.is_nan() {
        let likeness = (1.0 - (there.people - wanted.people).abs() / c::PEOPLE_DECADES).max(0.0);
        add(if there.people.is_nan() { c::NEUTRAL_CONTEXT } else { likeness });
    }
    if wanted.settings != 0 {
        let neutral = there.settings == 0;
        add(if neutral { c::NEUTRAL_CONTEXT } else { share(wanted.settings, there.settings) });
    }
    if let Some(region) = region(wanted.place, there.place) {
        add(region);
    }
    (State::Stated, sum / parts)
}

pub(super) fn reason((state, value): Value, told: &Told<'_>) -> Said {
    let shared = told.pair.request.row.settings & told.pair.offer.row.settings;
    if state == State::Silent {
        Said::new("reason.context.silent")
    } else if shared != 0 && value >= PARTLY {
        Said::new("reason.context.settings").with("shared", labels::<Setting>(shared))
    } else if value >= ALIKE {
        Said::new("reason.context.alike")
    } else if value >= PARTLY {
        Said::new("reason.context.partly")
    } else {
        Said::new("reason.context.unlike")
    }
}
