//! The desk's shelf in the browser: rows in IndexedDB, one lock for all tabs.

use std::rc::Rc;

use idb::{Database, KeyRange, Query, Transaction, TransactionMode, TransactionResult};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::database::{self, BY_BATCH, CATALOGS, DEVICE, RECORDS};
use super::lock::{self, TabLock};
use crate::catalog::Replica;
use crate::desk::{Batch, CatalogRow, Row, Shelf, ShelfState, ShelfTrouble};
use crate::primitive::{Arrange, Id, Said};

/// Key of the one row of the device's store.
const STATE: &str = "state";

/// IndexedDB as a shelf.
#[derive(Clone)]
pub struct BrowserShelf {
    raw: web_sys::IdbDatabase,
    database: Rc<Database>,
}

impl BrowserShelf {
    /// Opens the database; fails where the browser has none or blocks it.
    pub async fn open() -> Result<Self, ShelfTrouble> {
        let raw = database::open().await.map_err(|error| trouble(&error))?;
        Ok(Self { database: Rc::new(raw.clone().into()), raw })
    }

    fn read(&self, store: &str) -> Result<Transaction, idb::Error> {
        self.database.transaction(&[store], TransactionMode::ReadOnly)
    }

    async fn try_state(&self) -> Result<ShelfState, idb::Error> {
        let transaction = self.read(DEVICE)?;
        let row = transaction.object_store(DEVICE)?.get(JsValue::from(STATE))?.await?;
        let mut state = row.as_ref().map(state_of).unwrap_or_default();
        state.durable = true;
        Ok(state)
    }

    async fn try_catalogs(&self) -> Result<Vec<CatalogRow>, idb::Error> {
        let transaction = self.read(CATALOGS)?;
        let rows = transaction.object_store(CATALOGS)?.get_all(None, None)?.await?;
        Ok(rows
            .iter()
            .filter_map(|row| Some(CatalogRow { id: text(row, "id").parse().ok()?, json: text(row, "json") }))
            .collect())
    }

    async fn try_rows(&self, catalog: Id, after: u64) -> Result<Vec<Row>, idb::Error> {
        let transaction = self.read(RECORDS)?;
        let name = JsValue::from(catalog.to_string());
        let lower = Array::of2(&name, &JsValue::from(after as f64));
        let upper = Array::of2(&name, &JsValue::from(f64::MAX));
        let range = KeyRange::bound(&lower, &upper, Some(after > 0), None)?;
        let found = transaction
            .object_store(RECORDS)?
            .index(BY_BATCH)?
            .get_all(Some(Query::KeyRange(range)), None)?;
        let mut rows: Vec<Row> = found.await?.iter().map(|row| record_row(catalog, row)).collect();
        rows.arrange_by(|a, b| a.key.cmp(&b.key));
        Ok(rows)
    }

    /// One strict transaction: read the number, put everything under the next one, wait for the disk.
    async fn try_write(&self, batch: &Batch) -> Result<u64, WriteTrouble> {
        let transaction = database::strict_transaction(&self.raw)?;
        let device = transaction.object_store(DEVICE)?;
        let row = device.get(JsValue::from(STATE))?.await?;
        let mut state = row.as_ref().map(state_of).unwrap_or_default();
        state.sequence += 1;
        if let Some(replica) = &batch.replica {
            state.replica = Some(replica.clone());
        }
        device.put(&state_row(&state)?, None)?;
        let catalogs = transaction.object_store(CATALOGS)?;
        for row in &batch.catalogs {
            catalogs.put(
                &object(&[("id", row.id.to_string().into()), ("json", row.json.as_str().into())])?,
                None,
            )?;
        }
        let records = transaction.object_store(RECORDS)?;
        for id in &batch.forget {
            catalogs.delete(JsValue::from(id.to_string()))?;
            let all = KeyRange::bound(&format!("{id}/").into(), &format!("{id}0").into(), None, Some(true))?;
            records.delete(Query::KeyRange(all))?;
        }
        for row in &batch.rows {
            // An empty row stays as a mark, so that other tabs learn that it went.
            let value = object(&[
                ("key", format!("{}/{}", row.catalog, row.key).into()),
                ("catalog", row.catalog.to_string().into()),
                ("seq", (state.sequence as f64).into()),
                ("json", row.json.as_str().into()),
            ])?;
            records.put(&value, None)?;
        }
        match transaction.commit()?.await? {
            TransactionResult::Committed => Ok(state.sequence),
            TransactionResult::Aborted => Err(WriteTrouble::Aborted),
        }
    }
}

impl Shelf for BrowserShelf {
    type Lock = TabLock;

    async fn lock(&self) -> Result<TabLock, ShelfTrouble> {
        Ok(lock::acquire("matriz-write").await)
    }

    async fn state(&self) -> Result<ShelfState, ShelfTrouble> {
        let mut state = self.try_state().await.map_err(|error| trouble(&error))?;
        state.space = lock::space_estimate().await;
        Ok(state)
    }

    async fn catalogs(&self) -> Result<Vec<CatalogRow>, ShelfTrouble> {
        self.try_catalogs().await.map_err(|error| trouble(&error))
    }

    async fn rows(&self, catalog: Id, after: u64) -> Result<Vec<Row>, ShelfTrouble> {
        self.try_rows(catalog, after).await.map_err(|error| trouble(&error))
    }

    async fn write(&self, batch: Batch) -> Result<u64, ShelfTrouble> {
        self.try_write(&batch).await.map_err(|error| match error {
            WriteTrouble::Database(error) => trouble(&error),
            WriteTrouble::Js(value) => named_trouble(&text(&value, "name")),
            WriteTrouble::Aborted => named_trouble("AbortError"),
        })
    }
}

enum WriteTrouble {
    Database(idb::Error),
    Js(JsValue),
    Aborted,
}

impl From<idb::Error> for WriteTrouble {
    fn from(error: idb::Error) -> Self {
        Self::Database(error)
    }
}

impl From<JsValue> for WriteTrouble {
    fn from(value: JsValue) -> Self {
        Self::Js(value)
    }
}

/// Turns a failure of the database into a sentence with a way out.
fn trouble(error: &idb::Error) -> ShelfTrouble {
    let text = error.to_string();
    if text.contains("QuotaExceeded") { named_trouble("QuotaExceededError") } else { named_trouble(&text) }
}

fn named_trouble(name: &str) -> ShelfTrouble {
    let key = if name.contains("QuotaExceeded") { "storage.full" } else { "storage.failed" };
    ShelfTrouble(Said::new(key))
}

fn text(row: &JsValue, field: &str) -> String {
    Reflect::get(row, &field.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

fn number(row: &JsValue, field: &str) -> u64 {
    Reflect::get(row, &field.into()).ok().and_then(|value| value.as_f64()).unwrap_or(0.0) as u64
}

fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

fn record_row(catalog: Id, row: &JsValue) -> Row {
    let key = text(row, "key");
    let key = key.split_once('/').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    Row { catalog, key, json: text(row, "json") }
}

fn state_of(row: &JsValue) -> ShelfState {
    let id = text(row, "replica");
    let replica = (!id.is_empty()).then(|| Replica::restored(id, number(row, "counter")));
    ShelfState { sequence: number(row, "sequence"), replica, ..ShelfState::default() }
}

fn state_row(state: &ShelfState) -> Result<JsValue, JsValue> {
    let (replica, counter) =
        state.replica.as_ref().map_or(("", 0), |replica| (replica.id(), replica.counter()));
    object(&[
        ("key", STATE.into()),
        ("sequence", (state.sequence as f64).into()),
        ("replica", replica.into()),
        ("counter", (counter as f64).into()),
    ])
}
