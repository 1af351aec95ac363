"""For all tests."""

from hypothesis import HealthCheck, settings

# No timed tests: how long an example takes says more about the machine than about us.
settings.register_profile("gesprekskaart", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples every time: a change that has nothing to do with it must not be refused for an old fault. Looking
# for new ones is a chore of its own: `make zoek`.
settings.register_profile("vast", settings.get_profile("gesprekskaart"), derandomize=True)
settings.load_profile("vast")
