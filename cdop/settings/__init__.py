"""Settings: ``base`` is strict; ``local`` and ``test`` relax it by name; ``production`` only adds refusals."""
