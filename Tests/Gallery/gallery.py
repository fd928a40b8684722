"""The gallery: one document with every block and every value, in both languages, for people and programs to look at."""
from document import Document, cell, figure

REGIONS = [("Kayes", "kayes"), ("Koulikoro", "koulikoro"), ("Sikasso", "sikasso"), ("Ségou", "segou"), ("Mopti", "mopti"),
           ("Tombouctou", "tombouctou"), ("Gao", "gao"), ("Kidal", "kidal"), ("Bamako", "bamako")]


def gallery(language):
    fr = language == "fr"
    say = lambda french, english: french if fr else english
    other = "en" if fr else "fr"
    d = Document(language, say("Gouvernance de la défense", "Defence governance"), withheld=[
        {"reason": say("Non validé", "Not validated"), "about": 10},
        {"reason": say("Niveau de diffusion insuffisant", "Above disclosure level"), "fewerThan": 5}])
    d.block("document", title=say("Galerie : tout ce qu’un rapport peut contenir", "Gallery: all that a report can hold"),
            subtitle=say("Blocs, valeurs et écritures", "Blocks, values and scripts"), donor=say("FNUD", "UNDEF"),
            reference="UDF-XX-XXX-MLI", period={"from": "2023-02-01", "to": "2024-01-31"}, version="1.0",
            facts=[{"label": say("Subvention", "Grant"), "value": {"money": "187000.00", "currency": "USD"}}])
    sections = [
        (1, say("Texte et valeurs", "Text and values"), "text"), (2, say("Écritures", "Scripts"), "scripts"),
        (2, say("Listes, citations, encadrés", "Lists, quotes, callouts"), "lists"),
        (1, say("Tableaux", "Tables"), "tables"), (2, say("Un tableau large", "A wide table"), "wide"),
        (1, say("Figures", "Figures"), "figures"), (1, say("Sigles", "Acronyms"), "acronyms"),
        (1, say("Registre", "Register"), "register")]
    d.block("contents", entries=[{"level": level, "text": text, "id": name} for level, text, name in sections])
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
    heading("scripts")
    d.block("paragraph", text=say(
        "Alphabet latin élargi : Ɓamako, ɲɔgɔn, Kɛnɛdugu ŋana ; arabe : ", "Extended Latin: Ɓamako, ɲɔgɔn, Kɛnɛdugu ŋana; Arabic: ")
        + "السلام 12 والأمن" + say(" (45) ; n’ko : ", " (45); N’Ko: ") + "ߒߞߏ ߞߊ߲ (7)" + say(" ; tifinagh : ", "; Tifinagh: ")
        + "ⵜⴰⵎⴰⵛⴻⵇ.")
    heading("lists")
    d.block("list", ordered=False, items=[
        say("Un point", "A point"), {"item": say("Un point qui en a d’autres", "A point that has others"), "list": {
            "ordered": True, "items": [say("Le premier", "The first"), [say("Le deuxième, avec ", "The second, with "),
                                       {"number": 12}]]}}, [say("Un effectif : ", "A count: "), {"suppressed": 5}]])
    d.block("list", ordered=True, items=[say("Premier", "First"), say("Deuxième", "Second"), say("Troisième", "Third")])
    for tone in ("info", "key", "warning", "placeholder"):
        d.block("callout", tone=tone, text=say("Un encadré du genre ", "A callout of the kind ") + tone + ".")
    d.block("callout", tone="key", title=say("Le titre de l’encadré", "The callout’s title"),
            text=[say("Avec une part de ", "With a share of "), {"percent": 12.5}, "."])
    d.block("quote", text=say("Nous voulons savoir où va l’argent de la défense.", "We want to know where the defence money goes."),
            attribution=say("Participante, Ségou", "Participant, Ségou"))

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
    d.block("tableEnd", note=[say("Source : exemple. ", "Source: example. "), {"text": say("Voir le texte", "See the text"), "link": "#text"}])
    d.block("tableStart", id="spans", caption=say("Cellules étendues et titres groupés", "Spanning cells and grouped titles"),
            columns=[{"title": say("Région", "Region")}, {"title": say("Femmes", "Women"), "kind": "number"},
                     {"title": say("Hommes", "Men"), "kind": "number"}, {"title": say("Remarque", "Remark")}],
            groups=[{"columns": 1}, {"title": say("Adultes", "Adults"), "columns": 2}, {"columns": 1}])
    d.block("row", cells=[cell("Gao", rows=2), {"number": 8}, {"number": 9}, say("Première séance", "First session")])
    d.block("row", cells=[cell({"undisclosed": True}, columns=2),
                          [{"number": 12}, say(" au plus", " at most"), {"footnote": say("Salle pleine.", "The room was full.")}]])
    d.block("row", cells=[cell("Ménaka", rows=1), {"number": 3}, cell(say("Sur deux colonnes", "Over two columns"), columns=2)])
    d.block("tableEnd")
    d.block("tableStart", id="empty", caption=say("Un tableau sans ligne", "A table without rows"),
            columns=[{"title": say("Région", "Region")}, {"title": say("Personnes", "People"), "kind": "number"}])
    d.block("tableEnd")
    d.block("form", rows=[{"label": say("Titre du projet", "Project title"), "value": say("Dialogue et confiance", "Dialogue and trust")},
                          {"label": say("Début", "Start"), "value": {"date": "2023-02-01"}},
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
             say("Un résultat dépasse sa cible.", "One result exceeds its target."))
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
    return d
