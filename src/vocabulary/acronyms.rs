//! Acronyms of international organisations, which differ from language to language: *OAS* is *OEA* in three of ours.

use crate::primitive::Language;

/// The organisations of the directory whose acronym is not the same in all four languages, in the order of
/// [`Language::ALL`].
const KNOWN: [[&str; 4]; 10] = [
    ["CDB", "BDC", "BDC", "BDC"],
    ["ECLAC", "CEPAL", "CEPAL", "CEPALC"],
    ["IADB", "BID", "BID", "BID"],
    ["ILO", "OIT", "OIT", "OIT"],
    ["MERCOSUR", "MERCOSUR", "MERCOSUL", "MERCOSUR"],
    ["OAS", "OEA", "OEA", "OEA"],
    ["PAHO", "OPS", "OPAS", "OPS"],
    ["UNASUR", "UNASUR", "UNASUL", "UNASUR"],
    ["UNEP", "PNUMA", "PNUMA", "PNUE"],
    ["WFP", "PMA", "PMA", "PAM"],
];

/// The acronyms of an international organisation in the order of [`Language::ALL`], whichever of them is given; none
/// where it is not one of those we know. Of national bodies nothing is known: theirs may happen to be the same.
fn all_of(acronym: &str) -> Option<&'static [&'static str; 4]> {
    let acronym = acronym.trim();
    KNOWN.iter().find(|known| known.contains(&acronym))
}

/// The acronym as readers of a language know it.
pub fn acronym_for(acronym: &str, language: Language) -> &str {
    let at = Language::ALL.iter().position(|other| *other == language);
    all_of(acronym).zip(at).map_or(acronym, |(known, at)| known[at])
}

/// The acronym in every language, so that each of them finds it.
pub fn acronyms(acronym: &str) -> Vec<&str> {
    all_of(acronym).map_or_else(|| vec![acronym], |known| known.to_vec())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn an_acronym_is_found_from_every_language_and_others_stay() {
        assert_eq!(acronym_for("OAS", Language::Es), "OEA");
        assert_eq!(acronym_for("OEA", Language::En), "OAS");
        assert_eq!(acronym_for(" PAM", Language::Es), "PMA");
        assert_eq!(acronym_for("FOSIS", Language::Fr), "FOSIS");
        assert_eq!(acronyms("OIT"), ["ILO", "OIT", "OIT", "OIT"]);
        assert_eq!(acronyms("SAS"), ["SAS"]);
    }

    #[test]
    fn acronyms_are_those_of_the_library() {
        for (at, file) in [
            (1, include_str!("../../public/library/texts/es.json")),
            (2, include_str!("../../public/library/texts/pt.json")),
            (3, include_str!("../../public/library/texts/fr.json")),
        ] {
            let texts: BTreeMap<String, String> = serde_json::from_str(file).unwrap();
            for known in KNOWN {
                assert_eq!(texts.get(known[0]).map_or(known[0], String::as_str), known[at]);
            }
        }
    }
}
