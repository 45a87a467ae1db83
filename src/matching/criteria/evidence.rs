//! Evidence: evaluated, documented, transferred before. Every request asks for it, because every request wants what works.

use super::super::answer::State;
use super::{Pair, Told, Value};
use crate::primitive::{Arg, Said};

pub(super) fn value(pair: Pair<'_>) -> Value {
    let state = if pair.offer.evidence_stated { State::Stated } else { State::Silent };
    (state, pair.offer.evidence)
}

pub(super) fn reason((state, _): Value, told: &Told<'_>) -> Said {
    let evidence = &told.offer.evidence;
    let countries = || {
        let mut codes = evidence.transferred_to.clone();
        codes.sort();
        codes.dedup();
        Arg::List(codes.into_iter().map(Arg::Country).collect())
    };
    let evaluated = evidence.evaluated == Some(true);
    let transferred = !evidence.transferred_to.is_empty();
    if state == State::Silent {
        Said::new("reason.evidence.silent")
    } else if evaluated && transferred {
        Said::new("reason.evidence.full").with("countries", countries())
    } else if evaluated {
        Said::new("reason.evidence.evaluated")
    } else if transferred {
        Said::new("reason.evidence.transferred").with("countries", countries())
    } else if evidence.documented == Some(true) || !evidence.links.is_empty() {
        Said::new("reason.evidence.documented")
    } else {
        Said::new("reason.evidence.little")
    }
}
