// Claims the id of another plugin, and composes nothing.
#include <string.h>

#include "CReportPlugin.h"

static const char description[] =
    "{\"id\":\"plain\",\"version\":\"2.0.0\",\"donor\":{\"en\":\"Nobody\",\"fr\":\"Personne\"},"
    "\"title\":{\"en\":\"Twin\",\"fr\":\"Jumeau\"},"
    "\"reports\":[{\"id\":\"plain/count\",\"title\":{\"en\":\"Count\",\"fr\":\"Compte\"},"
    "\"languages\":[\"fr\"],\"media\":[\"html\"],\"level\":\"public\","
    "\"parameters\":{\"type\":\"object\",\"properties\":{}},\"queries\":[]}]}";

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

const kurukan_plugin *kurukan_plugin_FixtureTwin(void);
const kurukan_plugin *kurukan_plugin_FixtureTwin(void) { return &table; }
