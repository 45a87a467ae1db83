//! The IndexedDB database: its stores, its opening, one strict transaction a write.

use idb::{Database, DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams, Transaction};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Name of the database.
const NAME: &str = "matriz";
/// Version of its layout; raised with every change of stores or indexes.
const VERSION: u32 = 1;

/// Catalog rows: `{id, json}`.
pub const CATALOGS: &str = "catalogs";
/// Record rows: `{key, catalog, seq, json}`, key `<catalog>/<kind>/<id>`.
pub const RECORDS: &str = "records";
/// The device's own rows: `{key: "state", sequence, replica, counter}`.
pub const DEVICE: &str = "device";
/// Index of record rows by catalog and batch number.
pub const BY_BATCH: &str = "by-batch";

#[wasm_bindgen]
extern "C" {
    /// The database with the one option that idb and web-sys lack: `{durability: "strict"}`.
    #[wasm_bindgen(extends = Object)]
    type StrictDatabase;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with_options(
        this: &StrictDatabase,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<web_sys::IdbTransaction, JsValue>;
}

/// Opens the database, making its stores where they are missing.
///
/// Another tab may bring a newer layout: then this connection lets go, so that the other is not blocked, and
/// the next write here reports it.
pub async fn open() -> Result<web_sys::IdbDatabase, idb::Error> {
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // A failed upgrade aborts the opening, which then reports it.
        if let Ok(database) = event.database() {
            let _ = make_stores(&database);
        }
    });
    let raw: web_sys::IdbDatabase = request.await?.into();
    let closing = raw.clone();
    let on_version_change = Closure::<dyn FnMut()>::new(move || closing.close());
    raw.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
    on_version_change.forget();
    Ok(raw)
}

fn make_stores(database: &Database) -> Result<(), idb::Error> {
    let keyed = |path: &str| {
        let mut params = ObjectStoreParams::new();
        params.key_path(Some(KeyPath::new_single(path)));
        params
    };
    database.create_object_store(CATALOGS, keyed("id"))?;
    database.create_object_store(DEVICE, keyed("key"))?;
    let records = database.create_object_store(RECORDS, keyed("key"))?;
    records.create_index(BY_BATCH, KeyPath::new_array(["catalog", "seq"]), Some(IndexParams::new()))?;
    Ok(())
}

/// A read-write transaction over all stores that completes only when the bytes are on the disk.
pub fn strict_transaction(database: &web_sys::IdbDatabase) -> Result<Transaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let stores = Array::of3(&CATALOGS.into(), &RECORDS.into(), &DEVICE.into());
    database
        .unchecked_ref::<StrictDatabase>()
        .transaction_with_options(&stores, "readwrite", &options)
        .map(Into::into)
}
