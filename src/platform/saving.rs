//! Saving again to the same file, where the browser has the File System Access API, and the share sheet of
//! telephones. Both are asked for before they are offered; elsewhere there is the download.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag, ShareData};

use super::files::Bytes;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showSaveFilePicker)]
    fn show_save_file_picker(options: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_name = showOpenFilePicker)]
    fn show_open_file_picker(options: &Object) -> Result<Promise, JsValue>;

    /// A file on the person's disk that they chose for this page; it lives as long as the page does.
    #[derive(Clone, Debug)]
    pub type FileHandle;
    #[wasm_bindgen(method, getter)]
    fn name(this: &FileHandle) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn get_file(this: &FileHandle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn create_writable(this: &FileHandle) -> Result<Promise, JsValue>;

    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, bytes: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

/// What came of asking the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<T> {
    /// They chose.
    Chosen(T),
    /// They changed their mind.
    Dismissed,
    /// The browser did not do it.
    Failed,
}

/// Whether files can be saved in place.
pub fn can_save_in_place() -> bool {
    let has = |name: &str| Reflect::get(&js_sys::global(), &name.into()).is_ok_and(|it| it.is_function());
    has("showSaveFilePicker") && has("showOpenFilePicker")
}

/// Asks where a file goes, and under which name.
pub async fn choose_place(name: &str) -> Asked<FileHandle> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"suggestedName".into(), &name.into());
    let _ = Reflect::set(&options, &"types".into(), &Array::of1(&kind_of_file()));
    match answer_of(show_save_file_picker(&options)).await {
        Ok(handle) => Asked::Chosen(handle.unchecked_into()),
        Err(asked) => asked,
    }
}

/// Asks for files to open; each with the handle under which it can be saved again.
pub async fn choose_files() -> Asked<Vec<(File, FileHandle)>> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"multiple".into(), &true.into());
    let handles: Array = match answer_of(show_open_file_picker(&options)).await {
        Ok(handles) => handles.unchecked_into(),
        Err(asked) => return asked,
    };
    let mut files = Vec::new();
    for handle in handles.iter() {
        let handle: FileHandle = handle.unchecked_into();
        let Ok(file) = answer_of::<()>(handle.get_file()).await else { return Asked::Failed };
        files.push((file.unchecked_into(), handle));
    }
    Asked::Chosen(files)
}

impl FileHandle {
    /// The name of the file.
    pub fn file_name(&self) -> String {
        self.name()
    }

    /// Puts these bytes in the place of what the file holds; the browser keeps the old content until all is written.
    pub async fn save(&self, bytes: &Bytes) -> Asked<()> {
        let writable: Writable = match answer_of(self.create_writable()).await {
            Ok(writable) => writable.unchecked_into(),
            Err(asked) => return asked,
        };
        match answer_of(writable.write(bytes)).await {
            Ok(_) => {}
            Err(asked) => return asked,
        }
        match answer_of(writable.close()).await {
            Ok(_) => Asked::Chosen(()),
            Err(asked) => asked,
        }
    }
}

/// What a promise of the browser became.
async fn answer_of<T>(promise: Result<Promise, JsValue>) -> Result<JsValue, Asked<T>> {
    let answered = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    answered.map_err(|error| {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        // What browsers say when a person closes the window that asks.
        if name.as_deref() == Some("AbortError") { Asked::Dismissed } else { Asked::Failed }
    })
}

fn kind_of_file() -> Object {
    let kind = Object::new();
    let accept = Object::new();
    let _ = Reflect::set(&accept, &"application/json".into(), &Array::of1(&".json".into()));
    let _ = Reflect::set(&kind, &"description".into(), &"JSON".into());
    let _ = Reflect::set(&kind, &"accept".into(), &accept);
    kind
}

/// Whether the share sheet takes files, and under which ending: some take `.json`, some only `.txt`.
pub fn shareable_ending() -> Option<&'static str> {
    let navigator = web_sys::window()?.navigator();
    let has = Reflect::get(&navigator, &"canShare".into()).is_ok_and(|it| it.is_function());
    let takes = |ending: &str| {
        let file = file_to_share(&format!("matriz.{ending}"), &Bytes::from(&b"{}"[..]));
        file.is_some_and(|file| navigator.can_share_with_data(&share_data(&file)))
    };
    ["json", "txt"].into_iter().find(|ending| has && takes(ending))
}

/// Hands a file to the share sheet.
pub async fn share_file(name: &str, bytes: &Bytes) -> Asked<()> {
    let (Some(window), Some(ending)) = (web_sys::window(), shareable_ending()) else { return Asked::Failed };
    let name = format!("{}.{ending}", name.strip_suffix(".json").unwrap_or(name));
    let Some(file) = file_to_share(&name, bytes) else { return Asked::Failed };
    match answer_of(Ok(window.navigator().share_with_data(&share_data(&file)))).await {
        Ok(_) => Asked::Chosen(()),
        Err(asked) => asked,
    }
}

fn file_to_share(name: &str, bytes: &Bytes) -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type(if name.ends_with(".txt") { "text/plain" } else { "application/json" });
    let parts = Array::of1(bytes);
    File::new_with_u8_array_sequence_and_options(&parts, name, &options).ok()
}

fn share_data(file: &File) -> ShareData {
    let data = ShareData::new();
    data.set_files(&Array::of1(file));
    data
}
