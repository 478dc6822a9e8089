from django.db import migrations

INDEX = """CREATE INDEX register_account_uses ON register_account USING gin (
to_tsvector('simple', 'o' || register_account.organisation_id || ' ' || regexp_replace(translate(lower(register_account.purpose::text || ' ' || register_account.audience::text), 'àáâäãåèéêëìíîïòóôöõùúûüñçŵŷẁẃỳý', 'aaaaaaeeeeiiiiooooouuuuncwywwyy'), '[^[:alnum:]]+', ' ', 'g')))"""


def make_index(apps, schema_editor):
    """SQLite's index of words is made after every migrate: see mercat/register/search.py."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX register_account_uses")


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0006_disappearance_answers'),
    ]

    operations = [
        migrations.RunPython(make_index, drop_index),
    ]
