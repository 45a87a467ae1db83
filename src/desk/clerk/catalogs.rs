//! The catalogs of this device: beginning, opening, naming, removing and bringing back.

use super::{Book, Desk, Meta, unread};
use crate::catalog::Catalog;
use crate::desk::{Batch, CatalogInfo, Fault, FromWorker, Row, Shelf};
use crate::primitive::{Arrange, Id, Text, World};

impl<S: Shelf, W: World> Desk<S, W> {
    /// Catalogs on this device, the one opened last first.
    pub(super) async fn list_catalogs(&mut self) -> Result<Vec<CatalogInfo>, Fault> {
        self.freshen().await?;
        Ok(self.listed())
    }

    fn listed(&self) -> Vec<CatalogInfo> {
        let mut all: Vec<(&Id, &Meta)> = self.metas.iter().collect();
        all.arrange_by_key(|(id, meta)| (std::cmp::Reverse(meta.opened_ms), **id));
        all.into_iter().map(|(id, meta)| meta.info(*id)).collect()
    }

    pub(super) async fn create_catalog(&mut self, title: Text) -> Result<CatalogInfo, Fault> {
        let catalog = Catalog::new(Id::new(&mut self.world), title);
        let _lock = self.lock().await?;
        self.take_on(catalog, Vec::new()).await
    }

    /// Writes a catalog that is new on this device, with the rows of its records, and opens it.
    pub(super) async fn take_on(&mut self, catalog: Catalog, rows: Vec<Row>) -> Result<CatalogInfo, Fault> {
        let id = catalog.id;
        let mut meta = Meta::of(&catalog, self.world.now_ms());
        // What comes from a file is in a file; what begins empty has nothing to lose.
        meta.saved_batch = self.state.sequence + 1;
        let batch = Batch { rows, ..Batch::default() };
        self.write(id, meta, batch).await?;
        self.out.events.push(FromWorker::CatalogsChanged);
        self.load(id).await
    }

    pub(super) async fn open_catalog(&mut self, id: Id) -> Result<CatalogInfo, Fault> {
        let _lock = self.lock().await?;
        let Some(meta) = self.metas.get(&id) else { return Err(Fault::NotFound(id)) };
        if self.book.as_ref().is_some_and(|book| book.catalog.id == id) {
            return Ok(meta.info(id));
        }
        let meta = Meta { opened_ms: self.world.now_ms(), ..meta.clone() };
        // Which one was opened last is a convenience: a catalog opens even where nothing can be written.
        let _ = self.write(id, meta, Batch::default()).await;
        self.load(id).await
    }

    /// Reads a catalog from the shelf and makes it the current one.
    async fn load(&mut self, id: Id) -> Result<CatalogInfo, Fault> {
        let Some(meta) = self.metas.get(&id) else { return Err(Fault::NotFound(id)) };
        let rows = self.shelf.rows(id, 0).await.map_err(unread)?;
        let fresh = self.shelf.rows(id, meta.saved_batch).await.map_err(unread)?;
        self.book = Some(Book::open(meta.header(id), &rows, self.state.sequence, &fresh));
        self.log.clear();
        Ok(meta.info(id))
    }

    pub(super) async fn rename_catalog(&mut self, id: Id, title: Text) -> Result<CatalogInfo, Fault> {
        let _lock = self.lock().await?;
        let mut replica = self.replica();
        let Some(meta) = self.metas.get(&id) else { return Err(Fault::NotFound(id)) };
        let rev = replica.edit(&meta.rev);
        let meta = Meta { title, rev, changed_ms: self.world.now_ms(), ..meta.clone() };
        let batch = Batch { replica: Some(replica), ..Batch::default() };
        self.write(id, meta.clone(), batch).await?;
        if let Some(book) = self.book.as_mut().filter(|book| book.catalog.id == id) {
            book.follow(&meta);
        }
        self.out.events.push(FromWorker::CatalogsChanged);
        Ok(meta.info(id))
    }

    /// Takes a catalog off the list, or brings it back; its rows stay where they are.
    pub(super) async fn mark_removed(&mut self, id: Id, removed: bool) -> Result<Vec<CatalogInfo>, Fault> {
        let _lock = self.lock().await?;
        let Some(meta) = self.metas.get(&id) else { return Err(Fault::NotFound(id)) };
        let meta = Meta { removed, ..meta.clone() };
        self.write(id, meta, Batch::default()).await?;
        if removed && self.book.as_ref().is_some_and(|book| book.catalog.id == id) {
            self.book = None;
            self.log.clear();
        }
        self.out.events.push(FromWorker::CatalogsChanged);
        Ok(self.listed())
    }
}
