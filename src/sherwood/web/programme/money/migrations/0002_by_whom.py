"""Who agreed is a body or a post that was chosen, and no longer words that were typed."""

from django.db import migrations

from sherwood.web.site.accounts.carrying import to_body_or_post


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0001_first"),
        ("accounts", "0003_organisation"),
        ("programmes", "0003_agenda_lines"),
    ]
    operations = [*to_body_or_post("money.ceiling", "agreed_by", "programme")]
