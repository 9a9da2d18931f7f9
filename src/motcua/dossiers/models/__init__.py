"""The life of a dossier: draft, dossier, papers, events, clock, links, watchers, other systems."""

from motcua.dossiers.models.acting_for import Assistance, Authorisation, CoSignature, Cosigning, Representation
from motcua.dossiers.models.declared import Declaration
from motcua.dossiers.models.dossier import DailySequence, Dossier, DossierPaper
from motcua.dossiers.models.drafts import Draft, DraftFile, TrackMiss
from motcua.dossiers.models.duties import StepDocument, StepTick
from motcua.dossiers.models.events import ClockEvent, DossierEvent
from motcua.dossiers.models.links import DossierLink, FilingGroup, GroupMember, WaitingPaper, WaitingPart
from motcua.dossiers.models.moving import Correction, HandOver, Objection
from motcua.dossiers.models.papers import IssuedPaper, Proposal, Receipt, SupplementRequest
from motcua.dossiers.models.systems import InStep, Mirror, MirrorEvent, RouteChange
from motcua.dossiers.models.telling import ReuseConsent, ToldAnswer
from motcua.dossiers.models.unsent import Unsent
from motcua.dossiers.models.watching import Alert, ApologyDraft, CalendarPreview, EscalationRule, Recalculation

__all__ = [
    "Alert",
    "ApologyDraft",
    "Assistance",
    "Authorisation",
    "CalendarPreview",
    "ClockEvent",
    "CoSignature",
    "Correction",
    "Cosigning",
    "DailySequence",
    "Declaration",
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
    "Representation",
    "ReuseConsent",
    "RouteChange",
    "StepDocument",
    "StepTick",
    "SupplementRequest",
    "ToldAnswer",
    "TrackMiss",
    "Unsent",
    "WaitingPaper",
    "WaitingPart",
]
