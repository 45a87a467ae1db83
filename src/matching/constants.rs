//! Every constant of the scoring, each with the reason for its value; `SCORING.md` says the same.

/// Rarity stops at 1/256 of the entries: beyond that a word is rare enough, and a cap keeps typing errors from outweighing substance.
pub const MAX_LEVEL: u32 = 8;
/// A catalog of fewer entries is too small to tell a rare word from a common one: it counts as one of 64.
pub const RARITY_FLOOR: u32 = 64;
/// A sector is one of 11 and says far less than a topic or a sub-topic.
pub const SECTOR_SHARE: f64 = 0.5;
/// Who asks for the whole gets a real part of it.
pub const KIN_PART: f64 = 0.8;
/// Who names the whole topic probably, not surely, has the part.
pub const KIN_WHOLE: f64 = 0.7;
/// A neighbouring sub-topic is related knowledge, not what was asked.
pub const KIN_SIBLING: f64 = 0.35;
/// A topic of the wanted sector is one way to serve it.
pub const KIN_IN_SECTOR: f64 = 0.6;
/// Working in the sector hints at the topic, no more.
pub const KIN_FROM_SECTOR: f64 = 0.25;
/// Text alone opens gate 4 only where several rare terms or a rare concept coincide.
pub const TEXT_GATE: f64 = 0.3;
/// The vocabulary says the subject also lives in that quadrant; the offer does not.
pub const QUADRANT_ALSO: f64 = 0.5;
/// One acceptable form is enough to work; more forms leave more room.
pub const MODALITY_FIRST: f64 = 0.7;
/// Spanish and Portuguese speakers understand each other partly; documents still need care.
pub const LANGUAGE_NEAR: f64 = 0.6;
/// Interpretation is needed, and somebody has said they will cover it.
pub const LANGUAGE_PAID: f64 = 0.4;
/// Interpretation is needed and nobody covers it: possible, at a cost.
pub const LANGUAGE_NONE: f64 = 0.15;
/// Half a year stands for a wanted window that has no end.
pub const WANTED_DAYS: i64 = 180;
/// A thousandfold difference in people served is no likeness at all.
pub const PEOPLE_DECADES: f64 = 3.0;
/// Same continent: shared institutions, shorter journeys.
pub const REGION_CONTINENT: f64 = 0.6;
/// Far apart is a drawback, never a bar, in south-south cooperation.
pub const REGION_FAR: f64 = 0.2;
/// An evaluation is the strongest sign (the three add up to 1).
pub const EVIDENCE_EVALUATED: f64 = 0.4;
/// What is written down can be handed over.
pub const EVIDENCE_DOCUMENTED: f64 = 0.3;
/// It worked in another country before.
pub const EVIDENCE_TRANSFERRED: f64 = 0.3;
/// The first transfer proves most.
pub const TRANSFER_FIRST: f64 = 0.7;
/// Two more bring it to 1.
pub const TRANSFER_MORE: f64 = 0.15;
/// Below a sibling: an offer without subjects is carried by its text.
pub const NEUTRAL_SUBJECT: f64 = 0.3;
/// Below the middle, so that silence never beats a statement that fits.
pub const NEUTRAL_QUADRANT: f64 = 0.4;
/// As above.
pub const NEUTRAL_MODALITY: f64 = 0.4;
/// As above.
pub const NEUTRAL_LANGUAGE: f64 = 0.4;
/// As above.
pub const NEUTRAL_TIME: f64 = 0.4;
/// As above.
pub const NEUTRAL_PROFILE: f64 = 0.4;
/// An offer without a usable word has said nothing about its substance.
pub const NEUTRAL_TEXT: f64 = 0.1;
/// As above.
pub const NEUTRAL_CONTEXT: f64 = 0.4;
/// Unproven until said otherwise.
pub const NEUTRAL_EVIDENCE: f64 = 0.3;
/// As above.
pub const NEUTRAL_COMMITMENT: f64 = 0.4;
/// A term reaches half its weight at one and a half mentions, a title counting two: repetition soon adds nothing.
pub const TF_HALF: f64 = 1.5;
/// A long text cannot win by length; with 64 terms the results on a and c are the same, with 32 lower by 0.02.
pub const MAX_TERMS: usize = 48;
/// Concepts and everyday meanings, in any language, can carry the text criterion far up (flat on a and c from 0.7 to 0.9).
pub const CONCEPT_SHARE: f64 = 0.8;
/// Plain words differ where the substance is one, so a cosine of 0.3 is clear agreement (flat on a and c from 0.2 to 0.4).
pub const CONCEPT_HALF: f64 = 0.3;
/// Words whose meaning nobody knows are mostly names; they do not cross languages (flat on a and c from 0.1 to 0.3).
pub const WORD_SHARE: f64 = 0.3;
/// Words are many and shared ones few, so cosines of words are smaller (flat on a and c from 0.25 to 1).
pub const WORD_HALF: f64 = 0.25;
/// Subject and text together, the substance, make 64 of 100; topics are coarse and often wrong, so the smaller share of it (flat on a and c from 8 to 20).
pub const BASE_SUBJECT: f64 = 14.0;
/// The other 36 are about feasibility and fit; the quadrant follows mostly from the topic.
pub const BASE_QUADRANT: f64 = 4.0;
/// The gate has done most of the work.
pub const BASE_MODALITY: f64 = 4.0;
/// The costliest obstacle named in 2010, and the one that must not hide the best answer in another language (flat on a and c from 3 to 9).
pub const BASE_LANGUAGE: f64 = 6.0;
/// The gate has done most of the work.
pub const BASE_TIME: f64 = 5.0;
/// Profiles are few and broad.
pub const BASE_PROFILE: f64 = 4.0;
/// What is written tells most; on a and c the results are flat from 40 to 70.
pub const BASE_TEXT: f64 = 50.0;
/// Fit of scale and setting decides between equals.
pub const BASE_CONTEXT: f64 = 6.0;
/// Helps between equals.
pub const BASE_EVIDENCE: f64 = 4.0;
/// Helps between equals.
pub const BASE_COMMITMENT: f64 = 3.0;
/// *Very important* counts twice.
pub const FACTOR_VERY: f64 = 2.0;
/// *Somewhat* is the measure.
pub const FACTOR_SOMEWHAT: f64 = 1.0;
/// Half of what is asked; the person may set it otherwise.
pub const REQUIRED_MINIMUM: f64 = 0.5;
/// Calibrated on a and c: of the pairs above, nine in ten are of grade 2 or 3 (section 13).
pub const STRONG: f64 = 0.63;
/// Most of the weight rests on statements.
pub const STRONG_KNOWN: f64 = 0.6;
/// Most of what is asked is covered.
pub const STRONG_SUBJECT: f64 = 0.6;
/// The same coarse topic with little in common in the words is not strong.
pub const STRONG_TEXT_TOO: f64 = 0.35;
/// Text has to carry the substance alone.
pub const STRONG_TEXT: f64 = 0.45;
/// Calibrated on a and c: of the pairs between, more than half are of grade 2 or 3 (section 13).
pub const GOOD: f64 = 0.52;
/// Some of the subject.
pub const GOOD_SUBJECT: f64 = 0.3;
/// Or some of the text.
pub const GOOD_TEXT: f64 = 0.25;
/// Calibrated on a and c: below, one pair in thirty-seven is of grade 1 or more (section 13).
pub const POSSIBLE: f64 = 0.4;
/// *Among the best* means the first ten.
pub const NEAR_AMONG: usize = 10;
/// The letters M a t r i z 1.
pub const ROBUSTNESS_SEED: u64 = 0x004D_6174_7269_7A31;
/// Gives shares to about one and a half points.
pub const DRAWS: usize = 1000;
/// Half the weight …
pub const FACTOR_LOW: f64 = 0.5;
/// … to twice.
pub const FACTOR_HIGH: f64 = 2.0;
/// A provider looks first for a counterpart that is ready (the five add up to 1).
pub const PROVIDER_COMMITMENT: f64 = 0.3;
/// Then for need.
pub const PROVIDER_PRIORITY: f64 = 0.25;
/// Then for a setting like its own.
pub const PROVIDER_CONTEXT: f64 = 0.15;
/// Then for a language it can work in.
pub const PROVIDER_LANGUAGE: f64 = 0.15;
/// Then for dates that suit.
pub const PROVIDER_TIME: f64 = 0.15;
/// Not stated: below the middle.
pub const PROVIDER_NEUTRAL: f64 = 0.4;
