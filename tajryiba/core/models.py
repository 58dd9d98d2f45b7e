from django.db import models


class TableChange(models.Model):
    """How often a table of the database was written (changes.py)."""

    name = models.CharField(max_length=63, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"
