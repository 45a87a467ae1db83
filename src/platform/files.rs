//! Files in and out of the page.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Bytes that stay with the browser: the page hands files on, and copies none into the memory of its own module.
pub type Bytes = Uint8Array;

/// The bytes of a file a person chose; refuses before reading what is larger than `limit` bytes.
pub async fn read_bytes(file: &Blob, limit: u64) -> Result<Bytes, ReadTrouble> {
    if file.size() > limit as f64 {
        return Err(ReadTrouble::TooLarge { bytes: file.size() as u64, limit });
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| ReadTrouble::Unreadable)?;
    Ok(Uint8Array::new(&buffer))
}

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadTrouble {
    /// It holds more bytes than the limit.
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The browser could not read it.
    Unreadable,
}

/// Hands bytes to the person as a download under this name.
pub fn download(name: &str, media_type: &str, bytes: &Bytes) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let address = object_url(media_type, bytes)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The browser has taken the blob by the next turn of the event loop at the latest in every engine tried.
    Url::revoke_object_url(&address)
}

/// An address under which the page itself serves these bytes, until it is left or the address is revoked.
pub fn object_url(media_type: &str, bytes: &Bytes) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(bytes);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    Url::create_object_url_with_blob(&blob)
}
