"""The national population register (CSDLQG về dân cư): asked for one person at a time, each look written down first."""
