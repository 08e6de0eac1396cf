# The first image builds the wheel and installs all packages; the second copies only /opt/venv.
#
# The base is named by its digest, so that a build a year from now is the same: the multi-platform index of 3.11.16. To use
# a newer one: docker buildx imagetools inspect python:3.11-slim-bookworm
ARG PYTHON_IMAGE=python:3.11.16-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b

FROM ${PYTHON_IMAGE} AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /src

# Files that change rarely come first, for the build cache. /opt/venv has no pip: the one of /opt/build installs into it.
COPY requirements/ requirements/
RUN python -m venv /opt/build \
    && python -m venv --without-pip /opt/venv \
    && /opt/build/bin/pip install --only-binary=:all: --require-hashes -r requirements/build.lock \
    && /opt/build/bin/pip --python /opt/venv/bin/python install --only-binary=:all: --require-hashes -r requirements/run.lock

COPY pyproject.toml README.md LICENSE gunicorn.conf.py ./
COPY docs/ docs/
COPY clients/python/README.md clients/python/
COPY api/ api/
COPY domain/ domain/
COPY schemas/ schemas/
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /dist . \
    && /opt/build/bin/pip --python /opt/venv/bin/python install --no-deps --no-index /dist/*.whl


FROM ${PYTHON_IMAGE}
LABEL org.opencontainers.image.title="Communiqué" \
      org.opencontainers.image.description="A REST API for policy-announcement records"

RUN python -m pip uninstall --yes --quiet --root-user-action=ignore pip setuptools wheel \
    && groupadd --system --gid 10001 communique \
    && useradd --system --uid 10001 --gid communique --home-dir /data --no-create-home --shell /usr/sbin/nologin communique \
    && install --directory --owner=communique --group=communique --mode=0700 /data

COPY --from=builder /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/communique.db \
    HOST=0.0.0.0 \
    PORT=8000

# It writes /data and temporary files only: run it with --read-only --tmpfs /tmp.
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
# Asks whether the process answers, not whether the database does: a restart would not help that. Ignores proxy settings
# of the environment; any status but 2xx raises.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as r; r.build_opener(r.ProxyHandler({})).open(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["communique", "run", "--migrate"]
