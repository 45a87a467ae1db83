//! The ten criteria, one module each: when the request asks, when the offer is silent, the value, the reason.
//!
//! To add a criterion: a module here, its line in [`values`] and in [`reason`], its variant in
//! [`Criterion`], its constants, its messages, its row in the table of `SCORING.md`.

pub mod commitment;
mod context;
mod evidence;
mod language;
mod modality;
mod profile;
mod quadrant;
pub mod subject;
pub mod text;
pub mod time;

use super::answer::{Criterion, State};
use super::facts::{Facts, Mask, values as values_of};
use super::rows::{OfferRow, RequestRow, Tags};
use crate::catalog::{Offer, Request};
use crate::primitive::{Arg, Date, Said};
use crate::vocabulary::{Coded, Vocabulary};

/// A value in `[0, 1]` and the ground it stands on.
pub type Value = (State, f64);

/// The values of a pair, in the order of [`Criterion::ALL`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Values(pub [Value; 10]);

impl Values {
    /// One of them.
    pub fn of(&self, criterion: Criterion) -> Value {
        self.0[criterion.index()]
    }
}

/// A pair and the day.
#[derive(Clone, Copy)]
pub struct Pair<'a> {
    /// The request.
    pub request: &'a RequestRow,
    /// The offer.
    pub offer: &'a OfferRow,
    /// The day of matching.
    pub as_of: Date,
}

/// Which criteria a request asks for, but for the text, which depends on its terms.
pub fn asked(request: &RequestRow) -> [bool; 10] {
    [
        subject::is_asked(request),
        quadrant::is_asked(request),
        modality::is_asked(request),
        language::is_asked(request),
        time::is_asked(request),
        profile::is_asked(request),
        false,
        context::is_asked(request),
        true,
        commitment::is_asked(request),
    ]
}

/// All values of a pair; those of subject and text come from where their tables are.
pub fn values(pair: Pair<'_>, subject: Value, text: Value) -> Values {
    Values([
        subject,
        quadrant::value(pair),
        modality::value(pair),
        language::value(pair),
        time::value(pair),
        profile::value(pair),
        text,
        context::value(pair),
        evidence::value(pair),
        commitment::value(pair),
    ])
}

/// A criterion the request does not ask for.
pub const NOT_ASKED: Value = (State::NotAsked, 0.0);

/// What a reason can draw on.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The pair as matching sees it.
    pub pair: Pair<'a>,
    /// The request as people wrote it.
    pub request: &'a Request,
    /// The offer as people wrote it.
    pub offer: &'a Offer,
    /// Tables of the vocabulary.
    pub facts: &'a Facts,
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// Language tags.
    pub tags: &'a Tags,
    /// Concepts both texts speak of and words they share, the most telling first.
    pub shared: &'a text::Shared,
}

/// Why a criterion has its value, in words.
pub fn reason(criterion: Criterion, value: Value, told: &Told<'_>) -> Said {
    if value.0 == State::NotAsked {
        return Said::new("reason.not-asked");
    }
    match criterion {
        Criterion::Subject => subject::reason(value, told),
        Criterion::Quadrant => quadrant::reason(value, told),
        Criterion::Modality => modality::reason(value, told),
        Criterion::Language => language::reason(value, told),
        Criterion::Time => time::reason(value, told),
        Criterion::Profile => profile::reason(value, told),
        Criterion::Text => text::reason(value, told),
        Criterion::Context => context::reason(value, told),
        Criterion::Evidence => evidence::reason(value, told),
        Criterion::Commitment => commitment::reason(value, told),
    }
}

/// Share of what is wanted that is there.
fn share(wanted: Mask, there: Mask) -> f64 {
    f64::from((wanted & there).count_ones()) / f64::from(wanted.count_ones())
}

/// The values of a set as labels to be shown.
pub(super) fn labels<T: Coded>(set: Mask) -> Arg {
    let label = |value: T| Arg::Label(T::LIST.to_owned(), value.id().to_owned());
    Arg::List(values_of::<T>(set).map(label).collect())
}
