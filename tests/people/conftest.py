import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from tests.people.support import Hashes


@pytest.fixture
def hashes(monkeypatch):
    """Counts how often a password is hashed."""
    encode = MD5PasswordHasher.encode

    def counting(self, password, salt):
        Hashes.count += 1
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    Hashes.count = 0
    return Hashes
