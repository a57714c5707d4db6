"""A form as a browser sends it: every field that its page draws, the hidden ones too."""

from lxml import html


def fields_of(answer, to: str = "") -> dict[str, str | list[str]]:
    """What the form of a page would send as it stands; `to` says which, where the page has several."""
    tree = html.fromstring(answer.content.decode())
    forms = [form for form in tree.xpath("//main//form[@method='post']") if (form.get("action") or "") == to]
    said: dict[str, list[str]] = {}
    for name, value in _values(forms[0]):
        said.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in said.items()}


def filled(page, to: str = "", /, **typed) -> dict[str, str | list[str]]:
    return fields_of(page, to) | typed


def _values(form):
    for control in form.xpath(".//input[@name] | .//textarea | .//select"):
        if control.get("type") in ("checkbox", "radio"):
            if control.get("checked") is not None:
                yield control.get("name"), control.get("value", "on")
        elif control.tag == "select":
            chosen = control.xpath(".//option[@selected]/@value")
            yield control.get("name"), chosen[0] if chosen else ""
        else:
            yield (
                control.get("name"),
                (control.value or "").removeprefix("\n"),
            )  # as a browser reads a text area
