//! Where a catalog was fetched from: kept with the catalog on this device, never in a file.

use super::{Desk, Meta};
use crate::desk::{Batch, Fault, KeepSource, Shelf, Source};
use crate::primitive::{Arrange, World};

impl<S: Shelf, W: World> Desk<S, W> {
    /// Addresses the current catalog was fetched from, in order of the alphabet.
    pub(super) fn list_sources(&self) -> Result<Vec<Source>, Fault> {
        let id = self.book()?.catalog.id;
        Ok(self.metas.get(&id).map(|meta| meta.sources.clone()).unwrap_or_default())
    }

    /// Notes that the current catalog was fetched from an address just now, or forgets the address.
    pub(super) async fn keep_source(&mut self, question: KeepSource) -> Result<Vec<Source>, Fault> {
        let _lock = self.lock().await?;
        let id = self.book()?.catalog.id;
        let Some(meta) = self.metas.get(&id) else { return Err(Fault::NotFound(id)) };
        let mut meta: Meta = meta.clone();
        meta.sources.retain(|source| source.address != question.address);
        if question.keep {
            meta.sources.push(Source { address: question.address, fetched_ms: self.world.now_ms() });
            meta.sources.arrange_by(|a, b| a.address.cmp(&b.address));
        }
        self.write(id, meta, Batch::default()).await?;
        self.list_sources()
    }
}
