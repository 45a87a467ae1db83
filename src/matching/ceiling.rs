//! The most that an offer's criteria can add, from what it states at all: known before its brief is looked at.
//!
//! What an offer leaves unsaid has its neutral value, which is far below the highest. So a few bits of every offer, laid
//! beside its documents, and two small tables of every request rule out half of the offers without a look.

use std::sync::OnceLock;

use super::answer::Criterion;
use super::brief::Brief;
use super::constants as c;
use super::contest::higher;
use super::rows::RequestRow;
use crate::vocabulary::{Coded, Quadrant};

/// Parts of an offer, each a bit: whether it states modalities, profiles; above them, how well it is evidenced in so
/// many bits.
const MODALITIES: u8 = 1;
const PROFILES: u8 = 2;
const EVIDENCE_FROM: u32 = 2;
/// Evidence in steps, rounded up.
const EVIDENCE_STEPS: u8 = 7;
const PLAIN: usize = 1 << 5;

/// Others, each a bit: whether it states dates, a scale, people, settings, costs it covers.
const DATES: u8 = 1;
const SCALE: u8 = 2;
const PEOPLE: u8 = 4;
const SETTINGS: u8 = 8;
const COVERS: u8 = 16;
const INTRICATE: usize = 1 << 5;

/// Quadrants are few enough to be told exactly: four bits for those stated, and four for further ones of the subjects.
const FURTHER_FROM: usize = Quadrant::ALL.len();
const WANTED: usize = 1 << FURTHER_FROM;
const QUADRANTS: usize = WANTED * WANTED;
const _: () = assert!(QUADRANTS == 1 << u8::BITS);

/// What an offer states at all.
#[derive(Clone, Copy, Debug)]
pub struct Stated {
    plain: u8,
    intricate: u8,
    quadrants: u8,
}

impl Stated {
    /// What this offer states.
    pub fn by(offer: &Brief) -> Self {
        let mark = |bit: u8, is_stated: bool| if is_stated { bit } else { 0 };
        let evidence = (offer.evidence * f32::from(EVIDENCE_STEPS)).ceil() as u8;
        let plain = mark(MODALITIES, offer.modalities != 0)
            | mark(PROFILES, offer.profiles != 0)
            | evidence.min(EVIDENCE_STEPS) << EVIDENCE_FROM;
        let intricate = mark(DATES, offer.has_window())
            | mark(SCALE, offer.scale >= 0)
            | mark(PEOPLE, !offer.people.is_nan())
            | mark(SETTINGS, offer.settings != 0)
            | mark(COVERS, offer.covers != 0);
        Self { plain, intricate, quadrants: quadrants_of(offer) }
    }
}

fn quadrants_of(offer: &Brief) -> u8 {
    (offer.quadrants | offer.also_quadrants << FURTHER_FROM) as u8
}

/// A request, and by criterion what a value of 1 adds to the score.
struct Asking<'r> {
    request: &'r RequestRow,
    share: &'r [f32; 10],
}

/// By what an offer states: the most its criteria can add for one request.
pub struct Ceilings {
    /// What quadrants add at most, and the values of those the request wants.
    quadrant: f32,
    quadrants: &'static [f32; QUADRANTS],
    plain: [f32; PLAIN],
    intricate: [f32; INTRICATE],
}

impl Ceilings {
    /// For a request, where a value of 1 adds so much by criterion.
    pub fn of(request: &RequestRow, share: &[f32; 10]) -> Self {
        let asking = Asking { request, share };
        let mut plain = [0.0; PLAIN];
        for (at, most) in (0_u8..).zip(&mut plain) {
            let evidence = f32::from(at >> EVIDENCE_FROM) / f32::from(EVIDENCE_STEPS);
            *most = asking.share(Criterion::Evidence) * evidence
                + asking.stated_or(at & MODALITIES, Criterion::Modality, c::NEUTRAL_MODALITY)
                + asking.stated_or(at & PROFILES, Criterion::Profile, c::NEUTRAL_PROFILE);
        }
        let mut intricate = [0.0; INTRICATE];
        for (at, most) in (0_u8..).zip(&mut intricate) {
            *most = asking.stated_or(at & DATES, Criterion::Time, c::NEUTRAL_TIME)
                + asking.context(at)
                + asking.commitment(at);
        }
        let quadrants = &quadrant_values()[usize::from(request.row.quadrants) % WANTED];
        Self { quadrant: asking.share(Criterion::Quadrant), quadrants, plain, intricate }
    }

    /// The most that quadrant, modality, profile and evidence can add.
    pub fn plain(&self, stated: Stated) -> f32 {
        self.of_quadrants(stated.quadrants) + self.plain[usize::from(stated.plain) % PLAIN]
    }

    /// The most that time, context and commitment can add.
    pub fn intricate(&self, stated: Stated) -> f32 {
        self.intricate[usize::from(stated.intricate) % INTRICATE]
    }

    /// The same where all is stated.
    pub fn highest_intricate(&self) -> f32 {
        self.intricate[INTRICATE - 1]
    }

    /// What the quadrants of an offer add, exactly.
    pub fn quadrants(&self, offer: &Brief) -> f32 {
        self.of_quadrants(quadrants_of(offer))
    }

    fn of_quadrants(&self, there: u8) -> f32 {
        self.quadrant * self.quadrants[usize::from(there)]
    }
}

/// By quadrants wanted, by quadrants there: the value of the criterion.
fn quadrant_values() -> &'static [[f32; QUADRANTS]; WANTED] {
    static VALUES: OnceLock<[[f32; QUADRANTS]; WANTED]> = OnceLock::new();
    let value = |wanted: usize, there: usize| {
        let (main, further) = (there % WANTED, there >> FURTHER_FROM);
        let shared = |there: usize| f64::from((wanted & there).count_ones());
        let found = shared(main) + c::QUADRANT_ALSO * shared(further & !main);
        let value = if there == 0 { c::NEUTRAL_QUADRANT } else { found / shared(WANTED - 1).max(1.0) };
        value as f32
    };
    VALUES.get_or_init(|| std::array::from_fn(|wanted| std::array::from_fn(|there| value(wanted, there))))
}

impl Asking<'_> {
    fn share(&self, criterion: Criterion) -> f32 {
        self.share[criterion.index()]
    }

    /// What a criterion adds at most where the offer states this, and where it does not.
    fn stated_or(&self, stated: u8, criterion: Criterion, neutral: f64) -> f32 {
        self.share(criterion) * if stated != 0 { 1.0 } else { neutral as f32 }
    }

    fn context(&self, there: u8) -> f32 {
        let (row, neutral) = (&self.request.row, c::NEUTRAL_CONTEXT as f32);
        let (mut sum, mut parts, mut is_silent) = (0.0, 0.0, true);
        for (asks, bit) in
            [(row.scale >= 0, SCALE), (!row.people.is_nan(), PEOPLE), (row.settings != 0, SETTINGS)]
        {
            if asks {
                let is_stated = there & bit != 0;
                sum += if is_stated { 1.0 } else { neutral };
                parts += 1.0;
                is_silent &= !is_stated;
            }
        }
        // One region more can only raise the mean.
        self.share(Criterion::Context) * if is_silent { neutral } else { (sum + 1.0) / (parts + 1.0) }
    }

    fn commitment(&self, there: u8) -> f32 {
        let (request, neutral) = (self.request, c::NEUTRAL_COMMITMENT as f32);
        let (mut sum, mut parts) = (0.0, 0.0);
        if !request.secured.is_nan() {
            sum += request.secured as f32;
            parts += 1.0;
        }
        if request.row.asks_cover != 0 {
            sum += if there & COVERS != 0 { 1.0 } else { neutral };
            parts += 1.0;
        }
        // What the offer asks to be covered may all be.
        self.share(Criterion::Commitment) * higher((sum + 1.0) / (parts + 1.0), neutral)
    }
}
