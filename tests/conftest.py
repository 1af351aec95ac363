"""For all tests."""

from hypothesis import HealthCheck, settings

# No timed tests: how long an example takes says more about the machine than about us.
settings.register_profile("gesprekskaart", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gesprekskaart")
