"""Processes as BPMN 2.0 files: the subset of user, service, exclusive, parallel, timer and call activity. Pure."""

from motcua.workflow.bpmn.reading import Import, read
from motcua.workflow.bpmn.report import Remark
from motcua.workflow.bpmn.writing import export

__all__ = ["Import", "Remark", "export", "read"]
