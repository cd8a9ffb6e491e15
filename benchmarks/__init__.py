"""Our tool and Hugo side by side on one made-up programme: `python -m benchmarks`."""
