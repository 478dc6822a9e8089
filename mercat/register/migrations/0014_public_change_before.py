from django.db import migrations

# What was published before changes were kept counts as entered when it was published last.
BACKFILL = """
INSERT INTO register_publicchange (organisation_id, account_id, kind, answer, at)
SELECT p.organisation_id, a.public_id, 'entered', p.answer, p.published_at
FROM register_publication p JOIN register_account a ON a.id = p.account_id
WHERE p.answer <> 'own_account'
ORDER BY p.published_at, p.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0013_touched'),
    ]

    operations = [
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
