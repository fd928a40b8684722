// A plugin as it was built against the first header of this contract, contract_1.h, which is never edited: it must be loaded
// for as long as the contract has version 1.
#include <stdio.h>
#include <string.h>

#include "contract_1.h"

static const char description[] =
    "{\"id\":\"frozen\",\"version\":\"1.0.0\",\"donor\":{\"en\":\"Nobody\",\"fr\":\"Personne\"},"
    "\"title\":{\"en\":\"Plain C\",\"fr\":\"C simple\"},"
    "\"reports\":[{\"id\":\"frozen/count\",\"title\":{\"en\":\"Count\",\"fr\":\"Compte\"},"
    "\"languages\":[\"fr\",\"en\"],\"media\":[\"html\",\"markdown\"],\"level\":\"public\","
    "\"parameters\":{\"type\":\"object\",\"properties\":{}},"
    "\"queries\":[{\"name\":\"findings\",\"from\":\"finding\",\"select\":[\"title\"]}]}]}";

static kurukan_bytes text(const char *string) {
  return (kurukan_bytes){.bytes = (const uint8_t *)string, .count = strlen(string)};
}

static kurukan_bytes describe(void *context) {
  (void)context;
  return text(description);
}

static int32_t compose(void *context, const kurukan_host *host, kurukan_bytes request) {
  (void)context;
  if (request.count == 0 || host->abi_version != KURUKAN_ABI_VERSION) return 1;
  if (host->emit(host->context,
                 text("{\"block\":\"document\",\"title\":\"Compte\",\"donor\":\"Personne\"}")) != 0) {
    return 1;
  }
  long rows = 0, ends = 0;
  kurukan_bytes line;
  int32_t answer;
  while ((answer = host->next_input(host->context, &line)) == 1) {
    char kept[64];
    size_t length = line.count < sizeof kept - 1 ? line.count : sizeof kept - 1;
    memcpy(kept, line.bytes, length);
    kept[length] = 0;
    if (strstr(kept, "\"end\":true") != NULL) {
      ends++;
    } else {
      rows++;
    }
    host->progress(host->context, 0.5);
  }
  if (answer < 0) return 1;
  char block[160];
  snprintf(block, sizeof block, "{\"block\":\"paragraph\",\"text\":\"lignes : %ld, fins : %ld\"}", rows,
           ends);
  if (host->emit(host->context, text(block)) != 0) return 1;
  host->diagnose(host->context,
                 text("{\"severity\":\"info\",\"summary\":\"counted\",\"path\":\"findings\"}"));
  return 0;
}

static const kurukan_plugin table = {
    .size = sizeof(kurukan_plugin),
    .abi_version = KURUKAN_ABI_VERSION,
    .describe = describe,
    .compose = compose,
};

const kurukan_plugin *kurukan_plugin_FixtureFrozen(void);
const kurukan_plugin *kurukan_plugin_FixtureFrozen(void) { return &table; }
