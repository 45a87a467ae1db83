//! Woven into a copy of the sources by `tests/mutants`: which mutation of a function is at work, chosen by the variable
//! `MATRIZ_MUTANT` when the process starts. `reach` in it means none: functions that are entered are then written, by
//! number, to the file that `MATRIZ_REACH` names.
#![allow(missing_docs)]

use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

const NOT_READ: u32 = u32::MAX;
const REACH: u32 = u32::MAX - 1;

static ACTIVE: AtomicU32 = AtomicU32::new(NOT_READ);
static SEEN: [AtomicBool; 8192] = [const { AtomicBool::new(false) }; 8192];

#[inline]
pub fn active(function: u32) -> u32 {
    let active = ACTIVE.load(Relaxed);
    if active >= REACH { look(function, active) } else { active }
}

#[cold]
#[inline(never)]
fn look(function: u32, mut active: u32) -> u32 {
    if active == NOT_READ {
        active = match std::env::var("MATRIZ_MUTANT").as_deref() {
            Ok("reach") => REACH,
            Ok(number) => number.parse().unwrap_or(0),
            Err(_) => 0,
        };
        ACTIVE.store(active, Relaxed);
    }
    if active < REACH {
        return active;
    }
    if !SEEN[function as usize].swap(true, Relaxed) {
        let path = std::env::var("MATRIZ_REACH").expect("where to write");
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).expect("a file");
        writeln!(file, "{function}").expect("written");
    }
    0
}

/// What `impl Iterator` is where every mutation of a body has a type of its own.
#[derive(Clone)]
pub enum Either<A, B> {
    A(A),
    B(B),
}

impl<T, A: Iterator<Item = T>, B: Iterator<Item = T>> Iterator for Either<A, B> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        match self {
            Self::A(iterator) => iterator.next(),
            Self::B(iterator) => iterator.next(),
        }
    }
}
