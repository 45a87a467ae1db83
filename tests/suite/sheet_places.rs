//! What is wrong in a spreadsheet is told by sheet, row and column; what is hostile is refused.

use std::io::{Cursor, Write};

use matriz::catalog::merge::preview;
use matriz::catalog::{Catalog, RecordKind};
use matriz::interchange::sheet::{
    Plain, PlainTable, Separator, SheetProblem, read_sheets, write_book, write_csv, write_plain_csv,
    write_template,
};
use matriz::interchange::{Severity, read_catalog};
use matriz::primitive::Language;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::support::workbook::{Book, dictionary, kept, sample};

fn read_in(bytes: &[u8], language: Language) -> (Option<Catalog>, Vec<SheetProblem>) {
    let (json, problems) = read_sheets(bytes, Some(sample()), dictionary(), language);
    (json.and_then(|json| read_catalog(&json).catalog), problems)
}

fn place<'a>(problems: &'a [SheetProblem], key: &str) -> &'a str {
    let problem = problems.iter().find(|problem| problem.said.key == key);
    &problem.unwrap_or_else(|| panic!("{key} in {problems:?}")).place
}

#[test]
fn problems_name_sheet_cell_and_head_in_the_language_of_the_sheet() {
    let expected = [
        (Language::En, "Offers", "Exchanges at once", "row"),
        (Language::Es, "Ofertas", "Intercambios a la vez", "fila"),
        (Language::Pt, "Ofertas", "Intercâmbios ao mesmo tempo", "linha"),
        (Language::Fr, "Offres", "Échanges simultanés", "ligne"),
    ];
    for (language, sheet, head, row_word) in expected {
        let mut book = Book::open(&write_book(sample(), dictionary(), language, &[]).0);
        let title = sample().offers.values().next().unwrap().title.text.clone();
        let row = book.row_of(sheet, &title);
        book.set(sheet, row, "capacity", "doce");
        book.set(sheet, row, "window.from", "pronto");
        book.set(sheet, row, "context.scale", "galaxia");
        book.set(sheet, row, "evidence.evaluated", "quizás");
        book.set(sheet, row, "subjects.1.quadrant", "cocina");
        let untitled = book.append(sheet, &[("summary", "a row without a title")]);
        let (read, problems) = read_in(&book.save(), language);
        let told = place(&problems, "problem.sheet-not-a-number");
        assert!(told.starts_with(&format!("{sheet} · ")) && told.ends_with(&format!(" · {head}")), "{told}");
        assert!(told.contains(&format!("{} · ", row + 1)), "{told}");
        for key in ["not-a-date", "not-in-list", "not-yes-no"] {
            assert!(place(&problems, &format!("problem.sheet-{key}")).starts_with(sheet));
        }
        let told = place(&problems, "problem.sheet-title-missing");
        assert_eq!(told, format!("{sheet} · {row_word} {}", untitled + 1));
        // What could not be understood left its field alone, and the record with it.
        assert!(preview(sample(), &read.unwrap()).changes.is_empty());
    }
}

#[test]
fn a_wrong_value_in_every_cell_is_told_and_breaks_nothing() {
    for wrong in [
        "\u{1}",
        "-1",
        "1e400",
        "2027-13-45",
        "=1+1",
        "#REF!",
        "›",
        ";;;",
        "• ",
        "#",
        "true",
        "99999999999999999999",
    ] {
        let mut book = Book::open(kept());
        for sheet in ["Instituciones", "Ofertas", "Solicitudes", "Cartera"] {
            for row in book.rows(sheet).iter_mut().skip(3).take(4) {
                row.iter_mut().for_each(|cell| *cell = calamine::Data::String(wrong.to_owned()));
            }
        }
        let (read, problems) = read_in(&book.save(), Language::En);
        assert!(read.is_some() && !problems.is_empty(), "{wrong}");
    }
}

#[test]
fn lists_without_keys_are_known_by_their_heads() {
    for language in Language::ALL {
        let mut book = Book::open(&write_book(sample(), dictionary(), language, &[]).0);
        let sheet = ["Requests", "Solicitudes", "Solicitações", "Demandes"][language.index()];
        book.forget_keys(sheet);
        let (read, _) = read_in(&book.save(), Language::En);
        // Without ids every request is new, and says what it said.
        let read = read.unwrap();
        assert_eq!(read.requests.len(), sample().requests.len());
        for request in sample().requests.values() {
            let twin = read.requests.values().find(|one| one.title.text == request.title.text).unwrap();
            assert_eq!((&twin.institution, &twin.need), (&request.institution, &request.need));
            assert_eq!((&twin.subjects, &twin.modalities), (&request.subjects, &request.modalities));
            assert_eq!((&twin.window, twin.priority.clone()), (&request.window, request.priority.clone()));
        }
    }
}

#[test]
fn formulas_give_their_results_and_errors_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("d/m/yyyy");
    for (column, head) in (0..).zip([
        "Título",
        "Institución",
        "Disponible desde",
        "Intercambios a la vez",
        "Personas atendidas",
    ]) {
        sheet.write_string(0, column, head).unwrap();
    }
    sheet.merge_range(3, 0, 3, 1, "combinadas", &Format::new()).unwrap();
    sheet.write_formula(1, 0, Formula::new("=\"Curso \"&1").set_result("Curso 1")).unwrap();
    sheet.write_string(1, 1, sample().institutions.values().next().unwrap().name.text.as_str()).unwrap();
    sheet.write_number_with_format(1, 2, 46_388.0, &day).unwrap();
    sheet.write_number(1, 3, 2.0).unwrap();
    sheet.write_formula(1, 4, Formula::new("=NOW(").set_result("#REF!")).unwrap();
    sheet.write_string(1, 7, "sin cabecera").unwrap();
    let (read, problems) = read_in(&book.save_to_buffer().unwrap(), Language::Es);
    let read = read.unwrap();
    let offer = read.offers.values().next().unwrap();
    assert_eq!((offer.title.text.as_str(), offer.capacity.unwrap().get()), ("Curso 1", 2));
    assert_eq!(offer.window.from().unwrap().to_string(), "2027-01-01");
    assert_eq!(offer.context.people, None);
    assert_eq!(place(&problems, "problem.sheet-formulas"), "Sheet1");
    assert_eq!(place(&problems, "problem.sheet-merged"), "Sheet1 · A4 · Título");
}

#[test]
fn what_is_no_workbook_of_ours_is_refused_with_a_reason() {
    let refused = |bytes: &[u8]| {
        let (read, problems) = read_sheets(bytes, Some(sample()), dictionary(), Language::En);
        assert_eq!(read, None);
        assert_eq!(problems[0].severity, Severity::Error, "{problems:?}");
        problems[0].said.key.clone()
    };
    assert_eq!(refused(b"PK\x03\x04 and nothing more"), "problem.sheet-broken");
    assert_eq!(refused(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), "problem.sheet-old-excel");
    assert_eq!(refused(b"a;b;c;d\n1;2;3;4\n"), "problem.sheet-no-list");
    assert_eq!(refused(&zipped("x.txt", b"hello")), "problem.sheet-broken");
    let mut foreign = Workbook::new();
    foreign.add_worksheet().write_string(0, 0, "Presupuesto").unwrap();
    let (_, problems) = read_in(&foreign.save_to_buffer().unwrap(), Language::En);
    assert_eq!(place(&problems, "problem.sheet-unknown"), "Sheet1");
    let half = &kept()[..kept().len() / 2];
    assert_eq!(refused(half), "problem.sheet-broken");
}

fn zipped(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_counted_and_not_unpacked() {
    // One part of 10 MB, packed once and put in fifteen times.
    let part = zipped("xl/worksheets/sheet1.xml", &vec![b' '; 10 << 20]);
    let mut part = zip::ZipArchive::new(Cursor::new(part)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..15 {
        let name = format!("xl/worksheets/sheet{number}.xml");
        writer.raw_copy_file_rename(part.by_index(0).unwrap(), name).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20, "small on the outside");
    let (read, problems) = read_sheets(&bomb, None, dictionary(), Language::En);
    assert_eq!((read, problems[0].said.key.as_str()), (None, "problem.sheet-too-much"));
}

#[test]
fn a_cell_at_the_end_of_the_sheet_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Título").unwrap().write_string(0, 1, "Resumen").unwrap();
    sheet.write_string(1_048_575, 16_383, "lejos").unwrap();
    let (read, _) = read_in(&book.save_to_buffer().unwrap(), Language::En);
    assert_eq!(read.unwrap().offers.len(), 0);
}

#[test]
fn no_cell_of_csv_is_a_formula_and_tables_are_only_shown() {
    let table = PlainTable {
        name: "Coincidencias".into(),
        head: vec!["Oferta".into(), "Puntaje".into()],
        rows: vec![vec![Plain::Text("=HYPERLINK(\"x\")".into()), Plain::Number(87.5)]],
    };
    let csv = String::from_utf8(write_plain_csv(&table, Separator::Semicolon)).unwrap();
    assert_eq!(csv, "\u{FEFF}Oferta;Puntaje\r\n\"'=HYPERLINK(\"\"x\"\")\";87.5\r\n");
    let (bytes, _) = write_book(sample(), dictionary(), Language::Es, std::slice::from_ref(&table));
    let mut book = Book::open(&bytes);
    assert_eq!(book.rows("Coincidencias")[2][0].to_string(), "=HYPERLINK(\"x\")");
    let (_, problems) = read_in(&bytes, Language::Es);
    assert_eq!(problems.len(), 1, "the table is not read, and not complained of: {problems:?}");
    let csv = write_csv(sample(), RecordKind::Offer, dictionary(), Language::Es, Separator::Comma);
    let text = String::from_utf8(csv).unwrap();
    assert!(text.starts_with("\u{FEFF}Institución,Título,"));
    assert!(!text.contains(",=") && !text.contains("\n="));
}

#[test]
fn csv_of_windows_and_of_excel_is_understood() {
    let csv = "Título;Institución;Disponible desde;Evaluada\nCensos;FOSIS;31/01/2027;VERDADERO\n";
    let latin: Vec<u8> = csv.chars().map(|letter| letter as u8).collect();
    let (read, problems) = read_in(&latin, Language::Es);
    let read = read.unwrap();
    let offer = read.offers.values().next().unwrap();
    assert_eq!(offer.window.from().unwrap().to_string(), "2027-01-31");
    assert_eq!(offer.evidence.evaluated, Some(true));
    assert_eq!(read.institutions[&offer.institution].acronym, "FOSIS");
    assert_eq!(place(&problems, "problem.sheet-not-utf-8"), "");
}

/// A part of a workbook, as text.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book.to_vec())).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn a_template_offers_lists_notes_and_an_example_in_its_language() {
    let chosen = [
        (Language::En, "Lists", "Offers", "internship", "Choose from the list"),
        (Language::Es, "Listas", "Ofertas", "pasantía", "Elija de la lista"),
        (Language::Pt, "Listas", "Ofertas", "estágio", "Escolha da lista"),
        (Language::Fr, "Listes", "Offres", "stage", "Choisissez dans la liste"),
    ];
    for (language, lists, offers, modality, note) in chosen {
        let bytes = write_template(sample(), dictionary(), language);
        let mut book = Book::open(&bytes);
        let said = format!("{:?}", book.rows(lists)).to_lowercase();
        assert!(said.contains(modality), "{language:?}: {said}");
        // Instructions, institutions, offers: the third sheet.
        let sheet = part(&bytes, "xl/worksheets/sheet3.xml");
        let drop_downs = sheet.matches(&format!("<formula1>'{lists}'!$")).count();
        assert!(drop_downs >= 12, "{language:?}: {drop_downs} columns choose from a list");
        assert!(sheet.contains(r#"<col min="1" max="3" "#) && sheet.contains(r#"hidden="1""#));
        let rows = book.rows(offers);
        let (heads, notes, example) = (&rows[1], &rows[2], &rows[3]);
        assert_eq!(heads.len(), notes.len());
        assert!(notes.iter().filter(|cell| *cell == note).count() >= 3, "{language:?}: {notes:?}");
        assert!(example.iter().skip(3).filter(|cell| !cell.to_string().is_empty()).count() > 10);
    }
}
