"""Asks a rule without raising, so that pages and actions share one rule."""

from collections.abc import Callable

from common.errors import Refusal


def refusal(rule: Callable, *args, **kwargs) -> Refusal | None:
    """The refusal that ``rule`` raises for these arguments, or nothing when it allows them."""
    try:
        rule(*args, **kwargs)
    except Refusal as reason:
        return reason
    return None


def allowed(rule: Callable, *args, **kwargs) -> bool:
    """Whether ``rule`` lets these arguments through."""
    return refusal(rule, *args, **kwargs) is None
