//! What becomes of a row: nothing, an edit, a version beside another, a new record.
//!
//! A row was written from a *base*: a record in a version. Its mark says whether somebody changed it since, and
//! whether it holds the record whole. An unchanged row is no edit. A changed row is one edit made by "somebody
//! who had the base before them": its version is the base's and one more, under the name of a device that is
//! derived from what the row says. So the same workbook opened twice, or by forty people, makes the same edit
//! once, and an edit of the same entry made elsewhere in the meantime is concurrent with it, which the merge
//! keeps as a conflict.
//!
//! What a sheet does not carry comes from the record here, and then the version must not claim to be more than
//! it is:
//!
//! | the base is | row holds all | row holds a part |
//! |---|---|---|
//! | here | edit of it | edit of it |
//! | older than here | edit of the base | edit of the base, completed from what is here, and named so |
//! | newer than here, or unknown to it | edit of the base; unchanged: the base itself | edit of what is here, told |
//! | of a record not here | as above | a version of its own, read in part |

use super::cells::Object;
use super::row::Mark;
use crate::catalog::merge::part_version;
use crate::catalog::{Relation, VersionVector};
use crate::primitive::{digest, short_digest};

/// A version of a record that is here.
pub(super) struct Here {
    pub rev: VersionVector,
    /// None for a deletion.
    pub content: Option<Object>,
}

/// What a row says of itself.
pub(super) struct Claim<'a> {
    /// The id, as text; part of the name of the edit.
    pub id: &'a str,
    pub base: Option<&'a VersionVector>,
    pub mark: Option<&'a Mark>,
    /// The fingerprint of its cells as they are now.
    pub print: &'a str,
}

/// What to make of it.
#[derive(Debug, PartialEq)]
pub(super) enum Verdict {
    /// Nothing to do.
    Nothing,
    /// Unchanged, but written from a version this device does not have.
    Ahead,
    /// A record to be put together from `start` (a position among the versions here, or nothing).
    Take(Take),
}

#[derive(Debug, PartialEq)]
pub(super) struct Take {
    pub start: Option<usize>,
    pub rev: Rev,
    pub tell: Option<Tell>,
}

/// The version of the record that a row makes.
#[derive(Debug, PartialEq)]
pub(super) enum Rev {
    Of(VersionVector),
    /// Read in part: named after its content.
    Part,
}

/// What a person should know about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tell {
    /// The entry was changed here since the row was written.
    OldBase,
    /// The row was written from a version that is not here; it becomes an edit of the one that is.
    OtherBase,
    /// The record is not here and the row does not hold all of it.
    InPart,
}

/// Decides.
pub(super) fn settled(claim: &Claim<'_>, here: &[Here]) -> Verdict {
    let whole = matches!(claim.mark, Some(Mark::Whole(_)));
    let changed = claim.mark.is_none_or(|mark| mark.print() != claim.print);
    let take = |start, rev, tell| Verdict::Take(Take { start, rev, tell });
    let shown = here.iter().position(|version| version.content.is_some());
    let Some(base) = claim.base else {
        // Nobody knows what the row was written from: it may say anything of the record, and replace nothing.
        return take(shown, Rev::Part, Some(Tell::InPart));
    };
    let edit = name_of_edit(claim, base);
    if here.iter().any(|version| version.rev.count_of(&edit) > 0) {
        return Verdict::Nothing;
    }
    let edited = |rev: &VersionVector| Rev::Of(rev.bumped(&edit, 1));
    let relation = |version: &Here| base.relation(&version.rev);
    if let Some(same) = here.iter().position(|v| v.content.is_some() && relation(v) == Relation::Equal) {
        return if changed { take(Some(same), edited(base), None) } else { Verdict::Nothing };
    }
    let known = here.iter().any(|version| matches!(relation(version), Relation::Equal | Relation::Before));
    match (known, changed, whole) {
        (true, false, _) => Verdict::Nothing,
        (true, true, true) => take(None, edited(base), Some(Tell::OldBase)),
        (true, true, false) => match shown {
            Some(shown) => {
                let completed = name_of_completion(&edit, &here[shown].rev);
                let rev = base.bumped(&edit, 1).bumped(&completed, 1);
                take(Some(shown), Rev::Of(rev), Some(Tell::OldBase))
            }
            None => take(None, Rev::Part, Some(Tell::InPart)),
        },
        (false, false, true) => take(None, Rev::Of(base.clone()), None),
        (false, true, true) => take(None, edited(base), None),
        (false, false, false) if shown.is_some() => Verdict::Ahead,
        (false, _, false) => match shown {
            Some(shown) => {
                let completed = name_of_completion(&edit, base);
                let rev = here[shown].rev.bumped(&edit, 1).bumped(&completed, 1);
                take(Some(shown), Rev::Of(rev), Some(Tell::OtherBase))
            }
            None => take(None, Rev::Part, Some(Tell::InPart)),
        },
    }
}

/// The name under which a row's edit counts in version vectors. No hyphen: those are for what was read in part.
fn name_of_edit(claim: &Claim<'_>, base: &VersionVector) -> String {
    let base: Vec<String> = base.counts().map(|(name, count)| format!("{name}\u{0}{count}")).collect();
    let all = [claim.id, &base.join("\u{1}"), claim.print].join("\u{2}");
    format!("sheet{}", short_digest(all.as_bytes()))
}

/// The name that tells apart what one row became on devices that completed it from different versions.
fn name_of_completion(edit: &str, from: &VersionVector) -> String {
    let from: Vec<String> = from.counts().map(|(name, count)| format!("{name}\u{0}{count}")).collect();
    format!("sheet{}", short_digest([edit, &from.join("\u{1}")].join("\u{2}").as_bytes()))
}

/// The version of a record that nobody had before.
pub(super) fn first_version(id: &str, print: &str) -> (String, VersionVector) {
    let claim = Claim { id, base: None, mark: None, print };
    let name = name_of_edit(&claim, &VersionVector::default());
    let rev = VersionVector::default().bumped(&name, 1);
    (name, rev)
}

/// The version of a record that was read in part.
pub(super) fn version_in_part(content: &Object) -> VersionVector {
    let mut content = content.clone();
    content.sort_keys();
    part_version(digest(serde_json::Value::Object(content).to_string().as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rev(counts: &[(&str, u64)]) -> VersionVector {
        VersionVector::from_counts(counts.iter().map(|(name, count)| ((*name).to_owned(), *count)))
    }

    fn here(counts: &[(&str, u64)]) -> Vec<Here> {
        vec![Here { rev: rev(counts), content: Some(Object::new()) }]
    }

    fn verdict(base: &[(&str, u64)], mark: Mark, here: &[Here]) -> Verdict {
        let base = rev(base);
        settled(&Claim { id: "x", base: Some(&base), mark: Some(&mark), print: "now" }, here)
    }

    fn relation(verdict: &Verdict, to: &[(&str, u64)]) -> Option<Relation> {
        match verdict {
            Verdict::Take(Take { rev: Rev::Of(own), .. }) => Some(own.relation(&rev(to))),
            _ => None,
        }
    }

    #[test]
    fn an_unchanged_row_is_no_edit() {
        let (whole, part) = (Mark::Whole("now".into()), Mark::Part("now".into()));
        for mark in [whole.clone(), part.clone()] {
            assert_eq!(verdict(&[("a", 1)], mark.clone(), &here(&[("a", 1)])), Verdict::Nothing);
            assert_eq!(verdict(&[("a", 1)], mark, &here(&[("a", 2)])), Verdict::Nothing);
        }
        // It carries a newer version where it holds all of it, and says so where it does not.
        let newer = verdict(&[("a", 2)], whole, &here(&[("a", 1)]));
        assert_eq!(relation(&newer, &[("a", 2)]), Some(Relation::Equal));
        assert_eq!(verdict(&[("a", 2)], part, &here(&[("a", 1)])), Verdict::Ahead);
    }

    #[test]
    fn a_changed_row_follows_its_base_and_no_other() {
        for mark in [Mark::Whole("then".into()), Mark::Part("then".into())] {
            let current = verdict(&[("a", 1)], mark.clone(), &here(&[("a", 1)]));
            assert_eq!(relation(&current, &[("a", 1)]), Some(Relation::After));
            let old = verdict(&[("a", 1)], mark.clone(), &here(&[("a", 1), ("b", 1)]));
            assert_eq!(relation(&old, &[("a", 1), ("b", 1)]), Some(Relation::Concurrent));
            let other = verdict(&[("a", 1), ("c", 1)], mark.clone(), &here(&[("a", 1), ("b", 1)]));
            assert_eq!(relation(&other, &[("a", 1), ("b", 1), ("c", 1)]), Some(Relation::Concurrent));
        }
        // A part never speaks for a version that is not here.
        let part = verdict(&[("a", 1), ("c", 1)], Mark::Part("then".into()), &here(&[("a", 1)]));
        assert_eq!(relation(&part, &[("a", 1), ("c", 1)]), Some(Relation::Concurrent));
        assert_eq!(
            verdict(&[("a", 1)], Mark::Part("then".into()), &[]),
            Verdict::Take(Take { start: None, rev: Rev::Part, tell: Some(Tell::InPart) })
        );
    }

    #[test]
    fn the_same_row_read_again_is_the_same_edit() {
        let mark = Mark::Part("then".into());
        let Verdict::Take(Take { rev: Rev::Of(first), .. }) =
            verdict(&[("a", 1)], mark.clone(), &here(&[("a", 1)]))
        else {
            panic!("an edit")
        };
        let after = [Here { rev: first.bumped("b", 7), content: Some(Object::new()) }];
        assert_eq!(verdict(&[("a", 1)], mark, &after), Verdict::Nothing);
    }

    #[test]
    fn an_edit_of_what_was_deleted_stands_beside_the_deletion() {
        let deleted = [Here { rev: rev(&[("a", 2)]), content: None }];
        let whole = verdict(&[("a", 1)], Mark::Whole("then".into()), &deleted);
        assert_eq!(relation(&whole, &[("a", 2)]), Some(Relation::Concurrent));
        let part = verdict(&[("a", 1)], Mark::Part("then".into()), &deleted);
        assert!(matches!(part, Verdict::Take(Take { rev: Rev::Part, .. })));
        assert_eq!(verdict(&[("a", 1)], Mark::Whole("now".into()), &deleted), Verdict::Nothing);
    }
}
