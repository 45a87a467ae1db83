//! One writer at a time over all tabs (Web Locks), and how much space is used.

use futures_channel::oneshot;
use js_sys::{Function, Promise, Reflect, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Held while this tab writes; given back when dropped.
pub struct TabLock {
    release: Option<Function>,
    _granted: Option<Closure<dyn FnMut() -> Promise>>,
}

impl Drop for TabLock {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            // Resolving a promise cannot fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Waits for the lock of this name. Where the browser has no Web Locks (none of those tried), there is no
/// lock to wait for; the write transaction itself is still exclusive.
pub async fn acquire(name: &str) -> TabLock {
    match try_acquire(name) {
        Some((lock, granted)) => {
            let _ = granted.await;
            lock
        }
        None => TabLock { release: None, _granted: None },
    }
}

fn try_acquire(name: &str) -> Option<(TabLock, oneshot::Receiver<()>)> {
    let navigator = Reflect::get(&global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let (grant, granted) = oneshot::channel();
    let mut grant = Some(grant);
    let on_granted = Closure::<dyn FnMut() -> Promise>::new(move || {
        if let Some(grant) = grant.take() {
            let _ = grant.send(());
        }
        held.clone()
    });
    request.call2(&locks, &name.into(), on_granted.as_ref()).ok()?;
    Some((TabLock { release, _granted: Some(on_granted) }, granted))
}

/// Bytes used and allowed, where the browser says so.
pub async fn space_estimate() -> Option<(u64, u64)> {
    let navigator = Reflect::get(&global(), &"navigator".into()).ok()?;
    let storage = Reflect::get(&navigator, &"storage".into()).ok().filter(JsValue::is_object)?;
    let estimate: Function = Reflect::get(&storage, &"estimate".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = estimate.call0(&storage).ok()?.dyn_into().ok()?;
    let answer = JsFuture::from(promise).await.ok()?;
    let field = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_f64().map(|bytes| bytes as u64);
    Some((field("usage")?, field("quota")?))
}
