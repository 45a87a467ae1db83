//! A shelf in memory: for tests, and for browsers that refuse storage (it then says that nothing survives).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::shelf::{Batch, CatalogRow, Row, Shelf, ShelfState, ShelfTrouble};
use crate::primitive::{Id, Said};

/// Rows by catalog and key, each with the number of the batch that wrote it.
#[derive(Clone, Debug, Default)]
pub struct MemoryShelf {
    inner: Rc<RefCell<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    state: ShelfState,
    catalogs: BTreeMap<Id, String>,
    rows: BTreeMap<(Id, String), (u64, String)>,
    refuses: bool,
}

impl MemoryShelf {
    /// From now on every write fails (or works again), as a full disk would make it.
    pub fn refuse_writes(&self, refuses: bool) {
        self.inner.borrow_mut().refuses = refuses;
    }
}

impl Shelf for MemoryShelf {
    type Lock = ();

    async fn lock(&self) -> Result<(), ShelfTrouble> {
        Ok(())
    }

    async fn state(&self) -> Result<ShelfState, ShelfTrouble> {
        Ok(self.inner.borrow().state.clone())
    }

    async fn catalogs(&self) -> Result<Vec<CatalogRow>, ShelfTrouble> {
        let inner = self.inner.borrow();
        Ok(inner.catalogs.iter().map(|(id, json)| CatalogRow { id: *id, json: json.clone() }).collect())
    }

    async fn rows(&self, catalog: Id, after: u64) -> Result<Vec<Row>, ShelfTrouble> {
        let inner = self.inner.borrow();
        let rows = inner.rows.iter().filter(|((of, _), (number, _))| *of == catalog && *number > after);
        Ok(rows.map(|((_, key), (_, json))| Row { catalog, key: key.clone(), json: json.clone() }).collect())
    }

    async fn write(&self, batch: Batch) -> Result<u64, ShelfTrouble> {
        let mut inner = self.inner.borrow_mut();
        if inner.refuses {
            return Err(ShelfTrouble(Said::new("storage.full")));
        }
        inner.state.sequence += 1;
        let number = inner.state.sequence;
        for row in batch.catalogs {
            inner.catalogs.insert(row.id, row.json);
        }
        for id in batch.forget {
            inner.catalogs.remove(&id);
            inner.rows.retain(|(of, _), _| *of != id);
        }
        for row in batch.rows {
            inner.rows.insert((row.catalog, row.key), (number, row.json));
        }
        if batch.replica.is_some() {
            inner.state.replica = batch.replica;
        }
        Ok(number)
    }
}
