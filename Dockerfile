# One image for the service, the worker and migrations: the command says which (docs/deploy.md).
#   docker build --tag talentmatch .
# A digest instead of the tag, or a mirror: --build-arg NODE_IMAGE=node@sha256:…
ARG NODE_IMAGE=node:24.19.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit
COPY tsconfig.json tsconfig.build.json ./
COPY bin bin
COPY scripts scripts
COPY supabase supabase
COPY src src
RUN npm run build && rm -r dist/.stamp dist/.tsbuildinfo && find dist -name '*.map' -delete

# Apart, so that a change of code does not fetch them again. `none` leaves the folder empty: mount one that
# `talentmatch fetch` filled at /app/assets.
FROM build AS assets
ARG ASSETS=fetch
# hadolint ignore=DL3008
RUN mkdir -p /assets \
  && if [ "$ASSETS" = fetch ]; then \
    apt-get update \
    && apt-get install --yes --no-install-recommends python3-pip \
    && node bin/talentmatch.mjs fetch /assets \
    && mv /assets/lightgbm-* /assets/lightgbm; \
  fi

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Deno is the gateway's, which is not here; ONNX Runtime brings its libraries for every system.
RUN npm ci --omit=dev --no-audit \
  && rm -r node_modules/deno node_modules/@deno \
  && find node_modules/onnxruntime-node/bin -mindepth 3 -maxdepth 3 \
    ! -path "*/linux/$(node -p process.arch)" -exec rm -r {} +

FROM ${NODE_IMAGE}
# Debian keeps no old versions: one that is pinned would soon be gone.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libgomp1 tini \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node /var/lib/talentmatch
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=assets /assets assets
COPY migrations migrations
COPY supabase/migrations supabase/migrations
COPY models models
COPY examples examples
COPY deploy/healthcheck.mjs deploy/
COPY scripts/prepare.mjs scripts/
COPY bin bin
COPY package.json LICENSE NOTICE.md ./
COPY --from=build /app/dist dist
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=8000 \
  DATA_DIR=/var/lib/talentmatch \
  MODEL_DIR=/app/assets/all-MiniLM-L6-v2 \
  LIGHTGBM_LIB=/app/assets/lightgbm/lib_lightgbm.so
# By number, for Kubernetes to see that it is not root.
USER 1000:1000
# Beside it only /tmp is written.
VOLUME /var/lib/talentmatch
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "deploy/healthcheck.mjs"]
ENTRYPOINT ["tini", "--", "node", "bin/talentmatch.mjs"]
CMD ["serve"]
