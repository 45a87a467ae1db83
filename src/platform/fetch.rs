//! The one place that fetches. It is asked for the app's own files and for addresses a person typed.
//!
//! Everything goes through [`fetch`]: with a limit that is kept while bytes arrive (a server may say nothing of
//! the size, or lie), a wait that ends, a way to stop, without cookies and without saying where the person came
//! from.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestMode, Response, Url, Window,
};

use super::files::Bytes;

/// A server that sends nothing for so long is taken for gone. A seminar room's Wi-Fi pauses for seconds; nobody
/// waits longer than this before a bar that does not move.
const SILENCE_MS: i32 = 20_000;
/// The pause before the one second attempt: long enough for a telephone to change the access point.
const PAUSE_MS: i32 = 1_500;
/// The app's own files are far smaller; the limit only keeps a misled request from filling the memory.
const OWN_LIMIT: u64 = 64 << 20;

/// Why something could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchTrouble {
    /// It is no address that a page may fetch: another scheme, a password in it, or `http` from a page on `https`.
    BadAddress,
    /// The device has no network.
    Offline,
    /// No such server, or no way to it.
    Unreachable,
    /// The server is there, but does not let pages of others read what it has (CORS).
    NotShared,
    /// The server said no.
    Status(u16),
    /// It is larger than the limit in bytes.
    TooLarge(u64),
    /// It stopped sending.
    TooSlow,
    /// It is a page to look at, not a file.
    Page,
    /// The person stopped it.
    Stopped,
}

/// A way to stop a fetch that is under way; cheap to clone.
#[derive(Clone, Default)]
pub struct Stop {
    stopped: Rc<Cell<bool>>,
    under_way: Rc<RefCell<Option<AbortController>>>,
}

impl Stop {
    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// Stops it.
    pub fn stop(&self) {
        self.stopped.set(true);
        if let Some(controller) = self.under_way.borrow().as_ref() {
            controller.abort();
        }
    }
}

/// The text of one of the app's own files.
pub async fn fetch_text(address: &str) -> Result<String, String> {
    let bytes = fetch_bytes(address).await?;
    String::from_utf8(bytes.to_vec()).map_err(|_| address.to_owned())
}

/// The bytes of one of the app's own files.
pub async fn fetch_bytes(address: &str) -> Result<Bytes, String> {
    let wish = RequestInit::new();
    let told = fetch(address, &wish, OWN_LIMIT, &Stop::default(), &|_, _| {}).await;
    told.map_err(|trouble| format!("{address}: {trouble:?}"))
}

/// The bytes of a catalog at an address a person typed or scanned; tries a second time where the network failed.
pub async fn fetch_catalog(
    address: &str,
    limit: u64,
    stop: &Stop,
    on_progress: &dyn Fn(u64, Option<u64>),
) -> Result<Bytes, FetchTrouble> {
    let address = checked(address).ok_or(FetchTrouble::BadAddress)?;
    let wish = RequestInit::new();
    wish.set_credentials(RequestCredentials::Omit);
    wish.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // What lies there may be new since the last time.
    wish.set_cache(RequestCache::NoCache);
    let first = fetch(&address, &wish, limit, stop, on_progress).await;
    let again = match &first {
        Err(FetchTrouble::Unreachable | FetchTrouble::TooSlow) => true,
        Err(FetchTrouble::Status(status)) => *status >= 500,
        _ => false,
    };
    if !again {
        return first;
    }
    pause().await;
    if stop.stopped.get() {
        return Err(FetchTrouble::Stopped);
    }
    match fetch(&address, &wish, limit, stop, on_progress).await {
        Err(FetchTrouble::Unreachable) => Err(why_unreachable(&address, &wish).await),
        other => other,
    }
}

/// The address as a browser writes it; none where a page must not fetch it.
pub fn checked(address: &str) -> Option<String> {
    let page = web_sys::window()?.location();
    let url = Url::new(address.trim()).ok()?;
    let is_open = url.username().is_empty() && url.password().is_empty();
    let is_near = matches!(url.hostname().as_str(), "localhost" | "127.0.0.1" | "[::1]");
    let is_plain = page.protocol().is_ok_and(|protocol| protocol == "http:") || is_near;
    let fits = url.protocol() == "https:" || url.protocol() == "http:" && is_plain;
    (is_open && fits).then(|| url.href())
}

/// Fetches. Nothing else in the app does.
async fn fetch(
    address: &str,
    wish: &RequestInit,
    limit: u64,
    stop: &Stop,
    on_progress: &dyn Fn(u64, Option<u64>),
) -> Result<Bytes, FetchTrouble> {
    let window = web_sys::window().ok_or(FetchTrouble::Unreachable)?;
    let controller = AbortController::new().map_err(|_| FetchTrouble::Unreachable)?;
    wish.set_signal(Some(&controller.signal()));
    stop.under_way.replace(Some(controller.clone()));
    let silence = Silence::begin(&window, controller.clone());
    let told = receive(&window, address, wish, limit, &silence, on_progress).await;
    stop.under_way.replace(None);
    if told.is_err() {
        // Where it was refused while it arrived, the rest need not come.
        controller.abort();
    }
    match told {
        Err(_) if stop.stopped.get() => Err(FetchTrouble::Stopped),
        Err(_) if silence.ended.get() => Err(FetchTrouble::TooSlow),
        Err(FetchTrouble::Unreachable) if !window.navigator().on_line() => Err(FetchTrouble::Offline),
        told => told,
    }
}

async fn receive(
    window: &Window,
    address: &str,
    wish: &RequestInit,
    limit: u64,
    silence: &Silence,
    on_progress: &dyn Fn(u64, Option<u64>),
) -> Result<Bytes, FetchTrouble> {
    let lost = |_| FetchTrouble::Unreachable;
    let answer = JsFuture::from(window.fetch_with_str_and_init(address, wish)).await.map_err(lost)?;
    let response: Response = answer.dyn_into().map_err(lost)?;
    if response.type_() == web_sys::ResponseType::Opaque {
        // Asked only whether anybody is there.
        return Ok(Bytes::new_with_length(0));
    }
    if !response.ok() {
        return Err(FetchTrouble::Status(response.status()));
    }
    let header = |name: &str| response.headers().get(name).ok().flatten();
    if header("content-type").is_some_and(|kind| kind.trim_start().starts_with("text/html")) {
        return Err(FetchTrouble::Page);
    }
    // Where the server packs what it sends, the length is that of the package: never more than what comes of it.
    let stated = header("content-length").and_then(|length| length.parse::<u64>().ok());
    if stated.is_some_and(|length| length > limit) {
        return Err(FetchTrouble::TooLarge(limit));
    }
    let packed = header("content-encoding").is_some();
    let total = stated.filter(|_| !packed);
    let Some(body) = response.body() else { return Ok(Bytes::new_with_length(0)) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let (mut chunks, mut length) = (Vec::new(), 0_u64);
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(lost)?;
        silence.begin_anew();
        if Reflect::get(&chunk, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            return Ok(together(&chunks));
        }
        let value = Reflect::get(&chunk, &"value".into()).map_err(lost)?;
        let value: Uint8Array = value.dyn_into().map_err(lost)?;
        length += u64::from(value.length());
        if length > limit {
            return Err(FetchTrouble::TooLarge(limit));
        }
        chunks.push(value);
        on_progress(length, total);
    }
}

/// Pieces as one; together they are never longer than a limit far below 4 GB.
fn together(pieces: &[Bytes]) -> Bytes {
    let all = Bytes::new_with_length(pieces.iter().map(Bytes::length).sum());
    let mut at = 0;
    for piece in pieces {
        all.set(piece, at);
        at += piece.length();
    }
    all
}

/// Asks the same server without wanting to read its answer: where it answers, it only does not share.
async fn why_unreachable(address: &str, wish: &RequestInit) -> FetchTrouble {
    wish.set_mode(RequestMode::NoCors);
    wish.set_method("HEAD");
    match fetch(address, wish, 0, &Stop::default(), &|_, _| {}).await {
        Ok(_) => FetchTrouble::NotShared,
        Err(FetchTrouble::Offline) => FetchTrouble::Offline,
        Err(_) => FetchTrouble::Unreachable,
    }
}

/// Ends a fetch when nothing has come for too long.
struct Silence {
    window: Window,
    ended: Rc<Cell<bool>>,
    timer: Cell<Option<i32>>,
    on_end: Closure<dyn FnMut()>,
}

impl Silence {
    fn begin(window: &Window, controller: AbortController) -> Self {
        let ended = Rc::new(Cell::new(false));
        let heard = Rc::clone(&ended);
        let on_end = Closure::<dyn FnMut()>::new(move || {
            heard.set(true);
            controller.abort();
        });
        let silence = Self { window: window.clone(), ended, timer: Cell::new(None), on_end };
        silence.begin_anew();
        silence
    }

    fn begin_anew(&self) {
        self.end();
        let callback = self.on_end.as_ref().unchecked_ref();
        let timer = self.window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, SILENCE_MS);
        self.timer.set(timer.ok());
    }

    fn end(&self) {
        if let Some(timer) = self.timer.take() {
            self.window.clear_timeout_with_handle(timer);
        }
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        self.end();
    }
}

async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PAUSE_MS);
        }
    });
    // A timer that cannot be set leaves nothing to wait for; one that is set always ends.
    let _: Result<JsValue, JsValue> = JsFuture::from(promise).await;
}
