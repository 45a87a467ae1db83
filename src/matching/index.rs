//! The index: every entry as rows, vectors and postings, kept up to date edit by edit.

use std::collections::HashMap;
use std::sync::Arc;

use super::analysis::{Analyser, Terms};
use super::facts::{Facts, Node};
use super::rows::{OfferRow, RequestRow, RowMaker, Tags};
use super::side::{Side, Slot};
use super::uses::Uses;
use super::vectors::{Doc, Space, Term, level, scale};
use crate::catalog::{Catalog, Offer, RecordKind, Request, Subject};
use crate::primitive::Id;
use crate::vocabulary::{Code, Sector, Vocabulary};

/// What an update had to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Entries read again.
    pub entries: usize,
    /// Documents whose weights moved because a catalog-wide count crossed a level, once for each term of theirs that did.
    pub reweighed: usize,
}

/// The terms of a document by name, with their counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// Concepts and everyday meanings.
    pub concepts: Vec<(String, f64)>,
    /// Stems of words.
    pub words: Vec<(String, f64)>,
}

/// Everything matching knows of a catalog.
pub struct Index {
    pub(super) facts: Facts,
    pub(super) analyser: Arc<Analyser<'static>>,
    pub(super) tags: Tags,
    pub(super) uses: Uses,
    pub(super) offers: Side<OfferRow>,
    pub(super) requests: Side<RequestRow>,
    pub(super) concepts: Space,
    pub(super) words: Space,
    pub(super) kinds: super::kinds::Kinds,
    pub(super) briefs: super::brief::Briefs,
    word_numbers: HashMap<Box<str>, Term>,
    /// How many numbers of documents were given out.
    pub(super) documents: usize,
    free_docs: Vec<Doc>,
    node_counts: Vec<u32>,
    entries: u32,
}

/// What an update has to weigh again.
#[derive(Default)]
struct Touched {
    concepts: Vec<Term>,
    words: Vec<Term>,
    docs: Vec<Doc>,
}

impl Index {
    /// Reads a catalog.
    pub fn build(catalog: &Catalog, vocabulary: &'static Vocabulary) -> Self {
        let facts = Facts::of(vocabulary);
        let analyser = Analyser::shared(vocabulary);
        let mut concepts = Space::default();
        for concept in vocabulary.concepts() {
            concepts.add_term(&concept.id);
        }
        for meaning in analyser.meanings().names() {
            concepts.add_term(meaning);
        }
        let mut index = Self {
            node_counts: vec![0; facts.nodes()],
            facts,
            analyser,
            tags: Tags::default(),
            uses: Uses::of(catalog),
            offers: Side::default(),
            requests: Side::default(),
            concepts,
            words: Space::default(),
            kinds: super::kinds::Kinds::default(),
            briefs: super::brief::Briefs::default(),
            word_numbers: HashMap::new(),
            documents: 0,
            free_docs: Vec::new(),
            entries: 0,
        };
        let mut touched = Touched::default();
        let mut offers: Vec<&Offer> = catalog.offers.values().collect();
        // Alike offers side by side: whole blocks of them have nothing for most requests.
        offers.sort_by_cached_key(|offer| index.main_subject(offer.all_subjects(), &offer.sectors));
        for offer in offers {
            index.put_offer(catalog, offer, &mut touched);
        }
        let mut requests: Vec<&Request> = catalog.requests.values().collect();
        // One after the other they ask much the same, of what is still at hand.
        requests.sort_by_cached_key(|request| index.main_subject(request.subjects.iter(), &request.sectors));
        for request in requests {
            index.put_request(catalog, request, &mut touched);
        }
        index.weigh_all();
        index
    }

    fn main_subject<'b>(
        &self,
        subjects: impl Iterator<Item = &'b Subject>,
        sectors: &[Code<Sector>],
    ) -> Vec<Node> {
        let mut nodes = super::rows::nodes(&self.facts, self.analyser.vocabulary(), subjects, sectors);
        nodes.reverse();
        nodes
    }

    /// The documents of the offer at a place.
    pub(super) fn docs_of_offer(&self, slot: Slot) -> &[Doc] {
        self.briefs.at(slot).docs().unwrap_or_else(|| self.offers.docs(slot))
    }

    /// The rarity of a node.
    pub fn node_level(&self, node: Node) -> u32 {
        level(self.node_counts[usize::from(node)], self.entries)
    }

    /// The documents of every entry with all their terms by name, offers first, each side in order of id.
    pub fn analysed(&self) -> Vec<(Id, Vec<Named>)> {
        let offers = self.offers.ids().map(|(id, slot)| (id, self.offers.docs(slot)));
        let requests = self.requests.ids().map(|(id, slot)| (id, self.requests.docs(slot)));
        let named = |space: &Space, doc: Doc| {
            let name = |(term, count): &(Term, f32)| (space.name(*term).to_owned(), f64::from(*count));
            space.terms(doc).iter().map(name).collect()
        };
        let document =
            |doc: &Doc| Named { concepts: named(&self.concepts, *doc), words: named(&self.words, *doc) };
        offers.chain(requests).map(|(id, docs)| (id, docs.iter().map(document).collect())).collect()
    }

    /// Reads these records again; what is no longer in the catalog goes.
    ///
    /// The result is the same as that of a new index. A change of joins reads everything again.
    pub fn update(&mut self, catalog: &Catalog, changed: &[(RecordKind, Id)]) -> Updated {
        if changed.iter().any(|(kind, _)| *kind == RecordKind::Join) {
            let vocabulary = self.analyser.vocabulary();
            *self = Self::build(catalog, vocabulary);
            return Updated { entries: self.entries as usize, reweighed: self.documents };
        }
        let before = scale(self.entries);
        let (offers, requests) = self.concerned(catalog, changed);
        let mut touched = Touched::default();
        for id in &offers {
            self.drop_offer(*id, &mut touched);
            if let Some(offer) = catalog.offers.get(id) {
                self.put_offer(catalog, offer, &mut touched);
            }
        }
        for id in &requests {
            self.drop_request(*id, &mut touched);
            if let Some(request) = catalog.requests.get(id) {
                self.put_request(catalog, request, &mut touched);
            }
        }
        let entries = offers.len() + requests.len();
        if scale(self.entries) != before {
            self.weigh_all();
            return Updated { entries, reweighed: self.documents };
        }
        Updated { entries, reweighed: self.weigh(touched) }
    }

    /// The offers and requests that changed records concern.
    fn concerned(&mut self, catalog: &Catalog, changed: &[(RecordKind, Id)]) -> (Vec<Id>, Vec<Id>) {
        let (mut offers, mut requests) = (Vec::new(), Vec::new());
        for (kind, id) in changed {
            match kind {
                RecordKind::Offer => offers.push(*id),
                RecordKind::Request => requests.push(*id),
                RecordKind::Institution => {
                    let of = catalog.resolve(*id);
                    let its_offers = self.offers.rows().filter(|(_, offer)| offer.row.institution == of);
                    offers.extend(its_offers.map(|(_, offer)| offer.row.id));
                    let its = self.requests.rows().filter(|(_, request)| request.row.institution == of);
                    requests.extend(its.map(|(_, request)| request.row.id));
                }
                RecordKind::Portfolio | RecordKind::Contact | RecordKind::Note | RecordKind::Join => {}
            }
        }
        // Providers are institutions: those of the offers that an exchange names count too.
        let is_used = |(kind, id): &(RecordKind, Id)| match kind {
            RecordKind::Portfolio => true,
            RecordKind::Offer => self.uses.taken(*id) > 0,
            _ => false,
        };
        if changed.iter().any(is_used) {
            let before = std::mem::replace(&mut self.uses, Uses::of(catalog));
            let (taken, provided) = before.differing(&self.uses);
            offers.extend(taken.into_iter().filter(|id| self.offers.slot(*id).is_some()));
            requests.extend(provided.into_iter().filter(|id| self.requests.slot(*id).is_some()));
        }
        for ids in [&mut offers, &mut requests] {
            ids.sort_unstable();
            ids.dedup();
        }
        (offers, requests)
    }

    fn put_offer(&mut self, catalog: &Catalog, offer: &Offer, touched: &mut Touched) {
        let documents = self.analyser.offer(offer);
        let used = self.uses.taken(offer.head.id);
        let row = self.maker(catalog).offer(offer, used);
        let slot = self.offers.take_place(offer.head.id);
        self.count_nodes(&row.row.nodes, true);
        let kind = self.kinds.put(slot, &row, &self.facts);
        let docs = self.put_documents(documents, true, touched);
        self.briefs.put(slot, &row, kind, &docs);
        self.offers.rows[slot as usize] = Some(row);
        self.offers.docs[slot as usize] = docs;
    }

    fn put_request(&mut self, catalog: &Catalog, request: &Request, touched: &mut Touched) {
        let documents = self.analyser.request(request);
        let provided = self.uses.providers(request.head.id);
        let row = self.maker(catalog).request(request, provided);
        let slot = self.requests.take_place(request.head.id);
        self.count_nodes(&row.row.nodes, true);
        let docs = self.put_documents(documents, false, touched);
        self.requests.rows[slot as usize] = Some(row);
        self.requests.docs[slot as usize] = docs;
    }

    fn drop_offer(&mut self, id: Id, touched: &mut Touched) {
        let Some(slot) = self.offers.slot(id) else { return };
        let docs = std::mem::take(&mut self.offers.docs[slot as usize]);
        self.take_documents(&docs, touched);
        if let Some(row) = self.offers.rows[slot as usize].take() {
            self.count_nodes(&row.row.nodes, false);
            self.kinds.take(slot);
            self.briefs.take(slot);
        }
        self.offers.give_place(id);
    }

    fn drop_request(&mut self, id: Id, touched: &mut Touched) {
        let Some(slot) = self.requests.slot(id) else { return };
        let docs = std::mem::take(&mut self.requests.docs[slot as usize]);
        self.take_documents(&docs, touched);
        if let Some(row) = self.requests.rows[slot as usize].take() {
            self.count_nodes(&row.row.nodes, false);
        }
        self.requests.give_place(id);
    }

    /// A maker of rows for drafts: numbers it gives to new tags are its own.
    pub(super) fn maker_with<'a>(&'a self, tags: &'a mut Tags, catalog: &'a Catalog) -> RowMaker<'a> {
        RowMaker { tags, facts: &self.facts, vocabulary: self.analyser.vocabulary(), catalog }
    }

    fn maker<'a>(&'a mut self, catalog: &'a Catalog) -> RowMaker<'a> {
        let vocabulary = self.analyser.vocabulary();
        RowMaker { tags: &mut self.tags, facts: &self.facts, vocabulary, catalog }
    }

    fn count_nodes(&mut self, nodes: &[Node], more: bool) {
        self.entries = if more { self.entries + 1 } else { self.entries - 1 };
        for node in nodes {
            let count = &mut self.node_counts[usize::from(*node)];
            *count = if more { *count + 1 } else { *count - 1 };
        }
    }

    fn put_documents(&mut self, documents: Vec<Terms>, is_supply: bool, touched: &mut Touched) -> Vec<Doc> {
        let (mut concepts, mut words) = (Vec::new(), Vec::new());
        let mut docs = Vec::with_capacity(documents.len());
        for document in documents {
            let doc = self.free_docs.pop().unwrap_or_else(|| {
                self.documents += 1;
                (self.documents - 1) as Doc
            });
            let of_concepts = self.number_concepts(&document);
            let of_words = self.number_words(document.words);
            concepts.extend(of_concepts.iter().map(|(term, _)| *term));
            words.extend(of_words.iter().map(|(term, _)| *term));
            self.concepts.put(doc, of_concepts, is_supply);
            self.words.put(doc, of_words, is_supply);
            docs.push(doc);
        }
        touched.docs.extend_from_slice(&docs);
        count_terms(&mut self.concepts, concepts, true, &mut touched.concepts);
        count_terms(&mut self.words, words, true, &mut touched.words);
        docs
    }

    fn take_documents(&mut self, docs: &[Doc], touched: &mut Touched) {
        let terms =
            |space: &Space| docs.iter().flat_map(|doc| space.terms(*doc)).map(|(term, _)| *term).collect();
        let (concepts, words) = (terms(&self.concepts), terms(&self.words));
        for doc in docs {
            self.concepts.take(*doc);
            self.words.take(*doc);
            self.free_docs.push(*doc);
        }
        count_terms(&mut self.concepts, concepts, false, &mut touched.concepts);
        count_terms(&mut self.words, words, false, &mut touched.words);
    }

    /// Concepts by their numbers, and after them everyday meanings.
    pub(super) fn number_concepts(&self, terms: &Terms) -> Vec<(Term, f32)> {
        let concepts = terms.concepts.iter().map(|(ix, count)| (Term::from(ix.0), *count));
        let first = self.analyser.vocabulary().len() as Term;
        let meanings = terms.meanings.iter().map(|(ix, count)| (first + Term::from(ix.0), *count));
        concepts.chain(meanings).collect()
    }

    fn number_words(&mut self, words: Vec<(String, f32)>) -> Vec<(Term, f32)> {
        let mut numbered: Vec<(Term, f32)> = words
            .into_iter()
            .map(|(word, count)| {
                let known = self.word_numbers.get(word.as_str()).copied();
                let term = known.unwrap_or_else(|| {
                    let term = self.words.add_term(&word);
                    self.word_numbers.insert(word.into_boxed_str(), term);
                    term
                });
                (term, count)
            })
            .collect();
        numbered.sort_unstable_by_key(|(term, _)| *term);
        numbered
    }

    /// The numbers of words that the catalog knows; the others cannot match anything.
    pub(super) fn known_words(&self, words: &[(String, f32)]) -> Vec<(Term, f32)> {
        let number = |word: &str| self.word_numbers.get(word).copied();
        let mut numbered: Vec<(Term, f32)> =
            words.iter().filter_map(|(word, count)| Some((number(word)?, *count))).collect();
        numbered.sort_unstable_by_key(|(term, _)| *term);
        numbered
    }

    fn weigh_all(&mut self) {
        self.concepts.weigh_all(self.entries);
        self.words.weigh_all(self.entries);
    }

    fn weigh(&mut self, mut touched: Touched) -> usize {
        let mut moved = 0;
        let spaces = [(&mut self.concepts, &mut touched.concepts), (&mut self.words, &mut touched.words)];
        for (space, terms) in spaces {
            terms.sort_unstable();
            terms.dedup();
            moved += space.relevel(terms, self.entries);
            space.weigh(&touched.docs);
        }
        moved
    }
}

/// Counts an entry's terms, each once.
fn count_terms(space: &mut Space, mut terms: Vec<Term>, more: bool, touched: &mut Vec<Term>) {
    terms.sort_unstable();
    terms.dedup();
    for term in &terms {
        space.count(*term, more);
    }
    touched.extend(terms);
}
