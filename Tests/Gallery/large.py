"""Documents for the benchmark of writers. `cells` says what stands in a row, for the peers that are measured beside."""
from document import Document

MONTHS = ("Janv.", "Févr.", "Mars", "Avril", "Mai", "Juin", "Juil.", "Août")
TOWNS = ("Tombouctou", "Gao", "Kidal", "Mopti", "Ségou", "Bamako", "Sikasso", "Kayes", "Koulikoro", "Ménaka", "Taoudénit")
PROSE = ("Les participants ont relevé que le budget de la défense est voté sans que son exécution soit publiée, et que les "
         "marchés restent hors du contrôle de l’Assemblée : « personne ne sait ce qui a été acheté ». ")
TABLES, ROWS_OF_A_TABLE = 50, 11

# Columns of the large table: title and kind.
COLUMNS = [("No.", "number"), ("Region", "text"), ("Town", "text"), ("Date", "date"), ("Sessions", "number"), ("Women", "number"),
           ("Men", "number"), ("Share of women", "percent"), ("Grant", "money"), ("Spent", "money"), ("Finding", "text"),
           ("Recommendation", "text"), ("Due", "date"), ("Index", "number"), ("State", "text")]


def values(index):
    """The values of a row of the large table, in Python's types."""
    return (index, f"Région {index % 11}", TOWNS[index % len(TOWNS)], f"2023-{index % 12 + 1:02}-{index % 28 + 1:02}", index % 17,
            index % 83, index % 71, (index * 7 % 1000) / 10, f"{index * 13 % 100_000}.50", f"{index * 11 % 90_000}.25",
            f"Le budget {index} est voté sans débat public", f"Publier l’exécution du chapitre {index} & l’annexe",
            f"2024-{index % 12 + 1:02}-15", index % 1000 / 8, ("Ouverte", "Close")[index % 2])


def _spelled(kind, value, title):
    if kind == "text":
        return value
    if kind == "money":
        return {"money": value, "currency": "USD"}
    if isinstance(value, float) and kind == "number":
        return {"number": value, "decimals": 3}
    return {kind: value}


def rows(count):
    """The document of one table of so many rows, in pieces."""
    d = Document("fr", "Gouvernance de la défense")
    d.block("document", title="Un grand tableau", donor="FNUD")
    d.block("tableStart", id="all", caption="Toutes les lignes", columns=[{"title": title, "kind": kind} for title, kind in COLUMNS])
    for index in range(1, count + 1):
        d.block("row", cells=[_spelled(kind, value, title) for (title, kind), value in zip(COLUMNS, values(index))])
        if index % 500 == 0:
            yield d.text
            d.lines.clear()
    d.block("tableEnd")
    yield d.text


def count(table, row, column):
    """The figure in a cell of one of the fifty tables."""
    return (table * 37 + row * 53 + column * 11) % 4000


def tables(language):
    """Fifty tables of eight columns and eleven rows, each under a heading and two paragraphs."""
    return _sections(language, TABLES, "Cinquante tableaux")


def pages(language):
    """About ten pages on A4."""
    return _sections(language, 16, "Dix pages")


def _sections(language, number, title):
    d = Document(language, "Gouvernance de la défense")
    d.block("document", title=title, donor="FNUD")
    heads = [f"Section {index + 1}" for index in range(number)]
    d.block("contents", entries=[{"level": 1, "text": head, "id": f"s{index}"} for index, head in enumerate(heads)])
    for table, head in enumerate(heads):
        d.block("heading", level=1, text=head, id=f"s{table}")
        d.block("paragraph", text=PROSE * 3)
        d.block("paragraph", text=[PROSE, {"text": "À retenir : ", "emphasis": "strong"}, PROSE])
        d.block("tableStart", id=f"t{table}", caption=f"Participants, section {table + 1}", columns=[{"title": "Ville"}] + [
            {"title": month, "kind": "number"} for month in MONTHS[:7]])
        for row in range(ROWS_OF_A_TABLE):
            d.block("row", cells=[TOWNS[row]] + [{"number": count(table, row, column)} for column in range(7)])
        d.block("tableEnd")
    return d
