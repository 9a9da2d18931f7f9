"""Who comes to the door, in the words of the table."""

from __future__ import annotations

from enum import StrEnum


class Persona(StrEnum):
    ANONYMOUS = "anonymous"
    OWNER = "owner"  # the matter is theirs; somebody else filed it
    REPRESENTATIVE = "representative"  # filed it for the owner
    STRANGER = "stranger"  # a citizen with nothing to do with it
    CLERK = "clerk"  # reception at the one-stop of the unit
    SPECIALIST = "specialist"
    HEAD = "head"
    LEADER = "leader"
    OUTSIDER = "outsider"  # every role on dossiers, in another commune
    FORMER = "former"  # was a clerk and a specialist of the unit until yesterday
    SYSTEM_ADMIN = "system_admin"
    EDITOR = "editor"
    APPROVER = "approver"
    MACHINE_FILE = "machine_file"  # of the unit, may file
    MACHINE_READ = "machine_read"  # of the unit, may read
    MACHINE_ELSEWHERE = "machine_elsewhere"  # may read, of another commune


P = Persona
ALL = frozenset(Persona)
PEOPLE = frozenset({P.OWNER, P.REPRESENTATIVE})
CITIZENS = PEOPLE | {P.STRANGER}
UNIT = frozenset({P.CLERK, P.SPECIALIST, P.HEAD, P.LEADER})
OFFICERS = UNIT | {P.OUTSIDER, P.FORMER, P.SYSTEM_ADMIN, P.EDITOR, P.APPROVER}
MACHINES = frozenset({P.MACHINE_FILE, P.MACHINE_READ, P.MACHINE_ELSEWHERE})
NOBODY = MACHINES | {P.ANONYMOUS}  # to pages a machine's token says nothing
INSIDERS = PEOPLE | UNIT | {P.MACHINE_READ}  # who may know the dossiers of the world
