//! The log of merges, and what could not be read: listed and handed out, never deleted.

use serde_json::Value;

use super::Desk;
use super::undo_merge::KEPT;
use crate::desk::{AsidePiece, Fault, FileOut, MergeEntry, Shelf};
use crate::primitive::{Arrange, World};

/// Letters of a piece that a list shows.
const BEGINNING: usize = 160;

impl<S: Shelf, W: World> Desk<S, W> {
    /// Merges into the current catalog, the latest first.
    pub(super) fn merge_log(&self) -> Result<Vec<MergeEntry>, Fault> {
        let merges = &self.book()?.merges;
        let read = |(at, key): (usize, String)| {
            let entry: MergeEntry = serde_json::from_str(merges.get(&key)?).ok()?;
            let can_undo = entry.can_undo && !entry.undone && at < KEPT;
            Some(MergeEntry { key, can_undo, ..entry })
        };
        let mut entries: Vec<MergeEntry> =
            self.merges_by_time().into_iter().enumerate().filter_map(read).collect();
        entries.arrange_by(|a, b| b.at_ms.cmp(&a.at_ms).then_with(|| a.name.cmp(&b.name)));
        Ok(entries)
    }

    /// Pieces that could not be read.
    pub(super) fn list_aside(&self) -> Result<Vec<AsidePiece>, Fault> {
        let aside = &self.book()?.aside;
        Ok(aside.iter().map(|(key, json)| piece(key, json)).collect())
    }

    /// All those pieces as the bytes of a file.
    pub(super) fn save_aside(&mut self) -> Result<FileOut, Fault> {
        let aside = &self.book()?.aside;
        let pieces = aside.iter().map(|(key, json)| {
            serde_json::from_str(json)
                .ok()
                .filter(Value::is_object)
                .unwrap_or_else(|| serde_json::json!({ "from": "", "pointer": key, "json": json }))
        });
        let document = Value::Array(pieces.collect());
        let bytes = serde_json::to_string_pretty(&document).unwrap_or_default().into_bytes();
        self.out.attachment = Some(bytes);
        Ok(FileOut {
            name: format!("matriz-aside-{}.json", self.today),
            media_type: "application/json".to_owned(),
            counts: Default::default(),
            private_notes: 0,
        })
    }
}

/// A piece as a list shows it. Rows of the log of pieces say where they came from; other rows stand for
/// themselves.
fn piece(key: &str, json: &str) -> AsidePiece {
    let logged: Option<Value> = serde_json::from_str(json).ok();
    let field = |name: &str| logged.as_ref().and_then(|row| row.get(name)).and_then(Value::as_str);
    let words = field("json").filter(|_| key.starts_with(super::rows::ASIDE)).unwrap_or(json);
    AsidePiece {
        from: field("from").unwrap_or_default().to_owned(),
        place: field("pointer").unwrap_or(key).to_owned(),
        beginning: words.chars().take(BEGINNING).collect(),
        bytes: u32::try_from(words.len()).unwrap_or(u32::MAX),
    }
}
