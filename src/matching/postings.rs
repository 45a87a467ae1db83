//! The documents on a shelf that have a term, and its weight in them: laid out when the term is first asked for.

use super::shelf::Number;
use super::vectors::{Space, Term, Vector};

/// A list with more than one in so many of a shelf's documents is quicker gone through as a row of all of them, eight an
/// instruction, than one by one (measured).
const ONE_IN: usize = 10;

/// What a term weighs in a document: its part of the cosine in parts of two bytes with a sign, rounded up.
pub type Weight = i16;

/// A part of 1.
const WHOLE: f32 = 32768.0;
/// More than the rounding of single precision can take away.
const ROUNDED_UP: f32 = 1.0 + 1e-6;

fn weight(part: f32) -> Weight {
    // More than fits becomes the highest that does, a little too low: the request's weight makes up for it.
    (part * ROUNDED_UP * WHOLE).ceil() as Weight
}

/// The documents that have a term, with its weight in them.
pub enum Holding<'s> {
    /// The numbers of documents, and their weights.
    Few(&'s [Number], &'s [Weight]),
    /// By document: the weight; 0 where it does not have the term.
    Many(&'s [Weight]),
}

/// The postings of one space that were laid out so far.
#[derive(Default)]
pub struct Postings {
    places: Vec<Place>,
    numbers: Vec<Number>,
    weights: Vec<Weight>,
    rows: Vec<Vec<Weight>>,
}

/// Where the postings of a term lie.
#[derive(Clone, Copy, Default)]
enum Place {
    #[default]
    Nowhere,
    Entries(u32, u32),
    Row(u32),
}

/// The documents of a shelf.
#[derive(Clone, Copy)]
pub struct Here<'s> {
    /// By document of the index: its number on the shelf.
    pub numbers: &'s [Option<Number>],
    /// How many there are, filled up to whole blocks.
    pub room: usize,
}

impl Postings {
    /// Lays out the postings of the terms of a document.
    pub fn lay_out(&mut self, space: &Space, here: Here<'_>, vector: &Vector) {
        self.places.resize(space.terms_given(), Place::Nowhere);
        for (term, _) in &vector.kept {
            if let Place::Nowhere = self.places[*term as usize] {
                self.places[*term as usize] = self.lay(space, here, *term);
            }
        }
    }

    /// The postings of a term that were laid out.
    pub fn of(&self, term: Term) -> Holding<'_> {
        match self.places[term as usize] {
            Place::Nowhere => Holding::Few(&[], &[]),
            Place::Entries(from, to) => {
                let there = from as usize..to as usize;
                Holding::Few(&self.numbers[there.clone()], &self.weights[there])
            }
            Place::Row(row) => Holding::Many(&self.rows[row as usize]),
        }
    }

    fn lay(&mut self, space: &Space, here: Here<'_>, term: Term) -> Place {
        let holders = space.offers_with(term);
        let postings = space.in_offers(term).map(|(doc, part)| (here.numbers[doc as usize], weight(part)));
        if holders * ONE_IN > here.room {
            let mut row = vec![0; here.room];
            for (number, weight) in postings {
                if let Some(number) = number {
                    row[usize::from(number)] = weight;
                }
            }
            self.rows.push(row);
            return Place::Row(self.rows.len() as u32 - 1);
        }
        let from = self.numbers.len();
        self.numbers.resize(from + holders, 0);
        self.weights.resize(from + holders, 0);
        // Whether an offer is here no branch could foretell: each is written, and written over where it is not.
        let mut to = from;
        for (number, weight) in postings {
            self.numbers[to] = number.unwrap_or_default();
            self.weights[to] = weight;
            to += usize::from(number.is_some() && weight > 0);
        }
        self.numbers.truncate(to);
        self.weights.truncate(to);
        Place::Entries(from as u32, to as u32)
    }
}
