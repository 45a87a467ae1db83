//! The worker: the desk, its engine and the database, without any user interface.

fn main() {
    #[cfg(target_arch = "wasm32")]
    wasm_bindgen_futures::spawn_local(matriz::worker::host::run());
}
