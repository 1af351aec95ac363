"""HTTP: routes, middleware and plain pages. It checks who and what, calls one service, and answers."""
