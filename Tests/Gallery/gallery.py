"""The gallery: one document with every block and every value, in both languages, for people and programs to look at."""
from document import Document, cell, figure

REGIONS = [("Kayes", "kayes"), ("Koulikoro", "koulikoro"), ("Sikasso", "sikasso"), ("Ségou", "segou"), ("Mopti", "mopti"),
           ("Tombouctou", "tombouctou"), ("Gao", "gao"), ("Kidal", "kidal"), ("Bamako", "bamako")]


def gallery(language):
    fr = language == "fr"
    say = lambda french, english: french if fr else english
    other = "en" if fr else "fr"
    marked = lambda text: {"text": text, "language": other}
    note = lambda text: {"footnote": text}
    d = Document(language, say("Gouvernance de la défense", "Defence governance"), withheld=[
        {"reason": say("Non validé", "Not validated"), "about": 10},
        {"reason": say("Niveau de diffusion insuffisant", "Above disclosure level"), "fewerThan": 5}])
    d.block("document", title=say("Galerie : tout ce qu’un rapport peut contenir", "Gallery: all that a report can hold"),
            subtitle=say("Blocs, valeurs et écritures", "Blocks, values and scripts"), donor=say("FNUD", "UNDEF"),
            reference="UDF-XX-XXX-MLI", period={"from": "2023-02-01", "to": "2024-01-31"}, version="1.0",
            facts=[
                {"label": say("Subvention", "Grant"), "value": {"money": "187000.00", "currency": "USD"}},
                {"label": marked(say("Contact person", "Personne à contacter")), "value": say("Secrétariat du projet", "Project secretariat")},
                {"label": say("Effectif", "Staff"), "value": [{"number": 7}, say(", dont ", ", of whom "), {"suppressed": 5},
                                                              say(" à mi-temps", " half-time")]}])
    sections = [
        (1, say("Texte et valeurs", "Text and values"), "text"), (2, say("Écritures", "Scripts"), "scripts"),
        (2, say("Listes, citations, encadrés", "Lists, quotes, callouts"), "lists"),
        (3, say("Une section du troisième niveau", "A section of the third level"), "third"),
        (4, marked(say("A section in the other language", "Une section dans l’autre langue")), "fourth"),
        (1, say("Tableaux", "Tables"), "tables"), (2, say("Un tableau large", "A wide table"), "wide"),
        (1, say("Figures", "Figures"), "figures"), (1, say("Sigles", "Acronyms"), "acronyms"),
        (1, say("Registre", "Register"), "register"), (1, say("Annexe", "Annex"), "annex")]
    d.block("contents", entries=[{"level": level, "text": text, "id": name, **({"numbered": False} if name == "annex" else {})}
                                 for level, text, name in sections])
    titles = {name: (level, text) for level, text, name in sections}
    heading = lambda name: d.block("heading", level=titles[name][0], text=titles[name][1], id=name)

    heading("text")
    d.block("paragraph", text=[
        say("De février 2023 à janvier 2024, ", "From February 2023 to January 2024, "), {"number": 1315, "trace": "p:1"},
        say(" personnes ont pris part aux tables rondes, dont ", " people took part in the roundtables, of whom "),
        {"percent": 45.25}, say(" de femmes", " were women"),
        {"footnote": [say("Selon les listes de présence", "According to the attendance lists"), " (", {"date": "2024-01-31"},
                      ")."]},
        say(". Le budget est de ", ". The budget is "), {"money": "187000.00", "currency": "USD"},
        say(", soit ", ", or "), {"money": "112350000", "currency": "XOF"}, ". ",
        {"text": say("Qui décide? Personne ne le sait: ", "Who decides? Nobody knows: "), "emphasis": "strong"},
        {"text": "Who decides? Nobody knows: it depends." if fr else "Qui décide? Personne ne le sait: cela dépend.",
         "emphasis": "emphasis", "language": other}, " ",
        {"text": "UDF:16?x", "emphasis": "code"}, " ",
        {"text": say("Voir les figures", "See the figures"), "link": "#figures"}, say(" ou ", " or "),
        {"text": "un.org/democracyfund", "link": "https://www.un.org/democracyfund/?a=1&b=2"}, "."])
    d.block("paragraph", text=say("Une ligne.\nUne deuxième, après un saut de ligne.", "A line.\nA second one, after a break."))
    d.block("paragraph", text=[
        say("À ", "In "), {"label": "Ségou", "code": "segou"}, say(", le ", ", on "), {"date": "2023-03-01"}, say(" : ", ": "),
        {"number": 12.345, "decimals": 2}, say(" en moyenne, ", " on average, "), {"percent": 33.333, "decimals": 0}, ", ",
        {"percent": -2.5, "decimals": 2}, say(", non connu ", ", not known "), {"missing": True}, say(", caché ", ", hidden "),
        {"suppressed": 5}, say(", retenu ", ", withheld "), {"withheld": True}, say(", au-dessus du niveau ", ", above the level "),
        {"undisclosed": True}, ". ",
        {"text": say("Gras et lié", "Strong and linked"), "emphasis": "strong", "link": "#tables"}, ", ",
        {"text": say("gras dans l’autre langue: yes?", "strong in the other language: oui?"), "emphasis": "strong", "language": other},
        ", ", {"text": say("lien dans l’autre langue", "link in the other language"), "link": "https://example.org/", "language": other},
        ", ", {"text": "RUB-2.1", "emphasis": "code", "link": "#values"}, ", ",
        {"text": say("accentué", "stressed"), "emphasis": "emphasis"}, "."])
    d.block("heading", level=2, text=say("Un titre hors sommaire", "A heading beside the contents"), id="beside")
    d.block("paragraph", text=[say("Il n’a pas de numéro", "It has no number"), note([say("Note sous un titre hors sommaire, le ", "Note under a heading beside the contents, on "),
                               {"date": "2024-06-30"}, "; ", {"money": "12.50", "currency": "EUR"}, "; ", {"text": say("un lien", "a link"), "link": "#register"}, "."]), "."])
    heading("scripts")
    d.block("paragraph", text=say(
        "Alphabet latin élargi : Ɓamako, ɲɔgɔn, Kɛnɛdugu ŋana ; arabe : ", "Extended Latin: Ɓamako, ɲɔgɔn, Kɛnɛdugu ŋana; Arabic: ")
        + "السلام 12 والأمن" + say(" (45) ; n’ko : ", " (45); N’Ko: ") + "ߒߞߏ ߞߊ߲ (7)" + say(" ; tifinagh : ", "; Tifinagh: ")
        + "ⵜⴰⵎⴰⵛⴻⵇ" + say(" ; adlam : ", "; Adlam: ") + "𞤊𞤵𞤤𞤬𞤵𞤤𞤣𞤫 (8)" + say(" ; hébreu : ", "; Hebrew: ") + "שלום 9.")
    heading("lists")
    d.block("list", ordered=False, items=[
        say("Un point", "A point"), {"item": say("Un point qui en a d’autres", "A point that has others"), "list": {
            "ordered": True, "items": [say("Le premier", "The first"), [say("Le deuxième, avec ", "The second, with "), {"number": 12}], {
                "item": say("Le troisième en a d’autres", "The third has others"), "list": {"ordered": False, "items": [
                    {"item": [say("Au troisième niveau", "On the third level"), note(say("Note dans une liste.", "Note in a list."))], "list": {
                        "ordered": True, "items": [say("Au quatrième niveau", "On the fourth level"), say("Le dernier niveau", "The last level")]}},
                    say("Encore un", "One more")]}}]}}, [say("Un effectif : ", "A count: "), {"suppressed": 5}]])
    d.block("list", ordered=True, items=[say("Premier", "First"), say("Deuxième", "Second"), say("Troisième", "Third")])
    for tone in ("info", "key", "warning", "placeholder"):
        d.block("callout", tone=tone, text=say("Un encadré du genre ", "A callout of the kind ") + tone + ".")
    d.block("callout", tone="key", title=say("Le titre de l’encadré", "The callout’s title"),
            text=[say("Avec une part de ", "With a share of "), {"percent": 12.5},
                                                                      note(say("Note dans un encadré.", "Note in a callout.")), "."])
    d.block("callout", tone="warning", title=marked(say("A title in English", "Un titre en français")),
            text=[say("Le titre est dans l’autre langue.", "The title is in the other language.")])
    d.block("quote", text=[say("Nous voulons savoir où va l’argent de la défense", "We want to know where the defence money goes"),
                           note(say("Note dans une citation.", "Note in a quote.")), "."],
            attribution=say("Participante, Ségou", "Participant, Ségou"))
    d.block("quote", text=[{"text": say("Without a name.", "Sans nom."), "language": other}])
    d.block("quote", text="ߒߞߏ ߞߊ߲ ߁߂", attribution=marked(say("A teacher, Gao", "Une enseignante, Gao")))
    heading("third")
    d.block("paragraph", text=say("Texte du troisième niveau.", "Text of the third level."))
    heading("fourth")
    d.block("paragraph", text=[say("Texte du quatrième niveau", "Text of the fourth level"), note([
        {"text": say("A note in English.", "Une note en français."), "language": other}]), "."])

    heading("tables")
    d.block("tableStart", id="values", caption=say("Toutes les valeurs", "All values"), columns=[
        {"title": say("Sorte", "Kind")}, {"title": say("Nombre", "Number"), "kind": "number"},
        {"title": say("Part", "Share"), "kind": "percent"}, {"title": say("Montant", "Amount"), "kind": "money"},
        {"title": "Date", "kind": "date"}])
    d.block("row", role="group", cells=[say("Imprimées", "Printed"), "", "", "", ""])
    d.block("row", indent=1, cells=[say("Positives", "Positive"), {"number": 1234567}, {"percent": 45.2},
                                    {"money": "187000.00", "currency": "USD"}, {"date": "2024-03-01"}])
    d.block("row", indent=1, cells=[say("Négatives", "Negative"), {"number": -12.5, "decimals": 1}, {"percent": -3},
                                    {"money": "-1250000", "currency": "XOF"}, {"date": "2023-12-31"}])
    d.block("row", role="group", cells=[say("Non imprimées", "Not printed"), "", "", "", ""])
    d.block("row", indent=1, cells=[say("Cachées", "Hidden"), {"suppressed": 5}, {"withheld": True}, {"missing": True},
                                    {"undisclosed": True}])
    d.block("row", role="total", cells=["Total", {"number": 1234554.5, "decimals": 1}, {"missing": True},
                                        {"money": "187000.00", "currency": "USD"}, ""])
    d.block("tableEnd", note=[say("Source : exemple", "Source: example"), note(say("Note dans la note d’un tableau.", "Note in a table’s note.")), ". ", {"text": say("Voir le texte", "See the text"), "link": "#text"}])
    d.block("tableStart", id="spans", caption=say("Cellules étendues et titres groupés", "Spanning cells and grouped titles"),
            columns=[{"title": say("Région", "Region")}, {"title": say("Femmes", "Women"), "kind": "number"},
                     {"title": say("Hommes", "Men"), "kind": "number"}, {"title": say("Remarque", "Remark")}],
            groups=[{"columns": 1}, {"title": say("Adultes", "Adults"), "columns": 2}, {"columns": 1}])
    d.block("row", cells=[cell("Gao", rows=2), {"number": 8}, {"number": 9}, say("Première séance", "First session")])
    d.block("row", cells=[cell({"undisclosed": True}, columns=2),
                          [{"number": 12}, say(" au plus", " at most"), {"footnote": say("Salle pleine.", "The room was full.")}]])
    d.block("row", cells=[cell("Ménaka", rows=1), {"number": 3}, cell(say("Sur deux colonnes", "Over two columns"), columns=2)])
    d.block("tableEnd")
    d.block("tableStart", id="sides", caption=marked(say("A caption in English: sides and spans?", "Un titre en français : côtés et étendues ?")),
            rowHeaders=False, groups=[{"title": marked(say("Group in English", "Groupe en français")), "columns": 3}, {"title": say("Montants", "Amounts"), "columns": 1}],
            columns=[{"title": marked(say("Start", "Début")), "align": "start"}, {"title": say("Milieu", "Centre"), "align": "center", "kind": "date"},
                     {"title": say("Fin", "End"), "align": "end"}, {"title": say("Nombre au début", "Number at start"), "kind": "number", "align": "start"}])
    for indent in range(5):
        d.block("row", indent=indent, cells=[say(f"Retrait {indent}", f"Indent {indent}"), {"date": f"2023-0{indent + 1}-09"}, {"label": "Gao", "code": "gao"},
                                             {"number": 10 ** indent, "trace": f"sides:{indent}"}])
    d.block("row", cells=[cell(say("Deux colonnes, deux rangées", "Two columns, two rows"), columns=2, rows=2), cell({"text": say("In English", "En français"), "language": other}),
                          {"number": 3}])
    d.block("row", cells=[{"text": "CODE-7", "emphasis": "code"}, {"number": 4}])
    d.block("row", cells=[cell(say("Toute la largeur", "The whole width"), columns=4)])
    d.block("row", role="group", cells=[cell(say("Un groupe sur toute la largeur", "A group over the whole width"), columns=4)])
    d.block("row", role="total", indent=1, cells=[cell("Total", columns=3), {"number": 18}])
    d.block("tableEnd")
    d.block("tableStart", id="empty", caption=say("Un tableau sans ligne", "A table without rows"),
            columns=[{"title": say("Région", "Region")}, {"title": say("Personnes", "People"), "kind": "number"}])
    d.block("tableEnd")
    d.block("form", rows=[{"label": say("Titre du projet", "Project title"), "value": say("Dialogue et confiance", "Dialogue and trust")},
                          {"label": say("Début", "Start"), "value": {"date": "2023-02-01"}},
                          {"label": marked(say("Duration", "Durée")), "value": [{"number": 12}, say(" mois", " months"), note(say("Note dans un formulaire.", "Note in a form."))]},
                          {"label": say("Cofinancement", "Co-funding"), "value": {"undisclosed": True}},
                          {"label": say("Budget", "Budget"), "value": {"money": "187000.00", "currency": "USD"}}])
    d.block("part", orientation="landscape", sheet=say("Tableau large", "Wide table"))
    heading("wide")
    d.block("tableStart", id="months", caption=say("Participants par mois", "Participants by month"),
            columns=[{"title": say("Région", "Region"), "width": 3}]
            + [{"title": month, "kind": "number", "width": 1} for month in say(
                "Janv. Févr. Mars Avril Mai Juin Juil. Août Sept. Oct. Nov. Déc.",
                "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.").split()])
    for index, (name, _) in enumerate(REGIONS):
        d.block("row", cells=[name] + [{"number": (index * 37 + month * 53) % 190 + 5} for month in range(12)])
    d.block("tableEnd", note=say("Un mot de cent vingt lettres : ", "A word of a hundred and twenty letters: ") + "Anticonstitutionnellement" * 5)
    d.block("part", orientation="portrait", sheet=say("Figures", "Figures"))

    heading("figures")
    d.figure("bar", say("Participants par région et sexe", "Participants by region and sex"),
             [say("Région", "Region"), (say("Femmes", "Women"), "number"), (say("Hommes", "Men"), "number")],
             [[name, {"number": 40 + i * 13}, {"suppressed": 5} if i == 3 else {"number": 90 - i * 7}] for i, (name, _) in enumerate(REGIONS)],
             say("Les femmes sont les plus nombreuses à Bamako.", "Women are most numerous in Bamako."))
    d.figure("stackedBar", say("Avis par ville", "Opinions by town"),
             [say("Ville", "Town"), (say("Pour", "For"), "number"), (say("Sans avis", "None"), "number"), (say("Contre", "Against"), "number")],
             [["Tombouctou", {"number": 40}, {"number": 12}, {"number": 8}], ["Gao", {"number": 22}, {"number": 3}, {"number": 15}],
              ["Bamako", {"number": 61}, {"withheld": True}, {"number": 20}]],
             say("La plupart sont pour.", "Most are for."))
    d.figure("line", say("Séances par mois", "Sessions by month"),
             [say("Mois", "Month"), (say("Prévues", "Planned"), "number"), (say("Tenues", "Held"), "number")],
             [[f"2023-{m:02}", {"number": 4 + m % 3}, {"missing": True} if m == 6 else {"number": m % 5 + 1}] for m in range(2, 13)],
             say("Les séances tenues suivent les prévues.", "Sessions held follow those planned."))
    d.figure("progress", say("Résultats et cibles", "Results and targets"),
             [say("Indicateur", "Indicator"), (say("Atteint", "Reached"), "number"), (say("Cible", "Target"), "number")],
             [[say("Personnes formées à l’analyse du budget de la défense", "People trained in analysing the defence budget"), {"number": 315}, {"number": 400}],
              [say("Tables rondes", "Roundtables"), {"number": 6}, {"number": 5}], [say("Notes publiées", "Briefs published"), {"number": 0}, {"number": 3}]],
             marked(say("One result exceeds its target.", "Un résultat dépasse sa cible.")))
    d.figure("bar-percent", say("Part des femmes", "Share of women"), [say("Ville", "Town"), (say("Part", "Share"), "percent")],
             [[name, {"percent": 22.5 + i * 9}] for i, name in enumerate(("Tombouctou", "Gao", "Bamako"))],
             say("La part est la plus forte à Bamako.", "The share is highest in Bamako."))
    d.figure("bar-negative", say("Écarts au budget", "Deviations from the budget"), [say("Rubrique", "Heading"), (say("Écart", "Deviation"), "money")],
             [[name, {"money": amount, "currency": "XOF"}] for name, amount in
              ((say("Personnel", "Staff"), "-1250000"), (say("Voyages", "Travel"), "430000"), (say("Réunions", "Meetings"), "0"))],
             say("Le personnel reste sous le budget.", "Staff stays below its budget."))
    d.figure("donut", say("Dépenses par rubrique", "Expenses by heading"),
             [say("Rubrique", "Heading"), (say("Montant", "Amount"), "money")],
             [[name, {"money": amount, "currency": "USD"}] for name, amount in
              [(say("Personnel", "Staff"), "84000.00"), (say("Voyages", "Travel"), "31000.00"), (say("Réunions", "Meetings"), "52000.00"),
               (say("Divers", "Other"), "20000.00")]], say("Le personnel pèse le plus.", "Staff weighs most."))
    d.figure("heatMap", say("Recommandations par thème et ville", "Recommendations by theme and town"),
             [say("Thème", "Theme"), ("Tombouctou", "number"), ("Gao", "number"), ("Bamako", "number"), ("Ségou", "number")],
             [[say("Transparence", "Transparency"), {"number": 12}, {"number": 4}, {"number": 31}, {"number": 7}],
              [say("Contrôle parlementaire", "Parliamentary oversight"), {"number": 2}, {"withheld": True}, {"number": 18}, {"number": 9}],
              [say("Achats", "Procurement"), {"number": 0}, {"number": 15}, {"number": 22}, {"missing": True}]],
             say("Bamako en compte le plus.", "Bamako has most."))
    d.figure("map", say("Participants par région", "Participants by region"),
             [say("Région", "Region"), (say("Personnes", "People"), "number")],
             [[{"label": name, "code": code}, {"number": 20 + i * 31}] for i, (name, code) in enumerate(REGIONS)]
             + [[{"label": "Ménaka", "code": "menaka"}, {"number": 64}], [{"label": "Taoudénit", "code": "taoudenit"}, {"suppressed": 5}]],
             say("Les régions du sud en comptent le plus.", "Southern regions have most."))
    d.block("pageBreak")
    heading("acronyms")
    d.block("definitions", entries=[
        {"term": "ONG" if fr else "NGO", "text": say("Organisation non gouvernementale", "Non-governmental organisation")},
        {"term": "FNUD" if fr else "UNDEF", "text": say("Fonds des Nations Unies pour la démocratie", "United Nations Democracy Fund")},
        {"term": marked("NGO" if fr else "ONG"), "text": [{"text": say("Non-governmental organisation", "Organisation non gouvernementale"), "language": other},
                                                          note(say("Note dans une définition.", "Note in a definition."))]},
        {"term": "ߒߞߏ", "text": say("L’alphabet de 1949", "The alphabet of 1949")}])
    d.block("part", orientation="portrait", sheet=say("Registre", "Register"))
    heading("register")
    d.block("tableStart", id="log", caption=say("Recommandations", "Recommendations"), columns=[
        {"title": "N°" if fr else "No.", "width": 1}, {"title": say("Recommandation", "Recommendation"), "width": 6},
        {"title": say("Échéance", "Due"), "kind": "date", "width": 2}, {"title": say("État", "State"), "width": 2}])
    for number in range(1, 61):
        d.block("row", cells=[str(number), say(
            f"Publier le rapport d’exécution du budget de la défense, chapitre {number}, et le présenter à la commission compétente.",
            f"Publish the defence budget execution report, chapter {number}, and present it to the committee in charge."),
            {"date": f"2024-{number % 12 + 1:02}-15"}, say(("Ouverte", "Close")[number % 2], ("Open", "Closed")[number % 2])])
    d.block("tableEnd")
    d.block("part", orientation="landscape", sheet=marked(say("Annex", "Annexe")))
    heading("annex")
    d.block("paragraph", text=say("L’annexe n’a pas de numéro. Sa feuille est en paysage.", "The annex has no number. Its sheet is in landscape."))
    d.block("part", orientation="portrait")
    d.block("paragraph", text=say("Une partie sans feuille à elle continue celle d’avant.", "A part without a sheet of its own goes on in the one before."))
    d.block("raw", text=f'<?xml version="1.0" encoding="UTF-8"?>\n<report lang="{language}"><title>Galerie &amp; rapport</title></report>\n')
    return d
