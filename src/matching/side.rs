//! The entries of one side, each at a place of its own that stays the same while it is there.

use std::collections::BTreeMap;

use super::vectors::Doc;
use crate::primitive::Id;

/// Place of an entry in its side's arrays.
pub type Slot = u32;

/// The entries of one side.
#[derive(Clone, Debug)]
pub struct Side<R> {
    pub(super) rows: Vec<Option<R>>,
    pub(super) docs: Vec<Vec<Doc>>,
    pub(super) slots: BTreeMap<Id, Slot>,
    free: Vec<Slot>,
}

impl<R> Default for Side<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), docs: Vec::new(), slots: BTreeMap::new(), free: Vec::new() }
    }
}

impl<R> Side<R> {
    /// Where an entry stands.
    pub fn slot(&self, id: Id) -> Option<Slot> {
        self.slots.get(&id).copied()
    }

    /// The row at a place.
    pub fn row(&self, slot: Slot) -> Option<&R> {
        self.rows.get(slot as usize).and_then(Option::as_ref)
    }

    /// The documents of the entry at a place.
    pub fn docs(&self, slot: Slot) -> &[Doc] {
        &self.docs[slot as usize]
    }

    /// Every row with its place, in order of place.
    pub fn rows(&self) -> impl Iterator<Item = (Slot, &R)> {
        self.rows.iter().enumerate().filter_map(|(at, row)| row.as_ref().map(|row| (at as Slot, row)))
    }

    /// Every id with its place, in order of id.
    pub fn ids(&self) -> impl Iterator<Item = (Id, Slot)> + '_ {
        self.slots.iter().map(|(id, slot)| (*id, *slot))
    }

    /// The place of an entry, a new one where it has none.
    pub(super) fn take_place(&mut self, id: Id) -> Slot {
        if let Some(slot) = self.slot(id) {
            return slot;
        }
        let slot = self.free.pop().unwrap_or_else(|| {
            self.rows.push(None);
            self.docs.push(Vec::new());
            (self.rows.len() - 1) as Slot
        });
        self.slots.insert(id, slot);
        slot
    }

    /// Frees the place of an entry.
    pub(super) fn give_place(&mut self, id: Id) {
        if let Some(slot) = self.slots.remove(&id) {
            self.rows[slot as usize] = None;
            self.free.push(slot);
        }
    }
}
