"""Steps of migrations that make keys of posts out of the titles that stood as text before there was a register."""

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

from sherwood.kit.names import spelled


def to_post(of: str, name: str, null: bool = False) -> list[Operation]:
    """The column `name` of the model `of` (as plans.milestone), a title, becomes the key of the post of that title; an empty one becomes null."""

    def key(**more) -> models.ForeignKey:
        return models.ForeignKey("accounts.post", models.PROTECT, related_name="+", **more)

    model, was = of.split(".")[1], f"{name}_text"
    copied = [
        migrations.RenameField(model, name, was),
        migrations.AddField(model, name, key(null=True)),
        migrations.RunPython(_copy(of, name, was), migrations.RunPython.noop),
        migrations.RemoveField(model, was),
    ]
    return copied if null else [*copied, migrations.AlterField(model, name, key())]


def to_posts(of: str, name: str) -> list[Operation]:
    """The same for a list of titles."""
    model, was = of.split(".")[1], f"{name}_text"
    return [
        migrations.RenameField(model, name, was),
        migrations.AddField(model, name, models.ManyToManyField("accounts.post", related_name="+")),
        migrations.RunPython(_link(of, name, was), migrations.RunPython.noop),
        migrations.RemoveField(model, was),
    ]


def to_body_or_post(of: str, name: str, programme: str) -> list[Operation]:
    """The text column `name`, which held a body or a post, becomes the keys `by_body` and `by_post`, one of which is filled.

    `programme`: the path from a row to its programme, whose bodies are looked at first.
    """
    model = of.split(".")[1]
    body = models.ForeignKey("programmes.body", models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey("accounts.post", models.PROTECT, null=True, related_name="+")
    rule = models.CheckConstraint(
        condition=models.Q(by_body=None) ^ models.Q(by_post=None),
        name=f"{of.replace('.', '_')}_by_a_body_or_a_post",
    )
    return [
        migrations.AddField(model, "by_body", body),
        migrations.AddField(model, "by_post", post),
        migrations.RunPython(_tell_apart(of, name, programme), migrations.RunPython.noop),
        migrations.AddConstraint(model, rule),
        migrations.RemoveField(model, name),
    ]


def called(apps, title: str):
    """The post of that title, made when there is none; None where nobody was named."""
    title = " ".join(title.split())
    posts = apps.get_model("accounts", "Post").objects
    return (
        posts.get_or_create(spelling=spelled(title) or title, defaults={"title": title})[0] if title else None
    )


def at_once(schema_editor) -> None:
    # PostgreSQL checks keys at the end of the transaction, and alters no table that still has checks to come
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _copy(of: str, name: str, was: str):
    def copy(apps, schema_editor) -> None:
        for row in apps.get_model(of)._default_manager.all():
            setattr(row, name, called(apps, getattr(row, was)))
            row.save(update_fields=[name])
        at_once(schema_editor)

    return copy


def _tell_apart(of: str, name: str, programme: str):
    def tell_apart(apps, schema_editor) -> None:
        bodies = {
            (body.programme_id, spelled(body.name)): body
            for body in apps.get_model("programmes.body")._default_manager.all()
        }
        for row in apps.get_model(of)._default_manager.annotate(of_programme=models.F(programme)):
            title = getattr(row, name)
            row.by_body = bodies.get((row.of_programme, spelled(title)))
            row.by_post = None if row.by_body else called(apps, title or "Not known")
            row.save(update_fields=["by_body", "by_post"])
        at_once(schema_editor)

    return tell_apart


def _link(of: str, name: str, was: str):
    def link(apps, schema_editor) -> None:
        for row in apps.get_model(of)._default_manager.all():
            getattr(row, name).set([called(apps, title) for title in getattr(row, was) if title.strip()])
        at_once(schema_editor)

    return link
