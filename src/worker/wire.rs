//! Messages as they cross the channel.

use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// Packs a message and its attachment; the second value lists what to transfer instead of copying.
pub fn pack<T: Serialize>(
    message: &T,
    attachment: Option<&[u8]>,
) -> Result<(JsValue, Array), serde_json::Error> {
    let json = serde_json::to_string(message)?;
    let transfer = Array::new();
    let bytes = attachment.map_or(JsValue::NULL, |bytes| {
        let bytes = Uint8Array::from(bytes);
        transfer.push(&bytes.buffer());
        bytes.into()
    });
    Ok((Array::of2(&json.into(), &bytes).into(), transfer))
}

/// Unpacks what [`pack`] packed; none where it is anything else.
pub fn unpack<T: DeserializeOwned>(data: &JsValue) -> Option<(T, Option<Vec<u8>>)> {
    let pair: &Array = data.dyn_ref()?;
    let message = serde_json::from_str(&pair.get(0).as_string()?).ok()?;
    let bytes = pair.get(1).dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
    Some((message, bytes))
}
