# One image for web, worker, scheduler and the jobs before them. No compiler, no Node, no embedded servers in it.

FROM node:24-bookworm AS assets
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY scripts/build_assets.py scripts/
COPY static static
RUN python3 scripts/build_assets.py

FROM python:3.11-slim-bookworm AS packages
COPY requirements-runtime.lock /
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r /requirements-runtime.lock

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=cdop.settings.production \
    CDOP_VAR=/var/lib/cdop
RUN groupadd --gid 10001 cdop \
 && useradd --uid 10001 --gid cdop --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin cdop \
 && install -d -o cdop -g cdop -m 0700 /var/lib/cdop /var/lib/cdop-anchors
# pg_dump and pg_restore of the server's version, for backups.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates postgresql-common \
 && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
 && apt-get install -y --no-install-recommends postgresql-client-18 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
COPY --from=assets /src/build/static build/static
COPY --from=assets /src/build/fonts build/fonts
# Collecting needs settings, so it gets throw-away values; none of them stays in the image.
RUN SECRET_KEY="$(head -c 64 /dev/urandom | base64 -w0)" FIELD_KEY="$(head -c 32 /dev/urandom | base64 | tr '+/' '-_')" \
    ALLOWED_HOSTS=build.invalid SITE_URL=https://build.invalid \
    DATABASE_URL=postgresql://build.invalid/none REDIS_URL=redis://build.invalid \
    python manage.py collectstatic --noinput --verbosity=0 \
 && python -m compileall -q /app
USER cdop
EXPOSE 8000
CMD ["gunicorn", "cdop.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", \
     "--timeout=30", "--graceful-timeout=20", "--max-requests=5000", "--max-requests-jitter=500", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket"]
