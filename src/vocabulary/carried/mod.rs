//! The vocabulary the engine carries: parsed once, never changed.

mod concept;
mod files;
mod speak;

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

pub use concept::{ByLanguage, Concept, ConceptIx, ConceptKind, Source};
pub use files::{Ambiguity, Country, FalseFriend};

use self::files::{Files, ListEntry, ModalityEntry};
use super::{AgreementNeeded, Coded, Modality, Profile, Quadrant, Sector, Topic};
use crate::primitive::Arrange;

/// What the document of 2010 says of a quadrant.
#[derive(Clone, Debug)]
pub struct QuadrantFacts {
    /// Which one.
    pub id: Quadrant,
    /// Its names.
    pub labels: ByLanguage<String>,
    /// Its names for column heads.
    pub short: ByLanguage<String>,
    /// What belongs in it.
    pub description: ByLanguage<String>,
    /// The agreement an exchange in it needs first.
    pub agreement: AgreementNeeded,
    /// The professionals it calls for.
    pub profiles: Vec<Profile>,
}

/// Topics, sectors, sub-topics and programmes with their words, and the facts on modalities and countries.
pub struct Vocabulary {
    concepts: Vec<Concept>,
    by_id: HashMap<String, ConceptIx>,
    quadrants: Vec<QuadrantFacts>,
    modalities: Vec<ModalityEntry>,
    lists: BTreeMap<String, Vec<ListEntry>>,
    countries: Vec<Country>,
    ambiguities: Vec<Ambiguity>,
    false_friends: Vec<FalseFriend>,
}

/// Numbering: topics in the order of [`Topic`], then sectors in the order of [`Sector`], then sub-topics, then
/// programmes.
const FIRST_SECTOR: usize = Topic::ALL.len();

impl Vocabulary {
    /// The one this program carries.
    pub fn carried() -> &'static Self {
        static CARRIED: OnceLock<Vocabulary> = OnceLock::new();
        CARRIED.get_or_init(|| Self::build(Files::parse()))
    }

    fn build(files: Files) -> Self {
        let mut vocabulary = Self {
            concepts: Vec::new(),
            by_id: HashMap::new(),
            quadrants: Vec::new(),
            modalities: files.modalities,
            lists: files.lists,
            countries: files.countries,
            ambiguities: files.ambiguous,
            false_friends: files.false_friends,
        };
        vocabulary.modalities.arrange_by_key(|modality| modality.id);
        vocabulary.countries.arrange_by(|a, b| a.id.cmp(&b.id));
        for entry in files.quadrants {
            vocabulary.quadrants.push(QuadrantFacts {
                id: entry.id,
                labels: entry.labels,
                short: entry.short,
                description: entry.description,
                agreement: entry.agreement,
                profiles: entry.profiles,
            });
        }
        vocabulary.quadrants.arrange_by_key(|quadrant| quadrant.id);
        vocabulary.add_topics(files.topics);
        vocabulary.add_sectors(files.sectors);
        vocabulary.add_subtopics(files.subtopics, &files.notes);
        vocabulary.add_programmes(files.programmes);
        vocabulary.link_children();
        vocabulary
    }

    fn add(&mut self, concept: Concept) {
        self.by_id.insert(concept.id.clone(), concept.ix);
        self.concepts.push(concept);
    }

    /// The number of the next concept; a vocabulary of 65,536 concepts would be a mistake of its own.
    fn next(&self) -> ConceptIx {
        ConceptIx(self.concepts.len() as u16)
    }

    fn add_topics(&mut self, mut entries: Vec<files::TopicEntry>) {
        entries.arrange_by_key(|entry| entry.id);
        for entry in entries {
            let mut concept = Concept::new(self.next(), entry.id.id(), ConceptKind::Topic, &entry.labels);
            concept.short = entry.short;
            concept.terms = entry.terms;
            concept.dac = entry.dac;
            concept.quadrants = vec![entry.quadrant];
            concept.quadrants.extend(entry.also_quadrants);
            concept.sectors = entry.sectors.into_iter().map(|sector| self.of_sector(sector)).collect();
            self.add(concept);
        }
    }

    fn add_sectors(&mut self, mut entries: Vec<files::SectorEntry>) {
        entries.arrange_by_key(|entry| entry.id);
        for entry in entries {
            let mut concept = Concept::new(self.next(), entry.id.id(), ConceptKind::Sector, &entry.labels);
            concept.short = entry.short;
            concept.terms = entry.terms;
            concept.dac = entry.dac;
            concept.sectors = vec![concept.ix];
            self.add(concept);
        }
    }

    fn add_subtopics(
        &mut self,
        entries: Vec<files::SubtopicEntry>,
        notes: &BTreeMap<String, ByLanguage<String>>,
    ) {
        for entry in entries {
            let mut concept = Concept::new(self.next(), &entry.id, ConceptKind::Subtopic, &entry.labels);
            if let Some(topic) = entry.topic.map(|topic| self.of_topic(topic)) {
                concept.sectors.clone_from(&self.concept(topic).sectors);
                concept.parents.push(topic);
            }
            if let Some(sector) = entry.sector.map(|sector| self.of_sector(sector)) {
                concept.sectors.push(sector);
                concept.parents.push(sector);
            }
            concept.quadrants = entry.quadrants;
            concept.terms = entry.terms;
            concept.dac = entry.dac;
            concept.note = notes.get(&entry.id).cloned().unwrap_or_default();
            self.add(concept);
        }
    }

    fn add_programmes(&mut self, entries: Vec<files::ProgrammeEntry>) {
        for entry in entries {
            let mut concept = Concept::new(self.next(), &entry.id, ConceptKind::Programme, &entry.labels);
            concept.parents = entry.concepts.iter().filter_map(|id| self.find(id)).collect();
            for parent in concept.parents.clone() {
                let parent = self.concept(parent);
                concept.sectors.extend(
                    parent
                        .sectors
                        .iter()
                        .filter(|ix| !concept.sectors.contains(ix))
                        .copied()
                        .collect::<Vec<_>>(),
                );
                concept.quadrants.extend(
                    parent
                        .quadrants
                        .iter()
                        .filter(|q| !concept.quadrants.contains(q))
                        .copied()
                        .collect::<Vec<_>>(),
                );
            }
            concept.names = std::iter::once(entry.name).chain(entry.names).collect();
            concept.country = Some(entry.country);
            concept.source = Some(entry.source);
            self.add(concept);
        }
    }

    fn link_children(&mut self) {
        for child in 0..self.concepts.len() {
            for parent in self.concepts[child].parents.clone() {
                self.concepts[parent.index()].children.push(ConceptIx(child as u16));
            }
        }
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// Every concept, in the order of its number.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// A concept by its number.
    pub fn concept(&self, ix: ConceptIx) -> &Concept {
        &self.concepts[ix.index()]
    }

    /// The concept with this id.
    pub fn find(&self, id: &str) -> Option<ConceptIx> {
        self.by_id.get(id).copied()
    }

    /// The concept of a topic.
    pub fn of_topic(&self, topic: Topic) -> ConceptIx {
        ConceptIx(topic.index() as u16)
    }

    /// The concept of a sector.
    pub fn of_sector(&self, sector: Sector) -> ConceptIx {
        ConceptIx((FIRST_SECTOR + sector.index()) as u16)
    }

    /// The topic a concept is, if it is one.
    pub fn as_topic(&self, ix: ConceptIx) -> Option<Topic> {
        Topic::ALL.get(ix.index()).copied()
    }

    /// The sector a concept is, if it is one.
    pub fn as_sector(&self, ix: ConceptIx) -> Option<Sector> {
        Sector::ALL.get(ix.index().checked_sub(FIRST_SECTOR)?).copied()
    }

    /// The other sub-topics of the same topic or sector; for a programme, the other instances of what it mainly is.
    pub fn siblings(&self, ix: ConceptIx) -> impl Iterator<Item = ConceptIx> {
        let parent = self.concept(ix).parents.first();
        let children = parent.map_or(&[][..], |parent| &self.concept(*parent).children);
        children.iter().copied().filter(move |child| *child != ix)
    }

    /// Facts on a quadrant.
    pub fn quadrant(&self, quadrant: Quadrant) -> &QuadrantFacts {
        &self.quadrants[quadrant.index()]
    }

    /// The agreement an exchange in this quadrant needs before it can begin.
    pub fn agreement_needed(&self, quadrant: Quadrant) -> AgreementNeeded {
        self.quadrant(quadrant).agreement
    }

    /// The shortest useful stay of a modality, in whole days.
    pub fn modality_shortest_days(&self, modality: Modality) -> i32 {
        self.modalities[modality.index()].shortest_days
    }

    /// What people call a modality in a language: its label and terms.
    pub fn modality_wordings(&self, modality: Modality, language: crate::primitive::Language) -> Vec<&str> {
        let entry = &self.modalities[modality.index()];
        let terms = entry.terms.get(language).iter().map(String::as_str);
        std::iter::once(entry.labels.get(language).as_str()).chain(terms).collect()
    }

    /// The country or territory with this alpha-3 code.
    pub fn country(&self, alpha3: &str) -> Option<&Country> {
        let at = self.countries.binary_search_by(|country| country.id.as_str().cmp(alpha3)).ok()?;
        self.countries.get(at)
    }

    /// Countries and territories by alpha-3 code.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// Terms that stand under more than one concept.
    pub fn ambiguities(&self) -> &[Ambiguity] {
        &self.ambiguities
    }

    /// Words that look alike in Spanish and Portuguese and mean different things.
    pub fn false_friends(&self) -> &[FalseFriend] {
        &self.false_friends
    }

    /// Ids of a closed list, in the order of the data file.
    pub fn list(&self, name: &str) -> Vec<&str> {
        self.lists
            .get(name)
            .map_or_else(Vec::new, |list| list.iter().map(|value| value.id.as_str()).collect())
    }
}
