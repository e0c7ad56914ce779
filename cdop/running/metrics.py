"""The same findings as numbers that Prometheus reads. No label names a person, a panel or a case."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from cdop.running.findings import Finding, State

TYPE = "text/plain; version=0.0.4; charset=utf-8"


class _Findings(Collector):
    """One look, as gauges."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings

    def collect(self) -> Iterator[GaugeMetricFamily]:
        states = GaugeMetricFamily("cdop_state", "0 working, 1 needs a look, 2 not working", labels=["part"])
        for one in self.findings:
            states.add_metric([one.key], list(State).index(one.state))
        yield states
        for one in self.findings:
            for name, value in one.numbers.items():
                yield GaugeMetricFamily(f"cdop_{name}", one.name, value=value)


def written(findings: list[Finding]) -> bytes:
    """The text of one answer."""
    registry = CollectorRegistry()
    registry.register(_Findings(findings))
    return generate_latest(registry)
