//! The table of `SCORING.md` and `constants.rs` say the same: names, values and reasons.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use matriz::matching::constants;

/// Every constant with its value, as the compiler sees it.
macro_rules! values {
    ($($name:ident)+) => { BTreeMap::from([$((stringify!($name), constants::$name as f64)),+]) };
}

fn values() -> BTreeMap<&'static str, f64> {
    values! {
        MAX_LEVEL RARITY_FLOOR SECTOR_SHARE KIN_PART KIN_WHOLE KIN_SIBLING KIN_IN_SECTOR KIN_FROM_SECTOR
        TEXT_GATE QUADRANT_ALSO MODALITY_FIRST LANGUAGE_NEAR LANGUAGE_PAID LANGUAGE_NONE WANTED_DAYS
        PEOPLE_DECADES REGION_CONTINENT REGION_FAR EVIDENCE_EVALUATED EVIDENCE_DOCUMENTED
        EVIDENCE_TRANSFERRED TRANSFER_FIRST TRANSFER_MORE NEUTRAL_SUBJECT NEUTRAL_QUADRANT NEUTRAL_MODALITY
        NEUTRAL_LANGUAGE NEUTRAL_TIME NEUTRAL_PROFILE NEUTRAL_TEXT NEUTRAL_CONTEXT NEUTRAL_EVIDENCE
        NEUTRAL_COMMITMENT TF_HALF MAX_TERMS CONCEPT_SHARE CONCEPT_HALF WORD_SHARE WORD_HALF BASE_SUBJECT
        BASE_QUADRANT BASE_MODALITY BASE_LANGUAGE BASE_TIME BASE_PROFILE BASE_TEXT BASE_CONTEXT
        BASE_EVIDENCE BASE_COMMITMENT FACTOR_VERY FACTOR_SOMEWHAT REQUIRED_MINIMUM STRONG STRONG_KNOWN
        STRONG_SUBJECT STRONG_TEXT_TOO STRONG_TEXT GOOD GOOD_SUBJECT GOOD_TEXT POSSIBLE NEAR_AMONG
        ROBUSTNESS_SEED DRAWS FACTOR_LOW FACTOR_HIGH PROVIDER_COMMITMENT PROVIDER_PRIORITY PROVIDER_CONTEXT
        PROVIDER_LANGUAGE PROVIDER_TIME PROVIDER_NEUTRAL
    }
}

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/matching").join(path)).unwrap()
}

/// A number as the table writes it.
fn number(written: &str) -> f64 {
    match written.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).unwrap() as f64,
        None => written.parse().unwrap(),
    }
}

/// The rows of the table of constants: name, value, reason.
fn table(scoring: &str) -> Vec<(&str, f64, &str)> {
    let row = |line| {
        let cells: Vec<&str> = str::split(line, '|').map(str::trim).collect();
        match cells[..] {
            ["", name, value, why, ""] if name.starts_with('`') => {
                Some((name.trim_matches('`'), number(value), why))
            }
            _ => None,
        }
    };
    let (_, section) = scoring.split_once("## 12. Constants").unwrap();
    section.split("\n## ").next().unwrap().lines().filter_map(row).collect()
}

/// The constants of the source with the comment above each.
fn reasons(source: &str) -> BTreeMap<&str, &str> {
    let mut above = "";
    let mut reasons = BTreeMap::new();
    for line in source.lines() {
        if let Some(comment) = line.strip_prefix("/// ") {
            above = comment;
        } else if let Some(name) = line.strip_prefix("pub const ").and_then(|rest| rest.split(':').next()) {
            reasons.insert(name, above);
        }
    }
    reasons
}

#[test]
fn the_table_of_constants_is_that_of_the_source() {
    let (scoring, source) = (text("SCORING.md"), text("constants.rs"));
    let (table, reasons, values) = (table(&scoring), reasons(&source), values());
    let mut names: Vec<&str> = table.iter().map(|(name, ..)| *name).collect();
    names.sort_unstable();
    assert!(names.iter().eq(reasons.keys()), "the table and the source name different constants");
    assert!(names.iter().eq(values.keys()), "the list in this test lacks a constant, or has one too many");
    for (name, value, why) in table {
        assert!(value == values[name], "{name}: {value} in the table, {} in the source", values[name]);
        assert_eq!(why, reasons[name], "the reason of {name}");
    }
}
