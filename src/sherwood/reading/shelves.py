"""The formats on the shelf `reading/formats`."""

from sherwood.kit.shelf import shelf
from sherwood.reading import formats
from sherwood.reading.format import Format
from sherwood.reading.trees import Tree


def known_formats() -> list[Format]:
    return list(shelf(formats, Format).values())


def known_trees() -> list[Tree]:
    """What is known of XML: one tree for each format that is."""
    return [format.tree for format in known_formats() if format.tree]
