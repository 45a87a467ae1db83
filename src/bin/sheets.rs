//! The worker of spreadsheets: workbooks and CSV, loaded when a person first needs it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    matriz::worker::sheets_host::run();
}
