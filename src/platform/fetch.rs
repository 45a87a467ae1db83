//! The one place that fetches. It is asked for the app's own files and for addresses a person typed.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The text behind an address of the page's own origin, or one the person typed; the reason where it fails.
pub async fn fetch_text(address: &str) -> Result<String, String> {
    let body = response(address).await?.text().map_err(|_| address.to_owned())?;
    let text = JsFuture::from(body).await.map_err(|_| address.to_owned())?;
    text.as_string().ok_or_else(|| address.to_owned())
}

/// The same as bytes.
pub async fn fetch_bytes(address: &str) -> Result<Vec<u8>, String> {
    let body = response(address).await?.array_buffer().map_err(|_| address.to_owned())?;
    let buffer = JsFuture::from(body).await.map_err(|_| address.to_owned())?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

async fn response(address: &str) -> Result<Response, String> {
    let window = web_sys::window().ok_or_else(|| address.to_owned())?;
    let answer = JsFuture::from(window.fetch_with_str(address)).await.map_err(|_| address.to_owned())?;
    let response: Response = answer.dyn_into().map_err(|_| address.to_owned())?;
    if response.ok() { Ok(response) } else { Err(format!("{address}: {}", response.status())) }
}
