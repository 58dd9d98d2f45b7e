from django.contrib.auth.base_user import BaseUserManager

from .identity import normalise_email, normalise_phone


class UserManager(BaseUserManager):
    """Makes accounts with the login in its one stored form. People who register go through `domain.register`."""

    def get_by_natural_key(self, username):
        return self.get(email=normalise_email(username))

    async def aget_by_natural_key(self, username):
        return await self.aget(email=normalise_email(username))

    def _create(self, email, phone, password, **fields):
        user = self.model(email=normalise_email(email), phone=normalise_phone(phone), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email=None, password=None, *, phone=None, **fields):
        """An ordinary account; without a password nobody can sign in with one."""
        fields = {"is_staff": False, "is_superuser": False, **fields}
        return self._create(email, phone, password, **fields)

    def create_superuser(self, email, password=None, **fields):
        return self._create(
            email, fields.pop("phone", None), password, **{**fields, "is_staff": True, "is_superuser": True}
        )
