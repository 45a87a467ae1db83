//! Messages as they cross the channel.

use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// Packs a message and its attachments; the second value lists what to transfer instead of copying.
pub fn pack<T: Serialize>(
    message: &T,
    attachments: &[Uint8Array],
) -> Result<(JsValue, Array), serde_json::Error> {
    let packed = Array::of1(&serde_json::to_string(message)?.into());
    let transfer = Array::new();
    for bytes in attachments {
        packed.push(bytes);
        transfer.push(&bytes.buffer());
    }
    Ok((packed.into(), transfer))
}

/// Unpacks what [`pack`] packed; none where it is anything else.
pub fn unpack<T: DeserializeOwned>(data: &JsValue) -> Option<(T, Vec<Uint8Array>)> {
    let packed: &Array = data.dyn_ref()?;
    let message = serde_json::from_str(&packed.get(0).as_string()?).ok()?;
    let attachments = packed.iter().skip(1).filter_map(|bytes| bytes.dyn_into().ok());
    Some((message, attachments.collect()))
}
