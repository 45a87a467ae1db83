//! What subjects add, worked out once for requests with the same subjects, which the index files side by side.

use super::brief::sectors_of_request;
use super::facts::{KINSHIP, KINSHIPS, Node};
use super::index::Index;
use super::kinds::Kind;
use super::shelf::Layout;
use super::wanted::Wanted;

/// The subject values of all offers for the subjects that were asked for last.
#[derive(Default)]
pub struct Nearness {
    /// Those subjects with what each counts; none before the first request.
    nodes: Option<Vec<(Node, f64)>>,
    /// By kind of offers: the value.
    values: Vec<f32>,
}

impl Nearness {
    /// Turns to the subjects of a request; says the best of each block to the shelves.
    pub fn turn_to(&mut self, wanted: &Wanted<'_>, index: &Index, layout: &mut Layout) {
        if self.nodes.as_ref() == Some(&wanted.nodes) {
            return;
        }
        let whole: f64 = wanted.nodes.iter().map(|(_, omega)| omega).sum();
        self.values.clear();
        self.values.resize(index.kinds.nodes().len(), 0.0);
        for (node, omega) in &wanted.nodes {
            let adds = KINSHIP.map(|covered| (covered * omega / whole) as f32);
            for (value, code) in self.values.iter_mut().zip(index.kinds.codes(*node)) {
                *value += adds[usize::from(*code) % KINSHIPS];
            }
        }
        for shelf in &mut layout.shelves {
            shelf.turn_to(u32::from(sectors_of_request(&wanted.row.row)), &self.values);
        }
        self.nodes = Some(wanted.nodes.clone());
    }

    /// The subject value of offers of this kind.
    pub fn of(&self, kind: Kind) -> f32 {
        self.values[kind as usize]
    }
}
