//! The engine as `./dev bench` measures it in a browser: built as the worker is, without desk and database.
//!
//! Nothing here computes; every method is one call of the library, so that the page's clock times that call alone.

#[cfg(target_arch = "wasm32")]
mod measured {
    use std::str::FromStr;

    use matriz::catalog::{Catalog, RecordKind};
    use matriz::interchange::read_catalog;
    use matriz::matching::answer::{Band, Match, Settings};
    use matriz::matching::{Index, Ranker};
    use matriz::planning::solve::{Budget, Edge, Graph, most_benefit};
    use matriz::primitive::{Date, Id};
    use matriz::vocabulary::Vocabulary;
    use serde_json::{Map, Value, json};
    use wasm_bindgen::prelude::{JsError, wasm_bindgen};

    /// Rankings on screen at once.
    const VISIBLE: usize = 12;
    /// As many offers as a ranking shows.
    const SHOWN: usize = 10;

    /// A catalog, its index, and what was ranked last.
    #[wasm_bindgen]
    pub struct Bench {
        catalog: Catalog,
        index: Index,
        settings: Settings,
        offers: Vec<Id>,
        requests: Vec<Id>,
        ranked: Vec<(Id, Vec<Match>)>,
    }

    #[wasm_bindgen]
    impl Bench {
        /// Reads a file and builds the index.
        #[wasm_bindgen(constructor)]
        pub fn new(bytes: &[u8], as_of: &str) -> Result<Bench, JsError> {
            let as_of = Date::from_str(as_of).map_err(|error| JsError::new(&error.to_string()))?;
            let catalog = read_catalog(bytes).catalog.ok_or_else(|| JsError::new("no catalog"))?;
            let index = Index::build(&catalog, Vocabulary::carried());
            let offers = catalog.offers.keys().copied().collect();
            let requests = catalog.requests.keys().copied().collect();
            Ok(Self { catalog, index, settings: Settings::on(as_of), offers, requests, ranked: Vec::new() })
        }

        /// Builds the index anew.
        pub fn build(&mut self) {
            self.index = Index::build(&self.catalog, Vocabulary::carried());
        }

        /// The terms of every entry, one JSON object a line, for the peer to start from.
        pub fn analysed(&self) -> String {
            let pairs = |terms: &[(String, f64)]| -> Map<String, Value> {
                terms.iter().map(|(term, count)| (term.clone(), json!(count))).collect()
            };
            let mut lines = String::new();
            for (entry, documents) in self.index.analysed() {
                let documents: Vec<Value> = documents
                    .iter()
                    .map(|terms| json!({ "concepts": pairs(&terms.concepts), "words": pairs(&terms.words) }))
                    .collect();
                lines.push_str(&json!({ "entry": entry, "documents": documents }).to_string());
                lines.push('\n');
            }
            lines
        }

        /// Ranks the best offers for every request; how many places were filled.
        pub fn rank(&mut self) -> usize {
            self.ranked = Ranker::new(&self.index, &self.settings).rank_all(SHOWN);
            self.ranked.iter().map(|(_, found)| found.len()).sum()
        }

        /// What was ranked last, request by request: how many, then position of the offer, score and band of each.
        pub fn found(&self) -> Vec<f64> {
            let mut all = Vec::new();
            for (_, found) in &self.ranked {
                all.push(found.len() as f64);
                for place in found {
                    let offer = self.offers.binary_search(&place.offer).map_or(-1.0, |at| at as f64);
                    let band = Band::ALL.iter().rev().position(|band| *band == place.band);
                    all.extend([offer, place.score, band.map_or(-1.0, |at| at as f64)]);
                }
            }
            all
        }

        /// One edit: an entry takes over the words of another, as after a rewriting; its own ranking and every
        /// visible one are made again. Even steps edit an offer, odd ones a request. How many places were filled.
        pub fn edit(&mut self, step: usize) -> usize {
            // Two primes, so that steps spread over the catalog.
            let (to, from) = (step * 7_919, step * 104_729 + 1);
            let own = if step.is_multiple_of(2) {
                let (to, from) = (self.offers[to % self.offers.len()], self.offers[from % self.offers.len()]);
                let words = self.catalog.offers.get(&from).map(|offer| offer.summary.clone());
                if let (Some(offer), Some(words)) = (self.catalog.offers.get_mut(&to), words) {
                    offer.summary = words;
                }
                self.index.update(&self.catalog, &[(RecordKind::Offer, to)]);
                self.index.rank_offer(to, &self.settings, SHOWN)
            } else {
                let count = self.requests.len();
                let (to, from) = (self.requests[to % count], self.requests[from % count]);
                let words = self.catalog.requests.get(&from).map(|request| request.need.clone());
                if let (Some(request), Some(words)) = (self.catalog.requests.get_mut(&to), words) {
                    request.need = words;
                }
                self.index.update(&self.catalog, &[(RecordKind::Request, to)]);
                self.index.rank_request(to, &self.settings, SHOWN)
            };
            let mut ranker = Ranker::new(&self.index, &self.settings);
            let visible = (0..VISIBLE).map(|row| self.requests[(step * 31 + row) % self.requests.len()]);
            own.len() + visible.map(|request| ranker.rank(request, SHOWN).len()).sum::<usize>()
        }
    }

    /// The highest total weight over `sides` requests and as many offers of capacity 1; `edges` are triples of
    /// request, offer and weight.
    #[wasm_bindgen]
    pub fn most_benefit_total(sides: usize, edges: &[u32]) -> Result<f64, JsError> {
        let edges = edges
            .chunks_exact(3)
            .map(|edge| Edge { request: edge[0], offer: edge[1], weight: edge[2] })
            .collect();
        let graph = Graph::new(vec![1; sides], vec![1; sides], edges)?;
        Ok(most_benefit(&graph, &mut Budget::unlimited()).total as f64)
    }
}

fn main() {}
