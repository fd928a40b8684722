"""The documents by their names."""
from gallery import gallery
from hostile import hostile
from large import pages, tables

DOCUMENTS = {"gallery": gallery, "hostile": hostile, "tables": tables, "pages": pages}
