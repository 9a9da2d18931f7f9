"""The life of a dossier: draft, dossier, papers, events, clock, links, watchers, other systems."""

from motcua.dossiers.models.dossier import DailySequence, Dossier, DossierPaper
from motcua.dossiers.models.drafts import Draft, DraftFile, TrackMiss
from motcua.dossiers.models.events import ClockEvent, DossierEvent
from motcua.dossiers.models.links import DossierLink, FilingGroup, GroupMember, WaitingPaper, WaitingPart
from motcua.dossiers.models.moving import Correction, HandOver, Objection
from motcua.dossiers.models.papers import IssuedPaper, Proposal, Receipt, SupplementRequest
from motcua.dossiers.models.systems import InStep, Mirror, MirrorEvent, RouteChange
from motcua.dossiers.models.watching import Alert, ApologyDraft, EscalationRule, Recalculation

__all__ = [
    "Alert",
    "ApologyDraft",
    "ClockEvent",
    "Correction",
    "DailySequence",
    "Dossier",
    "DossierEvent",
    "DossierLink",
    "DossierPaper",
    "Draft",
    "DraftFile",
    "EscalationRule",
    "FilingGroup",
    "GroupMember",
    "HandOver",
    "InStep",
    "IssuedPaper",
    "Mirror",
    "MirrorEvent",
    "Objection",
    "Proposal",
    "Recalculation",
    "Receipt",
    "RouteChange",
    "SupplementRequest",
    "TrackMiss",
    "WaitingPaper",
    "WaitingPart",
]
