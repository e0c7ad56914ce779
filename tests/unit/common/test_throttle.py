"""Where a request comes from, and how often it may come."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from redis.exceptions import ConnectionError as NoCache

from common import throttle
from common.throttle import Limit, client_address, over

ADDRESSES = [
    (0, "", "10.0.0.1"),
    (0, "203.0.113.9", "10.0.0.1"),  # nobody is trusted: the list may be made up
    (1, "203.0.113.9", "203.0.113.9"),
    (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),  # what the client wrote itself is not believed
    (2, "1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
    (2, "203.0.113.9", "10.0.0.1"),  # too few hops: it did not come through our proxies
    (1, "junk", "10.0.0.1"),
    (1, "", "10.0.0.1"),
]


@pytest.fixture(autouse=True)
def _empty():
    cache.clear()


def request(source: str = "10.0.0.1", forwarded: str = ""):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().post("/", REMOTE_ADDR=source, **headers)


@pytest.mark.parametrize(("proxies", "forwarded", "address"), ADDRESSES)
def test_client_address(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXY_COUNT = proxies
    assert client_address(request(forwarded=forwarded)) == address


def test_a_source_is_stopped_and_others_go_on():
    limit = Limit("test", per_source=2, overall=100, seconds=1000)
    assert [bool(over(request(), limit)) for _ in range(4)] == [False, False, True, True]
    assert not over(request("10.0.0.2"), limit)


def test_all_together_are_stopped():
    limit = Limit("test", per_source=100, overall=2, seconds=1000)
    assert [bool(over(request(f"10.0.0.{n}"), limit)) for n in range(4)] == [False, False, True, True]


def test_limits_do_not_count_for_each_other():
    assert not over(request(), Limit("one", 1, 9, 1000))
    assert not over(request(), Limit("two", 1, 9, 1000))


def test_one_customer_s_addresses_count_as_one():
    limit = Limit("test", per_source=1, overall=100, seconds=1000)
    assert not over(request("2001:db8::1"), limit)
    assert over(request("2001:db8::2"), limit)


def test_no_address_is_kept(monkeypatch):
    keys = []
    monkeypatch.setattr(throttle.cache, "add", lambda key, *rest: keys.append(key))
    monkeypatch.setattr(throttle.cache, "incr", lambda key: 1)
    over(request("203.0.113.9"), Limit("test", 1, 1, 60))
    assert keys
    assert not any("203.0.113.9" in key for key in keys)


def test_without_a_cache_people_can_still_notify(monkeypatch):
    def gone(*args):
        raise NoCache

    monkeypatch.setattr(throttle.cache, "add", gone)
    assert over(request(), Limit("test", 0, 0, 60)) == 0
