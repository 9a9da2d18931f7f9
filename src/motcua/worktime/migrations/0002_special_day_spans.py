from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worktime", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="specialday",
            name="spans",
            field=models.JSONField(null=True),
        ),
    ]
