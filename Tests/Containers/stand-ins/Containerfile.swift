# A stand-in for swift:6.3-bookworm, first part: what the official image installs for the toolchain, which "make" adds.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates git gcc g++ binutils-gold libc6-dev libstdc++-12-dev \
      pkg-config make file tzdata unzip libcurl4-openssl-dev libedit2 libncurses6 libpython3.11 libsqlite3-dev libxml2-dev \
      zlib1g-dev libgcc-12-dev \
 && rm -rf /var/lib/apt/lists/*
