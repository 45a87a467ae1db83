//! The letter to the other side of a pair, in the language of who reads it.
//!
//! It cannot come from the messages of the interface, of which only the writer's language is loaded.

use crate::catalog::{Institution, RecordKind};
use crate::matching::answer::Gate;
use crate::primitive::Language;
use crate::ui::route::encode;

/// What a letter speaks of; the words are those that its reader understands best.
pub struct About<'a> {
    /// The list of the reader's entry: an offer is asked for, a request is answered.
    pub to: RecordKind,
    /// Title of the writer's entry.
    pub own: &'a str,
    /// Title of the reader's entry.
    pub other: &'a str,
    /// Name of the writer's institution.
    pub from: &'a str,
    /// What keeps the pair from matching; none where it matches.
    pub blocked: Option<Gate>,
}

/// The language in which to write to an institution: the first of its own that we speak, else the writer's.
pub fn language_for(institution: &Institution, writer: Language) -> Language {
    institution.languages.iter().find_map(|tag| Language::from_tag(tag)).unwrap_or(writer)
}

/// The `mailto:` address of the letter to an institution's office; none where it states no office mail.
pub fn mail_to(institution: &Institution, about: &About<'_>, language: Language) -> Option<String> {
    let address = institution.office.email.trim();
    if address.is_empty() || !address.contains('@') {
        return None;
    }
    let (subject, body) = letter(about, language);
    let to = encode(address).replace("%40", "@");
    Some(format!("mailto:{to}?subject={}&body={}", encode(&subject), encode(&body)))
}

/// Subject and body.
fn letter(about: &About<'_>, language: Language) -> (String, String) {
    let words = words(language);
    let found = if about.to == RecordKind::Offer { words.we_ask } else { words.we_offer };
    let blocked = about.blocked.map(|gate| format!(" {}", hurdle(gate, language))).unwrap_or_default();
    let body = format!(
        "{}\n\n{}{blocked}\n\n{}\n\n{}\n{}",
        words.greeting, found, words.question, words.close, about.from
    );
    (fill(words.subject, about), fill(&body, about))
}

/// In one walk, so that braces in somebody's title stay as they are.
fn fill(template: &str, about: &About<'_>) -> String {
    let value = |name: &str| match name {
        "own" => Some(about.own.to_owned()),
        "other" => Some(about.other.to_owned()),
        "from" => Some(about.from.to_owned()),
        _ => None,
    };
    crate::ui::words::fill(template, value)
}

struct Words {
    subject: &'static str,
    greeting: &'static str,
    /// The reader offers what the writer asks for.
    we_ask: &'static str,
    /// The writer offers what the reader asks for.
    we_offer: &'static str,
    question: &'static str,
    close: &'static str,
}

const fn words(language: Language) -> Words {
    match language {
        Language::En => Words {
            subject: "Cooperation: {other}",
            greeting: "Dear colleagues,",
            we_ask: "we are writing on behalf of {from}. In the cooperation matrix we found your offer \"{other}\", which seems to answer our request \"{own}\".",
            we_offer: "we are writing on behalf of {from}. In the cooperation matrix we found your request \"{other}\"; our offer \"{own}\" seems to answer it.",
            question: "Would you be available for a first conversation in the coming weeks?",
            close: "Kind regards,",
        },
        Language::Es => Words {
            subject: "Cooperación: {other}",
            greeting: "Estimadas y estimados colegas:",
            we_ask: "Les escribimos en nombre de {from}. En la matriz de cooperación encontramos su oferta «{other}», que parece responder a nuestra solicitud «{own}».",
            we_offer: "Les escribimos en nombre de {from}. En la matriz de cooperación encontramos su solicitud «{other}», a la que parece responder nuestra oferta «{own}».",
            question: "¿Podríamos tener una primera conversación en las próximas semanas?",
            close: "Saludos cordiales,",
        },
        Language::Pt => Words {
            subject: "Cooperação: {other}",
            greeting: "Prezadas e prezados colegas,",
            we_ask: "escrevemos em nome da instituição {from}. Na matriz de cooperação encontramos a sua oferta “{other}”, que parece responder à nossa solicitação “{own}”.",
            we_offer: "escrevemos em nome da instituição {from}. Na matriz de cooperação encontramos a sua solicitação “{other}”, à qual parece responder a nossa oferta “{own}”.",
            question: "Seria possível uma primeira conversa nas próximas semanas?",
            close: "Atenciosamente,",
        },
        Language::Fr => Words {
            subject: "Coopération : {other}",
            greeting: "Chères et chers collègues,",
            we_ask: "nous vous écrivons au nom de l’institution {from}. Dans la matrice de coopération, nous avons trouvé votre offre « {other} », qui semble répondre à notre demande « {own} ».",
            we_offer: "nous vous écrivons au nom de l’institution {from}. Dans la matrice de coopération, nous avons trouvé votre demande « {other} », à laquelle notre offre « {own} » semble répondre.",
            question: "Seriez-vous disponibles pour un premier échange dans les prochaines semaines ?",
            close: "Cordialement,",
        },
    }
}

/// What is to be cleared up first. Gates 1 and 4 never stand in the way of a near miss: what they say is general.
const fn hurdle(gate: Gate, language: Language) -> &'static str {
    match (gate, language) {
        (Gate::Time, Language::En) => {
            "The dates do not fit yet; we would like to find out with you whether they can be moved."
        }
        (Gate::Time, Language::Es) => {
            "Las fechas todavía no coinciden; quisiéramos ver con ustedes si se pueden mover."
        }
        (Gate::Time, Language::Pt) => {
            "As datas ainda não coincidem; gostaríamos de ver com vocês se é possível alterá-las."
        }
        (Gate::Time, Language::Fr) => {
            "Les dates ne concordent pas encore ; nous aimerions voir avec vous si elles peuvent être déplacées."
        }
        (Gate::Form, Language::En) => {
            "The form of cooperation differs; we would like to find out with you whether another one is possible."
        }
        (Gate::Form, Language::Es) => {
            "La forma de cooperación no coincide; quisiéramos ver con ustedes si es posible otra."
        }
        (Gate::Form, Language::Pt) => {
            "A forma de cooperação não coincide; gostaríamos de ver com vocês se outra é possível."
        }
        (Gate::Form, Language::Fr) => {
            "La forme de coopération diffère ; nous aimerions voir avec vous si une autre est possible."
        }
        (Gate::Capacity, Language::En) => {
            "There seems to be no free place at the moment; we would like to know when there could be one, or whether a third party could help."
        }
        (Gate::Capacity, Language::Es) => {
            "Parece que por ahora no hay cupo; quisiéramos saber cuándo podría haberlo, o si un tercero podría ayudar."
        }
        (Gate::Capacity, Language::Pt) => {
            "Parece que no momento não há vaga; gostaríamos de saber quando poderia haver, ou se um terceiro poderia ajudar."
        }
        (Gate::Capacity, Language::Fr) => {
            "Il semble qu’il n’y ait pas de place pour le moment ; nous aimerions savoir quand il pourrait y en avoir une, ou si un tiers pourrait aider."
        }
        (_, Language::En) => "One condition is still open; we would like to clear it up with you.",
        (_, Language::Es) => "Falta aclarar una condición; quisiéramos verla con ustedes.",
        (_, Language::Pt) => "Falta esclarecer uma condição; gostaríamos de vê-la com vocês.",
        (_, Language::Fr) => "Une condition reste à éclaircir ; nous aimerions la voir avec vous.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Head;
    use crate::primitive::{Id, Text};

    fn office(languages: &[&str], email: &str) -> Institution {
        let mut institution = Institution::new(Head::new(Id::from_u128(1)), Text::plain("Ministerio"));
        institution.languages = languages.iter().map(|tag| (*tag).to_owned()).collect();
        institution.office.email = email.to_owned();
        institution
    }

    fn decoded(address: &str) -> String {
        let route =
            crate::ui::route::Route::read(&address.replacen("mailto:", "s=start&to=", 1).replace('?', "&"));
        format!("{}\n{}", route.get("subject").unwrap(), route.get("body").unwrap())
    }

    /// What gives a language away: how it greets, how it calls an offer and a request, how it takes leave.
    fn marks(language: Language) -> [&'static str; 4] {
        match language {
            Language::En => ["Dear colleagues", "your offer", "your request", "Kind regards,\nFOSIS"],
            Language::Es => ["Estimadas", "su oferta", "su solicitud", "cordiales,\nFOSIS"],
            Language::Pt => ["Prezadas", "sua oferta", "sua solicitação", "Atenciosamente,\nFOSIS"],
            Language::Fr => ["Chères", "votre offre", "votre demande", "Cordialement,\nFOSIS"],
        }
    }

    #[test]
    fn every_pair_of_languages_writes_in_the_partners() {
        for writer in Language::ALL {
            for partner in Language::ALL {
                let to = office(&["qu", &format!("{}-XX", partner.code())], "office@example.org");
                let language = language_for(&to, writer);
                assert_eq!(language, partner);
                for (kind, mark) in [(RecordKind::Offer, 1), (RecordKind::Request, 2)] {
                    let about = About {
                        to: kind,
                        own: "Propio & uno",
                        other: "Otro {own}?",
                        from: "FOSIS",
                        blocked: None,
                    };
                    let address = mail_to(&to, &about, language).unwrap();
                    assert!(address.starts_with("mailto:office@example.org?subject="), "{address}");
                    assert!(address.is_ascii() && !address.contains(' '), "{address}");
                    let words = decoded(&address);
                    for mark in [
                        marks(partner)[0],
                        marks(partner)[mark],
                        marks(partner)[3],
                        "Propio & uno",
                        "Otro {own}?",
                    ] {
                        assert!(words.contains(mark), "{writer:?} to {partner:?}: {mark} in {words}");
                    }
                    for other in Language::ALL.into_iter().filter(|other| *other != partner) {
                        assert!(!words.contains(marks(other)[0]), "{writer:?} to {partner:?}: {words}");
                    }
                }
            }
            // Where the office speaks none of the four, the writer's own.
            assert_eq!(language_for(&office(&["qu"], ""), writer), writer);
        }
    }

    #[test]
    fn a_near_miss_is_told_in_one_sentence_more_and_no_letter_goes_nowhere() {
        let about = |blocked| About { to: RecordKind::Offer, own: "A", other: "B", from: "C", blocked };
        for language in Language::ALL {
            let plain = letter(&about(None), language).1;
            let mut told: Vec<String> = vec![plain.clone()];
            for gate in [Gate::Time, Gate::Form, Gate::Capacity, Gate::Required] {
                let words = letter(&about(Some(gate)), language).1;
                assert!(words.contains(hurdle(gate, language)) && !told.contains(&words), "{words}");
                told.push(words);
            }
        }
        for email in ["", " ", "nobody"] {
            assert_eq!(mail_to(&office(&["es"], email), &about(None), Language::Es), None);
        }
    }
}
