// Describes itself in a way that no catalogue can use.
#include <string.h>

#include "CReportPlugin.h"

static const char description[] = "{\"id\":\"Not A Name\",\"version\":\"1\"}";

static kurukan_bytes describe(void *context) {
  (void)context;
  return (kurukan_bytes){.bytes = (const uint8_t *)description, .count = strlen(description)};
}

static int32_t compose(void *context, const kurukan_host *host, kurukan_bytes request) {
  (void)context;
  (void)host;
  return (int32_t)request.count;
}

static const kurukan_plugin table = {
    .size = sizeof(kurukan_plugin),
    .abi_version = KURUKAN_ABI_VERSION,
    .describe = describe,
    .compose = compose,
};

const kurukan_plugin *kurukan_plugin_FixtureDescription(void);
const kurukan_plugin *kurukan_plugin_FixtureDescription(void) { return &table; }
