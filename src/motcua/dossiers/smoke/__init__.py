"""The main job played through the services by the demo people, for ``./manage smoke``."""
