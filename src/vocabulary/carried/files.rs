//! The shapes of `data/vocabulary/*.json`, and the files themselves.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::concept::{ByLanguage, Source};
use crate::vocabulary::{AgreementNeeded, Profile, Quadrant, Sector, Topic};

macro_rules! carried {
    ($file:literal) => {
        (concat!("data/vocabulary/", $file), include_str!(concat!("../../../data/vocabulary/", $file)))
    };
}

/// Name and content of a data file.
type File = (&'static str, &'static str);

const QUADRANTS: File = carried!("quadrants.json");
const TOPICS: File = carried!("topics.json");
const SECTORS: File = carried!("sectors.json");
const MODALITIES: File = carried!("modalities.json");
const LISTS: File = carried!("lists.json");
const SUBTOPICS: [File; 2] = [carried!("subtopics-of-topics.json"), carried!("subtopics-of-sectors.json")];
const NOTES: [File; 2] = [carried!("notes-of-topics.json"), carried!("notes-of-sectors.json")];
const PROGRAMMES: [File; 1] = [carried!("programmes.json")];
const AMBIGUOUS: [File; 2] = [carried!("ambiguous.json"), carried!("ambiguous-of-topics.json")];
const FALSE_FRIENDS: [File; 1] = [carried!("false-friends.json")];
const COUNTRIES: [File; 1] = [carried!("countries.json")];

/// All files, parsed.
pub(super) struct Files {
    pub quadrants: Vec<QuadrantEntry>,
    pub topics: Vec<TopicEntry>,
    pub sectors: Vec<SectorEntry>,
    pub modalities: Vec<ModalityEntry>,
    pub lists: BTreeMap<String, Vec<ListEntry>>,
    pub subtopics: Vec<SubtopicEntry>,
    pub notes: BTreeMap<String, ByLanguage<String>>,
    pub programmes: Vec<ProgrammeEntry>,
    pub ambiguous: Vec<Ambiguity>,
    pub false_friends: Vec<FalseFriend>,
    pub countries: Vec<Country>,
}

impl Files {
    pub fn parse() -> Self {
        Self {
            quadrants: parse(QUADRANTS),
            topics: parse(TOPICS),
            sectors: parse(SECTORS),
            modalities: parse(MODALITIES),
            lists: parse(LISTS),
            subtopics: parse_all(&SUBTOPICS),
            notes: parse_all(&NOTES),
            programmes: parse_all(&PROGRAMMES),
            ambiguous: parse_all(&AMBIGUOUS),
            false_friends: parse_all(&FALSE_FRIENDS),
            countries: parse_all(&COUNTRIES),
        }
    }
}

/// Parses a file that is part of this program: it cannot fail at a reader's place, because the tests parse the
/// same bytes; while the files are edited, the message says where.
fn parse<T: DeserializeOwned>((name, text): File) -> T {
    match serde_json::from_str(text) {
        Ok(parsed) => parsed,
        Err(error) => panic!("{name}: {error}"),
    }
}

/// One list (or map) out of several files of the same shape.
fn parse_all<C, T>(files: &[File]) -> C
where
    C: DeserializeOwned + IntoIterator<Item = T> + FromIterator<T>,
{
    files.iter().flat_map(|file| parse::<C>(*file)).collect()
}

#[derive(Deserialize)]
pub(super) struct QuadrantEntry {
    pub id: Quadrant,
    pub labels: ByLanguage<String>,
    pub short: ByLanguage<String>,
    pub description: ByLanguage<String>,
    pub agreement: AgreementNeeded,
    pub profiles: Vec<Profile>,
}

#[derive(Deserialize)]
pub(super) struct TopicEntry {
    pub id: Topic,
    pub quadrant: Quadrant,
    pub also_quadrants: Vec<Quadrant>,
    pub sectors: Vec<Sector>,
    pub labels: ByLanguage<String>,
    pub short: ByLanguage<String>,
    #[serde(default)]
    pub terms: ByLanguage<Vec<String>>,
    #[serde(default)]
    pub dac: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct SectorEntry {
    pub id: Sector,
    pub labels: ByLanguage<String>,
    pub short: ByLanguage<String>,
    #[serde(default)]
    pub terms: ByLanguage<Vec<String>>,
    #[serde(default)]
    pub dac: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct ModalityEntry {
    pub id: crate::vocabulary::Modality,
    pub labels: ByLanguage<String>,
    pub shortest_days: i32,
    #[serde(default)]
    pub terms: ByLanguage<Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct ListEntry {
    pub id: String,
    pub labels: ByLanguage<String>,
}

#[derive(Deserialize)]
pub(super) struct SubtopicEntry {
    pub id: String,
    pub topic: Option<Topic>,
    pub sector: Option<Sector>,
    pub quadrants: Vec<Quadrant>,
    pub labels: ByLanguage<String>,
    #[serde(default)]
    pub terms: ByLanguage<Vec<String>>,
    #[serde(default)]
    pub dac: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct ProgrammeEntry {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub names: Vec<String>,
    pub country: String,
    pub concepts: Vec<String>,
    pub labels: ByLanguage<String>,
    pub source: Source,
}

/// A term that stands under more than one concept of the same language, and says so.
#[derive(Clone, Debug, Deserialize)]
pub struct Ambiguity {
    /// The term.
    pub term: String,
    /// The language it is ambiguous in.
    pub lang: crate::primitive::Language,
    /// Ids of the concepts it may mean.
    pub concepts: Vec<String>,
    /// When it means which.
    #[serde(default)]
    pub note: String,
}

/// Two words that look alike in Spanish and Portuguese and mean different things.
#[derive(Clone, Debug, Deserialize)]
pub struct FalseFriend {
    /// The Spanish word.
    pub es: String,
    /// The Portuguese word.
    pub pt: String,
    /// What the Spanish word means, in English.
    pub es_means: String,
    /// What the Portuguese word means, in English.
    pub pt_means: String,
    /// What goes wrong when they are confused.
    pub why_it_matters: String,
}

/// A country or territory.
#[derive(Clone, Debug, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-3 code.
    pub id: String,
    /// ISO 3166-1 alpha-2 code.
    pub iso2: String,
    /// Id of its region.
    pub region: String,
    /// Official languages (BCP 47), the main one first.
    pub languages: Vec<String>,
    /// Whether Spanish and Portuguese speakers there are used to understanding each other.
    #[serde(default)]
    pub mutual: bool,
}
