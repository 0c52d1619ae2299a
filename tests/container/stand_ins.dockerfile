# PostgreSQL, Redis and Prometheus from Debian's packages, for machines that reach no registry of images: each target is
# tagged with the official name that compose.yaml has.
FROM debian:12-slim AS packages
RUN mkdir -p /etc/postgresql-common \
 && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf \
 && apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends postgresql-15 redis-server prometheus >/dev/null

FROM packages AS postgres
ENV PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin PGDATA=/var/lib/postgresql/data/cluster
RUN mkdir -p /var/lib/postgresql/data && chown -R postgres /var/lib/postgresql /run/postgresql
USER postgres
COPY start_postgres /usr/local/bin/start_postgres
ENTRYPOINT ["/usr/local/bin/start_postgres"]

FROM packages AS redis

FROM packages AS prometheus
RUN mkdir -p /prometheus && chown prometheus /prometheus
USER prometheus
ENTRYPOINT ["prometheus", "--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]
