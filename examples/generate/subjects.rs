//! What entries are about: sub-topics drawn by popularity, and the subjects that state them.

use matriz::catalog::Subject;
use matriz::vocabulary::{Code, Concept, ConceptIx, ConceptKind, Vocabulary};

use crate::draw::{Draw, Zipf};

/// What seminars ask for most; the others follow in the vocabulary's order.
const POPULAR: [&str; 8] = [
    "conditional-cash-transfer",
    "social-registry",
    "social-protection-strategy",
    "beneficiary-registry",
    "school-feeding",
    "social-pension",
    "family-support",
    "impact-evaluation",
];

/// How often a second subject is of the same family as the first, in a hundred.
const SECOND_IS_KIN: usize = 60;

/// Sub-topics in order of popularity.
pub struct Subjects {
    order: Vec<ConceptIx>,
    zipf: Zipf,
}

impl Subjects {
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let mut order: Vec<ConceptIx> = POPULAR.iter().filter_map(|id| vocabulary.find(id)).collect();
        // Strides through the list, so that one topic does not take all the popular places.
        let all: Vec<&Concept> =
            vocabulary.concepts().iter().filter(|concept| concept.kind == ConceptKind::Subtopic).collect();
        for start in 0..7 {
            for concept in all.iter().skip(start).step_by(7) {
                if !order.contains(&concept.ix) {
                    order.push(concept.ix);
                }
            }
        }
        let zipf = Zipf::new(order.len());
        Self { order, zipf }
    }

    /// One to three sub-topics, the main one first.
    pub fn draw(&self, vocabulary: &Vocabulary, draw: &mut Draw) -> Vec<ConceptIx> {
        let mut drawn = vec![self.order[self.zipf.draw(draw)]];
        while drawn.len() < 3 && draw.chance(35) {
            let kin = kin(vocabulary, drawn[0]);
            let next = if !kin.is_empty() && draw.chance(SECOND_IS_KIN) {
                *draw.pick(&kin)
            } else {
                self.order[self.zipf.draw(draw)]
            };
            if !drawn.contains(&next) {
                drawn.push(next);
            }
        }
        drawn
    }
}

/// The other sub-topics of the same topic or sector.
pub fn kin(vocabulary: &Vocabulary, ix: ConceptIx) -> Vec<ConceptIx> {
    let is_subtopic = |ix: &ConceptIx| vocabulary.concept(*ix).kind == ConceptKind::Subtopic;
    vocabulary.siblings(ix).filter(is_subtopic).collect()
}

/// The subject that states a concept, as exactly or as loosely as people do.
pub fn stated(vocabulary: &Vocabulary, draw: &mut Draw, ix: ConceptIx) -> Subject {
    let concept = vocabulary.concept(ix);
    let topic = concept.parents.iter().find_map(|parent| vocabulary.as_topic(*parent));
    let exact = topic.is_none() || draw.chance(70);
    Subject {
        quadrant: draw.chance(85).then(|| *draw.pick(&concept.quadrants)).map(Code::Known),
        topic: topic.map(Code::Known),
        subtopic: exact.then(|| concept.id.clone()),
        ..Subject::default()
    }
}
