# Odoo 19, the pinned Python packages and this checkout. The same scripts as on a developer's machine fetch Odoo.
FROM debian:bookworm-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates fonts-dejavu-core npm python3 python3-venv wkhtmltopdf \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/innovasia
COPY package.json package-lock.json ./
COPY requirements requirements
COPY dev dev
RUN XDG_CACHE_HOME=/opt/cache python3 -m dev image \
    && rm -rf /var/lib/apt/lists/*

COPY config config
COPY simulator simulator
COPY addons addons

RUN useradd --system --home-dir /var/lib/odoo --create-home odoo
USER odoo
VOLUME /var/lib/odoo
ENV PATH=/opt/venv/bin:$PATH PYTHONPATH=/opt/innovasia:/opt/odoo PYTHONUNBUFFERED=1
EXPOSE 8069 8072
CMD ["python", "dev/odoo_bin.py"]
