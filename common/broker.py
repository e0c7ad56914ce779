"""What is raised where the cache or the broker is out of reach.

Their library is large, and whoever talks to them has loaded it; nobody else needs it to say what would be caught.
"""


def away() -> type[Exception]:
    """``except away():`` asks only once something was raised."""
    from redis.exceptions import RedisError

    return RedisError


def unreachable() -> tuple[type[Exception], ...]:
    """Of these the ones that pass: it does not answer, or not in time."""
    from redis import exceptions

    return exceptions.ConnectionError, exceptions.TimeoutError
