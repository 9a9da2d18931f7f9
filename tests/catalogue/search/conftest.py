from pathlib import Path

import pytest

from motcua.catalogue.search import Index
from motcua.catalogue.search.files import load

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="session")
def index() -> Index:
    return load(DATA)
