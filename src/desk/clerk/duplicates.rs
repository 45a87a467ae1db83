//! Institutions that may be one: entered twice, under two spellings, or in two languages.
//!
//! Names are compared by their telling words. Two names are as alike as their words are: the share of words
//! in common (Dice's coefficient), where two words count as the same when they differ by one letter at most.

use std::collections::{BTreeMap, BTreeSet};

use super::cards::open_by_institution;
use super::{Book, Desk};
use crate::catalog::{Institution, RecordKind};
use crate::desk::{DuplicatePair, Duplicates, Fault, Shelf};
use crate::primitive::{Arg, Arrange, Id, Language, Said, World};
use crate::words::{fold, is_stop, tokens};

/// Names at least so alike are suspected; below it, ministries of one country look like each other.
const SUSPECTED: f64 = 0.75;
/// What the same acronym adds: two bodies of one country seldom share one.
const SAME_ACRONYM: f64 = 0.35;
/// What the same site or office address adds.
const SAME_ADDRESS: f64 = 0.35;
/// What two different countries take away: national bodies are often called the same.
const OTHER_COUNTRY: f64 = 0.6;
/// Shorter words must be equal to count as the same: one letter makes another word of them.
const LEAST_FOR_TYPO: usize = 5;
/// Most pairs shown at once.
const MOST_PAIRS: usize = 100;

impl<S: Shelf, W: World> Desk<S, W> {
    /// Institutions that may be one and the same, the likeliest first.
    pub(super) fn duplicates(&mut self, question: &Duplicates) -> Result<Vec<DuplicatePair>, Fault> {
        let as_of = self.today;
        let book = self.book()?;
        let open = open_by_institution(&book.facts, as_of);
        let view = book.view(question.lang, as_of, &open);
        let pairs = book.suspected().into_iter().take(MOST_PAIRS);
        let pairs = pairs.map(|pair| DuplicatePair {
            keep: view.institution(pair.keep),
            other: view.institution(pair.other),
            likeness: pair.likeness,
            reasons: pair.reasons,
        });
        Ok(pairs.collect())
    }
}

/// Two institutions that may be one.
pub(super) struct Suspected {
    pub keep: Id,
    pub other: Id,
    pub likeness: f64,
    pub reasons: Vec<Said>,
}

/// An institution as it is compared.
struct Features<'a> {
    institution: &'a Institution,
    /// Telling words of its name, one list a version.
    names: Vec<Vec<String>>,
    acronym: String,
    addresses: BTreeSet<String>,
}

impl Book {
    /// Pairs of institutions that may be one, the likeliest first.
    pub(super) fn suspected(&self) -> Vec<Suspected> {
        let rows = self.facts.rows(RecordKind::Institution);
        let all: Vec<Features<'_>> =
            rows.filter_map(|(id, _)| self.catalog.institutions.get(&id)).map(Features::of).collect();
        let mut entries: BTreeMap<Id, usize> = BTreeMap::new();
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (_, entry) in self.facts.rows(kind) {
                *entries.entry(entry.institution).or_default() += 1;
            }
        }
        let count = |id: Id| entries.get(&id).copied().unwrap_or(0);
        let mut found: Vec<Suspected> = Vec::new();
        for (one, other) in candidates(&all) {
            let (one, other) = (&all[one], &all[other]);
            let (likeness, reasons) = one.likeness(other);
            if likeness < SUSPECTED {
                continue;
            }
            let (a, b) = (one.institution.head.id, other.institution.head.id);
            let (keep, other) = if count(b) > count(a) { (b, a) } else { (a, b) };
            found.push(Suspected { keep, other, likeness, reasons });
        }
        found.arrange_by(|a, b| {
            b.likeness.total_cmp(&a.likeness).then((a.keep, a.other).cmp(&(b.keep, b.other)))
        });
        found
    }
}

/// Pairs that share a telling word, an acronym or an address: only these can be alike.
fn candidates(all: &[Features<'_>]) -> BTreeSet<(usize, usize)> {
    /// A word that so many names share tells nothing ("ministry").
    const TOO_COMMON: usize = 60;
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, features) in all.iter().enumerate() {
        for key in features.keys() {
            by_key.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for members in by_key.values().filter(|members| members.len() <= TOO_COMMON) {
        for (place, one) in members.iter().enumerate() {
            pairs.extend(members[place + 1..].iter().map(|other| (*one.min(other), *one.max(other))));
        }
    }
    pairs.retain(|(one, other)| one != other);
    pairs
}

impl<'a> Features<'a> {
    fn of(institution: &'a Institution) -> Self {
        let names = institution.name.versions().map(|(_, words)| telling_words(words)).collect();
        let mut addresses = BTreeSet::new();
        let host = institution.website.trim().trim_end_matches('/');
        let host = host.split_once("://").map_or(host, |(_, rest)| rest).trim_start_matches("www.");
        for address in [host, institution.office.email.trim()] {
            if !address.is_empty() {
                addresses.insert(address.to_lowercase());
            }
        }
        Self { institution, names, acronym: fold(institution.acronym.trim()), addresses }
    }

    /// What pairs are looked for by.
    fn keys(&self) -> BTreeSet<String> {
        // The first letters of a word, so that a typing error at its end does not hide the pair.
        const PREFIX: usize = 5;
        let words = self.names.iter().flatten().map(|word| word.chars().take(PREFIX).collect::<String>());
        let acronym = Some(format!("={}", self.acronym)).filter(|key| key.len() > 1);
        words.chain(acronym).chain(self.addresses.iter().map(|address| format!("@{address}"))).collect()
    }

    /// How much two institutions are alike, in `[0, 1]`, and what they have in common.
    fn likeness(&self, other: &Self) -> (f64, Vec<Said>) {
        let mut reasons = Vec::new();
        let pairs = self.names.iter().flat_map(|one| other.names.iter().map(move |name| dice(one, name)));
        let mut likeness = pairs.fold(0.0, f64::max);
        if likeness >= SUSPECTED {
            reasons.push(Said::new("duplicate.name").with("share", Arg::Share(likeness)));
        }
        // An acronym spelled out in the other's name counts as the same acronym.
        if !self.acronym.is_empty() && self.acronym == other.acronym {
            likeness += SAME_ACRONYM;
            let acronym = self.institution.acronym.clone();
            reasons.push(Said::new("duplicate.acronym").with("acronym", Arg::Text(acronym)));
        }
        if let Some(address) = self.addresses.intersection(&other.addresses).next() {
            likeness += SAME_ADDRESS;
            reasons.push(Said::new("duplicate.address").with("address", Arg::Text(address.clone())));
        }
        match (&self.institution.country, &other.institution.country) {
            (Some(one), Some(other)) if one != other => likeness *= OTHER_COUNTRY,
            (Some(one), Some(_)) if !reasons.is_empty() => {
                reasons.push(Said::new("duplicate.country").with("country", Arg::Country(one.clone())));
            }
            _ => {}
        }
        (likeness.min(1.0), reasons)
    }
}

/// Words of a name that tell something, folded, each once.
fn telling_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = tokens(name).iter().map(|token| fold(token.of(name))).collect();
    words.retain(|word| !Language::ALL.into_iter().any(|language| is_stop(word, language)));
    words.arrange();
    words.dedup();
    words
}

/// Twice the words in common over all words.
fn dice(one: &[String], other: &[String]) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let mut free: Vec<&String> = other.iter().collect();
    let mut common = 0;
    for word in one {
        if let Some(at) = free.iter().position(|candidate| same_word(word, candidate)) {
            free.swap_remove(at);
            common += 1;
        }
    }
    2.0 * f64::from(common) / (one.len() + other.len()) as f64
}

/// Whether two words are the same but for one letter.
fn same_word(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < LEAST_FOR_TYPO || long.len() - short.len() > 1 {
        return false;
    }
    let start = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let skip = usize::from(short.len() == long.len());
    short.get(start + skip..) == long.get(start + 1..)
}
