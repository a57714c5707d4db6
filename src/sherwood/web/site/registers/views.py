"""The pages of a register, made for each: its list, a row with its history, the forms, what is brought in, the themes."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.action_log.actions import ActionOrigin
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.offers import offered
from sherwood.web.site.registers import actions, forms, importing, lists, pages
from sherwood.web.site.registers.description import Move, Register
from sherwood.web.site.registers.models import RegisterRow
from sherwood.web.site.registers.offered import OnShelf
from sherwood.web.site.trail.actions import look
from sherwood.web.site.ui.access import requires
from sherwood.web.site.ui.downloads import DownloadSheet, as_file
from sherwood.web.site.ui.entering import acted, entered, refuse, sent

View = Callable[..., HttpResponse]


@requires(Permission.SEE_MEASURES)
def practice(request):
    """Every register that somebody may open, with what is late in it."""
    registers = [offer.register for offer in offered(OnShelf) if offer.register.above[1] == "practice"]
    context = {"cards": [pages.card(register, request.user) for register in registers]}
    return render(request, "registers/practice.html", context)


def list_of(register: Register) -> View:
    @requires(*register.sees)
    def register_list(request: HttpRequest) -> HttpResponse:
        shown = lists.listing_of(register).shown(request)
        _looked(request, register, len(shown.page))
        context = {
            "register": register,
            "sentence": pages.sentence(register, request.user),
            "shown": shown,
            "keeps": request.user.may(register.keeps),
        }
        return render(request, "registers/register.html", context)

    return register_list


def file_of(register: Register) -> View:
    @requires(*register.sees)
    def register_file(request: HttpRequest, kind: str) -> HttpResponse:
        sheet = lists.listing_of(register).sheet(request)
        rows = list(sheet.rows)
        _looked(request, register, len(rows))
        return as_file(DownloadSheet(sheet.title, sheet.heads, rows), kind, register.key.replace("_", "-"))

    return register_file


def template_of(register: Register) -> View:
    @requires(register.keeps)
    def register_template(request: HttpRequest, kind: str) -> HttpResponse:
        heads = [register.words_of(name) for name in register.enter]
        return as_file(
            DownloadSheet(f"{register.many.capitalize()} to bring in", heads, []),
            kind,
            f"{register.key}-template",
        )

    return register_template


def entry_of(register: Register) -> View:
    @requires(*register.sees)
    def register_entry(request: HttpRequest, pk: int) -> HttpResponse:
        row = _row(request, register, pk)
        _looked(request, register, 1)
        return render(request, "registers/entry.html", pages.entry(request, register, row))

    return register_entry


def new_of(register: Register) -> View:
    @requires(register.keeps)
    def register_new(request: HttpRequest) -> HttpResponse:
        form = forms.RegisterForm(
            sent(request),
            register=register,
            names=register.enter,
            left=register.may_be_left,
            user=request.user,
            initial=request.GET.dict(),
        )
        act = partial(_with_values, partial(actions.enter, register=register, by=request.user))
        return _form(request, register, form, act, f"Enter {register.one}")

    return register_new


def move_of(register: Register, move: Move) -> View:
    @requires(register.keeps)
    def register_move(request: HttpRequest, pk: int) -> HttpResponse:
        row = _row(request, register, pk)
        form = forms.OfRow(
            sent(request),
            row=row,
            register=register,
            names=move.fields,
            left=move.may_be_left,
            user=request.user,
            reason=move.reason,
        )
        act = partial(actions.make_move, row=row, move=move, by=request.user)
        return _form(request, register, form, partial(_with_values, act), move.words, row)

    return register_move


def correct_of(register: Register) -> View:
    @requires(register.keeps)
    def register_correct(request: HttpRequest, pk: int) -> HttpResponse:
        row = _row(request, register, pk)
        names = pages.filled(register, row)
        form = forms.OfRow(
            sent(request), row=row, register=register, names=names, left=register.may_be_left, user=request.user,
            initial=pages.initial(register, row, names), reason="Why it is put right",
        )  # fmt: skip
        act = partial(actions.correct, row=row, by=request.user)
        return _form(request, register, form, partial(_with_values, act), f"Put right {register.one}", row)

    return register_correct


def import_of(register: Register) -> View:
    @requires(register.keeps)
    def register_import(request: HttpRequest) -> HttpResponse:
        form = forms.BringIn(sent(request), request.FILES or None)
        context = {"register": register, "form": form}
        if request.method == "POST" and form.is_valid():
            try:
                context["brought"] = importing.bring_in(register, form.cleaned_data["file"], request.user)
            except SherwoodError as why:
                refuse(form, why)
        return render(request, "registers/import.html", context)

    return register_import


def themes_of(register: Register) -> View:
    """Counts alone, small ones hidden: for those who steer and never see a row."""

    @requires(*register.sees, Permission.SEE_PROGRAMME)
    def register_themes(request: HttpRequest) -> HttpResponse:
        return render(request, "registers/themes.html", pages.themes(register, request.user))

    return register_themes


def theme_action_of(register: Register) -> View:
    """What is done about a theme goes on the action log, and says which theme it came of."""

    @requires(Permission.KEEP_ACTIONS)
    def register_theme_action(request: HttpRequest, theme: str) -> HttpResponse:
        words = dict(register.model._meta.get_field(register.themes[0]).choices).get(theme)
        if words is None:
            raise Http404("There is no such theme.")
        origin = ActionOrigin(
            Action.Origin.THEME,
            pages.theme_key(register, theme),
            f"{register.many.capitalize()}: {words}",
            register.address("themes"),
        )
        act = partial(actions.act_on_theme, origin=origin, by=request.user)
        return entered(
            request,
            forms.ThemeAction(sent(request)),
            act,
            heading=f"Record what is done about “{words}”",
            back=f"{register.key}_themes",
            under=f"Themes of {register.many}",
        )

    return register_theme_action


def _row(request: HttpRequest, register: Register, pk: int) -> RegisterRow:
    return get_object_or_404(register.model.visible_to(request.user), pk=pk)


def _looked(request: HttpRequest, register: Register, count: int) -> None:
    if register.of_children:
        look(at=f"register {register.key}", count=count, scope=scope_of(request.user).words, by=request.user)


def _with_values(act: Callable, **cleaned) -> object:
    """The fields of the row as one thing, beside what the form says about itself."""
    own = {name: cleaned.pop(name) for name in ("reason", "revision") if name in cleaned}
    return act(values=cleaned, **own)


def _form(request: HttpRequest, register: Register, form, act, heading: str, row: RegisterRow | None = None):
    if acted(request, form, act):
        return redirect(register.address("entry", row.pk) if row else register.address())
    context = {
        "register": register,
        "form": form,
        "heading": heading,
        "title": row and register.title_of(row),
    }
    return render(request, "registers/form.html", context)
