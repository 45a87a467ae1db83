//! The vocabulary in one language, for the page.

use super::files::ListEntry;
use super::{Concept, ConceptIx, ConceptKind, Country, QuadrantFacts, Vocabulary};
use crate::primitive::Language;
use crate::vocabulary::{
    CountryLabel, Labels, ListLabel, ModalityLabel, ProgrammeLabel, QuadrantLabel, SectorLabel,
    SubtopicLabel, TopicLabel,
};

impl Vocabulary {
    /// Everything the page needs in this language.
    pub fn labels(&self, language: Language) -> Labels {
        let all = || self.concepts.iter();
        let lists = self.lists.iter().map(|(name, list)| (name.clone(), list_labels(list, language)));
        Labels {
            language,
            quadrants: self.quadrants.iter().map(|facts| quadrant_label(facts, language)).collect(),
            topics: all().filter_map(|concept| self.topic_label(concept, language)).collect(),
            sectors: all().filter_map(|concept| self.sector_label(concept, language)).collect(),
            subtopics: all().filter_map(|concept| self.subtopic_label(concept, language)).collect(),
            modalities: self.modality_labels(language),
            lists: lists.collect(),
            programmes: all().filter_map(|concept| self.programme_label(concept, language)).collect(),
            countries: self.countries.iter().map(country_label).collect(),
        }
    }

    fn topic_label(&self, concept: &Concept, language: Language) -> Option<TopicLabel> {
        let (quadrant, also) = concept.quadrants.split_first()?;
        Some(TopicLabel {
            id: self.as_topic(concept.ix)?,
            label: concept.labels.get(language).clone(),
            short: concept.short.get(language).clone(),
            quadrant: *quadrant,
            also_quadrants: also.to_vec(),
            sectors: concept.sectors.iter().filter_map(|sector| self.as_sector(*sector)).collect(),
        })
    }

    fn sector_label(&self, concept: &Concept, language: Language) -> Option<SectorLabel> {
        Some(SectorLabel {
            id: self.as_sector(concept.ix)?,
            label: concept.labels.get(language).clone(),
            short: concept.short.get(language).clone(),
        })
    }

    fn subtopic_label(&self, concept: &Concept, language: Language) -> Option<SubtopicLabel> {
        (concept.kind == ConceptKind::Subtopic).then(|| SubtopicLabel {
            id: concept.id.clone(),
            topic: concept.parents.iter().find_map(|parent| self.as_topic(*parent)),
            sector: concept.parents.iter().find_map(|parent| self.as_sector(*parent)),
            quadrants: concept.quadrants.clone(),
            label: concept.labels.get(language).clone(),
            note: concept.note.get(language).clone(),
        })
    }

    fn programme_label(&self, concept: &Concept, language: Language) -> Option<ProgrammeLabel> {
        let id_of = |ix: &ConceptIx| self.concept(*ix).id.clone();
        (concept.kind == ConceptKind::Programme).then(|| ProgrammeLabel {
            id: concept.id.clone(),
            name: concept.names.first().cloned().unwrap_or_default(),
            label: concept.labels.get(language).clone(),
            country: concept.country.clone().unwrap_or_default(),
            concepts: concept.parents.iter().map(id_of).collect(),
        })
    }

    fn modality_labels(&self, language: Language) -> Vec<ModalityLabel> {
        let label = |entry: &super::ModalityEntry| ModalityLabel {
            id: entry.id,
            label: entry.labels.get(language).clone(),
            shortest_days: entry.shortest_days,
        };
        self.modalities.iter().map(label).collect()
    }
}

fn quadrant_label(facts: &QuadrantFacts, language: Language) -> QuadrantLabel {
    QuadrantLabel {
        id: facts.id,
        label: facts.labels.get(language).clone(),
        short: facts.short.get(language).clone(),
        description: facts.description.get(language).clone(),
        agreement: facts.agreement,
        profiles: facts.profiles.clone(),
    }
}

fn list_labels(list: &[ListEntry], language: Language) -> Vec<ListLabel> {
    let label =
        |value: &ListEntry| ListLabel { id: value.id.clone(), label: value.labels.get(language).clone() };
    list.iter().map(label).collect()
}

fn country_label(country: &Country) -> CountryLabel {
    CountryLabel {
        id: country.id.clone(),
        iso2: country.iso2.clone(),
        region: country.region.clone(),
        languages: country.languages.clone(),
    }
}
