//! Choices drawn from a list of numbers, which proptest makes up and makes smaller.
//!
//! Whatever is built from choices shrinks well: fewer and smaller numbers mean fewer records and simpler
//! values, because a list that has run out gives zeros and zero is always the simplest choice.

use proptest::prelude::*;

/// A list of numbers from which things are built.
#[derive(Clone, Debug)]
pub struct Choices {
    numbers: Vec<u32>,
    next: usize,
}

/// Choices for something of about this size.
pub fn choices(size: usize) -> impl Strategy<Value = Choices> {
    prop::collection::vec(any::<u32>(), 0..=size).prop_map(|numbers| Choices { numbers, next: 0 })
}

/// Texts that break careless programs: quotes, markup, formorsas, directions, surrogate pairs, control characters.
pub const NAUGHTY: [&str; 14] = [
    "",
    "Puente",
    "a \"quoted\" word \\ and a slash /",
    "<script>alert(1)</script>",
    "=HYPERLINK(\"x\")",
    "+1",
    "-2",
    "@SUM(A1)",
    "línea 1\nlínea 2\r\n\tsangría",
    "مرحبا",
    "👩‍👩‍👧‍👦 família",
    "e\u{301}\u{200B}\u{202E}",
    "\u{0}\u{1}\u{1F}\u{7F}",
    "\u{FEFF}x;y,z|'",
];

impl Choices {
    /// A number below `n`; 0 once the list has run out.
    pub fn below(&mut self, n: usize) -> usize {
        let number = self.numbers.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        number as usize % n.max(1)
    }

    /// Whether the list has run out.
    pub fn has_run_out(&self) -> bool {
        self.next >= self.numbers.len()
    }

    pub fn flip(&mut self) -> bool {
        self.below(2) == 1
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// None in half of the cases.
    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flip().then(|| make(self))
    }

    /// Up to `most` things.
    pub fn several<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    /// Words, sometimes of the kind that breaks programs.
    pub fn words(&mut self) -> String {
        match self.below(4) {
            0 => "word".to_owned(),
            1 => format!("palabra {}", self.below(1000)),
            2 => (*self.one(&NAUGHTY)).to_owned(),
            _ => format!("{} {}", self.one(&NAUGHTY), self.one(&NAUGHTY)),
        }
    }
}
