"""Who wrote something, for the panel: the kind of agency, never its name."""

KINDS = {
    "hospital": "a hospital", "community_health": "a community health service",
    "mental_health": "a mental health service", "gp": "a GP practice", "ambulance": "the ambulance service",
    "local_authority": "children's services", "police": "the police", "coroner": "the coroner's office",
    "education": "a school or nursery", "hospice": "a hospice",
}  # fmt: skip


def in_words(kind: str) -> str:
    """“a GP practice”."""
    return KINDS.get(kind, "an agency")
