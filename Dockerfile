# The first image builds the wheel and installs all packages; the second copies only /opt/venv.
FROM python:3.11-slim AS builder
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
COPY api/ api/
COPY domain/ domain/
COPY schemas/ schemas/
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /dist . \
    && /opt/build/bin/pip --python /opt/venv/bin/python install --no-deps --no-index /dist/*.whl


FROM python:3.11-slim
LABEL org.opencontainers.image.title="Communiqué" \
      org.opencontainers.image.description="A REST API for policy-announcement records"

RUN python -m pip uninstall --yes --quiet --root-user-action=ignore pip setuptools wheel \
    && groupadd --system --gid 10001 communique \
    && useradd --system --uid 10001 --gid communique --home-dir /data --no-create-home --shell /usr/sbin/nologin communique \
    && install --directory --owner=communique --group=communique /data

COPY --from=builder /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/communique.db \
    HOST=0.0.0.0 \
    PORT=8000

USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
# Ignores proxy settings of the environment; any status but 2xx raises.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as r; r.build_opener(r.ProxyHandler({})).open(f\"http://127.0.0.1:{os.environ['PORT']}/readyz\", timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["communique", "run", "--migrate"]
