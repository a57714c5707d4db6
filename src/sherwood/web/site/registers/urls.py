"""The addresses of a register, made from its description; each is an address of its own, with its own door."""

from django.urls import URLPattern, path

from sherwood.web.site.registers import views
from sherwood.web.site.registers.description import Register


def urls_of(register: Register) -> list[URLPattern]:
    key = register.key
    at = key.replace("_", "-")
    pages = [
        path(f"{at}/", views.list_of(register), name=key),
        path(f"{at}/new", views.new_of(register), name=f"{key}_new"),
        path(f"{at}/bring-in", views.import_of(register), name=f"{key}_import"),
        path(f"{at}/rows.<str:kind>", views.file_of(register), name=f"{key}_file"),
        path(f"{at}/template.<str:kind>", views.template_of(register), name=f"{key}_template"),
        path(f"{at}/<int:pk>/", views.entry_of(register), name=f"{key}_entry"),
        path(f"{at}/<int:pk>/correct", views.correct_of(register), name=f"{key}_correct"),
        *(
            path(f"{at}/<int:pk>/{move.key}", views.move_of(register, move), name=f"{key}_{move.key}")
            for move in register.moves
        ),
    ]
    if register.themes:
        pages += [
            path(f"{at}/themes", views.themes_of(register), name=f"{key}_themes"),
            path(f"{at}/themes/<str:theme>/act", views.theme_action_of(register), name=f"{key}_theme_action"),
        ]
    return pages


urlpatterns = [path("", views.practice, name="practice")]
