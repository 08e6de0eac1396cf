"""The process that serves: a gunicorn worker whose threads get requests only once they have come completely.

Entry points, named in `gunicorn.conf.py`: `worker.Worker` and `logger.Logger`.
"""
