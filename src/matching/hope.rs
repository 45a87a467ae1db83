//! What a request may hope for from an offer: gates and an estimate of the score, from the offer in brief.
//!
//! Everything that depends on the request alone is worked out once: weights are shares of the whole, shares of a set
//! are divided beforehand. The estimate differs from the score only by the rounding of single precision, but for the
//! text, which the ranking bounds by other means.

use super::answer::Criterion;
use super::brief::{Asked, Brief, Speech, fold, sectors_of_request};
use super::ceiling::Ceilings;
use super::constants as c;
use super::contest::{higher, lower};
use super::facts::{Facts, Mask, bit};
use super::rows::{PORTUGUESE, SPANISH, Tongues};
use super::wanted::Wanted;
use crate::vocabulary::CostItem;

/// One request, as estimates need it.
pub struct Hope {
    /// What it asks that one word of an offer tells.
    pub asked: Asked,
    parties: Parties,
    days: Days,
    form: Form,
    share: [f32; 10],
    languages: Tongues,
    pays_interpreter: bool,
    profiles: Part,
    context: Context,
    commitment: Commitment,
    /// The most that everything but text and subject could add.
    pub highest_rest: f32,
    /// The same without language, by what an offer states.
    pub ceilings: Ceilings,
    /// The text value that adds 1 to the score; infinite where text counts for nothing.
    text_each: f32,
}

struct Parties {
    institution: u32,
    /// The country that may not be the offer's; 0 where any may.
    country: u16,
}

struct Days {
    has_window: bool,
    from: i32,
    to: i32,
    /// What one day of overlap adds to the score.
    each: f32,
}

struct Form {
    modalities: Mask,
    delivery: Mask,
    /// Sectors of the wanted nodes, marked.
    sectors: Mask,
    each: f32,
}

/// A wanted set, and what each member found adds to the score.
struct Part {
    wanted: Mask,
    each: f32,
}

struct Context {
    scale: i8,
    people: f32,
    settings: Part,
    /// What one part adds, where there are so many without and with the region.
    without: f32,
    with: f32,
    place: super::facts::Place,
}

struct Commitment {
    secured: f32,
    given: Part,
    covers: Mask,
}

const SUBJECT: usize = Criterion::Subject.index();
const QUADRANT: usize = Criterion::Quadrant.index();
const MODALITY: usize = Criterion::Modality.index();
const LANGUAGE: usize = Criterion::Language.index();
const TIME: usize = Criterion::Time.index();
const PROFILE: usize = Criterion::Profile.index();
const TEXT: usize = Criterion::Text.index();
const CONTEXT: usize = Criterion::Context.index();
const EVIDENCE: usize = Criterion::Evidence.index();
const COMMITMENT: usize = Criterion::Commitment.index();

/// So many of what is wanted are there.
fn shared(wanted: Mask, there: Mask) -> f32 {
    (wanted & there).count_ones() as f32
}

impl Part {
    fn of(wanted: Mask, whole: f32) -> Self {
        Self { wanted, each: if wanted == 0 { 0.0 } else { whole / wanted.count_ones() as f32 } }
    }
}

impl Hope {
    /// What this request hopes for; its weights must not all be 0.
    pub fn of(wanted: &Wanted<'_>) -> Self {
        let (request, row) = (&*wanted.row, &wanted.row.row);
        let share = wanted.weights.each.map(|weight| (weight / wanted.weights.total) as f32);
        let as_of = wanted.settings.as_of.days();
        let longest = super::criteria::time::wanted(wanted.settings.as_of, row) as f32;
        let parts = [row.scale >= 0, !row.people.is_nan(), row.settings != 0];
        let parts = parts.into_iter().filter(|asked| *asked).count() as f32;
        let highest_plain = share[QUADRANT] + share[MODALITY] + share[PROFILE] + share[EVIDENCE];
        let ceilings = Ceilings::of(request, &share);
        Self {
            asked: Asked::by(row),
            parties: Parties {
                institution: fold(row.institution),
                country: if wanted.settings.same_country { 0 } else { row.country },
            },
            days: Days {
                has_window: row.has_window(),
                from: row.from.max(as_of),
                to: row.to,
                each: share[TIME] / longest,
            },
            form: Form {
                modalities: row.modalities,
                delivery: row.delivery,
                sectors: sectors_of_request(row),
                each: Part::of(row.modalities, share[MODALITY] * (1.0 - c::MODALITY_FIRST) as f32).each,
            },
            languages: row.languages,
            pays_interpreter: row.covers & bit(CostItem::Interpretation) != 0,
            profiles: Part::of(row.profiles, share[PROFILE]),
            context: Context {
                scale: row.scale,
                people: row.people as f32,
                settings: Part::of(row.settings, 1.0),
                without: share[CONTEXT] / parts.max(1.0),
                with: share[CONTEXT] / (parts + 1.0),
                place: row.place,
            },
            commitment: Commitment {
                secured: request.secured as f32,
                given: Part::of(row.asks_cover, 1.0),
                covers: row.covers,
            },
            highest_rest: ceilings.highest_intricate() + highest_plain + share[LANGUAGE],
            ceilings,
            text_each: 1.0 / share[TEXT],
            share,
        }
    }

    /// Gate 3 for a live offer.
    pub fn fits(&self, offer: &Brief) -> bool {
        let meets = |wanted: Mask, there: Mask| wanted == 0 || there == 0 || wanted & there != 0;
        meets(self.form.modalities, offer.modalities) && meets(self.form.delivery, offer.delivery)
    }

    /// Gates 1 and 2 for a live offer; of the parties only whether their countries may meet.
    pub fn passes(&self, facts: &Facts, offer: &Brief) -> bool {
        (self.parties.country == 0 || self.parties.country != offer.country) && self.has_days(facts, offer)
    }

    fn has_days(&self, facts: &Facts, offer: &Brief) -> bool {
        if !self.days.has_window || !offer.has_window() {
            return true;
        }
        let overlap = self.overlap(offer);
        let needed = || {
            let shared = facts.shortest(self.form.modalities & offer.modalities);
            shared.or_else(|| facts.shortest(self.form.modalities | offer.modalities)).unwrap_or(1)
        };
        overlap >= i64::from(if offer.min_duration > 0 { offer.min_duration } else { needed() })
    }

    fn overlap(&self, offer: &Brief) -> i64 {
        let to = self.days.to.min(offer.to);
        let from = self.days.from.max(offer.from);
        if to == i32::MAX { i64::MAX } else { (i64::from(to) - i64::from(from) + 1).max(0) }
    }

    /// Whether both may belong to one institution, which only the rows can tell.
    pub fn may_be_own(&self, offer: &Brief) -> bool {
        self.parties.institution == offer.institution
    }

    /// Gate 4 as far as it needs no text.
    pub fn shares_subject(&self, offer: &Brief) -> bool {
        self.form.sectors & offer.sectors != 0
    }

    /// What a text value adds to the score.
    pub fn text(&self, value: f32) -> f32 {
        self.share[TEXT] * value
    }

    /// The least text value with which an offer could score so much, where its subjects add so much and everything
    /// else is perfect; above 1 where none could.
    pub fn least_text(&self, score: f32, subject: f32) -> f32 {
        let lacking = score - self.highest_rest - subject;
        if lacking > 0.0 { lacking * self.text_each } else { 0.0 }
    }

    /// What a subject value adds to the score.
    pub fn subject(&self, value: f32) -> f32 {
        self.share[SUBJECT] * value
    }

    /// What criteria add that take no more than a look: quadrant, modality, profile, evidence.
    pub fn plain(&self, offer: &Brief) -> f32 {
        self.ceilings.quadrants(offer)
            + self.modality(offer)
            + self.profile(offer)
            + self.share[EVIDENCE] * offer.evidence
    }

    /// What time, context and commitment add.
    pub fn intricate(&self, offer: &Brief) -> f32 {
        self.time(offer) + self.context(offer) + self.commitment(offer)
    }

    /// What the languages of an offer add.
    pub fn language(&self, (there, is_interpreted): Speech) -> f32 {
        let near = |a: Tongues, b: Tongues| a & SPANISH != 0 && b & PORTUGUESE != 0;
        let value = if there == 0 {
            c::NEUTRAL_LANGUAGE
        } else if self.languages & there != 0 {
            1.0
        } else if near(self.languages, there) || near(there, self.languages) {
            c::LANGUAGE_NEAR
        } else if self.pays_interpreter || is_interpreted {
            c::LANGUAGE_PAID
        } else {
            c::LANGUAGE_NONE
        };
        self.share[LANGUAGE] * value as f32
    }

    fn modality(&self, offer: &Brief) -> f32 {
        let there = offer.modalities;
        if there == 0 {
            self.share[MODALITY] * c::NEUTRAL_MODALITY as f32
        } else if self.form.modalities & there == 0 {
            0.0
        } else {
            self.share[MODALITY] * c::MODALITY_FIRST as f32
                + self.form.each * shared(self.form.modalities, there)
        }
    }

    fn profile(&self, offer: &Brief) -> f32 {
        if offer.profiles == 0 {
            self.share[PROFILE] * c::NEUTRAL_PROFILE as f32
        } else {
            self.profiles.each * shared(self.profiles.wanted, offer.profiles)
        }
    }

    fn time(&self, offer: &Brief) -> f32 {
        if offer.has_window() {
            lower(self.days.each * self.overlap(offer) as f32, self.share[TIME])
        } else {
            self.share[TIME] * c::NEUTRAL_TIME as f32
        }
    }

    fn context(&self, offer: &Brief) -> f32 {
        let wanted = &self.context;
        let neutral = c::NEUTRAL_CONTEXT as f32;
        let (mut sum, mut is_silent) = (0.0, true);
        let mut add = |is_stated: bool, value: f32| {
            sum += if is_stated { value } else { neutral };
            is_silent &= !is_stated;
        };
        if wanted.scale >= 0 {
            add(offer.scale >= 0, 1.0 - f32::from((wanted.scale - offer.scale).abs()) / 2.0);
        }
        if !wanted.people.is_nan() {
            let apart = (offer.people - wanted.people).abs() / c::PEOPLE_DECADES as f32;
            add(!offer.people.is_nan(), higher(1.0 - apart, 0.0));
        }
        if wanted.settings.wanted != 0 {
            add(offer.settings != 0, wanted.settings.each * shared(wanted.settings.wanted, offer.settings));
        }
        if is_silent {
            return self.share[CONTEXT] * neutral;
        }
        let (here, there) = (wanted.place, offer.place);
        if here.region == 0 || there.region == 0 {
            return wanted.without * sum;
        }
        let far = if here.continent == there.continent { c::REGION_CONTINENT } else { c::REGION_FAR };
        wanted.with * (sum + if here.region == there.region { 1.0 } else { far as f32 })
    }

    fn commitment(&self, offer: &Brief) -> f32 {
        let wanted = &self.commitment;
        let neutral = c::NEUTRAL_COMMITMENT as f32;
        let (mut sum, mut parts) = (0.0, 0.0);
        if !wanted.secured.is_nan() {
            sum += wanted.secured;
            parts += 1.0;
        }
        if wanted.given.wanted != 0 {
            let given = wanted.given.each * shared(wanted.given.wanted, offer.covers);
            sum += if offer.covers == 0 { neutral } else { given };
            parts += 1.0;
        }
        if offer.asks_cover != 0 && wanted.covers != 0 {
            sum += shared(offer.asks_cover, wanted.covers) / offer.asks_cover.count_ones() as f32;
            parts += 1.0;
        }
        self.share[COMMITMENT] * if parts > 0.0 { sum / parts } else { neutral }
    }
}

#[cfg(test)]
#[path = "hope_tests.rs"]
mod tests;
