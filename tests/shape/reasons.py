"""The exceptions to the house's shape, each with its reason. An exception without need fails as loudly as a breach."""

from __future__ import annotations

# file or folder named as a library wishes
VAGUE_NAMES = {
    "config/postgresql/base.py": "Django looks for a database engine in a module of this name",
}

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS = {
    "src/motcua/dossiers/services/filing.py:_file": "the values of one statement, each named once",
}

# model.field → why its row may go with the one it points to
CASCADES = {
    "dossiers.DraftFile.draft": "a draft's list of files means nothing without the draft",
    "dossiers.Assistance.draft": "who helped whom stays on record when the draft was filed or thrown away",
    "dossiers.Cosigning.draft": "who was asked to sign stays on record when the draft was filed or thrown away",
}

# module a migration may import → why that is safe for ever
MIGRATION_IMPORTS = {
    "motcua.kernel.ids": "Django writes the default's address; the function has no tables behind it",
    "motcua.kernel.privacy": "declarations, no tables",
}
MIGRATION_TEXTS = (
    "sql"  # a module of this name holds the text of triggers, created anew by each migration that names it
)

CLOCK_READERS = {
    "src/motcua/kernel/clock.py": "the one place",
    "src/motcua/kernel/ids.py": "the time part of an identifier",
}

# file → what it may do with trust
TRUSTED = {
    "src/motcua/api/urls.py": "the token endpoint authenticates the client by its secret and uses no cookie",
    "src/motcua/forms/presenters/markup.py": "the controls of large forms; every value in them is escaped",
}

# manager a face may ask → why no selector stands between
FACE_MANAGERS = {
    "AccessToken.objects": "the table of the OAuth library, which no module of ours owns",
}

# page without a login → why
PUBLIC_PAGES = {
    **dict.fromkeys(
        (
            "portal:home",
            "portal:search",
            "portal:suggestions",
            "portal:life_event",
            "portal:sectors",
            "portal:procedure",
            "portal:guide",
            "portal:help",
            "portal:old_address",
        ),
        "published knowledge",
    ),
    **dict.fromkeys(("portal:manifest", "portal:worker", "portal:offline"), "the portal as an app; nobody's data"),
    **dict.fromkeys(("portal:text_size", "portal:language", "portal:display"), "a reader's own settings"),
    **dict.fromkeys(("portal:track", "portal:track_token"), "code and check number, or a secret link; names masked"),
    **dict.fromkeys(("portal:verify", "portal:verify_token"), "anybody may check a signature"),
    **dict.fromkeys(("portal:login", "portal:logout", "vneid_callback"), "the way in and out"),
    **dict.fromkeys(("desk:login", "desk:totp"), "the officers' way in"),
    "token": "where programs log in",
}
PUBLIC_NAMESPACES = {"api": "each operation authenticates by itself; tests/api holds the table of who may"}
