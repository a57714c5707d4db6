"""A list, the part of it that one page shows, and its files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.site.listings import sorting
from sherwood.web.site.listings.choosing import Choosing
from sherwood.web.site.listings.columns import Choice, Column, Row, Where
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import DownloadSheet, as_file

A_PAGE = 100


@dataclass(frozen=True)
class Listing:
    """A list said once.

    `rows`: what the reader may see of it, in its order, given the reader and what the address is of (`pk`, `key`); a queryset
    or any rows; not said where the page gives them. `needs`: any of these permissions opens its files. `file`: the name of
    the address of its files. `saved_as`: how a file is called, without its kind. `empty`: what the page says instead of a
    table without rows.
    """

    title: str
    columns: Sequence[Column]
    rows: Callable[..., Iterable[Row]] = lambda user, **of: ()
    needs: Sequence[Permission] = ()
    file: str = ""
    saved_as: str = ""
    empty: str = "There is nothing here yet."
    choices: Sequence[Choice] = ()
    has_form: bool = True  # draws the form of its choices; not where lists of a page share one
    a_page: int = A_PAGE
    file_title: str = ""  # may name what the address is of: “Scores of risk {pk}”
    key: str = ""  # what its address calls it, where lists of an app share one
    what: str = ""  # the list in words, where a page offers several to download
    prefix: str = (
        ""  # of what this list keeps in the address, where a page has several that are sorted or paged
    )
    by_request: bool = False  # whether `rows` asks the request, for its records, and not the reader alone

    def shown(
        self,
        request: HttpRequest,
        rows: Iterable[Row] | None = None,
        title: str | None = None,
        chosen: Mapping[str, str] | None = None,
        **of: Any,
    ) -> "Shown":
        """This list on a page; `rows` where the page has them already or shows a part, under a `title` of its own.

        `chosen`: what the page itself chooses, as if the address did; its files follow.
        """
        return Shown(self, request, rows, self.title if title is None else title, chosen, of)

    def found(self, request: HttpRequest, asked: Mapping[str, str], of: Mapping[str, Any]) -> Iterable[Row]:
        """All rows that are asked for, in the order asked for."""
        rows = self.rows(request if self.by_request else request.user, **of)
        for choice in self.choices:
            rows = choice.applied(rows, asked, request.user)
        return self.in_order(rows, asked)

    def in_order(self, rows: Iterable[Row], asked: Mapping[str, str]) -> Iterable[Row]:
        """These rows in the order that the address asks for, if it asks for any."""
        wanted = asked.get(f"{self.prefix}sort", "")
        if not wanted:
            return rows
        return sorting.ordered(self.on_page, _listed(rows), wanted)

    @property
    def on_page(self) -> list[Column]:
        return [column for column in self.columns if column.where is not Where.FILE]

    def sheet(self, request: HttpRequest, **of: Any) -> DownloadSheet:
        """The whole list for a file: every row that the address chooses, however many pages they fill."""
        columns = [column for column in self.columns if column.where is not Where.PAGE]
        found = self.found(request, request.GET, of)
        if isinstance(found, QuerySet):  # read as it is written out: a list may be long
            found = found.iterator(chunk_size=2000)
        rows = ([column.value_of(row) for column in columns] for row in found)
        title = (self.file_title or self.title).format(**of)
        return DownloadSheet(f"{title}, {spoken(today())}", [column.head for column in columns], rows)


def _listed(rows: Iterable[Row]) -> Any:
    """Rows of which a part can be taken."""
    return rows if hasattr(rows, "count") and hasattr(rows, "__getitem__") else list(rows)


@dataclass(frozen=True)
class Shown:
    """A list as one page shows it; a template writes it by its name alone."""

    listing: Listing
    request: HttpRequest
    given: Iterable[Row] | None
    title: str
    chosen: Mapping[str, str] | None
    of: Mapping[str, Any]

    @cached_property
    def asked(self) -> QueryDict:
        """What chooses the rows: the address, and the page over it."""
        asked = self.request.GET.copy()
        for name, value in (self.chosen or {}).items():
            asked[name] = value
        return asked

    @cached_property
    def rows(self) -> Any:
        if self.given is None:
            return _listed(self.listing.found(self.request, self.asked, self.of))
        return _listed(self.listing.in_order(self.given, self.asked))

    @cached_property
    def page(self) -> Page:
        number = self.request.GET.get(f"{self.listing.prefix}page")
        return Paginator(self.rows, self.listing.a_page).get_page(number)

    @property
    def columns(self) -> list[Column]:
        return self.listing.on_page

    @cached_property
    def sortable(self) -> dict[str, Column]:
        """The columns that may be sorted by; none where the list is read at a glance."""
        if self.page.paginator.count < sorting.READ_WHOLE:
            return {}
        return sorting.sortable(self.columns, self.rows)

    @property
    def mark(self) -> str:
        """What tells its controls from those of another list of the page."""
        return slugify(self.caption)[:60]

    @property
    def sorted_by(self) -> str:
        return self.asked.get(f"{self.listing.prefix}sort", "")

    def sorting(self) -> dict[str, Any]:
        """The choice of an order, for a phone; and what else the address keeps."""
        name = f"{self.listing.prefix}sort"
        dropped = (name, f"{self.listing.prefix}page")
        kept = [
            (key, value) for key, values in self.request.GET.lists() for value in values if key not in dropped
        ]
        return {"name": name, "options": sorting.options(self.sortable), "kept": kept}

    @property
    def caption(self) -> str:
        """What the table is of, for those who listen, where the page says it above."""
        return self.title or self.listing.title or self.listing.what

    def heads(self) -> list[dict[str, Any]]:
        """Each head, and where pressing it leads for a column that may be sorted by."""
        now = self.sorted_by
        heads = []
        for column in self.columns:
            name = sorting.name_of(column)
            may = name in self.sortable
            said = {name: "ascending", f"-{name}": "descending"}.get(now, "") if may else ""
            heads.append(
                {"column": column, "may": may, "sort": f"-{name}" if now == name else name, "sorted": said}
            )
        return heads

    def lines(self) -> list[list[dict[str, Any]]]:
        user = self.request.user
        return [
            [
                {
                    "column": column,
                    "words": self._drawn(column, row),
                    "href": column.href_of(row),
                    "links": column.links_of(row, user),
                }
                for column in self.columns
            ]
            for row in self.page
        ]

    def _drawn(self, column: Column, row: Row) -> Any:
        if column.template:  # a line's end would be drawn as a break
            return SafeString(render_to_string(column.template, {"row": row}, self.request).strip())
        return column.words_of(row)

    @property
    def choosing(self) -> Choosing:
        return Choosing(self.request, self.listing.choices, self.title)

    @property
    def chooses(self) -> bool:
        return bool(self.listing.choices and self.listing.has_form and self.chosen is None)

    def files(self) -> dict[str, str]:
        """The addresses of the list as files, with what narrows the page; none for a part that the page chose."""
        if not self.listing.file or self.given is not None:
            return {}
        asked = self.asked.copy()
        asked.pop(f"{self.listing.prefix}page", None)
        sheet = {"sheet": self.listing.key} if self.listing.key else {}
        more = f"?{asked.urlencode()}" if asked else ""
        return {
            words: reverse(self.listing.file, kwargs={**self.of, **sheet, "kind": kind}) + more
            for kind, words in (("csv", "CSV"), ("xlsx", "Excel"))
        }

    def render(self) -> str:
        return render_to_string("listings/table.html", {"shown": self}, self.request)

    __str__ = __html__ = render


def file_of(
    *listings: Listing, **made: Callable[[HttpRequest], DownloadSheet]
) -> Callable[..., HttpResponse]:
    """The view of a list's files, CSV or Excel by the last part of the address.

    Several lists share an address by their keys; `made` are sheets of it that are no lists.
    """
    first, stem = listings[0], listings[0].saved_as or listings[0].file.removesuffix("_file")
    if not first.needs or any(listing.needs != first.needs for listing in listings):
        raise ImproperlyConfigured("Say who may open these files: one answer for all of them.")
    sheets: dict[str, Callable[..., DownloadSheet]] = {
        listing.key: listing.sheet for listing in listings
    } | made

    @requires(*first.needs)
    def listing_file(request: HttpRequest, kind: str, sheet: str = "", **of: Any) -> HttpResponse:
        if sheet not in sheets:
            raise Http404("There is no such list.")
        name = "-".join([stem, *([sheet] if sheet else []), *map(str, of.values())])
        return as_file(sheets[sheet](request, **of), kind, name.replace("_", "-"))

    listing_file.__module__ = first.rows.__module__  # it is an address of the app whose rows these are
    return listing_file
