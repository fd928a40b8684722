"""Documents as kurukan-writing reads them: a stamp, then blocks, one JSON line each (Sources/ReportDocument/README.md)."""
import json


class Document:
    def __init__(self, language, programme, level="Public", data_as_of="2024-06-30", withheld=()):
        self.lines = [self._line({"language": language, "level": level, "programme": programme, "dataAsOf": data_as_of,
                                  "withheld": list(withheld)})]

    @staticmethod
    def _line(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"

    def block(self, name, **members):
        self.lines.append(self._line({"block": name, **members}))

    def figure(self, kind, caption, columns, rows, alternative):
        """A table and how it is drawn; a column is a title, or a title and a kind. A second figure of a kind is `bar-2`."""
        self.block("tableStart", id="figure-" + kind, caption=caption,
                   columns=[{"title": column} if isinstance(column, str) else {"title": column[0], "kind": column[1]}
                            for column in columns],
                   figure=figure(kind.partition("-")[0], alternative))
        for row in rows:
            self.block("row", cells=row)
        self.block("tableEnd")

    @property
    def text(self):
        return "".join(self.lines)


def figure(kind, alternative):
    return {"kind": kind, "alternative": alternative}


def cell(value, columns=1, rows=1):
    """A cell over several columns or rows."""
    members = {"cell": value}
    if columns > 1:
        members["columns"] = columns
    if rows > 1:
        members["rows"] = rows
    return members
