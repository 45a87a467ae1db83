//! What matching needs of the vocabulary, as flat tables: kinship of nodes, sectors, quadrants, shortest stays, regions.
//!
//! A *node* is a topic, a sector or a sub-topic; its number is its [`ConceptIx`]. Programmes are no nodes: nobody
//! states one as a subject, they are found in texts.

use std::collections::BTreeMap;

use super::constants as c;
use crate::vocabulary::{Coded, ConceptIx, ConceptKind, Modality, Sector, Vocabulary};

/// A set of quadrants, sectors, modalities, …: bit `i` stands for the value with index `i`.
pub type Mask = u16;

/// Number of a topic, sector or sub-topic.
pub type Node = u16;

/// The bit of a value of a closed list.
pub fn bit<T: Coded>(value: T) -> Mask {
    1 << value.index()
}

/// How many kinds of kinship there are, silence being one of them.
pub const KINSHIPS: usize = 8;
/// How far kinship of each kind covers, by the numbers of [`Facts::kin_code`].
pub const KINSHIP: [f64; KINSHIPS] = [
    0.0,
    c::KIN_FROM_SECTOR,
    c::NEUTRAL_SUBJECT,
    c::KIN_SIBLING,
    c::KIN_IN_SECTOR,
    c::KIN_WHOLE,
    c::KIN_PART,
    1.0,
];
const UNRELATED: u8 = 0;
const FROM_SECTOR: u8 = 1;
/// An offer that names no subject.
pub const SILENT: u8 = 2;
const SIBLING: u8 = 3;
const IN_SECTOR: u8 = 4;
const WHOLE: u8 = 5;
const PART: u8 = 6;
const SAME: u8 = 7;
// A greater number is a nearer kinship: the greatest of many bounds them all.
const _: () = {
    let mut code = 1;
    while code < KINSHIPS {
        assert!(KINSHIP[code - 1] <= KINSHIP[code]);
        code += 1;
    }
};

/// Where a country lies, for likeness of regions; 0 is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Number of the region, from 1.
    pub region: u8,
    /// Number of the continent, from 1.
    pub continent: u8,
}

/// Tables made of the vocabulary once.
#[derive(Clone, Debug)]
pub struct Facts {
    nodes: usize,
    kin: Vec<u8>,
    sectors: Vec<Mask>,
    is_sector: Vec<bool>,
    main_quadrant: Vec<Mask>,
    also_quadrants: Vec<Mask>,
    /// By set of modalities: the least shortest stay.
    shortest: Vec<i32>,
    places: BTreeMap<String, Place>,
}

impl Facts {
    /// The tables of this vocabulary.
    pub fn of(vocabulary: &Vocabulary) -> Self {
        let is_node = |kind| !matches!(kind, ConceptKind::Programme);
        let nodes = vocabulary.concepts().iter().take_while(|concept| is_node(concept.kind)).count();
        let mut facts = Self {
            nodes,
            kin: vec![UNRELATED; nodes * nodes],
            sectors: vec![0; nodes],
            is_sector: vec![false; nodes],
            main_quadrant: vec![0; nodes],
            also_quadrants: vec![0; nodes],
            shortest: shortest_stays(vocabulary),
            places: places(vocabulary),
        };
        for (node, concept) in vocabulary.concepts()[..nodes].iter().enumerate() {
            let sectors = concept.sectors.iter().filter_map(|ix| vocabulary.as_sector(*ix));
            facts.sectors[node] = sectors.fold(0, |mask, sector| mask | bit(sector));
            facts.is_sector[node] = concept.kind == ConceptKind::Sector;
            let mut quadrants = concept.quadrants.iter().map(|quadrant| bit(*quadrant));
            facts.main_quadrant[node] = quadrants.next().unwrap_or(0);
            facts.also_quadrants[node] = quadrants.fold(0, |mask, quadrant| mask | quadrant);
        }
        for wanted in 0..nodes {
            for supplied in 0..nodes {
                facts.kin[wanted * nodes + supplied] = facts.kinship(vocabulary, wanted, supplied);
            }
        }
        facts
    }

    /// The first line of the table of `SCORING.md` that fits.
    fn kinship(&self, vocabulary: &Vocabulary, wanted: usize, supplied: usize) -> u8 {
        let parent = |node: usize| {
            let concept = &vocabulary.concepts()[node];
            let has = concept.kind == ConceptKind::Subtopic;
            concept.parents.first().filter(|_| has).map(|ix| ix.index())
        };
        let shares_sector = self.sectors[wanted] & self.sectors[supplied] != 0;
        if wanted == supplied {
            SAME
        } else if parent(supplied) == Some(wanted) {
            PART
        } else if parent(wanted) == Some(supplied) {
            WHOLE
        } else if parent(wanted).is_some() && parent(wanted) == parent(supplied) {
            SIBLING
        } else if self.is_sector[wanted] && !self.is_sector[supplied] && shares_sector {
            IN_SECTOR
        } else if self.is_sector[supplied] && !self.is_sector[wanted] && shares_sector {
            FROM_SECTOR
        } else {
            UNRELATED
        }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// The node with this number, where it is one.
    pub fn node(&self, ix: ConceptIx) -> Option<Node> {
        (ix.index() < self.nodes).then_some(ix.0)
    }

    /// The kind of kinship of a supplied node to a wanted one; a greater number covers more.
    pub fn kin_code(&self, wanted: Node, supplied: Node) -> u8 {
        self.kin[usize::from(wanted) * self.nodes + usize::from(supplied)]
    }

    /// How far a supplied node covers a wanted one.
    pub fn kin(&self, wanted: Node, supplied: Node) -> f64 {
        KINSHIP[usize::from(self.kin_code(wanted, supplied))]
    }

    /// Sectors of a node.
    pub fn sectors(&self, node: Node) -> Mask {
        self.sectors[usize::from(node)]
    }

    /// Whether the node is a sector.
    pub fn is_sector(&self, node: Node) -> bool {
        self.is_sector[usize::from(node)]
    }

    /// The quadrant a node mainly belongs to.
    pub fn main_quadrant(&self, node: Node) -> Mask {
        self.main_quadrant[usize::from(node)]
    }

    /// Further quadrants of a node.
    pub fn also_quadrants(&self, node: Node) -> Mask {
        self.also_quadrants[usize::from(node)]
    }

    /// The least shortest stay over these modalities, in days; none for the empty set.
    pub fn shortest(&self, modalities: Mask) -> Option<i32> {
        if modalities == 0 { None } else { self.shortest.get(usize::from(modalities)).copied() }
    }

    /// Where a country lies.
    pub fn place(&self, country: &str) -> Place {
        self.places.get(country).copied().unwrap_or_default()
    }

    /// The node of a sector.
    pub fn node_of_sector(vocabulary: &Vocabulary, sector: Sector) -> Node {
        vocabulary.of_sector(sector).0
    }
}

/// Values of a mask, in the order of the list.
pub fn values<T: Coded>(mask: Mask) -> impl Iterator<Item = T> {
    T::ALL.iter().copied().filter(move |value| mask & bit(*value) != 0)
}

/// By set of modalities, the least shortest stay; the set that is one larger than a smaller one by its lowest member
/// follows from that.
fn shortest_stays(vocabulary: &Vocabulary) -> Vec<i32> {
    let mut stays = vec![i32::MAX; 1 << Modality::ALL.len()];
    for set in 1..stays.len() {
        let lowest = set.trailing_zeros() as usize;
        let own = vocabulary.modality_shortest_days(Modality::ALL[lowest]);
        stays[set] = own.min(stays[set & (set - 1)]);
    }
    stays
}

/// The continents, by the regions they are made of.
const CONTINENTS: [&[&str]; 5] = [
    &["north-america", "central-america", "caribbean", "south-america"],
    &["west-africa", "central-africa", "east-africa", "southern-africa", "north-africa"],
    &["western-asia", "central-asia", "south-asia", "south-east-asia", "east-asia"],
    &["northern-europe", "western-europe", "southern-europe", "eastern-europe"],
    &["oceania"],
];

fn places(vocabulary: &Vocabulary) -> BTreeMap<String, Place> {
    let mut regions: Vec<&str> =
        vocabulary.countries().iter().map(|country| country.region.as_str()).collect();
    regions.sort_unstable();
    regions.dedup();
    let place = |region: &str| {
        let at = |found: Option<usize>| found.and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0);
        Place {
            region: at(regions.binary_search(&region).ok()),
            continent: at(CONTINENTS.iter().position(|continent| continent.contains(&region))),
        }
    };
    vocabulary.countries().iter().map(|country| (country.id.clone(), place(&country.region))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programmes_are_no_nodes() {
        let vocabulary = Vocabulary::carried();
        let facts = Facts::of(vocabulary);
        for concept in vocabulary.concepts() {
            let is_programme = concept.kind == ConceptKind::Programme;
            assert_eq!(facts.node(concept.ix).is_none(), is_programme, "{}", concept.id);
        }
    }
}
