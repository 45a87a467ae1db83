//! The values of drop-down lists: what they are called in each language, and what somebody meant who typed one.

use std::collections::BTreeMap;

use super::words::Words;
use crate::primitive::{Arrange, Language};
use crate::vocabulary::Labels;
use crate::words::fold;

/// Between a topic and its sub-topic in one cell.
pub(super) const STEP: &str = " › ";

/// Names of countries and languages, which the vocabulary leaves to the browser: by language of the reader (in
/// the order of [`Language::ALL`]), then by code.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By alpha-3 code.
    pub countries: [BTreeMap<String, String>; 4],
    /// By BCP 47 tag.
    pub languages: [BTreeMap<String, String>; 4],
}

/// One list: its ids in order, and their names.
#[derive(Clone, Debug, Default)]
struct List {
    ids: Vec<String>,
    labels: [BTreeMap<String, String>; 4],
    /// Ids by folded id and by folded name in any language; the first that took a name keeps it.
    by_name: BTreeMap<String, String>,
}

impl List {
    fn add(&mut self, id: &str, label: &str, language: Language) {
        self.labels[language.index()].insert(id.to_owned(), label.to_owned());
    }

    /// Learns all names, in an order that prefers ids.
    fn learn_names(mut self, ids: Vec<String>) -> Self {
        for id in &ids {
            self.by_name.entry(fold(id)).or_insert_with(|| id.clone());
        }
        for labels in &self.labels {
            for id in &ids {
                if let Some(label) = labels.get(id) {
                    self.by_name.entry(fold(label)).or_insert_with(|| id.clone());
                }
            }
        }
        self.ids = ids;
        self
    }
}

/// Every list, in four languages.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    lists: BTreeMap<String, List>,
    /// The topic of each sub-topic that has one.
    topic_of: BTreeMap<String, String>,
}

/// Lists of [`Labels`] beside its named ones.
const SHEET_LISTS: [&str; 6] = ["quadrant", "topic", "subtopic", "modality", "sector", "country"];

impl Dictionary {
    /// From the vocabulary in every language, and the browser's names.
    pub fn new(labels: &[Labels], names: &Names) -> Self {
        let mut dictionary = Self::default();
        let mut keys: Vec<String> = SHEET_LISTS.map(str::to_owned).to_vec();
        keys.extend(labels.first().into_iter().flat_map(|labels| labels.lists.keys().cloned()));
        for key in keys {
            let mut list = List::default();
            let mut ids = Vec::new();
            for labels in labels {
                let pairs = pairs(labels, &key, names);
                if ids.is_empty() {
                    ids = pairs.iter().map(|(id, _)| id.clone()).collect();
                }
                for (id, label) in pairs {
                    list.add(&id, &label, labels.language);
                }
            }
            dictionary.lists.insert(key, list.learn_names(ids));
        }
        for labels in labels {
            for subtopic in &labels.subtopics {
                if let Some(topic) = subtopic.topic {
                    let topic = crate::vocabulary::Coded::id(topic).to_owned();
                    dictionary.topic_of.insert(subtopic.id.clone(), topic);
                }
            }
        }
        dictionary.add_languages(names);
        dictionary.add_yes_no();
        dictionary
    }

    fn add_languages(&mut self, names: &Names) {
        let mut list = List::default();
        for language in Language::ALL {
            for (tag, name) in &names.languages[language.index()] {
                list.add(tag, name, language);
            }
        }
        // The four of the app first, the others as they come.
        let mut ids: Vec<String> = Language::ALL.map(|language| language.code().to_owned()).to_vec();
        let others: Vec<String> =
            names.languages[0].keys().filter(|tag| !ids.contains(tag)).cloned().collect();
        ids.extend(others);
        self.lists.insert("language".to_owned(), list.learn_names(ids));
    }

    fn add_yes_no(&mut self) {
        let mut list = List::default();
        for language in Language::ALL {
            list.add("yes", Words::carried().text("yes", language), language);
            list.add("no", Words::carried().text("no", language), language);
        }
        let mut list = list.learn_names(vec!["yes".to_owned(), "no".to_owned()]);
        // What spreadsheets make of a yes or a no, and how people tick a box.
        for (word, id) in [("true", "yes"), ("false", "no"), ("1", "yes"), ("0", "no"), ("x", "yes")] {
            list.by_name.insert(word.to_owned(), id.to_owned());
        }
        for (word, id) in
            [("verdadero", "yes"), ("falso", "no"), ("verdadeiro", "yes"), ("vrai", "yes"), ("faux", "no")]
        {
            list.by_name.insert(word.to_owned(), id.to_owned());
        }
        self.lists.insert("yes-no".to_owned(), list);
    }

    /// Ids of a list, in its order.
    pub(super) fn ids(&self, list: &str) -> &[String] {
        self.lists.get(list).map_or(&[], |list| &list.ids)
    }

    /// What a value is called; none where it has no name by which it would be found again.
    pub(super) fn label(&self, list: &str, id: &str, language: Language) -> Option<&str> {
        let label = self.lists.get(list)?.labels[language.index()].get(id)?;
        (self.find(list, label) == Some(id)).then_some(label)
    }

    /// The value a person means: by its id or its name in any language; accents and case do not matter.
    pub(super) fn find(&self, list: &str, text: &str) -> Option<&str> {
        self.lists.get(list)?.by_name.get(&fold(text.trim())).map(String::as_str)
    }

    /// The topic a sub-topic belongs to.
    pub(super) fn topic_of(&self, subtopic: &str) -> Option<&str> {
        self.topic_of.get(subtopic).map(String::as_str)
    }

    /// What the drop-down of a list offers.
    pub(super) fn offered(&self, list: &str, language: Language) -> Vec<String> {
        let label = |list: &str, id: &str| self.label(list, id, language).map(str::to_owned);
        if list == "topic" {
            return self.offered_topics(language);
        }
        let mut all: Vec<String> = self.ids(list).iter().filter_map(|id| label(list, id)).collect();
        if list == "country" {
            all.arrange_by_key(|name| fold(name));
        }
        all
    }

    /// Each topic, followed by its sub-topics; then the sub-topics that have none.
    fn offered_topics(&self, language: Language) -> Vec<String> {
        let mut all = Vec::new();
        let subtopics = self.ids("subtopic");
        for topic in self.ids("topic") {
            let Some(name) = self.label("topic", topic, language) else { continue };
            all.push(name.to_owned());
            let own = subtopics.iter().filter(|id| self.topic_of(id) == Some(topic));
            let labels = own.filter_map(|id| self.label("subtopic", id, language));
            all.extend(labels.map(|label| format!("{name}{STEP}{label}")));
        }
        let loose = subtopics.iter().filter(|id| self.topic_of(id).is_none());
        let labels = loose.filter_map(|id| self.label("subtopic", id, language));
        all.extend(labels.map(|label| format!("{}{label}", STEP.trim_start())));
        all
    }
}

/// The values of a list with their names in one language.
fn pairs(labels: &Labels, list: &str, names: &Names) -> Vec<(String, String)> {
    use crate::vocabulary::Coded;
    let pair = |id: &str, label: &str| (id.to_owned(), label.to_owned());
    match list {
        "quadrant" => labels.quadrants.iter().map(|one| pair(one.id.id(), &one.label)).collect(),
        "topic" => labels.topics.iter().map(|one| pair(one.id.id(), &one.label)).collect(),
        "subtopic" => labels.subtopics.iter().map(|one| pair(&one.id, &one.label)).collect(),
        "modality" => labels.modalities.iter().map(|one| pair(one.id.id(), &one.label)).collect(),
        "sector" => labels.sectors.iter().map(|one| pair(one.id.id(), &one.label)).collect(),
        "country" => {
            let names = &names.countries[labels.language.index()];
            let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
            labels.countries.iter().map(|one| (one.id.clone(), name(&one.id))).collect()
        }
        other => labels.lists.get(other).into_iter().flatten().map(|one| pair(&one.id, &one.label)).collect(),
    }
}
