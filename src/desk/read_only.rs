//! A shelf that is only read: for a desk that plans beside the one that writes.

use super::shelf::{Batch, CatalogRow, Row, Shelf, ShelfState, ShelfTrouble};
use crate::primitive::{Id, Said};

/// A shelf on which nothing can be written, whatever the desk is told to do.
///
/// Reading needs no lock: a desk finds rows newer than it has seen by their number and reads them again.
#[derive(Clone, Debug)]
pub struct ReadOnly<S>(pub S);

impl<S: Shelf> Shelf for ReadOnly<S> {
    type Lock = ();

    async fn lock(&self) -> Result<(), ShelfTrouble> {
        Ok(())
    }

    async fn state(&self) -> Result<ShelfState, ShelfTrouble> {
        self.0.state().await
    }

    async fn catalogs(&self) -> Result<Vec<CatalogRow>, ShelfTrouble> {
        self.0.catalogs().await
    }

    async fn rows(&self, catalog: Id, after: u64) -> Result<Vec<Row>, ShelfTrouble> {
        self.0.rows(catalog, after).await
    }

    async fn write(&self, _: Batch) -> Result<u64, ShelfTrouble> {
        Err(ShelfTrouble(Said::new("storage.failed")))
    }
}
