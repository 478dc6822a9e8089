from django.db import migrations


def begin_rows_of_what_is_hidden(apps, schema_editor):
    """Whoever wrote it can ask for a second look; when it was hidden, nobody wrote down."""
    reports = apps.get_model("practice", "PageReport").objects
    hidden = apps.get_model("papers", "PaperComment").objects.filter(state="hidden", reports=None)
    for comment in hidden.order_by("pk").iterator(chunk_size=500):
        reports.create(
            in_paper=comment,
            state="hidden",
            reason=comment.hidden_why,
            judged_by=comment.moderated_by,
            made_at=comment.written_at,
            judged_at=comment.written_at,
        )


class Migration(migrations.Migration):
    # Not in the one before: PostgreSQL makes no index of a table with rows that are not settled.

    dependencies = [
        ('practice', '0004_comments_on_papers'),
    ]

    operations = [
        migrations.RunPython(begin_rows_of_what_is_hidden, migrations.RunPython.noop),
    ]
