//! The dictionary of everyday meanings: every group can be used, and each word reaches its group.

use std::collections::BTreeSet;

use matriz::primitive::Language;
use matriz::words::{Meanings, Stemmers, fold, is_filler, is_stop, tokens};

use crate::vocabulary::none;

const FILE: &str = include_str!("../../data/vocabulary/meanings.tsv");

/// Number and columns of every group.
fn groups() -> impl Iterator<Item = (usize, Vec<Vec<&'static str>>)> {
    let columns = |line: &'static str| line.split('\t').map(|words| words.split(' ').collect()).collect();
    FILE.lines().map(columns).enumerate()
}

#[test]
fn every_group_has_four_columns_and_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    let mut complaints = Vec::new();
    for (at, columns) in groups() {
        let name = columns[0][0];
        if columns.len() != 4 || !names.insert(name) || name.is_empty() {
            complaints
                .push(format!("group {at} {name:?}: {} columns, or a name there already", columns.len()));
        }
        if columns.iter().filter(|words| !words[0].is_empty()).count() < 2 {
            complaints.push(format!("{name:?} joins no two languages"));
        }
    }
    assert!(names.len() > 2_000, "only {} groups", names.len());
    none(&complaints);
}

#[test]
fn every_word_is_needed_and_found() {
    let stemmers = Stemmers::default();
    let meanings = Meanings::carried();
    let mut complaints = Vec::new();
    let (mut words, mut found) = (0, 0);
    for (at, columns) in groups() {
        for (language, column) in Language::ALL.into_iter().zip(columns) {
            let mut stems = BTreeSet::new();
            for word in column.into_iter().filter(|word| !word.is_empty()) {
                let folded = fold(word);
                let tells = !is_stop(&folded, language) && !is_filler(&folded, language);
                if !tells || word.to_lowercase() != word || tokens(word).len() != 1 {
                    complaints.push(format!("{word:?} of group {at} says nothing, has capitals or parts"));
                }
                let stem = stemmers.stem(&folded, language);
                let senses = meanings.of(&stem, language);
                words += 1;
                found += usize::from(senses.iter().any(|sense| usize::from(sense.0) == at));
                if !stems.insert(stem) {
                    complaints.push(format!("{word:?} of group {at} has the stem of another word there"));
                }
            }
        }
    }
    none(&complaints);
    // A word of more than three senses is not found in the last of them.
    assert!(words > 20_000 && found * 10 > words * 9, "{found} of {words}");
}
