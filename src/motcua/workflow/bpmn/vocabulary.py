"""Names of BPMN 2.0, and of what we add in a namespace of our own."""

from __future__ import annotations

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
MOTCUA = "urn:motcua:process:1"
LANGUAGE = "urn:motcua:expressions:1"

PREFIXES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI, "motcua": MOTCUA}

START, END = "startEvent", "endEvent"
USER, SERVICE, CALL, TIMER = "userTask", "serviceTask", "callActivity", "intermediateCatchEvent"
EXCLUSIVE, PARALLEL, COMPLEX = "exclusiveGateway", "parallelGateway", "complexGateway"
GATEWAYS = frozenset({EXCLUSIVE, PARALLEL, COMPLEX})
EVENTS = frozenset({START, END, TIMER})
