//! From an entry's texts to weighted terms: concepts found in them, the meanings of plain words, and stems of the
//! words whose meaning nobody knows.
//!
//! What happens here is not repeated by the oracle; it gets the terms (`--example match -- CATALOG --analysed`). All
//! versions of a text count, the original and its translations, but none twice: of a concept or word that
//! several versions say, the strongest counts.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::catalog::{Offer, Request};
use crate::primitive::{Language, Text};
use crate::vocabulary::{ConceptIx, ConceptKind, Vocabulary};
use crate::words::{ConceptFinder, MeaningIx, Meanings, Stemmers, detect, tokens};

/// A title is the entry in its author's own short words.
const TITLE: f32 = 2.0;
/// The text proper.
const BODY: f32 = 1.0;
/// Objectives say what the need comes down to.
const OBJECTIVES: f32 = 1.0;
/// Results repeat the objectives, with figures.
const RESULTS: f32 = 0.5;
/// Tags are chosen words.
const TAGS: f32 = 1.0;
/// In the document of the whole offer a part's title counts like its text …
const PART_TITLE: f32 = 1.0;
/// … and a part's text counts half: it is detail there.
const PART_BODY: f32 = 0.5;
/// A programme named stands for what it is an instance of, nearly as well as the name of that would.
const INSTANCE: f32 = 0.8;
/// A sub-topic hints at its topic or sector, so that neighbours meet there.
const PARENT: f32 = 0.25;
/// A plain word tells less than a term of the field. Shared among its senses.
const MEANING: f32 = 0.8;
/// Shorter words are initials and particles.
const SHORTEST_WORD: usize = 3;

/// The terms of one document with their counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Concepts, in order of number.
    pub concepts: Vec<(ConceptIx, f32)>,
    /// Everyday meanings, in order of number; compared among the concepts.
    pub meanings: Vec<(MeaningIx, f32)>,
    /// Stems of words without a known meaning, in byte order.
    pub words: Vec<(String, f32)>,
}

/// Turns entries into terms.
pub struct Analyser<'v> {
    vocabulary: &'v Vocabulary,
    finder: ConceptFinder,
    stemmers: Stemmers,
    meanings: &'static Meanings,
}

#[derive(Default)]
struct Counts {
    concepts: BTreeMap<ConceptIx, f32>,
    meanings: BTreeMap<MeaningIx, f32>,
    words: BTreeMap<String, f32>,
}

impl<'v> Analyser<'v> {
    /// An analyser for this vocabulary.
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        let finder = ConceptFinder::new(vocabulary);
        Self { vocabulary, finder, stemmers: Stemmers::default(), meanings: Meanings::carried() }
    }

    /// The one analyser of the carried vocabulary, built on first use: it takes longer than a small catalog.
    pub fn shared(vocabulary: &'static Vocabulary) -> Arc<Analyser<'static>> {
        static CARRIED: OnceLock<Arc<Analyser<'static>>> = OnceLock::new();
        if std::ptr::eq(vocabulary, Vocabulary::carried()) {
            CARRIED.get_or_init(|| Arc::new(Analyser::new(vocabulary))).clone()
        } else {
            Arc::new(Analyser::new(vocabulary))
        }
    }

    /// The vocabulary it speaks.
    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }

    /// The documents of an offer: the whole, then every component alone.
    pub fn offer(&self, offer: &Offer) -> Vec<Terms> {
        let spoken = spoken_in(&offer.summary);
        let mut whole = Counts::default();
        self.add(&mut whole, &offer.title, TITLE, spoken);
        self.add(&mut whole, &offer.summary, BODY, spoken);
        self.add_tags(&mut whole, &offer.tags, spoken);
        for part in &offer.components {
            self.add(&mut whole, &part.title, PART_TITLE, spoken);
            self.add(&mut whole, &part.summary, PART_BODY, spoken);
        }
        let parts = offer.components.iter().map(|part| {
            let mut counts = Counts::default();
            self.add(&mut counts, &part.title, TITLE, spoken);
            self.add(&mut counts, &part.summary, BODY, spoken);
            counts
        });
        std::iter::once(whole).chain(parts).map(|counts| self.widened(counts)).collect()
    }

    /// The one document of a request.
    pub fn request(&self, request: &Request) -> Vec<Terms> {
        let spoken = spoken_in(&request.need);
        let mut counts = Counts::default();
        for (text, weight) in request_texts(request) {
            self.add(&mut counts, text, weight, spoken);
        }
        self.add_tags(&mut counts, &request.tags, spoken);
        vec![self.widened(counts)]
    }

    fn add_tags(&self, counts: &mut Counts, tags: &[String], spoken: Option<Language>) {
        for tag in tags {
            self.add(counts, &Text::plain(tag.as_str()), TAGS, spoken);
        }
    }

    fn add(&self, counts: &mut Counts, text: &Text, weight: f32, spoken: Option<Language>) {
        let mut strongest = Counts::default();
        for (tag, version) in text.versions() {
            let language = language_of(tag, version, spoken);
            let mut of_version = Counts::default();
            for found in self.finder.find(version, language) {
                *of_version.concepts.entry(found.concept).or_default() += found.strength;
            }
            let language = language.unwrap_or(Language::En);
            for stem in self.stemmers.stems(version, language) {
                let senses = self.meanings.of(&stem, language);
                for sense in senses {
                    *of_version.meanings.entry(*sense).or_default() += MEANING / senses.len() as f32;
                }
                if senses.is_empty() && tells(&stem) {
                    *of_version.words.entry(stem).or_default() += 1.0;
                }
            }
            keep_strongest(&mut strongest.concepts, of_version.concepts);
            keep_strongest(&mut strongest.meanings, of_version.meanings);
            keep_strongest(&mut strongest.words, of_version.words);
        }
        add_weighed(&mut counts.concepts, strongest.concepts, weight);
        add_weighed(&mut counts.meanings, strongest.meanings, weight);
        add_weighed(&mut counts.words, strongest.words, weight);
    }

    /// Adds what the concepts found are instances or parts of.
    fn widened(&self, counts: Counts) -> Terms {
        let mut concepts = counts.concepts.clone();
        for (ix, count) in &counts.concepts {
            let concept = self.vocabulary.concept(*ix);
            let share = if concept.kind == ConceptKind::Programme { INSTANCE } else { PARENT };
            for parent in &concept.parents {
                *concepts.entry(*parent).or_default() += share * count;
                if concept.kind == ConceptKind::Programme {
                    for grand in &self.vocabulary.concept(*parent).parents {
                        *concepts.entry(*grand).or_default() += share * PARENT * count;
                    }
                }
            }
        }
        Terms {
            concepts: concepts.into_iter().collect(),
            meanings: counts.meanings.into_iter().collect(),
            words: counts.words.into_iter().collect(),
        }
    }

    /// The plain words whose meanings count among the concepts.
    pub fn meanings(&self) -> &'static Meanings {
        self.meanings
    }

    /// The words of a request as they are written, by their stems and the names of their meanings.
    pub fn written_in_request(&self, request: &Request) -> BTreeMap<String, String> {
        let texts = request_texts(request).map(|(text, _)| text);
        self.written(texts, &request.tags, spoken_in(&request.need))
    }

    /// The same of an offer with its components.
    pub fn written_in_offer(&self, offer: &Offer) -> BTreeMap<String, String> {
        let parts = offer.components.iter().flat_map(|part| [&part.title, &part.summary]);
        let texts = [&offer.title, &offer.summary].into_iter().chain(parts);
        self.written(texts, &offer.tags, spoken_in(&offer.summary))
    }

    fn written<'t>(
        &self,
        texts: impl Iterator<Item = &'t Text>,
        tags: &'t [String],
        spoken: Option<Language>,
    ) -> BTreeMap<String, String> {
        let mut written = BTreeMap::new();
        let tags = tags.iter().map(|tag| (None, tag.as_str()));
        for (tag, version) in texts.flat_map(Text::versions).chain(tags) {
            let language = language_of(tag, version, spoken).unwrap_or(Language::En);
            for token in tokens(version) {
                let word = token.of(version);
                for stem in self.stemmers.stems(word, language) {
                    for sense in self.meanings.of(&stem, language) {
                        let name = self.meanings.name(*sense).to_owned();
                        written.entry(name).or_insert_with(|| word.to_owned());
                    }
                    written.entry(stem).or_insert_with(|| word.to_owned());
                }
            }
        }
        written
    }
}

/// The language an entry speaks: what its longest text states, else what that text tells.
fn spoken_in(body: &Text) -> Option<Language> {
    language_of(body.lang.as_deref(), &body.text, None)
}

/// Of a text: what it states, else what it tells, else what its entry speaks; titles and tags are short.
fn language_of(tag: Option<&str>, text: &str, spoken: Option<Language>) -> Option<Language> {
    tag.and_then(Language::from_tag).or_else(|| detect(text)).or(spoken)
}

fn request_texts(request: &Request) -> impl Iterator<Item = (&Text, f32)> {
    let objectives = request.objectives.iter().map(|text| (text, OBJECTIVES));
    let results = request.results.iter().map(|text| (text, RESULTS));
    [(&request.title, TITLE), (&request.need, BODY)].into_iter().chain(objectives).chain(results)
}

fn add_weighed<K: Ord>(all: &mut BTreeMap<K, f32>, more: BTreeMap<K, f32>, weight: f32) {
    for (key, count) in more {
        *all.entry(key).or_default() += weight * count;
    }
}

fn keep_strongest<K: Ord>(all: &mut BTreeMap<K, f32>, more: BTreeMap<K, f32>) {
    for (key, count) in more {
        let strongest = all.entry(key).or_default();
        *strongest = strongest.max(count);
    }
}

/// Whether a stem can tell something: figures and initials cannot.
fn tells(stem: &str) -> bool {
    stem.len() >= SHORTEST_WORD && !stem.starts_with(|letter: char| letter.is_ascii_digit())
}
