# In Force in a container: nobody runs it, and it writes nothing but its data. Not run by those who wrote it: there was no container engine
# at hand; `npm test` lints it. See docs/operating.md.
#   docker build -t in-force .
#   docker run --read-only --cap-drop ALL -p 127.0.0.1:3000:3000 -v in-force:/data in-force

# The versions of Node that are still mended begin with 22; the program runs on 20.19 and newer.
ARG NODE=24
FROM docker.io/library/node:${NODE}-bookworm-slim AS build
WORKDIR /in-force
COPY . .
# What running needs, transpiled; the tools of tests stay out.
RUN ["npm", "ci", "--omit=dev"]
RUN ["node", "apps/cli/bin/inforce.js", "--version"]
RUN ["install", "--directory", "--owner=node", "--group=node", "/data"]

FROM docker.io/library/node:${NODE}-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 IN_FORCE_LOG=sqlite:/data/in-force.db
COPY --from=build /in-force /in-force
COPY --from=build --chown=node:node /data /data
WORKDIR /in-force
USER node
VOLUME ["/data"]
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/cli/dist/main.js"]
CMD ["serve"]
