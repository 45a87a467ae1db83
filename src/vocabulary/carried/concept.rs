//! Concepts: topics, sectors, sub-topics and programmes, numbered in one space.

use serde::Deserialize;

use crate::primitive::Language;
use crate::vocabulary::Quadrant;

/// Number of a concept in the carried vocabulary. Stable within one build only: files carry ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptIx(pub u16);

impl ConceptIx {
    /// As an index into tables by concept.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConceptKind {
    /// One of the 18 topics of the document of 2010.
    Topic,
    /// One of the 11 sectors.
    Sector,
    /// A sub-topic of a topic or of a sector.
    Subtopic,
    /// A programme or system known by its name.
    Programme,
}

/// The same thing in the four languages. One that a file leaves out is empty, which the tests report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ByLanguage<T> {
    /// English.
    pub en: T,
    /// Spanish.
    pub es: T,
    /// Portuguese.
    pub pt: T,
    /// French.
    pub fr: T,
}

impl<T> ByLanguage<T> {
    /// The one in this language.
    pub fn get(&self, language: Language) -> &T {
        match language {
            Language::En => &self.en,
            Language::Es => &self.es,
            Language::Pt => &self.pt,
            Language::Fr => &self.fr,
        }
    }
}

/// Where a fact was looked up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// Title of the page or document.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A topic, sector, sub-topic or programme.
#[derive(Clone, Debug)]
pub struct Concept {
    /// Its number.
    pub ix: ConceptIx,
    /// Its id, as files carry it.
    pub id: String,
    /// What it is.
    pub kind: ConceptKind,
    /// The topic or sector of a sub-topic; what a programme is an instance of, the main one first; none otherwise.
    pub parents: Vec<ConceptIx>,
    /// Sub-topics of a topic or sector; programmes of a sub-topic or topic.
    pub children: Vec<ConceptIx>,
    /// Sectors of a topic (its own), of a sub-topic (its topic's or its sector), of a programme (its concepts').
    pub sectors: Vec<ConceptIx>,
    /// The quadrants it is found in, the main one first; none for a sector.
    pub quadrants: Vec<Quadrant>,
    /// Its names; for a programme a short description.
    pub labels: ByLanguage<String>,
    /// Its names where there is little room; the labels again where no shorter ones are needed.
    pub short: ByLanguage<String>,
    /// What people write when they mean it, the labels not repeated.
    pub terms: ByLanguage<Vec<String>>,
    /// A programme's own name and its other forms, the same in every language.
    pub names: Vec<String>,
    /// A programme's country, alpha-3.
    pub country: Option<String>,
    /// OECD DAC purpose codes.
    pub dac: Vec<String>,
    /// One line on what it covers; empty where none was written.
    pub note: ByLanguage<String>,
    /// Where a programme's facts come from.
    pub source: Option<Source>,
}

impl Concept {
    /// A concept with nothing but its identity and names.
    pub(super) fn new(ix: ConceptIx, id: &str, kind: ConceptKind, labels: &ByLanguage<String>) -> Self {
        Self {
            ix,
            id: id.to_owned(),
            kind,
            parents: Vec::new(),
            children: Vec::new(),
            sectors: Vec::new(),
            quadrants: Vec::new(),
            labels: labels.clone(),
            short: labels.clone(),
            terms: ByLanguage::default(),
            names: Vec::new(),
            country: None,
            dac: Vec::new(),
            note: ByLanguage::default(),
            source: None,
        }
    }

    /// Label and terms in a language: everything that names this concept there, names of a programme apart, and the
    /// short names of sectors, which are everyday words (*social*).
    pub fn wordings(&self, language: Language) -> impl Iterator<Item = &str> {
        let label = (self.kind != ConceptKind::Programme).then(|| self.labels.get(language).as_str());
        let short = self.short.get(language).as_str();
        let is_topic = self.kind == ConceptKind::Topic;
        let short = (is_topic && label != Some(short)).then_some(short);
        label.into_iter().chain(short).chain(self.terms.get(language).iter().map(String::as_str))
    }
}
