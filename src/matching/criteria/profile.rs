//! Professional profile: the people asked for whom the offer can send.

use super::super::answer::State;
use super::super::constants as c;
use super::super::rows::RequestRow;
use super::{NOT_ASKED, Pair, Told, Value, labels, share};
use crate::primitive::Said;
use crate::vocabulary::Profile;

pub(super) fn is_asked(request: &RequestRow) -> bool {
    request.row.profiles != 0
}

pub(super) fn value(pair: Pair<'_>) -> Value {
    let (wanted, there) = (pair.request.row.profiles, pair.offer.row.profiles);
    if wanted == 0 {
        NOT_ASKED
    } else if there == 0 {
        (State::Silent, c::NEUTRAL_PROFILE)
    } else {
        (State::Stated, share(wanted, there))
    }
}

pub(super) fn reason((state, _): Value, told: &Told<'_>) -> Said {
    let (wanted, there) = (told.pair.request.row.profiles, told.pair.offer.row.profiles);
    let (covered, missing) = (wanted & there, wanted & !there);
    if state == State::Silent {
        Said::new("reason.profile.silent")
    } else if missing == 0 {
        Said::new("reason.profile.all").with("covered", labels::<Profile>(covered))
    } else if covered != 0 {
        Said::new("reason.profile.part")
            .with("covered", labels::<Profile>(covered))
            .with("missing", labels::<Profile>(missing))
    } else {
        Said::new("reason.profile.none").with("missing", labels::<Profile>(missing))
    }
}
