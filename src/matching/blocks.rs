//! The documents of offers in blocks, and what is known of a block before any request and for a request.
//!
//! A block has as many documents as a number has bits. So what a request asks of an offer's form, day and sectors is
//! answered for a block at once, by putting together numbers that were prepared; and the nearest subject in a block
//! bounds what the subjects of any of its offers add. The index files offers with the same subjects side by side, so
//! that most blocks are about little and most requests have nothing to look for in them.

use super::brief::{Asked, WORD_BITS};
use super::echoes::Echoes;
use super::hope::Hope;
use super::index::Index;
use super::side::Slot;
use super::vectors::Doc;

/// Documents of a block.
pub const BLOCK: usize = u64::BITS as usize;

/// A set of documents of one block.
pub type Members = u64;

/// What is known beforehand.
pub struct Blocks {
    count: usize,
    /// By document: the place of its offer.
    owners: Vec<Slot>,
    /// By bit of an offer's word, by block: the documents of offers that have it.
    having: Vec<Members>,
    /// By block, by node: the nearest kinship of any offer in the block to it.
    nearest: Vec<u8>,
    nodes: usize,
    /// Offers without terms.
    silent: Vec<Slot>,
}

/// What a request can find in each block.
#[derive(Default)]
pub struct Prospect {
    /// Documents of offers that may match, as far as their words tell.
    pub fit: Vec<Members>,
    /// Documents of offers with a common sector, or where one side has no subjects.
    pub near: Vec<Members>,
    /// The most that subjects add to a score.
    pub subject: Vec<f32>,
    /// How much subjects and text may add, roughly: the order in which to look.
    pub promise: Vec<f32>,
    /// Room to put the promises in order.
    ranked: Vec<f32>,
}

impl Prospect {
    /// The promise that so many blocks reach; where there are fewer, the least of all.
    pub fn promise_of_best(&mut self, many: usize) -> f32 {
        self.ranked.clear();
        self.ranked.extend_from_slice(&self.promise);
        match self.ranked.len().checked_sub(many) {
            Some(at) if many > 0 => *self.ranked.select_nth_unstable_by(at, f32::total_cmp).1,
            _ => f32::NEG_INFINITY,
        }
    }
}

impl Blocks {
    /// The offers of an index, on this day.
    pub fn of(index: &Index, as_of: i32) -> Self {
        let count = index.documents.div_ceil(BLOCK);
        let nodes = index.facts.nodes();
        let mut blocks = Self {
            count,
            owners: vec![0; count * BLOCK],
            having: vec![0; WORD_BITS * count],
            nearest: vec![0; count * nodes],
            nodes,
            silent: Vec::new(),
        };
        // The kind a block was told of last: neighbours are mostly of one kind.
        let mut told = vec![None; count];
        for (slot, _) in index.offers.rows() {
            let brief = index.briefs.at(slot);
            let docs = index.offers.docs(slot);
            if !index.has_terms(docs) {
                // Its text value is the neutral one: no line bounds it.
                blocks.silent.push(slot);
                continue;
            }
            for doc in docs {
                let block = *doc as usize / BLOCK;
                blocks.owners[*doc as usize] = slot;
                blocks.put(block, 1 << (*doc as usize % BLOCK), brief.word(as_of));
                if told[block] != Some(brief.kind) {
                    told[block] = Some(brief.kind);
                    blocks.tell(block, index.kinds.codes(brief.kind));
                }
            }
        }
        blocks
    }

    fn put(&mut self, block: usize, member: Members, mut word: u32) {
        while word != 0 {
            self.having[word.trailing_zeros() as usize * self.count + block] |= member;
            word &= word - 1;
        }
    }

    fn tell(&mut self, block: usize, codes: &[u8]) {
        let nearest = &mut self.nearest[block * self.nodes..(block + 1) * self.nodes];
        for (nearest, code) in nearest.iter_mut().zip(codes) {
            *nearest = (*nearest).max(*code);
        }
    }

    /// How many blocks there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The place of the offer a document belongs to.
    pub fn owner(&self, doc: Doc) -> Slot {
        self.owners[doc as usize]
    }

    /// Offers without terms.
    pub fn silent(&self) -> &[Slot] {
        &self.silent
    }

    /// What this request can find here.
    pub fn prospect(&self, hope: &Hope, echoes: &Echoes, prospect: &mut Prospect) {
        let Asked { live, modalities, delivery, sectors } = hope.asked;
        self.join(live, &mut prospect.fit);
        for asked in [modalities, delivery] {
            self.join(asked, &mut prospect.near);
            for (fit, near) in prospect.fit.iter_mut().zip(&prospect.near) {
                *fit &= near;
            }
        }
        self.join(sectors, &mut prospect.near);
        prospect.subject.clear();
        let most = |nearest: &[u8]| hope.subject(nearest);
        prospect.subject.extend(self.nearest.chunks_exact(self.nodes).map(most));
        prospect.promise.clear();
        let promise = |block: usize| match prospect.fit[block] {
            0 => f32::NEG_INFINITY,
            _ => prospect.subject[block] + hope.text(echoes.top(block).min(1.0)),
        };
        prospect.promise.extend((0..self.count).map(promise));
    }

    /// By block: the documents of offers that have any of these bits.
    fn join(&self, mut bits: u32, into: &mut Vec<Members>) {
        into.clear();
        into.resize(self.count, 0);
        while bits != 0 {
            let from = bits.trailing_zeros() as usize * self.count;
            for (into, having) in into.iter_mut().zip(&self.having[from..from + self.count]) {
                *into |= having;
            }
            bits &= bits - 1;
        }
    }
}
