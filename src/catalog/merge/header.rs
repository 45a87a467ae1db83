//! What a catalog has beside its records: id, title, unknown keys.

use std::cmp::Reverse;

use serde_json::Value;

use crate::catalog::{Catalog, Extra, VersionVector};
use crate::primitive::Id;

/// The header of the merged catalog, with no record in it.
///
/// Id, title and version are taken together from one side, the greatest in a total order; a total order has
/// no cases in which the order of merging could matter. It extends "is known to": the number of edits known
/// grows with every edit, so that a title that knew the other always wins.
pub(super) fn merged(left: &Catalog, right: &Catalog) -> Catalog {
    let from = if rank(left) >= rank(right) { left } else { right };
    let mut merged = Catalog::new(from.id, from.title.clone());
    merged.rev = from.rev.clone();
    merged.extra = extra(&left.extra, &right.extra);
    merged
}

/// The title a person sees after `theirs` came into `mine`: their own, unless it is the same catalog and its
/// title was edited since.
pub(super) fn adopted(mine: &Catalog, theirs: &Catalog) -> Catalog {
    let from = if mine.id == theirs.id && rank(theirs) > rank(mine) && mine.rev != theirs.rev {
        theirs
    } else {
        mine
    };
    let mut adopted = Catalog::new(mine.id, from.title.clone());
    adopted.rev = from.rev.clone();
    adopted.extra = extra(&mine.extra, &theirs.extra);
    adopted
}

fn rank(catalog: &Catalog) -> (Reverse<Id>, u64, &VersionVector, String) {
    let edits = catalog.rev.counts().fold(0_u64, |sum, (_, count)| sum.saturating_add(count));
    let title = serde_json::to_string(&catalog.title).unwrap_or_default();
    (Reverse(catalog.id), edits, &catalog.rev, title)
}

/// Unknown keys of both; where both have a key, the value whose JSON sorts last.
fn extra(left: &Extra, right: &Extra) -> Extra {
    let mut keys: Vec<&String> = left.keys().chain(right.keys()).collect();
    keys.sort();
    keys.dedup();
    let value = |key: &String| -> Option<Value> {
        left.get(key).into_iter().chain(right.get(key)).max_by_key(|value| value.to_string()).cloned()
    };
    keys.into_iter().filter_map(|key| Some((key.clone(), value(key)?))).collect()
}
