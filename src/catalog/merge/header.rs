//! What a catalog has beside its records: id, title, unknown keys.
//!
//! The title is a register with a version of its own (`rev` at the top of the file). A title that knew another
//! takes its place. Of titles that did not know each other, the one whose version counts more edits stands, and
//! where they count the same, the version and then the title that sort last: the same on every device, without
//! a clock. A title is one line that anybody can type again, so nobody is asked to choose; the preview shows the
//! change, says that the other side did not know this title, and lets it be left out.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalog::{Catalog, Extra, Relation, VersionVector};
use crate::primitive::{Arrange, Id, Text};

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

/// The header a person sees after `theirs` came into `mine`: that of the merge where they are copies of one
/// catalog, and one's own where another catalog is taken in.
///
/// Without `with_title`, which is how a person leaves a new title out, title and version stay one's own.
pub fn adopted(mine: &Catalog, theirs: &Catalog, with_title: bool) -> Catalog {
    let mut adopted = Catalog::new(mine.id, mine.title.clone());
    (adopted.rev, adopted.extra) = (mine.rev.clone(), mine.extra.clone());
    if mine.id != theirs.id {
        return adopted;
    }
    let both = merged(mine, theirs);
    adopted.extra = both.extra;
    if with_title {
        (adopted.title, adopted.rev) = (both.title, both.rev);
    }
    adopted
}

/// What a merge would do to the title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TitleChange {
    /// The title here.
    pub mine: Text,
    /// The title that would stand here.
    pub theirs: Text,
    /// Whether neither side knew the other's title.
    pub concurrent: bool,
    /// Which of the catalogs brings it, by position.
    pub source: usize,
}

/// What merging these catalogs would do to the title of one's own; none where it stays as it is.
pub(super) fn title_change(mine: &Catalog, theirs: &[&Catalog]) -> Option<TitleChange> {
    let copies = theirs.iter().enumerate().filter(|(_, catalog)| catalog.id == mine.id);
    let (source, latest) = copies.max_by_key(|(_, catalog)| rank(catalog))?;
    let changes = rank(latest) > rank(mine) && latest.title != mine.title;
    changes.then(|| TitleChange {
        mine: mine.title.clone(),
        theirs: latest.title.clone(),
        concurrent: mine.rev.relation(&latest.rev) != Relation::Before,
        source,
    })
}

fn rank(catalog: &Catalog) -> (Reverse<Id>, u64, &VersionVector, String) {
    let edits = catalog.rev.counts().fold(0_u64, |sum, (_, count)| sum.saturating_add(count));
    let title = serde_json::to_string(&catalog.title).unwrap_or_default();
    (Reverse(catalog.id), edits, &catalog.rev, title)
}

/// Unknown keys of both; where both have a key, the value whose JSON sorts last.
fn extra(left: &Extra, right: &Extra) -> Extra {
    let mut keys: Vec<&String> = left.keys().chain(right.keys()).collect();
    keys.arrange();
    keys.dedup();
    let value = |key: &String| -> Option<Value> {
        left.get(key).into_iter().chain(right.get(key)).max_by_key(|value| value.to_string()).cloned()
    };
    keys.into_iter().filter_map(|key| Some((key.clone(), value(key)?))).collect()
}
