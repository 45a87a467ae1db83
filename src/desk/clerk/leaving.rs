//! What is about to leave: told before it goes, and the forms in which it goes beside a file.

use std::collections::BTreeSet;

use qrcode::{Color, EcLevel, QrCode, Version};

use super::cards::open_by_institution;
use super::facts::OPEN;
use super::save::{file_of, part_of, private_notes};
use super::{Desk, meta};
use crate::catalog::{Catalog, RecordKind};
use crate::desk::{CodeOut, Fault, LinkOut, ShareCode, Shelf, Side, Weighed, WhatLeaves};
use crate::interchange::{summary, write_links};
use crate::matching::answer::Settings;
use crate::primitive::{Id, Language, World};

/// Matches that answer each entry of an institution: what its people can look at in one sitting.
const ANSWERS_EACH: usize = 5;
/// A file larger than this is not tried as a link: at a fourth of its size it would be ten times what chat
/// programs let through, and packing it would keep the person waiting.
const LINK_TRIED_UP_TO: usize = 256 << 10;
/// The densest code that is made. Its 117 squares on a sheet of A4 are 1.5 mm wide, which a telephone reads at
/// arm's length, and on a wall of a metre and a half across a room.
const DENSEST: i16 = 25;
/// Up to this version a code is made safer against dirt and glare (a quarter of it may be lost instead of 7 %):
/// with 57 squares a side it is still coarse.
const COARSE: i16 = 10;

impl<S: Shelf, W: World> Desk<S, W> {
    /// What is inside of what would leave.
    pub(super) fn weigh_share(&mut self, what: &WhatLeaves) -> Result<Weighed, Fault> {
        let leaving = self.leaving(what)?;
        let file = file_of(&leaving, self.world.now_ms());
        let link = (file.len() <= LINK_TRIED_UP_TO).then(|| write_links(&leaving).letters.len());
        Ok(Weighed {
            counts: meta::count(&leaving),
            private_notes: private_notes(&leaving),
            deletions: u32::try_from(summary(&leaving).deletions).unwrap_or(u32::MAX),
            bytes: file.len() as u64,
            link: link.and_then(|link| u32::try_from(link).ok()),
        })
    }

    /// The current catalog, or a part, as the fragment of a link.
    pub(super) fn share_link(&mut self, what: &WhatLeaves) -> Result<LinkOut, Fault> {
        let leaving = self.leaving(what)?;
        let links = write_links(&leaving);
        Ok(LinkOut {
            fragment: links.letters,
            digits: links.digits,
            counts: meta::count(&leaving),
            private_notes: private_notes(&leaving),
        })
    }

    fn leaving(&mut self, what: &WhatLeaves) -> Result<Catalog, Fault> {
        let what = self.named(what)?;
        Ok(part_of(&self.book()?.catalog, &what))
    }

    /// The same with the entries named that have to be looked for first.
    pub(super) fn named(&mut self, what: &WhatLeaves) -> Result<WhatLeaves, Fault> {
        match what {
            WhatLeaves::Answer(institution) => Ok(WhatLeaves::Selection(self.answer_to(*institution)?)),
            other => Ok(other.clone()),
        }
    }

    /// Entries of an institution, the best matches of those that are open, and portfolio items it takes part in.
    fn answer_to(&mut self, institution: Id) -> Result<BTreeSet<Id>, Fault> {
        let as_of = self.today;
        let settings = Settings::on(as_of);
        let book = self.indexed()?;
        let own = book.facts.resolve(institution);
        if !book.catalog.institutions.contains_key(&own) {
            return Err(Fault::NotFound(institution));
        }
        let open = open_by_institution(&book.facts, as_of);
        // The language is that of the cards, which nobody reads here.
        let view = book.view(Language::En, as_of, &open);
        let mut ids = BTreeSet::new();
        for kind in [RecordKind::Offer, RecordKind::Request] {
            for (id, entry) in book.facts.rows(kind).filter(|(_, entry)| entry.institution == own) {
                ids.insert(id);
                if book.facts.standing(kind, id, entry, as_of) != OPEN {
                    continue;
                }
                let side = if kind == RecordKind::Request { Side::Request(id) } else { Side::Offer(id) };
                let best = book.match_list(side, &settings, ANSWERS_EACH, &view)?;
                ids.extend(best.matches.iter().flat_map(|pair| [pair.offer.key.id, pair.request.key.id]));
            }
        }
        let items = book.catalog.portfolio.iter().filter(|(_, item)| {
            let takes_part = |party: Id| book.facts.resolve(party) == own;
            let entries = item.offers.iter().chain(&item.request);
            item.parties.iter().any(|party| takes_part(party.institution))
                || entries
                    .into_iter()
                    .any(|entry| ids.contains(entry) && owner(&book.catalog, *entry) == Some(own))
        });
        let items: Vec<Id> = items.map(|(id, _)| *id).collect();
        ids.extend(items);
        Ok(ids)
    }
}

/// The institution an entry belongs to, joins resolved.
fn owner(catalog: &Catalog, entry: Id) -> Option<Id> {
    let offer = catalog.offers.get(&entry).map(|offer| offer.institution);
    let owner = offer.or_else(|| catalog.requests.get(&entry).map(|request| request.institution));
    owner.map(|id| catalog.resolve(id))
}

/// Words as a code for cameras, never denser than version 25.
pub(super) fn code(question: &ShareCode) -> CodeOut {
    let words = question.words.as_bytes();
    let version_of = |code: &QrCode| match code.version() {
        Version::Normal(version) | Version::Micro(version) => version,
    };
    let make = |level: EcLevel| QrCode::with_error_correction_level(words, level).ok();
    let safer = make(EcLevel::Q).filter(|code| version_of(code) <= COARSE);
    let code = safer.or_else(|| make(EcLevel::L).filter(|code| version_of(code) <= DENSEST));
    let Some(code) = code else { return CodeOut::TooMuch };
    let side = code.width();
    CodeOut::Code {
        version: u32::from(version_of(&code).unsigned_abs()),
        side: u32::try_from(side).unwrap_or_default(),
        path: path(&code.to_colors(), side),
    }
}

/// The dark squares, row by row, each run of them as one rectangle.
fn path(colors: &[Color], side: usize) -> String {
    let mut path = String::new();
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        while x < side {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(words: &str) -> Option<u32> {
        match code(&ShareCode { words: words.to_owned() }) {
            CodeOut::Code { version, side, path } => {
                assert_eq!(side, 17 + 4 * version);
                assert!(path.starts_with("M0 0h7v1h-7z"), "the corner that cameras look for: {path}");
                Some(version)
            }
            CodeOut::TooMuch => None,
        }
    }

    #[test]
    fn a_code_is_never_denser_than_a_wall_allows() {
        assert!(version("https://example.org/matriz/?catalog=https://example.org/c.json") <= Some(7));
        assert_eq!(version(&"x".repeat(1_273)), Some(25), "what version 25 holds in letters");
        assert_eq!(version(&"x".repeat(1_274)), None);
        assert_eq!(version(&"7".repeat(3_057)), Some(25), "what version 25 holds in digits");
        assert_eq!(version(&"7".repeat(3_058)), None);
    }
}
