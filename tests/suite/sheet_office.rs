//! A workbook really edited in LibreOffice comes back with exactly that edit.
//!
//! LibreOffice is not on every machine: `./dev test --all` installs it where it can, says so where it cannot, and
//! runs these with `MATRIZ_OFFICE=1`.

use std::path::{Path, PathBuf};
use std::process::Command;

use matriz::catalog::merge::{Outcome, preview};
use matriz::catalog::{Catalog, Offer};
use matriz::interchange::read_catalog;
use matriz::interchange::sheet::{SheetProblem, read_sheets, write_book};
use matriz::primitive::Language;

use super::support::choices::NAUGHTY;
use super::support::workbook::{dictionary, sample};

/// A folder of this test's own, or none where LibreOffice was not asked for.
fn folder(name: &str) -> Option<PathBuf> {
    std::env::var_os("MATRIZ_OFFICE")?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    Some(folder)
}

/// What LibreOffice makes of a workbook after these edits.
fn edited(folder: &Path, workbook: &[u8], edits: &[[&str; 4]]) -> Vec<u8> {
    let (source, target, list) = (folder.join("in.xlsx"), folder.join("out.xlsx"), folder.join("edits.json"));
    std::fs::write(&source, workbook).unwrap();
    std::fs::write(&list, serde_json::to_string(edits).unwrap()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/office/edit.py");
    // The one of the system: LibreOffice's bindings belong to it.
    let done = Command::new("/usr/bin/python3").arg(script).args([&source, &target, &list]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    std::fs::read(target).unwrap()
}

fn read(bytes: &[u8], base: &Catalog) -> (Catalog, Vec<SheetProblem>) {
    let (json, problems) = read_sheets(bytes, Some(base), dictionary(), Language::Es);
    (read_catalog(&json.unwrap()).catalog.unwrap(), problems)
}

#[test]
fn libreoffice_changes_what_was_typed_and_nothing_else() {
    let Some(folder) = folder("office-edit") else { return };
    let (bytes, _) = write_book(sample(), dictionary(), Language::Es, &[]);
    let offers: Vec<&Offer> = sample().offers.values().collect();
    let edits = [
        ["Ofertas", "Intercambios a la vez", &offers[2].title.text, "7"],
        ["Ofertas", "Disponible hasta", &offers[4].title.text, "2031-05-17"],
        ["Ofertas", "Modalidades", &offers[5].title.text, "pasantía; visita de campo"],
    ];
    let (read, problems) = read(&edited(&folder, &bytes, &edits), sample());
    let preview = preview(sample(), &read);
    let changed: Vec<_> = preview.changes.iter().map(|change| (change.id, change.outcome)).collect();
    let mut expected =
        vec![2, 4, 5].into_iter().map(|at| (offers[at].head.id, Outcome::Updated)).collect::<Vec<_>>();
    expected.sort();
    assert_eq!(changed, expected, "{problems:?}");
    assert_eq!(read.offers[&offers[2].head.id].capacity.unwrap().get(), 7);
    assert_eq!(read.offers[&offers[4].head.id].window.to().unwrap().to_string(), "2031-05-17");
    for change in &preview.changes {
        assert!(
            change
                .differences
                .iter()
                .all(|d| ["capacity", "window", "modalities"].contains(&d.field.as_str()))
        );
    }
}

#[test]
fn libreoffice_leaves_naughty_words_as_they_are() {
    let Some(folder) = folder("office-words") else { return };
    let mut catalog = sample().clone();
    let ids: Vec<_> = catalog.offers.keys().copied().collect();
    for (id, words) in ids.iter().zip(NAUGHTY) {
        let offer = catalog.offers.get_mut(id).unwrap();
        offer.title.text = format!("{words} ");
        offer.summary.text = words.to_owned();
    }
    let (bytes, _) = write_book(&catalog, dictionary(), Language::Es, &[]);
    let (read, problems) = read(&edited(&folder, &bytes, &[]), &catalog);
    let changes = preview(&catalog, &read).changes;
    assert!(changes.is_empty(), "{changes:#?} {problems:?}");
}
