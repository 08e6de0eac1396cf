"""Settings, read from an environment."""

from __future__ import annotations

import pytest

from api.settings import BadSetting, Settings


def test_what_is_not_set_keeps_its_default() -> None:
    """Set to nothing is not set."""
    assert Settings.from_environment({"PORT": ""}) == Settings()


def test_settings_are_read_in_their_types() -> None:
    """Text, whole numbers, truth."""
    environment = {"DATABASE_URL": "sqlite:///x.db", "PORT": "80", "REQUIRE_KEY_TO_READ": "Yes", "HOME": "/"}
    expected = Settings(database_url="sqlite:///x.db", port=80, require_key_to_read=True)
    assert Settings.from_environment(environment) == expected


def test_a_setting_of_several_texts_has_commas_between_them() -> None:
    """Spaces and empty ones aside."""
    one, two = "postgresql+psycopg://a/x", "postgresql+psycopg://b/x?sslmode=require"
    assert Settings.from_environment({"DATABASE_REPLICA_URLS": f"{one}, {two},"}).database_replica_urls == (one, two)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "-1"),
        ("PORT", "\uff18\uff10"),
        ("PORT", "65536"),
        ("LOG_LEVEL", "loud"),
        ("REQUIRE_KEY_TO_READ", "perhaps"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_REPLICA_URLS", "postgresql+psycopg://a/x,b"),
        ("DATABASE_REPLICA_URLS", "sqlite:///x.db"),
        ("DATABASE_REPLICA_LAG", "0"),
        ("DATABASE_POOLER", "session"),
        ("RATE_LIMIT", "600"),
        ("RATE_LIMIT", "reads=600/fortnight"),
        ("RATE_LIMIT", "deletes=600/minute"),
        ("RATE_LIMIT", "reads=0/minute"),
        ("RATE_LIMIT_STORAGE", "memcached://127.0.0.1"),
        ("RATE_LIMIT_STORAGE", "redis://"),
        ("WRONG_KEY_LIMIT", "0/minute"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.1,proxy"),
        ("FORWARDED_ALLOW_IPS", "10.0.0.0/40"),
        ("TRUSTED_HOSTS", "api.example.org:443"),
        ("TRUSTED_HOSTS", "https://api.example.org"),
        ("TRUSTED_HOSTS", "*"),
        ("TRUSTED_HOSTS", "[::1]"),
        ("PUBLIC_URL", "api.example.org"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://.example.org"),
        ("PUBLIC_URL", "https://user:word@example.org"),
        ("PUBLIC_URL", "https://example.org/?x=1"),
        ("PUBLIC_URL", "https://example.org//api"),
        ("SECURITY_CONTACT", "security@example.org"),
        ("SECURITY_CONTACT", "mailto:a@example.org\nPolicy: none"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    """The error comes at start-up, not at first use."""
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRUSTED_HOSTS", "api.example.org,.example.net,localhost,127.0.0.1"),
        ("PUBLIC_URL", "https://api.example.org"),
        ("PUBLIC_URL", "http://[::1]:8000/v/api/"),
        ("FORWARDED_ALLOW_IPS", "*"),
        ("FORWARDED_ALLOW_IPS", "192.0.2.1,2001:db8::/32"),
    ],
)
def test_addresses_are_taken(name: str, value: str) -> None:
    assert getattr(Settings.from_environment({name: value}), name.lower()) in {value, tuple(value.split(","))}
