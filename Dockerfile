# The bot on Debian 12 slim: built as the Debian package that is also released, and installed from that.
#   docker build --tag cs2results .
# Runs as user 65532 on a read-only root, without any capability; see compose.yaml.
FROM debian:12-slim AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends ca-certificates git >/dev/null
WORKDIR /src
COPY scripts/setup scripts/setup
RUN scripts/setup && apt-get install -y -qq --no-install-recommends dpkg-dev >/dev/null
COPY . .
RUN cmake --preset release >/dev/null && cmake --build --preset release \
 && cpack --config build/release/CPackConfig.cmake -B /package && rm -rf /package/_CPack_Packages \
 && cp /usr/lib/postgresql/15/bin/pg_dump /usr/lib/postgresql/15/bin/pg_restore /package

FROM debian:12-slim
COPY --from=build /package /package
# pg_dump and pg_restore alone: their package brings Perl.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends /package/*.deb >/dev/null \
 && mv /package/pg_dump /package/pg_restore /usr/local/bin \
 && rm -rf /package /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/* /var/log/*
ENV LISTEN=0.0.0.0:9464 LOG_FORMAT=json
USER 65532:65532
EXPOSE 9464
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s --retries=3 CMD ["cs2results", "health"]
ENTRYPOINT ["cs2results"]
CMD ["run"]
